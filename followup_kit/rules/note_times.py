"""When a thank-you note may go out, is due, and comes too late (rules T1-T7)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from followup_kit.log.choices import InterviewKind
from followup_kit.log.schema import Application, Interview
from followup_kit.practice.presets import Preset
from followup_kit.rules.case import Case, once
from followup_kit.rules.promises import Promise, promises
from followup_kit.rules.step_times import Times
from followup_kit.rules.visits import end_of, following, start_of, visit_of
from followup_kit.times import add_hours

_HOURS_PER_DAY = 24
Limit = tuple[dt.datetime, str]
"""A moment by which a note is due, and the key of its reason."""


def note_times(case: Case, interview: Interview) -> Times:
    """When the notes of one interview may go out, are due, and are too late (rules T4, T5)."""
    return times_and_rule(case, interview)[0]


@once
def times_and_rule(case: Case, interview: Interview) -> tuple[Times, str]:
    """The times of the notes (rules T1, T2, T4), and the key of the reason for the due time."""
    ended, preset = end_of(case, interview), judging_preset(case, interview)
    earliest = add_hours(ended, preset.earliest_minutes / 60)
    limits = [(_stored_due(case, interview) or due_by_preset(case, interview), _rule_of(case))]
    limits += _limits(case, interview)
    for promise in _same_day(case, interview):
        soon, due = _in_a_hurry(preset, ended, promise)
        if _held_until(promise, due):
            earliest, limits = soon, [(due, "thank_you_same_day")]
    due, rule = min(limits, key=lambda limit: limit[0])
    due = max(due, earliest)
    target = min(add_hours(ended, preset.target_hours), due)
    latest = max(due, add_hours(ended, preset.latest_days * _HOURS_PER_DAY))
    return Times(earliest=earliest, target=max(target, earliest), due=due, latest=latest), rule


def _stored_due(case: Case, interview: Interview) -> dt.datetime | None:
    """The due time that was stored (M2); of one visit the latest stored counts (rule F6)."""
    if interview.due_at is None:
        return None
    stored = (held.due_at for held in visit_of(case, interview))
    return max([interview.due_at, *(due for due in stored if due is not None)])


def judging_preset(case: Case, interview: Interview) -> Preset:
    """The preset an interview is judged by: the one stored with its due time (M2)."""
    return case.practice.presets.get(interview.policy, case.preset)


def due_by_preset(case: Case, interview: Interview) -> dt.datetime:
    """When the notes are due by the numbers alone, whatever else was said (rules T4, T7)."""
    ended, preset = end_of(case, interview), judging_preset(case, interview)
    if interview.kind is InterviewKind.INFORMATIONAL:
        return add_hours(ended, preset.informational_due_hours)
    if case.has("business_days"):
        return case.calendar.next_close(ended, preset.business_days_due)
    return add_hours(ended, preset.due_hours)


def _rule_of(case: Case) -> str:
    return "business_days" if case.has("business_days") else "T4"


def _limits(case: Case, interview: Interview) -> Iterator[Limit]:
    """What makes the notes due sooner: a decision day (T4), and the next round (T5)."""
    ended, preset = end_of(case, interview), judging_preset(case, interview)
    for promise in promises(case):
        day = promise.decision_on
        if day is not None and day >= case.calendar.date_of(ended):
            soonest = add_hours(ended, preset.same_day_due_hours)
            due = max(case.calendar.starts(day), soonest)
            if _held_until(promise, due) and _concerns(promise, ended):
                yield due, "thank_you_before_decision"
    later = following(case, interview)
    if later is not None:
        yield add_hours(start_of(later), -preset.hours_before_next_round), "T5"


def _concerns(promise: Promise, ended: dt.datetime) -> bool:
    """Whether a promise still held when the interview ended."""
    return promise.spent_at is None or promise.spent_at > ended


def _held_until(promise: Promise, moment: dt.datetime) -> bool:
    """Whether a promise was said before a moment and still held then (rule F1)."""
    return promise.at <= moment and (promise.spent_at is None or promise.spent_at > moment)


def _same_day(case: Case, interview: Interview) -> Iterator[Promise]:
    """The promises to decide on the day of that interview."""
    day = case.calendar.date_of(end_of(case, interview))
    visit = {interview.id, *(i.id for i in visit_of(case, interview))}
    for promise in promises(case):
        said, hour = promise.said, promise.said.decides_at
        if not promise.is_possible:
            continue
        is_here = said.id in visit or isinstance(said, Application)
        was_today = said.decides_same_day and case.calendar.date_of(promise.at) == day
        names_hour = hour is not None and case.calendar.date_of(hour) == day
        if (is_here and said.decides_same_day) or was_today or (is_here and names_hour):
            yield promise


def decides_same_day(case: Case, interview: Interview) -> bool:
    """Whether they decide on the day of that interview, as far as is still true."""
    return any(promise.holds(case.now) for promise in _same_day(case, interview))


def _in_a_hurry(
    preset: Preset, ended: dt.datetime, promise: Promise
) -> tuple[dt.datetime, dt.datetime]:
    """Earliest and due when they decide the same day: send at once if time is short (T4)."""
    earliest = add_hours(ended, preset.same_day_earliest_minutes / 60)
    due = add_hours(ended, preset.same_day_due_hours)
    due = min(due, promise.said.decides_at or due)
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
