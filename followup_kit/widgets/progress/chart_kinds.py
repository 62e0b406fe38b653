"""The charts of the progress panel: the table behind each, how it is drawn, and its words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from followup_kit.practice.practice import Practice
from followup_kit.progress.charts import (
    plot_delay_dots,
    plot_lanes,
    plot_promises,
    plot_waiting_curve,
    plot_weekly_states,
)
from followup_kit.progress.lanes import EVENTS, lanes
from followup_kit.progress.pairs import pairs
from followup_kit.progress.promises import promise_gaps
from followup_kit.progress.rates import weekly_counts
from followup_kit.progress.response_words import (
    lanes_alt_text,
    promises_alt_text,
    waiting_curve_alt_text,
)
from followup_kit.progress.states import LOOKS
from followup_kit.progress.tables import Tables
from followup_kit.progress.waits import waits
from followup_kit.progress.what_if import what_if_pairs
from followup_kit.progress.words import delay_dots_alt_text, weekly_states_alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes


Page = dict[str, Any]
"""What a chart is drawn for: `{"dark": True}`, `{"dark": False}` or `{"for_print": True}`."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What is looked at: the log or a part of it, when, and how it is judged."""

    tables: Tables
    now: dt.datetime
    practice: Practice
    period: str = "week"
    what_if: str = ""

    @cached_property
    def stored(self) -> pd.DataFrame:
        """The table of pairs, by the stored due times."""
        return pairs(self.tables, now=self.now, practice=self.practice)

    @cached_property
    def owed(self) -> pd.DataFrame:
        """The table of pairs, by the stored due times or by the preset that is tried."""
        if self.what_if:
            return what_if_pairs(self.tables, self.what_if, now=self.now, practice=self.practice)
        return self.stored


@dataclass(frozen=True, kw_only=True)
class ChartKind:
    """One chart.

    Attributes:
        file: What its file is called, without an ending.
        table: The table behind it.
        plot: Draws it, for a light page, a dark one, or for print.
        alt_text: It in words.
        shown: The table under it, ready to be shown.
        labels: Columns of that table, with the words for each.
    """

    file: str
    table: Callable[[View], pd.DataFrame]
    plot: Callable[[pd.DataFrame, View, Page], "Axes"]
    alt_text: Callable[[pd.DataFrame, View], str]
    shown: Callable[[pd.DataFrame], pd.DataFrame] = lambda table: table
    labels: Callable[[pd.DataFrame], dict[str, str]]


def _state_words(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(state_word=[LOOKS[state].word for state in table["state"]])


def _count_labels(counts: pd.DataFrame) -> dict[str, str]:
    used = {name: look.word for name, look in LOOKS.items() if counts[name].any()}
    return {"start": "From", **used}


def _fixed(**labels: str) -> Callable[[pd.DataFrame], dict[str, str]]:
    return lambda _: labels


def _weekly(view: View) -> pd.DataFrame:
    period: Any = view.period
    return weekly_counts(view.owed, period=period)


CHARTS: dict[str, ChartKind] = {
    "Every note": ChartKind(
        file="notes",
        table=lambda v: v.owed,
        plot=lambda t, v, page: plot_delay_dots(t, now=v.now, practice=v.practice, **page),
        alt_text=lambda t, v: delay_dots_alt_text(t, now=v.now),
        shown=_state_words,
        labels=_fixed(
            held_on="Interview",
            company="Employer",
            name="Person",
            state_word="State",
            hours="Hours",
            due_at="Due",
            first_note_at="Sent",
            exempt_reason="Not counted because",
        ),
    ),
    "Notes over time": ChartKind(
        file="notes-over-time",
        table=_weekly,
        plot=lambda t, _, page: plot_weekly_states(t, **page),
        alt_text=lambda t, _: weekly_states_alt_text(t),
        shown=lambda t: t.assign(start=t.index),
        labels=_count_labels,
    ),
    "Each application": ChartKind(
        file="applications",
        table=lambda v: lanes(v.tables, now=v.now, practice=v.practice),
        plot=lambda t, v, page: plot_lanes(t, now=v.now, **page),
        alt_text=lambda t, _: lanes_alt_text(t),
        shown=lambda t: t.assign(what=[EVENTS[event] for event in t["event"]]),
        labels=_fixed(company="Employer", position="Position", what="What", at="When"),
    ),
    "Waiting for answers": ChartKind(
        file="waiting",
        table=lambda v: waits(v.tables, now=v.now, practice=v.practice),
        plot=lambda t, _, page: plot_waiting_curve(t, **page),
        alt_text=lambda t, _: waiting_curve_alt_text(t),
        labels=_fixed(
            company="Employer",
            round="Round",
            clock_start="Interview ended",
            answered_at="First answer",
            silence_days="Days until then",
            ended_at="Decision",
            decision_days="Days until the decision",
        ),
    ),
    "Promised days": ChartKind(
        file="promises",
        table=lambda v: promise_gaps(v.tables, now=v.now, practice=v.practice),
        plot=lambda t, _, page: plot_promises(t, **page),
        alt_text=lambda t, _: promises_alt_text(t),
        labels=_fixed(
            company="Employer",
            promised_on="Promised for",
            answered_on="Answered on",
            gap_days="Days over (below 0: early)",
            state="State",
        ),
    ),
}
