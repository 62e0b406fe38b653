"""The file, the fold of its changes, and the checked rows that come of it."""

import datetime as dt
import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import RLock
from typing import Any

from followup_kit.errors import FollowUpError, InvalidEntryError
from followup_kit.log.changes import REMOVED, Change, RowState, as_json, fold, next_clock
from followup_kit.log.entries import make_record
from followup_kit.log.schema import TABLES, Record
from followup_kit.log.store import LogFile
from followup_kit.times import require_zone

Key = tuple[str, str]
"""A table and a row."""


@dataclass(frozen=True)
class Edit:
    """New values for some fields of one row."""

    table: str
    row: str
    fields: Mapping[str, Any]


class Ledger:
    """What is in a log file now, kept in step with the file.

    Rows are made when they are asked for: most of a long log is changes of few rows.

    Attributes:
        version: Goes up by one whenever something changed.
    """

    def __init__(self, file: LogFile, random: Random) -> None:
        self.file = file
        self.version = 0
        self._rows: dict[str, dict[str, Record]] = {table: {} for table in TABLES}
        self._bad_rows: dict[Key, str] = {}
        self._to_show: set[Key] = set()
        self._waiting: dict[Key, list[Change]] = {}
        self._random = random
        self._writer = f"{random.getrandbits(32):08x}"
        self._states: dict[Key, RowState] = {}
        self._actions: dict[str, tuple[str, str]] = {}
        self._undone: set[str] = set()
        self._last_clock = ""
        self._last_id = (0, 0)
        self._lock = RLock()
        self.refresh()

    def refresh(self) -> bool:
        """Take in what was written since, here or elsewhere; whether there was anything."""
        with self._lock, _no_garbage_collection():
            changes = self.file.new_changes()
            for change in changes:
                self._take_in(change)
            self._to_show.update(self._waiting)
            self._last_clock = max([self._last_clock, *[change.clock for change in changes]])
            self.version += bool(changes)
            return bool(changes)

    @property
    def rows(self) -> Mapping[str, dict[str, Record]]:
        """Table name to row id to checked record."""
        with self._lock:
            self._show_waiting()
            return self._rows

    @property
    def bad_rows(self) -> Mapping[Key, str]:
        """What is wrong with rows that could not be shown, in words."""
        with self._lock:
            self._show_waiting()
            return self._bad_rows

    def snapshot(self) -> dict[str, dict[str, Record]]:
        """The rows as they are now, not changed by what comes later."""
        with self._lock:
            return {table: dict(rows) for table, rows in self.rows.items()}

    def _take_in(self, change: Change) -> None:
        key = (change.table, change.row)
        if key in self._waiting:
            self._waiting[key].append(change)
        else:
            self._waiting[key] = [change]
        if change.undoes:
            self._undone.add(change.undoes)
        elif change.action:
            self._actions[change.batch] = (change.clock, change.action)

    def _show_waiting(self) -> None:
        while self._to_show:
            self._show(*self._to_show.pop())

    def _show(self, table: str, row: str) -> None:
        if table not in TABLES:
            return
        self._rows[table].pop(row, None)
        self._bad_rows.pop((table, row), None)
        try:
            state = self._state((table, row))
            if not state.is_removed:
                self._rows[table][row] = make_record(table, self._complete(table, row, state))
        except InvalidEntryError as error:
            self._bad_rows[table, row] = str(error)
        except ValueError:
            self._bad_rows[table, row] = f"An entry in {table} was made by hand and cannot be read."

    def _complete(self, table: str, row: str, state: RowState) -> dict[str, Any]:
        """The columns of a row; those that a newer version added stay in the file only."""
        known = TABLES[table].model_fields
        shown = {name: value for name, value in state.shown().items() if name in known}
        return {**shown, "id": row, "logged_at": state.logged_at}

    def new_id(self, now: dt.datetime) -> str:
        """A unique id that sorts by time, and in the order of asking within one moment."""
        moment, count = self._last_id
        milliseconds = int(now.timestamp() * 1000)
        self._last_id = (milliseconds, count + 1 if milliseconds == moment else 0)
        return "{:012x}{:04x}".format(*self._last_id) + f"{self._random.getrandbits(40):010x}"

    def preview(self, edit: Edit, *, now: dt.datetime) -> Record:
        """The record an edit would make.

        Raises:
            InvalidEntryError: A field is missing, unknown or not allowed.
        """
        state = self._state((edit.table, edit.row))
        before = self._complete(edit.table, edit.row, state)
        return make_record(
            edit.table, {**before, "logged_at": state.logged_at or now, **edit.fields}
        )

    def commit(
        self, action: str, edits: Iterable[Edit], *, now: dt.datetime, undoes: str = ""
    ) -> str:
        """Append one batch and take it in; returns the id of the batch.

        Args:
            action: What the person did, in words; empty for drafts, which undo skips.
            edits: The new values.
            now: When, with a zone.
            undoes: The batch this one takes back.

        Raises:
            LogNotSavedError: Nothing was written.
        """
        now = require_zone(now)
        with self._lock:
            batch = self.new_id(now)
            with self.file.writing():
                self.refresh()
                self.file.append(self._changes(batch, action, undoes, list(edits), now))
            self.refresh()
            return batch

    def _changes(
        self, batch: str, action: str, undoes: str, edits: list[Edit], now: dt.datetime
    ) -> list[Change]:
        clock, changes = self._last_clock, []
        heads: dict[Key, list[str]] = {}
        for edit in edits:
            clock = next_clock(clock, now, self._writer)
            key = (edit.table, edit.row)
            seen = heads.get(key) or sorted(self._state(key).heads)
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
            for change in self.file.changes_where("row", row):
                if change.table == table:
                    state.apply(change)
                    found.append((dt.datetime.fromisoformat(change.at), state.shown()))
            return found

    def _state(self, key: Key) -> RowState:
        """What the changes make of one row; an empty state if there are none.

        Raises:
            ValueError: The fields of a change that was made by hand cannot be read.
        """
        waiting = self._waiting.pop(key, None)
        if waiting is None:
            return self._states.get(key, RowState())
        state = self._states.setdefault(key, RowState())
        for change in waiting:
            state.apply(change)
        return state

    @property
    def next_undo(self) -> str:
        """What the next undo takes back, in words; empty if there is nothing."""
        batch = self._newest()
        return self._actions[batch][1] if batch else ""

    def _newest(self) -> str:
        open_batches = [b for b in self._actions if b not in self._undone]
        return max(open_batches, key=lambda b: self._actions[b], default="")

    def undo(self, *, now: dt.datetime) -> str:
        """Take back the newest batch that is not taken back yet; returns what it was.

        Raises:
            FollowUpError: There is nothing to take back.
        """
        with self._lock:
            batch = self._newest()
            if not batch:
                msg = "There is nothing to undo."
                raise FollowUpError(msg)
            action = self._actions[batch][1]
            edits = [self._before(change) for change in self.file.changes_where("batch", batch)]
            self.commit(f"Undid: {action}", edits, now=now, undoes=batch)
            return action

    def _before(self, change: Change) -> Edit:
        """The edit that brings back what a change replaced."""
        earlier = [
            c
            for c in self.file.changes_where("row", change.row)
            if (c.clock, c.id) < (change.clock, change.id) and c.table == change.table
        ]
        if not earlier:
            return Edit(change.table, change.row, {REMOVED: True})
        values = fold(earlier)[change.table, change.row].values
        columns = TABLES[change.table].model_fields
        before = {
            name: values.get(name, False if name == REMOVED else columns[name].default)
            for name in json.loads(change.fields)
        }
        return Edit(change.table, change.row, before)


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
