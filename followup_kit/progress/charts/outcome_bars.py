"""Outcome bars: what came of the applications, by the month of their first interview.

An application stays in its month, so that those still waiting are seen beside the others; by
the month of the answer only those with an answer would be there.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit.progress.charts.chart import Chart, View, empty_alt_text
from followup_kit.progress.charts.margins import settle
from followup_kit.progress.charts.own_axes import in_words
from followup_kit.progress.charts.paper import framed, keyed, paper, shown_empty, worded
from followup_kit.progress.charts.state_bars import (
    EXAMPLE,
    MOST_NUMBERS,
    draw_bars,
    scale_bars,
    write_numbers,
)
from followup_kit.progress.states import StateLook
from followup_kit.progress.waits import CLOSED_BY_YOU
from followup_kit.progress.what_happened import WAITING, application_outcomes
from followup_kit.progress.words import ENDED, outcome_counts
from followup_kit.text import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOOKS = {
    "offer": StateLook(ENDED["offer"], "#1A8077", "#4FB3A8", "*", ""),
    "advanced": StateLook(ENDED["advanced"], "#1C9DDC", "#6DC3E0", "P", "//"),
    "rejected": StateLook(ENDED["rejected"], "#773B53", "#FF7184", "X", "++"),
    "closed_by_employer": StateLook(ENDED["closed_by_employer"], "#B94400", "#BF3C0B", "s", "xx"),
    "withdrawn": StateLook(ENDED["withdrawn"], "#8A58B8", "#903ABC", "d", "oo"),
    CLOSED_BY_YOU: StateLook(ENDED[CLOSED_BY_YOU], "#8C8C8C", "#8C8C8C", "|", "--", filled=False),
    WAITING: StateLook(ENDED[WAITING], "#2A2522", "#EAEAEA", ">", "", filled=False),
}
"""Colours and hatch of each outcome, from the bottom of a bar to its top."""
EMPTY = """\
Nothing to show yet.

Log an interview that took place,
and its month appears here with what came of it."""


def monthly_outcomes(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Applications by outcome (columns) per month of their first interview (index: its first day).

    Months without a first interview in between are there with zeros.

    Args:
        outcomes: The table of `application_outcomes`.
    """
    months = outcomes["first_held_at"].dt.tz_localize(None).dt.to_period("M")
    counts = pd.crosstab(months, outcomes["outcome"]).reindex(columns=list(LOOKS), fill_value=0)
    low, high = months.min(), months.max()
    held = pd.period_range(low, high, freq="M") if len(months) else months.array[:0]
    starts = pd.DatetimeIndex(pd.PeriodIndex(held, freq="M").to_timestamp()).as_unit("s")
    counts = counts.reindex(held, fill_value=0).set_axis(starts.rename("month"), axis=0)
    return counts.astype("int64").rename_axis(columns=None)


def plot_monthly_outcomes(
    counts: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
) -> "Axes":
    """Applications per month of their first interview as bars, stacked by what came of them."""
    page = paper(dark=dark, for_print=for_print)
    given, ax = ax, framed(ax, page)
    if not counts.to_numpy().any():
        return shown_empty(ax, EMPTY, EXAMPLE, page=page)
    bottom = np.zeros(len(counts), dtype="int64")
    for outcome in [name for name in LOOKS if counts[name].any()]:
        height = counts[outcome].to_numpy()
        draw_bars(ax, bottom, height, LOOKS[outcome], page)
        if len(counts) <= MOST_NUMBERS:
            write_numbers(ax, bottom, height, page)
        bottom = bottom + height
    scale_bars(ax, pd.DatetimeIndex(counts.index), int(bottom.max()))
    across = "Month of the first interview"
    worded(ax, monthly_outcomes_title(counts), across, "Applications", page=page)
    above = keyed(ax, page)
    if given is None:
        settle([ax], above=above)
    return in_words(ax, lambda: monthly_outcomes_alt_text(counts))


def monthly_outcomes_title(counts: pd.DataFrame) -> str:
    """How many applications, over how many months, and what came of them."""
    total, months = int(counts.to_numpy().sum()), counted(len(counts), "month")
    return f"{counted(total, 'application')} over {months}: {_in_words(counts.sum())}"


def monthly_outcomes_alt_text(counts: pd.DataFrame) -> str:
    """The bars in words: one sentence per month with a first interview."""
    if counts.empty:
        return empty_alt_text(EMPTY)
    rows = zip(pd.DatetimeIndex(counts.index), counts.iterrows(), strict=True)
    lines = [f"{start:%B %Y}: {_in_words(row)}." for start, (_, row) in rows if row.sum()]
    return f"{monthly_outcomes_title(counts)}. {' '.join(lines)}"


def _in_words(counts: pd.Series) -> str:
    return outcome_counts(pd.Series([key for key in LOOKS for _ in range(int(counts[key]))]))


def _table(view: View) -> pd.DataFrame:
    return monthly_outcomes(application_outcomes(view.tables, now=view.now, practice=view.practice))


def _labels(counts: pd.DataFrame) -> dict[str, str]:
    return {"month": "Month", **{n: look.word for n, look in LOOKS.items() if counts[n].any()}}


CHART = Chart(
    name="Outcomes by month",
    file="outcomes-by-month",
    table=_table,
    plot=lambda t, _, page: plot_monthly_outcomes(t, **page),
    alt_text=lambda t, _: monthly_outcomes_alt_text(t),
    shown=lambda t: t.assign(month=[f"{start:%B %Y}" for start in t.index]),
    labels=_labels,
)
