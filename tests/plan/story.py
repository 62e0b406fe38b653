"""A small, plain way to write down what happened, for the rules to judge.

Times are wall clock of 2026 in New York, as in `policy_cases.csv`, unless a year is told or
the story has another zone.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Self
from zoneinfo import ZoneInfo

import pandas as pd

from followup_kit.log.history import History, histories
from followup_kit.log.schema import (
    TABLES,
    Application,
    Interview,
    Interviewer,
    Message,
    Outcome,
    Record,
    Settings,
)
from followup_kit.log.tables import to_frame

NEW_YORK = "America/New_York"
PROMISES = (
    "stated_decision_on",
    "decides_same_day",
    "decides_at",
    "prompt_on",
    "contact_instruction",
    "said_at",
)


def ny(text: str) -> dt.datetime:
    """A New York moment such as "15 Sep 14:00" (2026) or "13 Mar 2027 14:00"."""
    return moment(text, NEW_YORK)


def moment(text: str, zone: str) -> dt.datetime:
    """A moment of a zone, told as in `ny`."""
    form = "%d %b %Y %H:%M" if len(text.split()) == 4 else "%d %b %H:%M %Y"
    text = text if len(text.split()) == 4 else f"{text} 2026"
    return dt.datetime.strptime(text, form).replace(tzinfo=ZoneInfo(zone))


@dataclass
class Story:
    """What happened, told one thing after the other; understood by `next_steps`."""

    settings: Settings = field(default_factory=lambda: _settings("US"))
    rows: dict[str, dict[str, Record]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    application: str = ""
    interview: str = ""
    changed_at: dt.datetime | None = None
    bad_rows: tuple[str, ...] = ()
    zone: str = NEW_YORK
    _promised: dict[str, Any] = field(default_factory=dict)

    def applies(self, preset: str = "general", *overlays: str, **fields: Any) -> Self:
        """An application; what follows belongs to it.

        A promise among the fields is one that is made at the first interview told after it.
        """
        self._promised = {name: fields.pop(name) for name in PROMISES if name in fields}
        fields = {"company": f"Employer {len(self.rows['applications'])}", **fields}
        fields = {"employer_timezone": self.zone, "preset": preset, "overlays": overlays, **fields}
        self.application = self._add("applications", Application, fields)
        return self

    def interviewed(
        self, start: str, end: str, *people: str | tuple[str, dict[str, Any]], **fields: Any
    ) -> Self:
        """An interview that took place, with people whose e-mail address is known."""
        times = {"starts_at": self._at(start), "ends_at": self._at(end), "status": "completed"}
        fields = {"application_id": self.application, "timezone": self.zone, **times, **fields}
        fields, self._promised = {**fields, **self._promised}, {}
        self.interview = self._add("interviews", Interview, fields)
        for person in people:
            name, more = (person, {}) if isinstance(person, str) else person
            self.person(name, **more)
        return self

    def person(self, row: str, /, **fields: Any) -> Self:
        """One more person at the interview told last."""
        known = {"name": row, "email": f"{row.lower()}@example.com"}
        fields = {"interview_id": self.interview, **known, **fields}
        self._add("interviewers", Interviewer, fields, row=row)
        return self

    def sent(self, when: str, *people: str, kind: str = "thank_you", **fields: Any) -> Self:
        """A message of ours."""
        base = {"direction": "out", "kind": kind, "state": "sent", "at": self._at(when)}
        return self._message({**base, "covers": people, **fields})

    def received(
        self, when: str, *people: str, kind: str = "acknowledgement", **fields: Any
    ) -> Self:
        """A message of theirs."""
        base = {"direction": "in", "kind": kind, "state": "sent", "at": self._at(when)}
        return self._message({**base, "covers": people, **fields})

    def news(self, when: str, outcome: str, **fields: Any) -> Self:
        """An outcome."""
        base = {"application_id": self.application, "outcome": outcome, "at": self._at(when)}
        self._add("outcomes", Outcome, {**base, **fields})
        return self

    def planned(self, start: str, end: str, *people: str, **fields: Any) -> Self:
        """An interview that is planned, or was not held as planned."""
        return self.interviewed(start, end, *people, **{"status": "scheduled", **fields})

    def assumes_zone(self) -> Self:
        """The interview told last came without a zone."""
        row = self.rows["interviews"][self.interview]
        self.rows["interviews"][self.interview] = row.model_copy(update={"timezone_assumed": True})
        return self

    def histories(self) -> list[History]:
        """What a log would give."""
        return histories(self.rows, self.settings)

    def records(self, table: str) -> list[Record]:
        """The rows of a table."""
        return list(self.rows[table].values())

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table not in {"applications", "interviews", "interviewers", "messages", "outcomes"}:
            raise AttributeError(table)
        return to_frame(table, self.records(table))

    def _at(self, text: str) -> dt.datetime:
        return moment(text, self.zone)

    def _message(self, fields: dict[str, Any]) -> Self:
        base = {"application_id": self.application, "interview_id": self.interview}
        self._add("messages", Message, {**base, **fields})
        return self

    def _add(self, table: str, model: type[Record], fields: dict[str, Any], row: str = "") -> str:
        row = row or f"{table}-{len(self.rows[table]):04d}"
        logged = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
        self.rows[table][row] = model.model_validate({**fields, "id": row, "logged_at": logged})
        return row


def _settings(holidays: str) -> Settings:
    logged = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    return Settings(id="settings", logged_at=logged, holidays=holidays)
