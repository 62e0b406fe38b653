"""The tables of a log as files that any program reads, made from its changes alone.

Each file has a header and one line per row, every cell as text. Values are those of the
data dictionary: moments in UTC, choices by their short word. Nothing is left out: rows
that were removed have files of their own, and the history says what was done when.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import Any

from followup_kit.errors import InvalidEntryError
from followup_kit.exchange.cells import table_as_csv
from followup_kit.log.entries import make_record
from followup_kit.log.file.changes import REMOVED, Change, RowState, fold
from followup_kit.log.schema import TABLES
from followup_kit.log.tables import LOG_TABLES

HISTORY_COLUMNS = ("at", "what_you_did", "table", "id", "values")
_TYPING = "(typed, not saved yet)"


@dataclass(frozen=True)
class PlainTable:
    """One file of the archive.

    Attributes:
        name: Its name inside the archive, such as `tables/interviews.csv`.
        columns: What its header says.
        rows: Its cells as text, without the header.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    def as_csv(self) -> bytes:
        """The file."""
        return table_as_csv(self.columns, self.rows)


def plain_tables(changes: Sequence[Change]) -> Iterator[PlainTable]:
    """Every table with what is in it now, what was removed from it, and the history.

    Args:
        changes: All changes of a log, oldest first.
    """
    states: dict[tuple[str, bool], list[tuple[str, RowState]]] = defaultdict(list)
    for (table, row), state in sorted(fold(changes).items(), key=itemgetter(0)):
        states[table, state.is_removed].append((row, state))
    for folder, is_removed in (("tables", False), ("removed", True)):
        for table, model in TABLES.items():
            rows = [_cells(table, row, state) for row, state in states[table, is_removed]]
            if rows or not is_removed:
                yield PlainTable(f"{folder}/{table}.csv", tuple(model.model_fields), rows)
    yield PlainTable("history.csv", HISTORY_COLUMNS, [_told(change) for change in changes])


def _cells(table: str, row: str, state: RowState) -> list[str]:
    columns = TABLES[table].model_fields
    values = {**state.shown(), "id": row, "logged_at": state.logged_at}
    known = {name: values[name] for name in columns if name in values}
    try:
        return [_text(value) for _, value in make_record(table, known)]
    except InvalidEntryError:  # cannot be shown in a panel, and must not be missing here
        return [_text(known.get(name)) for name in columns]


def _told(change: Change) -> Sequence[str]:
    """One line of the history: when, what the person did, and the values that were written."""
    written = "\n".join(_pairs(change.table, change.values))
    return change.at, change.action or _TYPING, change.table, change.row, written


def _pairs(table: str, values: Mapping[str, Any]) -> Iterable[str]:
    for name, value in values.items():
        in_log = not value if name == REMOVED else value
        yield f"{LOG_TABLES.label(table, name)}: {_text(in_log)}"


def _text(value: Any) -> str:
    """A value as text; nothing entered is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    return str(value)
