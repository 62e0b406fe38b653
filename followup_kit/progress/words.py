"""Rates, states and outcomes in words, for charts, panels and reports.

With little data the words stay with counts: below ten decided notes there is no
percentage, and below five not even an interval.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.rates import Rate
from followup_kit.progress.states import LOOKS
from followup_kit.progress.waits import CLOSED_BY_YOU
from followup_kit.progress.what_happened import OUTCOMES
from followup_kit.text import counted, own_toml
from followup_kit.times import span_in_words

INTERVAL_FROM, PERCENT_FROM = 5, 10
"""Decided notes from which an interval, and a percentage, is worth showing."""
ENDED = {
    "offer": "offer",
    "advanced": "invited on",
    "rejected": "rejected",
    "closed_by_employer": "closed by the employer",
    "withdrawn": "withdrawn by you",
    CLOSED_BY_YOU: "no answer, closed by you",
    "waiting": "still waiting",
}
"""What became of an application, in words."""


@dataclass(frozen=True)
class Because:
    """One reason in words, with the ids of what it rests on."""

    title: str
    text: str
    sources: tuple[str, ...]


def _file() -> dict[str, Any]:
    return own_toml("progress/words.toml")


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


def delay_words(delay: pd.DataFrame) -> str:
    """How long half of the notes took at most, from five notes on; empty below.

    Args:
        delay: The table of `typical_delay`, with one row.
    """
    (row,) = delay.to_dict("records")
    if row["notes"] < INTERVAL_FROM:
        return ""
    if row["median_hours"] != row["median_hours"]:
        return "Fewer than half of your notes are out so far."
    waiting = f", {row['waiting']} of them still waiting" if row["waiting"] else ""
    took = span_in_words(row["median_hours"])
    return f"Half of {row['notes']} notes were out within {took} of the interview{waiting}."


def interval_words(rate: Rate, text: str = "") -> str:
    """A caution for five to nine decided ones, in that text or the usual one; empty otherwise."""
    if not INTERVAL_FROM <= rate.of < PERCENT_FROM:
        return ""
    text = text or _file()["texts"]["interval"]
    return text.format(low=f"{100 * rate.low:.0f}", high=f"{100 * rate.high:.0f}")


def state_counts(counts: pd.Series) -> str:
    """The counts of the states in words, without those that are zero.

    >>> state_counts(pd.Series({"late": 1, "on_time": 3, "open": 0}))
    '3 on time, 1 late'
    """
    present = [state for state in LOOKS if counts.get(state, 0)]
    return ", ".join(f"{counts[state]} {LOOKS[state].word}" for state in present)


def with_what_if(title: str, tried: list[str], practice: Practice | None) -> str:
    """A title that says so when other presets than the stored ones judged (M2)."""
    if not tried:
        return title
    known = (practice or load_practice()).presets
    labels = ", ".join(known[name].label if name in known else name for name in tried)
    return f"What if the preset were {labels}? {title}"


def outcome_counts(outcomes: pd.Series) -> str:
    """Counts of outcomes in words, in the order of the table.

    >>> outcome_counts(pd.Series(["waiting", "offer", "waiting"]))
    '1 offer, 2 still waiting'
    """
    counts = outcomes.value_counts()
    found = [(int(counts.get(key, 0)), ENDED[key]) for key in OUTCOMES]
    return ", ".join(
        counted(count, word) if word == "offer" else f"{count} {word}"
        for count, word in found
        if count
    )


def what_happened_title(counts: pd.DataFrame) -> str:
    """The finding of the table: how many applications, and what came of them."""
    rows = zip(counts["key"], counts["applications"], strict=True)
    outcomes = pd.Series([key for key, count in rows for _ in range(count)], dtype="str")
    total = int(counts["applications"].sum())
    if not total:
        return "0 applications with an interview so far"
    exempt = int(counts["no_note_owed"].sum())
    title = f"{counted(total, 'application')}: {outcome_counts(outcomes)}"
    return title + (f"; in {exempt} no note was owed" if exempt else "")
