"""What a log holds, looked up by what a list calls things: employer, address, day, name.

An entry is known by every value it ever had. So a list that is taken in again finds what it
brought, also after you corrected it, and never takes a correction back.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Any

from followup_kit.exchange.lists_in.rows.drafts import ASSUMED, InterviewDraft
from followup_kit.exchange.lists_in.understanding.vocabulary import name_key
from followup_kit.log.log import FollowUpLog
from followup_kit.times import local_date

Name = tuple[str, str]
"""Employer and position, to compare by."""

_TABLES = ("applications", "interviews", "interviewers", "messages", "outcomes")


class Known:
    """The entries of a log and of the rows taken in before.

    Attributes:
        fields: What is known of an entry now, by its id.
        past: Every value a field of an entry ever had, by id and field.
        parts: The ids of what belongs to an entry, by id and table.
    """

    def __init__(self, log: FollowUpLog) -> None:
        self.fields: dict[str, dict[str, Any]] = {}
        self.past: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._named: dict[Name, list[str]] = defaultdict(list)
        self._at_company: dict[str, list[str]] = defaultdict(list)
        self._people: dict[str, list[str]] = defaultdict(list)
        self._people_there: dict[Name, list[str]] = defaultdict(list)
        for table in _TABLES:
            for row, versions in log.past.fields_of(table).items():
                for fields in versions:
                    self.learn(table, row, fields)

    def learn(self, table: str, row: str, fields: Mapping[str, Any]) -> None:
        """Take note of an entry, or of new values for some of its fields."""
        entry = self.fields.setdefault(row, {})
        is_new = not entry
        entry.update(fields)
        for name, value in fields.items():
            self.past[row, name].append(value)
        if is_new:
            owner = entry.get("interview_id" if table == "interviewers" else "application_id", "")
            self.parts[owner, table].append(row)
        if table == "applications":
            _add(self._named[name_of(entry)], row)
            _add(self._at_company[name_key(entry.get("company", ""))], row)
        if table == "interviewers":
            name = name_key(entry.get("name", ""))
            _add(self._people[name], row)
            _add(
                self._people_there[name, self._employer_of(str(entry.get("interview_id", "")))], row
            )

    def named(self, fields: Mapping[str, Any]) -> list[str]:
        """The applications that have, or once had, this employer and position."""
        return self._named.get(name_of(fields), [])

    def at_company(self, company: str) -> list[str]:
        """The applications at an employer."""
        return self._at_company.get(name_key(company), [])

    def had(self, row: str, name: str, value: Any) -> bool:
        """Whether a field of an entry has, or once had, that value."""
        return value in self.past[row, name]

    def interview(self, application: str, draft: InterviewDraft) -> str:
        """The interview of an application at that moment, or that day; empty if there is none.

        Two known moments of one day are two interviews, unless both are the same round.
        """
        there = {row: self.past[row, "starts_at"] for row in self.parts[application, "interviews"]}
        for row, moments in there.items():
            if draft.fields["starts_at"] in moments:
                return row
        zone_name = draft.fields["timezone"]
        for row, moments in there.items():
            if draft.day in {local_date(moment, zone_name) for moment in moments if moment}:
                entry = self.fields[row]
                is_assumed = draft.is_assumed or ASSUMED in entry.get("notes", "")
                if is_assumed or draft.fields.get("round") == entry.get("round", 1):
                    return row
        return ""

    def person(self, interview: str, name: str) -> str:
        """The person of that name at an interview; empty if nobody."""
        here = self.parts[interview, "interviewers"]
        return next((row for row in self._people.get(name_key(name), ()) if row in here), "")

    def met(self, name: str, company: str = "") -> list[str]:
        """Everybody of that name who was at an interview, at that employer if one is named."""
        if company:
            return self._people_there.get((name_key(name), name_key(company)), [])
        return self._people.get(name_key(name), [])

    @property
    def people(self) -> Set[str]:
        """The names of everybody who was at an interview, to compare by."""
        return self._people.keys()

    def application_of(self, interview: str) -> str:
        """The application an interview belongs to."""
        return str(self.fields.get(interview, {}).get("application_id", ""))

    def last_interview(self, applications: list[str]) -> str:
        """The latest interview of some applications; empty if there is none."""
        rows = [row for a in applications for row in self.parts[a, "interviews"]]
        held = [row for row in rows if self.fields[row].get("starts_at")]
        return max(held, key=lambda row: self.fields[row]["starts_at"], default="")

    def _employer_of(self, interview: str) -> str:
        """The employer of an interview, to compare by."""
        employer = self.fields.get(self.application_of(interview), {}).get("company", "")
        return name_key(str(employer))


def name_of(fields: Mapping[str, Any]) -> Name:
    """What an application is called, to compare by."""
    return name_key(fields.get("company", "")), name_key(fields.get("position", ""))


def _add(rows: list[str], row: str) -> None:
    if row not in rows:
        rows.append(row)
