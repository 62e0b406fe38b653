"""The tables of a log: what the file has to know of them, and how they look as DataFrames.

A DataFrame has the same columns and dtypes also when it is empty.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from followup_kit.log.columns import DAY, LONG_TEXT, MOMENT
from followup_kit.log.entries import choices_of, kind_of, make_record
from followup_kit.log.file.changes import REMOVED, Change
from followup_kit.log.file.undoing import Edit
from followup_kit.log.moved_promises import moved_promises
from followup_kit.log.schema import TABLES, Record

if TYPE_CHECKING:
    import pandas as pd

_REMOVED_LABEL = "In the log"
_PROMISES_MOVED = 2


class LogTables:
    """What the file has to know of the tables of a log (see `Tables`)."""

    worked_out = frozenset({"due_at", "policy", "timezone_assumed", "dismissed"})
    never_in_conflict = frozenset({"forms"})

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(TABLES)

    def columns(self, table: str) -> Container[str]:
        """The columns of a table; none if it is not known."""
        return TABLES[table].model_fields if table in TABLES else ()

    def label(self, table: str, column: str) -> str:
        """A column's name as people see it."""
        known = TABLES[table].model_fields.get(column) if table in TABLES else None
        return (known.title or column) if known else _REMOVED_LABEL if column == REMOVED else column

    def default(self, table: str, column: str) -> Any:
        """What a column holds when nothing was written, as kept in the file."""
        known = TABLES[table].model_fields.get(column) if table in TABLES else None
        return json.loads(json.dumps(known.default, default=str)) if known else False

    def are_same(self, table: str, column: str, one: Any, other: Any) -> bool:
        """Whether two kept values show the same: blanks at the ends and offsets do not count."""
        if one == other or not (isinstance(one, str) and isinstance(other, str)):
            return bool(one == other)
        kind = kind_of(table, column) if column in TABLES[table].model_fields else LONG_TEXT
        if kind is MOMENT:
            return dt.datetime.fromisoformat(one) == dt.datetime.fromisoformat(other)
        return kind is not LONG_TEXT and one.strip() == other.strip()

    def record(self, table: str, values: dict[str, Any]) -> Record:
        """One checked row.

        Raises:
            InvalidEntryError: A value is missing, unknown or not allowed.
        """
        return make_record(table, values)

    def moved(
        self, version: int, changes: Sequence[Change], rows: Mapping[str, Mapping[str, Any]]
    ) -> list[Edit]:
        """What has another place since a version, as edits that put it there."""
        return moved_promises(changes, rows) if version < _PROMISES_MOVED else []


LOG_TABLES = LogTables()


def dtypes_of(table: str) -> dict[str, str]:
    """Column name to dtype, in the order of the columns.

    Text is `str` and never missing: nothing entered is an empty text. A moment is
    `datetime64[us, UTC]` and a day `datetime64[s]`, both NaT when unknown. A list of
    names is a tuple in an `object` column.
    """
    return {name: kind_of(table, name).dtype for name in TABLES[table].model_fields}


def from_frame(table: str, frame: pd.DataFrame) -> list[Record]:
    """One record per row of a table that came of records; nothing is checked anew."""
    columns = {
        name: list(_values(table, name, frame[name]))
        for name in TABLES[table].model_fields
        if name in frame
    }
    names = list(columns)
    return [
        TABLES[table].model_construct(None, **dict(zip(names, row, strict=True)))
        for row in zip(*columns.values(), strict=True)
    ]


def _values(table: str, name: str, column: pd.Series) -> Iterable[Any]:
    kind = kind_of(table, name)
    if kind in (MOMENT, DAY):
        moments = column.dt.to_pydatetime() if len(column) else []
        known = column.notna()
        as_held = (m.date() if kind is DAY else m for m in moments)
        return (m if is_known else None for m, is_known in zip(as_held, known, strict=True))
    choices = {choice.value: choice for choice in choices_of(table, name)}
    usual = TABLES[table].model_fields[name].default
    return (choices.get(value, usual) for value in column) if choices else column.tolist()


def to_frame(table: str, records: Iterable[Record]) -> pd.DataFrame:
    """One row per record, in the order given, numbered from 0."""
    import pandas as pd

    rows = list(records)
    columns = {
        name: pd.Series([_plain(getattr(row, name)) for row in rows], dtype=dtype)
        for name, dtype in dtypes_of(table).items()
    }
    return pd.DataFrame(columns)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
