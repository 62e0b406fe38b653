"""What opens from a card of the plan: one short question, and a button to save the answer."""

import datetime as dt
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.choices import (
    ContactInstruction,
    Direction,
    InterviewStatus,
    MarkKind,
    MessageKind,
    MessageState,
)
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interview
from followup_kit.plan.confirm import judged_by
from followup_kit.plan.steps import NextStep
from followup_kit.plan.words import zone_of
from followup_kit.practice.practice import Practice
from followup_kit.times import at_local, local_date, moment_in_words
from followup_kit.widgets.shared.fields import MomentField, as_field, choice_field, form, moment_of
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.panel import MakeRecordButton
from followup_kit.zones import zone_in_words

_OTHERWISE = (
    InterviewStatus.CANCELLED_BY_EMPLOYER,
    InterviewStatus.CANCELLED_BY_ME,
    InterviewStatus.RESCHEDULED,
    InterviewStatus.NO_SHOW_EMPLOYER,
    InterviewStatus.NO_SHOW_ME,
)
_STATUS = {status.value: status for status in _OTHERWISE}
_KIND_LABELS = {kind.value: kind.label for kind in MessageKind}
_SENT_OR_SCHEDULED = [
    ("I sent it", MessageState.SENT.value),
    ("I scheduled it to go out", MessageState.SCHEDULED.value),
]
_EVENING = dt.time(18)


class Desk(widgets.VBox):
    """A question about one step. A subclass adds fields and buttons."""

    def __init__(self, question: str, *parts: widgets.Widget) -> None:
        super().__init__([block("<p><b>{question}</b></p>", question=question), *parts])
        self.add_class("fk-card")


class SentDesk(Desk):
    """When was it sent?"""

    def __init__(
        self, step: NextStep, history: History, log: FollowUpLog, now: dt.datetime
    ) -> None:
        self._step, self._history, self._log = step, history, log
        self.when = MomentField("On", "At")
        self.when.show(now, zone_of(history))
        self.state = choice_field("What did you do?", _SENT_OR_SCHEDULED)
        super().__init__("When does it go out, or when did it?", form(self.state, self.when))

    def save(self, now: dt.datetime) -> str:
        """Record that it went out; returns what was recorded, in words."""
        step = self._step
        fields: dict[str, Any] = {
            "application_id": step.application_id,
            "interview_id": step.interview_id,
            "kind": step.message_kind,
            "covers": list(step.covers),
        }
        at = self.when.moment(zone_of(self._history)) or now
        if self.state.value == MessageState.SCHEDULED:
            fields |= {"direction": Direction.OUT, "state": MessageState.SCHEDULED, "at": at}
            self._log.add("messages", fields, now=now, action="Scheduled a message")
            return "Noted as scheduled. It counts as sent when its time has come."
        self._log.record_sent(fields, at=at, now=now)
        label = _KIND_LABELS[step.message_kind]
        return f"{label} to {self._history.application.company}: marked as sent."


class ConfirmDesk(Desk):
    """Did the interview take place, who was there, and did they name a date?"""

    def __init__(self, interview: Interview, history: History, log: FollowUpLog) -> None:
        self._interview, self._history, self._log = interview, history, log
        self._seen = log.seen(
            ("applications", interview.application_id),
            ("interviews", interview.id),
            *(("interviewers", person.id) for person in history.people_at(interview)),
        )
        self.met = {
            person.id: widgets.Checkbox(
                value=person.met, description=f"I met {person.name}", indent=False
            )
            for person in history.people_at(interview)
        }
        self.decision_on = as_field(
            widgets.DatePicker(
                description="Decision promised for (if they said)",
                value=interview.stated_decision_on,
            )
        )
        self.new_day = as_field(widgets.DatePicker(description="Moved to (if you know)"))
        self.new_start = as_field(widgets.TimePicker(description="From", step=60))
        self.new_end = as_field(widgets.TimePicker(description="To", step=60))
        zone_line = block(
            "<p>Its new time, in {zone} time:</p>", zone=zone_in_words(interview.timezone)
        )
        self.new_time = widgets.VBox([zone_line, form(self.new_day, self.new_start, self.new_end)])
        options = [(status.label, status.value) for status in _OTHERWISE]
        self.otherwise = choice_field("Or did something else happen?", options)
        super().__init__(
            "Who was there?", widgets.VBox(list(self.met.values())), form(self.decision_on)
        )

    def save(self, practice: Practice, now: dt.datetime) -> str:
        """Record that it took place; stores when its notes are due."""
        interview = self._interview
        people = [{"id": person, "met": made.value} for person, made in self.met.items()]
        stored = judged_by(self._history, interview, now=now, practice=practice)
        self._log.change_interview(
            interview.id,
            {
                "status": InterviewStatus.COMPLETED,
                "stated_decision_on": self.decision_on.value,
                **stored,
            },
            people,
            application=interview.application_id,
            now=now,
            seen=self._seen,
        )
        return f"The interview at {self._history.application.company} took place."

    def save_new_time(self, now: dt.datetime) -> str:
        """Record when it takes place now; it is planned again, and the same round (F5).

        Raises:
            FollowUpError: The day or the start is missing, or is no such time.
        """
        zone_name = self._interview.timezone
        start = moment_of(self.new_day, self.new_start, zone_name)
        if start is None:
            raise InvalidEntryError([Problem("starts_at", "`Moved to` is empty. Fill it in.")])
        end = moment_of(self.new_day, self.new_end, zone_name) if self.new_end.value else None
        fields = {
            "status": InterviewStatus.SCHEDULED,
            "status_since": None,
            "starts_at": start,
            "ends_at": end,
            "ended_at": None,
            "due_at": None,
        }
        row, action = self._interview.id, "Moved an interview"
        self._log.change("interviews", row, fields, now=now, action=action, seen=self._seen)
        when = moment_in_words(start, zone_name, now=now)
        return f"{self._history.application.company}: planned for {when}."

    def save_otherwise(self, now: dt.datetime) -> str:
        """Record that it was cancelled, moved or missed."""
        status = _STATUS[self.otherwise.value]
        fields = {"status": status, "status_since": now}
        row, action = self._interview.id, "Changed an interview"
        self._log.change("interviews", row, fields, now=now, action=action, seen=self._seen)
        return f"{self._history.application.company}: {status.label}."


