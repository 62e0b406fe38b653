"""Messages that came back, wait to go out, or name somebody wrongly: tier 7 (rules S2, S3)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from followup_kit.log.choices import MessageKind, MessageState
from followup_kit.log.schema import Message
from followup_kit.plan.answers import sender_of
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import IDLE, Action, NextStep, Tier, Times
from followup_kit.rules.case import Case
from followup_kit.rules.messages import LOST, delivered, is_after, ours, sent_since, yet_to_come
from followup_kit.rules.visits import end_of
from followup_kit.times import add_hours

_NO_MESSAGE_YET = IDLE | {Action.DECIDE_OFFER}
_NOTES = frozenset({MessageKind.THANK_YOU, MessageKind.COMBINED})


def as_delivered(case: Case, step: NextStep) -> NextStep:
    """The step in the light of its message: waiting to go out (S3), or come back (S2)."""
    if step.action in _NO_MESSAGE_YET or not step.message_kind:
        return step
    messages = [message for message in ours(case) if _is_for(step, message)]
    return _scheduled(case, step, messages) or _bounced(case, step, messages) or step


def _scheduled(case: Case, step: NextStep, messages: Iterable[Message]) -> NextStep | None:
    """Nothing to do while the message is set to go out, unless it comes too late (S3)."""
    ahead = {m.id for m in yet_to_come(case)}
    waiting = [m for m in messages if m.state is MessageState.SCHEDULED and m.id in ahead]
    if not waiting:
        return None
    at, due = waiting[0].at, step.times.due
    if at is not None and due is not None and at > due:
        reasons = (reason_for(case, "scheduled_late"), *step.reasons)
        return replace(step, reasons=reasons, flags=(*step.flags, "scheduled_after_due"))
    return replace(
        step,
        action=Action.WAIT,
        then=step.action,
        message_kind="",
        times=replace(step.times, earliest=None, target=None, recommended=None),
        reasons=(reason_for(case, "S3"),),
        flags=(*step.flags, "scheduled"),
    )


def _bounced(case: Case, step: NextStep, messages: Iterable[Message]) -> NextStep | None:
    """A message that came back was not sent: send it again, by the original due time (S2)."""
    due, start = step.times.due, step.times.earliest
    for interview in case.history.interviews:
        if interview.id == step.interview_id:
            start = end_of(case, interview)
    if due is None or not any(_is_lost(case, message, start) for message in messages):
        return None
    times = replace(step.times, earliest=min(case.now, due))
    return replace(
        step,
        action=Action.FIX_BOUNCE,
        instead_of=step.action,
        tier=Tier.DELIVERY,
        times=times,
        urgency=times.urgency(case.now),
        reasons=(reason_for(case, "S2"), *step.reasons),
    )


def _is_lost(case: Case, message: Message, start: dt.datetime | None) -> bool:
    if message.state not in LOST or message.at is None or message in yet_to_come(case):
        return False
    return start is None or is_after(case, message, min(start, case.now))


def _is_for(step: NextStep, message: Message) -> bool:
    """Whether a message of ours is the one that the step asks for."""
    same_kind = message.kind == step.message_kind or {message.kind, step.message_kind} <= _NOTES
    people = {*step.people, *step.on_behalf_of}
    return same_kind and (not message.covers or not people.isdisjoint(message.covers))


def correction_steps(case: Case) -> list[NextStep]:
    """One short correction of a wrong name that you noticed; a small slip can stay."""
    steps = []
    for message in delivered(case):
        noticed = message.wrong_name_noticed_at
        if (
            noticed is None
            or noticed > case.now
            or sent_since(case, noticed, {MessageKind.CORRECTION})
        ):
            continue
        due = add_hours(noticed, case.preset.correction_due_hours)
        times = Times(earliest=min(case.now, due), due=due)
        if case.now <= noticed + dt.timedelta(days=case.preset.correction_latest_days):
            steps.append(_correction(case, message, times))
    return steps


def _correction(case: Case, message: Message, times: Times) -> NextStep:
    return make_step(
        case,
        Action.SEND_CORRECTION,
        Tier.DELIVERY,
        times,
        reason_for(case, "send_correction"),
        interview_id=message.interview_id,
        people=sender_of(case, message),
        message_kind=MessageKind.CORRECTION,
        flags=("optional",),
        table="messages",
        row=message.id,
    )
