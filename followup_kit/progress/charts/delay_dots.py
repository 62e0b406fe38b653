"""Delay dots: one mark per note owed, hours from the interview to the note, by date.

Notes that are judged by different rules stand in rows of their own, each with its own due
line, so that a line never judges a note it does not belong to.
"""

import datetime as dt
from collections.abc import Hashable
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.presets import Preset
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.progress.charts.chart import Asked, Chart, empty_alt_text, moment_of
from followup_kit.progress.charts.margins import settle
from followup_kit.progress.charts.own_axes import in_words, note_marks, own_axes
from followup_kit.progress.charts.paper import (
    Paper,
    date_ticks,
    framed,
    keyed,
    paper,
    shown_empty,
    worded,
)
from followup_kit.progress.rates import on_time_rate
from followup_kit.progress.states import LOOKS, OWED_STATES
from followup_kit.progress.words import interval_words, rate_words, state_counts, with_what_if
from followup_kit.text import counted, day_in_words
from followup_kit.times import span_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW, HIGH = 0.5, 14 * 24.0
"""Hours at the bottom and the top of the scale; shorter and longer delays sit on the edge."""
TICKS = {1: "1 h", 4: "4 h", 12: "12 h", 24: "24 h", 48: "48 h", 168: "7 d"}
NOT_SENT, NO_HOUR = HIGH * 1.9, HIGH * 5.2
"""Heights of the strips above the scale."""
STRIP = 1.5
"""How far a strip reaches up and down, as a factor."""
MEDIAN_FROM, MEDIAN_OF = 20, 10
"""Pairs from which a rolling median is drawn, and over how many it is taken."""
MEDIAN_LABEL = f"median of the last {MEDIAN_OF} notes"
SHORTEST_SPAN = 7
"""Days across at least, so that a single interview does not fill the chart."""
MANY = 2_000
"""Marks from which they are drawn as an image, which keeps the file small."""
STEP, WIDEST_GROUP = 0.014, 0.05
"""How far marks of one day stand apart, and how wide they spread, as shares of the days."""
_UP = "Time from interview to note"
EXAMPLE = (
    (0.22, 0.12, "o", True),
    (0.32, 0.2, "o", True),
    (0.42, 0.09, "o", True),
    (0.52, 0.26, "o", True),
    (0.62, 0.38, "D", True),
    (0.78, 0.16, "o", False),
)
_TO_WRITE = {"open", "overdue"}
EMPTY = """\
Nothing to show yet.

Log an interview that took place,
and each note you owe becomes a mark here."""
SEVERAL_RULES = (
    "The due time differs between these notes; colour and shape say how each was judged."
)
LABELS = {
    "held_on": "Interview",
    "company": "Employer",
    "name": "Person",
    "state_word": "State",
    "hours": "Hours",
    "due_at": "Due",
    "first_note_at": "Sent",
    "exempt_reason": "Not counted because",
}


def plot_delay_dots(
    pairs: pd.DataFrame,
    *,
    now: dt.datetime | None = None,
    ax: "Axes | None" = None,
    dark: bool = False,
    for_print: bool = False,
    practice: Practice | None = None,
) -> "Axes":
    """One mark per note owed: hours from the interview to the note, by interview date.

    Open and overdue notes are hollow marks on the right edge, at the time waited so far;
    notes never sent are in a strip at the top. Due lines carry the ids of the statements
    they come from. On a figure of its own there is one row for each rule that judges some
    of the notes, and the top one comes back; on given axes with several rules there is no
    line, and the words below say so.
    """
    page, practice = paper(dark=dark, for_print=for_print), practice or load_practice()
    owed = pairs.loc[pairs["state"] != "exempt"]
    if owed.empty:
        return shown_empty(framed(ax, page), EMPTY, EXAMPLE, page=page)
    marks = _marks(owed, moment_of(pairs, now), practice)
    parts = [part for _, part in marks.groupby("rule")]
    rows = _rows(ax, page, len(parts))
    is_mixed = len(rows) < len(parts)
    for row, part in zip(rows, [marks] if is_mixed else parts, strict=True):
        named: list[str] = [] if is_mixed else list(part["preset"].unique())
        presets = [practice.presets[name] for name in named if name in practice.presets]
        _draw_row(row, part, presets, marks, page)
        note_marks(rows[0], part["x"], part["y"], on=row)
        if len(rows) > 1:
            _name_row(row, presets, page)
    worded(rows[0], delay_dots_title(pairs, practice=practice), "", "", page=page)
    rows[-1].set_xlabel(_across(owed, is_mixed=is_mixed), color=page.ink, fontsize=9.5)
    for row in rows:
        row.set_ylabel(_UP, color=page.ink, fontsize=9.5)
    above = keyed(rows[0], page, others=rows[1:])
    if ax is None:
        settle(rows, above=above)
    return in_words(rows[0], lambda: delay_dots_alt_text(pairs, now=now, practice=practice))


