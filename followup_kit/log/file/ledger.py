"""The file, the fold of its changes, and the checked rows that come of it."""

import datetime as dt
import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from random import Random
from threading import RLock
from typing import Any, Generic, TypeVar

from followup_kit.errors import FollowUpError
from followup_kit.log.file.backups import Keeper
from followup_kit.log.file.changes import (
    ERASED,
    Change,
    RowState,
    as_json,
    erased,
    next_clock,
)
from followup_kit.log.file.conflicts import Conflict, conflicts_in
from followup_kit.log.file.folding import Fold, Key
from followup_kit.log.file.stale_edits import Seen, settled
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.tables import Tables
from followup_kit.log.file.undoing import Batches, Edit, edits_before
from followup_kit.times import require_zone

R = TypeVar("R")


class Ledger(Generic[R]):
    """What is in a log file now, kept in step with the file.

    Args:
        file: The file.
        tables: What is true of its tables.
        random: What makes ids unique.
        keeper: What makes backups; by default none are made.

    Attributes:
        version: Goes up by one whenever something changed.
    """

    def __init__(
        self, file: LogFile, tables: Tables[R], random: Random, keeper: Keeper | None = None
    ) -> None:
        self.file = file
        self.keeper = keeper or Keeper(file)
        self._keeps_backups = keeper is not None and file.is_kept
        self.version = 0
        self._tables = tables
        self._fold = Fold(tables)
        self._random = random
        self._writer = f"{random.getrandbits(32):08x}"
        self._batches = Batches()
        self._conflicts: tuple[int, list[Conflict]] = (-1, [])
        self._last_clock, self._last_at = "", ""
        self._last_id = (0, 0)
        self._lock = RLock()
        self.refresh()
        if file.older:
            self._make_new(file.older)

    def refresh(self) -> bool:
        """Take in what was written since, here or elsewhere; whether there was anything."""
        with self._lock, _no_garbage_collection():
            changes = self.file.new_changes()
            if self.version and any(change.table == ERASED for change in changes):
                self._forget()
                changes = self.file.new_changes()
            self._fold.take_in(changes)
            for change in changes:
                self._batches.take_in(change)
            newest = max(changes, key=lambda change: change.clock, default=None)
            if newest is not None and newest.clock >= self._last_clock:
                self._last_clock, self._last_at = newest.clock, newest.at
            self.version += bool(changes)
            return bool(changes)

    def _make_new(self, version: int) -> None:
        """Make an older file new, and move what has another place now, in one transaction.

        It is dated like the last change, since nobody typed it.
        """
        with self.file.writing():
            self.refresh()
            if not self.file.make_new():
                return
            changes = self.file.changes_in("table", self._tables)
            edits = self._tables.moved(version, changes, self.rows)
            if edits:
                now = dt.datetime.fromisoformat(changes[-1].at)
                self.file.append(self._changes(self.new_id(now), "", "", edits, now))
        self.refresh()

    def _forget(self) -> None:
        """Start from the beginning, since something was erased."""
        self.file.read_again()
        self._fold, self._batches = Fold(self._tables), Batches()

    @property
    def changed_at(self) -> dt.datetime | None:
        """When the newest change was made; None while there is none."""
        return dt.datetime.fromisoformat(self._last_at) if self._last_at else None

    @property
    def rows(self) -> Mapping[str, dict[str, R]]:
        """Table name to row id to checked record."""
        with self._lock:
            return self._fold.rows

    @property
    def bad_rows(self) -> Mapping[Key, str]:
        """What is wrong with rows that could not be shown, in words."""
        with self._lock:
            return self._fold.bad_rows

    def snapshot(self) -> dict[str, dict[str, R]]:
        """The rows as they are now, not changed by what comes later."""
        with self._lock:
            return {table: dict(rows) for table, rows in self.rows.items()}

    def new_id(self, now: dt.datetime) -> str:
        """A unique id that sorts by time, and in the order of asking within one moment."""
        moment, count = self._last_id
        milliseconds = int(now.timestamp() * 1000)
        self._last_id = (milliseconds, count + 1 if milliseconds == moment else 0)
        return "{:012x}{:04x}".format(*self._last_id) + f"{self._random.getrandbits(40):010x}"

    def preview(self, edit: Edit, *, now: dt.datetime) -> R:
        """The record an edit would make.

        Raises:
            InvalidEntryError: A field is missing, unknown or not allowed.
        """
        with self._lock:
            return self._fold.preview(edit, now=now)

    def commit(
        self,
        action: str,
        edits: Iterable[Edit],
        *,
        now: dt.datetime,
        undoes: str = "",
        seen: Seen | None = None,
        check: Callable[[list[Edit]], None] = lambda _: None,
    ) -> str:
        """Append one batch and take it in; returns the id of the batch.

        Args:
            action: What the person did, in words; empty for drafts, which undo skips.
            edits: The new values.
            now: When, with a zone.
            undoes: The batch this one takes back.
            seen: What the editor saw and chose.
            check: Refuses what may not be written, by an error of its own.

        Raises:
            LogNotSavedError: Nothing was written.
            StaleEditError: A field was changed elsewhere since its editor saw it; nothing
                was written.
        """
        now, edits = require_zone(now), list(edits)
        with self._lock:
            batch = self.new_id(now)
            with self.file.writing():
                self.refresh()
                edits = self._settled(edits, seen)
                check(edits)
                self.file.append(self._changes(batch, action, undoes, edits, now))
            self.refresh()
            if self._keeps_backups:
                self.keeper.after_save(now, is_draft=not action)
            return batch

    def _settled(self, edits: list[Edit], seen: Seen | None) -> list[Edit]:
        if seen is None:
            return edits
        return settled(edits, seen, self.file, self.revision, self._tables)

    def take_over(self, changes: Iterable[Change]) -> int:
        """Add changes that were made in another copy; how many were not here yet.

        Raises:
            LogNotSavedError: Nothing was written.
        """
        with self._lock:
            with self.file.writing():
                self.refresh()
                new = self._not_here(list(changes))
                self.file.append(sorted(new.values(), key=lambda change: (change.clock, change.id)))
            self.refresh()
            return len(new)

    def _not_here(self, changes: list[Change]) -> dict[str, Change]:
        """Those that are not in the log yet, without rows erased in either copy."""
        known = self.file.all_ids()
        gone = erased([*changes, *self.file.changes_in("table", [ERASED])])
        return {c.id: c for c in changes if c.id not in known and not {c.id, c.row} & gone}

    def erased_rows(self) -> set[str]:
        """The ids of what was erased for ever."""
        return erased(self.file.changes_in("table", [ERASED]))

    def erase(self, rows: set[str], named: set[str], *, now: dt.datetime) -> None:
        """Take rows out of the file for ever; those with a fixed name may come again.

        Raises:
            LogNotSavedError: It could not be written.
        """
        with self._lock:
            self.refresh()
            gone = rows | {change.id for change in self.file.changes_in("row", named)}
            mark = Edit(ERASED, self.new_id(now), dict.fromkeys(sorted(gone), True))
            marks = self._changes(self.new_id(now), "", "", [mark], require_zone(now))
            try:
                self.file.erase(rows | named, marks)
            finally:
                self.refresh()

    def _changes(
        self, batch: str, action: str, undoes: str, edits: list[Edit], now: dt.datetime
    ) -> list[Change]:
        clock, changes = self._last_clock, []
        heads: dict[Key, list[str]] = {}
        for edit in edits:
            clock = next_clock(clock, now, self._writer)
            key = (edit.table, edit.row)
            seen = heads.get(key) or sorted(self._fold.state(key).heads)
            change = Change(
                id=self.new_id(now),
                batch=batch,
                batch_size=len(edits),
                action=action,
                undoes=undoes,
                clock=clock,
                at=now.isoformat(),
                table=edit.table,
                row=edit.row,
                fields=as_json(edit.fields),
                seen=json.dumps(seen),
            )
            heads[key] = [change.id]
            changes.append(change.sealed())
        return changes

    def as_bytes(self) -> bytes:
        """The whole file as bytes."""
        with self._lock:
            return self.file.as_bytes()

    def versions(self, table: str, row: str) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """Every state a row has been in, oldest first, with the moment it was written."""
        with self._lock:
            state, found = RowState(), []
            for change in self.file.changes_in("row", [row]):
                if change.table == table:
                    state.apply(change)
                    found.append((dt.datetime.fromisoformat(change.at), state.shown()))
            return found

    def revision(self, table: str, row: str) -> str:
        """Which version of a row is in the log now."""
        with self._lock:
            return self._fold.state((table, row)).revision

    def conflicts(self) -> list[Conflict]:
        """Fields with values that were written without knowing of each other."""
        with self._lock:
            if self._conflicts[0] != self.version:
                branched = {
                    key[1] for key in self.known_rows() if self._fold.state(key).has_branched
                }
                found = conflicts_in(self.file.changes_in("row", branched), self._tables)
                self._conflicts = (self.version, found)
            return list(self._conflicts[1])

    def known_rows(self) -> list[Key]:
        """Table and row of everything the log ever had, also if it was removed."""
        return self._fold.known_rows()

    def values(self, table: str, row: str) -> dict[str, Any]:
        """What is kept of a row, with the mark that says whether it was removed."""
        with self._lock:
            return dict(self._fold.state((table, row)).values)

    @property
    def next_undo(self) -> str:
        """What the next undo takes back, in words; empty if there is nothing."""
        return self._batches.action(self._batches.next_undo())

    @property
    def next_redo(self) -> str:
        """What the next redo does again, in words; empty if there is nothing."""
        return self._batches.action(self._batches.next_redo())

    def undo(self, *, now: dt.datetime) -> str:
        """Take back the newest batch that is not taken back yet; returns what it was.

        Raises:
            FollowUpError: There is nothing to take back.
        """
        with self._lock:
            return self._take_back(self._batches.next_undo(), "undo", now)

    def redo(self, *, now: dt.datetime) -> str:
        """Do again what was taken back last; returns what it was.

        Raises:
            FollowUpError: There is nothing to do again.
        """
        with self._lock:
            return self._take_back(self._batches.next_redo(), "redo", now)

    def _take_back(self, batch: str, what: str, now: dt.datetime) -> str:
        if not batch:
            msg = f"There is nothing to {what}."
            raise FollowUpError(msg)
        action = self._batches.action(batch)
        changes = self.file.changes_in("batch", [batch])
        of_rows = self.file.changes_in("row", {c.row for c in changes})
        edits = edits_before(changes, of_rows, self._tables)
        did = "Undid" if what == "undo" else "Did again"
        self.commit(f"{did}: {action}", edits, now=now, undoes=batch)
        return action


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Makes reading a long log twice as fast: none of its texts is garbage yet."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
