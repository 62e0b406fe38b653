"""Interviews as they went: which took place, when each visit ended, and what comes next."""

import datetime as dt
from itertools import groupby

from followup_kit.log.choices import InterviewKind, InterviewStatus
from followup_kit.log.schema import Interview
from followup_kit.rules.case import Case, once

_HELD = frozenset({InterviewStatus.SCHEDULED, InterviewStatus.COMPLETED})


def start_of(interview: Interview) -> dt.datetime:
    """When an interview starts; every one that is kept has a start."""
    assert interview.starts_at is not None
    return interview.starts_at


def has_begun(case: Case, interview: Interview) -> bool:
    """Whether the interview has started by now."""
    return interview.starts_at is not None and interview.starts_at <= case.now


@once
def took_place(case: Case) -> tuple[Interview, ...]:
    """The interviews that took place until now, oldest first."""
    return tuple(i for i in case.history.completed if has_begun(case, i))


@once
def unconfirmed(case: Case) -> tuple[Interview, ...]:
    """Planned interviews whose end has passed, so that only you can say what happened."""
    return tuple(i for i in _planned(case) if end_of(case, i) <= case.now)


@once
def without_time(case: Case) -> tuple[Interview, ...]:
    """Interviews that were moved to a time that is not known yet (rule F5)."""
    moved = InterviewStatus.RESCHEDULED
    return tuple(
        i for i in case.history.interviews if i.status is moved and not is_replaced(case, i)
    )


@once
def _planned(case: Case) -> tuple[Interview, ...]:
    planned = InterviewStatus.SCHEDULED
    return tuple(i for i in case.history.interviews if i.status is planned)


def is_replaced(case: Case, interview: Interview) -> bool:
    """Whether another time was found for an interview that did not happen as planned."""
    if interview.status is InterviewStatus.SCHEDULED:
        return False
    return any(
        other.status in _HELD
        and other.id != interview.id
        and other.round >= interview.round
        and (start_of(other) > start_of(interview) or other.logged_at > interview.logged_at)
        for other in case.history.interviews
    )


@once
def end_of(case: Case, interview: Interview) -> dt.datetime:
    """T0: the end of the interview, or of the last one of the same visit (rules T1, F6)."""
    return max(own_end(case, i) for i in (*visit_of(case, interview), interview))


def own_end(case: Case, interview: Interview) -> dt.datetime:
    """The end of one interview, whatever else was held that day (rule T1)."""
    if interview.kind is InterviewKind.ONE_WAY_VIDEO:
        return interview.finished_at(0)
    return interview.finished_at(case.preset.default_interview_minutes)


@once
def visit_of(case: Case, interview: Interview) -> tuple[Interview, ...]:
    """The interviews that took place on the same day, where the employer is (rule F6)."""
    held = took_place(case)
    day = case.calendar.date_of(start_of(interview))
    return tuple(i for i in held if case.calendar.date_of(start_of(i)) == day)


@once
def latest_held(case: Case) -> Interview | None:
    """The last interview that took place."""
    return max(took_place(case), key=lambda i: (end_of(case, i), start_of(i)), default=None)


@once
def next_round(case: Case) -> Interview | None:
    """The next interview that is fixed and not over yet."""
    return next((i for i in _planned(case) if end_of(case, i) > case.now), None)


@once
def following(case: Case, interview: Interview) -> Interview | None:
    """The first interview that starts after the end of this one."""
    ended = end_of(case, interview)
    later = (i for i in case.history.interviews if i.status in _HELD and start_of(i) > ended)
    return min((i for i in later if not is_replaced(case, i)), key=start_of, default=None)


def last_kind(case: Case) -> InterviewKind | None:
    """How the last interview was held."""
    last = latest_held(case)
    return last.kind if last else None


def rounds_of(case: Case) -> dict[str, int]:
    """The round of each interview that took place, by its id: one for a visit (rule F6)."""
    by_day = groupby(took_place(case), key=lambda i: case.calendar.date_of(start_of(i)))
    found: dict[str, int] = {}
    for _, visit in by_day:
        held = list(visit)
        number = min(i.round for i in held)
        found |= {i.id: number for i in held}
    return found
