"""What came of the applications: counts by outcome and round, with what is still open.

A table and not a chart, and no comparison of outcomes by timeliness: with the few
applications of one person such a picture would mislead. `why_no_effect_chart` says why.
"""

import datetime as dt

import pandas as pd

from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.tables import Tables
from followup_kit.progress.waits import CLOSED_BY_YOU, waits

WAITING = "waiting"
OUTCOMES = {
    "offer": "Offer",
    "advanced": "Invited to the next round",
    "rejected": "Rejected",
    "closed_by_employer": "Closed or filled by the employer",
    "withdrawn": "Withdrawn by you",
    CLOSED_BY_YOU: "No answer, closed by you",
    WAITING: "Still waiting",
}
"""Outcomes in the order of the table, with the words for each."""


def what_happened(
    tables: Tables, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """Counts of applications: one row per outcome of `OUTCOMES`, in words in `outcome`.

    There is one column for each round, `round_1` and on: applications whose latest round
    held is that one. `applications` is their sum, and `no_note_owed` counts those of them
    in which no thank-you note was owed to anybody.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    found = application_outcomes(tables, now=now, practice=practice)
    counts = pd.crosstab(found["outcome"], found["round"]).reindex(list(OUTCOMES), fill_value=0)
    counts = counts.rename(columns=lambda number: f"round_{number}").rename_axis(columns=None)
    exempt = found.loc[found["is_exempt"], "outcome"].value_counts()
    counts = counts.assign(
        applications=counts.sum(axis=1), no_note_owed=exempt.reindex(counts.index, fill_value=0)
    )
    counts = counts.astype("int64").rename_axis("key").reset_index()
    counts.insert(1, "outcome", counts["key"].map(OUTCOMES).astype("str"))
    return counts


def application_outcomes(
    tables: Tables, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """The table of waits with `outcome`, a key of `OUTCOMES`, and `is_exempt`.

    `is_exempt` says that no thank-you note was owed to anybody there.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    found = with_outcome(waits(tables, now=now, practice=practice))
    owed = pairs(tables, now=now, practice=practice)
    owing = owed.loc[owed["state"] != "exempt", "application_id"]
    known = found["application_id"].isin(owed["application_id"])
    exempt = known & ~found["application_id"].isin(owing)
    return found.assign(is_exempt=exempt)


def with_outcome(waits: pd.DataFrame) -> pd.DataFrame:
    """The table of waits with `outcome`, a key of `OUTCOMES`."""
    open_ones = waits["is_closed_by_you"].map({True: CLOSED_BY_YOU, False: WAITING})
    outcome = waits["ending"].where(waits["ending"] != "", open_ones.astype("str"))
    return waits.assign(outcome=outcome.astype("str"))
