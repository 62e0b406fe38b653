"""How dates and times are written on either side of the sea.

One setting, American or British, decides; it starts from the student's time zone.
"""

import datetime as dt

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
