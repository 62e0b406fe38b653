"""An interview from one typed line, a pasted invitation, or a calendar file, to be looked over.

Nothing is written here: what was found fills a form, and what was not found stays empty.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.understanding.dates import NoDateError, clock_of, find_dates
from followup_kit.log.choices import InterviewKind
from followup_kit.times import zone_names
from followup_kit.zones import zone_named

_MOST = 20_000
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_NAME = r"[A-ZÀ-Þ][\w'\u2019.-]+(?:\s+[A-ZÀ-Þ][\w'\u2019.-]*){1,3}"
_WITH = re.compile(
    rf"\b(?:with|mit|avec)\s+({_NAME}(?:(?:\s*,\s*|\s+(?:and|&|und|et)\s+){_NAME})*)"
)
_ZONE_WORD = re.compile(r"\(?\b([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+|Eastern|Central|Mountain|Pacific)\b")
_WEEKDAY = re.compile(r"\b(" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in _DAYS) + r")\b", re.I)
_HOW = {
    InterviewKind.PHONE: ("phone", "call me", "telephone"),
    InterviewKind.VIDEO: ("zoom", "teams", "google meet", "video", "webex", "skype"),
    InterviewKind.ON_SITE: ("on site", "onsite", "in person", "our office"),
}


@dataclass(frozen=True)
class Invitation:
    """What was found of an interview; empty where nothing was.

    Attributes:
        company: The employer.
        position: The position.
        day: The day.
        start: When it begins.
        end: When it ends.
        zone_name: The zone of the times.
        kind: How it is held.
        people: Name and e-mail of each person.
        text: What it was read from, if it was more than a line.
    """

    company: str = ""
    position: str = ""
    day: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    zone_name: str = ""
    kind: InterviewKind = InterviewKind.UNKNOWN
    people: tuple[dict[str, str], ...] = field(default=())
    text: str = ""


def read_invitation(text: str, *, today: dt.date) -> Invitation:
    """What a text says about an interview.

    Args:
        text: One line such as `Acme, data intern, Tue 3pm` with a name in each further line;
            an invitation; or the content of a calendar file.
        today: The day to count `Tue` and `tomorrow` from.

    Raises:
        FollowUpError: It is empty or too long, or its calendar cannot be read.
    """
    text = text.strip()
    if not text or len(text) > _MOST:
        what = f"has {len(text):,} characters" if text else "is empty"
        msg = f"The text {what}. Paste an invitation of up to {_MOST:,}, or type a line."
        raise FollowUpError(msg)
    if "BEGIN:VCALENDAR" in text:
        return _from_calendar(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_letter = len(text) > 200 or bool(re.match(r"(?i)(subject|from|dear|hi|hello)\b", lines[0]))
    return _from_letter(text, today) if is_letter else _from_lines(lines, today)


def _from_lines(lines: list[str], today: dt.date) -> Invitation:
    first, named = lines[0], _named(lines[0])
    parts = [part.strip() for part in _without_people(first).split(",") if part.strip()]
    day, start, end = _when(first, today)
    words = [part for part in parts if not _is_time(part, today)]
    people = [*named, *_people(lines[1:])]
    return Invitation(
        company=words[0] if words else "",
        position=", ".join(words[1:]),
        day=day,
        start=start,
        end=end,
        kind=_kind(first),
        people=tuple(people),
    )


def _from_letter(text: str, today: dt.date) -> Invitation:
    day, start, end = _when(text, today)
    found = _ZONE_WORD.search(text)
    return Invitation(
        day=day,
        start=start,
        end=end,
        zone_name=_zone(found[1]) if found else "",
        kind=_kind(text),
        people=tuple(_named(text)),
        text=text,
    )


def _from_calendar(text: str) -> Invitation:
    from icalendar import Calendar

    try:
        event: Any = Calendar.from_ical(text).walk("VEVENT")[0]
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else None
    except (ValueError, KeyError, IndexError) as error:
        msg = (
            "This calendar file holds no event that can be read. Paste the text of the invitation."
        )
        raise FollowUpError(msg) from error
    people = [
        _attendee(one) for one in _listed(event.get("ATTENDEE")) + _listed(event.get("ORGANIZER"))
    ]
    is_timed = isinstance(start, dt.datetime)
    return Invitation(
        day=start.date() if is_timed else start,
        start=start.time().replace(tzinfo=None) if is_timed else None,
        end=end.time().replace(tzinfo=None) if isinstance(end, dt.datetime) else None,
        zone_name=_zone_of(start) if is_timed else "",
        kind=_kind(f"{event.get('SUMMARY', '')} {event.get('LOCATION', '')}"),
        people=tuple({p["email"]: p for p in people if p["name"] or p["email"]}.values()),
        text="\n".join(
            str(event[key]) for key in ("SUMMARY", "LOCATION", "DESCRIPTION") if key in event
        ),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _attendee(one: Any) -> dict[str, str]:
    address = str(one).removeprefix("mailto:").removeprefix("MAILTO:")
    name = str(getattr(one, "params", {}).get("CN", ""))
    return {
        "name": "" if "@" in name else name,
        "email": address if _ADDRESS.fullmatch(address) else "",
    }


def _zone_of(moment: dt.datetime) -> str:
    if moment.tzinfo is None:
        return ""
    name = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else str(moment.tzinfo)
    return name if name in zone_names() else ""


def _zone(text: str) -> str:
    try:
        return zone_named(text)
    except FollowUpError:
        return ""


def _when(text: str, today: dt.date) -> tuple[dt.date | None, dt.time | None, dt.time | None]:
    """The day and the times of a text; a weekday is the nearest one, a past one if two are."""
    for found in find_dates(text):
        try:
            day = found.date(order="", year=found.year or _year(found, today), latest=2100)
        except NoDateError:
            continue
        if found.clock:
            return day, found.clock, found.until
        return day, *clock_of(text)
    start, end = clock_of(text)
    return _named_day(text, today), start, end


def _year(found: Any, today: dt.date) -> int:
    """The year that brings a day without one nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    month, day = found.month or 1, min(found.day or 1, 28)
    return min(years, key=lambda year: abs(dt.date(year, month, day) - today))


