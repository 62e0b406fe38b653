"""Lanes: one line per application, with what you sent above it and what they said below.

This is the main picture of outcomes for a student: with fewer than twenty applications a
share or a curve would promise more than it knows.
"""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit.progress.charts.chart import Asked, Chart, empty_alt_text, label_of, moment_of
from followup_kit.progress.charts.margins import names_beside, say_beside, settle
from followup_kit.progress.charts.own_axes import in_words, note_marks
from followup_kit.progress.charts.paper import (
    MOST_DATES,
    Paper,
    date_ticks,
    framed,
    keyed,
    paper,
    shown_empty,
    worded,
)
from followup_kit.progress.lanes import EVENTS, ONGOING, lanes
from followup_kit.progress.words import ENDED, outcome_counts
from followup_kit.text import counted, day_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_LANES = 30
"""Lanes at most; of more applications the latest are drawn."""
LANE_HEIGHT, AROUND = 0.36, 1.7
"""Inches of one lane, and of all that is around the lanes."""
SHORTEST_SPAN = 14
"""Days across at least."""
DATE_WIDTH, AROUND_NAMES = 0.65, 0.5
"""Inches of a date with the gap beside it, and around the names and words at the sides."""
AHEAD = 0.12
"""Share of the days past that is shown of what is ahead, at most."""
EXAMPLE = (
    (0.2, 0.3, "|", True),
    (0.27, 0.3, "v", True),
    (0.5, 0.3, "*", True),
    (0.35, 0.12, "|", True),
    (0.42, 0.12, "v", True),
    (0.7, 0.12, ">", False),
)


@dataclass(frozen=True)
class _Look:
    """How an event is drawn, and how far above its lane."""

    marker: str
    light: str
    dark: str
    filled: bool
    up: float
    size: float = 42


LOOKS = {
    "interview": _Look("|", "#1F1F1F", "#EDEDED", True, 0, 150),
    "thank_you": _Look("v", "#0B4C94", "#4A80E2", True, 0.27),
    "status_check": _Look("v", "#0B4C94", "#4A80E2", False, 0.27),
    "message": _Look(".", "#0B4C94", "#4A80E2", True, 0.27),
    "thanks": _Look("^", "#B94400", "#F6B359", False, -0.27),
    "answer": _Look("^", "#B94400", "#F6B359", True, -0.27),
    "promise": _Look("D", "#8A58B8", "#B98BE0", False, 0, 34),
}
_UP = {event: look.up for event, look in LOOKS.items()}
ENDS = {
    "offer": "*",
    "advanced": "P",
    "rejected": "X",
    "closed_by_employer": "s",
    "withdrawn": "d",
    "no_response": "|",
    "waiting": ">",
}
"""The mark at the end of a lane by outcome; the word stands beside it."""
EMPTY = """\
Nothing to show yet.

Log an interview that took place,
and its application gets a line here."""
LABELS = {"company": "Employer", "position": "Position", "what": "What", "at": "When"}


def plot_lanes(
    events: pd.DataFrame,
    *,
    now: dt.datetime | None = None,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
) -> "Axes":
    """One lane per application, from its first interview to its ending or to now.

    Interviews are strokes across the lane, your messages stand above and theirs below it;
    a hollow diamond is the promised day. Lanes that are not over end in an arrow at today.

    Args:
        events: The table of lanes.
        now: The moment the table was made for, with a time zone; the table knows it.
        ax: Axes to draw on; a new figure by default, as high as the lanes need.
        dark: Whether the page is dark.
        for_print: Whether the chart is for paper.
    """
    page = paper(dark=dark, for_print=for_print)
    if events.empty:
        return shown_empty(framed(ax, page), EMPTY, EXAMPLE, page=page)
    shown = list(events["application_id"].unique())[-MOST_LANES:]
    given, ax = ax, framed(ax, page, height=AROUND + LANE_HEIGHT * max(2, len(shown)))
    today = _days(pd.Series([moment_of(events, now)])).iloc[0]
    marks = _marks(events, shown, today)
    _scale(ax, marks, today, page)
    _draw_lines(ax, marks, page)
    _draw_marks(ax, marks, page)
    note_marks(ax, marks["x"], marks["y"] + marks["event"].map(_UP).fillna(0))
    right = _draw_ends(ax, marks, page)
    room = page.width - names_beside(ax) - right - AROUND_NAMES
    dates = max(2, min(MOST_DATES, int(room / DATE_WIDTH)))
    ax.set_xticks(*date_ticks(*ax.get_xlim(), most=dates))
    worded(ax, lanes_title(events, shown=len(shown)), "", "", page=page)
    above = keyed(ax, page)
    if given is None:
        settle([ax], above=above, right=right)
    return in_words(ax, lambda: lanes_alt_text(events))


def _marks(events: pd.DataFrame, shown: list[str], today: float) -> pd.DataFrame:
    """The events with `x` in days since 1970 and `y`, the oldest lane at the top.

    A promised day that is far ahead stands at the right edge.
    """
    places = {name: len(shown) - 1 - place for place, name in enumerate(shown)}
    marks = events.loc[events["application_id"].isin(shown)]
    days = _days(marks["at"])
    edge = today + AHEAD * max(today - days.min(), SHORTEST_SPAN)
    return marks.assign(x=days.clip(upper=edge), y=marks["application_id"].map(places))


