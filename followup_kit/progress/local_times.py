"""Columns of moments as clock times of a place, and back, each row in its own zone."""

import pandas as pd

DAY = pd.Timedelta(days=1)
HOUR = pd.Timedelta(hours=1)


def local_times(moments: pd.Series, zones: pd.Series) -> pd.Series:
    """The moments as clock times of their zones, without a zone; UTC where none is named."""
    result = pd.Series(pd.NaT, index=moments.index, dtype="datetime64[us]")
    for name, group in moments.groupby(zones.where(zones != "", "UTC")):
        result.loc[group.index] = group.dt.tz_convert(str(name)).dt.tz_localize(None)
    return result


def local_days(moments: pd.Series, zones: pd.Series) -> pd.Series:
    """The calendar days of the moments in their zones, as midnight without a zone."""
    days: pd.Series = local_times(moments, zones).dt.normalize()
    return days


def moments_of(local: pd.Series, zones: pd.Series) -> pd.Series:
    """The moments of clock times in their zones; one that does not exist moves forward."""
    result = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    for name, group in local.groupby(zones.where(zones != "", "UTC")):
        aware = group.dt.tz_localize(str(name), ambiguous=True, nonexistent="shift_forward")
        result.loc[group.index] = aware.dt.tz_convert("UTC")
    return result


def hours_between(start: pd.Series, end: pd.Series | pd.Timestamp) -> pd.Series:
    """Elapsed hours from start to end; NaN where either is unknown (rule T2)."""
    return (end - start).dt.total_seconds() / 3600


def days_between(start: pd.Series, end: pd.Series | pd.Timestamp) -> pd.Series:
    """Elapsed days of 24 hours from start to end; NaN where either is unknown."""
    return hours_between(start, end) / 24
