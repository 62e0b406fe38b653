import datetime as dt

import pytest
from matplotlib.figure import Figure

from followup_kit.progress.charts import plot_waiting_curve
from followup_kit.progress.charts.waiting_curve import waiting_curve_alt_text, waiting_curve_title
from followup_kit.progress.waits import waits
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")


@pytest.fixture
def many(log):
    """Twenty applications, one a day; every second was rejected after five days."""
    for day in range(20):
        date = dt.date(2026, 9, 1) + dt.timedelta(days=day)
        log.interview(f"I{day}", f"{date} 15:00", "A")
        if day % 2:
            log.outcome(f"I{day}", "rejected", f"{date + dt.timedelta(days=5)} 15:00")
    return log


def _plot(log, **options):
    return plot_waiting_curve(waits(log, now=NOW), **options)


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def test_curve_begins_with_twenty_applications(many):
    assert _plot(many).axison


def test_fewer_applications_point_to_the_lanes(worked_example):
    ax = _plot(worked_example)

    assert not ax.axison
    assert "needs 20 applications; you have 6" in _texts(ax)[0]


def test_what_was_typed_in_later_does_not_count(many):
    table = waits(many, now=NOW)
    table.loc[0, "is_retrospective"] = True

    ax = plot_waiting_curve(table)
    assert not ax.axison
    assert "you have 19." in _texts(ax)[0]
    assert "1 more left out: typed in from memory" in _texts(ax)[0]
    assert "1 more left out: typed in from memory" in waiting_curve_alt_text(table)


def test_curve_steps_to_the_share(many):
    line = _plot(many).lines[0]

    assert line.get_ydata().tolist() == [0, 0.5, 0.5]
    assert line.get_xdata().tolist()[:2] == [0, 5]


def test_those_who_wait_are_strokes_on_the_curve(many):
    assert len(_plot(many).lines[1].get_xdata()) == 10


def test_number_still_waiting_is_under_each_day(many):
    labels = [label.get_text() for label in _plot(many).get_xticklabels()]

    assert labels[:2] == ["0\n20\n20", "7\n10\n10"]


def test_mean_of_the_survey_is_named_with_its_source(many):
    ax = _plot(many)

    assert [line.get_xdata()[0] for line in ax.lines if line.get_xdata()[0] == 25]
    assert any("[V15]" in text and "mean" in text for text in _texts(ax))


def test_both_curves_are_named(many):
    assert {"any answer", "decision"} <= set(_texts(_plot(many)))


def test_title_says_when_half_had_an_answer(many):
    title = waiting_curve_title(waits(many, now=NOW))

    assert title == "20 applications: half had an answer within 5 days, 10 still undecided"


def test_title_says_when_fewer_than_half_have_one(many):
    many.interview("J", "2026-10-01 15:00", "A")
    many.interview("K", "2026-09-02 15:00", "A")

    assert "fewer than half have an answer" in waiting_curve_title(waits(many, now=NOW))


def test_left_out_applications_are_named(many):
    many.interview("J", "2026-09-01 15:00", "A", logged_at=NOW)

    assert "1 application left out" in _plot(many).get_xlabel()


def test_text_has_the_shares(many):
    text = waiting_curve_alt_text(waits(many, now=NOW))

    assert "After 7 days: 50 % with any answer, 50 % with a decision." in text


def test_text_of_few_says_what_is_needed(log):
    assert "needs 20 applications; you have 0" in waiting_curve_alt_text(waits(log, now=NOW))


@pytest.mark.parametrize(
    "options", [{"dark": True}, {"for_print": True}, {"ax": Figure().subplots()}]
)
def test_curve_is_drawn_for_each_page(many, options):
    ax = _plot(many, **options)

    assert ax.get_yticks().tolist() == [0, 0.25, 0.5, 0.75, 1]


def test_nobody_answered_is_a_flat_line(log):
    for day in range(1, 21):
        log.interview(f"I{day}", f"2026-09-{day:02} 15:00", "A")

    ax = _plot(log)
    assert set(ax.lines[0].get_ydata()) == {0}