def _named_day(text: str, today: dt.date) -> dt.date | None:
    for word, days in _RELATIVE.items():
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            return today + dt.timedelta(days=days)
    named = _WEEKDAY.search(text)
    if not named:
        return None
    weekday = next(n for n, day in enumerate(_DAYS) if day.startswith(named[1].lower()[:3]))
    ahead = (weekday - today.weekday()) % 7
    return today + dt.timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _is_time(part: str, today: dt.date) -> bool:
    """Whether a part of a line says when, and nothing else of weight."""
    return _when(part, today) != (None, None, None)


def _without_people(text: str) -> str:
    return _WITH.sub("", _ADDRESS.sub("", text))


def _named(text: str) -> list[dict[str, str]]:
    """The people named after `with`, each with the address that bears the name."""
    addresses = _ADDRESS.findall(text)
    names = [
        name.strip(" .,")
        for found in _WITH.finditer(text)
        for name in re.split(r"\s*,\s*|\s+(?:and|&|und|et)\s+", found[1])
    ]
    return [{"name": name, "email": _address_of(name, addresses)} for name in dict.fromkeys(names)]


def _address_of(name: str, addresses: Iterable[str]) -> str:
    words = [word.lower() for word in re.findall(r"\w{3,}", name)]
    return next((a for a in addresses if any(word in a.lower() for word in words)), "")


def _people(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """One person per line or per comma, with an address if one stands beside the name."""
    for part in (part for line in lines for part in re.split(r"[,;]", line)):
        address = _ADDRESS.search(part)
        name = re.sub(r"[<>()]|mailto:", " ", _ADDRESS.sub(" ", part))
        if name := " ".join(name.split()).strip("-•* "):
            yield {"name": name, "email": address[0] if address else ""}


def _kind(text: str) -> InterviewKind:
    low = text.lower()
    return next(
        (k for k, words in _HOW.items() if any(w in low for w in words)), InterviewKind.UNKNOWN
    )
