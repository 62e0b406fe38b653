"""Whether employers kept the dates they named, and by how many days they missed them.

A promise belongs to the last round held by the promised day. It is answered by a decision
after that round, or, where none came, by a word that is more than thanks.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.local_times import local_days
from followup_kit.progress.rates import Rate, rate_of
from followup_kit.progress.responses import answers
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.rules.case import Case
from followup_kit.rules.promises import promises
from followup_kit.rules.visits import end_of, took_place
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

_PROMISED_DTYPES = {
    "application_id": "str",
    "company": "str",
    "position": "str",
    "employer_timezone": "str",
    "stated_decision_on": "datetime64[s]",
    "said_at": "datetime64[us, UTC]",
}
PROMISE_STATES = ("kept", "late", "overdue", "not due yet")


def promise_gaps(
    tables: Tables, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """One row per application with a promised date, with the columns of `PROMISE_DTYPES`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = require_zone(now, "The moment to judge at")
    cases = cases_in(tables, now=moment, practice=practice or load_practice())
    return gaps_of(cases, answers(tables, now=now), now=pd.Timestamp(moment))


def gaps_of(cases: Iterable[Case], said: pd.DataFrame, *, now: pd.Timestamp) -> pd.DataFrame:
    """The table of promises, from applications that are at hand and the answers until `now`."""
    promised = _promised(cases)
    rows = promised.set_index("application_id").join(_first_answer(promised, said))
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


def _promised(cases: Iterable[Case]) -> pd.DataFrame:
    """The newest promise of each application with when it was made, spent or not (rule F1)."""
    rows = [row for case in cases if (row := _newest(case)) is not None]
    table = pd.DataFrame(rows, columns=list(_PROMISED_DTYPES))
    return table.astype(_PROMISED_DTYPES)


def _newest(case: Case) -> tuple[Any, ...] | None:
    """A promise belongs to a round; what the advert names, to the last one held by that day."""
    dated = [promise for promise in promises(case) if promise.decision_on is not None]
    if not dated or not took_place(case):
        return None
    promise, application = dated[-1], case.application
    since, day = promise.at, promise.decision_on
    assert day is not None
    if promise.said is application:
        ends = (end_of(case, i) for i in took_place(case))
        since = max(
            (end for end in ends if case.calendar.date_of(end) <= day),
            default=case.now,
        )
    names = (application.id, application.company, application.position)
    return (*names, application.employer_timezone, day, since)


def _first_answer(promised: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The answer to each promise as `answered_at`, by application; decisions come first."""
    said = said.loc[said["answer_class"] != "ack"]
    rows = promised[["application_id", "said_at"]].merge(said, on="application_id")
    rows = rows.loc[rows["at"] > rows["said_at"]].assign(is_talk=rows["answer_class"] != "decision")
    first = rows.sort_values(["is_talk", "at"], kind="stable").drop_duplicates("application_id")
    return first.set_index("application_id")[["at"]].rename(columns={"at": "answered_at"})
