"""The one place where the workbook reads the clock."""

import datetime as dt
from collections.abc import Callable

from followup_kit.log.log import FollowUpLog

Clock = Callable[[], dt.datetime]


def real_time() -> dt.datetime:
    """What time it is, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def clock_of(log: FollowUpLog) -> Clock:
    """What time it is for a log: now, or the moment at which a made-up log stands still."""
    return lambda: log.settings.stands_at or real_time()
