"""Rates and counts over the table of pairs, each with what it is a share of.

Open pairs are left out and overdue ones are counted: otherwise waiting would improve
the score. Notes to people, and interviews, are two units and are never mixed.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import pandas as pd

from followup_kit.progress.states import NOT_ON_TIME, ON_TIME, STATES
from followup_kit.text import facts_as_html

Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""


@dataclass(frozen=True)
class Rate:
    """`done` of `of`, with `open` still undecided; `low` to `high` is the 95 % interval."""

    done: int
    of: int
    open: int
    low: float
    high: float

    def _repr_html_(self) -> str:
        """How a notebook shows the rate: the counts, and how sure one can be of it."""
        likely = f"{100 * self.low:.0f} to {100 * self.high:.0f} %" if self.of else "anything"
        facts = {"Still open": self.open, "The habit behind it could be": likely}
        return facts_as_html(f"{self.done} of {self.of}", facts)


def wilson(done: int, of: int) -> tuple[float, float]:
    """The Wilson 95 % interval of a share; from 0 to 1 when nothing is decided.

    >>> [round(end, 2) for end in wilson(3, 5)]
    [0.23, 0.88]
    """
    if of == 0:
        return 0.0, 1.0
    share, z2 = done / of, Z_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = Z_95 * sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def rate_of(done: int, of: int, still_open: int = 0) -> Rate:
    """A rate with its 95 % interval."""
    low, high = wilson(done, of)
    return Rate(done=done, of=of, open=still_open, low=low, high=high)


def on_time_rate(pairs: pd.DataFrame) -> Rate:
    """Notes on time of all notes that were due, by person (metrics, section 2)."""
    on_time = int(pairs["state"].isin(ON_TIME).sum())
    not_on_time = int(pairs["state"].isin(NOT_ON_TIME).sum())
    return rate_of(on_time, on_time + not_on_time, int((pairs["state"] == "open").sum()))


def all_done_rate(pairs: pd.DataFrame) -> Rate:
    """Interviews after which every owed note was on time, of the interviews decided."""
    judged = _interviews(pairs)
    decided = judged.loc[judged["decided"]]
    return rate_of(int((~decided["failed"]).sum()), len(decided), int((~judged["decided"]).sum()))


def weekly_counts(
    pairs: pd.DataFrame, *, period: Literal["week", "month"] = "week"
) -> pd.DataFrame:
    """Pairs by state (columns) per week or month of the interview (index: its first day).

    Periods without an interview in between are there with zeros. `attrs["what_if"]` names
    the presets that were tried, if any.
    """
    code = {"week": "W", "month": "M"}[period]
    held = pairs["held_on"].dt.to_period(code)
    counts = pd.crosstab(held, pairs["state"]).reindex(columns=list(STATES), fill_value=0)
    periods = pd.period_range(held.min(), held.max(), freq=code) if len(held) else held.array[:0]
    starts = pd.DatetimeIndex(pd.PeriodIndex(periods, freq=code).to_timestamp()).as_unit("s")
    counts = counts.reindex(periods, fill_value=0).set_axis(starts.rename(period), axis=0)
    counts = counts.astype("int64").rename_axis(columns=None)
    counts.attrs["what_if"] = pairs.loc[pairs["is_what_if"], "policy"].unique().tolist()
    return counts


def _interviews(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row per interview with an owed note: failed, touched and decided.

    An interview with a pair that is open or of unknown time is undecided, unless another
    pair has already failed.
    """
    owed = pairs.loc[pairs["state"] != "exempt"]
    on_time, failed = owed["state"].isin(ON_TIME), owed["state"].isin(NOT_ON_TIME)
    marks = pd.DataFrame({"failed": failed, "touched": on_time, "settled": on_time | failed})
    by_interview = marks.groupby(owed["interview_id"])
    judged = by_interview[["failed", "touched"]].any()
    return judged.assign(decided=judged["failed"] | by_interview["settled"].all())
