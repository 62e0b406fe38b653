"""How long the measures and the charts take, beside bare matplotlib with the same marks."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from benchmarks.made_logs import NOW, MadeLog, made_application
from benchmarks.timing import check_count, medians, milliseconds, seconds, show
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from followup_kit.progress import charts
from followup_kit.progress.charts import CHARTS
from followup_kit.progress.charts.chart import Chart
from followup_kit.progress.delays import typical_delay
from followup_kit.progress.lanes import lanes
from followup_kit.progress.pairs import pairs
from followup_kit.progress.promises import promise_gaps
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.responses import reply_times
from followup_kit.progress.status_checks import status_checks
from followup_kit.progress.waits import waits
from followup_kit.progress.what_happened import what_happened
from followup_kit.widgets.progress.panel import ProgressPanel

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CLASS_INTERVIEWS = 5_000
"""Those of 500 students with ten each."""
CHART_SIZES, SHORT_CHART_SIZES = (20, 200), (20,)
SHORT_INTERVIEWS = 500
FIRST_DAY = dt.date(2026, 1, 1)
REPEAT, SHORT_REPEAT = 7, 3


def main(*, short: bool = False) -> None:
    """Measure and print."""
    interviews = SHORT_INTERVIEWS if short else CLASS_INTERVIEWS
    sizes, repeat = (SHORT_CHART_SIZES, SHORT_REPEAT) if short else (CHART_SIZES, REPEAT)
    header: tuple[str, ...] = ("measure", "time")
    show(f"The measures of {interviews:,} interviews", header, _measure_rows(interviews))
    header = ("chart", "interviews", "drawn as SVG", "bare matplotlib", "ratio")
    show("The charts", header, [row for size in sizes for row in _chart_rows(size, repeat)])
    header = ("chart", "interviews", "words, table and chart", "bare matplotlib", "ratio")
    show("A change of the filter", header, _redraw_rows(max(sizes), repeat))


def _measure_rows(interviews: int) -> list[tuple[str, str]]:
    log = MadeLog(interviews)
    owed = pairs(log, now=NOW)
    check_count("pairs", len(owed), interviews)
    owed = owed.assign(student=[f"s{number % 500}" for number in range(len(owed))])
    measures: dict[str, Callable[[], object]] = {
        "pairs": partial(pairs, log, now=NOW),
        "typical delay of 500 students": partial(typical_delay, owed, now=NOW, by="student"),
        "reply times": partial(reply_times, log, now=NOW),
        "waits": partial(waits, log, now=NOW),
        "promises": partial(promise_gaps, log, now=NOW),
        "status checks": partial(status_checks, log, now=NOW),
        "what happened": partial(what_happened, log, now=NOW),
    }
    return [
        (name, milliseconds(min(seconds(one) for _ in range(3)))) for name, one in measures.items()
    ]


def _chart_rows(size: int, repeat: int) -> list[tuple[str, ...]]:
    log = MadeLog(size)
    owed, held = pairs(log, now=NOW), waits(log, now=NOW).assign(is_retrospective=False)
    plots: dict[str, Callable[[], Axes]] = {
        "delay dots": partial(charts.plot_delay_dots, owed, now=NOW),
        "state counts": partial(charts.plot_weekly_states, weekly_counts(owed)),
        "lanes": partial(charts.plot_lanes, lanes(log, now=NOW), now=NOW),
        "waiting curve": partial(charts.plot_waiting_curve, held),
    }
    return [_chart_row(name, size, plot, repeat) for name, plot in plots.items()]


def _chart_row(name: str, size: int, plot: "Callable[[], Axes]", repeat: int) -> tuple[str, ...]:
    model = plot()
    ours, bare = medians([lambda: _drawn(plot()), lambda: _drawn(same_marks(model))], repeat=repeat)
    return (name, str(size), milliseconds(ours), milliseconds(bare), f"{ours / bare:.2f}x")


def _redraw_rows(size: int, repeat: int) -> list[tuple[str, ...]]:
    """What passes between a choice in the panel and all that it changes, beside the marks alone.

    The choice is one that leaves every interview in, so that all of them are drawn.
    """
    log = FollowUpLog(LogFile(None))
    edits = [Edit(*row) for number in range(size) for row in made_application(number)]
    log.ledger.commit("Made a log", edits, now=NOW)
    panel = ProgressPanel(log, clock=lambda: NOW)
    check_count("pairs", len(panel.looked_at().owed), size)
    return [_redraw_row(panel, chart, size, repeat) for chart in CHARTS]


def _redraw_row(panel: ProgressPanel, chart: Chart, size: int, repeat: int) -> tuple[str, ...]:
    panel.views.buttons[chart.name].value = True
    view = panel.looked_at()
    model = chart.plot(chart.table(view), view, {"dark": False})

    def choose() -> None:
        since = panel.choices["since"]
        since.value = FIRST_DAY if since.value is None else None

    ours, bare = medians([choose, lambda: _drawn(same_marks(model))], repeat=repeat)
    return (chart.name, str(size), milliseconds(ours), milliseconds(bare), f"{ours / bare:.2f}x")


def _drawn(ax: "Axes") -> None:
    ax.figure.savefig(io.BytesIO(), format="svg")


def same_marks(model: "Axes") -> "Axes":
    """The baseline: a figure with the same marks, lines, bars and words, laid out by no one."""
    figure = Figure(figsize=model.figure.get_size_inches(), dpi=110)
    for place, source in enumerate(model.figure.axes):
        ax = figure.add_subplot(len(model.figure.axes), 1, place + 1)
        _copy(source, ax)
    return figure.axes[0]


def _copy(source: "Axes", ax: "Axes") -> None:
    for marks in source.collections:
        offsets = marks.get_offsets()
        ax.scatter(offsets[:, 0], offsets[:, 1], s=50, label=marks.get_label())
    for line in source.lines:
        ax.plot(*line.get_data(), label=line.get_label())
    for bar in source.patches:
        ax.bar(bar.get_x(), bar.get_height(), bar.get_width(), bar.get_y(), hatch=bar.get_hatch())
    for text in source.texts:
        ax.text(*text.get_position(), text.get_text(), transform=ax.transAxes)
    ax.set_xticks(source.get_xticks(), [label.get_text() for label in source.get_xticklabels()])
    ax.set_yticks(source.get_yticks(), [label.get_text() for label in source.get_yticklabels()])
    ax.set(title=source.get_title(loc="left"), xlabel=source.get_xlabel())
    if ax.get_legend_handles_labels()[0]:
        ax.legend()


if __name__ == "__main__":
    main()
