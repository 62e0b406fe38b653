"""What they asked you, and what they never got: tiers 1, 5 and 7 (rules O1, S2)."""

from dataclasses import replace

from followup_kit.log.choices import InterviewStatus, MessageKind, MessageState
from followup_kit.log.schema import Interviewer, Message
from followup_kit.plan.case import Case
from followup_kit.plan.outreach import ANSWERS, NOTES
from followup_kit.plan.steps import IDLE, Action, NextStep, Tier, Times
from followup_kit.times import add_hours

_CORRECTION_HOURS = 24
_CORRECTION_LATEST_HOURS = 168
_QUESTIONS = frozenset({MessageKind.QUESTION, MessageKind.SCHEDULING})
_LOST = frozenset({MessageState.BOUNCED, MessageState.FAILED})


def answer_steps(case: Case) -> list[NextStep]:
    """A reply to each open question or invitation, by 17:00 of the next business day (O1).

    It is prompted, so it uses up nothing (B1). One reply to an invitation can carry the
    thanks that are still owed to the same person.
    """
    first: dict[tuple[str, ...], Message] = {}
    for message in case.received:
        if message.kind in _QUESTIONS and not _is_answered(case, message):
            first.setdefault(sender_of(case, message), message)
    return [_answer(case, message) for message in first.values()]


def _is_answered(case: Case, message: Message) -> bool:
    """Whether an answer went out, a time was fixed, or another step is the answer."""
    assert message.at is not None
    if case.sent_since(message.at, ANSWERS):
        return True
    if message.kind is not MessageKind.SCHEDULING:
        return False
    fixed = case.next_round
    return _is_about_a_cancelled_one(case) or (fixed is not None and fixed.logged_at >= message.at)


def _is_about_a_cancelled_one(case: Case) -> bool:
    """Whether offering new times for a cancelled interview is the answer (tier 6)."""
    return any(
        i.status is InterviewStatus.CANCELLED_BY_EMPLOYER and not case.is_replaced(i)
        for i in case.history.interviews
    )


def _answer(case: Case, message: Message) -> NextStep:
    assert message.at is not None
    invites = message.kind is MessageKind.SCHEDULING
    owed = any(p.id in sender_of(case, message) for p in owed_thanks(case))
    reasons = [case.reason("confirm_next_round" if invites else "reply"), case.reason("O1")]
    if owed:
        reasons.append(case.reason("thanks_inside"))
    return case.step(
        Action.CONFIRM_NEXT_ROUND if invites else Action.REPLY,
        Tier.ANSWER,
        Times(earliest=message.at, due=case.calendar.next_close(message.at)),
        *reasons,
        interview_id=message.interview_id,
        people=sender_of(case, message),
        message_kind=MessageKind.CONFIRM_NEXT_ROUND if invites else MessageKind.REPLY,
        flags=("thanks_inside",) if owed else (),
        table="messages",
        row=message.id,
    )


def sender_of(case: Case, message: Message) -> tuple[str, ...]:
    """Who wrote a message, else the primary contact."""
    known = {p.id for p in case.history.interviewers}
    return tuple(p for p in message.covers if p in known)[:1] or case.contact_ids


def owed_thanks(case: Case) -> list[Interviewer]:
    """People met at an interview that took place who were not thanked yet."""
    held = {i.id for i in case.took_place}
    people = (p for p in case.history.interviewers if p.met and p.interview_id in held)
    return [p for p in people if case.note_to(p) is None]


def do_not_contact(case: Case) -> NextStep:
    """They asked not to be written to: no message that they did not ask for (tier 1)."""
    key = "match_programme" if case.has("match_programme") else "no_contact"
    return case.step(Action.DO_NOT_CONTACT, Tier.NO_CONTACT, Times(), case.reason(key))


def with_bounce(case: Case, step: NextStep) -> NextStep:
    """The step as `fix_bounce` if its message went out before and came back (rule S2).

    The original due time stays.
    """
    if step.action in IDLE or not step.message_kind or step.times.due is None:
        return step
    if not any(_is_lost(case, step, message) for message in case.ours):
        return step
    times = replace(step.times, earliest=min(case.now, step.times.due))
    return replace(
        step,
        action=Action.FIX_BOUNCE,
        tier=Tier.DELIVERY,
        times=times,
        urgency=times.urgency(case.now),
        reasons=(case.reason("S2"), *step.reasons),
    )


def _is_lost(case: Case, step: NextStep, message: Message) -> bool:
    same_kind = message.kind == step.message_kind or {message.kind, step.message_kind} <= NOTES
    if message.state not in _LOST or not same_kind or message.at is None:
        return False
    start = step.times.earliest
    for_them = not message.covers or set(message.covers) & {*step.people, *step.on_behalf_of}
    return bool(for_them) and (start is None or case.is_after(message, min(start, case.now)))


def correction_steps(case: Case) -> list[NextStep]:
    """One short correction of a wrong name that you noticed; a small slip can stay."""
    steps = []
    for message in case.delivered:
        noticed = message.wrong_name_noticed_at
        if noticed is None or case.sent_since(noticed, {MessageKind.CORRECTION}):
            continue
        due = add_hours(noticed, _CORRECTION_HOURS)
        times = Times(earliest=min(max(case.now, noticed), due), due=due)
        if case.now <= add_hours(noticed, _CORRECTION_LATEST_HOURS):
            steps.append(_correction(case, message, times))
    return steps


def _correction(case: Case, message: Message, times: Times) -> NextStep:
    return case.step(
        Action.SEND_CORRECTION,
        Tier.DELIVERY,
        times,
        case.reason("send_correction"),
        interview_id=message.interview_id,
        people=sender_of(case, message),
        message_kind=MessageKind.CORRECTION,
        flags=("optional",),
        table="messages",
        row=message.id,
    )
