import re
from pathlib import Path

import pytest

from followup_kit.practice.practice import load_practice
from followup_kit.progress.charts import delay_dots, lanes, promise_dots, state_bars
from followup_kit.progress.charts.delay_dots import delay_dots_alt_text, delay_dots_title
from followup_kit.progress.charts.state_bars import weekly_states_alt_text, weekly_states_title
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import Rate, weekly_counts, wilson
from followup_kit.progress.what_happened import what_happened
from followup_kit.progress.what_if import what_if_pairs
from followup_kit.progress.words import (
    interval_words,
    rate_words,
    what_happened_title,
    why_no_effect_chart,
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


def test_title_says_that_another_preset_was_tried(worked_example):
    tried = what_if_pairs(worked_example, "general", now=NOW)

    for title in (delay_dots_title(tried), weekly_states_title(weekly_counts(tried))):
        assert title.startswith("What if the preset were General? Notes to 8 people")


def test_text_says_that_another_preset_was_tried(worked_example):
    text = delay_dots_alt_text(what_if_pairs(worked_example, "general", now=NOW), now=NOW)

    assert "What if the preset were General?" in text


def test_weeks_without_a_due_note_are_said_in_words(log):
    log.interview("I", "2026-10-05 11:00", "A")

    title = weekly_states_title(weekly_counts(pairs(log, now=NOW)))
    assert title == "Notes to 1 person over 1 week: none due so far"


def test_reasons_against_an_effect_chart_rest_on_sources():
    known = {*load_practice().statements, "judgement"}

    reasons = why_no_effect_chart()
    assert len(reasons) >= 3
    for reason in reasons:
        assert reason.title
        assert reason.text.endswith(".")
        assert all(one in known or one.startswith("PMC") for one in reason.sources)


def test_reasons_name_the_study_and_the_bias():
    said = " ".join(f"{one.text} {one.sources}" for one in why_no_effect_chart())

    for part in ("470", "P = .32", "V10", "immortal-time bias", "PMC10126672", "82"):
        assert part in said


@pytest.mark.parametrize("chart", [delay_dots, state_bars, lanes, promise_dots])
def test_empty_state_says_what_to_do(chart):
    assert "Nothing to show yet" in chart.EMPTY
    assert "log" in chart.EMPTY.lower()


def test_ids_in_the_texts_of_charts_are_known():
    folder = Path(delay_dots.__file__).parent
    text = " ".join(path.read_text("utf-8") for path in folder.glob("*.py"))

    ids = set(re.findall(r"\[([A-Z]\d+)\]", text))
    assert ids
    assert ids <= load_practice().statements.keys()


def test_what_happened_is_said_with_its_counts(worked_example):
    title = what_happened_title(what_happened(worked_example, now=NOW))

    assert title == (
        "6 applications: 1 offer, 1 invited on, 1 rejected, 3 still waiting; in 1 no note was owed"
    )


def test_nothing_happened_yet_is_said(log):
    assert what_happened_title(what_happened(log, now=NOW)).startswith("0 applications")
