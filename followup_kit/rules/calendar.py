"""Days when nobody should expect an answer, and good hours to be read."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from followup_kit import times
from followup_kit.errors import FollowUpError

OPENS = dt.time(9)
CLOSES = dt.time(17)

_OFFICE_HOURS = (dt.time(8), dt.time(18))
WAKING_HOURS = (dt.time(7), dt.time(21))
_DAYS_AHEAD = 15
_SLOW_DAYS = {(12, day) for day in range(24, 32)} | {(1, 1), (1, 2)}
"""Between the years nobody should expect an answer (overlay `slow_season`)."""


@cache
def public_holidays(code: str, year: int) -> Mapping[dt.date, str]:
    """The public holidays of a country or region such as `US` or `CA-QC`, with their names.

    Raises:
        FollowUpError: The code is not known.
    """
    if not code:
        return MappingProxyType({})
    import holidays

    country, _, region = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError as error:
        msg = f"No holidays are known for `{code}`. Use a code such as US, GB or CA-QC."
        raise FollowUpError(msg) from error
    return MappingProxyType(dict(sorted(found.items())))


class Calendar:
    """The employer's calendar: its zone and its free days, asked for by date.

    Args:
        zone_name: The employer's zone.
        holidays: The country or region whose public holidays are free; empty for none.
        free_days: The user's own list.
        slow_season: Whether the days between the years are free too.
    """

    def __init__(
        self,
        zone_name: str,
        holidays: str = "",
        free_days: tuple[str, ...] = (),
        *,
        slow_season: bool = False,
    ) -> None:
        self.zone_name = zone_name
        self._holidays = holidays
        self._own = frozenset(map(dt.date.fromisoformat, free_days))
        self._slow_season = slow_season
        self.opens: Callable[[dt.date], dt.datetime] = cache(self._opens)
        """09:00 on the first business day on or after that day, in UTC."""
        self.closes: Callable[[dt.date], dt.datetime] = cache(self._closes)
        """17:00 on the first business day on or after that day, in UTC."""

    def __contains__(self, day: object) -> bool:
        """Whether a date is a holiday; makes a calendar usable as a set of holidays."""
        if not isinstance(day, dt.date):
            return False
        if self._slow_season and (day.month, day.day) in _SLOW_DAYS:
            return True
        return day in self._own or day in public_holidays(self._holidays, day.year)

    def free_days(self, year: int) -> dict[dt.date, str]:
        """The free days of a year with their names, to be shown; the user's own unnamed."""
        own = {day: "" for day in self._own if day.year == year}
        return dict(sorted((own | dict(public_holidays(self._holidays, year))).items()))

    def date_of(self, moment: dt.datetime) -> dt.date:
        """The date of a moment where the employer is."""
        return times.local_date(moment, self.zone_name)

    def is_business_day(self, day: dt.date) -> bool:
        """Whether people work that day."""
        return times.is_business_day(day, self)

    def starts(self, day: dt.date) -> dt.datetime:
        """09:00 on that day, in UTC."""
        return self._at(day, OPENS)

    def ends(self, day: dt.date) -> dt.datetime:
        """17:00 on that very day, in UTC."""
        return self._at(day, CLOSES)

    def midnight(self, day: dt.date) -> dt.datetime:
        """When that day begins, in UTC; the first moment of it where midnight is skipped."""
        return dt.datetime.combine(day, dt.time(), times.zone(self.zone_name)).astimezone(dt.UTC)

    def _opens(self, day: dt.date) -> dt.datetime:
        return self.starts(times.business_day_from(day, self))

    def _closes(self, day: dt.date) -> dt.datetime:
        return self._at(times.business_day_from(day, self), CLOSES)

    def business_days_after(self, day: dt.date, count: int) -> dt.date:
        """The date that many business days after that day."""
        return times.add_business_days(day, count, self)

    def next_close(self, moment: dt.datetime, days: int = 1) -> dt.datetime:
        """17:00 on the next business day after a moment, or some days later (rule O1)."""
        return self.closes(self.business_days_after(self.date_of(moment), days))

    def hours_later(self, moment: dt.datetime, hours: float) -> dt.datetime:
        """So many hours later; 17:00 of the next business day if that is a free day (O1)."""
        due = times.add_hours(moment, hours)
        day = self.date_of(due)
        return due if self.is_business_day(day) else self.closes(day)

    def _at(self, day: dt.date, clock_time: dt.time) -> dt.datetime:
        return times.at_local(day, clock_time, self.zone_name)

    def good_moment(
        self, start: dt.datetime, end: dt.datetime, *, zone_name: str = ""
    ) -> dt.datetime:
        """The first good moment for the reader from start to end (rule T6).

        Office hours on a business day; else waking hours on any day; else the start.

        Args:
            start: The first moment it could be, with a zone.
            end: The last.
            zone_name: The reader's zone, if it is not the employer's.
        """
        zone_name = zone_name or self.zone_name
        for hours, business in ((_OFFICE_HOURS, True), (WAKING_HOURS, False)):
            moment = self._first_within(hours, start, end, zone_name, business=business)
            if moment is not None:
                return moment
        return start

    def _first_within(
        self,
        hours: tuple[dt.time, dt.time],
        start: dt.datetime,
        end: dt.datetime,
        zone_name: str,
        *,
        business: bool,
    ) -> dt.datetime | None:
        first = times.local_date(start, zone_name)
        for day in (first + dt.timedelta(days=n) for n in range(_DAYS_AHEAD)):
            moment = max(start, times.at_local(day, hours[0], zone_name))
            if moment > end:
                return None
            is_good = not business or self.is_business_day(day)
            if is_good and moment < times.at_local(day, hours[1], zone_name):
                return moment.astimezone(dt.UTC)
        return None


@lru_cache(maxsize=256)
def calendar_for(
    zone_name: str, holidays: str, free_days: tuple[str, ...], *, slow_season: bool
) -> Calendar:
    """The calendar of these choices; the same one each time, since it remembers days."""
    return Calendar(zone_name, holidays, free_days, slow_season=slow_season)