def _days(moments: pd.Series) -> pd.Series:
    days: pd.Series = (moments.dt.tz_localize(None) - pd.Timestamp(0)).dt.total_seconds() / 86_400
    return days


def _scale(ax: "Axes", marks: pd.DataFrame, today: float, page: Paper) -> None:
    first, last = marks["x"].min(), max(today, marks["x"].max())
    start = min(first, last - SHORTEST_SPAN) - 0.02 * (last - first)
    ax.set_xlim(start, last + 0.04 * (last - start))
    ax.axvline(today, color=page.soft, lw=0.8, ls=":", zorder=0)
    ax.text(today, 1.0, " today", transform=ax.get_xaxis_transform(), color=page.soft,
            fontsize=8.5, ha="left", va="top")  # fmt: skip
    named = marks.drop_duplicates("application_id")
    ax.set_yticks(named["y"], _names(named))
    ax.set_ylim(-0.75, named["y"].max() + 0.85)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _names(named: pd.DataFrame) -> list[str]:
    """The employers, with the position where one employer has several."""
    several = named["company"].duplicated(keep=False)
    positions = named["position"].where(several, "")
    return [
        label_of(f"{company}, {position}" if position else company)
        for company, position in zip(named["company"], positions, strict=True)
    ]


def _draw_lines(ax: "Axes", marks: pd.DataFrame, page: Paper) -> None:
    ends = marks.loc[marks["event"] == "end"].set_index("y")["x"]
    starts = marks.loc[marks["event"] == "interview"].groupby("y")["x"].min()
    ax.hlines(starts.index, starts, ends.loc[starts.index], color=page.soft, lw=1.6, zorder=1)


def _draw_marks(ax: "Axes", marks: pd.DataFrame, page: Paper) -> None:
    for event, look in LOOKS.items():
        found = marks.loc[marks["event"] == event]
        if found.empty:
            continue
        colour = look.dark if page.dark else look.light
        drawn = ax.scatter(
            found["x"], found["y"] + look.up, s=look.size, marker=look.marker, color=colour,
            linewidths=2.2 if look.marker == "|" else 1.2, label=EVENTS[event], zorder=3,
        )  # fmt: skip
        if not look.filled:
            drawn.set_facecolor(page.ground)


def _draw_ends(ax: "Axes", marks: pd.DataFrame, page: Paper) -> float:
    """The end mark of each lane, and its outcome in words; the inches these need come back."""
    ends = marks.loc[marks["event"] == "end"]
    for outcome, found in ends.groupby("outcome"):
        colour = page.soft if outcome in ONGOING else page.ink
        ax.scatter(found["x"], found["y"], s=72, marker=ENDS[str(outcome)], color=colour, zorder=4)
    said = [ending_words(*one) for one in zip(ends["outcome"], ends["days"], strict=True)]
    return say_beside(ax, list(ends["y"]), said, ink=page.ink)


def lanes_title(events: pd.DataFrame, *, shown: int = 0) -> str:
    """How many applications, and what came of them."""
    ends = events.loc[events["event"] == "end", "outcome"]
    title = f"{counted(len(ends), 'application')}: {outcome_counts(ends)}"
    return title if shown in (0, len(ends)) else f"{title} (the latest {shown} are drawn)"


def lanes_alt_text(events: pd.DataFrame) -> str:
    """The lanes in words: one sentence per application."""
    if events.empty:
        return empty_alt_text(EMPTY)
    rounds = events.loc[events["event"] == "interview", "application_id"].value_counts()
    ends = events.loc[events["event"] == "end"]
    columns = (ends[name] for name in ("company", "application_id", "outcome", "days"))
    said = [
        f"{company}: {counted(int(rounds[name]), 'interview')}, {ending_words(outcome, days)}."
        for company, name, outcome, days in zip(*columns, strict=True)
    ]
    return f"Chart with a lane for each application. {lanes_title(events)}. {' '.join(said)}"


def asked_events(events: pd.DataFrame) -> dict[Hashable, Asked]:
    """What each mark says when it is asked, and the application it opens."""
    return {
        row: Asked(
            f"{event['company']}: {_event_words(event)}, {day_in_words(event['at'])}.",
            application=event["application_id"],
        )
        for row, event in events.iterrows()
    }


def _event_words(event: pd.Series) -> str:
    is_end = event["event"] == "end"
    return ending_words(event["outcome"], event["days"]) if is_end else EVENTS[event["event"]]


def ending_words(outcome: str, days: float) -> str:
    """An outcome with the time since the latest round.

    >>> ending_words("offer", 7.83), ending_words("waiting", 13.0), ending_words("rejected", 0.4)
    ('offer after 8 days', 'still waiting, 13 days', 'rejected after less than a day')
    """
    span = counted(round(days), "day") if round(days) else "less than a day"
    return f"{ENDED[outcome]}{', ' if outcome in ONGOING else ' after '}{span}"


CHART = Chart(
    name="Each application",
    file="applications",
    table=lambda v: lanes(v.tables, now=v.now, practice=v.practice),
    plot=lambda t, v, page: plot_lanes(t, now=v.now, **page),
    alt_text=lambda t, _: lanes_alt_text(t),
    shown=lambda t: t.assign(what=[EVENTS[event] for event in t["event"]]),
    labels=lambda _: LABELS,
    asked=lambda t: asked_events(t),
)
