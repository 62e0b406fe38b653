"""What was written so far, either way, and what it counts for.

The table "what each message uses up" of policy.md is here and in `budget.py`: this part
says which message went out, and which one thanks whom.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from followup_kit.log.choices import Direction, Medium, MessageKind, MessageState, Precision
from followup_kit.log.schema import Interviewer, Message
from followup_kit.plan.contacts import Contacts

NOTES = frozenset({MessageKind.THANK_YOU, MessageKind.COMBINED})
ANSWERS = frozenset(
    {
        MessageKind.REPLY,
        MessageKind.CONFIRM_NEXT_ROUND,
        MessageKind.LOGISTICS,
        MessageKind.SCHEDULING,
        MessageKind.OFFER_REPLY,
        MessageKind.WITHDRAWAL,
    }
)
_THANKING_ANSWERS = {MessageKind.REPLY, MessageKind.CONFIRM_NEXT_ROUND}
_WENT_OUT = {MessageState.SENT, MessageState.SCHEDULED}
_CARD_DAYS = 5
"""Business days after which a card has surely arrived."""


class Outreach(Contacts):
    """The messages of one application and what they count for."""

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """All messages, each once even if it was imported twice (rule S4)."""
        return _once(self.history.messages)

    @cached_property
    def ours(self) -> tuple[Message, ...]:
        """Our messages in any state."""
        return tuple(m for m in self.messages if m.direction is Direction.OUT)

    @cached_property
    def delivered(self) -> tuple[Message, ...]:
        """Our messages that went out: sent, or scheduled for a time that has passed (S2, S3)."""
        return tuple(m for m in self._past if m.direction is Direction.OUT and m.state in _WENT_OUT)

    @cached_property
    def received(self) -> tuple[Message, ...]:
        """What people at the employer wrote until now; machines do not count (rule R1)."""
        return tuple(
            m
            for m in self._past
            if m.direction is Direction.IN and not (m.automated or m.kind is MessageKind.AUTO_REPLY)
        )

    @cached_property
    def _past(self) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if self._is_past(m))

    @cached_property
    def yet_to_come(self) -> tuple[Message, ...]:
        """Messages in either direction that are dated after now."""
        if len(self._past) == len(self.messages):
            return ()
        return tuple(m for m in self.messages if m.at is not None and not self._is_past(m))

    def _is_past(self, message: Message) -> bool:
        if message.at is None:
            return False
        if message.at_precision is Precision.DAY:
            return self.calendar.date_of(message.at) <= self.calendar.date_of(self.now)
        return message.at <= self.now

    def is_after(self, message: Message, moment: dt.datetime) -> bool:
        """Whether a message is not before a moment; the same day counts if only it is known."""
        assert message.at is not None
        if message.at_precision is Precision.DAY:
            return self.calendar.date_of(message.at) >= self.calendar.date_of(moment)
        return message.at >= moment

    def sent_since(self, moment: dt.datetime, kinds: Iterable[MessageKind]) -> Message | None:
        """The first message of ours of these kinds that went out since a moment."""
        wanted = frozenset(kinds)
        found = (m for m in self.delivered if m.kind in wanted and self.is_after(m, moment))
        return next(found, None)

    # Thanks

    def note_to(self, person: Interviewer) -> Message | None:
        """The first message after the interview that thanked this person, if any."""
        ended = self.ended(self.history.interview_of(person))
        rows = self.rows_of(person)
        for message in self.delivered:
            if not self._thanks(message) or not any(row in message.covers for row in rows):
                continue
            if self.is_after(message, ended):
                return message
        return None

    def _thanks(self, message: Message) -> bool:
        """Whether a message thanks the people it covers, and reaches them in time."""
        if message.kind in _THANKING_ANSWERS:
            return not message.body or "thank" in message.body.lower()
        is_note = message.kind in NOTES or message.kind is MessageKind.FORWARD_REQUEST
        return is_note and self._arrives(message)

    def _arrives(self, message: Message) -> bool:
        """A card counts if post was asked for, or if it surely arrives before the decision."""
        if message.medium is not Medium.POST:
            return True
        people = [p for p in self.history.interviewers if p.id in message.covers]
        if people and all(p.preferred_medium is Medium.POST for p in people):
            return True
        decision = self.application.stated_decision_on
        assert message.at is not None
        posted = self.calendar.date_of(message.at)
        slowest = self.calendar.business_days_after(posted, _CARD_DAYS)
        return decision is not None and slowest < decision

    def sent_too_early(self, person: Interviewer) -> bool:
        """Whether a note to this person went out before the interview ended."""
        ended = self.ended(self.history.interview_of(person))
        return any(
            m.kind in NOTES and person.id in m.covers and not self.is_after(m, ended)
            for m in self.delivered
        )

    def is_in_stage(self, message: Message) -> bool:
        """Whether a message came after the latest interview."""
        return self.latest is not None and self.is_after(message, self.ended(self.latest))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the thanks of this stage show: a group note, or thanks that were passed on."""
        thanks = [m for m in self.delivered if self.is_in_stage(m)]
        group = any(m.kind is MessageKind.THANK_YOU and len(m.covers) > 1 for m in thanks)
        passed_on = any(m.kind is MessageKind.FORWARD_REQUEST for m in thanks)
        named = (("group_note", group), ("covered_by_forward", passed_on))
        return tuple(key for key, holds in named if holds)


def _once(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The messages without repetitions of the same one."""
    messages = tuple(messages)
    if len(messages) < 2:
        return messages
    seen: dict[tuple[object, ...], Message] = {}
    for m in messages:
        key = (m.direction, m.kind, m.state, m.at, m.covers, m.subject, m.body)
        seen.setdefault(key, m)
    return tuple(seen.values())
