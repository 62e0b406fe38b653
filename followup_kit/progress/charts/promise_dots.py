"""Promise dots: by how many days employers kept or missed the days they named."""

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit.progress.charts.margins import (
    POINTS,
    TICK_SIZE,
    names_beside,
    say_beside,
    settle,
)
from followup_kit.progress.charts.paper import (
    PAD,
    Paper,
    framed,
    letters_across,
    paper,
    shown_empty,
    worded,
)
from followup_kit.progress.promises import PROMISE_STATES, kept_rate
from followup_kit.progress.response_words import label_of, promise_words, promises_title
from followup_kit.progress.words import interval_words, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDEST_DAYS = 60
"""Days early or late up to which a mark moves; beyond, it stands at the edge."""
MOST_PROMISES = 40
"""Promises drawn at most, the latest."""
TICKS = (-56, -28, -14, 0, 14, 28, 56)
TICK_WIDTH, AROUND_NAMES = 0.75, 0.5
"""Inches of the words at a tick, and around the names and words at the sides."""
ROW_HEIGHT, AROUND = 0.32, 1.9
LOOKS = {
    "kept": ("o", "#0B4C94", "#4A80E2", True),
    "late": ("D", "#C98211", "#F6B359", True),
    "overdue": ("v", "#B94400", "#D9582E", False),
    "not due yet": ("o", "#2A2522", "#EAEAEA", False),
}
"""Mark, colours on light and dark, and whether it is filled, by state."""
EXAMPLE = (
    (0.35, 0.36, "o", True),
    (0.5, 0.24, "o", True),
    (0.68, 0.12, "D", True),
)


def plot_promises(
    promises: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
) -> "Axes":
    """One row per promised day: left of the line is early, right of it late.

    Hollow marks have no answer yet: past the line they move on every day.
    """
    page = paper(dark=dark, for_print=for_print)
    if promises.empty:
        return shown_empty(framed(ax, page), words("no_promises"), EXAMPLE, page=page)
    shown = promises.tail(MOST_PROMISES).reset_index(drop=True)
    given, ax = ax, framed(ax, page, height=AROUND + ROW_HEIGHT * max(2, len(shown)))
    shown = shown.assign(y=np.arange(len(shown))[::-1])
    shown = shown.assign(x=shown["gap_days"].clip(-WIDEST_DAYS, WIDEST_DAYS))
    _draw_marks(ax, shown, page)
    said = [promise_words(*one) for one in zip(shown["state"], shown["gap_days"], strict=True)]
    right = say_beside(ax, list(shown["y"]), said, ink=page.ink)
    _scale(ax, shown, page, right=right)
    worded(ax, promises_title(promises), "", "", page=page)
    note = _note(promises, letters_across(ax, page, size=TICK_SIZE))
    ax.set_xlabel(note, color=page.ink, fontsize=9, loc="left", linespacing=1.4)
    if given is None:
        settle([ax], above=PAD / POINTS, right=right)
    return ax


def _draw_marks(ax: "Axes", shown: pd.DataFrame, page: Paper) -> None:
    for state in PROMISE_STATES:
        found = shown.loc[shown["state"] == state]
        marker, light, dark, filled = LOOKS[state]
        colour = dark if page.dark else light
        ax.hlines(found["y"], 0, found["x"], color=page.soft, lw=1, zorder=1)
        drawn = ax.scatter(
            found["x"], found["y"], s=54, marker=marker, color=colour, linewidths=1.6, zorder=3
        )
        if not filled:
            drawn.set_facecolor(page.ground)


def _note(promises: pd.DataFrame, letters: int) -> str:
    """What to bear in mind, on lines of at most so many letters."""
    caution = interval_words(kept_rate(promises), "promise_interval")
    texts = (words("promise_days"), caution, words("promises_elsewhere"))
    return "\n".join(line for text in texts for line in wrap(text, letters))


def _scale(ax: "Axes", shown: pd.DataFrame, page: Paper, *, right: float) -> None:
    """The employers on the left, and days below as far as their words have room."""
    ax.set_yticks(shown["y"], [label_of(company) for company in shown["company"]])
    low, high = min(shown["x"].min(), -7) * 1.1, max(shown["x"].max(), 7) * 1.1
    ax.set_xlim(low, high)
    room = page.width - names_beside(ax) - right - AROUND_NAMES
    nearest = TICK_WIDTH * (high - low) / room
    ticks = [day for day in TICKS if low <= day <= high and (day == 0 or abs(day) >= nearest)]
    ax.set_xticks(ticks, [_day_words(day) for day in ticks])
    ax.axvline(0, color=page.ink, lw=1, zorder=0)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(-0.7, len(shown) - 0.3)


def _day_words(day: int) -> str:
    if day == 0:
        return "promised\nday"
    return f"{abs(day)} days\n{'early' if day < 0 else 'late'}"
