"""The day of the interview, as the note names it (D11): the weekday, the date, and both."""

import datetime as dt
import re
from collections.abc import Iterator

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note, sentence_around
from followup_kit.write.checks.phrases import has_phrase

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = re.compile(rf"\b(?:on|last|this|for|of|since) ({'|'.join(_DAYS)})\b(?!s)", re.I)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DATE = re.compile(
    rf"\b(?:({'|'.join(_DAYS)}),? (?:the )?)?"
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})|({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?)"
    r"\b(?!:)",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 30, 14  # characters around a day that tell of another one
_YET_TO_COME = ("reply", "confirm_next_round", "offer_accept", "linkedin_invite")


def check_day(note: Note) -> list[Finding]:
    """A weekday or a date of the talk that is not that of the log, or that do not agree."""
    held = note.facts.interview_on
    if held is None:
        return []
    return [*_dates(note, held), *_weekdays(note, held)]


def _weekdays(note: Note, held: dt.date) -> Iterator[Finding]:
    right = _DAYS[held.weekday()]
    for found in _WEEKDAY.finditer(note.main_part):
        sentence = _sentence(note, found)
        if found.group(1).lower() == right or right in sentence.lower():
            continue
        if _speaks_of_the_talk(note, found) and not _DATE.search(sentence):
            yield finding(
                "interview_day.weekday",
                span=found.span(1),
                found=found.group(1),
                expected=right.capitalize(),
                replacement=right.capitalize(),
            )


def _dates(note: Note, held: dt.date) -> Iterator[Finding]:
    for where, text in (("subject", note.part("subject")), ("body", note.main_part)):
        for found in _DATE.finditer(text):
            day = _date(found, held)
            if day is None:
                continue
            said = found.group(1)
            if said and _DAYS[day.weekday()] != said.lower() and abs((day - held).days) < 90:
                right = _DAYS[day.weekday()].capitalize()
                yield finding(
                    "interview_day.disagree",
                    span=found.span(),
                    where=where,
                    found=found.group(),
                    expected=right,
                )
            elif day != held and where == "body":
                is_alone = len(_DATE.findall(_sentence(note, found))) == 1
                if is_alone and _speaks_of_the_talk(note, found):
                    yield finding(
                        "interview_day.date",
                        span=found.span(),
                        found=found.group(),
                        expected=f"{held.day} {_MONTHS[held.month - 1].capitalize()}",
                    )


def _date(found: re.Match[str], held: dt.date) -> dt.date | None:
    """The date that was written, in the year nearest to the interview."""
    day = int(found.group(2) or found.group(5))
    month = (found.group(3) or found.group(4)).lower()[:3]
    number = next(place for place, name in enumerate(_MONTHS, 1) if name.startswith(month))
    years = (held.year - 1, held.year, held.year + 1)
    dates = [made for year in years if (made := _made(year, number, day))]
    return min(dates, key=lambda one: abs((one - held).days), default=None)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _sentence(note: Note, found: re.Match[str]) -> str:
    start, end = sentence_around(note.main_part, *found.span())
    return note.main_part[start:end]


def _speaks_of_the_talk(note: Note, day: re.Match[str]) -> bool:
    """Whether its sentence looks back on the talk, and the words around it on no other day."""
    around = note.main_part[max(0, day.start() - _BEFORE) : day.end() + _AFTER]
    parts = re.split(r"[.;!?]\s", around)
    near = next((part for part in parts if day.group() in part), "")
    if note.facts.kind in _YET_TO_COME or has_phrase(near, "other_day"):
        return False
    return has_phrase(_sentence(note, day), "talk_held")
