"""A form to correct one message or one piece of news, or to add one that is missing."""

import datetime as dt
from typing import Any

import ipywidgets as widgets

from followup_kit.log.choices import Direction, MessageState
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Message, Outcome
from followup_kit.plan.words import zone_of
from followup_kit.widgets.shared.fields import MomentField, field, form, tell_about
from followup_kit.widgets.shared.markup import block

_COLUMNS = {
    "messages": ("direction", "kind", "medium", "state", "prompted", "subject", "body"),
    "outcomes": ("outcome",),
    "applications": ("company", "position", "position_type", "applied_on", "url", "notes"),
}
_TITLES = {"messages": "A message", "outcomes": "News", "applications": "Employer and position"}


class EntryForm(widgets.VBox):
    """One entry of an application, to be looked over and saved.

    Args:
        log: The log.
        history: The application it belongs to.
        table: `messages`, `outcomes` or `applications`.
        row: The entry to correct; empty for a new one.
        now: The moment to begin with for a new entry.

    Attributes:
        fields: The fields by column.
        when: When it happened.
        decide_by: For news: by when they want the answer.
        people: For messages: one box per person.
        wrong_name: For messages: whether a name in it was wrong.
    """

    def __init__(
        self, log: FollowUpLog, history: History, table: str, row: str = "", *, now: dt.datetime
    ) -> None:
        self._log, self._history, self._table, self._row = log, history, table, row
        self._zone = zone_of(history)
        self._seen: Seen | None = log.seen((table, row)) if row else None
        self.fields = {name: field(table, name) for name in _COLUMNS[table]}
        self.when = MomentField("On", "At")
        self.decide_by = MomentField("They want your answer by", "At")
        self.people: dict[str, widgets.Checkbox] = {}
        self.wrong_name = widgets.Checkbox(description="A name in it was wrong", indent=False)
        self._show(now)
        super().__init__([block("<p><b>{title}</b></p>", title=_TITLES[table]), *self._parts()])
        self.add_class("fk-card")
        tell_about(self, table, row)

    def _parts(self) -> list[widgets.Widget]:
        times = {"messages": [self.when], "outcomes": [self.when, self.decide_by]}
        long = [self.fields[name] for name in ("subject", "body", "notes") if name in self.fields]
        short = [made for made in self.fields.values() if made not in long]
        parts: list[widgets.Widget] = [form(*short, *times.get(self._table, []))]
        if self._table == "messages" and self.people:
            boxes = widgets.HBox([*self.people.values(), self.wrong_name])
            parts += [block("<p>To, from or for whom?</p>"), boxes]
        return [*parts, *long]

    def _show(self, now: dt.datetime) -> None:
        """Show the entry as it is in the log, or an empty one of this moment."""
        record = next((r for r in self._log.records(self._table) if r.id == self._row), None)
        for name, made in self.fields.items():
            if record is not None:
                made.value = getattr(record, name)
            elif name == "state":
                made.value = MessageState.SENT
        at = getattr(record, "at", None) if record else now
        self.when.show(at, self._zone)
        if isinstance(record, Outcome):
            self.decide_by.show(record.decide_by, self._zone)
        covered = record.covers if isinstance(record, Message) else ()
        self.wrong_name.value = isinstance(record, Message) and bool(record.wrong_name_noticed_at)
        self.people = {
            person.id: widgets.Checkbox(
                value=person.id in covered, description=person.name, indent=False
            )
            for person in self._history.interviewers
        }

    def save(self, now: dt.datetime) -> str:
        """Write it down; returns what was written, in words.

        Raises:
            FollowUpError: Something is missing or impossible; nothing was written.
        """
        fields: dict[str, Any] = {name: made.value for name, made in self.fields.items()}
        fields |= self._other_fields(now)
        if self._row:
            action = f"Corrected an entry of {self._history.application.company}"
            self._log.change(
                self._table, self._row, fields, now=now, action=action, seen=self._seen
            )
            return "It is corrected. Undo takes it back."
        fields["application_id"] = self._history.application.id
        action = f"Added an entry to {self._history.application.company}"
        self._log.add(self._table, fields, now=now, action=action)
        return "It is in your log. Undo takes it back."

    def _other_fields(self, now: dt.datetime) -> dict[str, Any]:
        if self._table == "applications":
            return {}
        at = self.when.moment(self._zone)
        if self._table == "outcomes":
            return {"at": at, "decide_by": self.decide_by.moment(self._zone)}
        noticed = {"wrong_name_noticed_at": self._noticed(now)}
        return {"at": at, "covers": [p for p, box in self.people.items() if box.value]} | noticed

    def _noticed(self, now: dt.datetime) -> dt.datetime | None:
        """Since when the wrong name is known; as it was if it was known before."""
        if not self.wrong_name.value or self.fields["direction"].value != Direction.OUT:
            return None
        record = next((r for r in self._log.records("messages") if r.id == self._row), None)
        return getattr(record, "wrong_name_noticed_at", None) or now

    def refusable(self) -> dict[str, widgets.DOMWidget]:
        """The field of each column, to be marked when it is refused."""
        return {**self.fields, "at": self.when.day, "decide_by": self.decide_by.day}
