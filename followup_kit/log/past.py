"""What was done to a log, and what of it can be taken back, done again or settled."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from followup_kit.log.entries import as_held
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.conflicts import Conflict
from followup_kit.log.file.ledger import Ledger
from followup_kit.log.file.stale_edits import removed_with
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history_words import history_of, history_of_interview
from followup_kit.log.schema import Record

Write = Callable[[str, list[Edit], dt.datetime], object]
"""Checks some edits and writes them as one batch, under the words of what was done."""


class Past:
    """The past of a log: undo and redo, conflicts, and the history of an entry.

    Args:
        ledger: What the log holds.
        write: Writes what settles a conflict.
        zone_name: The zone in which histories are told, unless another is asked for.
    """

    def __init__(self, ledger: Ledger[Record], write: Write, zone_name: Callable[[], str]) -> None:
        self._ledger, self._write, self._zone_name = ledger, write, zone_name

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
        self._write("Settled a conflict", edits, now)

    def versions(self, table: str, row: str) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """Every state a row has been in, oldest first, with the moment it was written."""
        return self._ledger.versions(table, row)

    def fields_of(self, table: str) -> dict[str, list[dict[str, Any]]]:
        """What was ever written to each row that is in a table, oldest first, then what it is.

        Moments and days are as in the records.
        """
        found = {
            row: [record.model_dump(exclude={"id", "logged_at"})]
            for row, record in sorted(self._ledger.rows[table].items())
        }
        for change in reversed(self._ledger.file.changes_in("table", [table])):
            if change.row in found:
                found[change.row].insert(0, as_held(table, change.values))
        return found

    def history_of(self, table: str, row: str, *, zone_name: str = "") -> list[str]:
        """What was done to one row, in plain sentences, oldest first.

        Args:
            table: The table of the row.
            row: The id of the row; it may be removed.
            zone_name: The reader's zone; by default the one in the settings, else UTC.
        """
        return history_of(self._ledger, table, row, zone_name=zone_name or self._zone_name())

    def history_of_interview(self, interview: str, *, zone_name: str = "") -> list[str]:
        """What was done to an interview, the people at it and its messages, oldest first."""
        where = zone_name or self._zone_name()
        return history_of_interview(self._ledger, interview, zone_name=where)
