"""The story of each application as a lane: what happened, by when, and how it ended.

One row per event, so that the chart of lanes and its table come from the same rows.
"""

import datetime as dt

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_interviews
from followup_kit.progress.local_times import HOUR, moments_of
from followup_kit.progress.promises import gaps_of
from followup_kit.progress.responses import answers, sent_messages
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.progress.waits import CLOSED_BY_YOU, waits_of
from followup_kit.progress.what_happened import WAITING, with_outcome
from followup_kit.rules.messages import CHECKS, NOTES
from followup_kit.times import require_zone

LANE_DTYPES = {
    "application_id": "str",
    "company": "str",
    "position": "str",
    "event": "str",
    "at": "datetime64[us, UTC]",
    "outcome": "str",
    "days": "float64",
}
"""Columns of the lanes. `event` is one of `EVENTS`; the row `end` is the ending or, while
you wait, now: `outcome` is then a key of `what_happened.OUTCOMES`, and `days` are elapsed
days since the latest round. Both are empty and NaN in the other rows."""

EVENTS = {
    "interview": "interview",
    "thank_you": "thank-you note",
    "status_check": "status check",
    "message": "other message from you",
    "thanks": "thanks from them",
    "answer": "answer from them",
    "promise": "promised day",
    "end": "ending",
}
"""Events with the words for each."""
ONGOING = (WAITING, CLOSED_BY_YOU)
_NOON = 12 * HOUR


def lanes(tables: Tables, *, now: dt.datetime, practice: Practice | None = None) -> pd.DataFrame:
    """One row per event of each application with an interview, with `LANE_DTYPES`.

    Applications come in the order of their first interview, events by time; `attrs["now"]`
    is the moment in ISO form.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    cases = cases_in(tables, now=moment.to_pydatetime(), practice=practice or load_practice())
    held, said = held_interviews(cases), answers(tables, now=now)
    found = with_outcome(waits_of(cases, said, now=moment))
    events = pd.concat(
        [
            _interviews(held),
            _sent(tables, moment),
            _heard(said),
            _promised(gaps_of(cases, said, now=moment), tables),
            _ends(found, moment),
        ],
        ignore_index=True,
    )
    owners = found[["application_id", "company", "position", "first_held_at"]]
    events = events.drop_duplicates(["application_id", "event", "at"])
    events = events.merge(owners, on="application_id")
    events = events.loc[events["at"] >= events["first_held_at"]]
    order = ["first_held_at", "application_id", "at"]
    events = events.sort_values(order, kind="stable").fillna({"outcome": ""})
    table = events[list(LANE_DTYPES)].astype(LANE_DTYPES).reset_index(drop=True)
    table.attrs["now"] = moment.isoformat()
    return table


def _interviews(held: pd.DataFrame) -> pd.DataFrame:
    """The end of each visit, once."""
    rows = held[["application_id", "clock_start"]].drop_duplicates()
    return rows.rename(columns={"clock_start": "at"}).assign(event="interview")


def _sent(tables: Tables, now: pd.Timestamp) -> pd.DataFrame:
    sent = sent_messages(tables.messages, now)
    kinds = [sent["kind"].isin(CHECKS), sent["kind"].isin(NOTES)]
    event = np.select(kinds, ["status_check", "thank_you"], default="message")
    return sent[["application_id"]].assign(at=sent["sent_at"], event=event, days=np.nan)


def _heard(said: pd.DataFrame) -> pd.DataFrame:
    event = np.where(said["answer_class"] == "ack", "thanks", "answer")
    return said[["application_id", "at"]].assign(event=event)


def _promised(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Promised days, marked at noon where the employer is."""
    zones = rows["application_id"].map(tables.applications.set_index("id")["employer_timezone"])
    at = moments_of(rows["promised_on"].astype("datetime64[us]") + _NOON, zones.astype("str"))
    return rows[["application_id"]].assign(at=at, event="promise")


def _ends(found: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    columns = ["application_id", "outcome"]
    at = found["ended_at"].fillna(now)
    return found[columns].assign(at=at, event="end", days=found["watched_days"])
