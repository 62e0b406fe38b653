"""A thank-you note to each person met: to whom, by when, and why (tier 8)."""

from dataclasses import replace

from followup_kit.log.choices import (
    InterviewKind,
    InterviewStatus,
    Medium,
    MessageKind,
    MessageState,
    Part,
)
from followup_kit.log.schema import Interview, Interviewer
from followup_kit.plan.case import Case
from followup_kit.plan.contacts import has_address
from followup_kit.plan.note_times import note_times, times_and_rule, with_good_moment
from followup_kit.plan.outreach import NOTES
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.text import day_in_words

_MANY = 7
_KINDS = {
    Action.SEND_THANK_YOU: MessageKind.THANK_YOU,
    Action.ASK_COORDINATOR_TO_FORWARD: MessageKind.FORWARD_REQUEST,
    Action.FIND_CONTACT: "",
}


def thank_you_steps(case: Case) -> list[NextStep]:
    """One step per person met who was not thanked yet, in the order they were logged.

    Interviews that you did not confirm yet count too, marked as provisional. Through an
    agency, and after a recorded video, there is one step per interview.
    """
    held = {i.id: i for i in (*case.took_place, *case.unconfirmed)}
    steps = [_nobody_named(case, interview) for interview in case.took_place]
    done: set[str] = set()
    for person in case.history.interviewers:
        interview = held.get(person.interview_id)
        if interview is None or done & {interview.id, person.id}:
            continue
        if case.is_through_agency or interview.kind is InterviewKind.ONE_WAY_VIDEO:
            done.add(interview.id)
            steps.append(_one_for_all(case, interview))
        elif person.met and case.note_to(person) is None:
            done.update(case.rows_of(person))
            steps.append(_step_for(case, interview, person))
    return [s for s in steps if s is not None and s.urgency is not Urgency.EXPIRED]


def _nobody_named(case: Case, interview: Interview) -> NextStep | None:
    """An interview without people: say whom you met, while thanks are still worth sending."""
    no_one_there = interview.kind is InterviewKind.ONE_WAY_VIDEO
    if no_one_there or case.history.people_at(interview):
        return None
    times = replace(note_times(case, interview), earliest=case.ended(interview))
    return case.step(
        Action.FIX_RECORD,
        Tier.THANK_YOU,
        times,
        case.reason("nobody_named"),
        interview_id=interview.id,
        flags=("nobody_named",),
        table="interviews",
        row=interview.id,
    )


def _one_for_all(case: Case, interview: Interview) -> NextStep | None:
    """One note to the agency or to the recruiter, for everyone at the interview.

    After a recorded video nobody was met whom thanks could be passed on to, so whoever can be
    written to gets them. Through a recruiter who stands for the agency, somebody must have
    been met.
    """
    to = case.agency if case.is_through_agency else case.primary_contact
    if to is not None and not has_address(to):
        to = case.arranger or to
    people = case.history.people_at(interview)
    if to is None or any(case.note_to(p) for p in people) or _wrote_to(case, to, interview):
        return None
    stands_in = case.is_through_agency and to.part is not Part.AGENCY
    if stands_in and not any(p.met for p in people):
        return None
    return _step_for(case, interview, to)


def _wrote_to(case: Case, person: Interviewer, interview: Interview) -> bool:
    """Whether thanks went to a person since an interview that may not be their own."""
    kinds = (*NOTES, MessageKind.FORWARD_REQUEST)
    ended = case.ended(interview)
    return any(
        m.kind in kinds and person.id in m.covers and case.is_after(m, ended)
        for m in case.delivered
    )


def _step_for(case: Case, interview: Interview, person: Interviewer) -> NextStep:
    times, rule = times_and_rule(case, interview)
    times = with_good_moment(case, times, zone_name=person.timezone)
    action, people = _way_to(case, person)
    return case.step(
        action,
        Tier.THANK_YOU,
        times,
        *_reasons(case, times, rule, action, interview, person),
        interview_id=interview.id,
        people=people,
        on_behalf_of=_behalf(case, interview, person, people),
        message_kind=_KINDS[action],
        changes=(case.reason("changes_thank_you"),),
        flags=_flags(case, interview, person),
    )


def _way_to(case: Case, person: Interviewer) -> tuple[Action, tuple[str, ...]]:
    """Write to the person; without an address, ask who arranged it to pass thanks on."""
    if has_address(person):
        return Action.SEND_THANK_YOU, case.rows_of(person)
    if case.arranger is not None and case.arranger.id != person.id:
        return Action.ASK_COORDINATOR_TO_FORWARD, (case.arranger.id,)
    return Action.FIND_CONTACT, (person.id,)


def _behalf(
    case: Case, interview: Interview, person: Interviewer, people: tuple[str, ...]
) -> tuple[str, ...]:
    """Whose thanks are to be passed on."""
    if case.is_through_agency:
        met = (p for p in case.history.people_at(interview) if p.met)
        return tuple(p.id for p in met if p.id not in people)
    return () if person.id in people else (person.id,)


def _reasons(
    case: Case,
    times: Times,
    rule: str,
    action: Action,
    interview: Interview,
    person: Interviewer,
) -> tuple[Reason, ...]:
    special = [key for key, holds in _circumstances(case, interview, person) if holds]
    keys = [] if action is Action.SEND_THANK_YOU else [action.value]
    late = {Urgency.OVERDUE: "thank_you_late", Urgency.AMBER: "thank_you_amber"}
    keys += [late.get(times.urgency(case.now), rule), *special]
    sources = case.preset.sources_of("due_hours")
    decision = case.application.stated_decision_on
    values = {
        "due_hours": case.preset.due_hours,
        "target_hours": case.preset.target_hours,
        "who": case.practice.who_says(sources),
        "date": day_in_words(decision, weekday=True, year=False) if decision else "",
        "zone": interview.timezone,
    }
    return tuple(case.reason(key, also=sources if key == "T4" else (), **values) for key in keys)


def _circumstances(
    case: Case, interview: Interview, person: Interviewer
) -> tuple[tuple[str, bool], ...]:
    """Keys of further reasons, each with whether it applies; also the flags of a step."""
    posted = any(
        m.medium is Medium.POST and person.id in m.covers and m.state is MessageState.SENT
        for m in case.ours
    )
    return (
        ("provisional", interview.status is not InterviewStatus.COMPLETED),
        ("T3", interview.timezone_assumed),
        ("sent_before_interview", case.sent_too_early(person)),
        ("card_on_its_way", posted),
        ("via_agency", case.is_through_agency),
        ("one_way_video", interview.kind is InterviewKind.ONE_WAY_VIDEO),
        ("phone_screen", interview.kind is InterviewKind.PHONE),
        ("careers_fair", interview.kind is InterviewKind.CAREERS_FAIR or case.has("careers_fair")),
        ("thanks_optional", case.has("thanks_optional")),
    )


def _flags(case: Case, interview: Interview, person: Interviewer) -> tuple[str, ...]:
    found = [key for key, holds in _circumstances(case, interview, person) if holds]
    met = [p for p in case.history.people_at(interview) if p.met]
    no_end = interview.ended_at is None and interview.ends_at is None
    if {"one_way_video", "thanks_optional"} & set(found):
        found.append("optional")
    if len(met) > _MANY:
        found.append("group_note_allowed")
    if no_end and interview.kind is not InterviewKind.ONE_WAY_VIDEO:
        found.append("end_assumed")
    return tuple("timezone_assumed" if flag == "T3" else flag for flag in found)
