"""The waiting curve: which share had heard, by days since the latest round.

Drawn from twenty applications; below that every application is a lane of its own.
"""

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from followup_kit.progress.charts.chart import Chart, empty_alt_text
from followup_kit.progress.charts.margins import LABEL_SIZE, POINTS, settle, width_of
from followup_kit.progress.charts.own_axes import in_words
from followup_kit.progress.charts.paper import PAD, Paper, framed, paper, shown_empty, worded
from followup_kit.progress.waits import CURVE_FROM, counted_waits, waiting_curves, waits
from followup_kit.text import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEAN_DAYS = 25
"""From the first interview to offer or no, new graduates, NACE 2023 (V15)."""
TOP = 1.2
"""Height of the chart, with room for words above 100 %."""
LONGEST_DAYS = 180
"""Days across at most."""
MOST_DAYS = 6
"""Days under the curve at most."""
BESIDE = 16
"""Points from the axes to the names of the rows below them."""
STEPS = (1, 2, 5, 7, 14, 28, 60)
"""Days from one label to the next."""
STYLES: dict[str, tuple[str, str, str, Literal["bottom", "top"]]] = {
    "any answer": ("#0B4C94", "#4A80E2", "-", "bottom"),
    "decision": ("#C98211", "#F6B359", "--", "top"),
}
"""Colour on light and dark, line, and side of the name of each curve."""
WITHOUT = {"any answer": "no answer yet", "decision": "no decision yet"}
HALF = 0.5 - 1e-12
NO_CURVE = """\
This curve needs {needed} applications; you have {count}.
Until then, the lanes show each one."""
LEFT_OUT_YET = """\
{count} more left out: typed in from memory,
which is mostly done for those with an answer."""
DAYS = "Days since the end of the latest round. A stroke on a curve is one that still waits."
LEFT_OUT = "{count} left out: typed in from memory, which is mostly done for those with an answer."
NACE_LINE = """\
25 days: mean from first interview to offer or no,
new graduates, large US employers,
NACE 2023 (n = 334) [V15]"""
LABELS = {
    "company": "Employer",
    "round": "Round",
    "clock_start": "Interview ended",
    "answered_at": "First answer",
    "silence_days": "Days until then",
    "ended_at": "Decision",
    "decision_days": "Days until the decision",
}


def plot_waiting_curve(
    table: pd.DataFrame,
    *,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
) -> "Axes":
    """Shares with any human answer and with a decision, with 95 % bands, from 20 applications.

    Strokes on a curve are applications that still wait. Below each day stands how many were
    still waiting then. With fewer applications the words say so and point to the lanes.
    """
    page, kept = paper(dark=dark, for_print=for_print), counted_waits(table)
    if len(kept) < CURVE_FROM:
        said = no_curve_words(table)
        return shown_empty(framed(ax, page, height=2.2), said, (), page=page)
    given, ax = ax, framed(ax, page, height=4.8)
    curves = waiting_curves(kept)
    longest = min(max(kept["watched_days"].max() * 1.02, MEAN_DAYS * 1.4), LONGEST_DAYS)
    for name in STYLES:
        _draw_curve(ax, curves.loc[curves["ending"] == name], _spans(kept, name), longest, page)
    _draw_mean(ax, longest, page)
    _scale(ax, kept, longest, page)
    worded(
        ax,
        waiting_curve_title(table),
        waiting_curve_note(table),
        "Share of applications",
        page=page,
    )
    if given is None:
        names = [width_of(name, LABEL_SIZE) for name in (*STYLES, *WITHOUT.values())]
        settle([ax], above=PAD / POINTS, left=max(names) + BESIDE / POINTS, right=max(names[:2]))
    return in_words(ax, lambda: waiting_curve_alt_text(table))


def _spans(kept: pd.DataFrame, name: str) -> pd.DataFrame:
    """How long each application was watched for this curve, and whether it still waits."""
    if name == "any answer":
        spans = kept["silence_days"].fillna(kept["watched_days"])
        waits = kept["silence_days"].isna() & (kept["ending"] == "")
    else:
        spans, waits = kept["watched_days"], kept["ending"] == ""
    return pd.DataFrame({"name": name, "span": spans, "waits": waits})


