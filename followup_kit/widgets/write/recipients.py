"""Whom a note can be to: the people of the log, those whose note is due first."""

import datetime as dt

from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interviewer
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import IDLE, NextStep, Urgency
from followup_kit.practice.practice import Practice
from followup_kit.write.facts import KINDS

_DUE = {Urgency.OPEN, Urgency.AMBER, Urgency.OVERDUE}


class Recipients:
    """The people one can write to, and what is due for each.

    Attributes:
        people: Who they are and what happened with their employer, by id.
        steps: What is due for them, the most pressing last.
    """

    def __init__(self, log: FollowUpLog, practice: Practice) -> None:
        self._log, self._practice = log, practice
        self.people: dict[str, tuple[History, Interviewer]] = {}
        self.steps: dict[str, NextStep] = {}

    def update(self, *, now: dt.datetime) -> None:
        """Read the log and its plan anew."""
        self.people = {
            person.id: (history, person)
            for history in self._log.histories()
            for person in history.interviewers
        }
        self.steps = {
            person: step
            for step in reversed(next_steps(self._log, now=now, practice=self._practice))
            for person in step.people
            if step.message_kind in KINDS
        }

    def options(self) -> list[tuple[str, str]]:
        """Names with their employers, and ids, in the order to offer them."""
        order = [*reversed(self.steps), *(p for p in self.people if p not in self.steps)]
        return [(self._label(person), person) for person in order]

    def due(self) -> list[str]:
        """Ids of the people whose note is due now, the most pressing first."""
        return [
            person
            for person, step in reversed(self.steps.items())
            if step.urgency in _DUE and not step.is_snoozed and step.action not in IDLE
        ]

    def _label(self, person: str) -> str:
        history, interviewer = self.people[person]
        waits = " (note due)" if person in self.due() else ""
        return f"{interviewer.name}, {history.application.company}{waits}"

    def companies(self) -> list[str]:
        """Every employer, once for each person there."""
        return [history.application.company for history, _ in self.people.values()]

    def behalf(self, person: Interviewer) -> tuple[str, ...]:
        """The names of the people whom somebody is asked to thank for the student."""
        step = self.steps.get(person.id)
        wanted = step.on_behalf_of if step is not None else ()
        return tuple(self.people[one][1].name for one in wanted if one in self.people)

    def covered(self, person: Interviewer, kind: str) -> list[str]:
        """Everybody the note thanks: two sessions of one person, or those it is passed on to."""
        step = self.steps.get(person.id)
        is_due = step is not None and step.message_kind == kind
        return list(step.covers) if step is not None and is_due else [person.id]
