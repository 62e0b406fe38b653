"""A chart that is the last line of a cell is shown, with its words, by whatever shows cells."""

import matplotlib.pyplot as plt
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure

from followup_kit.errors import FollowUpError
from followup_kit.progress.charts import (
    plot_delay_dots,
    plot_lanes,
    plot_promises,
    plot_waiting_curve,
    plot_weekly_states,
)
from followup_kit.progress.lanes import lanes
from followup_kit.progress.pairs import pairs
from followup_kit.progress.promises import promise_gaps
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.waits import waits
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
CHARTS = {
    "delay dots": lambda log, **ax: plot_delay_dots(pairs(log, now=NOW), **ax),
    "state bars": lambda log, **ax: plot_weekly_states(weekly_counts(pairs(log, now=NOW)), **ax),
    "lanes": lambda log, **ax: plot_lanes(lanes(log, now=NOW), **ax),
    "waiting curve": lambda log, **ax: plot_waiting_curve(waits(log, now=NOW), **ax),
    "promises": lambda log, **ax: plot_promises(promise_gaps(log, now=NOW), **ax),
}


def shown(value):
    return DisplayFormatter().format(value)[0]


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_shown_as_a_picture_with_words(worked_example, draw):
    html = shown(draw(worked_example))["text/html"]

    assert html.startswith('<img alt="')
    assert "data:image/svg+xml;base64," in html
    assert len(html.partition('alt="')[2].partition('"')[0]) > 40


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_an_empty_chart_is_shown_with_its_words(log, draw):
    assert 'alt="Empty chart. ' in shown(draw(log))["text/html"]


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_given_axes_stay_with_their_figure(worked_example, draw):
    ax = Figure().subplots()

    assert draw(worked_example, ax=ax) is ax
    assert "text/html" not in shown(ax)


def test_names_in_the_words_are_escaped(log):
    log.interview("I", "2026-09-15 15:00", "A", company='"><script>alert(1)</script>')

    html = shown(CHARTS["lanes"](log))["text/html"]
    assert "<script" not in html
    assert html.count(">") == 1


def test_pyplot_keeps_no_figure_open(worked_example):
    before = plt.get_fignums()
    shown(CHARTS["delay dots"](worked_example))

    assert plt.get_fignums() == before


def test_several_rows_are_one_picture(log):
    for name, preset in (("I", "general"), ("J", "campus")):
        log.interview(name, "2026-09-15 15:00", "A", preset=preset)

    assert shown(CHARTS["delay dots"](log))["text/html"].count("<img") == 1


def test_a_table_knows_its_moment(worked_example):
    table = pairs(worked_example, now=NOW)

    by_itself, given = plot_delay_dots(table), plot_delay_dots(table, now=NOW)
    assert by_itself.get_xlim() == given.get_xlim()


def test_a_part_of_the_table_still_knows_it(worked_example):
    table = pairs(worked_example, now=NOW)

    assert plot_delay_dots(table[table["state"] == "open"]).get_title(loc="left")


def test_a_table_without_a_moment_asks_for_it(worked_example):
    table = pairs(worked_example, now=NOW)
    table.attrs.clear()

    with pytest.raises(FollowUpError, match="Give that moment as `now=`"):
        plot_delay_dots(table)