def _draw_curve(
    ax: "Axes", curve: pd.DataFrame, spans: pd.DataFrame, longest: float, page: Paper
) -> None:
    name = str(spans["name"].iloc[0])
    light, dark, line, side = STYLES[name]
    colour = dark if page.dark else light
    days, share = np.array([0.0, *curve["time"], longest]), np.array([0.0, *curve["share"]])
    share = np.append(share, share[-1])
    ax.step(days, share, where="post", color=colour, ls=line, lw=2, zorder=3)
    band = pd.concat([curve.dropna(), curve.dropna().tail(1).assign(time=longest)])
    ax.fill_between(
        band["time"], band["low"], band["high"], step="post", color=colour, alpha=0.15, lw=0
    )
    waiting = spans.loc[spans["waits"] & (spans["span"] <= longest), "span"].to_numpy()
    at = share[np.searchsorted(days[:-1], waiting, side="right") - 1]
    ax.plot(waiting, at, ls="none", marker="|", ms=9, mew=1.2, color=colour, zorder=4)
    ax.text(longest * 1.01, share[-1], name, color=page.ink, fontsize=9.5, ha="left", va=side)


def _draw_mean(ax: "Axes", longest: float, page: Paper) -> None:
    """The mean of the survey, named above the curves on the side with more room."""
    ax.axvline(MEAN_DAYS, color=page.soft, lw=1, zorder=1)
    side: Literal["left", "right"] = "left" if longest / 2 > MEAN_DAYS else "right"
    ax.annotate(
        NACE_LINE, (MEAN_DAYS, TOP), xytext=(4 if side == "left" else -4, 0),
        textcoords="offset points", color=page.soft, fontsize=8, ha=side, va="top",
    )  # fmt: skip


def _scale(ax: "Axes", kept: pd.DataFrame, longest: float, page: Paper) -> None:
    """Days across with those at risk below, shares up from 0 to 100 %."""
    step = next(one for one in STEPS if longest / one <= MOST_DAYS)
    days = np.arange(0, longest, step)
    rows = [_spans(kept, name)["span"].to_numpy() for name in STYLES]
    labels = ["\n".join([f"{day:.0f}", *(str((row >= day).sum()) for row in rows)]) for day in days]
    ax.set_xticks(days, labels)
    ax.set_xlim(0, longest)
    ax.annotate(
        "\n".join(["days", *(WITHOUT[name] for name in STYLES)]), (0, 0),
        xycoords="axes fraction", xytext=(-BESIDE, -7), textcoords="offset points",
        color=page.ink, fontsize=9, ha="right", va="top", annotation_clip=False,
    )  # fmt: skip
    ax.set_ylim(0, TOP)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])


def waiting_curve_title(table: pd.DataFrame) -> str:
    """By when half had an answer, of how many applications, and how many are undecided."""
    kept = counted_waits(table)
    curves = waiting_curves(kept)
    reached = (curves["ending"] == "any answer") & (curves["share"] >= HALF)
    found = "fewer than half have an answer so far"
    if reached.any():
        found = f"half had an answer within {curves.loc[reached, 'time'].min():.0f} days"
    waiting = int((kept["ending"] == "").sum())
    return f"{counted(len(kept), 'application')}: {found}, {waiting} still undecided"


def waiting_curve_note(table: pd.DataFrame) -> str:
    """What the days count from, and how many applications are left out."""
    left_out = len(table) - len(counted_waits(table))
    note = DAYS
    if not left_out:
        return note
    return f"{note}\n{LEFT_OUT.format(count=counted(left_out, 'application'))}"


def no_curve_words(table: pd.DataFrame) -> str:
    """Why there is no curve yet, with the applications that do not count for it."""
    kept = counted_waits(table)
    said = NO_CURVE.format(needed=CURVE_FROM, count=len(kept))
    left_out = len(table) - len(kept)
    return f"{said}\n{LEFT_OUT_YET.format(count=left_out)}" if left_out else said


def waiting_curve_alt_text(table: pd.DataFrame) -> str:
    """The waiting curve in words: shares at the ends of the first weeks."""
    kept = counted_waits(table)
    if len(kept) < CURVE_FROM:
        return empty_alt_text(no_curve_words(table))
    curves = waiting_curves(kept)
    said = [
        f"After {days} days: {_share_by(curves, 'any answer', days)} with any answer, "
        f"{_share_by(curves, 'decision', days)} with a decision."
        for days in (7, 14, 28)
        if days <= kept["watched_days"].max()
    ]
    return f"Curve of waiting. {waiting_curve_title(table)}. {' '.join(said)}"


def _share_by(curves: pd.DataFrame, name: str, days: int) -> str:
    share = curves.loc[(curves["ending"] == name) & (curves["time"] <= days), "share"].max()
    return f"{100 * share:.0f} %" if share == share else "0 %"


CHART = Chart(
    name="Waiting for answers",
    file="waiting",
    table=lambda v: waits(v.tables, now=v.now, practice=v.practice),
    plot=lambda t, _, page: plot_waiting_curve(t, **page),
    alt_text=lambda t, _: waiting_curve_alt_text(t),
    labels=lambda _: LABELS,
)
