"""The plain facts of one application: its rules and its interviews."""

import datetime as dt
from functools import cached_property, lru_cache

from followup_kit.log.choices import (
    ContactInstruction,
    InterviewKind,
    InterviewStatus,
)
from followup_kit.log.history import History
from followup_kit.log.schema import Interview
from followup_kit.plan.calendar import calendar_for
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Reason
from followup_kit.practice.sections import DEFAULT_PRESET

PLANNED = frozenset({InterviewStatus.SCHEDULED, InterviewStatus.RESCHEDULED})
_HELD = frozenset({InterviewStatus.SCHEDULED, InterviewStatus.COMPLETED})


class Facts:
    """One application at one moment: its preset, calendar and interviews.

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
        self.preset = practice.preset(history.application.preset or DEFAULT_PRESET)
        self.calendar = calendar_for(
            self.application.employer_timezone,
            history.settings.holidays,
            history.settings.free_days,
            slow_season=self.has("slow_season"),
        )
        self._ends: dict[str, dt.datetime] = {}

    def has(self, overlay: str) -> bool:
        """Whether a special rule was chosen for this application."""
        return overlay in self.application.overlays

    def reason(self, key: str, *, also: tuple[str, ...] = (), **values: object) -> Reason:
        """A reason in words; `also` are the sources of the numbers in it."""
        reason = self.practice.reason(key, **values)
        return _with_sources(reason, also) if also else reason

    @cached_property
    def took_place(self) -> tuple[Interview, ...]:
        """The interviews that took place until now, oldest first."""
        return tuple(i for i in self.history.completed if self.has_begun(i))

    @cached_property
    def unconfirmed(self) -> tuple[Interview, ...]:
        """Planned interviews whose end has passed, so that only you can say what happened."""
        return tuple(
            i
            for i in self.history.interviews
            if i.status in PLANNED and self.ended(i) <= self.now and not self.is_replaced(i)
        )

    def has_begun(self, interview: Interview) -> bool:
        """Whether the interview has started by now."""
        return interview.starts_at is not None and interview.starts_at <= self.now

    def is_replaced(self, interview: Interview) -> bool:
        """Whether another time was found for an interview that did not happen as planned."""
        if interview.status is InterviewStatus.SCHEDULED:
            return False
        return any(
            other.status in _HELD
            and other.id != interview.id
            and other.round >= interview.round
            and (_start(other) > _start(interview) or other.logged_at > interview.logged_at)
            for other in self.history.interviews
        )

    def ended(self, interview: Interview) -> dt.datetime:
        """T0: the end of the interview, or of the last one of the same visit (rule T1)."""
        if interview.id not in self._ends:
            visit = [i for i in self.took_place if self.is_same_visit(i, interview)]
            self._ends[interview.id] = max(self._own_end(i) for i in (*visit, interview))
        return self._ends[interview.id]

    def _own_end(self, interview: Interview) -> dt.datetime:
        if interview.kind is InterviewKind.ONE_WAY_VIDEO:
            return interview.finished_at(0)
        return interview.finished_at(self.preset.default_interview_minutes)

    def is_same_visit(self, one: Interview, other: Interview) -> bool:
        """Whether two interviews are sessions of one visit: same round, same day."""
        if one.id == other.id or one.round != other.round:
            return False
        days = [self.calendar.date_of(_start(i)) for i in (one, other)]
        return days[0] == days[1]

    @cached_property
    def latest(self) -> Interview | None:
        """The last interview that took place."""
        return max(self.took_place, key=self.ended, default=None)

    @cached_property
    def next_round(self) -> Interview | None:
        """The next interview that is fixed and not over yet."""
        for interview in self.history.interviews:
            is_ahead = interview.status in PLANNED and self.ended(interview) > self.now
            if is_ahead and not self.is_replaced(interview):
                return interview
        return None

    def following(self, interview: Interview) -> Interview | None:
        """The first interview that starts after the end of this one."""
        ended = self.ended(interview)
        planned = PLANNED | _HELD
        later = (i for i in self.history.interviews if i.status in planned and _start(i) > ended)
        return min((i for i in later if not self.is_replaced(i)), key=_start, default=None)

    @property
    def may_not_contact(self) -> bool:
        """Whether unprompted messages are unwelcome here (tier 1)."""
        instructed = self.application.contact_instruction is ContactInstruction.NO_CONTACT
        return instructed or self.has("no_contact") or self.has("match_programme")

    def is_of_kind(self, kind: InterviewKind) -> bool:
        """Whether the last interview was of that kind, or the overlay of that name is set."""
        return self.has(kind.value) or (self.latest is not None and self.latest.kind is kind)


@lru_cache(maxsize=4096)
def _with_sources(reason: Reason, first: tuple[str, ...]) -> Reason:
    """A reason with further sources before its own; the same one for the same values."""
    sources = tuple(dict.fromkeys((*first, *reason.sources)))
    return reason.model_copy(update={"sources": sources})


def _start(interview: Interview) -> dt.datetime:
    assert interview.starts_at is not None
    return interview.starts_at
