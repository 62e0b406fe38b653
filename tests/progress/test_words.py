import pytest

from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import Rate, weekly_counts, wilson
from followup_kit.progress.words import (
    delay_dots_alt_text,
    interval_words,
    rate_words,
    weekly_states_alt_text,
)
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")


def _rate(done, of, still_open=0):
    low, high = wilson(done, of)
    return Rate(done=done, of=of, open=still_open, low=low, high=high)


@pytest.mark.parametrize(
    ("done", "of", "still_open", "words"),
    [
        (0, 0, 1, "0 due so far, 1 open"),
        (2, 3, 0, "2 of 3 on time"),
        (4, 7, 1, "4 of 7 on time, 1 still open"),
        (6, 10, 0, "6 of 10 on time (60 %, interval 31 to 83 %)"),
    ],
)
def test_rate_says_no_more_than_the_number_allows(done, of, still_open, words):
    assert rate_words(_rate(done, of, still_open)) == words


@pytest.mark.parametrize(("of", "cautious"), [(4, False), (5, True), (9, True), (10, False)])
def test_caution_is_for_five_to_nine_notes(of, cautious):
    assert bool(interval_words(_rate(3, of))) is cautious


def test_delay_text_has_all_counts(worked_example):
    text = delay_dots_alt_text(pairs(worked_example, now=NOW), now=NOW)

    assert (
        "3 on time, 1 passed on in time, 2 late, 1 not sent, 1 still open, 1 no note owed" in text
    )
    assert "from 2.0 to 30.0 hours" in text


def test_weekly_text_has_all_counts(worked_example):
    text = weekly_states_alt_text(weekly_counts(pairs(worked_example, now=NOW)))

    assert "14 Sep 2026: 2 on time, 1 passed on in time, 1 late." in text


def test_empty_charts_have_words(log):
    table = pairs(log, now=NOW)

    assert "Empty chart" in delay_dots_alt_text(table, now=NOW)
    assert "Empty chart" in weekly_states_alt_text(weekly_counts(table))


def test_text_without_sent_notes_gives_no_hours(log):
    log.interview("I", "2026-10-05 11:00", "A")

    assert "hours" not in delay_dots_alt_text(pairs(log, now=NOW), now=NOW)
