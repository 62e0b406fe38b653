"""The log: tables out, verbs in, and nothing that was typed is ever lost.

Tables come out as pandas DataFrames. What a person does goes in as one verb, which
appends one batch of changes to the file and can be undone. Every verb takes `now`, the
moment the person did it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from followup_kit.errors import FollowUpError, LogDamagedError
from followup_kit.log.choices import Direction, MessageKind, MessageState
from followup_kit.log.edits import Trial
from followup_kit.log.file.backups import Keeper, list_backups
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.news import News
from followup_kit.log.past import Past
from followup_kit.log.places import own_log_path, sample_folder
from followup_kit.log.reading import SETTINGS_ROW, ReadableLog
from followup_kit.log.schema import Application, Interview
from followup_kit.text import counted

Fields = Mapping[str, Any]

_PARTS = {
    "applications": (
        ("interviews", "application_id"),
        ("messages", "application_id"),
        ("outcomes", "application_id"),
        ("marks", "application_id"),
    ),
    "interviews": (("interviewers", "interview_id"),),
}


class FollowUpLog(ReadableLog):
    """One student's log of applications, interviews, people, messages and news.

    The tables `applications`, `interviews`, `interviewers`, `messages`, `outcomes` and
    `comments` are DataFrames with one row per entry, oldest first; their columns and
    dtypes are listed in `data/README.md`.

    Attributes:
        problem: Why the log could not be opened, in words; empty if it was.
        past: What was done to it, and what of it can be taken back.
    """

    def __init__(self, file: LogFile, **options: Any) -> None:
        super().__init__(file, **options)
        self.past = Past(
            self._ledger,
            lambda action, edits, now: self._write(action, edits, now=now),
            lambda: self.settings.timezone or "UTC",
        )

    def revision(self, table: str, row: str) -> str:
        """Which version of a row is in the log now."""
        return self._ledger.revision(table, row)

    def seen(self, *rows: tuple[str, str]) -> Seen:
        """What an editor sees who looks at these rows now, each as table and id.

        Hand it back with the edit: what was changed elsewhere since is kept, and refused
        only where it is the same field.
        """
        return Seen({row: self.revision(table, row) for table, row in rows})

    def trial(self, *, now: dt.datetime) -> Trial:
        """Where edits can be tried before any of them is written."""
        return Trial(self._ledger, now)

    def _write(
        self, action: str, edits: Sequence[Edit], *, now: dt.datetime, seen: Seen | None = None
    ) -> None:
        """Check all edits against the log and each other, and write them as one batch."""

        def check(left: list[Edit]) -> None:
            self.trial(now=now).add(left)

        self._ledger.commit(action, edits, now=now, seen=seen, check=check)

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
        seen: Seen | None = None,
    ) -> str:
        """Log one interview with the people at it, as one batch; returns its id.

        Args:
            interview: Columns of `interviews` without the application.
            people: Columns of `interviewers`, one mapping per person.
            application: The id of an application; or its columns, with its `id` if it
                is in the log already.
            now: When it is logged, with a zone.
            seen: What the editor saw of an application that is in the log already.

        Raises:
            InvalidEntryError: Something is missing or not allowed; all of it is listed,
                and nothing was written.
            StaleEditError: A field was changed elsewhere since; nothing was written.
        """
        row = self._ledger.new_id(now)
        edits = self._interview_edits(row, interview, people, application, now)
        self._write("Logged an interview", edits, now=now, seen=seen)
        return row

    def change_interview(
        self,
        row: str,
        interview: Fields,
        people: Sequence[Fields],
        *,
        application: Fields | str,
        now: dt.datetime,
        seen: Seen | None = None,
    ) -> None:
        """Change one interview and the people at it, as one batch.

        People with an `id` are changed, people without are added, and people who were
        at it and are not named any more are taken out, unless the editor never saw them.

        Raises:
            InvalidEntryError: Something is missing or not allowed; nothing was written.
            StaleEditError: A field was changed elsewhere since; nothing was written.
        """
        edits = self._interview_edits(row, interview, people, application, now)
        kept = {edit.row for edit in edits}
        for person in self.records("interviewers"):
            was_shown = seen is None or person.id in seen.revisions
            if getattr(person, "interview_id", "") == row and person.id not in kept and was_shown:
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
        seen: Seen | None = None,
    ) -> None:
        """Change some fields of one row.

        Args:
            table: The table.
            row: The id of the row.
            fields: The new values.
            now: When.
            action: What the person did, in words.
            seen: What the editor saw, as `seen` gave it. What was changed elsewhere since
                is kept, and refused only where it is the same field.

        Raises:
            InvalidEntryError: A field is not allowed; nothing was written.
            StaleEditError: A field was changed elsewhere since; nothing was written.
        """
        self._write(action, [Edit(table, row, fields)], now=now, seen=seen)

    def change_all(self, edits: Sequence[Edit], *, now: dt.datetime, action: str) -> None:
        """Change several rows as one batch, which one undo takes back.

        Raises:
            InvalidEntryError: A field is not allowed; nothing was written.
        """
        self._write(action, edits, now=now)

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

    def join_applications(self, keep: str, other: str, *, now: dt.datetime) -> None:
        """Make one application of two, as one batch; undo parts them again.

        What belongs to the other moves over. Empty fields are filled from it, and its
        notes stand under those that are kept; no other value of the one that stays changes.

        Raises:
            FollowUpError: One of them is not in the log any more, or they are the same.
        """
        if keep == other:
            msg = "Choose two different applications to join."
            raise FollowUpError(msg)
        stays, goes = self.get(Application, keep), self.get(Application, other)
        edits = [Edit("applications", keep, filled)] if (filled := _filled(stays, goes)) else []
        for part, column in _PARTS["applications"]:
            mine = (r.id for r in self.records(part) if getattr(r, column) == other)
            edits += [Edit(part, row, {column: keep}) for row in mine]
        edits.append(Edit("applications", other, {REMOVED: True}))
        self._write(f"Joined two applications to {stays.company}", edits, now=now)

    def part_interview(self, interview: str, *, now: dt.datetime) -> str:
        """Give an interview an application of its own, as one batch; returns its id.

        The new one has the employer, position and rules of the old one. The messages that
        belong to the interview go with it; news stays, since it names no interview.

        Raises:
            FollowUpError: The interview is not in the log any more.
        """
        held = self.get(Interview, interview)
        old = self.get(Application, held.application_id)
        row = self._ledger.new_id(now)
        kept = old.model_dump(exclude={"id", "logged_at", "notes"})
        moved = {"application_id": row}
        edits = [Edit("applications", row, kept), Edit("interviews", interview, moved)]
        edits += [
            Edit("messages", message.id, moved)
            for message in self.records("messages")
            if getattr(message, "interview_id", "") == interview
        ]
        self._write(f"Made an interview at {old.company} an application of its own", edits, now=now)
        return row

    def save_draft(
        self, fields: Fields, *, now: dt.datetime, draft: str = "", seen: Seen | None = None
    ) -> str:
        """Keep a message that is still being written; returns the id of the draft.

        Undo skips drafts: they are the user's typing, saved as it happens.

        Raises:
            StaleEditError: The draft was changed elsewhere since; nothing was written.
        """
        edit = Edit("messages", draft or self._ledger.new_id(now), fields)
        self._write("", [edit], now=now, seen=seen)
        return edit.row

    def record_sent(
        self,
        fields: Fields,
        *,
        at: dt.datetime,
        now: dt.datetime,
        draft: str = "",
        seen: Seen | None = None,
    ) -> str:
        """Record that a message went out; returns its id.

        Args:
            fields: Columns of `messages`.
            at: When it was sent, with a zone.
            now: When this is recorded.
            draft: The draft it was made from, if there is one.
            seen: What the editor saw of the draft.

        Raises:
            InvalidEntryError: Such as a time in the future or before the interview.
            StaleEditError: The draft was changed or sent elsewhere; nothing was written.
        """
        sent = {**fields, "direction": Direction.OUT, "state": MessageState.SENT, "at": at}
        edit = Edit("messages", draft or self._ledger.new_id(now), sent)
        self._write("Marked a message as sent", [edit], now=now, seen=seen)
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
        decide_by: dt.datetime | None = None,
        body: str = "",
    ) -> None:
        """Record an answer from the employer or other news, as one batch.

        Args:
            application: The application it is about.
            news: What happened; see `NEWS`.
            at: When it came, with a zone.
            now: When this is recorded.
            people: Ids of the interviewers it came from.
            decision_on: The new decision date, if they named one in a message.
            decide_by: When they want your answer, for an offer.
            body: The text, if you want to keep it.
        """
        about: dict[str, Any] = {"application_id": application}
        edits = []
        if news.message is not None:
            message = {**about, "direction": Direction.IN, "state": MessageState.SENT, "at": at}
            automated = news.message is MessageKind.AUTO_REPLY
            message |= {"kind": news.message, "automated": automated, "body": body}
            message |= {"stated_decision_on": decision_on}
            edits.append(self._edit("messages", {**message, "covers": list(people)}, now))
        if news.outcome is not None:
            fields = {**about, "outcome": news.outcome, "at": at, "decide_by": decide_by}
            edits.append(self._edit("outcomes", fields, now))
        self._write(f"Recorded: {news.label}", edits, now=now)

    def take_in(
        self, edits: Sequence[Edit], *, source: str, now: dt.datetime, action: str = "Imported"
    ) -> None:
        """Write the entries of another list as one batch, after a backup.

        Args:
            edits: New rows and changed fields, as `trial` took them.
            source: Where they come from, for the words of undo.
            now: When.
            action: What was done, in words.

        Raises:
            InvalidEntryError: Something is not allowed; nothing was written.
            LogNotSavedError: The log or its backup cannot be written; nothing was written.
        """
        self.back_up("import", now=now)
        self._write(f"{action} {source}", edits, now=now)

    def store(self, edits: Sequence[Edit], *, now: dt.datetime) -> None:
        """Keep what follows from entries, such as due times; undo skips it."""
        if edits:
            self._write("", edits, now=now)

    def new_id(self, *, now: dt.datetime) -> str:
        """An id for a row that is not written yet; it sorts by time."""
        return self._ledger.new_id(now)

    def change_settings(
        self, fields: Fields, *, now: dt.datetime, seen: Seen | None = None
    ) -> None:
        """Change the settings of the log.

        Raises:
            StaleEditError: A setting was changed elsewhere since; nothing was written.
        """
        action = "Changed the settings"
        self.change("settings", SETTINGS_ROW, fields, now=now, action=action, seen=seen)

    def save_form(self, name: str, values: Fields, *, now: dt.datetime) -> None:
        """Keep what is typed in a form that is not saved yet."""
        self._write("", [Edit("forms", name, {"values": json.dumps(values)})], now=now)

    def form(self, name: str) -> dict[str, Any]:
        """What was typed in a form that was not saved yet; empty if nothing."""
        draft = self._ledger.rows["forms"].get(name)
        values: dict[str, Any] = json.loads(getattr(draft, "values", "") or "{}")
        return values


def _filled(stays: Application, goes: Application) -> Fields:
    """What the application that stays takes from the one that goes."""
    found: dict[str, Any] = {}
    for name, column in Application.model_fields.items():
        mine, theirs = getattr(stays, name), getattr(goes, name)
        if name not in {"id", "logged_at"} and theirs != column.default and mine == column.default:
            found[name] = theirs
    if stays.notes and goes.notes and goes.notes != stays.notes:
        found["notes"] = f"{stays.notes}\n\n{goes.notes}"
    return found


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
        _refuse_emptied(where)
        file = LogFile(where)
        return FollowUpLog(file, keeper=Keeper(file, in_background=True))
    except FollowUpError as error:
        log = FollowUpLog(LogFile(None), problem=str(error))
        log.damaged = where if isinstance(error, LogDamagedError) else None
        return log


def _refuse_emptied(path: Path) -> None:
    """An empty file beside backups was a log once, such as after a disk that was full."""
    is_empty = path.is_file() and path.stat().st_size == 0
    backups = list_backups(path) if is_empty else []
    if backups:
        msg = (
            f"{path.name} is empty, but it was not always: {counted(len(backups), 'backup')} of it "
            "can be found beside it. Bring the newest back instead of beginning anew."
        )
        raise LogDamagedError(msg)


def open_copy(path: Path) -> FollowUpLog:
    """A copy in memory of a log file, which is never written to.

    Raises:
        LogUnreadableError: The file is missing, damaged or not a follow-up log.
    """
    return FollowUpLog(LogFile(path, as_copy=True))


def open_bytes(content: bytes, name: str) -> FollowUpLog:
    """A log in memory, from the bytes of a log file.

    Args:
        content: The bytes.
        name: What to call the file in messages.

    Raises:
        LogUnreadableError: It is damaged, or not a follow-up log.
    """
    return FollowUpLog(LogFile(Path(name), content=content))


def open_sample() -> FollowUpLog:
    """The made-up sample log, for trying things out; changes to it are not kept."""
    return open_copy(sample_folder("sample") / "sample_log.db")
