import datetime as dt

import pytest

from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate
from followup_kit.progress.status_checks import CHECK_DTYPES, status_check_counts, status_checks
from tests.progress.tables import new_york

NOW = new_york("2026-11-05 12:00")
ENDED = "2026-09-15 15:00"  # a Tuesday
PROMISED = dt.date(2026, 9, 25)  # a Friday


def _interview(log, **values):
    values = {"preset": "general", "employer_timezone": "America/New_York"} | values
    log.interview("I", ENDED, "A", **values)


def _check(log, at, **values):
    log.note("I", "A", at, **({"kind": "status_check"} | values))


def _only(log, **options):
    table = status_checks(log, now=NOW, **options)
    assert len(table) == 1
    return table.iloc[0]


def _verdict(row):
    names = ("is_inside", "is_too_early", "is_too_many")
    return [name.removeprefix("is_") for name in names if row[name]]


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-09-24 10:00", ["too_early"]),
        ("2026-09-29 08:59", ["too_early"]),
        ("2026-09-29 09:00", ["inside"]),
        ("2026-10-02 17:00", ["inside"]),
        ("2026-10-02 17:01", []),
    ],
)
def test_window_after_a_promised_date(log, at, verdict):
    _interview(log, stated_decision_on=PROMISED)
    _check(log, at)

    assert _verdict(_only(log)) == verdict


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-09-22 08:59", ["too_early"]),
        ("2026-09-22 09:00", ["inside"]),
        ("2026-09-29 17:00", ["inside"]),
        ("2026-09-29 17:01", []),
    ],
)
def test_window_after_silence(log, at, verdict):
    _interview(log)
    _check(log, at)

    assert _verdict(_only(log)) == verdict


def test_silence_begins_with_the_last_word_of_either_side(log):
    _interview(log)
    log.note("I", "A", "2026-09-16 10:00")
    log.note("I", "", "2026-09-18 10:00", direction="in", kind="acknowledgement")
    _check(log, "2026-09-24 10:00")

    row = _only(log)
    assert row["earliest_at"] == new_york("2026-09-25 09:00")
    assert _verdict(row) == ["too_early"]


def test_free_day_moves_the_window(log):
    _interview(log)
    _check(log, "2026-09-22 10:00")

    row = _only(log, free_days=[dt.date(2026, 9, 22)])
    assert row["earliest_at"] == new_york("2026-09-23 09:00")


def test_slow_season_gives_a_week_more(log):
    _interview(log, overlays=("slow_season",))
    _check(log, "2026-09-22 10:00")

    assert _only(log)["earliest_at"] == new_york("2026-09-29 09:00")


@pytest.mark.parametrize("values", [{"prompted": True}, {}])
def test_what_they_asked_for_is_welcome(log, values):
    _interview(log, **({} if values else {"prompt_on": dt.date(2026, 9, 17)}))
    _check(log, "2026-09-17 10:00", **values)

    row = _only(log)
    assert row["is_prompted"]
    assert _verdict(row) == ["inside"]


@pytest.mark.parametrize(("preset", "too_many"), [("general", False), ("internship", True)])
def test_budget_is_that_of_the_preset(log, preset, too_many):
    _interview(log, preset=preset)
    log.note("I", "A", "2026-09-16 10:00")
    _check(log, "2026-09-24 10:00")

    assert _only(log)["is_too_many"] == too_many


def test_missed_date_is_asking_in_some_presets(log):
    _interview(log, preset="internship", stated_decision_on=PROMISED)
    log.note("I", "A", "2026-09-16 10:00")
    _check(log, "2026-09-29 10:00")

    row = _only(log)
    assert row["is_prompted"]
    assert _verdict(row) == ["inside"]


def test_one_date_is_good_for_one_check(log):
    _interview(log, preset="internship", stated_decision_on=PROMISED)
    log.note("I", "A", "2026-09-16 10:00")
    _check(log, "2026-09-29 10:00")
    _check(log, "2026-10-07 10:00")

    assert status_checks(log, now=NOW)["is_too_many"].tolist() == [False, True]


def test_two_checks_have_a_week_between_them(log):
    _interview(log)
    _check(log, "2026-09-22 10:00")
    _check(log, "2026-09-28 10:00")

    table = status_checks(log, now=NOW)
    assert table["earliest_at"].iloc[1] == new_york("2026-09-29 09:00")
    assert table["is_too_early"].tolist() == [False, True]


def test_date_named_after_the_check_does_not_judge_it(log):
    _interview(log)
    _check(log, "2026-09-23 10:00")
    day = {"stated_decision_on": dt.date(2026, 10, 20)}
    log.note("I", "", "2026-09-24 10:00", direction="in", kind="new_date", **day)

    assert _verdict(_only(log)) == ["inside"]


def test_next_round_begins_a_new_budget(log):
    _interview(log, preset="internal")
    log.note("I", "A", "2026-09-16 10:00")
    log.interview("J", "2026-09-18 15:00", "A", application_id="I", round=2)
    log.note("J", "A", "2026-09-29 10:00", kind="status_check")

    assert not _only(log)["is_too_many"]


@pytest.mark.parametrize("values", [{"state": "draft"}, {"kind": "thank_you"}])
def test_this_is_no_status_check(log, values):
    _interview(log)
    _check(log, "2026-09-24 10:00", **values)

    assert status_checks(log, now=NOW).empty


def test_message_before_the_interview_is_left_out(log):
    _interview(log)
    _check(log, "2026-09-10 10:00")

    assert status_checks(log, now=NOW).empty


def test_checks_are_counted_by_themselves(log):
    _interview(log)
    _check(log, "2026-09-17 10:00")
    _check(log, "2026-09-24 10:00")

    counts = status_check_counts(status_checks(log, now=NOW)).iloc[0]
    assert counts.to_dict() == {"sent": 2, "inside": 1, "too_early": 1, "too_many": 0}
    assert on_time_rate(pairs(log, now=NOW)).done == 0


@pytest.mark.parametrize("filled", [True, False])
def test_columns_have_their_dtypes(log, filled):
    if filled:
        _interview(log)
        _check(log, "2026-09-24 10:00")

    assert {k: str(v) for k, v in status_checks(log, now=NOW).dtypes.items()} == CHECK_DTYPES
    assert len(status_check_counts(status_checks(log, now=NOW))) == 1
