"""Waiting that is not over yet: shares over time from spans that are cut off at now.

A span without an ending is censored: it counts as waiting up to the moment it was last
seen and then leaves the count. Endings that rule each other out are told apart by the
estimate of Aalen and Johansen; with one ending it is the one of Kaplan and Meier.
"""

import numpy as np
import pandas as pd

from followup_kit.progress.rates import Z_95

CURVE_DTYPES = {
    "time": "float64",
    "ending": "str",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "at_risk": "int64",
}
"""Columns of a curve. `time` has the unit of the spans; `share` is the share that had that
`ending` by then, `low` to `high` its 95 % interval (NaN before the first and where nobody
is left); `at_risk` is how many were still waiting just before."""

_TINY = 1e-12

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Counts = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def cumulative_incidence(spans: pd.Series, endings: pd.Series) -> pd.DataFrame:
    """The share that had each ending by each time, with the columns of `CURVE_DTYPES`.

    Args:
        spans: How long each was watched; rows without a span are left out.
        endings: What ended each span; an empty text where nothing did.
    """
    known = spans.notna()
    times, place = np.unique(spans[known].to_numpy(dtype="float64"), return_inverse=True)
    names = endings[known].to_numpy()
    at_risk = _at_risk(place, len(times))
    counts = {
        str(name): np.bincount(place[names == name], minlength=len(times))
        for name in dict.fromkeys(names)
        if name
    }
    ended = sum(counts.values(), np.zeros(len(times), dtype="int64"))
    seen = ended > 0
    parts = [
        _curve(times[seen], name, count[seen], ended[seen], at_risk[seen])
        for name, count in counts.items()
    ]
    if not parts:
        return pd.DataFrame(columns=list(CURVE_DTYPES)).astype(CURVE_DTYPES)
    return pd.concat(parts, ignore_index=True).astype(CURVE_DTYPES)


def median_time(spans: Numbers, happened: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    """The time by which half had it happen (Kaplan-Meier); NaN while fewer than half have.

    >>> median_time(np.array([1.0, 2.0, 3.0, 9.0]), np.array([True, True, False, True]))
    2.0
    """
    times, place = np.unique(spans, return_inverse=True)
    count = np.bincount(place[happened], minlength=len(times))
    still = np.cumprod(1 - count / _at_risk(place, len(times)))
    reached = np.flatnonzero(still <= 0.5 + _TINY)
    return float(times[reached[0]]) if len(reached) else float("nan")


def _at_risk(place: Counts, count: int) -> Counts:
    """How many spans last at least as long as each time."""
    leaving = np.bincount(place, minlength=count)
    return len(place) - np.cumsum(leaving) + leaving


def _curve(
    times: Numbers, name: str, count: Counts, ended: Counts, at_risk: Counts
) -> pd.DataFrame:
    still = np.cumprod(1 - ended / at_risk)
    before = np.concatenate([[1.0], still[:-1]])
    share = np.cumsum(before * count / at_risk)
    low, high = _interval(share, _standard_error(share, before, count, ended, at_risk))
    return pd.DataFrame(
        {
            "time": times,
            "ending": name,
            "share": share.clip(max=1.0),
            "low": low,
            "high": high,
            "at_risk": at_risk,
        }
    )


def _standard_error(
    share: Numbers, before: Numbers, count: Counts, ended: Counts, at_risk: Counts
) -> Numbers:
    """The standard error of a cumulative incidence by the delta method (Marubini, Valsecchi).

    Where everybody who was left ended at once the first term is 0, as the curve moves no more.
    """
    left = (at_risk - ended).astype("float64")
    hazard = np.divide(ended, at_risk * left, out=np.zeros(len(share)), where=left > 0)
    own = before * count / at_risk**2
    variance = (
        share**2 * np.cumsum(hazard)
        - 2 * share * np.cumsum(share * hazard)
        + np.cumsum(share**2 * hazard)
        + np.cumsum(before**2 * (at_risk - count) * count / at_risk**3)
        - 2 * share * np.cumsum(own)
        + 2 * np.cumsum(share * own)
    )
    error: Numbers = np.sqrt(variance.clip(min=0))
    return error


def _interval(share: Numbers, error: Numbers) -> tuple[Numbers, Numbers]:
    """A 95 % interval inside 0 to 1, by the complementary log-log of the share."""
    inside = (share > _TINY) & (share < 1 - _TINY)
    safe = np.where(inside, share, 0.5)
    reach = Z_95 * error / np.abs(safe * np.log(safe))
    low, high = safe ** np.exp(reach), safe ** np.exp(-reach)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)
