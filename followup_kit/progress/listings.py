"""What is better read as a table than as a chart: the listings of the progress panel."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from followup_kit.log.choices import MessageKind
from followup_kit.progress.charts.chart import View
from followup_kit.progress.responses import reply_times
from followup_kit.progress.status_checks import status_check_counts, status_checks
from followup_kit.progress.what_happened import what_happened
from followup_kit.progress.words import what_happened_title
from followup_kit.text import counted

_KINDS = {str(kind): kind.label for kind in MessageKind}
_STATES = {
    "replied": "answered",
    "waiting": "no answer so far",
    "wrote again": "you wrote again first",
}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One table, as a panel offers it.

    Attributes:
        name: What its button says.
        table: The table.
        title: What it adds up to, in words.
        labels: The columns to show, with the words for each.
    """

    name: str
    table: Callable[[View], pd.DataFrame]
    title: Callable[[pd.DataFrame], str]
    labels: Callable[[pd.DataFrame], dict[str, str]]


def _happened_labels(counts: pd.DataFrame) -> dict[str, str]:
    rounds = [str(column) for column in counts if str(column).startswith("round_")]
    after = {name: f"After round {name.removeprefix('round_')}" for name in rounds}
    totals = {"applications": "Applications", "no_note_owed": "Of these, no note owed"}
    return {"outcome": "What happened", **after, **totals}


def _replies(view: View) -> pd.DataFrame:
    table = reply_times(view.tables, now=view.now)
    owners = view.tables.applications[["id", "company"]].rename(columns={"id": "application_id"})
    table = table.merge(owners, on="application_id", how="left")
    return table.assign(
        kind=[_KINDS.get(kind, kind) for kind in table["kind"]],
        state=[_STATES[state] for state in table["state"]],
    )


def replies_title(replies: pd.DataFrame) -> str:
    """How many messages were answered before you wrote again, and no reason for it."""
    if replies.empty:
        return "No message was sent yet."
    counts = replies["state"].value_counts()
    found = ", ".join(f"{counts[word]} {word}" for word in _STATES.values() if word in counts)
    sent = counted(len(replies), "message")
    return f"{sent}: {found}. An answer comes after a message, which need not be why it came."


def status_checks_title(checks: pd.DataFrame) -> str:
    """How many status checks were sent when the preset advises it."""
    if checks.empty:
        return "No status check was sent yet."
    (row,) = status_check_counts(checks).to_dict("records")
    return (
        f"{counted(row['sent'], 'status check')}: {row['inside']} when the preset advises it or "
        f"they asked, {row['too_early']} too early, {row['too_many']} more than it allows"
    )


LISTINGS = (
    Listing(
        name="What happened",
        table=lambda v: what_happened(v.tables, now=v.now, practice=v.practice),
        title=what_happened_title,
        labels=_happened_labels,
    ),
    Listing(
        name="Your status checks",
        table=lambda v: status_checks(v.tables, now=v.now, practice=v.practice),
        title=status_checks_title,
        labels=lambda _: {
            "company": "Employer",
            "sent_at": "Sent",
            "earliest_at": "Not before",
            "due_at": "By",
            "is_prompted": "They asked, or let a day pass",
            "is_too_early": "Too early",
            "is_too_many": "One too many",
        },
    ),
    Listing(
        name="Answers to your messages",
        table=_replies,
        title=replies_title,
        labels=lambda _: {
            "company": "Employer",
            "kind": "Your message",
            "sent_at": "Sent",
            "state": "What came",
            "replied_at": "Answered",
            "hours": "Hours until then",
        },
    ),
)
"""All listings, in the order a panel offers them."""
