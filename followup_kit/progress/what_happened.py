"""What came of the applications: counts by outcome and round, with what is still open.

A table and not a chart, and no comparison of outcomes by timeliness: with the few
applications of one person such a picture would mislead. `why_no_effect_chart` says why.
"""

import datetime as dt

import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.held import held_interviews
from followup_kit.progress.local_times import HOUR
from followup_kit.progress.pairs import pairs, pairs_of_cases
from followup_kit.progress.states import ON_TIME
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.progress.waits import CLOSED_BY_YOU, waits
from followup_kit.times import require_zone

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
LANDMARK_HOURS = 48


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


def landmark_counts(
    tables: Tables,
    *,
    now: dt.datetime,
    hours: int = LANDMARK_HOURS,
    practice: Practice | None = None,
) -> pd.DataFrame:
    """Counts of outcomes by whether all notes were on time, for a coach who insists.

    Only applications that were still undecided so many hours after their latest round count:
    an early rejection never gave the chance to be late. Counts and no shares, and no claim:
    read `why_no_effect_chart` first. One row each for `all notes on time` and
    `not all on time`, one column per outcome of `OUTCOMES`, and `applications`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    practice = practice or load_practice()
    found = application_outcomes(tables, now=now, practice=practice)
    landmark = found["clock_start"] + hours * HOUR
    undecided = (landmark <= moment) & ~(found["ended_at"] <= landmark)
    on_time = _all_on_time(tables, moment, practice).reindex(found["application_id"])
    kept = found.assign(on_time=on_time.to_numpy()).loc[undecided.to_numpy()]
    kept = kept.loc[kept["on_time"].notna()]
    counts = pd.crosstab(kept["on_time"].astype("bool"), kept["outcome"])
    counts = counts.reindex(index=[True, False], columns=list(OUTCOMES), fill_value=0)
    counts = counts.set_axis(["all notes on time", "not all on time"], axis=0)
    return counts.assign(applications=counts.sum(axis=1)).rename_axis(columns=None).astype("int64")


def _all_on_time(tables: Tables, now: pd.Timestamp, practice: Practice) -> pd.Series:
    """Whether every note owed after the latest round was on time, by application."""
    cases = cases_in(tables, now=now.to_pydatetime(), practice=practice)
    held = held_interviews(cases)
    last = held["clock_start"] == held.groupby("application_id")["clock_start"].transform("max")
    owed = pairs_of_cases(cases)
    latest = owed["interview_id"].isin(held.loc[last, "interview_id"])
    owed = owed.loc[latest & (owed["state"] != "exempt")]
    return owed["state"].isin(ON_TIME).groupby(owed["application_id"]).all().astype("object")
