"""What a chart shows, in words: titles, texts for screen readers, and empty states.

With little data the words stay with counts: below ten decided notes there is no
percentage, and below five not even an interval.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.rates import Rate, on_time_rate
from followup_kit.progress.states import DECIDED, LOOKS, ON_TIME
from followup_kit.text import counted, day_in_words, own_toml

INTERVAL_FROM, PERCENT_FROM = 5, 10
"""Decided notes from which an interval, and a percentage, is worth showing."""


@dataclass(frozen=True)
class Because:
    """One reason in words, with the ids of what it rests on."""

    title: str
    text: str
    sources: tuple[str, ...]


def _file() -> dict[str, Any]:
    return own_toml("progress/words.toml")


def words(name: str, **values: object) -> str:
    """The text of that name in `words.toml`, with its placeholders filled in."""
    text: str = _file()["texts"][name]
    return text.strip().format(**values)


def why_no_effect_chart() -> tuple[Because, ...]:
    """Why there is no chart of "on time leads to offer", to show where one would look for it."""
    return tuple(
        Because(one["title"], one["text"], tuple(one["sources"]))
        for one in _file()["no_effect_chart"]
    )


def rate_words(rate: Rate) -> str:
    """A rate in words, saying no more than the number of decided notes allows.

    >>> rate_words(Rate(done=3, of=4, open=0, low=0.3, high=0.95))
    '3 of 4 on time'
    >>> rate_words(Rate(done=0, of=0, open=1, low=0.0, high=1.0))
    '0 due so far, 1 open'
    """
    if rate.of == 0:
        return f"0 due so far, {rate.open} open"
    found = f"{rate.done} of {rate.of} on time{share_words(rate)}"
    return found + (f", {rate.open} still open" if rate.open else "")


def share_words(rate: Rate) -> str:
    """A rate as a percentage with its interval, from ten decided ones; empty below."""
    if rate.of < PERCENT_FROM:
        return ""
    share = f"{100 * rate.done / rate.of:.0f} %"
    return f" ({share}, interval {100 * rate.low:.0f} to {100 * rate.high:.0f} %)"


def interval_words(rate: Rate, name: str = "interval") -> str:
    """A caution for five to nine decided ones, in the text of that name; empty otherwise."""
    if not INTERVAL_FROM <= rate.of < PERCENT_FROM:
        return ""
    return words(name, low=f"{100 * rate.low:.0f}", high=f"{100 * rate.high:.0f}")


def delay_dots_title(pairs: pd.DataFrame, *, practice: Practice | None = None) -> str:
    """The finding, with its unit and number: people owed a note, and interviews."""
    owed = pairs.loc[pairs["state"] != "exempt"]
    people = counted(len(owed), "person", "people")
    interviews = counted(owed["interview_id"].nunique(), "interview")
    title = f"Notes to {people} after {interviews}: {rate_words(on_time_rate(owed))}"
    tried = pairs.loc[pairs["is_what_if"], "policy"].unique().tolist()
    return _marked(title, tried, practice)


def _marked(title: str, tried: list[str], practice: Practice | None) -> str:
    """A title that says so when other presets than the stored ones judged (M2)."""
    if not tried:
        return title
    known = (practice or load_practice()).presets
    labels = ", ".join(known[name].label if name in known else name for name in tried)
    return f"What if the preset were {labels}? {title}"


def delay_dots_alt_text(
    pairs: pd.DataFrame, *, now: dt.datetime, practice: Practice | None = None
) -> str:
    """The delay chart in words, with the count of every state."""
    if pairs.empty:
        return empty_alt_text("no_notes")
    parts = [
        f"Chart of the time from each interview to each thank-you note, at {day_in_words(now)}.",
        f"{delay_dots_title(pairs, practice=practice)}.",
        f"By state: {state_counts(pairs['state'].value_counts())}.",
    ]
    sent = pairs["hours"].dropna()
    if len(sent):
        shortest, longest = sent.min(), sent.max()
        parts.append(f"Sent notes took from {shortest:.1f} to {longest:.1f} hours.")
    return " ".join(parts)


def empty_alt_text(name: str, **values: object) -> str:
    """An empty chart in words, without its line breaks."""
    return f"Empty chart. {' '.join(words(name, **values).split())}"


def weekly_states_title(counts: pd.DataFrame, *, practice: Practice | None = None) -> str:
    """The finding of the bars, with unit and number."""
    period = str(counts.index.name)
    people = counted(int(counts.drop(columns="exempt").to_numpy().sum()), "person", "people")
    on_time = int(counts[list(ON_TIME)].to_numpy().sum())
    decided = int(counts[list(DECIDED)].to_numpy().sum())
    found = f"{on_time} of {decided} on time" if decided else "none due so far"
    title = f"Notes to {people} over {counted(len(counts), period)}: {found}"
    return _marked(title, counts.attrs.get("what_if", []), practice)


def weekly_states_alt_text(counts: pd.DataFrame) -> str:
    """The bars in words: one sentence per week or month with notes, with all counts."""
    if counts.empty:
        return empty_alt_text("no_weeks")
    rows = zip(pd.DatetimeIndex(counts.index), counts.iterrows(), strict=True)
    lines = [
        f"{day_in_words(start)}: {state_counts(row)}." for start, (_, row) in rows if row.sum()
    ]
    period = counts.index.name
    return f"{weekly_states_title(counts)}. Each {period} by its first day. " + " ".join(lines)


def state_counts(counts: pd.Series) -> str:
    """The counts of the states in words, without those that are zero.

    >>> state_counts(pd.Series({"late": 1, "on_time": 3, "open": 0}))
    '3 on time, 1 late'
    """
    present = [state for state in LOOKS if counts.get(state, 0)]
    return ", ".join(f"{counts[state]} {LOOKS[state].word}" for state in present)
