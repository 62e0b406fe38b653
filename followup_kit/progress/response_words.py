"""The lanes, the waiting curve, the promises and the outcomes in words.

Titles state the finding with its unit and number; texts for screen readers have the counts.
"""

import pandas as pd

from followup_kit.progress.lanes import ONGOING
from followup_kit.progress.promises import kept_rate
from followup_kit.progress.waits import CLOSED_BY_YOU, CURVE_FROM, counted_waits, waiting_curves
from followup_kit.progress.what_happened import OUTCOMES
from followup_kit.progress.words import counted, empty_alt_text, share_words, words

LONGEST_NAME = 30
"""Letters of a name on a chart at most."""
HALF = 0.5 - 1e-12
_ENDED = {
    "offer": "offer",
    "advanced": "invited on",
    "rejected": "rejected",
    "closed_by_employer": "closed by the employer",
    "withdrawn": "withdrawn by you",
    CLOSED_BY_YOU: "no answer, closed by you",
    "waiting": "still waiting",
}


def one_line(name: str) -> str:
    """A name on one line, cut where it is too long for a chart.

    >>> one_line("Ministry of Very Long Names and Titles")
    'Ministry of Very Long Names a…'
    """
    plain = " ".join(name.replace("$", r"\$").split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"


def ending_words(outcome: str, days: float) -> str:
    """An outcome with the time since the latest round.

    >>> ending_words("offer", 7.83), ending_words("waiting", 13.0), ending_words("rejected", 0.4)
    ('offer after 8 days', 'still waiting, 13 days', 'rejected after less than a day')
    """
    span = counted(round(days), "day") if round(days) else "less than a day"
    return f"{_ENDED[outcome]}{', ' if outcome in ONGOING else ' after '}{span}"


def outcome_counts(outcomes: pd.Series) -> str:
    """Counts of outcomes in words, in the order of the table.

    >>> outcome_counts(pd.Series(["waiting", "offer", "waiting"]))
    '1 offer, 2 still waiting'
    """
    counts = outcomes.value_counts()
    found = [(int(counts.get(key, 0)), _ENDED[key]) for key in OUTCOMES]
    return ", ".join(
        counted(count, word) if word == "offer" else f"{count} {word}"
        for count, word in found
        if count
    )


def lanes_title(events: pd.DataFrame, *, shown: int = 0) -> str:
    """How many applications, and what came of them."""
    ends = events.loc[events["event"] == "end", "outcome"]
    title = f"{counted(len(ends), 'application')}: {outcome_counts(ends)}"
    return title if shown in (0, len(ends)) else f"{title} (the latest {shown} are drawn)"


def lanes_alt_text(events: pd.DataFrame) -> str:
    """The lanes in words: one sentence per application."""
    if events.empty:
        return empty_alt_text("no_lanes")
    rounds = events.loc[events["event"] == "interview", "application_id"].value_counts()
    ends = events.loc[events["event"] == "end"]
    columns = (ends[name] for name in ("company", "application_id", "outcome", "days"))
    said = [
        f"{company}: {counted(int(rounds[name]), 'interview')}, {ending_words(outcome, days)}."
        for company, name, outcome, days in zip(*columns, strict=True)
    ]
    return f"Chart with a lane for each application. {lanes_title(events)}. {' '.join(said)}"


def waiting_curve_title(waits: pd.DataFrame) -> str:
    """By when half had an answer, of how many applications, and how many are undecided."""
    kept = counted_waits(waits)
    curves = waiting_curves(kept)
    reached = (curves["ending"] == "any answer") & (curves["share"] >= HALF)
    found = "fewer than half have an answer so far"
    if reached.any():
        found = f"half had an answer within {curves.loc[reached, 'time'].min():.0f} days"
    waiting = int((kept["ending"] == "").sum())
    return f"{counted(len(kept), 'application')}: {found}, {waiting} still undecided"


def waiting_curve_note(waits: pd.DataFrame) -> str:
    """What the days count from, and how many applications are left out."""
    left_out = len(waits) - len(counted_waits(waits))
    note = words("curve_days")
    if not left_out:
        return note
    return f"{note}\n{words('curve_left_out', count=counted(left_out, 'application'))}"


def no_curve_words(waits: pd.DataFrame) -> str:
    """Why there is no curve yet, with the applications that do not count for it."""
    kept = counted_waits(waits)
    said = words("no_curve", needed=CURVE_FROM, count=len(kept))
    left_out = len(waits) - len(kept)
    return f"{said}\n{words('no_curve_left_out', count=left_out)}" if left_out else said


def waiting_curve_alt_text(waits: pd.DataFrame) -> str:
    """The waiting curve in words: shares at the ends of the first weeks."""
    kept = counted_waits(waits)
    if len(kept) < CURVE_FROM:
        return f"Empty chart. {' '.join(no_curve_words(waits).split())}"
    curves = waiting_curves(kept)
    said = [
        f"After {days} days: {_share_by(curves, 'any answer', days)} with any answer, "
        f"{_share_by(curves, 'decision', days)} with a decision."
        for days in (7, 14, 28)
        if days <= kept["watched_days"].max()
    ]
    return f"Curve of waiting. {waiting_curve_title(waits)}. {' '.join(said)}"


def _share_by(curves: pd.DataFrame, name: str, days: int) -> str:
    share = curves.loc[(curves["ending"] == name) & (curves["time"] <= days), "share"].max()
    return f"{100 * share:.0f} %" if share == share else "0 %"


def promises_title(promises: pd.DataFrame) -> str:
    """How many promised days were kept, and how many are not due yet."""
    rate = kept_rate(promises)
    if not rate.of:
        return f"Promised days: 0 due so far, {rate.open} not due yet"
    found = f"Promised days: {rate.done} of {rate.of} kept{share_words(rate)}"
    return found + (f", {rate.open} not due yet" if rate.open else "")


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


def promises_alt_text(promises: pd.DataFrame) -> str:
    """The promises in words: one sentence each."""
    if promises.empty:
        return empty_alt_text("no_promises")
    columns = (promises[name] for name in ("company", "state", "gap_days"))
    said = [
        f"{company}: {promise_words(state, gap)}."
        for company, state, gap in zip(*columns, strict=True)
    ]
    return f"Chart of promised days. {promises_title(promises)}. {' '.join(said)}"


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
