"""Writes a made-up story into a log, verb by verb, as a student would have typed it.

A story is plain data: settings, then applications with their interviews, messages, news
and corrections. Times without a zone are wall clock where the student is. Every entry
may say when it was typed; without that, it was typed shortly after it happened.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from followup_kit.log.choices import Direction, InterviewStatus, MessageKind, MessageState
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interview
from followup_kit.plan.confirm import judged_by

Fields = dict[str, Any]

NOTED_AFTER = dt.timedelta(minutes=2)
CONFIRMED_AFTER = dt.timedelta(minutes=20)


def write_log(path: Path, story: Mapping[str, Any], *, seed: int) -> None:
    """Write a new log file with the story; the same seed gives the same tables."""
    path.unlink(missing_ok=True)
    log = FollowUpLog(LogFile(path), random=Random(seed))
    settings = dict(story["settings"])
    student = _Student(log, ZoneInfo(settings["timezone"]))
    log.change_settings(student.zoned(settings), now=student.moment(story["begins"]))
    for application in story.get("applications", []):
        student.plan_to_tell(application)
    student.tell()
    log.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("VACUUM")


@dataclass
class _Student:
    """Who types, what is still to be typed, and the ids of what was."""

    log: FollowUpLog
    zone: ZoneInfo
    to_tell: list[tuple[dt.datetime, str, Fields]] = field(default_factory=list)
    ids: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def moment(self, value: dt.datetime) -> dt.datetime:
        """The moment; where the student is, if no zone is named."""
        return value if value.tzinfo else value.replace(tzinfo=self.zone)

    def zoned(self, fields: Fields) -> Fields:
        """The same fields, every moment with a zone."""
        return {
            name: self.moment(value) if isinstance(value, dt.datetime) else value
            for name, value in fields.items()
        }

    def plan_to_tell(self, application: Fields) -> None:
        """Take the entries of one application in, each with when it is typed."""
        for verb, entry in _entries(self.zoned(application)):
            zoned = self.zoned(entry)
            self.to_tell.append((zoned.pop("typed_at"), verb, zoned))

    def tell(self) -> None:
        """Type everything in the order of time."""
        for now, verb, entry in sorted(self.to_tell, key=lambda told: told[0]):
            getattr(self, verb)(entry, now)

    def plan(self, entry: Fields, now: dt.datetime) -> None:
        """An interview with the people who will be there."""
        company, people = entry.pop("company"), entry.pop("people")
        application, number = entry.pop("application"), entry["round"]
        row = self.log.add_interview(
            entry, people, application=self.ids.get((company,), application), now=now
        )
        interview = self.log.get(Interview, row)
        self.ids[company,] = interview.application_id
        self.ids[company, number] = row
        for person in self.log.history(interview.application_id).people_at(interview):
            self.ids[company, number, person.name] = person.id

    def confirm(self, entry: Fields, now: dt.datetime) -> None:
        """That an interview took place; stores when its notes are due (metrics, M2)."""
        row = self.ids[entry.pop("company"), entry.pop("round")]
        took_place = {"status": InterviewStatus.COMPLETED, **entry}
        interview = self.log.get(Interview, row).model_copy(update=took_place)
        history = self.log.history(interview.application_id)
        judged = judged_by(history, interview, now=now)
        self.log.change(
            "interviews", row, {**took_place, **judged}, now=now, action="Confirmed an interview"
        )

    def message(self, entry: Fields, now: dt.datetime) -> None:
        """A message that was sent or received."""
        company, number = entry.pop("company"), entry.pop("round")
        at, direction = entry.pop("at"), entry.pop("direction", Direction.OUT)
        people = [self.ids[company, number, name] for name in entry.pop("people")]
        fields = {
            **entry,
            "application_id": self.ids[company,],
            "interview_id": self.ids[company, number],
            "covers": people,
            "body": entry["body"].strip(),
        }
        if direction == Direction.OUT:
            self.log.record_sent(fields, at=at, now=now)
            return
        received = {**fields, "direction": direction, "state": MessageState.SENT, "at": at}
        self.log.add("messages", received, now=now, action="Recorded a message received")

    def news(self, entry: Fields, now: dt.datetime) -> None:
        """News about an application."""
        row = self.ids[entry.pop("company"),]
        fields = {**entry, "application_id": row}
        self.log.add("outcomes", fields, now=now, action="Recorded news")

    def learn(self, entry: Fields, now: dt.datetime) -> None:
        """Something they said at the last interview or in a message, such as a decision date."""
        history = self.log.history(self.ids[entry.pop("company"),])
        held = [i for i in history.interviews if i.starts_at is not None and i.starts_at <= now]
        said = [m for m in history.received if m.kind is MessageKind.NEW_DATE and m.at <= now]
        if said and said[-1].at > held[-1].starts_at:
            self.log.change("messages", said[-1].id, entry, now=now)
            return
        self.log.change("interviews", held[-1].id, entry, now=now)


def _entries(application: Fields) -> Iterator[tuple[str, Fields]]:
    """The entries of one application, each with its verb and when it is typed."""
    parts = {
        name: application.pop(name, []) for name in ("interviews", "messages", "outcomes", "learnt")
    }
    company = {"company": application["company"]}
    for interview in parts["interviews"]:
        yield from _interview(application, {**company, **interview})
    for message in parts["messages"]:
        yield "message", {**company, "typed_at": message["at"] + NOTED_AFTER, **message}
    for outcome in parts["outcomes"]:
        yield "news", {**company, "typed_at": outcome["at"] + NOTED_AFTER, **outcome}
    for learnt in parts["learnt"]:
        yield "learn", {**company, **learnt}


def _interview(application: Fields, interview: Fields) -> Iterator[tuple[str, Fields]]:
    """An interview as it is planned, and, if it took place, as it is confirmed."""
    ended_at, takes_place = interview.pop("ended_at", None), interview.pop("held", True)
    confirmed_at = interview.pop("confirmed_at", None)
    yield "plan", {**interview, "application": application}
    if takes_place:
        ended = {"ended_at": ended_at} if ended_at else {}
        typed_at = confirmed_at or (ended_at or interview["ends_at"]) + CONFIRMED_AFTER
        told = {name: interview[name] for name in ("company", "round")}
        yield "confirm", {**told, **ended, "typed_at": max(typed_at, interview["typed_at"])}