class LaterDesk(Desk):
    """Put a step off, give it a time of your own, or leave it out."""

    def __init__(
        self,
        step: NextStep,
        history: History,
        log: FollowUpLog,
        now: dt.datetime,
        make: MakeRecordButton,
    ) -> None:
        self._step, self._history, self._log, self._now = step, history, log, now
        self.when = MomentField("On", "At")
        self.when.show(_tomorrow(now, history), zone_of(history))
        self.reason = as_field(widgets.Text(description="Why (for yourself, may stay empty)"))
        parts = [
            form(self.when, self.reason),
            widgets.HBox(
                [
                    make("Remind me then", lambda: self.mark(MarkKind.SNOOZED), main=True),
                    make("I do it then", lambda: self.mark(MarkKind.PINNED)),
                    make("Leave it out", lambda: self.mark(MarkKind.DONE)),
                    make("They asked me not to write", self.no_contact),
                ]
            ),
        ]
        super().__init__("Later, or not at all?", *parts)

    def mark(self, kind: MarkKind) -> str:
        """Write down what was decided about the step; returns it in words."""
        until = None
        if kind is not MarkKind.DONE:
            until = self.when.moment(zone_of(self._history))
            if until is None or until <= self._now:
                message = "Choose a date and a time that are still to come."
                raise InvalidEntryError([Problem("until", message)])
        fields: dict[str, Any] = {
            "application_id": self._step.application_id,
            "step": self._step.key,
            "mark": kind,
            "until": until,
            "reason": self.reason.value,
        }
        self._log.add("marks", fields, now=self._now, action=f"Marked a step: {kind.label}")
        return {
            MarkKind.SNOOZED: "It comes back at that time. The due time stays.",
            MarkKind.PINNED: "Your own time is noted. The due time stays.",
            MarkKind.DONE: "Left out. Undo brings it back.",
        }[kind]

    def no_contact(self) -> str:
        """Write down that they do not want to be written to."""
        fields = {"contact_instruction": ContactInstruction.NO_CONTACT}
        row, action = self._step.application_id, "Noted that they asked not to be written to"
        self._log.change("applications", row, fields, now=self._now, action=action)
        return (
            f"Nothing more is advised for {self._history.application.company}. Their wish counts."
        )


class FixDesk(Desk):
    """An entry that cannot be right: correct its time, or take it out."""

    def __init__(self, step: NextStep, history: History, log: FollowUpLog) -> None:
        self._step, self._history, self._log = step, history, log
        record = next(r for r in log.records(step.table) if r.id == step.row)
        self.when = MomentField("On", "At")
        self._seen = log.seen((step.table, step.row))
        self.when.show(getattr(record, "at", None), zone_of(history))
        super().__init__("When was it really?", form(self.when))

    def save(self, now: dt.datetime) -> str:
        """Correct the time of the entry."""
        fields = {"at": self.when.moment(zone_of(self._history))}
        table, row = self._step.table, self._step.row
        action = "Corrected a time"
        self._log.change(table, row, fields, now=now, action=action, seen=self._seen)
        return "The time is corrected."

    def remove(self, now: dt.datetime) -> str:
        """Take the entry out."""
        self._log.remove(self._step.table, self._step.row, now=now)
        return "The entry is taken out. Undo brings it back."


class PresetDesk(Desk):
    """An application that names a preset which is not known here: choose one that is."""

    def __init__(self, step: NextStep, history: History, log: FollowUpLog, practice: Practice):
        self._history, self._log = history, log
        self._seen = log.seen(("applications", step.row))
        presets = [(preset.label, name) for name, preset in practice.presets.items()]
        self.preset = choice_field("Preset", presets)
        super().__init__("Which preset shall judge it?", form(self.preset))

    def save(self, now: dt.datetime) -> str:
        """Set the preset of the application."""
        about = self._history.application
        fields, action = {"preset": self.preset.value}, "Chose a preset"
        row = about.id
        self._log.change("applications", row, fields, now=now, action=action, seen=self._seen)
        return f"{about.company} is judged by the preset you chose."


def _tomorrow(now: dt.datetime, history: History) -> dt.datetime:
    day = local_date(now, zone_of(history)) + dt.timedelta(days=1)
    return at_local(day, _EVENING, zone_of(history))
