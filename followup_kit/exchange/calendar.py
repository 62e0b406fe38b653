"""The season as one calendar file, for the calendar you already use.

The file says what to do, by when and why, and holds the interviews with the moment after each
at which to say how it went. A step that has ended comes back cancelled under its id. Private
notes, topics and messages stay in the log.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from followup_kit.log.choices import InterviewKind, InterviewStatus
from followup_kit.log.history import History
from followup_kit.log.schema import Interview
from followup_kit.plan.next_steps import steps_for
from followup_kit.plan.steps import NextStep
from followup_kit.plan.words import short_title_of, zone_of
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.rules.calendar import WAKING_HOURS
from followup_kit.rules.case import Case
from followup_kit.rules.visits import end_of
from followup_kit.text import visible_line
from followup_kit.times import at_local, require_zone, zone

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Follow-Up Workbook//followup_kit//EN"
_DOMAIN = "follow-up-workbook.invalid"
_COUNTED_FROM = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_LENGTH = dt.timedelta(minutes=15)
_DAY = dt.timedelta(days=1)
_CANCELLED_SINCE = dt.timedelta(days=60)
"""How long ago an ended step may have been due to be taken out of a calendar."""
_LONGEST = 300


def calendar_file(
    steps: Iterable[NextStep],
    histories: Iterable[History],
    *,
    now: dt.datetime,
    alarm_hours: float = 2,
    practice: Practice | None = None,
) -> bytes:
    """An `.ics` file with the steps that have a due time, and the interviews.

    The event of a step ends at the due time and reminds before it, at an hour when its reader
    is awake; what lies in the past reminds of nothing. Its id comes from the step, so reading
    a newer file in again moves the event and does not add a second one. A step that ended since
    is cancelled under its id.

    Args:
        steps: The steps, as `next_steps` gives them.
        histories: The histories they are about, as the log gives them.
        now: When the file is made, with a zone; a later file replaces an earlier one.
        alarm_hours: Hours before the due time at which the calendar reminds.
        practice: Presets and reasons; by default those of the workbook.

    Raises:
        FollowUpError: `now` has no zone.
    """
    from icalendar import Calendar

    now, practice = require_zone(now, "Now").replace(microsecond=0), practice or load_practice()
    known = {history.application.id: history for history in histories}
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Follow-ups")
    shown = [s for s in steps if s.times.due is not None and s.application_id in known]
    for step in shown:
        calendar.add_component(_event(step, known[step.application_id], now, alarm_hours))
    for step in _ended_steps(known, {step.key for step in shown}, now, practice):
        event = _event(step, known[step.application_id], now, None)
        event.add("status", "CANCELLED")
        calendar.add_component(event)
    for history in known.values():
        for interview in _to_show(history, now):
            for event in _interview_events(interview, Case(history, now, practice)):
                calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(step: NextStep, history: History, now: dt.datetime, alarm: float | None) -> "Event":
    assert step.times.due is not None
    due = step.times.due.astimezone(dt.UTC).replace(microsecond=0)
    title = visible_line(short_title_of(step, history), longest=_LONGEST)
    event = _new_event(step.key, title, now)
    event.add("dtstart", due - _LENGTH)
    event.add("dtend", due)
    reasons = " ".join(reason.text for reason in step.reasons)
    event.add("description", visible_line(reasons, longest=_LONGEST))
    event.add("transp", "TRANSPARENT")
    if alarm is not None:
        _remind(event, title, _awake_before(due, alarm, zone_of(history)), now)
    return event


def _new_event(row: str, title: str, now: dt.datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row}@{_DOMAIN}")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int((now - _COUNTED_FROM).total_seconds() // 60))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    return event


def _awake_before(due: dt.datetime, hours: float, zone_name: str) -> dt.datetime:
    """So many hours before the due time; if the reader sleeps then, the evening before."""
    moment = due - dt.timedelta(hours=hours)
    local = moment.astimezone(zone(zone_name))
    wakes, sleeps = WAKING_HOURS
    if wakes <= local.time() <= sleeps:
        return moment
    day = local.date() if local.time() > sleeps else local.date() - _DAY
    return at_local(day, sleeps, zone_name)


def _remind(event: "Event", title: str, at: dt.datetime, now: dt.datetime) -> None:
    """Let the calendar remind at a moment that is still to come."""
    from icalendar import Alarm

    if at <= now:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", at - event.decoded("dtstart"))
    event.add_component(alarm)


# Interviews


def _to_show(history: History, now: dt.datetime) -> Iterator[Interview]:
    """Interviews that are fixed, and those that fell away and may stand in a calendar."""
    for interview in history.interviews:
        start = interview.starts_at
        if start is not None and start > now - _CANCELLED_SINCE:
            yield interview


def _interview_events(interview: Interview, case: Case) -> Iterator["Event"]:
    """The interview in its own zone, and after it the moment to say how it went (D14)."""
    where, now, company = zone(interview.timezone), case.now, case.application.company
    assert interview.starts_at is not None
    is_on = interview.status in {InterviewStatus.SCHEDULED, InterviewStatus.COMPLETED}
    title = visible_line(f"Interview with {company}", longest=_LONGEST)
    event = _new_event(f"interview-{interview.id}", title, now)
    event.add("dtstart", interview.starts_at.astimezone(where))
    event.add(
        "dtend", interview.finished_at(case.preset.default_interview_minutes).astimezone(where)
    )
    if interview.kind is not InterviewKind.UNKNOWN:
        event.add("location", interview.kind.label)
    if not is_on:
        event.add("status", "CANCELLED")
    yield event
    ended = end_of(case, interview)
    asks = visible_line(f"Say how your interview with {company} went", longest=_LONGEST)
    after = _new_event(f"afterwards-{interview.id}", asks, now)
    after.add("dtstart", ended)
    after.add("dtend", ended + _LENGTH)
    after.add("transp", "TRANSPARENT")
    if interview.status is InterviewStatus.SCHEDULED:
        _remind(after, asks, ended + _LENGTH, now)
    else:
        after.add("status", "CANCELLED")
    yield after


# Steps that have ended


def _ended_steps(
    known: Mapping[str, History], shown: set[str], now: dt.datetime, practice: Practice
) -> list[NextStep]:
    """The steps that an earlier file may hold and that are not to be done any more.

    They are what the plan asked just before each message and each piece of news.
    """
    found: dict[str, NextStep] = {}
    for history in known.values():
        for moment in _moments(history, now):
            for step in steps_for(Case(_until(history, moment), moment, practice)):
                due = step.times.due
                if due is not None and due > now - _CANCELLED_SINCE and step.key not in shown:
                    found[step.key] = step
    return list(found.values())


def _moments(history: History, now: dt.datetime) -> list[dt.datetime]:
    told = [*(m.at for m in history.messages), *(o.at for o in history.outcomes)]
    changed = [i.status_since for i in history.interviews]
    since = now - 2 * _CANCELLED_SINCE
    moments = {at for at in (*told, *changed) if at is not None and since < at <= now}
    return [at - dt.timedelta(seconds=1) for at in sorted(moments)]


def _until(history: History, moment: dt.datetime) -> History:
    """What had happened by a moment."""
    return replace(
        history,
        messages=tuple(m for m in history.messages if m.at is not None and m.at <= moment),
        outcomes=tuple(o for o in history.outcomes if o.at is not None and o.at <= moment),
        interviews=tuple(_as_planned(i, moment) for i in history.interviews),
        marks=(),
    )


def _as_planned(interview: Interview, moment: dt.datetime) -> Interview:
    """An interview as it was known before it was held or fell away."""
    since = interview.status_since or interview.starts_at
    if since is None or since <= moment:
        return interview
    return interview.model_copy(update={"status": InterviewStatus.SCHEDULED})
