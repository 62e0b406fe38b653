"""Days when nobody should expect an answer, and good hours to be read."""

import datetime as dt
from functools import cache

from followup_kit import times
from followup_kit.errors import FollowUpError

OPENS = dt.time(9)
CLOSES = dt.time(17)

_OFFICE_HOURS = (dt.time(8), dt.time(18))
_WAKING_HOURS = (dt.time(7), dt.time(21))
_DAYS_AHEAD = 15


@cache
def public_holidays(code: str, year: int) -> frozenset[dt.date]:
    """The public holidays of a country or region such as `US` or `CA-QC` in one year.

    Raises:
        FollowUpError: The code is not known.
    """
    if not code:
        return frozenset()
    import holidays

    country, _, region = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError as error:
        msg = f"No holidays are known for `{code}`. Use a code such as US, GB or CA-QC."
        raise FollowUpError(msg) from error
    return frozenset(found)


class Calendar:
    """The employer's calendar: its zone and its free days, asked for by date."""

    def __init__(self, zone_name: str, holidays: str = "", *, slow_season: bool = False) -> None:
        self.zone_name = zone_name
        self._holidays = holidays
        self._slow_season = slow_season

    def __contains__(self, day: object) -> bool:
        """Whether a date is a holiday; makes a calendar usable as a set of holidays."""
        if not isinstance(day, dt.date):
            return False
        if self._slow_season and (day.month, day.day) in _SLOW_DAYS:
            return True
        return day in public_holidays(self._holidays, day.year)

    def date_of(self, moment: dt.datetime) -> dt.date:
        """The date of a moment where the employer is."""
        return times.local_date(moment, self.zone_name)

    def starts(self, day: dt.date) -> dt.datetime:
        """09:00 on that day, in UTC."""
        return self._at(day, OPENS)

    def opens(self, day: dt.date) -> dt.datetime:
        """09:00 on the first business day on or after that day, in UTC."""
        return self.starts(times.business_day_from(day, self))

    def closes(self, day: dt.date) -> dt.datetime:
        """17:00 on the first business day on or after that day, in UTC."""
        return self._at(times.business_day_from(day, self), CLOSES)

    def business_days_after(self, day: dt.date, count: int) -> dt.date:
        """The date that many business days after that day."""
        return times.add_business_days(day, count, self)

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
        for hours, business in ((_OFFICE_HOURS, True), (_WAKING_HOURS, False)):
            moment = self._first_within(hours, start, zone_name, business=business)
            if moment is not None and moment <= end:
                return moment
        return start

    def _first_within(
        self,
        hours: tuple[dt.time, dt.time],
        start: dt.datetime,
        zone_name: str,
        *,
        business: bool,
    ) -> dt.datetime | None:
        first = times.local_date(start, zone_name)
        for day in (first + dt.timedelta(days=n) for n in range(_DAYS_AHEAD)):
            if business and not times.is_business_day(day, self):
                continue
            moment = max(start, times.at_local(day, hours[0], zone_name))
            if moment < times.at_local(day, hours[1], zone_name):
                return moment.astimezone(dt.UTC)
        return None


_SLOW_DAYS = {(12, day) for day in range(24, 32)} | {(1, 1), (1, 2)}
"""Between the years nobody should expect an answer (overlay `slow_season`)."""
