"""The moments of something to do, and how urgent they make it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How near the due time is; time can only move a step down this list."""

    UPCOMING = "upcoming"
    OPEN = "open"
    AMBER = "amber"
    OVERDUE = "overdue"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Times:
    """The moments of a step, in UTC, any of them unknown.

    Before `earliest` it is too soon. `target` is what to aim for, `due` is the rule,
    and after `latest` the step is no longer worth doing. `recommended` is advice: a
    good hour for the reader.
    """

    earliest: dt.datetime | None = None
    target: dt.datetime | None = None
    due: dt.datetime | None = None
    latest: dt.datetime | None = None
    recommended: dt.datetime | None = None

    def urgency(self, now: dt.datetime) -> Urgency:
        """How urgent a step with these times is."""
        marks = (
            (self.latest, Urgency.EXPIRED),
            (self.due, Urgency.OVERDUE),
            (self.target, Urgency.AMBER),
        )
        for moment, urgency in marks:
            if moment is not None and now > moment:
                return urgency
        if self.earliest is not None and now < self.earliest:
            return Urgency.UPCOMING
        return Urgency.OPEN
