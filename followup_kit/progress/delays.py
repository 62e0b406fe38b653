"""How long notes take, without the bias of looking only at those that were sent.

The unsent notes are the slow ones. So a note that is open, overdue or not sent counts as
waiting up to now, or up to the moment a decision came, and the median is taken of that
(Kaplan-Meier). Never the mean: one note after nine days moves it by hours.
"""

import datetime as dt

import numpy as np
import pandas as pd

from followup_kit.progress.local_times import hours_between
from followup_kit.progress.pairs import DECIDED_FIRST
from followup_kit.progress.survival import median_time
from followup_kit.times import require_zone

DELAY_DTYPES = {
    "notes": "int64",
    "sent": "int64",
    "waiting": "int64",
    "left_out": "int64",
    "median_hours": "float64",
    "median_of_sent_hours": "float64",
}
"""Columns of the typical delay: `notes` that are counted, of which `sent` and `waiting`;
`left_out` are sent notes of which only the day is known. `median_hours` is the honest
median, NaN while fewer than half were sent; `median_of_sent_hours` is the plain one, which
looks too fast."""


def delay_spans(pairs: pd.DataFrame, *, now: dt.datetime) -> pd.DataFrame:
    """The pairs that owed a note at some time, with `watched_hours` and `is_sent`.

    `watched_hours` are the elapsed hours to the note; without one, to the decision or to
    `now`. They are NaN for a note of which only the day is known.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    owed = pairs.loc[(pairs["state"] != "exempt") | (pairs["exempt_reason"] == DECIDED_FIRST)]
    is_sent = owed["first_note_at"].notna() & (owed["state"] != "exempt")
    until = hours_between(owed["clock_start"], owed["decided_at"].fillna(moment))
    return owed.assign(watched_hours=owed["hours"].where(is_sent, until), is_sent=is_sent)


def typical_delay(pairs: pd.DataFrame, *, now: dt.datetime, by: str = "") -> pd.DataFrame:
    """One row with the columns of `DELAY_DTYPES`, or one for each value of the column `by`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    spans = delay_spans(pairs, now=now)
    if not by:
        return pd.DataFrame([_typical(spans)]).astype(DELAY_DTYPES)
    found = {name: _typical(group) for name, group in spans.groupby(by, sort=True)}
    table = pd.DataFrame(list(found.values()), columns=list(DELAY_DTYPES))
    return table.astype(DELAY_DTYPES).set_axis(pd.Index(list(found), name=by), axis=0)


def _typical(spans: pd.DataFrame) -> dict[str, float]:
    watched = spans["watched_hours"].to_numpy(dtype="float64")
    known = ~np.isnan(watched)
    hours, sent = watched[known], spans["is_sent"].to_numpy(dtype="bool")[known]
    return {
        "notes": len(hours),
        "sent": int(sent.sum()),
        "waiting": int((~sent).sum()),
        "left_out": int((~known).sum()),
        "median_hours": median_time(hours, sent),
        "median_of_sent_hours": float(np.median(hours[sent])) if sent.any() else float("nan"),
    }
