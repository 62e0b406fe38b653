"""The file, the fold of its changes, and the checked rows that come of it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True)
class Edit:
    """New values for some fields of one row."""

    table: str
    row: str
    fields: Mapping[str, Any]


class Ledger:
    """What is in a log file now, kept in step with the file.

    Attributes:
        rows: Table name to row id to checked record.
        bad_rows: What is wrong with rows that could not be shown, in words.
        version: Goes up by one whenever something changed.
    """

    def __init__(self, file: LogFile, random: Random) -> None:
        self.file = file
        self.rows: dict[str, dict[str, Record]] = {table: {} for table in TABLES}
        self.bad_rows: dict[tuple[str, str], str] = {}
        self.version = 0
        self._random = random
        self._writer = f"{random.getrandbits(32):08x}"
        self._states: dict[tuple[str, str], RowState] = {}
        self._actions: dict[str, tuple[str, str]] = {}
        self._undone: set[str] = set()
        self._last_clock = ""
        self._last_id = (0, 0)
        self._lock = RLock()
        self.refresh()

    def refresh(self) -> bool:
        """Take in what was written since, here or elsewhere; whether there was anything."""
        with self._lock:
            changes = self.file.new_changes()
            for change in changes:
                self._take_in(change)
            for table, row in dict.fromkeys((c.table, c.row) for c in changes):
                self._show(table, row)
            self.version += bool(changes)
            return bool(changes)

    def snapshot(self) -> dict[str, dict[str, Record]]:
        """The rows as they are now, not changed by what comes later."""
        with self._lock:
            return {table: dict(rows) for table, rows in self.rows.items()}

    def _take_in(self, change: Change) -> None:
        self._states.setdefault((change.table, change.row), RowState()).apply(change)
        self._last_clock = max(self._last_clock, change.clock)
        if change.undoes:
            self._undone.add(change.undoes)
        elif change.action:
            self._actions[change.batch] = (change.clock, change.action)

    def _show(self, table: str, row: str) -> None:
        if table not in TABLES:
            return
        state = self._states[table, row]
        self.rows[table].pop(row, None)
        self.bad_rows.pop((table, row), None)
        if state.is_removed:
            return
        try:
            known = TABLES[table].model_fields
            complete = self._complete(row, state).items()
            # A newer version may have added columns; they stay in the file.
            fields = {name: value for name, value in complete if name in known}
            self.rows[table][row] = make_record(table, fields)
        except InvalidEntryError as error:
            self.bad_rows[table, row] = str(error)

    def _complete(self, row: str, state: RowState) -> dict[str, Any]:
        return {**state.shown(), "id": row, "logged_at": state.logged_at}

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
        state = self._states.get((edit.table, edit.row))
        before = self._complete(edit.row, state) if state else {"id": edit.row, "logged_at": now}
        known = TABLES[edit.table].model_fields
        kept = {name: value for name, value in before.items() if name in known}
        return make_record(edit.table, {**kept, **edit.fields})

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
        for edit in edits:
            clock = next_clock(clock, now, self._writer)
            state = self._states.get((edit.table, edit.row), RowState())
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
                seen=json.dumps(sorted(state.heads)),
            )
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
