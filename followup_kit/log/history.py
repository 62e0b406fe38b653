"""Everything that happened with one application, in order."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_kit.log.choices import Direction, InterviewStatus, MessageState
from followup_kit.log.schema import (
    Application,
    Interview,
    Interviewer,
    Mark,
    Message,
    Outcome,
    Record,
    Settings,
)


@dataclass(frozen=True)
class History:
    """One application with its interviews, people, messages, news and marks, each oldest first."""

    application: Application
    settings: Settings
    interviews: tuple[Interview, ...] = ()
    interviewers: tuple[Interviewer, ...] = ()
    messages: tuple[Message, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    marks: tuple[Mark, ...] = ()

    def people_at(self, interview: Interview) -> tuple[Interviewer, ...]:
        """The people recorded for one interview, in the order they were logged."""
        return tuple(p for p in self.interviewers if p.interview_id == interview.id)

    def interview_of(self, person: Interviewer) -> Interview:
        """The interview a person was at."""
        return next(i for i in self.interviews if i.id == person.interview_id)

    @property
    def completed(self) -> tuple[Interview, ...]:
        """The interviews that took place, oldest first."""
        return tuple(i for i in self.interviews if i.status is InterviewStatus.COMPLETED)

    @property
    def sent(self) -> tuple[Message, ...]:
        """Messages to the employer that went out and did not come back."""
        return tuple(
            m
            for m in self.messages
            if m.direction is Direction.OUT and m.state is MessageState.SENT and m.at
        )

    @property
    def received(self) -> tuple[Message, ...]:
        """Messages from people at the employer; automatic replies do not count (rule R1)."""
        return tuple(
            m for m in self.messages if m.direction is Direction.IN and m.at and not m.automated
        )


def histories(rows: Mapping[str, Mapping[str, Record]], settings: Settings) -> list[History]:
    """One history per application, in the order the applications were logged.

    Args:
        rows: Table name to row id to record.
        settings: The settings of the log.
    """
    grouped: dict[str, dict[str, list[Record]]] = {}
    application_of = {}
    for table in ("interviews", "messages", "outcomes", "marks"):
        grouped[table] = _grouped(rows[table].values(), "application_id")
    for interview in rows["interviews"].values():
        application_of[interview.id] = getattr(interview, "application_id", "")
    people: dict[str, list[Record]] = defaultdict(list)
    for person in sorted(rows["interviewers"].values(), key=lambda p: p.id):
        people[application_of.get(getattr(person, "interview_id", ""), "")].append(person)
    return [
        History(
            application=application,  # type: ignore[arg-type]
            settings=settings,
            interviews=_ordered(grouped["interviews"][application.id], "starts_at"),
            interviewers=tuple(people[application.id]),  # type: ignore[arg-type]
            messages=_ordered(grouped["messages"][application.id], "at"),
            outcomes=_ordered(grouped["outcomes"][application.id], "at"),
            marks=_ordered(grouped["marks"][application.id], "logged_at"),
        )
        for application in sorted(rows["applications"].values(), key=lambda a: a.id)
    ]


def _grouped(records: Iterable[Record], name: str) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[getattr(record, name)].append(record)
    return groups


def _ordered(records: list[Record], name: str) -> tuple:  # type: ignore[type-arg]
    """Oldest first; rows without a time last, then in the order they were logged."""
    if len(records) < 2:
        return tuple(records)
    return tuple(sorted(records, key=lambda r: (getattr(r, name) or _NEVER, r.id)))


_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
