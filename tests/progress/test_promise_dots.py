import datetime as dt

import pytest
from matplotlib.figure import Figure

from followup_kit.progress.charts import plot_promises
from followup_kit.progress.charts.promise_dots import (
    LOOKS,
    WIDEST_DAYS,
    promises_alt_text,
    promises_title,
)
from followup_kit.progress.promises import PROMISE_STATES, promise_gaps
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _promise(log, name, promised, decided=""):
    day = dt.date.fromisoformat(promised)
    log.interview(name, ENDED, "A", stated_decision_on=day, employer_timezone="America/New_York")
    if decided:
        log.outcome(name, "rejected", f"{decided} 10:00")


@pytest.fixture
def four(log):
    _promise(log, "I", "2026-09-20", "2026-09-18")
    _promise(log, "J", "2026-09-21", "2026-09-28")
    _promise(log, "K", "2026-09-30")
    _promise(log, "L", "2026-10-20")
    return log


def _plot(log, **options):
    return plot_promises(promise_gaps(log, now=NOW), **options)


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def test_title_has_kept_promises_and_those_not_due(four):
    assert _plot(four).get_title(loc="left") == "Promised days: 1 of 3 kept, 1 not due yet"


def test_every_promise_has_its_words(four):
    words = ["kept, 2 days early", "7 days late", "nothing yet, 5 days over", "due in 15 days"]

    assert _texts(_plot(four)) == words


def test_every_state_has_a_shape_of_its_own():
    assert len({(marker, filled) for marker, _, _, filled in LOOKS.values()}) == len(PROMISE_STATES)


def test_survey_is_a_text_and_not_a_line(four):
    ax = _plot(four)

    assert "[V19]" in ax.get_xlabel()
    assert [line.get_xdata()[0] for line in ax.lines] == [0]


def test_five_promises_come_with_a_caution(four):
    _promise(four, "M", "2026-09-20", "2026-09-20")
    _promise(four, "N", "2026-09-20", "2026-09-20")

    assert "promised days, the share could be anything from" in _plot(four).get_xlabel()


def test_very_late_one_stays_at_the_edge(log):
    log.interview("I", "2026-01-05 15:00", "A", stated_decision_on=dt.date(2026, 1, 6))
    ax = _plot(log)

    marks = [c for c in ax.collections if len(c.get_offsets()) == 1 and c.get_offsets()[0, 0]]
    assert marks[-1].get_offsets()[0, 0] == WIDEST_DAYS
    assert "nothing yet, 272 days over" in _texts(ax)


def test_no_promise_shows_a_labelled_example(log):
    ax = _plot(log)

    assert not ax.axison
    assert _texts(ax)[1] == "Example"
    assert promises_alt_text(promise_gaps(log, now=NOW)).startswith("Empty chart.")


def test_only_open_promises_are_said_in_words(log):
    _promise(log, "I", "2026-10-20")

    assert (
        promises_title(promise_gaps(log, now=NOW)) == "Promised days: 0 due so far, 1 not due yet"
    )


def test_text_tells_every_promise(four):
    assert "Company K: nothing yet, 5 days over." in promises_alt_text(promise_gaps(four, now=NOW))


@pytest.mark.parametrize(
    "options", [{"dark": True}, {"for_print": True}, {"ax": Figure().subplots()}]
)
def test_promises_are_drawn_for_each_page(four, options):
    assert len(_plot(four, **options).get_yticks()) == 4
