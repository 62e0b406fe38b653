"""Reading the cells of one row: each has a place in the log, or a line in the notes."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.rows.drafts import Draft
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules, ReadDate
from followup_kit.exchange.lists_in.understanding.dates import NoDateError, clock_of
from followup_kit.exchange.lists_in.understanding.news_words import ONLY_NOTES, OPEN, NewsWords
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import (
    is_dash,
    is_nothing,
    meaning,
    names_in,
)
from followup_kit.log.choices import InterviewStatus, OutcomeKind
from followup_kit.log.columns import EMAIL_ADDRESS, WEB_ADDRESS
from followup_kit.times import zone

OUTCOMES = frozenset(kind.value for kind in OutcomeKind)
_TAGGED = re.compile(r"<[^>]*>|\([^)]*\)")


@dataclass
class Gathered:
    """What the cells of one row say before it is put together."""

    dates: list[tuple[ReadDate, str]] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    person: dict[str, Any] = field(default_factory=dict)
    news_days: list[ReadDate] = field(default_factory=list)
    thanked: list[ReadDate] = field(default_factory=list)
    clock: dt.time | None = None
    end: dt.time | None = None


class CellReader:
    """Reads the cells of the rows of one table."""

    def __init__(self, table: Table, rules: DateRules, words: NewsWords) -> None:
        self._table, self._rules, self._words = table, rules, words
        self._readers: dict[str, Callable[[Draft, Gathered, int, str], bool]] = {
            "company": self._plain,
            "position": self._plain,
            "url": self._url,
            "position_type": self._choice,
            "applied_on": self._day,
            "decision_on": self._day,
            "status": self._news,
            "status_on": self._news,
            "result": self._news,
            "interview_on": self._interview,
            "interview_time": self._time,
            "interview_end": self._time,
            "zone": self._zone,
            "round": self._round,
            "kind": self._choice,
            "interview_status": self._news,
            "part": self._choice,
            "next_step": self._plain,
            "person": self._names,
            "person_first": self._name_part,
            "person_last": self._name_part,
            "contact": self._contact,
            "email": self._contact,
            "linkedin": self._contact,
            "title": self._plain,
            "thanked_on": self._thanked,
            "id": self._number,
            "ref": self._number,
            "notes": self._notes,
            "leave": lambda *_: True,
        }

    def read(self, number: int, cells: tuple[str, ...]) -> tuple[Draft, Gathered]:
        """What the cells of one row say; what has no place is a line for the notes."""
        draft, found = Draft(self._table.sheet.name, number), Gathered()
        for at, (column, text) in enumerate(zip(self._table.columns, cells, strict=True)):
            reader = self._readers.get(column.target)
            if not text.strip() or (reader and reader(draft, found, at, text)):
                continue
            if not is_dash(text):
                draft.lines.append(f"{column.header}: {text.strip()}")
        return draft, found

    # One cell each; they say whether all of it has a place, so that no line is needed

    def _target(self, at: int) -> str:
        return self._table.columns[at].target

    def _plain(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        line = " ".join(text.split())
        target = self._target(at)
        place = {"next_step": found.about, "title": found.person}.get(target, draft.application)
        if not is_dash(line):
            place[target] = line
        return line == text.strip()

    def _notes(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        draft.lines.append(text.strip())
        return True

    def _number(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if self._target(at) == "id":
            draft.own_id = text.strip()
        else:
            draft.ref = text.strip()
        return True

    def _url(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if WEB_ADDRESS.fullmatch(text.strip()):
            draft.application["url"] = text.strip()
            return True
        return False

    def _choice(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        """A word of ours for theirs; their own word stays in the notes."""
        target = self._target(at)
        known = meaning(target, text)
        place = {"position_type": draft.application, "part": found.person}.get(target, found.about)
        if known:
            place[target] = known
        return False

    def _day(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        days = self._dates(draft, at, text)
        if not days:
            return False
        if self._target(at) == "decision_on":
            found.about["stated_decision_on"] = days[0].day
        else:
            draft.application[self._target(at)] = days[0].day
        return days[0].day.isoformat() == text.strip()

    def _news(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        """A word, a day, or both."""
        is_of_interview = self._target(at) in ("result", "interview_status")
        days = [] if is_of_interview else self._dates(draft, at, text)
        found.news_days += days
        word = days[0].text if days else text
        known = self._words.meaning(word) if word and not is_nothing(word) else OPEN
        if self._target(at) == "status_on" and known == OutcomeKind.NO_RESPONSE:
            known = OPEN  # beside a day of news it says that none has come so far
        if known not in (OPEN, ONLY_NOTES):
            draft.news = known
        if is_of_interview and known in OUTCOMES:
            found.about.setdefault("status", InterviewStatus.COMPLETED.value)
        if happened := meaning("interview_status", word):
            found.about.setdefault("status", happened)
        return False

    def _interview(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        header = self._table.columns[at].header
        days = self._dates(draft, at, text)
        found.dates += [(day, header) for day in days]
        if not days and not is_nothing(text) and meaning("yes_no", text) != "no":
            draft.remarks.append(f"`{header}` says no day, so it is in the notes only.")
        return False

    def _time(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        clock, until = clock_of(text)
        if self._target(at) == "interview_time":
            found.clock, found.end = clock, until or found.end
        else:
            days = self._dates(draft, at, text)
            found.end = clock or (days[0].clock if days else None)
        return False

    def _zone(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        try:
            zone(text.strip())
        except FollowUpError:
            draft.remarks.append(f"{text.strip()} is no time zone such as Europe/London.")
            return False
        found.about["timezone"] = text.strip()
        return True

    def _round(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if known := meaning("round", text):
            found.about["round"] = int(known)
        if kind := meaning("kind", text):
            found.about.setdefault("kind", kind)
        return known == text.strip()

    def _names(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if email := EMAIL_ADDRESS.search(text):
            found.person.setdefault("email", email[0])
        named = _TAGGED.sub(" ", EMAIL_ADDRESS.sub(" ", text)) if email else text
        found.names += [" ".join(name.split()) for name in names_in(named) if not is_dash(name)]
        return not email and len(names_in(text)) == 1

    def _name_part(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        part = " ".join(text.split())
        if found.names and self._target(at) == "person_last":
            found.names[-1] = f"{found.names[-1]} {part}"
        elif found.names:
            found.names[-1] = f"{part} {found.names[-1]}"
        else:
            found.names.append(part)
        return True

    def _contact(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        target, whole = self._target(at), text.strip()
        if target == "linkedin" or WEB_ADDRESS.fullmatch(whole):
            if WEB_ADDRESS.fullmatch(whole):
                found.person["linkedin_url"] = whole
                return True
            return False
        emails = EMAIL_ADDRESS.findall(whole)
        if len(emails) == 1:
            found.person["email"] = emails[0]
        return emails == [whole]

    def _thanked(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        days = self._dates(draft, at, text)
        found.thanked += days
        if not days and meaning("yes_no", text) == "yes":
            header = self._table.columns[at].header
            draft.remarks.append(f"`{header}` says no day, so it is in the notes only.")
        return False

    def _dates(self, draft: Draft, at: int, text: str) -> list[ReadDate]:
        if is_nothing(text):
            return []
        try:
            days = self._rules.read(at, text)
        except NoDateError as error:
            draft.remarks.append(f"“{text.strip()[:60]}” {error}, so it is in the notes only.")
            return []
        if not days and self._target(at) in ("applied_on", "decision_on"):
            draft.remarks.append(f"“{text.strip()[:60]}” is no day, so it is in the notes only.")
        return days
