"""What they asked you, and whom you may not write to: tiers 1 and 5 (rule O1)."""

from followup_kit.log.choices import InterviewStatus, MessageKind
from followup_kit.log.schema import Interview, Interviewer, Message
from followup_kit.plan.case import Case
from followup_kit.plan.outreach import ANSWERS
from followup_kit.plan.steps import Action, NextStep, Tier, Times

_CHANGES = frozenset({MessageKind.SCHEDULING, MessageKind.LOGISTICS, MessageKind.CLOSED})
_QUESTIONS = frozenset({MessageKind.QUESTION, MessageKind.SCHEDULING})


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
    if case.sent_since(message.at, ANSWERS) or _is_about_a_cancelled_one(case, message):
        return True
    fixed = case.next_round
    is_invitation = message.kind is MessageKind.SCHEDULING
    return is_invitation and fixed is not None and fixed.logged_at >= message.at


def _is_about_a_cancelled_one(case: Case, message: Message) -> bool:
    """Whether offering new times for a cancelled interview is the answer (tier 6)."""
    return any(
        i.status is InterviewStatus.CANCELLED_BY_EMPLOYER
        and tells_of(message, i)
        and not case.is_replaced(i)
        for i in case.history.interviews
    )


def tells_of(message: Message, interview: Interview) -> bool:
    """Whether a message of theirs is about the change of an interview."""
    if message.interview_id:
        return message.interview_id == interview.id
    return message.kind in _CHANGES


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
        Times(earliest=min(message.at, case.now), due=case.calendar.next_close(message.at)),
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
