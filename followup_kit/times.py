"""Time, as the rules need it: elapsed hours, business days, zones, and words for a span.

Nothing here reads a clock. Hours are elapsed hours in UTC, so a note due 24 hours
after an interview is due 24 real hours later even when the clocks change in between
(rule T2). Calendar rules, such as business days, use dates in the employer's zone.
"""

import datetime as dt
from collections.abc import Container
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from followup_kit.errors import FollowUpError
from followup_kit.text import time_in_words

Holidays = Container[dt.date]

_HOUR = 3600.0
_WEEKEND = 5


@cache
def zone_names() -> tuple[str, ...]:
    """All zone names a user may choose, such as `Europe/London`, sorted."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return ("UTC", *sorted(names))


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        FollowUpError: The name is not a known zone, such as `Berlin`.
    """
    if name not in available_timezones():
        near = [known for known in zone_names() if name and name.lower() in known.lower()]
        hint = (
            f" Did you mean {near[0]}?"
            if near
            else " Choose one from the list, such as Europe/London."
        )
        msg = f"`{name}` is not a time zone this computer knows.{hint}"
        raise FollowUpError(msg)
    return ZoneInfo(name)


def require_zone(moment: dt.datetime, what: str = "The time") -> dt.datetime:
    """The same moment in UTC.

    Raises:
        FollowUpError: The moment has no zone, so it could mean many instants (rule T3).
    """
    if moment.tzinfo is None:
        msg = f"{what} ({moment}) has no time zone. Say which zone it is in."
        raise FollowUpError(msg)
    return moment.astimezone(dt.UTC)


def add_hours(moment: dt.datetime, hours: float) -> dt.datetime:
    """The moment that many elapsed hours later, in UTC (rule T2).

    >>> ny = ZoneInfo("America/New_York")
    >>> saturday = dt.datetime(2026, 10, 31, 15, tzinfo=ny)
    >>> f"{add_hours(saturday, 24).astimezone(ny):%a %H:%M %Z}"  # the clocks went back
    'Sun 14:00 EST'
    """
    return moment.astimezone(dt.UTC) + dt.timedelta(hours=hours)


def elapsed_hours(start: dt.datetime, end: dt.datetime) -> float:
    """Elapsed hours from start to end; negative when the end is earlier."""
    return (end.astimezone(dt.UTC) - start.astimezone(dt.UTC)).total_seconds() / _HOUR


def local_date(moment: dt.datetime, zone_name: str) -> dt.date:
    """The calendar date of a moment in that zone."""
    return moment.astimezone(zone(zone_name)).date()


def at_local(day: dt.date, clock_time: dt.time, zone_name: str) -> dt.datetime:
    """The moment of a date and a clock time in that zone, in UTC.

    The first of two when the clocks go back. In the hour that is skipped when the
    clocks go forward the clock time does not exist.

    Raises:
        FollowUpError: The clock time does not exist on that date in that zone.
    """
    where = zone(zone_name)
    moment = dt.datetime.combine(day, clock_time, tzinfo=where).astimezone(dt.UTC)
    back = moment.astimezone(where)
    if back.time() != clock_time:
        msg = (
            f"{clock_time:%H:%M} does not exist on {day:%a %d %b %Y} in {zone_name}: the clocks "
            f"go forward. The next time that exists is {back:%H:%M}."
        )
        raise FollowUpError(msg)
    return moment


def is_business_day(day: dt.date, holidays: Holidays = ()) -> bool:
    """Whether people work that day: not a Saturday, Sunday or listed holiday."""
    return day.weekday() < _WEEKEND and day not in holidays


def business_day_from(day: dt.date, holidays: Holidays = ()) -> dt.date:
    """The first business day on or after that day."""
    while not is_business_day(day, holidays):
        day += dt.timedelta(days=1)
    return day


def add_business_days(day: dt.date, count: int, holidays: Holidays = ()) -> dt.date:
    """The date that many business days after that day.

    >>> f"{add_business_days(dt.date(2026, 9, 25), 2):%a %d %b}"  # from a Friday
    'Tue 29 Sep'
    """
    for _ in range(count):
        day = business_day_from(day + dt.timedelta(days=1), holidays)
    return day


def span_in_words(hours: float) -> str:
    """A span of elapsed hours in words, always positive.

    >>> [span_in_words(h) for h in (0.3, 1, 5.2, 30, 200)]
    ['18 min', '1 h', '5 h', '30 h', '8 days']
    """
    hours = abs(hours)
    if hours < 1:
        return f"{round(hours * 60)} min"
    if hours < 48:
        return f"{round(hours)} h"
    return f"{round(hours / 24)} days"


def moment_in_words(moment: dt.datetime, zone_name: str, *, now: dt.datetime) -> str:
    """A moment in a reader's words: the day is left out today, the year this year.

    >>> now = dt.datetime(2026, 9, 15, 20, tzinfo=dt.UTC)
    >>> moment_in_words(dt.datetime(2026, 9, 16, 19, tzinfo=dt.UTC), "America/New_York", now=now)
    'Wed 15:00'
    >>> moment_in_words(dt.datetime(2026, 9, 29, 13, tzinfo=dt.UTC), "America/New_York", now=now)
    'Tue 29 Sep, 09:00'
    """
    where = zone(zone_name)
    local, today = moment.astimezone(where), now.astimezone(where).date()
    days_away = (local.date() - today).days
    if days_away == 0:
        return f"{local:%H:%M} today"
    if 0 < days_away < 7:
        return f"{local:%a %H:%M}"
    return time_in_words(local, year=local.year != today.year)
