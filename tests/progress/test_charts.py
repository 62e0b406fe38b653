import numpy as np
import pytest
from matplotlib.figure import Figure

from followup_kit.progress.charts import plot_delay_dots, plot_weekly_states
from followup_kit.progress.charts.delay_dots import NO_HOUR, NOT_SENT
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.states import LOOKS
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _dots(log, **options):
    return plot_delay_dots(pairs(log, now=NOW), now=NOW, **options)


def _bars(log, **options):
    return plot_weekly_states(weekly_counts(pairs(log, now=NOW)), **options)


def _legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def _points(ax, word):
    return next(c.get_offsets() for c in ax.collections if c.get_label() == word)


def _states(ax):
    return [marks.get_label() for marks in ax.collections]


@pytest.fixture
def many(log):
    for day in range(1, 21):
        log.interview(f"I{day}", f"2026-09-{day:02} 15:00", "A")
        log.after(f"I{day}", "A", 5)
    return log


def test_title_states_finding_unit_and_number(worked_example):
    title = _dots(worked_example).get_title(loc="left")

    assert title == "Notes to 8 people after 5 interviews: 4 of 7 on time, 1 still open"


def test_every_state_has_a_word_and_a_shape(worked_example):
    words = {"on time", "passed on in time", "late", "not sent", "still open"}

    assert words <= set(_legend(_dots(worked_example)))
    assert len({(look.marker, look.filled) for look in LOOKS.values()}) == len(LOOKS)


def test_ticks_are_the_named_hours(worked_example):
    ax = _dots(worked_example)

    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert ax.get_yscale() == "log"
    assert labels == ["1 h", "4 h", "12 h", "24 h", "48 h", "7 d", "not sent"]


@pytest.mark.parametrize("draw", [_dots, _bars])
def test_both_axes_are_labelled(worked_example, draw):
    ax = draw(worked_example)

    assert ax.get_xlabel()
    assert ax.get_ylabel()


def test_due_line_is_labelled_with_its_source(worked_example):
    assert "24 h due (D04)" in _legend(_dots(worked_example))


def test_target_line_is_drawn_beside_a_later_due_line(log):
    log.interview("I", ENDED, "A", preset="general")

    assert {"24 h target (C06)", "48 h due (C06, R01)"} <= set(_legend(_dots(log)))


@pytest.fixture
def mixed(log):
    """Two notes after 30 hours, one under a 24 h rule and one under a 48 h rule."""
    for name, preset in (("I", "general"), ("J", "campus")):
        log.interview(name, ENDED, "A", preset=preset)
        log.after(name, "A", 30)
    return log


def test_mixed_rules_have_a_row_each_with_their_lines(mixed):
    first, second = _dots(mixed).figure.axes

    assert first.texts[0].get_text() == "Campus recruiting: 24 h due (D04)"
    assert second.texts[0].get_text() == "General: 48 h due (C06, R01), 24 h target (C06)"
    assert [line.get_ydata()[0] for line in (*first.lines, *second.lines)] == [24, 48, 24]
    assert (_states(first), _states(second)) == (["late"], ["on time past the target"])


def test_mixed_rules_on_given_axes_have_no_line_and_say_so(mixed):
    ax = _dots(mixed, ax=Figure().subplots())

    assert not ax.lines
    assert "due time differs" in ax.get_xlabel()


def test_open_note_is_hollow_and_right_of_all_dates(worked_example):
    ax = _dots(worked_example)

    mark = next(c for c in ax.collections if c.get_label() == "still open")
    assert len(mark.get_facecolor()) == 0
    assert mark.get_offsets()[0, 1] == pytest.approx(1)
    assert mark.get_offsets()[0, 0] > max(_points(ax, "late")[:, 0])


def test_note_never_sent_is_in_the_strip(worked_example):
    assert _points(_dots(worked_example), "not sent")[0, 1] == NOT_SENT


def test_note_without_its_hour_has_a_strip(log):
    log.interview("I", ENDED, "A")
    log.note("I", "A", "2026-09-16 09:00", at_precision="day")

    assert _points(_dots(log), "hour not known")[0, 1] == NO_HOUR


