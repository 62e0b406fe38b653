"""What they asked you, and whom you may not write to: tiers 1 and 5 (rule O1)."""

from followup_kit.log.choices import InterviewStatus, MessageKind
from followup_kit.log.schema import Interview, Message
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times
from followup_kit.rules.case import Case
from followup_kit.rules.messages import received, sent_since, that_end
from followup_kit.rules.news import news_of
from followup_kit.rules.notes import unthanked
from followup_kit.rules.people import contact_ids
from followup_kit.rules.visits import is_replaced, start_of

_CHANGES = frozenset({MessageKind.SCHEDULING, MessageKind.LOGISTICS, MessageKind.CLOSED})
_QUESTIONS = frozenset({MessageKind.QUESTION, MessageKind.SCHEDULING})


def answer_steps(case: Case) -> list[NextStep]:
    """A reply to each open question or invitation, by 17:00 of the next business day (O1).

    It is prompted, so it uses up nothing (B1). One reply to an invitation can carry the
    thanks that are still owed to the same person.
    """
    first: dict[tuple[str, ...], Message] = {}
    for message in received(case):
        if message.kind in _QUESTIONS and not _is_answered(case, message):
            first.setdefault(sender_of(case, message), message)
    return [_answer(case, message) for message in first.values()]


def _is_answered(case: Case, message: Message) -> bool:
    """Whether our reply answered it, or the event it asked for (rule F4)."""
    assert message.at is not None
    if sent_since(case, message.at, that_end("reply")) or _is_about_a_cancelled_one(case, message):
        return True
    if message.kind is MessageKind.SCHEDULING:
        return any(_takes_up(case, message, i) for i in case.history.interviews)
    later = [m for m in received(case) if m.at is not None and m.at > message.at]
    people = sender_of(case, message)
    said_more = any(m.kind not in _QUESTIONS or sender_of(case, m) == people for m in later)
    return said_more or any(news.at > message.at for news in news_of(case))


def _takes_up(case: Case, invitation: Message, interview: Interview) -> bool:
    """Whether an interview came of an invitation: fixed since, held, moved or cancelled."""
    assert invitation.at is not None
    since = interview.logged_at >= invitation.at
    if interview.status is InterviewStatus.SCHEDULED:
        return since or (start_of(interview) <= case.now and start_of(interview) > invitation.at)
    changed = interview.status_since is not None and interview.status_since > invitation.at
    return changed or start_of(interview) > invitation.at


def _is_about_a_cancelled_one(case: Case, message: Message) -> bool:
    """Whether offering new times for a cancelled interview is the answer (tier 6)."""
    return any(
        i.status is InterviewStatus.CANCELLED_BY_EMPLOYER
        and tells_of(message, i)
        and not is_replaced(case, i)
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
    owed = any(p.person.id in sender_of(case, message) for p in unthanked(case))
    reasons = [
        reason_for(case, "confirm_next_round" if invites else "reply"),
        reason_for(case, "O1"),
    ]
    if owed:
        reasons.append(reason_for(case, "thanks_inside"))
    return make_step(
        case,
        Action.CONFIRM_NEXT_ROUND if invites else Action.REPLY,
        Tier.ANSWER,
        Times(
            earliest=min(message.at, case.now),
            due=case.calendar.next_close(message.at, case.preset.reply_business_days),
        ),
        *reasons,
        interview_id=message.interview_id,
        people=sender_of(case, message),
        message_kind=MessageKind.CONFIRM_NEXT_ROUND if invites else MessageKind.REPLY,
        flags=("thanks_inside",) if owed else (),
        table="messages",
        row=message.id,
    )


def sender_of(case: Case, message: Message) -> tuple[str, ...]:
    """Who wrote a message, else the primary contact; an office that speaks for you first."""
    if case.has("placement_office"):
        return contact_ids(case)
    known = {p.id for p in case.history.interviewers}
    return tuple(p for p in message.covers if p in known)[:1] or contact_ids(case)


def do_not_contact(case: Case) -> NextStep:
    """They asked not to be written to: no message that they did not ask for (tier 1)."""
    key = "match_programme" if case.has("match_programme") else "no_contact"
    return make_step(case, Action.DO_NOT_CONTACT, Tier.NO_CONTACT, Times(), reason_for(case, key))
