"""A thank-you note to each person met: to whom, by when, and why (tier 8, rules T1-T6)."""

import datetime as dt
from dataclasses import replace

from followup_kit.log.choices import MessageKind, Part
from followup_kit.log.schema import Interview, Interviewer
from followup_kit.plan.case import Case, has_address
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.times import add_hours

_HOURS_PER_DAY = 24
_HOURS_BEFORE_NEXT_ROUND = 1
_WORKING_DAYS = 2
_MANY = 7
_FORWARDERS = (Part.COORDINATOR, Part.RECRUITER, Part.AGENCY)
_KINDS = {
    Action.SEND_THANK_YOU: MessageKind.THANK_YOU,
    Action.ASK_COORDINATOR_TO_FORWARD: MessageKind.FORWARD_REQUEST,
    Action.FIND_CONTACT: "",
}


def thank_you_steps(case: Case) -> list[NextStep]:
    """One step per person met who was not thanked yet, in the order they were logged."""
    steps = []
    for person in case.history.interviewers:
        interview = case.history.interview_of(person)
        if interview not in case.history.completed or not person.met or case.note_to(person):
            continue
        step = _step_for(case, interview, person)
        if step.urgency is not Urgency.EXPIRED:
            steps.append(step)
    return steps


def note_times(case: Case, interview: Interview) -> Times:
    """When the notes of one interview may go out, are due, and are too late (rules T4, T5)."""
    return _times_and_rule(case, interview)[0]


def _times_and_rule(case: Case, interview: Interview) -> tuple[Times, str]:
    ended, preset = case.ended(interview), case.preset
    earliest = add_hours(ended, preset.earliest_minutes / 60)
    due, rule = _due(case, ended)
    if case.application.decides_same_day:
        earliest, due = _same_day(case, ended)
        rule = "thank_you_same_day"
    due = max(due, earliest)
    target = min(add_hours(ended, preset.target_hours), due)
    latest = max(due, add_hours(ended, preset.latest_days * _HOURS_PER_DAY))
    return Times(earliest=earliest, target=target, due=due, latest=latest), rule


def _due(case: Case, ended: dt.datetime) -> tuple[dt.datetime, str]:
    """When the notes are due, and the key of the reason: the earliest of the rules wins."""
    limits = [(_plain_due(case, ended), "business_days" if case.has("business_days") else "T4")]
    decision, today = case.application.stated_decision_on, case.calendar.date_of(ended)
    if decision is not None and decision >= today:
        soonest = add_hours(ended, case.preset.same_day_due_hours)
        morning = case.calendar.starts(decision)
        limits.append((max(morning, soonest), "thank_you_before_decision"))
    if case.next_round is not None and case.next_round.starts_at is not None:
        before = add_hours(case.next_round.starts_at, -_HOURS_BEFORE_NEXT_ROUND)
        limits.append((before, "T5"))
    return min(limits, key=lambda limit: limit[0])


def _plain_due(case: Case, ended: dt.datetime) -> dt.datetime:
    if case.has("business_days"):
        day = case.calendar.business_days_after(case.calendar.date_of(ended), _WORKING_DAYS)
        return case.calendar.closes(day)
    return add_hours(ended, case.preset.due_hours)


def _same_day(case: Case, ended: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Earliest and due when they decide the same day: send at once if time is short."""
    earliest = add_hours(ended, case.preset.same_day_earliest_minutes / 60)
    due = add_hours(ended, case.preset.same_day_due_hours)
    due = min(due, case.application.decides_at or due)
    return (earliest, due) if due >= earliest else (ended, max(ended, due))


def _step_for(case: Case, interview: Interview, person: Interviewer) -> NextStep:
    times, rule = _times_and_rule(case, interview)
    times = _with_good_moment(case, times, person)
    action, people = _way_to(case, person)
    step = NextStep(
        action=action,
        tier=Tier.THANK_YOU,
        application_id=case.application.id,
        interview_id=interview.id,
        people=people,
        on_behalf_of=() if person.id in people else (person.id,),
        message_kind=_KINDS[action],
        times=times,
        urgency=times.urgency(case.now),
        reasons=_reasons(case, times, rule, action, person),
        changes=(case.reason("changes_thank_you"),),
        flags=_flags(case, interview, person),
    )
    return _waiting_to_go_out(case, step, person)


def _with_good_moment(case: Case, times: Times, person: Interviewer) -> Times:
    assert times.earliest is not None
    assert times.due is not None
    start = max(case.now, times.earliest)
    moment = case.calendar.good_moment(start, times.due, zone_name=person.timezone)
    return replace(times, recommended=moment)


def _way_to(case: Case, person: Interviewer) -> tuple[Action, tuple[str, ...]]:
    """Write to the person; without an address, ask who arranged it to pass thanks on."""
    if has_address(person):
        return Action.SEND_THANK_YOU, (person.id,)
    for part in _FORWARDERS:
        for other in case.history.interviewers:
            if other.part is part and other.id != person.id and has_address(other):
                return Action.ASK_COORDINATOR_TO_FORWARD, (other.id,)
    return Action.FIND_CONTACT, (person.id,)


def _waiting_to_go_out(case: Case, step: NextStep, person: Interviewer) -> NextStep:
    """A note that is set to go out later needs nothing done, unless it comes too late (S3)."""
    scheduled = case.scheduled_note_to(person)
    if scheduled is None or scheduled.at is None or step.times.due is None:
        return step
    return replace(
        step,
        action=Action.WAIT,
        message_kind="",
        times=replace(step.times, earliest=None, target=None, recommended=None),
        reasons=(case.reason("S3"),),
        flags=("scheduled_after_due",) if scheduled.at > step.times.due else ("scheduled",),
    )


def _reasons(
    case: Case, times: Times, rule: str, action: Action, person: Interviewer
) -> tuple[Reason, ...]:
    keys = [] if action is Action.SEND_THANK_YOU else [action.value]
    late = {Urgency.OVERDUE: "thank_you_late", Urgency.AMBER: "thank_you_amber"}
    keys.append(late.get(times.urgency(case.now), rule))
    if case.sent_too_early(person):
        keys.append("sent_before_interview")
    sources = case.preset.sources_of("due_hours")
    decision = case.application.stated_decision_on
    values = {
        "due_hours": case.preset.due_hours,
        "target_hours": case.preset.target_hours,
        "who": case.practice.who_says(sources),
        "date": f"{decision:%a} {decision.day} {decision:%b}" if decision else "",
    }
    return tuple(case.reason(key, also=sources if key == "T4" else (), **values) for key in keys)


def _flags(case: Case, interview: Interview, person: Interviewer) -> tuple[str, ...]:
    met = [p for p in case.history.people_at(interview) if p.met]
    flags = {
        "sent_before_interview": case.sent_too_early(person),
        "group_note_allowed": len(met) > _MANY,
    }
    return tuple(name for name, holds in flags.items() if holds)
