"""Whether employers kept the dates they named, and by how many days they missed them.

A promise belongs to the last round held by the promised day. It is answered by a decision
after that round, or, where none came, by a word that is more than thanks.
"""

import datetime as dt

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_interviews
from followup_kit.progress.local_times import local_days
from followup_kit.progress.rates import Rate, rate_of
from followup_kit.progress.responses import answers, named_anew
from followup_kit.progress.tables import Tables
from followup_kit.times import require_zone

PROMISE_DTYPES = {
    "application_id": "str",
    "company": "str",
    "position": "str",
    "promised_on": "datetime64[s]",
    "answered_on": "datetime64[s]",
    "gap_days": "int64",
    "state": "str",
}
"""Columns of the promises. Days are calendar days where the employer is; `gap_days` runs
from the promised day to the answer, or to today without one: negative is early, 0 on the
day. `state` is one of `PROMISE_STATES`; `answered_on` is NaT in the last two."""

PROMISE_STATES = ("kept", "late", "overdue", "not due yet")


def promise_gaps(
    tables: Tables, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """One row per application with a promised date, with the columns of `PROMISE_DTYPES`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    held = held_interviews(tables, now=moment, practice=practice or load_practice())
    return gaps_of(held, answers(tables, now=now), tables, now=moment)


def gaps_of(
    held: pd.DataFrame, said: pd.DataFrame, tables: Tables, *, now: pd.Timestamp
) -> pd.DataFrame:
    """The table of promises, from the interviews that were held and the answers until `now`."""
    promised = _promised(held)
    first = _first_answer(promised.join(named_anew(tables), on="application_id"), said)
    rows = promised.set_index("application_id").join(first)
    zones = rows["employer_timezone"]
    answered_on = local_days(rows["answered_at"], zones)
    until = answered_on.fillna(local_days(rows["answered_at"].fillna(now), zones))
    gap = (until - rows["stated_decision_on"]).dt.days
    is_answered = answered_on.notna()
    late, still = (
        np.where(is_answered, "late", "overdue"),
        np.where(is_answered, "kept", "not due yet"),
    )
    rows = rows.assign(answered_on=answered_on, gap_days=gap, state=np.where(gap > 0, late, still))
    rows = rows.rename(columns={"stated_decision_on": "promised_on"}).reset_index()
    table = rows[list(PROMISE_DTYPES)].astype(PROMISE_DTYPES)
    return table.sort_values(["promised_on", "application_id"]).reset_index(drop=True)


def kept_rate(promises: pd.DataFrame) -> Rate:
    """Promises kept on or before their day, of those whose day is over or that were answered."""
    counts = promises["state"].value_counts()
    kept = int(counts.get("kept", 0))
    broken = int(counts.get("late", 0) + counts.get("overdue", 0))
    return rate_of(kept, kept + broken, int(counts.get("not due yet", 0)))


def _promised(held: pd.DataFrame) -> pd.DataFrame:
    """The round each promise belongs to: the last one held by the promised day."""
    day = local_days(held["clock_start"], held["employer_timezone"])
    before = held.loc[day <= held["stated_decision_on"]]
    ordered = before.sort_values(["clock_start", "round"], kind="stable")
    return ordered.drop_duplicates("application_id", keep="last")


def _first_answer(promised: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The answer to each promise as `answered_at`, by application; decisions come first."""
    said = said.loc[said["answer_class"] != "ack"]
    rows = promised[["application_id", "clock_start", "named_at"]].merge(said, on="application_id")
    since = rows["named_at"].fillna(rows["clock_start"]).clip(lower=rows["clock_start"])
    rows = rows.loc[rows["at"] > since].assign(is_talk=rows["answer_class"] != "decision")
    first = rows.sort_values(["is_talk", "at"], kind="stable").drop_duplicates("application_id")
    return first.set_index("application_id")[["at"]].rename(columns={"at": "answered_at"})
