"""A wrong clock never reorders what was done, here or on another computer."""

import datetime as dt

import pytest

from followup_kit.log.file.changes import next_clock
from followup_kit.log.log import FollowUpLog, open_log
from tests.conftest import APPLICATION, NOW

JUMPS = {
    "an hour back": NOW - dt.timedelta(hours=1),
    "a day back": NOW - dt.timedelta(days=1),
    "two years ahead": NOW + dt.timedelta(days=730),
    "1970": dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    "before 1970": dt.datetime(1960, 1, 1, tzinfo=dt.UTC),
    "2038": dt.datetime(2038, 1, 19, 3, 14, 8, tzinfo=dt.UTC),
    "2099": dt.datetime(2099, 12, 31, tzinfo=dt.UTC),
    "the same moment": NOW,
}


@pytest.mark.parametrize("moment", JUMPS.values(), ids=JUMPS.keys())
def test_the_last_thing_done_is_what_shows(log: FollowUpLog, log_path, moment) -> None:
    row = log.add("applications", APPLICATION, now=NOW, action="Added")
    for number, now in enumerate((NOW, moment, NOW)):
        log.change("applications", row, {"notes": str(number)}, now=now)

    for shown in (log, open_log(log_path)):
        assert shown.applications["notes"].tolist() == ["2"]


@pytest.mark.parametrize("moment", JUMPS.values(), ids=JUMPS.keys())
def test_undo_takes_back_the_last_thing_done(log: FollowUpLog, moment) -> None:
    row = log.add("applications", APPLICATION, now=NOW, action="Added")
    log.change("applications", row, {"notes": "first"}, now=NOW)
    log.change("applications", row, {"notes": "second"}, now=moment, action="Jumped")

    assert log.past.undo(now=NOW) == "Jumped"
    assert log.applications["notes"].tolist() == ["first"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("", "000001789504200.00000.w"),
        ("000001789504199.00007.x", "000001789504200.00000.w"),
        ("000001789504200.00000.x", "000001789504200.00001.w"),
        ("000009999999999.00003.x", "000009999999999.00004.w"),
        ("000009999999999.99999.x", "000010000000000.00000.w"),
    ],
)
def test_a_clock_is_later_than_the_last_one(last: str, expected: str) -> None:
    now = dt.datetime.fromtimestamp(1_789_504.2, dt.UTC)

    clock = next_clock(last, now, "w")

    assert clock == expected
    assert clock > last
