"""The one place where the workbook reads the clock."""

import datetime as dt
import time
from collections.abc import Callable

from followup_kit.log.log import FollowUpLog

Clock = Callable[[], dt.datetime]


def real_time() -> dt.datetime:
    """What time it is, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def seconds() -> float:
    """Seconds on a clock that only goes forward, to tell how far apart two presses are."""
    return time.monotonic()


def now_for(log: FollowUpLog) -> dt.datetime:
    """The moment it is for a log, with a zone: that of a made-up log, else the present one.

    For cells of a notebook, since nothing below the panels reads a clock.
    """
    return clock_of(log)()


def clock_of(log: FollowUpLog) -> Clock:
    """What time it is for a log: now, or the moment at which a made-up log stands still."""
    return lambda: log.settings.stands_at or real_time()