def _rows(ax: "Axes | None", page: Paper, count: int) -> list["Axes"]:
    if ax is not None:
        return [framed(ax, page)]
    figure = page.figure(4.4 if count == 1 else 1.2 + 2.7 * count)
    kind = {"axes_class": own_axes()}
    axes = figure.subplots(count, sharex=True, squeeze=False, subplot_kw=kind)[:, 0]
    return [framed(one, page) for one in axes]


def _marks(owed: pd.DataFrame, moment: pd.Timestamp, practice: Practice) -> pd.DataFrame:
    """Where each mark stands: `x` in days since 1970, `y` in hours or at a strip."""
    held = (owed["held_on"] - pd.Timestamp(0)).dt.days
    waited = (moment - owed["clock_start"]).dt.total_seconds() / 3600
    today = (moment.tz_localize(None) - pd.Timestamp(0)).days
    edge = max(today, int(held.max()))
    span = max(edge - int(held.min()), SHORTEST_SPAN)
    waiting = owed["state"].isin(["open", "overdue"])
    y = owed["hours"].where(~waiting, waited).clip(LOW, HIGH).fillna(NO_HOUR)
    x = held.where(~waiting, edge + 0.05 * span)
    order = owed.groupby(x).cumcount()
    beside = order.groupby(x).transform("max")
    step = (WIDEST_GROUP / beside.clip(lower=1)).clip(upper=STEP) * span
    presets = owed["policy"].where(owed["policy"].isin(list(practice.presets)), DEFAULT_PRESET)
    return pd.DataFrame(
        {
            "x": x + (order - beside / 2) * step,
            "y": y.where(owed["state"] != "missed", NOT_SENT),
            "state": owed["state"],
            "preset": presets,
            "rule": presets.map(_rule_of(practice)),
            "edge": edge + 0.09 * span,
            "start": edge - 1.06 * span,
        }
    )


def _rule_of(practice: Practice) -> dict[str, str]:
    """The due and target hours of each preset, as text that sorts by them."""
    return {
        name: f"{preset.due_hours:04}/{preset.target_hours:04}"
        for name, preset in practice.presets.items()
    }


def _draw_row(
    ax: "Axes", marks: pd.DataFrame, presets: list[Preset], all_marks: pd.DataFrame, page: Paper
) -> None:
    _scale(ax, all_marks, page)
    _draw_due_lines(ax, presets, page)
    _draw_median(ax, marks, page)
    for state in [name for name in OWED_STATES if (marks["state"] == name).any()]:
        _draw_marks(ax, marks.loc[marks["state"] == state], state, page)


def _scale(ax: "Axes", marks: pd.DataFrame, page: Paper) -> None:
    """Dates across, hours up on a log scale, and the strips that are needed."""
    strips = {NOT_SENT: "not sent", NO_HOUR: "hour not known"}
    used = {at: word for at, word in strips.items() if (marks["y"] == at).any()}
    for at in used:
        ax.axhspan(at / STRIP, at * STRIP, color=page.ink, alpha=0.07, linewidth=0)
    ax.set_yscale("log")
    ax.set_yticks([*TICKS, *used], [*TICKS.values(), *used.values()], minor=False)
    ax.set_yticks([], minor=True)
    ax.set_ylim(LOW * 0.85, max([HIGH * 1.15, *(at * STRIP for at in used)]))
    start, edge = marks["start"].iloc[0], marks["edge"].iloc[0]
    ax.set_xlim(start, edge)
    ax.set_xticks(*date_ticks(start, edge))


def _draw_due_lines(ax: "Axes", presets: list[Preset], page: Paper) -> None:
    """The due line, and the target where it is earlier, with their sources."""
    for name, label in _due_labels(presets).items():
        hours, style = getattr(presets[0], f"{name}_hours"), "-" if name == "due" else "--"
        ax.axhline(hours, color=page.ink, lw=1.0, ls=style, label=label, zorder=1)


def _due_labels(presets: list[Preset]) -> dict[str, str]:
    """The words for the due line and for the target, if that is another one."""
    labels = {}
    for name in ("due", "target") if presets else ():
        ids = dict.fromkeys(one for preset in presets for one in preset.sources_of(f"{name}_hours"))
        labels[name] = f"{getattr(presets[0], f'{name}_hours')} h {name} ({', '.join(ids)})"
    if presets and presets[0].due_hours == presets[0].target_hours:
        del labels["target"]
    return labels


