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
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.rules.case import Case
from followup_kit.rules.messages import ours
from followup_kit.rules.note_times import (
    judging_preset,
    note_times,
    times_and_rule,
    with_good_moment,
)
from followup_kit.rules.notes import (
    OWED,
    Pair,
    note_to,
    pairs_of,
    rows_met,
    rows_to_thank,
    sent_too_early,
    thanks_since,
    too_late,
    unthanked,
)
from followup_kit.rules.people import (
    agency,
    arranger,
    has_address,
    identities,
    is_through_agency,
    primary_contact,
)
from followup_kit.rules.promises import decision_promised
from followup_kit.rules.visits import end_of, took_place, unconfirmed, visit_of
from followup_kit.text import day_in_words, list_in_words

_KINDS = {
    Action.SEND_THANK_YOU: MessageKind.THANK_YOU,
    Action.ASK_COORDINATOR_TO_FORWARD: MessageKind.FORWARD_REQUEST,
    Action.FIND_CONTACT: "",
}


def thank_you_steps(case: Case) -> list[NextStep]:
    """One step per person met who was not thanked yet, in the order they were logged.

    Interviews that you did not confirm yet count too, marked as provisional. Through an
    agency there is one step per visit, after a recorded video one per interview.
    """
    steps = [_nobody_named(case, interview) for interview in took_place(case)]
    if is_through_agency(case):
        held = {end_of(case, p.interview): p.interview for p in unthanked(case)}
        steps += [_one_for_all(case, interview) for interview in held.values()]
    else:
        steps += [_note_for(case, pair) for pair in unthanked(case)]
        steps += [
            _one_for_all(case, i)
            for i in took_place(case)
            if i.kind is InterviewKind.ONE_WAY_VIDEO and end_of(case, i) <= case.now
        ]
        steps += _provisional(case)
    return [s for s in steps if s is not None and s.urgency is not Urgency.EXPIRED]


def _note_for(case: Case, pair: Pair) -> NextStep:
    return _step_for(case, pair.interview, pair.person, rows_to_thank(case, pair))


def _provisional(case: Case) -> list[NextStep]:
    """The people of interviews that you did not confirm yet and who were not thanked."""
    waiting = {i.id: i for i in unconfirmed(case)}
    owed = {identities(case)[p.person.id] for p in unthanked(case)}
    steps = []
    for person in case.history.interviewers:
        who, interview = identities(case)[person.id], waiting.get(person.interview_id)
        if interview is None or not person.met or who in owed:
            continue
        if note_to(case, interview, person) is None:
            owed.add(who)
            steps.append(_step_for(case, interview, person, (person.id,)))
    return steps


def _nobody_named(case: Case, interview: Interview) -> NextStep | None:
    """An interview without people: say whom you met, while thanks are still worth sending."""
    no_one_there = interview.kind is InterviewKind.ONE_WAY_VIDEO
    if no_one_there or case.history.people_at(interview):
        return None
    times = replace(note_times(case, interview), earliest=end_of(case, interview))
    return make_step(
        case,
        Action.FIX_RECORD,
        Tier.THANK_YOU,
        times,
        reason_for(case, "nobody_named"),
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
    to = agency(case) if is_through_agency(case) else primary_contact(case)
    people = {*(p.id for p in case.history.people_at(interview)), *([to.id] if to else [])}
    thanked = any(people & set(m.covers) for m in thanks_since(case, end_of(case, interview)))
    if to is None or thanked:
        return None
    stands_in = is_through_agency(case) and to.part is not Part.AGENCY
    if stands_in and not any(p.met for p in case.history.people_at(interview)):
        return None
    return _step_for(case, interview, to, (to.id,))


def _step_for(
    case: Case, interview: Interview, person: Interviewer, rows: tuple[str, ...]
) -> NextStep:
    times, rule = times_and_rule(case, interview)
    times = with_good_moment(case, times, zone_name=person.timezone)
    action, people = _way_to(case, person, rows)
    return make_step(
        case,
        action,
        Tier.THANK_YOU,
        times,
        *_reasons(case, times, rule, action, interview, person),
        interview_id=interview.id,
        people=people,
        on_behalf_of=_behalf(case, interview, rows, people),
        message_kind=_KINDS[action],
        changes=(reason_for(case, "changes_thank_you"),),
        flags=_flags(case, interview, person),
    )


def _way_to(
    case: Case, person: Interviewer, rows: tuple[str, ...]
) -> tuple[Action, tuple[str, ...]]:
    """Write to the person; without an address, ask somebody to pass thanks on (rule F8)."""
    if has_address(person):
        return Action.SEND_THANK_YOU, rows
    through = arranger(case) or primary_contact(case)
    if through is not None and through.id != person.id and has_address(through):
        return Action.ASK_COORDINATOR_TO_FORWARD, (through.id,)
    return Action.FIND_CONTACT, rows


def _behalf(
    case: Case, interview: Interview, rows: tuple[str, ...], people: tuple[str, ...]
) -> tuple[str, ...]:
    """Whose thanks are to be passed on."""
    if is_through_agency(case):
        visit = {interview.id, *(i.id for i in visit_of(case, interview))}
        owed = [p for p in pairs_of(case) if p.state in OWED and p.interview.id in visit]
        return tuple(p.person.id for p in owed if p.person.id not in people)
    return () if rows[0] in people else rows


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
    preset = judging_preset(case, interview)
    sources = preset.sources_of("due_hours")
    promise = decision_promised(case)
    day = promise.decision_on if promise else None
    values = {
        "due_hours": preset.due_hours,
        "target_hours": preset.target_hours,
        "who": case.practice.who_says(sources),
        "date": day_in_words(day, weekday=True, year=False) if day else "",
        "zone": interview.timezone,
    }
    return tuple(
        reason_for(case, key, also=sources if key == "T4" else (), **values) for key in keys
    )


def _circumstances(
    case: Case, interview: Interview, person: Interviewer
) -> tuple[tuple[str, bool], ...]:
    """Keys of further reasons, each with whether it applies; also the flags of a step."""
    posted = any(
        m.medium is Medium.POST and person.id in m.covers and m.state is MessageState.SENT
        for m in ours(case)
    )
    return (
        ("provisional", interview.status is not InterviewStatus.COMPLETED),
        ("T3", interview.timezone_assumed),
        ("sent_before_interview", sent_too_early(case, interview, person)),
        ("card_on_its_way", posted),
        ("via_agency", is_through_agency(case) and not case.has("placement_office")),
        ("placement_office", is_through_agency(case) and case.has("placement_office")),
        ("informational", interview.kind is InterviewKind.INFORMATIONAL),
        ("several_rounds", len(rows_met(case, person)) > 1),
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
    if len(met) >= case.preset.group_note_from or not case.preset.separate_notes:
        found.append("group_note_allowed")
    if no_end and interview.kind is not InterviewKind.ONE_WAY_VIDEO:
        found.append("end_assumed")
    return tuple("timezone_assumed" if flag == "T3" else flag for flag in found)


def with_late_ones(case: Case, steps: list[NextStep]) -> list[NextStep]:
    """The steps, the last of which says whose thanks are too late (property 17)."""
    named = {person for step in steps for person in (*step.people, *step.on_behalf_of)}
    late = [pair for pair in too_late(case) if named.isdisjoint(rows_to_thank(case, pair))]
    if not late or not steps:
        return steps
    names = list_in_words(list(dict.fromkeys(pair.person.name for pair in late)))
    last = steps[-1]
    said = reason_for(case, "thanks_too_late", people=names)
    return [*steps[:-1], replace(last, reasons=(*last.reasons, said))]
