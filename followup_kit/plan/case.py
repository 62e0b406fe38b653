"""One application as the rules see it at one moment."""

import datetime as dt
from functools import cached_property

from followup_kit.log.choices import (
    ContactInstruction,
    Direction,
    InterviewStatus,
    Medium,
    MessageKind,
    MessageState,
    OutcomeKind,
    Part,
)
from followup_kit.log.history import History
from followup_kit.log.schema import Interview, Interviewer, Message
from followup_kit.plan.calendar import Calendar
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Reason

_NOTES = {MessageKind.THANK_YOU, MessageKind.COMBINED}
_STATUS = {MessageKind.STATUS_CHECK, MessageKind.COMBINED}
_ANSWERS = {MessageKind.REPLY, MessageKind.CONFIRM_NEXT_ROUND}
_PRIMARY = (Part.RECRUITER, Part.HIRING_MANAGER)
_ENDINGS = {
    OutcomeKind.OFFER,
    OutcomeKind.ACCEPTED,
    OutcomeKind.DECLINED,
    OutcomeKind.REJECTED,
    OutcomeKind.WITHDRAWN,
    OutcomeKind.CLOSED_BY_EMPLOYER,
    OutcomeKind.NO_RESPONSE,
}


class Case:
    """What happened with one application, and what follows from it at `now`.

    Args:
        history: What happened.
        now: The moment to judge at, with a zone.
        practice: The presets and reasons.
    """

    def __init__(self, history: History, *, now: dt.datetime, practice: Practice) -> None:
        self.history = history
        self.application = history.application
        self.now = now
        self.practice = practice
        self.preset = practice.preset(history.application.preset or "general")
        self.calendar = Calendar(
            self.application.employer_timezone,
            history.settings.holidays,
            slow_season=self.has("slow_season"),
        )

    def has(self, overlay: str) -> bool:
        """Whether a special rule was chosen for this application."""
        return overlay in self.application.overlays

    def reason(self, key: str, *, also: tuple[str, ...] = (), **values: object) -> Reason:
        """A reason in words; `also` are the sources of the numbers in it."""
        reason = self.practice.reason(key, **values)
        sources = tuple(dict.fromkeys((*also, *reason.sources)))
        return Reason(text=reason.text, sources=sources)

    # Interviews and the clock

    def ended(self, interview: Interview) -> dt.datetime:
        """T0: the end of the interview, or of the last one of the same visit (rule T1)."""
        same_visit = [
            other
            for other in self.history.completed
            if other.round == interview.round and self._date(other) == self._date(interview)
        ]
        ends = [i.finished_at(self.preset.default_interview_minutes) for i in same_visit]
        return max(ends, default=interview.finished_at(self.preset.default_interview_minutes))

    def _date(self, interview: Interview) -> dt.date:
        assert interview.starts_at is not None
        return self.calendar.date_of(interview.starts_at)

    @cached_property
    def latest(self) -> Interview | None:
        """The last interview that took place."""
        return max(self.history.completed, key=self.ended, default=None)

    @cached_property
    def next_round(self) -> Interview | None:
        """The next interview that is fixed and still to come."""
        for interview in self.history.interviews:
            is_ahead = interview.starts_at is not None and interview.starts_at > self.now
            if is_ahead and interview.status is InterviewStatus.SCHEDULED:
                return interview
        return None

    # Messages

    @cached_property
    def delivered(self) -> tuple[Message, ...]:
        """Our messages that went out: sent, or scheduled for a time that has passed (S3)."""
        went_out = {MessageState.SENT, MessageState.SCHEDULED}
        return tuple(
            m
            for m in self.history.messages
            if m.direction is Direction.OUT
            and m.state in went_out
            and m.at is not None
            and m.at <= self.now
        )

    @cached_property
    def received(self) -> tuple[Message, ...]:
        """What people at the employer wrote until now; machines do not count (rule R1)."""
        return tuple(m for m in self.history.received if m.at is not None and m.at <= self.now)

    def note_to(self, person: Interviewer) -> Message | None:
        """The first message after the interview that thanked this person, if any."""
        ended = self.ended(self.history.interview_of(person))
        for message in self.delivered:
            is_after = message.at is not None and message.at >= ended
            if is_after and person.id in message.covers and self._thanks(message):
                return message
        return None

    def _thanks(self, message: Message) -> bool:
        """Whether a message thanks the people it covers, and reaches them in time."""
        if message.kind in _ANSWERS:
            return not message.body or "thank" in message.body.lower()
        is_note = message.kind in _NOTES | {MessageKind.FORWARD_REQUEST}
        return is_note and self._arrives(message)

    def _arrives(self, message: Message) -> bool:
        """A card counts if post was asked for, or if it surely arrives before the decision."""
        if message.medium is not Medium.POST:
            return True
        people = [p for p in self.history.interviewers if p.id in message.covers]
        if all(p.preferred_medium is Medium.POST for p in people):
            return True
        decision = self.application.stated_decision_on
        assert message.at is not None
        posted = self.calendar.date_of(message.at)
        slowest = 5
        return decision is None or self.calendar.business_days_after(posted, slowest) < decision

    def sent_too_early(self, person: Interviewer) -> bool:
        """Whether a note to this person went out before the interview ended."""
        ended = self.ended(self.history.interview_of(person))
        return any(
            m.kind in _NOTES and m.at is not None and m.at < ended and person.id in m.covers
            for m in self.delivered
        )

    def scheduled_note_to(self, person: Interviewer) -> Message | None:
        """A note to this person that is set to go out later."""
        for m in self.history.messages:
            waits = m.state is MessageState.SCHEDULED and m.at is not None and m.at > self.now
            if waits and m.kind in _NOTES and person.id in m.covers:
                return m
        return None

    @cached_property
    def status_checks(self) -> tuple[Message, ...]:
        """Status checks of this stage that went out."""
        return tuple(m for m in self.delivered if m.kind in _STATUS and self._in_stage(m))

    def _in_stage(self, message: Message) -> bool:
        """Whether a message came after the latest interview."""
        assert message.at is not None
        return self.latest is not None and message.at >= self.ended(self.latest)

    @cached_property
    def rounds_used(self) -> int:
        """Rounds of unprompted outreach in this stage (rule B1).

        All thank-you notes of one interview are one round; each status check that they
        did not ask for is one.
        """
        thanks = any(
            m.kind in {MessageKind.THANK_YOU, MessageKind.FORWARD_REQUEST}
            and not m.prompted
            and self._in_stage(m)
            for m in self.delivered
        )
        return thanks + sum(not self.is_prompted(m) for m in self.status_checks)

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
    def last_contact(self) -> dt.datetime | None:
        """S: the latest of the interview's end, our last message, and theirs (rule S1)."""
        moments = [m.at for m in (*self.delivered, *self.received) if m.at is not None]
        if self.latest is not None:
            moments.append(self.ended(self.latest))
        return max(moments, default=None)

    # Contact and news

    @cached_property
    def primary_contact(self) -> Interviewer | None:
        """Whom to ask: the recruiter, else the hiring manager, else one with an address."""
        people = self.history.interviewers
        for part in _PRIMARY:
            for person in people:
                if person.part is part:
                    return person
        reachable = [p for p in people if has_address(p)]
        met = [p for p in people if p.met]
        return next(iter(reachable or met), None)

    @cached_property
    def ending(self) -> OutcomeKind | None:
        """The news that ended the application, if any; a later answer reopens it (W1)."""
        for outcome in reversed(self.history.outcomes):
            if outcome.at is not None and outcome.at <= self.now and outcome.outcome in _ENDINGS:
                if outcome.outcome is OutcomeKind.NO_RESPONSE and self._answered_since(outcome.at):
                    return None
                return outcome.outcome
        return None

    def _answered_since(self, moment: dt.datetime) -> bool:
        return any(m.at is not None and m.at > moment for m in self.received)

    @property
    def may_not_contact(self) -> bool:
        """Whether unprompted messages are unwelcome here (tier 1)."""
        instructed = self.application.contact_instruction is ContactInstruction.NO_CONTACT
        return instructed or self.has("no_contact") or self.has("match_programme")


def has_address(person: Interviewer) -> bool:
    """Whether the log says how to reach a person."""
    return bool(person.email or person.linkedin_url) or person.preferred_medium is Medium.POST
