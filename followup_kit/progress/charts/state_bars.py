"""State bars: how many notes were owed each week or month, stacked by state; never rates."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice
from followup_kit.progress.charts.chart import Chart, View, empty_alt_text
from followup_kit.progress.charts.margins import settle
from followup_kit.progress.charts.own_axes import in_words
from followup_kit.progress.charts.paper import Paper, framed, keyed, paper, shown_empty, worded
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.states import DECIDED, LOOKS, ON_TIME, OWED_STATES, StateLook
from followup_kit.progress.words import state_counts, with_what_if
from followup_kit.text import counted, day_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_LABELS, FEWEST_PLACES = 10, 6
"""Labels under the bars at most, and places for bars at least."""
LOWEST_TOP = 3
"""Notes up to which the scale reaches at least."""
STEPS, MOST_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 8
"""Notes from one line of the scale to the next, and steps at most."""
MOST_NUMBERS = 30
"""Bars up to which each part has its hatch and its number in it."""
LOWEST_PART = 0.06
"""Share of the highest bar that a part needs to hold its number."""
EXAMPLE = (
    *((0.3, 0.08 + 0.07 * step, "s", True) for step in range(4)),
    *((0.5, 0.08 + 0.07 * step, "s", step < 2) for step in range(3)),
    *((0.7, 0.08 + 0.07 * step, "s", step < 4) for step in range(5)),
)
EMPTY = """\
Nothing to show yet.

Log an interview that took place,
and its week appears here with your notes."""

Counts = np.ndarray[Any, np.dtype[np.int64]]


def plot_weekly_states(
    counts: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
    practice: Practice | None = None,
) -> "Axes":
    """Notes owed per week or month of the interview as bars, stacked by state."""
    page = paper(dark=dark, for_print=for_print)
    given, ax = ax, framed(ax, page)
    if not counts[list(OWED_STATES)].to_numpy().any():
        return shown_empty(ax, EMPTY, EXAMPLE, page=page)
    bottom = np.zeros(len(counts), dtype="int64")
    least = LOWEST_PART * counts[list(OWED_STATES)].sum(axis=1).max()
    for state in [name for name in OWED_STATES if counts[name].any()]:
        height = counts[state].to_numpy()
        draw_bars(ax, bottom, height, LOOKS[state], page)
        if len(counts) <= MOST_NUMBERS:
            write_numbers(ax, bottom, np.where(height >= least, height, 0), page)
        bottom = bottom + height
    scale_bars(ax, pd.DatetimeIndex(counts.index), int(bottom.max()))
    across = f"{str(counts.index.name).capitalize()} of the interview, by its first day"
    worded(ax, weekly_states_title(counts, practice=practice), across, "Notes to people", page=page)
    above = keyed(ax, page)
    if given is None:
        settle([ax], above=above)
    return in_words(ax, lambda: weekly_states_alt_text(counts, practice=practice))


def scale_bars(ax: "Axes", starts: pd.DatetimeIndex, highest: int) -> None:
    """Weeks or months across, whole numbers up."""
    step = -(-len(starts) // MOST_LABELS)
    labels = _weeks(starts[::step]) if starts.name == "week" else _months(starts[::step])
    ax.set_xticks(range(0, len(starts), step), labels)
    ax.set_xlim(-0.6, max(len(starts), FEWEST_PLACES) - 0.4)
    apart = next((one for one in STEPS if highest / one <= MOST_STEPS), highest)
    ax.set_yticks(range(0, max(highest, LOWEST_TOP) + 1, apart))
    ax.set_ylim(0, max(highest, LOWEST_TOP) * 1.04)


def _weeks(starts: pd.DatetimeIndex) -> list[str]:
    """Day and month, with the year where it begins or changes if there are several."""
    years = starts.year.to_list()
    new = [len(set(years)) > 1 and year not in years[:place] for place, year in enumerate(years)]
    return [
        day_in_words(start, year=False) + (f"\n{start.year}" if is_new else "")
        for start, is_new in zip(starts, new, strict=True)
    ]


def _months(starts: pd.DatetimeIndex) -> list[str]:
    return [f"{start:%b}\n{start:%Y}" for start in starts]


def draw_bars(ax: "Axes", bottom: Counts, height: Counts, look: StateLook, page: Paper) -> None:
    """One part of each bar that is not 0, on top of the parts below it."""
    colour = look.colour_on(dark=page.dark)
    seen, is_wide = np.flatnonzero(height), len(height) <= MOST_NUMBERS
    ax.bar(
        seen, height[seen], 0.7, bottom[seen],
        color=colour if look.filled else "none",
        edgecolor=page.ground if look.filled and is_wide else colour,
        hatch=look.hatch if is_wide else "", label=look.word, linewidth=1,
    )  # fmt: skip


def write_numbers(ax: "Axes", bottom: Counts, height: Counts, page: Paper) -> None:
    """The number of notes in each part that is not 0."""
    for place in np.flatnonzero(height):
        ax.text(
            float(place), bottom[place] + height[place] / 2, str(height[place]),
            ha="center", va="center", color=page.ink, fontsize=9,
            bbox={"facecolor": page.ground, "edgecolor": "none", "pad": 1.2},
        )  # fmt: skip


def weekly_states_title(counts: pd.DataFrame, *, practice: Practice | None = None) -> str:
    """The finding of the bars, with unit and number."""
    period = str(counts.index.name)
    people = counted(int(counts.drop(columns="exempt").to_numpy().sum()), "person", "people")
    on_time = int(counts[list(ON_TIME)].to_numpy().sum())
    decided = int(counts[list(DECIDED)].to_numpy().sum())
    found = f"{on_time} of {decided} on time" if decided else "none due so far"
    title = f"Notes to {people} over {counted(len(counts), period)}: {found}"
    return with_what_if(title, counts.attrs.get("what_if", []), practice)


def weekly_states_alt_text(counts: pd.DataFrame, *, practice: Practice | None = None) -> str:
    """The bars in words: one sentence per week or month with notes, with all counts."""
    if counts.empty:
        return empty_alt_text(EMPTY)
    rows = zip(pd.DatetimeIndex(counts.index), counts.iterrows(), strict=True)
    lines = [
        f"{day_in_words(start)}: {state_counts(row)}." for start, (_, row) in rows if row.sum()
    ]
    period = counts.index.name
    return (
        f"{weekly_states_title(counts, practice=practice)}. Each {period} by its first day. "
        + " ".join(lines)
    )


def _table(view: View) -> pd.DataFrame:
    period: Any = view.period
    return weekly_counts(view.owed, period=period)


def _labels(counts: pd.DataFrame) -> dict[str, str]:
    used = {name: look.word for name, look in LOOKS.items() if counts[name].any()}
    return {"start": "From", **used}


CHART = Chart(
    name="Notes over time",
    file="notes-over-time",
    table=_table,
    plot=lambda t, v, page: plot_weekly_states(t, practice=v.practice, **page),
    alt_text=lambda t, v: weekly_states_alt_text(t, practice=v.practice),
    shown=lambda t: t.assign(start=t.index),
    labels=_labels,
)
