"""The draft of one note as the log keeps it, also when another tab writes at it."""

import datetime as dt
from typing import Any

from followup_kit.log.choices import MessageState
from followup_kit.log.file.changes import NEW
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Message

_TEXT = ("subject", "body")


class KeptDraft:
    """Finds, saves and sends the draft for one person and kind of note.

    Attributes:
        person: The interviewer it is to; empty until one is opened.
        kind: What kind of note it is.
        id: Its row in the log; empty while nothing of it is kept.
    """

    def __init__(self, log: FollowUpLog) -> None:
        self._log = log
        self.person = self.kind = self.id = ""
        self._shown = Seen()

    def open(self, person: str, kind: str) -> Message | None:
        """Turn to a person and kind of note; the draft that is kept, if there is one."""
        self.person, self.kind = person, kind
        found = self._found()
        self.id = found.id if found else ""
        self._look()
        return found

    def _found(self) -> Message | None:
        """The newest draft with a text for this person and kind."""
        for message in reversed(self._log.records("messages")):
            if (
                isinstance(message, Message)
                and message.state is MessageState.DRAFT
                and message.kind == self.kind
                and self.person in message.covers
                and message.body.strip()
            ):
                return message
        return None

    def _look(self) -> None:
        """Remember which version is shown."""
        self._shown = self._log.seen(("messages", self.id)) if self.id else Seen()

    @property
    def kept(self) -> Message | None:
        """The row as it is in the log now; None if nothing is kept, or it was taken out."""
        rows = (r for r in self._log.records("messages") if r.id == self.id)
        return next((row for row in rows if isinstance(row, Message)), None)

    @property
    def is_sent(self) -> bool:
        """Whether it was marked as sent meanwhile."""
        return self.kept is not None and self.kept.state is not MessageState.DRAFT

    def was_changed(self) -> bool:
        """Whether another tab wrote at it, or began it, since it was shown."""
        if not self.id:
            return self._found() is not None
        return self._shown.revisions != self._log.seen(("messages", self.id)).revisions

    def save(self, fields: dict[str, Any], *, now: dt.datetime) -> str:
        """Keep what is typed; returns what to say.

        Raises:
            FollowUpError: It could not be saved, or another tab changed the same text.
        """
        self._log.refresh()
        said = "Your draft is kept in your log."
        if self.is_sent:
            said = "That note was marked as sent elsewhere. Your text is kept as a new draft."
            self.id = ""
        self._join()
        self.id = self._log.save_draft(fields, now=now, draft=self.id, seen=self._shown)
        self.set_aside(fields, now=now)
        return said

    def record_sent(self, fields: dict[str, Any], *, at: dt.datetime, now: dt.datetime) -> None:
        """Mark it as sent, and turn to a new one.

        Raises:
            FollowUpError: It could not be saved, or another tab changed or sent it.
        """
        self._log.refresh()
        self._join()
        self._log.record_sent(fields, at=at, now=now, draft=self.id, seen=self._shown)
        self.id = ""
        self._look()

    def _join(self) -> None:
        """Write at the draft that another tab began meanwhile, and not a second one."""
        if not self.id:
            found = self._found()
            self.id = found.id if found else ""
            self._shown = Seen({self.id: NEW}, self._shown.choices) if found else Seen()

    def set_aside(self, typed: dict[str, Any], *, now: dt.datetime) -> None:
        """Leave a typed text among the earlier versions, if another one is kept in its place."""
        kept = self.kept
        if kept is not None and not self.is_sent and kept.body != typed["body"]:
            for text in (typed, {name: getattr(kept, name) for name in _TEXT}):
                fields = {name: text[name] for name in _TEXT}
                self._log.save_draft(fields, now=now, draft=self.id)
        self._look()
