"""Which message thanked whom: the first valid one to each person, and when it went out."""

import numpy as np
import pandas as pd

from followup_kit.log.choices import Direction, Medium, MessageKind, MessageState, Precision
from followup_kit.progress.local_times import DAY, local_days, moments_of

THANKS = (MessageKind.THANK_YOU, MessageKind.COMBINED, MessageKind.FORWARD_REQUEST)
ANSWERS = (MessageKind.REPLY, MessageKind.CONFIRM_NEXT_ROUND)
CARD_DAYS = 5
"""Business days after which a card has surely arrived (contradiction X3)."""

_OF_PERSON = [
    "interviewer_id",
    "pair_id",
    "clock_start",
    "timezone",
    "preferred_medium",
    "stated_decision_on",
]


def first_notes(messages: pd.DataFrame, people: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The first valid note of each pair, by `pair_id`.

    `first_note_at` is the time that was logged, `note_from` to `note_until` the span in
    which it was surely sent, and `passed_on` says that a coordinator was asked to pass it on.

    Args:
        messages: All messages of the log.
        people: One row per person and interview, with the pair each belongs to.
        now: What lies after it is not looked at.
    """
    notes = _thanking(messages).explode("covers").rename(columns={"covers": "interviewer_id"})
    notes = _with_spans(notes.astype({"interviewer_id": "str"}).merge(people[_OF_PERSON]))
    after = notes["note_until"] >= notes["clock_start"]
    kept = notes.loc[after & (notes["note_from"] <= now) & _arrives(notes)]
    first = kept.sort_values("note_from", kind="stable").drop_duplicates("pair_id")
    first = first.assign(passed_on=first["kind"] == MessageKind.FORWARD_REQUEST)
    columns = ["first_note_at", "note_from", "note_until", "passed_on"]
    return first.set_index("pair_id")[columns]


def _thanking(messages: pd.DataFrame) -> pd.DataFrame:
    """The messages that were sent and say thanks."""
    out = messages["direction"] == Direction.OUT
    sent = (messages["state"] == MessageState.SENT) & messages["at"].notna()
    said = messages.loc[out & sent & messages["kind"].isin(THANKS + ANSWERS)]
    thanked = said["body"].str.contains("thank", case=False, regex=False).astype(bool)
    columns = ["kind", "medium", "at", "at_precision", "covers"]
    return said.loc[said["kind"].isin(THANKS) | thanked, columns]


def _with_spans(notes: pd.DataFrame) -> pd.DataFrame:
    """The notes with the earliest and latest moment at which each can have been sent."""
    day = local_days(notes["at"], notes["timezone"])
    only_day = notes["at_precision"] == Precision.DAY
    day_starts = moments_of(day, notes["timezone"]).clip(lower=notes["clock_start"])
    return notes.assign(
        sent_on=day,
        first_note_at=notes["at"],
        note_from=notes["at"].where(~only_day, day_starts),
        note_until=notes["at"].where(~only_day, moments_of(day + DAY, notes["timezone"])),
    )


def _arrives(notes: pd.DataFrame) -> pd.Series:
    """Whether a note counts as contact: a card only if wanted, or surely there in time."""
    posted = notes["sent_on"].to_numpy().astype("datetime64[D]")
    there = pd.Series(np.busday_offset(posted, CARD_DAYS, roll="forward"), index=notes.index)
    in_time = there < notes["stated_decision_on"]
    wanted = notes["preferred_medium"] == Medium.POST
    return (notes["medium"] != Medium.POST) | wanted | in_time
