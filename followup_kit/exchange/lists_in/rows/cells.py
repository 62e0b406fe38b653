"""Reading the cells of one row: each has a place in the log, or a line in the notes."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.rows.drafts import UNREAD, Draft
from followup_kit.exchange.lists_in.understanding.clock_rules import ClockRules
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules, ReadDate
from followup_kit.exchange.lists_in.understanding.dates import NoDateError
from followup_kit.exchange.lists_in.understanding.headers import news_of_column
from followup_kit.exchange.lists_in.understanding.looks import look_of
from followup_kit.exchange.lists_in.understanding.news_words import OPEN, SAVED, NewsWords
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import (
    is_dash,
    is_nothing,
    meaning,
    names_in,
    phrase,
    phrases,
)
from followup_kit.log.choices import InterviewStatus, OutcomeKind
from followup_kit.log.columns import EMAIL_ADDRESS, WEB_ADDRESS
from followup_kit.text import cut, one_line
from followup_kit.times import zone

OUTCOMES = frozenset(kind.value for kind in OutcomeKind)
_SHOWN = 40
_TRIVIAL = frozenset({"id", "leave"})
_NO_NAMES = frozenset({"flag", "number", "phone", "day", "address", "clock"})
_ZONE_WORD = re.compile(r"\b(?:[ECMP][SD]?T|GMT|BST|CES?T|IST|JST|AES?T|UTC)\b")
_ADDRESS_IN_IT = re.compile(r"https?://\S+")
_TAGGED = re.compile(r"<[^>]*>|\([^)]*\)")


@dataclass
class Gathered:
    """What the cells of one row say before it is put together."""

    dates: list[tuple[ReadDate, str]] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    person: dict[str, Any] = field(default_factory=dict)
    news: list[tuple[str, ReadDate | None]] = field(default_factory=list)
    news_days: list[ReadDate] = field(default_factory=list)
    applied_on: dt.date | None = None
    next_step: str = ""
    said_saved: bool = False
    thanked: list[ReadDate] = field(default_factory=list)
    clock: dt.time | None = None
    end: dt.time | None = None


class CellReader:
    """Reads the cells of the rows of one table."""

    def __init__(
        self, table: Table, rules: DateRules, words: NewsWords, clocks: ClockRules
    ) -> None:
        self._table, self._rules, self._words, self._clocks = table, rules, words, clocks
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
            "news_column": self._news_column,
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
        found.applied_on = self._rules.anchor(cells)
        for at, (column, text) in enumerate(zip(self._table.columns, cells, strict=True)):
            if not text.strip() or self._has_place(draft, found, at, text):
                continue
            if not is_dash(text):
                draft.lines.append(f"{column.header}: {text.strip()}")
        told = zip(self._table.columns, cells, strict=True)
        draft.cells = tuple(
            text.strip() for c, text in told if not is_nothing(text) and c.target not in _TRIVIAL
        )
        return draft, found

    def _has_place(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        """Read a cell; whether all of it has a place. What cannot be read is refused in words."""
        column = self._table.columns[at]
        try:
            reader = self._readers.get(column.target)
            return reader is not None and reader(draft, found, at, text)
        except Exception as error:  # no text in a cell may end an import
            cell = f"`{column.header}` (“{cut(one_line(text), _SHOWN)}”)"
            draft.refused = draft.failed = f"{cell} {UNREAD} ({type(error).__name__})."
            return False

    # One cell each; they say whether all of it has a place, so that no line is needed

    def _target(self, at: int) -> str:
        return self._table.columns[at].target

    def _plain(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        line = " ".join(text.split())
        target = self._target(at)
        place = {"next_step": found.about, "title": found.person}.get(target, draft.application)
        if target == "company":
            line = self._name_only(draft, at, line)
        if target == "next_step":
            found.next_step = f"{self._table.columns[at].header}: {line}"
        if not (is_dash(line) or (target != "company" and is_nothing(line))):
            place[target] = line
        return line == text.strip()

    def _name_only(self, draft: Draft, at: int, line: str) -> str:
        """An employer without the address that stands in the same cell."""
        if address := _ADDRESS_IN_IT.search(line):
            draft.application.setdefault("url", address[0].rstrip(")],;"))
            line = _ADDRESS_IN_IT.sub("", line).strip(" ()[],;-–|") or line  # noqa: RUF001
        if phrase("place", self._table.columns[at].header):
            line = line.split(",")[0].strip()
        return line

    def _notes(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        draft.lines.append(text.strip())
        return True

    def _number(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if self._target(at) == "id":
            draft.own_id = text.strip()
        else:
            draft.ref = text.strip()
        return self._target(at) == "ref"

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
        days = self._dates(draft, found, at, text)
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
        days = [] if is_of_interview else self._dates(draft, found, at, text)
        word = self._words.beside_days(at, text) if days else text
        known = self._words.meaning(word) if word and not is_nothing(word) else OPEN
        if self._target(at) == "status_on":
            found.news_days += days
            known = OPEN if known == OutcomeKind.NO_RESPONSE else known
        draft.is_sent = draft.is_sent or known in OUTCOMES or bool(phrases("sent", word))
        if known in OUTCOMES:
            days = [] if phrases("other_day", word) else days
            found.news.append((known, max(days, key=lambda d: d.day) if days else None))
        found.said_saved = found.said_saved or known == SAVED
        if is_of_interview and known in OUTCOMES:
            found.about.setdefault("status", InterviewStatus.COMPLETED.value)
        if happened := meaning("interview_status", word):
            found.about.setdefault("status", happened)
        return False

    def _news_column(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        """A day or a tick below a name such as `Rejected`."""
        header = self._table.columns[at].header
        outcome = news_of_column(header)
        days = self._dates(draft, found, at, text)
        if outcome in OUTCOMES and (days or meaning("yes_no", text) == "yes"):
            found.news.append((outcome, days[-1] if days else None))
            draft.is_sent = True
        elif meaning("yes_no", text) != "no" and not is_nothing(text):
            draft.remarks.append(f"`{header}` is no day and no tick, so it is in the notes only.")
        return False

    def _interview(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        header = self._table.columns[at].header
        days = [self._clocks.settled(day, text) for day in self._dates(draft, found, at, text)]
        found.dates += [(replace(day, text=text), header) for day in days]
        if days and (word := _ZONE_WORD.search(text)):
            draft.remarks.append(f"{word[0]} in `{header}` is not used: check the time zone.")
        if not days and not is_nothing(text) and meaning("yes_no", text) != "no":
            draft.remarks.append(f"`{header}` says no day, so it is in the notes only.")
        return False

    def _time(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        clock, until = self._clocks.read(text)
        if self._target(at) == "interview_time":
            found.clock, found.end = clock, until or found.end
        else:
            days = self._dates(draft, found, at, text)
            found.end = clock or (days[0].clock if days else None)
        return False

    def _zone(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        try:
            zone(text.strip())
        except FollowUpError:
            draft.remarks.append(f"{text.strip()} is no time zone such as Europe/London.")
            return False
        found.about["timezone"] = text.strip()
        return False

    def _round(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if known := meaning("round", text):
            found.about["round"] = int(known)
        if kind := meaning("kind", text):
            found.about.setdefault("kind", kind)
        return known == text.strip()

    def _names(self, draft: Draft, found: Gathered, at: int, text: str) -> bool:
        if look_of(text) in _NO_NAMES:
            return False
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
        days = self._dates(draft, found, at, text)
        found.thanked += days
        if not days and meaning("yes_no", text) == "yes":
            header = self._table.columns[at].header
            draft.remarks.append(f"`{header}` says no day, so it is in the notes only.")
        return False

    def _dates(self, draft: Draft, found: Gathered, at: int, text: str) -> list[ReadDate]:
        if is_nothing(text):
            return []
        try:
            days = self._rules.read(at, text, found.applied_on)
        except NoDateError as error:
            draft.remarks.append(f"“{text.strip()[:60]}” {error}, so it is in the notes only.")
            return []
        if not days and self._target(at) in ("applied_on", "decision_on"):
            draft.remarks.append(f"“{text.strip()[:60]}” is no day, so it is in the notes only.")
        return days
