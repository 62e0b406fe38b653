import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from followup_kit import times
from followup_kit.errors import FollowUpError

NEW_YORK = "America/New_York"
THANKSGIVING = dt.date(2026, 11, 26)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-31T15:00", "Sun 14:00 EST"),
        ("2027-03-13T15:00", "Sun 16:00 EDT"),
        ("2026-09-15T15:00", "Wed 15:00 EDT"),
    ],
)
def test_24_hours_are_elapsed_hours(start: str, expected: str) -> None:
    began = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(NEW_YORK))

    ended = times.add_hours(began, 24)

    assert f"{ended.astimezone(ZoneInfo(NEW_YORK)):%a %H:%M %Z}" == expected
    assert times.elapsed_hours(began, ended) == 24


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (dt.date(2026, 9, 25), 2, dt.date(2026, 9, 29)),
        (dt.date(2026, 9, 25), 5, dt.date(2026, 10, 2)),
        (dt.date(2026, 9, 26), 1, dt.date(2026, 9, 28)),
        (dt.date(2026, 11, 25), 1, dt.date(2026, 11, 27)),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 1)),
        (dt.date(2026, 9, 25), 0, dt.date(2026, 9, 25)),
    ],
)
def test_business_days_skip_weekends_and_holidays(day, count, expected) -> None:
    assert times.add_business_days(day, count, {THANKSGIVING}) == expected


def test_an_hour_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FollowUpError, match="next time that exists is 03:30"):
        times.at_local(dt.date(2027, 3, 14), dt.time(2, 30), NEW_YORK)


def test_a_doubled_hour_is_the_first_one() -> None:
    moment = times.at_local(dt.date(2026, 11, 1), dt.time(1, 30), NEW_YORK)
    assert moment == dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC)


def test_local_date_is_that_of_the_zone() -> None:
    late = dt.datetime(2026, 9, 16, 2, tzinfo=dt.UTC)
    assert times.local_date(late, NEW_YORK) == dt.date(2026, 9, 15)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(FollowUpError, match="has no time zone"):
        times.require_zone(dt.datetime(2026, 9, 15, 15))  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Berlin", "../../etc/passwd", "", "Mars/Olympus"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(FollowUpError, match="not a time zone"):
        times.zone(name)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-15T21:00", "17:00 today"),
        ("2026-09-16T19:00", "Wed 15:00"),
        ("2026-09-22T19:00", "Tue 22 Sep, 15:00"),
        ("2026-09-14T19:00", "Mon 14 Sep, 15:00"),
        ("2027-01-19T14:00", "Tue 19 Jan 2027, 09:00"),
    ],
)
def test_moments_read_naturally(moment: str, expected: str) -> None:
    now = dt.datetime(2026, 9, 15, 20, tzinfo=dt.UTC)
    when = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert times.moment_in_words(when, NEW_YORK, now=now) == expected


def test_zone_list_is_for_people() -> None:
    names = times.zone_names()
    assert "Europe/London" in names
    assert not any(name.startswith("Etc/") for name in names)
