"""Interviews that did not go as planned, or are not confirmed yet (tier 6, rule N1)."""

import datetime as dt

from followup_kit.log.choices import InterviewStatus, MessageKind
from followup_kit.log.schema import Interview
from followup_kit.plan.answers import sender_of, tells_of
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.rules.case import Case
from followup_kit.rules.messages import received, sent_since, that_end
from followup_kit.rules.people import arranger, contact_ids
from followup_kit.rules.visits import end_of, has_begun, is_replaced, unconfirmed, without_time
from followup_kit.times import add_hours


def irregular_steps(case: Case) -> list[NextStep]:
    """One step per interview that was cancelled, missed or is not confirmed, oldest first."""
    steps = [_confirm(case, interview) for interview in unconfirmed(case)]
    steps += [_ask_new_time(case, interview) for interview in without_time(case)]
    for interview in case.history.interviews:
        rule = _RULES.get(interview.status)
        if rule and not is_replaced(case, interview):
            step = rule(case, interview)
            if step is not None and step.urgency is not Urgency.EXPIRED:
                steps.append(step)
    return steps


def _confirm(case: Case, interview: Interview) -> NextStep:
    """Planned, and its end has passed: say whether it happened and who was there (D14)."""
    return make_step(
        case,
        Action.CONFIRM_INTERVIEW,
        Tier.IRREGULAR,
        Times(earliest=end_of(case, interview)),
        reason_for(case, "confirm_interview"),
        interview_id=interview.id,
        table="interviews",
        row=interview.id,
    )


def _ask_new_time(case: Case, interview: Interview) -> NextStep:
    """Moved, and the new time is not known here: say it, or that it fell away (rule F5)."""
    since = interview.status_since or interview.starts_at
    assert since is not None
    return make_step(
        case,
        Action.CONFIRM_INTERVIEW,
        Tier.IRREGULAR,
        Times(earliest=min(since, case.now)),
        reason_for(case, "moved_without_time"),
        interview_id=interview.id,
        flags=("moved_without_time",),
        table="interviews",
        row=interview.id,
    )


def _offer_times(case: Case, interview: Interview) -> NextStep | None:
    """They cancelled: answer with other times by the next business day (O1)."""
    told_at, sender = _news_of(case, interview)
    if sent_since(case, told_at, that_end("reply_reschedule")):
        return None
    return make_step(
        case,
        Action.REPLY_RESCHEDULE,
        Tier.IRREGULAR,
        Times(
            earliest=told_at,
            due=case.calendar.next_close(told_at, case.preset.reply_business_days),
        ),
        reason_for(case, "reply_reschedule"),
        interview_id=interview.id,
        people=sender,
        message_kind=MessageKind.REPLY,
    )


def _news_of(case: Case, interview: Interview) -> tuple[dt.datetime, tuple[str, ...]]:
    """When the change became known, and who told it: by the entry, else by their message."""
    told = [m for m in received(case) if tells_of(m, interview) and m.at is not None]
    sender = sender_of(case, told[-1]) if told else contact_ids(case)
    at = interview.status_since or (told[-1].at if told else interview.starts_at)
    assert at is not None
    return min(at, case.now), sender


def _ask_what_happened(case: Case, interview: Interview) -> NextStep | None:
    """Nobody came: ask kindly, from a quarter of an hour on, within a day (N1)."""
    assert interview.starts_at is not None
    start = interview.starts_at
    if not has_begun(case, interview) or sent_since(case, start, that_end("contact_coordinator")):
        return None
    person = arranger(case)
    return make_step(
        case,
        Action.CONTACT_COORDINATOR,
        Tier.IRREGULAR,
        Times(
            earliest=add_hours(start, case.preset.no_show_grace_minutes / 60),
            due=add_hours(start, case.preset.no_show_due_hours),
        ),
        reason_for(case, "contact_coordinator"),
        interview_id=interview.id,
        people=(person.id,) if person else contact_ids(case),
        message_kind=MessageKind.LOGISTICS,
    )


def _apologise(case: Case, interview: Interview) -> NextStep | None:
    """You missed it: explain at once, at the latest by the second business day (N1)."""
    assert interview.starts_at is not None
    start = interview.starts_at
    if not has_begun(case, interview) or sent_since(case, start, that_end("send_apology")):
        return None
    return make_step(
        case,
        Action.SEND_APOLOGY,
        Tier.IRREGULAR,
        Times(
            earliest=start,
            due=add_hours(start, case.preset.no_show_due_hours),
            latest=case.calendar.next_close(start, case.preset.apology_latest_business_days),
        ),
        reason_for(case, "send_apology"),
        interview_id=interview.id,
        people=contact_ids(case),
        message_kind=MessageKind.APOLOGY,
    )


_RULES = {
    InterviewStatus.CANCELLED_BY_EMPLOYER: _offer_times,
    InterviewStatus.NO_SHOW_EMPLOYER: _ask_what_happened,
    InterviewStatus.NO_SHOW_ME: _apologise,
}
