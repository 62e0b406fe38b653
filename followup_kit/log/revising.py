"""Second thoughts: undo and redo, conflicts, stale edits, trials, and the history of an entry."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Sequence
from typing import Any

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.entries import check_entry
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.conflicts import Conflict
from followup_kit.log.file.ledger import Ledger
from followup_kit.log.file.stale_edits import Seen, removed_with
from followup_kit.log.file.undoing import Edit
from followup_kit.log.reading import ReadableLog
from followup_kit.log.schema import Record
from followup_kit.log.told import history_of, history_of_interview


class RevisableLog(ReadableLog):
    """A log whose changes are checked before they are written, and can be taken back."""

    def revision(self, table: str, row: str) -> str:
        """Which version of a row is in the log now."""
        return self._ledger.revision(table, row)

    def seen(self, *rows: tuple[str, str]) -> Seen:
        """What an editor sees who looks at these rows now, each as table and id.

        Hand it back with the edit: what was changed elsewhere since is kept, and refused
        only where it is the same field.
        """
        return Seen({row: self.revision(table, row) for table, row in rows})

    def conflicts(self) -> list[Conflict]:
        """Fields with two or more values, none of them written knowing the others.

        They come of merging two copies; the tables show the later value.
        """
        return self._ledger.conflicts()

    def resolve(self, conflict: Conflict, value: Any, *, now: dt.datetime) -> None:
        """Settle a conflict with one of its values or a new one.

        Args:
            conflict: One of `conflicts()`.
            value: The value from now on; for `_removed`, whether the row stays removed.
            now: When.

        Raises:
            InvalidEntryError: The value is not allowed; nothing was written.
        """
        edits = [Edit(conflict.table, conflict.row, {conflict.field: value})]
        if conflict.field == REMOVED and not value:
            removals = {v.change for v in conflict.versions if v.value}
            edits += removed_with(removals, self._ledger.file, but=conflict.row)
        self._write("Settled a conflict", edits, now=now)

    @property
    def next_undo(self) -> str:
        """What `undo` would take back, in words; empty if there is nothing."""
        return self._ledger.next_undo

    def undo(self, *, now: dt.datetime) -> str:
        """Take back the last thing that was done; returns what it was, in words."""
        return self._ledger.undo(now=now)

    @property
    def next_redo(self) -> str:
        """What `redo` would do again, in words; empty if there is nothing."""
        return self._ledger.next_redo

    def redo(self, *, now: dt.datetime) -> str:
        """Do again what `undo` took back last; returns what it was, in words."""
        return self._ledger.redo(now=now)

    def history_of(self, table: str, row: str, *, zone_name: str = "") -> list[str]:
        """What was done to one row, in plain sentences, oldest first.

        Args:
            table: The table of the row.
            row: The id of the row; it may be removed.
            zone_name: The reader's zone; by default the one in the settings, else UTC.
        """
        return history_of(self, table, row, zone_name=zone_name or self.settings.timezone or "UTC")

    def history_of_interview(self, interview: str, *, zone_name: str = "") -> list[str]:
        """What was done to an interview, the people at it and its messages, oldest first."""
        where = zone_name or self.settings.timezone or "UTC"
        return history_of_interview(self, interview, zone_name=where)

    def _write(
        self, action: str, edits: Sequence[Edit], *, now: dt.datetime, seen: Seen | None = None
    ) -> None:
        """Check all edits against the log and each other, and write them as one batch."""

        def check(left: list[Edit]) -> None:
            self.trial(now=now).add(left)

        self._ledger.commit(action, edits, now=now, seen=seen, check=check)

    def trial(self, *, now: dt.datetime) -> Trial:
        """Where edits can be tried before any of them is written."""
        return Trial(self._ledger, now)


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
