"""Interviews that notes seem to tell of: offered, never taken without a person's word."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from followup_kit.exchange.lists_in.rows.drafts import Draft
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules, ReadDate
from followup_kit.exchange.lists_in.understanding.dates import NoDateError, clock_of, find_dates
from followup_kit.exchange.lists_in.understanding.vocabulary import phrases

_REACH = 90
_END_OF_SENTENCE = re.compile(r"[.!?。;；](?:\s|$)|\n")  # noqa: RUF001


@dataclass(frozen=True)
class Suggestion:
    """One interview that may have been.

    Attributes:
        key: Names it among those that were agreed to.
        text: What the notes say, for people.
        read: Its day and time.
        news: The news that came on that day; empty if it is an interview.
    """

    key: str
    text: str
    read: ReadDate
    news: str = ""


def suggestions_in(
    draft: Draft, rules: DateRules, applied_on: dt.date | None
) -> Iterator[Suggestion]:
    """The days near a word for an interview in what goes to the notes of a row.

    Args:
        draft: The row.
        rules: How the days of its list are read; what can be read in two ways is not offered.
        applied_on: The day of applying, which says the year of days without one.
    """
    known = {one.day for one in draft.interviews}
    undated = {news.outcome for news in draft.news if news.day_not_known}
    for line in draft.lines:
        dates = find_dates(line, short=True)
        for found, after in zip(dates, [*dates[1:], None], strict=False):
            stop = min(after.start if after else len(line), found.end + _REACH)
            beside = _beside(line, found.start, stop)
            told = phrases("status", beside) & undated
            is_visit = phrases("interview", line[:stop]) and not phrases("no_interview", beside)
            if not (told or is_visit):
                continue
            try:
                day = rules.likely(found, applied_on)
            except NoDateError:
                continue
            if told or day not in known:
                known.add(day)
                clock, until = _times(line, found.end, stop, found.clock, found.until)
                read = ReadDate(day, clock, until, found.offset, beside)
                text = f"Row {draft.row}: “{beside.strip()}”"
                news = min(told) if told else ""
                yield Suggestion(f"{draft.sheet}:{draft.row}:{day}", text, read, news)


def _beside(line: str, start: int, stop: int) -> str:
    """What stands around a day in its cell, in whole words and without the name of its column."""
    name, colon, _ = line.partition(": ")
    first = len(name) + len(colon) if colon and len(name) < start else 0
    first = max(first, start - _REACH // 3)
    if first and line[first - 1] not in " :":
        first = max(line.find(" ", first, start), first)
    return line[first:stop]


def _times(
    line: str, start: int, stop: int, clock: dt.time | None, until: dt.time | None
) -> tuple[dt.time | None, dt.time | None]:
    """The time beside a day, else one later in the same sentence."""
    if clock:
        return clock, until
    end = _END_OF_SENTENCE.search(line, start)
    return clock_of(line[start : min(end.start(), stop) if end else stop])
