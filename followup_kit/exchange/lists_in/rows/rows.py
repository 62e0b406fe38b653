"""Putting together what the cells of one row say: interviews, people, news and notes."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.rows.cells import CellReader, Gathered
from followup_kit.exchange.lists_in.rows.drafts import (
    ASSUMED,
    Draft,
    InterviewDraft,
    MessageDraft,
    NewsDraft,
    how_far,
)
from followup_kit.exchange.lists_in.rows.suggestions import Suggestion
from followup_kit.exchange.lists_in.understanding.clock_rules import ClockRules
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules, ReadDate
from followup_kit.exchange.lists_in.understanding.headers import INTERVIEW
from followup_kit.exchange.lists_in.understanding.news_words import NewsWords
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import is_dash, meaning, phrase
from followup_kit.log.choices import (
    Direction,
    InterviewStatus,
    MessageKind,
    MessageState,
    Precision,
)
from followup_kit.times import at_local, local_date

NOON = dt.time(12)
_LATE, _EARLY = 20, 6
"""A span of time from after the first hour to before the second goes over midnight."""

EVENING = dt.time(18)
"""When news that only has a day is taken to have come: after an interview of that day."""


@dataclass(frozen=True)
class Reading:
    """What holds for all rows of an import.

    Attributes:
        zone_name: The zone of times that say none.
        clock: The time of interviews that say none.
        now: The moment of the import.
    """

    zone_name: str
    clock: dt.time
    now: dt.datetime


class RowReader:
    """Reads the rows of one table.

    Attributes:
        timeless: The rows with an interview whose time is not in the list.
        undated: The rows with news whose day is not in the list.
    """

    def __init__(
        self,
        table: Table,
        rules: DateRules,
        words: NewsWords,
        clocks: ClockRules,
        reading: Reading,
    ) -> None:
        self.timeless: list[int] = []
        self.undated: list[int] = []
        self._cells = CellReader(table, rules, words, clocks)
        self._are_interviews = table.kind == INTERVIEW
        self._how = reading

    def draft(self, number: int, cells: tuple[str, ...]) -> Draft:
        """What one row says."""
        draft, found = self._cells.read(number, cells)
        self._put_together(draft, found, number)
        return draft

    def agree(self, draft: Draft, one: Suggestion) -> None:
        """Add what notes tell of: the day of news, or an interview with people who have none."""
        if one.news:
            draft.news = [
                replace(news, at=self._evening(one.read.day), day_not_known=False)
                if news.outcome == one.news
                else news
                for news in draft.news
            ]
            return
        self._add_interview(draft, Gathered(), one.read, "", "")
        if draft.people and draft.interviews:
            draft.interviews[-1].people, draft.people = draft.people, []
        if one.read.clock is None:
            self.timeless.append(draft.row)

    def _put_together(self, draft: Draft, found: Gathered, number: int) -> None:
        people = self._people(draft, found)
        where = found.about.pop("timezone", "")
        for read, header in sorted(found.dates, key=lambda pair: pair[0].day):
            self._add_interview(draft, found, read, header, where)
        if draft.interviews:
            draft.interviews[-1].people = people
            for name in ("next_step", "status", "stated_decision_on"):
                if name in found.about:
                    draft.interviews[-1].fields[name] = found.about[name]
            if any(one.is_assumed for one in draft.interviews):
                self.timeless.append(number)
        else:
            draft.people = people
            if found.next_step:
                draft.lines = list(dict.fromkeys([*draft.lines, found.next_step]))
            if where:
                draft.application["employer_timezone"] = where
            if day := found.about.get("stated_decision_on"):
                draft.application["stated_decision_on"] = day
        self._add_thanks(draft, found)
        self._date_the_news(draft, found, number)
        if found.said_saved and not found.news:
            draft.skipped = "It is saved and not applied for yet."
        if self._are_interviews and draft.interviews:
            draft.interviews[0].lines += draft.lines
            draft.lines = []

    def _people(self, draft: Draft, found: Gathered) -> list[dict[str, Any]]:
        people: list[dict[str, Any]] = [{"name": name} for name in dict.fromkeys(found.names)]
        if len(people) == 1:
            people[0].update(found.person)
        else:
            draft.lines += [str(value) for value in found.person.values() if value]
        return people

    def _add_interview(
        self, draft: Draft, found: Gathered, read: ReadDate, header: str, where: str
    ) -> None:
        clock = read.clock or found.clock
        zone_name = where or self._how.zone_name
        lines = []
        try:
            starts = _moment(read, clock or self._how.clock, zone_name)
        except FollowUpError as error:
            draft.remarks.append(str(error))
            return
        if clock is None:
            lines.append(f"{ASSUMED}{self._how.clock:%H:%M} is assumed.")
        fields: dict[str, Any] = {
            "starts_at": starts,
            "timezone": zone_name,
            "timezone_assumed": not where and read.offset is None,
            "status": self._status(draft, found, starts),
            **{name: found.about[name] for name in ("round", "kind") if name in found.about},
        }
        if number := meaning("round", header):
            fields.setdefault("round", int(number))
        if kind := phrase("kind", read.text) or phrase("kind", header):
            fields.setdefault("kind", kind)
        if (until := read.until or found.end) and clock and until != clock:
            goes_over = until < clock
            if not goes_over or (clock.hour >= _LATE and until.hour < _EARLY):
                ends = replace(read, day=read.day + dt.timedelta(days=goes_over))
                fields["ends_at"] = _moment(ends, until, zone_name)
        draft.interviews.append(InterviewDraft(fields, read.day, clock is None, lines=lines))

    def _status(self, draft: Draft, found: Gathered, starts: dt.datetime) -> str:
        """Whether it took place: only if the list says so, and it is not still to come."""
        said = found.about.get("status", "")
        if said == InterviewStatus.COMPLETED and starts > self._how.now:
            draft.remarks.append("It is marked as done and lies in the future: taken as planned.")
            found.about.pop("status")
            return InterviewStatus.SCHEDULED.value
        is_over = starts <= self._how.now and bool(found.news)
        return said or (InterviewStatus.COMPLETED if is_over else InterviewStatus.SCHEDULED).value

    def _add_thanks(self, draft: Draft, found: Gathered) -> None:
        """Notes of thanks for the last interview on or before their day."""
        for read in found.thanked:
            before = [at for at, one in enumerate(draft.interviews) if one.day <= read.day]
            if not before:
                why = "names no day of an interview before it"
                draft.remarks.append(f"The thank-you note is in the notes only: the row {why}.")
                continue
            zone_name = draft.interviews[before[-1]].fields["timezone"]
            at = _moment(read, read.clock or NOON, zone_name)
            if read.day > local_date(self._how.now, zone_name):
                draft.remarks.append("The thank-you note lies in the future: it was not sent yet.")
                continue
            fields = {
                "direction": Direction.OUT,
                "kind": MessageKind.THANK_YOU,
                "state": MessageState.SENT,
                "at": min(at, self._how.now),
                "at_precision": Precision.MINUTE if read.clock else Precision.DAY,
            }
            draft.messages.append(MessageDraft(fields, interview=before[-1]))

    def _date_the_news(self, draft: Draft, found: Gathered, number: int) -> None:
        """News with a day of its own as it is; of the others what counts most, with its day."""
        dated = {outcome: read for outcome, read in found.news if read is not None}
        draft.news = [
            NewsDraft(outcome, self._evening(read.day)) for outcome, read in dated.items()
        ]
        others = [outcome for outcome, read in found.news if read is None and outcome not in dated]
        if others:
            latest = max(others, key=how_far)
            draft.news += self._with_day(draft, found, latest, number)
        draft.news.sort(key=lambda news: news.at)

    def _with_day(
        self, draft: Draft, found: Gathered, outcome: str, number: int
    ) -> list[NewsDraft]:
        if found.news_days:
            return [NewsDraft(outcome, self._evening(max(read.day for read in found.news_days)))]
        self.undated.append(number)
        return [NewsDraft(outcome, self._how.now, day_not_known=True)]

    def _evening(self, day: dt.date) -> dt.datetime:
        return min(at_local(day, EVENING, self._how.zone_name), self._how.now)


def _moment(read: ReadDate, clock: dt.time, zone_name: str) -> dt.datetime:
    """The moment of a day and a time, in the zone that the text names or else in that one."""
    if read.offset is not None and read.clock is not None:
        return dt.datetime.combine(read.day, clock, tzinfo=read.offset)
    return at_local(read.day, clock, zone_name)


def is_blank_row(cells: tuple[str, ...]) -> bool:
    """Whether a row says nothing: empty cells, signs, and boxes that are not ticked."""
    return all(is_dash(cell) or cell.strip().upper() == "FALSE" for cell in cells)
