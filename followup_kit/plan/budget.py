"""How often you wrote unasked, and since when it is quiet (rules B1, S1)."""

import datetime as dt
from functools import cached_property

from followup_kit.log.choices import MessageKind
from followup_kit.log.schema import Message
from followup_kit.plan.outreach import Outreach

_STATUS = {MessageKind.STATUS_CHECK, MessageKind.COMBINED}
_PRACTICAL = {MessageKind.LOGISTICS, MessageKind.CORRECTION}


class Budget(Outreach):
    """The status checks of one application, its budget of unprompted messages, its silence."""

    @cached_property
    def status_checks(self) -> tuple[Message, ...]:
        """Status checks of this stage that went out."""
        return tuple(m for m in self.delivered if m.kind in _STATUS and self.is_in_stage(m))

    @cached_property
    def rounds_used(self) -> int:
        """Rounds of unprompted outreach in this stage (rule B1).

        All thank-you notes of one interview are one round; each status check that they
        did not ask for is one.
        """
        thanks = any(
            m.kind in {MessageKind.THANK_YOU, MessageKind.FORWARD_REQUEST}
            and not m.prompted
            and self.is_in_stage(m)
            for m in self.delivered
        )
        return thanks + sum(not self.is_prompted(m) for m in self.status_checks)

    @property
    def has_budget(self) -> bool:
        """Whether one more unprompted message is within the preset (rule B1)."""
        allowed = self.preset.max_unprompted_rounds + self.has("persistent")
        return self.rounds_used < allowed

    def is_prompted(self, message: Message) -> bool:
        """Whether they asked for it, or their own date had passed and that counts as asking."""
        if message.prompted:
            return True
        assert message.at is not None
        day = self.calendar.date_of(message.at)
        asked_for, promised = self.application.prompt_on, self.application.stated_decision_on
        if asked_for is not None and day >= asked_for:
            return True
        return self.preset.missed_date_is_prompt and promised is not None and day > promised

    @cached_property
    def has_new_date(self) -> bool:
        """Whether they answered the last status check with a later date: the budget is new."""
        promised = self.application.stated_decision_on
        if promised is None or not self.status_checks:
            return False
        asked = self.status_checks[-1].at
        assert asked is not None
        answered = any(m.at is not None and m.at > asked for m in self.received)
        return answered and promised > self.calendar.date_of(asked)

    @cached_property
    def last_contact(self) -> dt.datetime | None:
        """S: the latest of the interview's end, our last message, and theirs (rule S1)."""
        told = (m for m in self.delivered if m.kind not in _PRACTICAL)
        moments = [m.at for m in (*told, *self.received) if m.at is not None]
        if self.latest is not None:
            moments.append(self.ended(self.latest))
        return max(moments, default=None)
