"""When a thank-you note may go out, is due, and comes too late (rules T1-T6)."""

import datetime as dt
from dataclasses import replace

from followup_kit.log.schema import Interview
from followup_kit.plan.case import Case
from followup_kit.plan.steps import Times
from followup_kit.times import add_hours

_HOURS_PER_DAY = 24
_HOURS_BEFORE_NEXT_ROUND = 1
_WORKING_DAYS = 2


def note_times(case: Case, interview: Interview) -> Times:
    """When the notes of one interview may go out, are due, and are too late (rules T4, T5)."""
    return times_and_rule(case, interview)[0]


def times_and_rule(case: Case, interview: Interview) -> tuple[Times, str]:
    """The times of the notes (rules T1, T2, T4), and the key of the reason for the due time."""
    ended, preset = case.ended(interview), case.preset
    earliest = add_hours(ended, preset.earliest_minutes / 60)
    due, rule = _due(case, interview)
    if case.application.decides_same_day:
        earliest, due = _same_day(case, ended)
        rule = "thank_you_same_day"
    due = max(due, earliest)
    target = min(add_hours(ended, preset.target_hours), due)
    latest = max(due, add_hours(ended, preset.latest_days * _HOURS_PER_DAY))
    return Times(earliest=earliest, target=target, due=due, latest=latest), rule


def _due(case: Case, interview: Interview) -> tuple[dt.datetime, str]:
    """When the notes are due, and the key of the reason: the earliest of the rules wins.

    T4 counts from the end, T4 also looks at a stated decision day, and T5 at the next
    round.
    """
    ended = case.ended(interview)
    limits = [(_plain_due(case, ended), "business_days" if case.has("business_days") else "T4")]
    decision, today = case.application.stated_decision_on, case.calendar.date_of(ended)
    if decision is not None and decision >= today:
        soonest = add_hours(ended, case.preset.same_day_due_hours)
        limits.append((max(case.calendar.starts(decision), soonest), "thank_you_before_decision"))
    following = case.following(interview)
    if following is not None and following.starts_at is not None:
        limits.append((add_hours(following.starts_at, -_HOURS_BEFORE_NEXT_ROUND), "T5"))
    return min(limits, key=lambda limit: limit[0])


def _plain_due(case: Case, ended: dt.datetime) -> dt.datetime:
    if case.has("business_days"):
        return case.calendar.next_close(ended, _WORKING_DAYS)
    return add_hours(ended, case.preset.due_hours)


def _same_day(case: Case, ended: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Earliest and due when they decide the same day: send at once if time is short (T4)."""
    earliest = add_hours(ended, case.preset.same_day_earliest_minutes / 60)
    due = add_hours(ended, case.preset.same_day_due_hours)
    due = min(due, case.application.decides_at or due)
    return (earliest, due) if due >= earliest else (ended, max(ended, due))


def with_good_moment(
    case: Case, times: Times, *, zone_name: str = "", start: dt.datetime | None = None
) -> Times:
    """The times with a good hour for the reader, from `start` or the earliest on (rule T6)."""
    assert times.earliest is not None
    assert times.due is not None
    start = max(case.now, start or times.earliest)
    moment = case.calendar.good_moment(start, times.due, zone_name=zone_name)
    return replace(times, recommended=moment)
