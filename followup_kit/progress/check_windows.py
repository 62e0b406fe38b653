"""When a status check may go out: from which moment to which, by rules S0 and S1.

Rule S0 counts business days after a promised date, rule S1 days of silence; both open at
09:00 and close at 17:00 of a business day where the employer is.
"""

from typing import Literal

import numpy as np
import pandas as pd

from followup_kit.progress.local_times import HOUR, local_days, moments_of

OPENS, CLOSES = 9 * HOUR, 17 * HOUR
SLOW_SEASON_DAYS = 7
"""Days more of silence in the overlay `slow_season` (rule S1)."""

Days = np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]


def check_windows(checks: pd.DataFrame, free: Days) -> pd.DataFrame:
    """The window of each check: `earliest_at` and `due_at`, NaT where there is none.

    Args:
        checks: Status checks with the promised day, the start of the silence, the day of the
            check before, and the numbers of their presets.
        free: Days other than weekends on which nobody works.
    """
    zones = checks["employer_timezone"]
    slow = SLOW_SEASON_DAYS * has_overlay(checks, "slow_season")
    since = local_days(checks["since"], zones)
    gap = checks["last_check"] + pd.to_timedelta(checks["status_gap_days"], unit="D")
    parts = {"earliest": OPENS, "due": CLOSES}
    found = {}
    for part, clock_time in parts.items():
        promised = _business_days_after(
            checks["promised"], checks[f"status_after_date_{part}_business_days"], free
        )
        silent = since + pd.to_timedelta(
            checks[f"status_after_silence_{part}_days"] + slow, unit="D"
        )
        day = promised.fillna(silent)
        day = _business_day_from(day.mask(day < gap, gap), free)
        found[f"{part}_at"] = moments_of(day + clock_time, zones).mask(checks["is_asked"])
    return pd.DataFrame(found)


def _business_day_from(days: pd.Series, free: Days) -> pd.Series:
    """The first business day on or after each day."""
    return _business_days_after(days, pd.Series(0.0, index=days.index), free, roll="forward")


def _business_days_after(
    days: pd.Series,
    counts: pd.Series,
    free: Days,
    *,
    roll: Literal["forward", "backward"] = "backward",
) -> pd.Series:
    """The day that many business days after each day; NaT where there is none."""
    known = days.notna() & counts.notna()
    result = pd.Series(pd.NaT, index=days.index, dtype="datetime64[us]")
    dates = days[known].to_numpy().astype("datetime64[D]")
    steps = counts[known].to_numpy().astype("int64")
    result.loc[known] = np.busday_offset(dates, steps, roll=roll, holidays=free)
    return result


def has_overlay(checks: pd.DataFrame, overlay: str) -> pd.Series:
    """1 where the application has that special rule, else 0."""
    return checks["overlays"].map(lambda names: overlay in names).astype("int64")
