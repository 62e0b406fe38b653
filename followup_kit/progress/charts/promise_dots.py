"""Promise dots: by how many days employers kept or missed the days they named."""

from collections.abc import Hashable
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit.progress.charts.chart import Asked, Chart, empty_alt_text, label_of
from followup_kit.progress.charts.margins import (
    POINTS,
    TICK_SIZE,
    names_beside,
    say_beside,
    settle,
)
from followup_kit.progress.charts.own_axes import in_words, note_marks
from followup_kit.progress.charts.paper import (
    PAD,
    Paper,
    framed,
    letters_across,
    paper,
    shown_empty,
    worded,
)
from followup_kit.progress.promises import PROMISE_STATES, kept_rate, promise_gaps
from followup_kit.progress.words import interval_words, share_words
from followup_kit.text import counted, day_in_words

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
EMPTY = """\
Nothing to show yet.

When an employer names a date for their decision,
log it, and you see here whether they kept it."""
HOLLOW = "Hollow marks have no answer yet."
ELSEWHERE = """\
For comparison: in large surveys, 46 % (2023) and 48 % (2024) of candidates were told
the next step and saw it happen as told (Talent Board) [V19]."""
INTERVAL = "With so few promised days, the share could be anything from {low} to {high} %."
LABELS = {
    "company": "Employer",
    "promised_on": "Promised for",
    "answered_on": "Answered on",
    "gap_days": "Days over (below 0: early)",
    "state": "State",
}


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
        return shown_empty(framed(ax, page), EMPTY, EXAMPLE, page=page)
    shown = promises.tail(MOST_PROMISES)
    given, ax = ax, framed(ax, page, height=AROUND + ROW_HEIGHT * max(2, len(shown)))
    shown = shown.assign(y=np.arange(len(shown))[::-1])
    shown = shown.assign(x=shown["gap_days"].clip(-WIDEST_DAYS, WIDEST_DAYS))
    _draw_marks(ax, shown, page)
    note_marks(ax, shown["x"], shown["y"])
    said = [promise_words(*one) for one in zip(shown["state"], shown["gap_days"], strict=True)]
    right = say_beside(ax, list(shown["y"]), said, ink=page.ink)
    _scale(ax, shown, page, right=right)
    worded(ax, promises_title(promises), "", "", page=page)
    note = _note(promises, letters_across(ax, page, size=TICK_SIZE))
    ax.set_xlabel(note, color=page.ink, fontsize=9, loc="left", linespacing=1.4)
    if given is None:
        settle([ax], above=PAD / POINTS, right=right)
    return in_words(ax, lambda: promises_alt_text(promises))


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
    caution = interval_words(kept_rate(promises), INTERVAL)
    texts = (HOLLOW, caution, ELSEWHERE)
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


def promises_title(promises: pd.DataFrame) -> str:
    """How many promised days were kept, and how many are not due yet."""
    rate = kept_rate(promises)
    if not rate.of:
        return f"Promised days: 0 due so far, {rate.open} not due yet"
    found = f"Promised days: {rate.done} of {rate.of} kept{share_words(rate)}"
    return found + (f", {rate.open} not due yet" if rate.open else "")


def promises_alt_text(promises: pd.DataFrame) -> str:
    """The promises in words: one sentence each."""
    if promises.empty:
        return empty_alt_text(EMPTY)
    columns = (promises[name] for name in ("company", "state", "gap_days"))
    said = [
        f"{company}: {promise_words(state, gap)}."
        for company, state, gap in zip(*columns, strict=True)
    ]
    return f"Chart of promised days. {promises_title(promises)}. {' '.join(said)}"


def promise_words(state: str, gap_days: int) -> str:
    """A promise in words.

    >>> promise_words("kept", -2), promise_words("kept", 0), promise_words("overdue", 5)
    ('kept, 2 days early', 'kept, on the day', 'nothing yet, 5 days over')
    """
    days = counted(abs(gap_days), "day")
    if state == "kept":
        return f"kept, {days} early" if gap_days else "kept, on the day"
    if state == "not due yet":
        return f"due in {days}" if gap_days else "due today"
    return f"{days} late" if state == "late" else f"nothing yet, {days} over"


def asked_promises(promises: pd.DataFrame) -> dict[Hashable, Asked]:
    """What each mark says when it is asked, and the application it opens."""
    return {
        row: Asked(
            f"{one['company']}, promised for {day_in_words(one['promised_on'])}: "
            f"{promise_words(one['state'], one['gap_days'])}.",
            application=one["application_id"],
        )
        for row, one in promises.iterrows()
    }


CHART = Chart(
    name="Promised days",
    file="promises",
    table=lambda v: promise_gaps(v.tables, now=v.now, practice=v.practice),
    plot=lambda t, _, page: plot_promises(t, **page),
    alt_text=lambda t, _: promises_alt_text(t),
    labels=lambda _: LABELS,
    asked=lambda t: asked_promises(t),
)
