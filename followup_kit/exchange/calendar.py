"""All open deadlines as one calendar file, for the calendar you already use.

The file says what to do, by when and why. Private notes, topics and messages stay in the
log. Moments are in UTC, which every calendar shows in the zone it is set to.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from followup_kit.log.history import History
from followup_kit.plan.steps import NextStep
from followup_kit.plan.words import short_title_of
from followup_kit.text import visible_line
from followup_kit.times import require_zone

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PRODUCT = "-//Follow-Up Workbook//followup_kit//EN"
_DOMAIN = "follow-up-workbook.invalid"
_COUNTED_FROM = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_LENGTH = dt.timedelta(minutes=15)
_LONGEST = 300


def calendar_file(
    steps: Iterable[NextStep],
    histories: Iterable[History],
    *,
    now: dt.datetime,
    alarm_hours: float = 2,
) -> bytes:
    """An `.ics` file with one event per step that has a due time, each with an alarm.

    An event ends at the due time. Its id comes from the step, so reading a newer file in
    again moves the event and does not add a second one.

    Args:
        steps: The steps, as `next_steps` gives them.
        histories: The histories they are about, as the log gives them.
        now: When the file is made, with a zone; a later file replaces an earlier one.
        alarm_hours: Hours before the due time at which the calendar reminds.

    Raises:
        FollowUpError: `now` has no zone.
    """
    from icalendar import Calendar

    now = require_zone(now, "Now").replace(microsecond=0)
    known = {history.application.id: history for history in histories}
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Follow-ups")
    for step in steps:
        if step.times.due is not None and step.application_id in known:
            calendar.add_component(_event(step, known, now, alarm_hours))
    return bytes(calendar.to_ical())


def _event(
    step: NextStep, known: Mapping[str, History], now: dt.datetime, alarm_hours: float
) -> "Event":
    from icalendar import Event

    assert step.times.due is not None
    due = step.times.due.astimezone(dt.UTC).replace(microsecond=0)
    title = visible_line(short_title_of(step, known[step.application_id]), longest=_LONGEST)
    event = Event()
    event.add("uid", f"{step.key}@{_DOMAIN}")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int((now - _COUNTED_FROM).total_seconds() // 60))
    event.add("dtstart", due - _LENGTH)
    event.add("dtend", due)
    event.add("summary", title)
    reasons = " ".join(reason.text for reason in step.reasons)
    event.add("description", visible_line(reasons, longest=_LONGEST))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title, alarm_hours))
    return event


def _alarm(title: str, hours: float) -> "Alarm":
    """A reminder that many hours before the end of the event, which is the due time."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", min(_LENGTH - dt.timedelta(hours=hours), dt.timedelta()))
    return alarm
