"""Days and times as people write them, found in a text by explicit forms only.

A form that can be read in two ways is never decided here: `03/04/2026` stays undecided
until the order is known, and `8-Jul` until the year is. Nothing is taken to be a year.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from followup_kit.exchange.lists_in.understanding.vocabulary import meaning, words_of

Order = Literal["day", "month", ""]
"""Which comes first in a date of numbers; empty if that is not known."""

_FIRST_YEAR = 2000

_ISO = r"(?P<y1>\d{4})\s?[-/.年년]\s?(?P<m1>\d{1,2})\s?[-/.月월]\s?(?P<d1>\d{1,2})[日일]?"
_BASIC = r"(?<!\d)(?P<y2>20\d{2})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)"
_NUMBERS = (
    r"(?<!\d)(?P<a>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<y3>\d{4}|\d{2})(?!\d)"
)
_DAY_MONTH = (
    r"(?<![\d:])(?P<d4>\d{1,2})(?:st|nd|rd|th|er)?(?:\s+of)?[\s/.-]*(?P<mon4>MONTHS)\b\.?"
    r"(?:[\s/,.-]*(?P<y4>\d{4})(?!\d)|[\s/-]'?(?P<y6>\d{2})(?![\d:]|\s*[ap]\.?m))?"
)
_MONTH_DAY = (
    r"\b(?P<mon5>MONTHS)\b\.?\s+(?P<d5>\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
    r"(?:,?\s+(?P<y5>\d{4})(?!\d))?"
)
_PAIRS = (("a", "b"), ("s1", "s2"))
_DAYS = ("d1", "d2", "d4", "d5", "d7", "s3")
_MONTHS = ("m1", "m2", "m7", "s4")
_YEARS = ("y1", "y2", "y3", "y4", "y5", "y6")
_MONTH_DAY_SIGNS = r"(?<!\d)(?P<m7>\d{1,2})[月월]\s?(?P<d7>\d{1,2})[日일号]"
_SLASHED = r"(?<![\d/.:])(?P<s1>\d{1,2})/(?P<s2>\d{1,2})(?![\d/])"
_DOTTED = r"(?<![\d.])(?P<s3>\d{1,2})\.\s?(?P<s4>\d{1,2})\.(?!\d)"
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_SERIAL = re.compile(r"(\d{5})(?:\.(\d+))?")
_CLOCK = re.compile(
    r"(?<![\d:.])(?:(?P<word>klo|kl\.|um|at|à|om|alle|às)\s*)?"
    r"(?P<h>\d{1,2})(?:(?P<mark>[:h.])(?P<m>\d{2})(?P<s>:\d{2}(?:\.\d+)?)?)?\s*"
    r"(?:(?P<half>[ap])\.?m\b\.?|(?P<unit>uhr\b|uur\b|h\b|[点點時시]))?(?![\d/])",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"\s*(?:(?P<named>UTC|GMT)?\s?(?P<sign>[+-])(?P<h>\d{2})(?P<colon>:?)(?P<m>\d{2})\b"
    r"|(?P<utc>Z|UTC|GMT)\b)"
)
_LATE, _EARLY = 20, 6
"""A span from after the first hour to before the second goes over midnight."""


class NoDateError(ValueError):
    """The text is no day that can be; the message says why."""


@dataclass(frozen=True)
class Found:
    """One day found in a text, with what stands beside it.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends, with its time.
        numbers: The two numbers of a day and a month in the order they stand, else None.
        day: Day of the month, if it is known.
        month: Month, if it is known.
        year: Year; None if the text has none.
        clock: The time beside it, if any.
        until: The end of a span of time such as `10:00-11:00`.
        offset: What the time is ahead of UTC, if the text says so.
    """

    start: int
    end: int
    numbers: tuple[int, int] | None = None
    day: int = 0
    month: int = 0
    year: int | None = None
    clock: dt.time | None = None
    until: dt.time | None = None
    offset: dt.timezone | None = None

    @property
    def order(self) -> Order:
        """What its own numbers say about the order; empty if both orders fit or none."""
        if not self.numbers or self.numbers[0] == self.numbers[1]:
            return ""
        first, second = self.numbers
        if first > 12 >= second:
            return "day"
        return "month" if second > 12 >= first else ""

    @property
    def is_undecided(self) -> bool:
        """Whether the order has to be known to read it."""
        return self.numbers is not None and not self.order and self.numbers[0] != self.numbers[1]

    def date(self, *, order: Order, year: int | None, latest: int) -> dt.date:
        """The day it is.

        Args:
            order: Which of two numbers is the day, if its own numbers do not say.
            year: The year of days without one.
            latest: The last year that may be.

        Raises:
            NoDateError: There is no such day, its year cannot be, or something is not known.
        """
        day, month = self.day, self.month
        if self.numbers:
            by = self.order or order
            if self.is_undecided and not by:
                msg = "can be read in two ways"
                raise NoDateError(msg)
            day, month = self.numbers if by != "month" else self.numbers[::-1]
        year = self.year if self.year is not None else year
        if year is None:
            msg = "has no year"
            raise NoDateError(msg)
        if not _FIRST_YEAR <= year <= latest:
            msg = f"is in the year {year}; years from {_FIRST_YEAR} to {latest} can be"
            raise NoDateError(msg)
        try:
            return dt.date(year, month, day)
        except ValueError:
            msg = "is not a day of the calendar"
            raise NoDateError(msg) from None


def find_dates(text: str, *, short: bool = False) -> list[Found]:
    """All days in a text, in its order, each with the time beside it.

    Args:
        text: The text.
        short: Whether `8/7` and `8.7.` are days too, as in a cell that is meant for one.

    >>> [(f.day, f.month, f.year, f.clock) for f in find_dates("Wed, 1 Nov, 3pm")]
    [(1, 11, None, datetime.time(15, 0))]
    >>> find_dates("03/04/2026")[0].is_undecided, find_dates("14/09/2018")[0].order
    (True, 'day')
    """
    text = unicodedata.normalize("NFKC", text)
    matches = list(_forms(short=short).finditer(text))
    ends = [*(m.start() for m in matches[1:]), len(text)]
    return [_with_time(m, text, end) for m, end in zip(matches, ends, strict=False)]


@cache
def _forms(*, short: bool) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words_of("months")), key=len, reverse=True))
    forms = [_ISO, _BASIC, _NUMBERS, _DAY_MONTH, _MONTH_DAY, _MONTH_DAY_SIGNS]
    if short:
        forms += [_SLASHED, _DOTTED]
    return re.compile("|".join(forms).replace("MONTHS", names), re.IGNORECASE)


def find_in_date_cell(text: str, *, from_1904: bool) -> list[Found]:
    """As `find_dates`, for a cell that is meant to hold a day: day numbers and `8/7` too."""
    whole = unicodedata.normalize("NFKC", text).strip()
    if short := _SHORT.fullmatch(whole):
        return [Found(0, len(text), numbers=(int(short[1]), int(short[2])))]
    if serial := _SERIAL.fullmatch(whole):
        return [_from_serial(serial, len(text), from_1904=from_1904)]
    return find_dates(text, short=True)


def clock_of(text: str) -> tuple[dt.time | None, dt.time | None]:
    """The time in a text, and the end of a span of time; None where there is none."""
    text = unicodedata.normalize("NFKC", text)
    if alone := re.fullmatch(r"\s*(\d{1,2})\.(\d{2})\s*", text):
        text = f"{alone[1]}:{alone[2]}"
    clock, until, _, _ = _times(text)
    return clock, until


def _with_time(match: re.Match[str], text: str, end: int) -> Found:
    """The day of a match, with the time that follows it before the next day."""
    clock, until, offset, used = _times(text[match.end() : end])
    pair = next((p for p in _PAIRS if match.groupdict().get(p[0])), None)
    numbers = (int(match[pair[0]]), int(match[pair[1]])) if pair else None
    day, month = (0, 0) if numbers else _day_and_month(match)
    stop = match.end() + used
    return Found(match.start(), stop, numbers, day, month, _year(match), clock, until, offset)


def _day_and_month(match: re.Match[str]) -> tuple[int, int]:
    day = next(int(match[name]) for name in _DAYS if match.groupdict().get(name))
    if name := match["mon4"] or match["mon5"]:
        return day, int(meaning("months", name.casefold()))
    return day, next(int(match[n]) for n in _MONTHS if match.groupdict().get(n))


def _year(match: re.Match[str]) -> int | None:
    named = next((match[name] for name in _YEARS if match[name]), "")
    if not named:
        return None
    return int(named) + (2000 if len(named) == 2 else 0)


def _times(text: str) -> tuple[dt.time | None, dt.time | None, dt.timezone | None, int]:
    """The first time in a text, the end of its span, its offset, and where all that ends."""
    first = _next_clock(text, 0)
    if first is None:
        return None, None, None, 0
    clock, end, has_seconds = first
    offset, end = _offset(text, end, may_be_behind=has_seconds)
    after = _next_clock(text, end)
    if after is None or not _is_span(clock, after[0]):
        return clock, None, offset, end
    late_offset, end = _offset(text, after[1], may_be_behind=False)
    return clock, after[0], offset or late_offset, end


def _is_span(start: dt.time, end: dt.time) -> bool:
    return end > start or (start.hour >= _LATE and end.hour < _EARLY)


def _next_clock(text: str, start: int) -> tuple[dt.time, int, bool] | None:
    """The next time, where it ends, and whether it has seconds; a bare number is no time."""
    for match in _CLOCK.finditer(text, start):
        says_so = match["half"] or match["unit"]
        if not says_so and (match["m"] is None or (match["mark"] == "." and not match["word"])):
            continue
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if match["half"] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match["half"] in "pP" else 0)
        second = int(match["s"][1:3]) if match["s"] else 0
        if hour < 24 and minute < 60 and second < 60:
            return dt.time(hour, minute, second), match.end(), match["s"] is not None
    return None


def _offset(text: str, start: int, *, may_be_behind: bool) -> tuple[dt.timezone | None, int]:
    """What follows a time: how far it is ahead of UTC. `10:00-11:00` is a span, no offset."""
    match = _OFFSET.match(text, start)
    if match is None:
        return None, start
    if match["utc"]:
        return dt.UTC, match.end()
    is_span = match["sign"] == "-" and match["colon"] and not match["named"]
    if is_span and not may_be_behind:
        return None, start
    ahead = dt.timedelta(hours=int(match["h"]), minutes=int(match["m"]))
    if ahead >= dt.timedelta(hours=24):
        return None, start
    return dt.timezone(-ahead if match["sign"] == "-" else ahead), match.end()


def _from_serial(match: re.Match[str], length: int, *, from_1904: bool) -> Found:
    """A day as a spreadsheet counts it, from 1900 or from 1904."""
    start = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    minutes = round(float(f"0.{match[2] or 0}") * 24 * 60)
    moment = start + dt.timedelta(days=int(match[1]), minutes=minutes)
    clock = moment.time() if match[2] else None
    return Found(0, length, None, moment.day, moment.month, moment.year, clock)
