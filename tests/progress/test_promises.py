import datetime as dt

import pytest

from followup_kit.progress.promises import PROMISE_DTYPES, kept_rate, promise_gaps
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"
PROMISED = dt.date(2026, 9, 30)


@pytest.fixture
def promised(log):
    log.interview(
        "I", ENDED, "A", stated_decision_on=PROMISED, employer_timezone="America/New_York"
    )
    return log


def _only(log, now=NOW):
    table = promise_gaps(log, now=now)
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("decided", "gap", "state"),
    [
        ("2026-09-28 15:00", -2, "kept"),
        ("2026-09-30 23:59", 0, "kept"),
        ("2026-10-01 00:01", 1, "late"),
    ],
)
def test_gap_is_in_days_of_the_employer(promised, decided, gap, state):
    promised.outcome("I", "rejected", decided)

    row = _only(promised)
    assert (row["gap_days"], row["state"]) == (gap, state)


@pytest.mark.parametrize(
    ("now", "gap", "state"),
    [
        ("2026-09-30 23:00", 0, "not due yet"),
        ("2026-10-01 09:00", 1, "overdue"),
        ("2026-09-20 09:00", -10, "not due yet"),
    ],
)
def test_unanswered_promise_runs_to_today(promised, now, gap, state):
    row = _only(promised, new_york(now))

    assert (row["gap_days"], row["state"]) == (gap, state)


def test_thanks_do_not_keep_a_promise(promised):
    promised.after("I", "", 24, direction="in", kind="acknowledgement")

    assert _only(promised)["state"] == "overdue"


def test_decision_counts_before_a_question(promised):
    promised.after("I", "", 24, direction="in", kind="question")
    promised.outcome("I", "offer", "2026-10-02 10:00")

    assert _only(promised)["gap_days"] == 2


def test_word_that_is_more_than_thanks_counts_without_a_decision(promised):
    promised.after("I", "", 24, direction="in", kind="question")

    assert _only(promised)["state"] == "kept"


def test_new_date_is_a_new_promise(promised):
    promised.after("I", "", 24, direction="in", kind="question")
    day = dt.date(2026, 9, 29)
    promised.after("I", "", 48, direction="in", kind="new_date", stated_decision_on=day)

    assert _only(promised)["promised_on"].date() == day
    assert _only(promised)["state"] == "overdue"


def test_promise_belongs_to_the_round_before_it(promised):
    promised.outcome("I", "advanced", "2026-09-25 10:00")
    promised.interview("J", "2026-10-02 15:00", "A", application_id="I", round=2)

    row = _only(promised)
    assert (row["gap_days"], row["state"]) == (-5, "kept")


def test_date_before_all_interviews_is_no_promise(log):
    log.interview("I", ENDED, "A", stated_decision_on=dt.date(2026, 9, 1))

    assert promise_gaps(log, now=NOW).empty


def test_rate_leaves_out_what_is_not_due(promised):
    promised.interview("K", ENDED, "A", stated_decision_on=dt.date(2026, 12, 1))
    promised.interview("L", ENDED, "A", stated_decision_on=PROMISED)
    promised.outcome("L", "rejected", "2026-09-20 10:00")

    rate = kept_rate(promise_gaps(promised, now=NOW))
    assert (rate.done, rate.of, rate.open) == (1, 2, 1)


@pytest.mark.parametrize("filled", [True, False])
def test_columns_have_their_dtypes(log, filled):
    if filled:
        log.interview("I", ENDED, "A", stated_decision_on=PROMISED)

    assert {k: str(v) for k, v in promise_gaps(log, now=NOW).dtypes.items()} == PROMISE_DTYPES
