"""One piece of advice: what to do, for whom, by when, and why."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from followup_kit.practice.presets import Reason
from followup_kit.rules.step_times import Times, Urgency
from followup_kit.text import facts_as_html

__all__ = ["IDLE", "Action", "NextStep", "Tier", "Times", "Urgency"]


_NO_TIMES = Times()


class Action(StrEnum):
    """What a step asks for."""

    FIX_RECORD = "fix_record"
    DO_NOT_CONTACT = "do_not_contact"
    ACKNOWLEDGE_OFFER = "acknowledge_offer"
    DECIDE_OFFER = "decide_offer"
    SEND_WITHDRAWAL = "send_withdrawal"
    TELL_COMPETING_DEADLINE = "tell_competing_deadline"
    SEND_CLOSING_NOTE = "send_closing_note"
    NETWORKING_TOUCH = "networking_touch"
    REPLY = "reply"
    CONFIRM_NEXT_ROUND = "confirm_next_round"
    CONFIRM_INTERVIEW = "confirm_interview"
    REPLY_RESCHEDULE = "reply_reschedule"
    CONTACT_COORDINATOR = "contact_coordinator"
    SEND_APOLOGY = "send_apology"
    FIX_BOUNCE = "fix_bounce"
    SEND_CORRECTION = "send_correction"
    SEND_THANK_YOU = "send_thank_you"
    ASK_COORDINATOR_TO_FORWARD = "ask_coordinator_to_forward"
    FIND_CONTACT = "find_contact"
    PREPARE = "prepare"
    SEND_STATUS_CHECK = "send_status_check"
    CLOSE_OUT = "close_out"
    SORT_OLD_ONES = "sort_old_ones"
    WAIT = "wait"
    NONE = "none"


IDLE = frozenset({Action.DO_NOT_CONTACT, Action.PREPARE, Action.WAIT, Action.NONE})
"""Actions that ask for no message and no entry now."""


class Tier:
    """The order of decision of policy.md section 2: a lower number comes first."""

    RECORD = 0
    NO_CONTACT = 1
    OFFER = 2
    ELSEWHERE = 3
    ENDED = 4
    ANSWER = 5
    IRREGULAR = 6
    DELIVERY = 7
    THANK_YOU = 8
    NEXT_ROUND = 9
    STATUS_CHECK = 10
    CLOSE_OUT = 11


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What to do next about one application.

    Attributes:
        action: What to do.
        tier: Where it stands in the order of decision (policy.md section 2).
        application_id: The application it is about.
        interview_id: The interview it is about; empty if it is about all of them.
        people: Ids of the interviewers to write to.
        on_behalf_of: Ids of the people whose thanks somebody else is asked to pass on.
        message_kind: The kind of message to write; empty if none.
        times: When.
        urgency: How urgent it is at the moment it was asked for.
        then: For a wait, the action that `times` belongs to.
        instead_of: For `fix_bounce`, the action whose message came back.
        reasons: Why, in words, with the ids of the statements behind it.
        changes: What would change the advice.
        flags: Remarks, such as `group_note` or `optional`.
        table: For an entry to put right or confirm, the table it is in.
        row: The id of that entry.
        instead: For one question about many old interviews, the steps it stands for.
    """

    action: Action
    tier: int
    application_id: str
    interview_id: str = ""
    people: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    message_kind: str = ""
    times: Times = _NO_TIMES
    urgency: Urgency
    then: Action | None = None
    instead_of: Action | None = None
    reasons: tuple[Reason, ...]
    changes: tuple[Reason, ...] = ()
    flags: tuple[str, ...] = ()
    table: str = ""
    row: str = ""
    instead: tuple["NextStep", ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """Ids of those whom its message is for, which the log keeps with it (rule Q1)."""
        return self.on_behalf_of or self.people

    @property
    def key(self) -> str:
        """An id that stays the same while the step waits, opens and becomes overdue."""
        parts = (
            self.application_id,
            self.interview_id,
            self.instead_of or self.then or self.action,
            *self.people,
            *self.on_behalf_of,
            self.row,
            *(self.flags[:1] if self.action is Action.FIX_RECORD else ()),
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]

    def _repr_html_(self) -> str:
        """How a notebook shows the step: what, when and why, without the names of people."""
        facts = {
            "How pressing": str(self.urgency),
            "Due": self.times.due,
            "Why": " ".join(reason.text for reason in self.reasons),
            "Sources": self.sources,
        }
        return facts_as_html(self.action.replace("_", " ").capitalize(), facts)

    @property
    def is_optional(self) -> bool:
        """Whether leaving it out is fine."""
        return "optional" in self.flags

    @property
    def is_snoozed(self) -> bool:
        """Whether the student put it off until a moment that is still to come."""
        return "snoozed" in self.flags

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all statements behind the step, each once."""
        return tuple(dict.fromkeys(s for reason in self.reasons for s in reason.sources))
