"""Every chart and every text for logs that are empty, odd or large: no warning, no odd axis."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.transforms import Bbox

from benchmarks.made_tables import made_tables
from followup_kit.progress import charts
from followup_kit.progress.charts.delay_dots import delay_dots_alt_text
from followup_kit.progress.charts.lanes import lanes_alt_text
from followup_kit.progress.charts.promise_dots import promises_alt_text
from followup_kit.progress.charts.state_bars import weekly_states_alt_text
from followup_kit.progress.charts.waiting_curve import waiting_curve_alt_text
from followup_kit.progress.lanes import lanes
from followup_kit.progress.pairs import pairs
from followup_kit.progress.promises import promise_gaps
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.waits import waits
from followup_kit.progress.what_if import what_if_pairs
from tests.progress.tables import SmallLog, new_york

NOW = new_york("2026-10-05 12:00")


def _one_open(log):
    log.interview("I", "2026-10-05 11:00", "A")


def _hour_missing(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.note("I", "A", "2026-09-16 09:00", at_precision="day")


def _all_exempt(log):
    log.interview("I", "2026-09-15 15:00", "A B", contact_instruction="no_contact")


def _nobody_met(log):
    log.interview("I", "2026-09-15 15:00", "")


def _long_ago(log):
    log.interview("I", "2001-03-01 15:00", "A", stated_decision_on=dt.date(2001, 4, 1))
    log.interview("J", "2026-09-15 15:00", "A")


def _next_year(log):
    log.interview("I", "2027-03-01 15:00", "A")
    log.interview("J", "2026-09-15 15:00", "A", stated_decision_on=dt.date(2027, 9, 1))
    log.note("J", "A", "2027-01-01 12:00")


def _same_moment(log):
    for number in range(12):
        log.interview(f"I{number}", "2026-09-15 15:00", "A B C")
        log.after(f"I{number}", "A", 0)


def _odd_names(log):
    log.interview("I", "2026-09-15 15:00", "A", company="$x^2$ <b>Ó</b> 名前", preset="gone")
    log.interview("J", "2026-09-15 15:00", "A", company="$x^2$ <b>Ó</b> 名前", position="$")


def _every_state(log):
    for number in range(25):
        date = dt.date(2026, 9, 5) + dt.timedelta(days=number)
        log.interview(
            f"I{number}", f"{date} 15:00", "A B", preset="general" if number % 3 else "campus"
        )
        log.after(f"I{number}", "A", 1 + 3 * number)
        log.after(f"I{number}", "", 20 * number, direction="in", kind="acknowledgement")


def _long_names(log):
    for number in range(25):
        date = dt.date(2026, 8, 1) + dt.timedelta(days=2 * number)
        name = f"{number} Weatherby, Hollingsworth & Marchmont"
        promised = date + dt.timedelta(days=7 * (number % 9))
        log.interview(f"I{number}", f"{date} 15:00", "A", company=name, stated_decision_on=promised)
        log.after(f"I{number}", "A", 1 + 2 * number)
        log.after(f"I{number}", "", 30 + number, direction="in", kind="acknowledgement")
        log.after(
            f"I{number}", "", 400, direction="in", kind="rejection" if number % 2 else "reply"
        )


LOGS = {
    "empty": lambda _: None,
    "one open": _one_open,
    "hour missing": _hour_missing,
    "all exempt": _all_exempt,
    "nobody met": _nobody_met,
    "in 2001": _long_ago,
    "next year": _next_year,
    "same moment": _same_moment,
    "odd names": _odd_names,
    "every state": _every_state,
    "long names": _long_names,
}


def _all_charts(log, **options):
    found = pairs(log, now=NOW)
    tried = what_if_pairs(log, "general", now=NOW)
    yield charts.plot_delay_dots(found, now=NOW, **options)
    yield charts.plot_delay_dots(tried, now=NOW, **options)
    yield charts.plot_weekly_states(weekly_counts(found), **options)
    yield charts.plot_weekly_states(weekly_counts(found, period="month"), **options)
    yield charts.plot_lanes(lanes(log, now=NOW), now=NOW, **options)
    yield charts.plot_waiting_curve(waits(log, now=NOW), **options)
    yield charts.plot_promises(promise_gaps(log, now=NOW), **options)


@pytest.fixture(params=LOGS.values(), ids=LOGS)
def awkward(request):
    log = SmallLog()
    request.param(log)
    return log


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")  # the test font has no Chinese letters
@pytest.mark.parametrize("options", [{"dark": True}, {"for_print": True}], ids=str)
def test_every_chart_is_drawn_with_proper_axes(awkward, options):
    for ax in _all_charts(awkward, **options):
        ax.figure.draw_without_rendering()

        limits = np.array([ax.get_xlim(), ax.get_ylim()])
        assert np.isfinite(limits).all()
        assert (limits[:, 0] < limits[:, 1]).all()
        assert not ax.axison or ax.get_title(loc="left")


def test_every_chart_has_words(awkward):
    found = pairs(awkward, now=NOW)
    texts = (
        delay_dots_alt_text(found, now=NOW),
        weekly_states_alt_text(weekly_counts(found)),
        lanes_alt_text(lanes(awkward, now=NOW)),
        waiting_curve_alt_text(waits(awkward, now=NOW)),
        promises_alt_text(promise_gaps(awkward, now=NOW)),
    )

    for text in texts:
        assert len(text) > 40
        assert "nan" not in text.split()


@pytest.mark.parametrize("make", [_every_state, _long_names])
@pytest.mark.parametrize("options", [{}, {"for_print": True}], ids=str)
@pytest.mark.parametrize("zoom", [1, 2])
def test_labels_do_not_overlap(zoom, options, make):
    log = SmallLog()
    make(log)

    for ax in _all_charts(log, **options):
        ax.figure.set_dpi(110 * zoom)
        ax.figure.draw_without_rendering()
        for axis in (ax.xaxis, ax.yaxis):
            boxes = [
                label.get_window_extent() for label in axis.get_ticklabels() if label.get_text()
            ]
            neighbours = pairwise(boxes)
            assert not any(one.overlaps(other) for one, other in neighbours), ax.get_title(
                loc="left"
            )


@pytest.mark.parametrize("for_print", [False, True])
@pytest.mark.parametrize("make", [_every_state, _long_names, _odd_names, _long_ago, _one_open])
@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")  # the test font has no Chinese letters
def test_nothing_runs_off_the_page(make, for_print):
    log = SmallLog()
    make(log)

    for ax in _all_charts(log, for_print=for_print):
        figure = ax.figure
        figure.draw_without_rendering()
        drawn = Bbox.union([one.get_tightbbox() for one in figure.axes])
        over = np.array([*-drawn.min, *(drawn.max - figure.bbox.max)])
        assert over.max() < 2, (ax.get_title(loc="left"), over)


def test_numbers_in_a_bar_do_not_overlap():
    log = SmallLog()
    for number in range(30):
        log.interview(f"I{number}", "2026-09-15 15:00", "A")
        log.after(f"I{number}", "A", 30 if number == 0 else 1)
    log.interview("last", "2026-09-15 15:00", "A")

    ax = charts.plot_weekly_states(weekly_counts(pairs(log, now=NOW)))

    assert [one.get_text() for one in ax.texts] == ["29"]


def test_ten_thousand_interviews_are_drawn():
    for ax in _all_charts(made_tables(10_000)):
        ax.figure.draw_without_rendering()

        assert np.isfinite([ax.get_xlim(), ax.get_ylim()]).all()
        assert (ax.get_figure().get_size_inches() < 20).all()
