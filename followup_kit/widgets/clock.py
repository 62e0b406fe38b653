"""The one place where the workbook reads the clock."""

import datetime as dt
from collections.abc import Callable

from followup_kit.log.log import FollowUpLog

Clock = Callable[[], dt.datetime]


def clock_of(log: FollowUpLog) -> Clock:
    """What time it is for a log: now, or the moment at which a made-up log stands still."""

    def moment() -> dt.datetime:
        return log.settings.stands_at or dt.datetime.now(dt.UTC).replace(microsecond=0)

    return moment
