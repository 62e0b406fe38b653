"""The log: tables out, verbs in, and nothing that was typed is ever lost.

Tables come out as pandas DataFrames. What a person does goes in as one verb, which
appends one batch of changes to the file and can be undone. Every verb takes `now`, the
moment the person did it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random, SystemRandom
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from followup_kit.errors import FollowUpError, InvalidEntryError, Problem
from followup_kit.log.changes import REMOVED
from followup_kit.log.choices import Direction, MessageKind, MessageState
from followup_kit.log.conflicts import Conflict
from followup_kit.log.entries import check_entry
from followup_kit.log.frames import to_frame
from followup_kit.log.history import History, histories
from followup_kit.log.ledger import Ledger
from followup_kit.log.news import News
from followup_kit.log.places import own_log_path, sample_folder
from followup_kit.log.schema import Record, Settings
from followup_kit.log.store import LogFile
from followup_kit.log.undoing import Edit

if TYPE_CHECKING:
    import pandas as pd

Fields = Mapping[str, Any]
R = TypeVar("R", bound=Record)

_SETTINGS_ROW = "settings"
_PARTS = {
    "applications": (
        ("interviews", "application_id"),
        ("messages", "application_id"),
        ("outcomes", "application_id"),
        ("marks", "application_id"),
    ),
    "interviews": (("interviewers", "interview_id"),),
}


class FollowUpLog:
    """One student's log of applications, interviews, people, messages and news.

    The tables `applications`, `interviews`, `interviewers`, `messages`, `outcomes` and
    `comments` are DataFrames with one row per entry, oldest first; their columns and
    dtypes are listed in `data/README.md`.

    Attributes:
        problem: Why the log could not be opened, in words; empty if it was.
    """

    def __init__(
        self,
        file: LogFile,
        *,
        random: Random | None = None,
        problem: str = "",
        keeps_backups: bool = False,
    ) -> None:
        self._ledger = Ledger(file, random or SystemRandom(), keeps_backups=keeps_backups)
        self.problem = problem
        file.read_only = problem or file.read_only
        self._frames: dict[str, tuple[int, pd.DataFrame]] = {}

    # Tables out

    def table(self, name: str) -> pd.DataFrame:
        """One table as a new DataFrame, oldest row first."""
        version, frame = self._frames.get(name, (-1, None))
        if frame is None or version != self._ledger.version:
            frame = to_frame(name, self.records(name))
            self._frames[name] = (self._ledger.version, frame)
        return frame.copy(deep=False)

    @property
    def applications(self) -> pd.DataFrame:
        """One row per employer and position."""
        return self.table("applications")

    @property
    def interviews(self) -> pd.DataFrame:
        """One row per round."""
        return self.table("interviews")

    @property
    def interviewers(self) -> pd.DataFrame:
        """One row per person at one interview."""
        return self.table("interviewers")

    @property
    def messages(self) -> pd.DataFrame:
        """One row per message, either way."""
        return self.table("messages")

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per piece of news."""
        return self.table("outcomes")

    @property
    def comments(self) -> pd.DataFrame:
        """One row per remark of a coach."""
        return self.table("comments")

    def records(self, table: str) -> list[Record]:
        """The rows of a table as checked records, oldest first."""
        rows = self._ledger.rows[table]
        return [rows[row] for row in sorted(rows)]

    def get(self, table: type[R], row: str) -> R:
        """One row by its id.

        Raises:
            FollowUpError: It is not in the log any more.
        """
        for rows in self._ledger.rows.values():
            if isinstance(record := rows.get(row), table):
                return record
        msg = "This entry is not in the log any more. It may have been removed in another tab."
        raise FollowUpError(msg)

    def histories(self) -> list[History]:
        """Everything that happened, one history per application, oldest first."""
        return histories(self._ledger.snapshot(), self.settings)

    def history(self, application: str) -> History:
        """The history of one application.

        Raises:
            FollowUpError: It is not in the log any more.
        """
        for history in self.histories():
            if history.application.id == application:
                return history
        msg = "This application is not in the log any more."
        raise FollowUpError(msg)

    @property
    def settings(self) -> Settings:
        """The settings of the log; defaults if nothing was set."""
        found = self._ledger.rows["settings"].get(_SETTINGS_ROW)
        if isinstance(found, Settings):
            return found
        return Settings(id=_SETTINGS_ROW, logged_at=dt.datetime.min.replace(tzinfo=dt.UTC))

    def versions(self, table: str, row: str) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """Every state a row has been in, oldest first, with the moment it was written."""
        return self._ledger.versions(table, row)

    # About the log

    @property
    def path(self) -> Path | None:
        """Where the file is; None for a log that is in memory only."""
        return self._ledger.file.path

    @property
    def ledger(self) -> Ledger:
        """The file and its changes, for the other modules of this room."""
        return self._ledger

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, in words; empty if it can."""
        return self._ledger.file.read_only

    @property
    def bad_rows(self) -> tuple[str, ...]:
        """What is wrong with rows that cannot be shown, in words."""
        return tuple(self._ledger.bad_rows.values())

    @property
    def version(self) -> int:
        """A number that goes up whenever something in the log changed."""
        return self._ledger.version

    @property
    def is_empty(self) -> bool:
        """Whether no application was logged yet."""
        return not self._ledger.rows["applications"]

    @property
    def backup_problem(self) -> str:
        """Why the last backup could not be made, in words; empty if it was."""
        return self._ledger.keeper.problem

    def back_up(self, why: str, *, now: dt.datetime) -> Path | None:
        """Make a backup now, such as before an import; where it is.

        Args:
            why: One lower-case word, such as `import`.
            now: When.

        Returns:
            The file, or None for a log in memory.

        Raises:
            LogNotSavedError: It could not be made.
        """
        return self._ledger.keeper.make(why, now)

    def refresh(self) -> bool:
        """Take in what another notebook wrote; whether there was anything."""
        return self._ledger.refresh()

    def as_bytes(self) -> bytes:
        """The whole log as the bytes of a log file, to be kept elsewhere."""
        return self._ledger.as_bytes()

    def looks_changed(self) -> bool:
        """Whether another notebook may have written since this was asked last; cheap."""
        return self._ledger.file.looks_changed()

    def close(self) -> None:
        """Close the file."""
        self._ledger.file.close()

    # Verbs in

    def add(self, table: str, fields: Fields, *, now: dt.datetime, action: str) -> str:
        """Add one row; returns its id.

        Raises:
            InvalidEntryError: A field is not allowed; nothing was written.
            LogNotSavedError: The file cannot be written.
        """
        edit = Edit(table, self._ledger.new_id(now), fields)
        self._write(action, [edit], now=now)
        return edit.row

    def add_interview(
        self,
        interview: Fields,
        people: Sequence[Fields] = (),
        *,
        application: Fields | str,
        now: dt.datetime,
    ) -> str:
        """Log one interview with the people at it, as one batch; returns its id.

        Args:
            interview: Columns of `interviews` without the application.
            people: Columns of `interviewers`, one mapping per person.
            application: The id of an application; or its columns, with its `id` if it
                is in the log already.
            now: When it is logged, with a zone.

        Raises:
            InvalidEntryError: Something is missing or not allowed; all of it is listed,
                and nothing was written.
        """
        row = self._ledger.new_id(now)
        edits = self._interview_edits(row, interview, people, application, now)
        self._write("Logged an interview", edits, now=now)
        return row

    def change_interview(
        self,
        row: str,
        interview: Fields,
        people: Sequence[Fields],
        *,
        application: Fields | str,
        now: dt.datetime,
        seen: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Change one interview and the people at it, as one batch.

        People with an `id` are changed, people without are added, and people who were
        at it and are not named any more are taken out. `seen` is the `revision` of each
        row the editor saw, by the id of the row.

        Raises:
            InvalidEntryError: Something is missing or not allowed; nothing was written.
            StaleEditError: A field was changed elsewhere since; nothing was written.
        """
        edits = self._interview_edits(row, interview, people, application, now)
        kept = {edit.row for edit in edits}
        for person in self.records("interviewers"):
            if getattr(person, "interview_id", "") == row and person.id not in kept:
                edits.append(Edit("interviewers", person.id, {REMOVED: True}))
        self._write("Changed an interview", edits, now=now, seen=seen)

    def _interview_edits(
        self,
        row: str,
        interview: Fields,
        people: Sequence[Fields],
        application: Fields | str,
        now: dt.datetime,
    ) -> list[Edit]:
        edits = []
        if isinstance(application, str):
            employer = application
        else:
            edits.append(self._edit("applications", application, now))
            employer = edits[0].row
        edits.append(Edit("interviews", row, {**interview, "application_id": employer}))
        edits += [self._edit("interviewers", {**p, "interview_id": row}, now) for p in people]
        return edits

    def _edit(self, table: str, fields: Fields, now: dt.datetime) -> Edit:
        """An edit of the row that the fields name by `id`, else of a new row."""
        values = {name: value for name, value in fields.items() if name != "id"}
        return Edit(table, str(fields.get("id") or self._ledger.new_id(now)), values)

    def change(
        self,
        table: str,
        row: str,
        fields: Fields,
        *,
        now: dt.datetime,
        action: str = "Changed",
        seen: str = "",
    ) -> None:
        """Change some fields of one row.

        Args:
            table: The table.
            row: The id of the row.
            fields: The new values.
            now: When.
            action: What the person did, in words.
            seen: The `revision` of the row that the editor saw. What was changed elsewhere
                since is kept, and refused only where it is the same field.

        Raises:
            InvalidEntryError: A field is not allowed; nothing was written.
            StaleEditError: A field was changed elsewhere since; nothing was written.
        """
        self._write(action, [Edit(table, row, fields)], now=now, seen={row: seen})

    def revision(self, table: str, row: str) -> str:
        """Which version of a row is in the log now; hand it back as `seen` with an edit."""
        return self._ledger.revision(table, row)

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
            edits += self._ledger.removed_with(removals, conflict.row)
        self._write("Settled a conflict", edits, now=now)

    def remove(self, table: str, row: str, *, now: dt.datetime) -> None:
        """Take out one row and what belongs to it; undo brings all of it back."""
        edits = [Edit(t, r, {REMOVED: True}) for t, r in self._with_parts(table, row)]
        self._ledger.commit("Removed an entry", edits, now=now)

    def _with_parts(self, table: str, row: str) -> Iterable[tuple[str, str]]:
        yield table, row
        for part, column in _PARTS.get(table, ()):
            for record in self.records(part):
                if getattr(record, column) == row:
                    yield from self._with_parts(part, record.id)

    def save_draft(self, fields: Fields, *, now: dt.datetime, draft: str = "") -> str:
        """Keep a message that is still being written; returns the id of the draft.

        Undo skips drafts: they are the user's typing, saved as it happens.
        """
        edit = Edit("messages", draft or self._ledger.new_id(now), fields)
        self._write("", [edit], now=now)
        return edit.row

    def record_sent(
        self, fields: Fields, *, at: dt.datetime, now: dt.datetime, draft: str = ""
    ) -> str:
        """Record that a message went out; returns its id.

        Args:
            fields: Columns of `messages`.
            at: When it was sent, with a zone.
            now: When this is recorded.
            draft: The draft it was made from, if there is one.

        Raises:
            InvalidEntryError: Such as a time in the future or before the interview.
        """
        sent = {**fields, "direction": Direction.OUT, "state": MessageState.SENT, "at": at}
        edit = Edit("messages", draft or self._ledger.new_id(now), sent)
        self._write("Marked a message as sent", [edit], now=now)
        return edit.row

    def record_received(self, fields: Fields, *, at: dt.datetime, now: dt.datetime) -> str:
        """Record a message from the employer; returns its id."""
        received = {**fields, "direction": Direction.IN, "state": MessageState.SENT, "at": at}
        return self.add("messages", received, now=now, action="Recorded a message received")

    def record_outcome(self, fields: Fields, *, now: dt.datetime) -> str:
        """Record an outcome of an application; returns its id."""
        return self.add("outcomes", fields, now=now, action="Recorded an outcome")

    def record_news(
        self,
        application: str,
        news: News,
        *,
        at: dt.datetime,
        now: dt.datetime,
        people: Sequence[str] = (),
        decision_on: dt.date | None = None,
        body: str = "",
    ) -> None:
        """Record an answer from the employer or other news, as one batch.

        Args:
            application: The application it is about.
            news: What happened; see `NEWS`.
            at: When it came, with a zone.
            now: When this is recorded.
            people: Ids of the interviewers it came from.
            decision_on: The new decision date, if they named one.
            body: The text, if you want to keep it.
        """
        about: dict[str, Any] = {"application_id": application}
        edits = []
        if news.message is not None:
            message = {**about, "direction": Direction.IN, "state": MessageState.SENT, "at": at}
            automated = news.message is MessageKind.AUTO_REPLY
            message |= {"kind": news.message, "automated": automated, "body": body}
            edits.append(self._edit("messages", {**message, "covers": list(people)}, now))
        if news.outcome is not None:
            edits.append(self._edit("outcomes", {**about, "outcome": news.outcome, "at": at}, now))
        if decision_on is not None:
            fields = {"stated_decision_on": decision_on}
            edits.append(Edit("applications", application, fields))
        self._write(f"Recorded: {news.label}", edits, now=now)

    def change_settings(self, fields: Fields, *, now: dt.datetime) -> None:
        """Change the settings of the log."""
        self.change("settings", _SETTINGS_ROW, fields, now=now, action="Changed the settings")

    def save_form(self, name: str, values: Fields, *, now: dt.datetime) -> None:
        """Keep what is typed in a form that is not saved yet."""
        self._write("", [Edit("forms", name, {"values": json.dumps(values)})], now=now)

    def form(self, name: str) -> dict[str, Any]:
        """What was typed in a form that was not saved yet; empty if nothing."""
        draft = self._ledger.rows["forms"].get(name)
        values: dict[str, Any] = json.loads(getattr(draft, "values", "") or "{}")
        return values

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
        from followup_kit.log.told import history_of

        return history_of(self, table, row, zone_name=zone_name or self.settings.timezone or "UTC")

    def history_of_interview(self, interview: str, *, zone_name: str = "") -> list[str]:
        """What was done to an interview, the people at it and its messages, oldest first."""
        from followup_kit.log.told import history_of_interview

        where = zone_name or self.settings.timezone or "UTC"
        return history_of_interview(self, interview, zone_name=where)

    def _write(
        self,
        action: str,
        edits: Sequence[Edit],
        *,
        now: dt.datetime,
        seen: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Check all edits against the log and each other, then write them as one batch."""
        rows = {table: ChainMap({}, known) for table, known in self._ledger.rows.items()}
        problems: list[Problem] = []
        for edit in edits:
            if REMOVED in edit.fields:
                continue
            try:
                record = self._ledger.preview(edit, now=now)
                check_entry(record, rows, now=now)
                rows[edit.table][edit.row] = record
            except InvalidEntryError as error:
                problems += error.problems
        if problems:
            raise InvalidEntryError(problems)
        self._ledger.commit(action, edits, now=now, seen=seen)


def open_log(path: Path | str | None = None) -> FollowUpLog:
    """Your own log, made on first use.

    A log that cannot be opened gives an empty one that says why in `problem` and refuses
    to save anything; the file is left as it is. So the panels can show what to do.

    Args:
        path: Another file; by default `data/private/my_log.db` beside the notebooks, or
            what the environment variable FOLLOWUP_LOG names.
    """
    where = Path(path).expanduser() if path else own_log_path()
    try:
        return FollowUpLog(LogFile(where), keeps_backups=True)
    except FollowUpError as error:
        return FollowUpLog(LogFile(None), problem=str(error))


def open_copy(path: Path) -> FollowUpLog:
    """A copy in memory of a log file, which is never written to.

    Raises:
        LogUnreadableError: The file is missing, damaged or not a follow-up log.
    """
    return FollowUpLog(LogFile(path, as_copy=True))


def open_sample() -> FollowUpLog:
    """The made-up sample log, for trying things out; changes to it are not kept."""
    return open_copy(sample_folder("sample") / "sample_log.db")
