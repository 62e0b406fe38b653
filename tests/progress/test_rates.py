import pandas as pd
import pytest

from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import (
    Rate,
    all_done_rate,
    on_time_rate,
    weekly_counts,
    wilson,
)
from followup_kit.progress.states import STATES
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")


def _percent(rate: Rate) -> tuple[int, int]:
    return round(100 * rate.low), round(100 * rate.high)


def test_on_time_rate_of_the_worked_example(worked_example):
    rate = on_time_rate(pairs(worked_example, now=NOW))

    assert (rate.done, rate.of, rate.open) == (4, 7, 1)
    assert _percent(rate) == (25, 84)


def test_own_notes_only_of_the_worked_example(worked_example):
    table = pairs(worked_example, now=NOW)

    own = int((table["state"] == "on_time").sum())
    assert [round(100 * end) for end in wilson(own, on_time_rate(table).of)] == [16, 75]


def test_all_done_rate_of_the_worked_example(worked_example):
    rate = all_done_rate(pairs(worked_example, now=NOW))

    assert (rate.done, rate.of, rate.open) == (1, 4, 1)


@pytest.mark.parametrize(
    ("done", "of", "low", "high"),
    [
        (0, 5, 0, 43),
        (1, 5, 4, 62),
        (3, 5, 23, 88),
        (5, 5, 57, 100),
        (6, 10, 31, 83),
        (12, 20, 39, 78),
        (24, 40, 45, 74),
        (60, 100, 50, 69),
        (3, 7, 16, 75),
        (0, 0, 0, 100),
    ],
)
def test_interval_is_wilson(done, of, low, high):
    assert [round(100 * end) for end in wilson(done, of)] == [low, high]


def test_open_and_failed_pair_make_an_interview_not_done(log):
    log.interview("I", "2026-09-15 15:00", "A B")
    log.after("I", "A", 30)
    log.note("I", "B", "2026-09-16 09:00", at_precision="day")

    rate = all_done_rate(pairs(log, now=NOW))

    assert (rate.done, rate.of) == (0, 1)


def test_open_pair_leaves_an_interview_undecided(log):
    log.interview("I", "2026-10-05 11:00", "A B")
    log.after("I", "A", 0.5)

    rate = all_done_rate(pairs(log, now=NOW))

    assert (rate.done, rate.of, rate.open) == (0, 0, 1)


@pytest.mark.parametrize("rate", [on_time_rate, all_done_rate])
def test_empty_log_has_no_rate(log, rate):
    assert rate(pairs(log, now=NOW)) == Rate(done=0, of=0, open=0, low=0.0, high=1.0)


def test_weeks_begin_on_monday_without_gaps(worked_example):
    counts = weekly_counts(pairs(worked_example, now=NOW))

    assert counts.index.strftime("%a %d %b").tolist() == [
        "Mon 14 Sep",
        "Mon 21 Sep",
        "Mon 28 Sep",
        "Mon 05 Oct",
    ]
    assert counts.loc["2026-09-14", ["on_time", "forwarded", "late"]].tolist() == [2, 1, 1]


def test_quiet_week_is_there_with_zeros(log):
    log.interview("I", "2026-09-01 15:00", "A")
    log.interview("J", "2026-09-15 15:00", "A")

    assert weekly_counts(pairs(log, now=NOW)).sum(axis=1).tolist() == [1, 0, 1]


def test_months_begin_on_the_first(worked_example):
    counts = weekly_counts(pairs(worked_example, now=NOW), period="month")

    assert counts.sum(axis=1).tolist() == [8, 1]
    assert counts.index[0] == pd.Timestamp("2026-09-01")


@pytest.mark.parametrize("period", ["week", "month"])
def test_counts_keep_their_shape_when_empty(log, period):
    counts = weekly_counts(pairs(log, now=NOW), period=period)

    assert counts.empty
    assert counts.index.name == period
    assert {str(dtype) for dtype in counts.dtypes} == {"int64"}
    assert tuple(counts.columns) == STATES


def test_pairs_are_not_changed(worked_example):
    table = pairs(worked_example, now=NOW)
    before = table.copy(deep=True)

    for measure in (on_time_rate, all_done_rate, weekly_counts):
        measure(table)

    pd.testing.assert_frame_equal(table, before)
