"""A plain helper that builds the tables of a log from short rows, for these tests only."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from followup_kit.log.schema import Application, Interview, Interviewer, Message, Outcome
from followup_kit.log.tables import to_frame

NEW_YORK = ZoneInfo("America/New_York")


def new_york(text: str) -> dt.datetime:
    """A New York clock time such as `2026-09-15 15:00`, in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(dt.UTC)


@dataclass
class SmallLog:
    """Tables with the columns of a log, filled row by row."""

    rows: dict[str, list[Any]] = field(default_factory=dict)

    def _add(self, table: str, model: type, row_id: str, **values: Any) -> str:
        seen = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        values = {"id": row_id, "logged_at": seen} | values
        self.rows.setdefault(table, []).append(model(**values))
        return row_id

    def application(self, row_id: str, **values: Any) -> str:
        values = {"company": f"Company {row_id}", "preset": "campus"} | values
        return self._add("applications", Application, row_id, **values)

    def interview(self, row_id: str, ended: str, people: str, **values: Any) -> str:
        """One interview of an application of its own, ended at that New York time."""
        owner = values.setdefault("application_id", row_id)
        if owner not in {one.id for one in self.rows.get("applications", [])}:
            names = Application.model_fields.keys() - Interview.model_fields.keys()
            own = {k: values.pop(k) for k in list(values) if k in names}
            self.application(owner, **own)
        end = new_york(ended)
        values = {
            "starts_at": end - dt.timedelta(hours=1),
            "ends_at": end,
            "status": "completed",
            "timezone": "America/New_York",
        } | values
        self._add("interviews", Interview, row_id, **values)
        for person in people.split():
            self.person(row_id, person)
        return row_id

    def person(self, interview: str, name: str, **values: Any) -> str:
        row_id = f"{interview}{name}"
        values = {"interview_id": interview, "name": name} | values
        return self._add("interviewers", Interviewer, row_id, **values)

    def note(self, interview: str, people: str, at: dt.datetime | str, **values: Any) -> str:
        moment = new_york(at) if isinstance(at, str) else at
        held = next(one for one in self.rows["interviews"] if one.id == interview)
        values = {
            "application_id": held.application_id,
            "interview_id": interview,
            "kind": "thank_you",
            "state": "sent",
            "at": moment,
            "covers": tuple(f"{interview}{person}" for person in people.split()),
        } | values
        row_id = f"m{len(self.rows.get('messages', []))}"
        return self._add("messages", Message, row_id, **values)

    def after(self, interview: str, people: str, hours: float, **values: Any) -> str:
        """A note that many elapsed hours after the end of the interview."""
        held = next(one for one in self.rows["interviews"] if one.id == interview)
        moment = held.ends_at + dt.timedelta(hours=hours)
        return self.note(interview, people, moment, **values)

    def outcome(self, application: str, outcome: str, at: str, **values: Any) -> str:
        row_id = f"o{len(self.rows.get('outcomes', []))}"
        values |= {"application_id": application, "outcome": outcome, "at": new_york(at)}
        return self._add("outcomes", Outcome, row_id, **values)

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table not in {"applications", "interviews", "interviewers", "messages", "outcomes"}:
            raise AttributeError(table)
        return to_frame(table, self.rows.get(table, []))
