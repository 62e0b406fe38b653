"""Outcomes by month: every application once, in the month of its first interview."""

from followup_kit.progress.charts import plot_monthly_outcomes
from followup_kit.progress.charts.outcome_bars import (
    monthly_outcomes,
    monthly_outcomes_alt_text,
    monthly_outcomes_title,
)
from followup_kit.progress.what_happened import application_outcomes
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")


def _counts(log):
    return monthly_outcomes(application_outcomes(log, now=NOW))


def test_worked_example_is_counted_by_month(worked_example):
    counts = _counts(worked_example)

    assert [f"{month:%Y-%m}" for month in counts.index] == ["2026-09", "2026-10"]
    assert counts["waiting"].tolist() == [2, 1]
    assert counts.to_numpy().sum() == 6


def test_an_answer_in_a_later_month_counts_where_the_application_began(log):
    log.interview("I", "2026-08-31 15:00", "A")
    log.outcome("I", "rejected", "2026-10-01 10:00")

    counts = _counts(log)
    assert counts.loc["2026-08-01", "rejected"] == 1


def test_a_month_without_an_interview_is_there_with_zeros(log):
    log.interview("I", "2026-07-15 15:00", "A")
    log.interview("J", "2026-09-15 15:00", "A")

    assert _counts(log).sum(axis=1).tolist() == [1, 0, 1]


def test_the_bars_reach_as_high_as_the_counts(worked_example):
    counts = _counts(worked_example)
    ax = plot_monthly_outcomes(counts)

    tops = [bar.get_y() + bar.get_height() for bar in ax.patches]
    assert max(tops) == counts.sum(axis=1).max()


def test_the_words_hold_every_number(worked_example):
    counts = _counts(worked_example)

    assert monthly_outcomes_title(counts).startswith("6 applications over 2 months: 1 offer")
    assert "October 2026: 1 still waiting." in monthly_outcomes_alt_text(counts)


def test_an_empty_log_says_what_will_be_here(log):
    counts = _counts(log)

    assert "Nothing to show yet" in monthly_outcomes_alt_text(counts)
    assert not plot_monthly_outcomes(counts).patches