@pytest.mark.parametrize(("hours", "height"), [(0.1, 0.5), (1000, 336)])
def test_extreme_delay_sits_on_the_edge(log, hours, height):
    log.interview("I", "2026-08-01 15:00", "A")
    log.after("I", "A", hours)

    word = "on time" if hours < 24 else "late"
    assert _points(_dots(log), word)[0, 1] == height


def test_people_of_one_panel_stand_side_by_side(log):
    log.interview("I", ENDED, "A B C")
    log.after("I", "A B C", 5)

    assert len(set(_points(_dots(log), "on time")[:, 0])) == 3


def test_interviews_of_one_day_stand_side_by_side(log):
    for name in "IJ":
        log.interview(name, ENDED, "A")
        log.after(name, "A", 5)

    assert len(set(_points(_dots(log), "on time")[:, 0])) == 2


def test_many_notes_of_one_day_keep_to_it(log):
    log.interview("I", ENDED, " ".join(f"P{number}" for number in range(30)))
    log.after("I", " ".join(f"P{number}" for number in range(30)), 5)

    days = _points(_dots(log), "on time")[:, 0]
    assert days.max() - days.min() < 2


def test_median_stops_where_half_were_not_sent(many):
    for day in range(10, 21):
        many.interview(f"J{day}", f"2026-09-{day:02} 16:00", "A")
    ax = _dots(many)

    line = next(one for one in ax.lines if one.get_label() == "median of the last 10 notes")
    assert set(line.get_ydata()[~np.isnan(line.get_ydata())]) == {5}
    assert np.isnan(line.get_ydata()[-1])


def test_few_notes_come_with_a_caution_and_no_percentage(worked_example):
    ax = _dots(worked_example)

    assert "anything from 25 to 84 %" in ax.get_xlabel()
    assert "%" not in ax.get_title(loc="left")


def test_fewer_than_five_notes_show_counts_only(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 5)

    ax = _dots(log)
    assert "%" not in ax.get_title(loc="left") + ax.get_xlabel()


def test_many_notes_show_percentage_and_median(many):
    ax = _dots(many)

    assert "\n20 of 20 on time (100 %, interval 84 to 100 %)" in ax.get_title(loc="left")
    assert "median of the last 10 notes" in _legend(ax)


def test_a_median_in_one_of_several_rows_is_named(many):
    many.interview("J", ENDED, "A", preset="general")
    ax = _dots(many)

    assert len(ax.figure.axes) == 2
    assert "median of the last 10 notes" in _legend(ax)


@pytest.mark.parametrize("draw", [_dots, _bars])
@pytest.mark.parametrize("dark", [False, True])
def test_empty_log_shows_friendly_words(log, draw, dark):
    ax = draw(log, dark=dark)

    assert not ax.axison
    assert "Nothing to show yet" in ax.texts[0].get_text()


def test_only_exempt_notes_show_friendly_words(log):
    log.interview("I", ENDED, "A", contact_instruction="no_contact")

    assert not _dots(log).axison
    assert not _bars(log).axison


def test_one_open_pair_is_said_in_words(log):
    log.interview("I", "2026-10-05 11:00", "A")

    assert _dots(log).get_title(loc="left").endswith("0 due so far, 1 open")


def test_bars_are_stacked_to_the_counts(worked_example):
    ax = _bars(worked_example)

    heights = {bars.get_label(): [bar.get_height() for bar in bars] for bars in ax.containers}
    assert heights["on time"] == [2, 1]
    assert heights["late"] == [1, 1]
    assert "no note owed" not in heights


def test_bars_by_month_name_the_month(worked_example):
    counts = weekly_counts(pairs(worked_example, now=NOW), period="month")

    labels = [text.get_text() for text in plot_weekly_states(counts).get_xticklabels()]
    assert labels == ["Sep\n2026", "Oct\n2026"]


def test_dark_page_has_light_words(worked_example):
    ax = _dots(worked_example, dark=True)

    assert max(ax.get_facecolor()[:3]) < 0.2
    assert ax.yaxis.label.get_color() == "#EDEDED"


@pytest.mark.parametrize("draw", [_dots, _bars])
def test_given_axes_are_used(worked_example, draw):
    ax = Figure().subplots()

    assert draw(worked_example, ax=ax) is ax


def test_chart_can_be_saved(worked_example, tmp_path):
    _dots(worked_example).figure.savefig(tmp_path / "dots.png")

    assert (tmp_path / "dots.png").stat().st_size > 5_000
