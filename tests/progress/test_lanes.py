import datetime as dt

import pytest
from matplotlib.figure import Figure

from followup_kit.progress.charts import plot_lanes
from followup_kit.progress.charts.lanes import (
    MOST_LANES,
    asked_events,
    lanes_alt_text,
    lanes_title,
)
from followup_kit.progress.charts.own_axes import places_of
from followup_kit.progress.lanes import LANE_DTYPES, lanes
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _events(log):
    return lanes(log, now=NOW)


def _plot(log, **options):
    return plot_lanes(_events(log), now=NOW, **options)


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def _names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_lane_has_all_that_happened_in_order(log):
    log.interview("I", ENDED, "A", stated_decision_on=dt.date(2026, 9, 30))
    log.after("I", "A", 5)
    log.after("I", "", 30, direction="in", kind="acknowledgement")
    log.after("I", "A", 200, kind="status_check")
    log.after("I", "", 210, direction="in", kind="question")
    log.after("I", "A", 211, kind="reply")

    events = _events(log)["event"].tolist()
    happened = ["interview", "thank_you", "thanks", "status_check", "answer", "message"]
    assert events == [*happened, "promise", "end"]


def test_worked_example_ends_as_it_should(worked_example):
    ends = _events(worked_example).query("event == 'end'").set_index("application_id")["outcome"]

    assert ends.to_dict() == {
        "I1": "advanced",
        "I2": "rejected",
        "I3": "waiting",
        "I4": "waiting",
        "I5": "waiting",
        "I6": "offer",
    }


def test_open_lane_ends_now(log):
    log.interview("I", ENDED, "A")

    end = _events(log).query("event == 'end'").iloc[0]
    assert (end["at"], end["outcome"]) == (NOW, "waiting")


def test_what_came_before_the_interview_is_left_out(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", -50, direction="in", kind="scheduling")

    assert _events(log)["event"].tolist() == ["interview", "end"]


def test_letter_and_its_news_are_one_mark(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", 48, direction="in", kind="rejection")
    log.outcome("I", "rejected", "2026-09-17 15:00")

    assert _events(log)["event"].tolist() == ["interview", "answer", "end"]


def test_title_counts_applications_by_outcome(worked_example):
    title = _plot(worked_example).get_title(loc="left")

    assert title == "6 applications: 1 offer, 1 invited on, 1 rejected, 3 still waiting"


def test_outcome_stands_in_words_beside_each_lane(worked_example):
    ax = _plot(worked_example)

    assert {"rejected after 7 days", "offer after 8 days", "still waiting, 13 days"} <= set(
        _texts(ax)
    )


def test_oldest_application_is_at_the_top(worked_example):
    ax = _plot(worked_example)

    heights = dict(zip(_names(ax), ax.get_yticks(), strict=True))
    assert heights["Company I1"] == max(heights.values())


def test_yours_is_above_the_lane_and_theirs_below(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 5)
    log.after("I", "", 30, direction="in", kind="acknowledgement")
    ax = _plot(log)

    up = {c.get_label(): c.get_offsets()[0, 1] for c in ax.collections}
    assert up["thank-you note"] > 0 > up["thanks from them"]


def test_two_positions_of_an_employer_are_told_apart(log):
    for name, position in (("I", "Analyst"), ("J", "Clerk")):
        log.interview(name, ENDED, "A", company="Fern", position=position)

    assert _names(_plot(log)) == ["Fern, Analyst", "Fern, Clerk"]


@pytest.mark.parametrize("name", ["Rates $5 and $6 Ltd", "Line\nbreak", "x" * 200, "名前"])
def test_any_name_can_be_drawn(log, name, tmp_path):
    log.interview("I", ENDED, "A", company=" ".join(name.split()) if "\n" in name else name)
    ax = plot_lanes(_events(log).assign(company=name), now=NOW)

    assert len(_names(ax)[0]) <= 40
    assert "\n" not in _names(ax)[0]


def test_far_promise_stays_on_the_page(log):
    log.interview("I", ENDED, "A", stated_decision_on=dt.date(2029, 1, 1))
    ax = _plot(log)

    first, last = ax.get_xlim()
    assert last - first < 60


def test_more_than_fit_shows_the_latest(log):
    for day in range(MOST_LANES + 2):
        date = dt.date(2026, 8, 1) + dt.timedelta(days=day)
        log.interview(f"I{day}", f"{date} 15:00", "A")

    ax = _plot(log)
    assert len(_names(ax)) == MOST_LANES
    assert f"the latest {MOST_LANES} are drawn" in ax.get_title(loc="left").replace("\n", " ")
    assert "Company I0" not in _names(ax)


def test_given_axes_are_used(worked_example):
    ax = Figure().subplots()

    assert _plot(worked_example, ax=ax) is ax


@pytest.mark.parametrize("dark", [False, True])
def test_empty_log_shows_a_labelled_example(log, dark):
    ax = _plot(log, dark=dark)

    assert not ax.axison
    assert "Nothing to show yet" in _texts(ax)[0]
    assert _texts(ax)[1] == "Example"


def test_words_tell_every_lane(worked_example):
    text = lanes_alt_text(_events(worked_example))

    assert "Company I2: 1 interview, rejected after 7 days." in text
    assert lanes_title(_events(worked_example)) in text


def test_words_of_an_empty_log(log):
    assert lanes_alt_text(_events(log)).startswith("Empty chart.")


@pytest.mark.parametrize("filled", [True, False])
def test_columns_have_their_dtypes(log, filled):
    if filled:
        log.interview("I", ENDED, "A")

    assert {k: str(v) for k, v in _events(log).dtypes.items()} == LANE_DTYPES


def test_the_place_of_each_mark_is_known(worked_example):
    events = _events(worked_example)
    places = places_of(plot_lanes(events, now=NOW))
    at = events.assign(left=[places[row][0] for row in events.index])

    assert set(places) == set(events.index)
    for _, lane in at.groupby("application_id"):
        assert lane.sort_values("at")["left"].is_monotonic_increasing
    tops = [places[row][1] for row in events.index[events["event"] == "end"]]
    assert tops == sorted(tops)


def test_each_mark_says_what_happened_and_when(log):
    log.interview("I", ENDED, "A")
    events = _events(log)

    said = [asked.text for asked in asked_events(events).values()]
    assert said[0].endswith("interview, 15 Sep 2026.")
    assert "still waiting" in said[-1]
