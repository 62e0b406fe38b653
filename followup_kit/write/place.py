"""How words, dates and times are written on either side of the sea.

One setting, American or British, decides; it starts from the student's time zone.
"""

import datetime as dt
import re
from functools import cache

from followup_kit.text import own_toml

PLACES = ("american", "british")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_AMERICAN_ZONES = ("America/", "US/", "Pacific/Honolulu", "Pacific/Guam", "Asia/Manila")


def usual_place(zone_name: str) -> str:
    """`american` for a zone of the Americas, else `british`; `american` without a zone.

    >>> usual_place("America/New_York"), usual_place("Europe/London"), usual_place("UTC")
    ('american', 'british', 'american')
    """
    if zone_name in ("", "UTC") or zone_name.startswith(_AMERICAN_ZONES):
        return "american"
    return "british"


def american_months() -> tuple[str, ...]:
    """The first three letters of the months, in small letters."""
    return tuple(month[:3].lower() for month in _MONTHS)


def date_in_words(day: int, month: int, *, is_british: bool) -> str:
    """A day of the year.

    >>> date_in_words(19, 11, is_british=False), date_in_words(19, 11, is_british=True)
    ('November 19', '19 November')
    """
    name = _MONTHS[month - 1]
    return f"{day} {name}" if is_british else f"{name} {day}"


def day_in_words(day: dt.date | None, *, is_british: bool) -> str:
    """A day with its weekday; empty for none.

    >>> day_in_words(dt.date(2026, 7, 6), is_british=False)
    'Monday, July 6'
    """
    if day is None:
        return ""
    comma = " " if is_british else ", "
    return f"{day:%A}{comma}{date_in_words(day.day, day.month, is_british=is_british)}"


def time_in_words(hour: int, minute: int, *, is_british: bool) -> str:
    """A time of the day.

    >>> time_in_words(22, 0, is_british=False), time_in_words(14, 30, is_british=True)
    ('10 p.m.', '14:30')
    """
    if is_british:
        return f"{hour:02}:{minute:02}"
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes} {'p' if hour >= 12 else 'a'}.m."


def spelled_there(text: str, *, is_british: bool) -> str:
    """A text with its plain words spelt as they are there; names keep their letters.

    Canada writes "centre" and "organize": so only "-ise" is turned for the American side.

    >>> spelled_there("the color center", is_british=True)
    'the colour centre'
    >>> spelled_there("I organised the centre", is_british=False)
    'I organized the centre'
    """
    there = _spellings(is_british=is_british)
    return re.sub(r"(?<![\w-])[a-z]+(?![\w-])", lambda one: there.get(one[0], one[0]), text)


@cache
def _spellings(*, is_british: bool) -> dict[str, str]:
    table = own_toml("write/spelling_of_places.toml")
    pairs = zip(table["american"], table["british"], strict=True)
    if is_british:
        return dict(pairs)
    return {british: american for american, british in pairs if re.search(r"[iy]z", american)}