def _name_row(ax: "Axes", presets: list[Preset], page: Paper) -> None:
    """Which notes are in a row of several, in words and with the sources of their lines."""
    ax.set_ylim(bottom=LOW * 0.45)
    names = ", ".join(preset.label for preset in presets)
    ax.text(
        0.008, 0.03, f"{names}: {', '.join(_due_labels(presets).values())}", ha="left", va="bottom",
        transform=ax.transAxes, color=page.ink, fontsize=9, zorder=4,
    )  # fmt: skip
    for line in ax.lines:
        if line.get_label() != MEDIAN_LABEL:
            line.set_label(f"_{line.get_label()}")


def _draw_median(ax: "Axes", marks: pd.DataFrame, page: Paper) -> None:
    """The rolling median from 20 decided notes; one never sent counts as very long.

    Of the two notes in the middle the slower one counts, as nothing lies between a note and
    one that was never sent; the line stops where that is one of these.
    """
    timed = marks.loc[~marks["state"].isin(["open", "overdue"]) & (marks["y"] != NO_HOUR)]
    if len(timed) < MEDIAN_FROM:
        return
    timed = timed.sort_values("x", kind="stable")
    middle = timed["y"].rolling(MEDIAN_OF).quantile(0.5, interpolation="higher")
    shown = middle.where(middle <= HIGH)
    if shown.isna().all():
        return
    ax.plot(timed["x"], shown, color=page.ink, lw=1.3, ls=":", label=MEDIAN_LABEL, zorder=2)


def _draw_marks(ax: "Axes", marks: pd.DataFrame, state: str, page: Paper) -> None:
    look = LOOKS[state]
    colour = look.colour_on(dark=page.dark)
    ax.scatter(
        marks["x"], marks["y"], s=54, marker=look.marker, label=look.word, zorder=3,
        facecolors=colour if look.filled else "none",
        edgecolors=page.ground if look.filled else colour,
        linewidths=0.7 if look.filled else 1.7,
        clip_on=False, rasterized=len(marks) > MANY,
    )  # fmt: skip


def _across(owed: pd.DataFrame, *, is_mixed: bool) -> str:
    """The words under the dates, with a caution where there are few notes."""
    due = SEVERAL_RULES if is_mixed else ""
    lines = ("Date of the interview", due, interval_words(on_time_rate(owed)))
    return "\n".join(line for line in lines if line)


def delay_dots_title(pairs: pd.DataFrame, *, practice: Practice | None = None) -> str:
    """The finding, with its unit and number: people owed a note, and interviews."""
    owed = pairs.loc[pairs["state"] != "exempt"]
    people = counted(len(owed), "person", "people")
    interviews = counted(owed["interview_id"].nunique(), "interview")
    title = f"Notes to {people} after {interviews}: {rate_words(on_time_rate(owed))}"
    tried = pairs.loc[pairs["is_what_if"], "policy"].unique().tolist()
    return with_what_if(title, tried, practice)


def delay_dots_alt_text(
    pairs: pd.DataFrame, *, now: dt.datetime | None = None, practice: Practice | None = None
) -> str:
    """The delay chart in words, with the count of every state."""
    if pairs.empty:
        return empty_alt_text(EMPTY)
    at = day_in_words(moment_of(pairs, now))
    parts = [
        f"Chart of the time from each interview to each thank-you note, at {at}.",
        f"{delay_dots_title(pairs, practice=practice)}.",
        f"By state: {state_counts(pairs['state'].value_counts())}.",
    ]
    sent = pairs["hours"].dropna()
    if len(sent):
        shortest, longest = sent.min(), sent.max()
        parts.append(f"Sent notes took from {shortest:.1f} to {longest:.1f} hours.")
    return " ".join(parts)


def asked_notes(pairs: pd.DataFrame) -> dict[Hashable, Asked]:
    """What each mark says when it is asked, and whose note it opens."""
    return {
        row: Asked(
            f"{pair['name']}, {pair['company']}: {LOOKS[pair['state']].word}. Interview on "
            f"{day_in_words(pair['held_on'])}{_after(pair['hours'])}.",
            application=pair["application_id"],
            person=pair["interviewer_id"] if pair["state"] in _TO_WRITE else "",
        )
        for row, pair in pairs.loc[pairs["state"] != "exempt"].iterrows()
    }


def _after(hours: float) -> str:
    return "" if pd.isna(hours) else f", note {span_in_words(hours)} after it"


CHART = Chart(
    name="Every note",
    file="notes",
    table=lambda view: view.owed,
    plot=lambda t, v, page: plot_delay_dots(t, now=v.now, practice=v.practice, **page),
    alt_text=lambda t, v: delay_dots_alt_text(t, now=v.now, practice=v.practice),
    shown=lambda t: t.assign(state_word=[LOOKS[state].word for state in t["state"]]),
    labels=lambda _: LABELS,
    asked=lambda t: asked_notes(t),
)
