"""Edits on trial: held against the log and each other before any of them is written."""

import datetime as dt
from collections import ChainMap
from collections.abc import Sequence
from typing import Any

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.entries import check_entry
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.ledger import Ledger
from followup_kit.log.file.undoing import Edit
from followup_kit.log.schema import Record


class Trial:
    """Edits held against the log and each other; nothing is written.

    Args:
        ledger: What the log holds.
        now: The moment they would be written.
    """

    def __init__(self, ledger: Ledger[Record], now: dt.datetime) -> None:
        self._ledger, self._now = ledger, now
        self._rows: dict[str, ChainMap[str, Record]] = {
            table: ChainMap({}, known) for table, known in ledger.rows.items()
        }
        self._fields: dict[tuple[str, str], dict[str, Any]] = {}

    def add(self, edits: Sequence[Edit]) -> None:
        """Try some more edits on top of those that were tried before.

        Raises:
            InvalidEntryError: Some are not allowed; all problems are listed, and none of
                these edits counts as tried.
        """
        tried = {table: rows.new_child() for table, rows in self._rows.items()}
        fields: ChainMap[tuple[str, str], dict[str, Any]] = ChainMap({}, self._fields)
        problems: list[Problem] = []
        for edit in edits:
            if edit.fields.get(REMOVED):
                continue
            key = (edit.table, edit.row)
            fields[key] = {**fields.get(key, {}), **edit.fields}
            try:
                record = self._ledger.preview(Edit(*key, fields[key]), now=self._now)
                if REMOVED not in edit.fields:
                    check_entry(record, tried, now=self._now)
                tried[edit.table][edit.row] = record
            except InvalidEntryError as error:
                problems += error.problems
                # What is wrong with this row is said once, not again by those that name it.
                tried[edit.table].setdefault(
                    edit.row, Record.model_construct(id=edit.row, logged_at=self._now)
                )
        if problems:
            raise InvalidEntryError(problems)
        self._fields.update(fields.maps[0])
        for table, rows in tried.items():
            self._rows[table].maps[0].update(rows.maps[0])
