import datetime as dt

import pytest

from followup_kit.exchange.lists_in.understanding.dates import (
    NoDateError,
    clock_of,
    find_dates,
    find_in_date_cell,
)

LATEST = 2027

READ = {
    "2026-04-03": "2026-04-03",
    "2026/4/3": "2026-04-03",
    "2026.04.03": "2026-04-03",
    "2024年3月20日": "2024-03-20",
    "20240320": "2024-03-20",
    "11/23/24, 11:39 PM": "2024-11-23 23:39",
    "13/04/2026": "2026-04-13",
    "04/13/2026": "2026-04-13",
    "05/05/2026": "2026-05-05",
    "20 Mar 2024": "2024-03-20",
    "12-Jan-23": "2023-01-12",
    "29/Jun/2026": "2026-06-29",
    "3. März 2026": "2026-03-03",
    "March 3rd, 2026": "2026-03-03",
    "Sept. 5, 2026 at 3pm": "2026-09-05 15:00",
    "Tue, 03 Nov 2026 10:00:00 +0100": "2026-11-03 10:00 UTC+01:00",
    "2024-03-20 15:09:26 UTC": "2024-03-20 15:09 UTC",
    "2026-04-03T10:00:00.123-05:00": "2026-04-03 10:00 UTC-05:00",
    "2026-04-03 10:00-11:00": "2026-04-03 10:00 to 11:00",
    "2026-04-03 10:00 AM - 11:30 AM EST": "2026-04-03 10:00 to 11:30",
    "46115": "2026-04-03",
    "46115.5": "2026-04-03 12:00",
    "２０２６-04-03": "2026-04-03",  # noqa: RUF001
}


def in_words(text: str) -> str:
    (found,) = find_in_date_cell(text, from_1904=False)
    words = [str(found.date(order="", year=None, latest=LATEST))]
    words += [f"{found.clock:%H:%M}"] if found.clock else []
    words += [f"to {found.until:%H:%M}"] if found.until else []
    words += [str(found.offset)] if found.offset else []
    return " ".join(words)


@pytest.mark.parametrize("text", READ)
def test_a_day_is_read(text: str) -> None:
    assert in_words(text) == READ[text]


NOT_A_DAY = {
    "31/02/2026": "is not a day of the calendar",
    "13/13/2026": "is not a day of the calendar",
    "0001-01-01": "is in the year 1",
    "9999-12-31": "is in the year 9999",
    "2028-01-01": "is in the year 2028",
    "30/2/68": "is in the year 2068",
    "8-Jul": "has no year",
    "27-Oct": "has no year",
    "Wed, 1 Nov": "has no year",
    "03/04/2026": "can be read in two ways",
    "01.02.23": "can be read in two ways",
    "12/01/24, 12:00 AM": "can be read in two ways",
    "8/7": "can be read in two ways",
}


@pytest.mark.parametrize(("text", "why"), NOT_A_DAY.items())
def test_what_is_no_day_or_not_known_is_refused(text: str, why: str) -> None:
    with pytest.raises(NoDateError, match=why):
        in_words(text)


NO_DAY_AT_ALL = (
    *("", "today", "yes", "n/a", "8/82019", "HackerRank", "No Response", "Follow up in 1 week"),
    *("5 people", "1,5", "may 2026", "version 1.2", "10:30", "4611", "461150", "1e5", "inf"),
)


@pytest.mark.parametrize("text", NO_DAY_AT_ALL)
def test_other_texts_hold_no_day(text: str) -> None:
    assert find_in_date_cell(text, from_1904=False) == []


def test_the_order_decides_what_can_be_read_in_two_ways() -> None:
    (found,) = find_dates("03/04/2026")

    assert found.date(order="day", year=None, latest=LATEST) == dt.date(2026, 4, 3)
    assert found.date(order="month", year=None, latest=LATEST) == dt.date(2026, 3, 4)


def test_an_iso_day_is_iso_in_either_order() -> None:
    (found,) = find_dates("2026-04-03")

    assert found.date(order="day", year=None, latest=LATEST) == dt.date(2026, 4, 3)


def test_a_workbook_of_1904_counts_from_there() -> None:
    (found,) = find_in_date_cell("44653", from_1904=True)

    assert found.date(order="", year=None, latest=LATEST) == dt.date(2026, 4, 3)


def test_several_days_in_one_text_are_all_found() -> None:
    text = "29 Jun 2026|INTERVIEW by phone;3 Jul 2026|INTERVIEW on site"

    days = [found.date(order="", year=None, latest=LATEST) for found in find_dates(text)]

    assert days == [dt.date(2026, 6, 29), dt.date(2026, 7, 3)]


def test_a_time_may_stand_alone() -> None:
    assert clock_of("14:00 - 15:30") == (dt.time(14), dt.time(15, 30))
    assert clock_of("after lunch") == (None, None)
