"""Charts of how timely the notes are, drawn without pyplot so that nothing stays open.

Every note is one mark. Each state has a shape, a hatch and a word beside its colour,
so the charts can be read without colour, and on a light or a dark page.
"""

import datetime as dt
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.progress.rates import on_time_rate
from followup_kit.progress.states import LOOKS, OWED_STATES, StateLook
from followup_kit.progress.words import (
    NO_NOTES,
    NO_WEEKS,
    delay_dots_title,
    interval_words,
    weekly_states_title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW, HIGH = 0.5, 14 * 24.0
"""Hours at the bottom and the top of the scale; shorter and longer delays sit on the edge."""
TICKS = {1: "1 h", 4: "4 h", 12: "12 h", 24: "24 h", 48: "48 h", 168: "7 d"}
NOT_SENT, NO_HOUR = HIGH * 1.75, HIGH * 4.2
"""Heights of the strips above the scale."""
MEDIAN_FROM, MEDIAN_OF = 20, 10
"""Pairs from which a rolling median is drawn, and over how many it is taken."""
STRIP = 1.45
"""How far a strip reaches up and down, as a factor."""
SHORTEST_SPAN = 7
"""Days across at least, so that a single interview does not fill the chart."""
MOST_LABELS, FEWEST_PLACES = 10, 6
"""Labels under the bars at most, and places for bars at least."""
WIDEST_TITLE = 70
"""Letters after which a title is broken at its colon."""
MOST_DATES = 7
"""Dates under the dots at most."""
INK = {False: "#1F1F1F", True: "#EDEDED"}
PAPER = {False: "#FFFFFF", True: "#111111"}
"""Colour of lines and words, and of the background, by whether the page is dark."""

Counts = np.ndarray[Any, np.dtype[np.int64]]


def plot_delay_dots(
    pairs: pd.DataFrame,
    *,
    now: dt.datetime,
    ax: "Axes | None" = None,
    dark: bool = False,
    practice: Practice | None = None,
) -> "Axes":
    """One mark per note owed: hours from the interview to the note, by interview date.

    Open and overdue notes are hollow marks on the right edge, at the time waited so far;
    notes never sent are in a strip at the top. Due lines are drawn when one rule judges
    all notes, with the ids of the statements they come from.
    """
    ax = _prepared(ax, dark=dark)
    owed = pairs.loc[pairs["state"] != "exempt"]
    if owed.empty:
        return _words_only(ax, NO_NOTES, dark=dark)
    marks = _marks(owed, now)
    _scale(ax, marks, dark=dark)
    _draw_due_lines(ax, owed, practice or load_practice(), dark=dark)
    _draw_median(ax, marks, dark=dark)
    for state in [name for name in OWED_STATES if (marks["state"] == name).any()]:
        _draw_marks(ax, marks.loc[marks["state"] == state], state)
    caution = interval_words(on_time_rate(owed))
    across = f"Date of the interview\n{caution}" if caution else "Date of the interview"
    return _worded(ax, delay_dots_title(owed), across, "Time from interview to note", dark=dark)


def plot_weekly_states(
    counts: pd.DataFrame, *, ax: "Axes | None" = None, dark: bool = False
) -> "Axes":
    """Notes owed per week or month of the interview as bars, stacked by state."""
    ax = _prepared(ax, dark=dark)
    if not counts[list(OWED_STATES)].to_numpy().any():
        return _words_only(ax, NO_WEEKS, dark=dark)
    bottom = np.zeros(len(counts), dtype="int64")
    for state in [name for name in OWED_STATES if counts[name].any()]:
        height = counts[state].to_numpy()
        _draw_bars(ax, bottom, height, LOOKS[state], dark=dark)
        bottom = bottom + height
    period = str(counts.index.name)
    form = {"week": "{0.day} {0:%b}", "month": "{0:%b %Y}"}[period]
    step = -(-len(counts) // MOST_LABELS)
    labels = [form.format(start) for start in counts.index[::step]]
    ax.set_xticks(range(0, len(counts), step), labels)
    ax.set_xlim(-0.6, max(len(counts), FEWEST_PLACES) - 0.4)
    ax.set_yticks(range(0, int(bottom.max()) + 2, 1 + int(bottom.max()) // 8))
    across = f"{period.capitalize()} of the interview, by its first day"
    return _worded(ax, weekly_states_title(counts), across, "Notes to people", dark=dark)


def _prepared(ax: "Axes | None", *, dark: bool) -> "Axes":
    from matplotlib.figure import Figure

    if ax is None:
        figure = Figure(figsize=(8, 4.8), dpi=110, layout="constrained")
        figure.set_facecolor(PAPER[dark])
        ax = figure.subplots()
    ax.set_facecolor(PAPER[dark])
    ax.tick_params(which="both", colors=INK[dark])
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(INK[dark])
    return ax


def _worded(ax: "Axes", title: str, across: str, up: str, *, dark: bool) -> "Axes":
    """The axes with its title, labels and legend."""
    ink = INK[dark]
    wrapped = title if len(title) <= WIDEST_TITLE else title.replace(": ", ":\n", 1)
    ax.set_title(wrapped, loc="left", color=ink, fontsize=11)
    ax.set_xlabel(across, color=ink)
    ax.set_ylabel(up, color=ink)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        frameon=False,
        labelcolor=ink,
        fontsize=9,
    )
    return ax


def _words_only(ax: "Axes", words: str, *, dark: bool) -> "Axes":
    """The axes without scales, with friendly words in the middle."""
    ax.set_axis_off()
    ax.text(
        0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center",
        color=INK[dark], fontsize=12, linespacing=1.5,
    )  # fmt: skip
    return ax


def _marks(owed: pd.DataFrame, now: dt.datetime) -> pd.DataFrame:
    """Where each mark stands: `x` in days since 1970, `y` in hours or at a strip."""
    moment = pd.Timestamp(now).tz_convert("UTC")
    held = (owed["held_on"] - pd.Timestamp(0)).dt.days
    waited = (moment - owed["clock_start"]).dt.total_seconds() / 3600
    today = (moment.tz_localize(None) - pd.Timestamp(0)).days
    edge = max(today, int(held.max()))
    span = max(edge - int(held.min()), SHORTEST_SPAN)
    waiting = owed["state"].isin(["open", "overdue"])
    y = owed["hours"].where(~waiting, waited).clip(LOW, HIGH).fillna(NO_HOUR)
    x = held.where(~waiting, edge + 0.05 * span)
    order = owed.groupby([x, "interview_id"]).cumcount()
    people = order.groupby([x, owed["interview_id"]]).transform("max")
    return pd.DataFrame(
        {
            "x": x + (order - people / 2) * 0.014 * span,
            "y": y.where(owed["state"] != "missed", NOT_SENT),
            "state": owed["state"],
            "edge": edge + 0.09 * span,
            "start": edge - 1.06 * span,
        }
    )


def _scale(ax: "Axes", marks: pd.DataFrame, *, dark: bool) -> None:
    """Dates across, hours up on a log scale, and the strips that are needed."""
    strips = {NOT_SENT: "not sent", NO_HOUR: "hour not known"}
    used = {at: word for at, word in strips.items() if (marks["y"] == at).any()}
    for at in used:
        ax.axhspan(at / STRIP, at * STRIP, color=INK[dark], alpha=0.08, linewidth=0)
    ax.set_yscale("log")
    ax.set_yticks([*TICKS, *used], [*TICKS.values(), *used.values()], minor=False)
    ax.set_yticks([], minor=True)
    ax.set_ylim(LOW * 0.85, max([HIGH * 1.15, *(at * STRIP for at in used)]))
    start, edge = marks["start"].iloc[0], marks["edge"].iloc[0]
    ax.set_xlim(start, edge)
    days = range(ceil(start), int(edge) + 1, ceil((edge - start) / MOST_DATES))
    dates = [dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in days]
    ax.set_xticks(days, [f"{date.day} {date:%b}" for date in dates])


def _draw_due_lines(ax: "Axes", owed: pd.DataFrame, practice: Practice, *, dark: bool) -> None:
    """The target and the due line, when all notes are judged by the same numbers."""
    known = owed["policy"].where(owed["policy"].isin(list(practice.presets)), DEFAULT_PRESET)
    presets = [practice.preset(name) for name in dict.fromkeys(known)]
    if len({(one.target_hours, one.due_hours) for one in presets}) > 1:
        return
    lines = {"due": presets[0].due_hours, "target": presets[0].target_hours}
    if lines["due"] == lines["target"]:
        del lines["target"]
    for name, hours in lines.items():
        ids = dict.fromkeys(one for preset in presets for one in preset.sources_of(f"{name}_hours"))
        label = f"{hours} h {name} ({', '.join(ids)})"
        style = "-" if name == "due" else "--"
        ax.axhline(hours, color=INK[dark], lw=0.9, ls=style, label=label, zorder=1)


def _draw_median(ax: "Axes", marks: pd.DataFrame, *, dark: bool) -> None:
    """The rolling median from 20 decided notes; one never sent counts as very long."""
    timed = marks.loc[~marks["state"].isin(["open", "unknown_time"]) & (marks["y"] != NO_HOUR)]
    if len(timed) < MEDIAN_FROM:
        return
    middle = timed["y"].rolling(MEDIAN_OF).median()
    shown = middle.where(middle <= HIGH)
    label = f"median of {MEDIAN_OF} notes"
    ax.plot(timed["x"], shown, color=INK[dark], lw=1.2, ls=":", label=label, zorder=2)


def _draw_marks(ax: "Axes", marks: pd.DataFrame, state: str) -> None:
    look = LOOKS[state]
    face = look.colour if look.filled else "none"
    ax.scatter(
        marks["x"], marks["y"], s=52, marker=look.marker, facecolors=face,
        edgecolors=look.colour, linewidths=1.6, label=look.word, zorder=3, clip_on=False,
    )  # fmt: skip


def _draw_bars(ax: "Axes", bottom: Counts, height: Counts, look: StateLook, *, dark: bool) -> None:
    ax.bar(
        np.arange(len(height)), height, 0.7, bottom,
        color=look.colour if look.filled else "none",
        edgecolor=PAPER[dark] if look.filled else look.colour,
        hatch=look.hatch, label=look.word, linewidth=1,
    )  # fmt: skip
    for place in np.flatnonzero(height):
        ax.text(
            float(place), bottom[place] + height[place] / 2, str(height[place]),
            ha="center", va="center", color=INK[dark], fontsize=9,
            bbox={"facecolor": PAPER[dark], "edgecolor": "none", "pad": 1.2},
        )  # fmt: skip
