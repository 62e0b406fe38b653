"""Interviews that did not go as planned, or are not confirmed yet (tier 6, rule N1)."""

import datetime as dt

from followup_kit.log.choices import InterviewStatus, MessageKind
from followup_kit.log.schema import Interview
from followup_kit.plan.answers import sender_of, tells_of
from followup_kit.plan.case import Case
from followup_kit.plan.outreach import ANSWERS
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.times import add_hours

_GRACE_HOURS = 0.25
_DUE_HOURS = 24
_APOLOGY_DAYS = 2


def irregular_steps(case: Case) -> list[NextStep]:
    """One step per interview that was cancelled, missed or is not confirmed, oldest first."""
    steps = [_confirm(case, interview) for interview in case.unconfirmed]
    for interview in case.history.interviews:
        rule = _RULES.get(interview.status)
        if rule and not case.is_replaced(interview):
            step = rule(case, interview)
            if step is not None and step.urgency is not Urgency.EXPIRED:
                steps.append(step)
    return steps


def _confirm(case: Case, interview: Interview) -> NextStep:
    """Planned, and its end has passed: say whether it happened and who was there (D14)."""
    return case.step(
        Action.CONFIRM_INTERVIEW,
        Tier.IRREGULAR,
        Times(earliest=case.ended(interview)),
        case.reason("confirm_interview"),
        interview_id=interview.id,
        table="interviews",
        row=interview.id,
    )


def _offer_times(case: Case, interview: Interview) -> NextStep | None:
    """They cancelled: answer with other times by the next business day (O1)."""
    told_at, sender = _news_of(case, interview)
    if case.sent_since(told_at, ANSWERS):
        return None
    return case.step(
        Action.REPLY_RESCHEDULE,
        Tier.IRREGULAR,
        Times(earliest=told_at, due=case.calendar.next_close(told_at)),
        case.reason("reply_reschedule"),
        interview_id=interview.id,
        people=sender,
        message_kind=MessageKind.REPLY,
    )


def _news_of(case: Case, interview: Interview) -> tuple[dt.datetime, tuple[str, ...]]:
    """When the change became known, and who told it: by the entry, else by their message."""
    told = [m for m in case.received if tells_of(m, interview) and m.at is not None]
    sender = sender_of(case, told[-1]) if told else case.contact_ids
    at = interview.status_since or (told[-1].at if told else interview.starts_at)
    assert at is not None
    return min(at, case.now), sender


def _ask_what_happened(case: Case, interview: Interview) -> NextStep | None:
    """Nobody came: ask kindly, from a quarter of an hour on, within a day (N1)."""
    assert interview.starts_at is not None
    start = interview.starts_at
    if not case.has_begun(interview) or case.sent_since(start, ANSWERS):
        return None
    person = case.arranger
    return case.step(
        Action.CONTACT_COORDINATOR,
        Tier.IRREGULAR,
        Times(earliest=add_hours(start, _GRACE_HOURS), due=add_hours(start, _DUE_HOURS)),
        case.reason("contact_coordinator"),
        interview_id=interview.id,
        people=(person.id,) if person else case.contact_ids,
        message_kind=MessageKind.LOGISTICS,
    )


def _apologise(case: Case, interview: Interview) -> NextStep | None:
    """You missed it: explain at once, at the latest by the second business day (N1)."""
    assert interview.starts_at is not None
    start = interview.starts_at
    answers = {MessageKind.APOLOGY, *ANSWERS}
    if not case.has_begun(interview) or case.sent_since(start, answers):
        return None
    return case.step(
        Action.SEND_APOLOGY,
        Tier.IRREGULAR,
        Times(
            earliest=start,
            due=add_hours(start, _DUE_HOURS),
            latest=case.calendar.next_close(start, _APOLOGY_DAYS),
        ),
        case.reason("send_apology"),
        interview_id=interview.id,
        people=case.contact_ids,
        message_kind=MessageKind.APOLOGY,
    )


_RULES = {
    InterviewStatus.CANCELLED_BY_EMPLOYER: _offer_times,
    InterviewStatus.NO_SHOW_EMPLOYER: _ask_what_happened,
    InterviewStatus.NO_SHOW_ME: _apologise,
}
