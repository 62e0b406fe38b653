"""One application as the rules see it at one moment: facts, messages, and the news."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.log.history import History
from followup_kit.plan.budget import Budget
from followup_kit.plan.steps import Action, NextStep, Times
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Reason

LETTERS = {
    MessageKind.REJECTION: OutcomeKind.REJECTED,
    MessageKind.OFFER: OutcomeKind.OFFER,
    MessageKind.CLOSED: OutcomeKind.CLOSED_BY_EMPLOYER,
}
_WANTED = frozenset({OutcomeKind.OFFER, OutcomeKind.ACCEPTED})
_SETTLED = frozenset({OutcomeKind.DECLINED, OutcomeKind.WITHDRAWN, OutcomeKind.ADVANCED})


@dataclass(frozen=True, kw_only=True)
class News:
    """One piece of news, from an outcome or a letter of theirs."""

    kind: OutcomeKind
    at: dt.datetime
    row: str
    decide_by: dt.datetime | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What other applications of the same student mean for this one."""

    accepted_at: dt.datetime | None = None
    offer: News | None = None
    """An open offer with a day to answer by."""


class Case(Budget):
    """What happened with one application, and what follows from it at `now`.

    Args:
        history: What happened.
        now: The moment to judge at, with a zone.
        practice: The presets and reasons.
        elsewhere: What other applications mean for this one; nothing by default.
    """

    def __init__(
        self,
        history: History,
        *,
        now: dt.datetime,
        practice: Practice,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        super().__init__(history, now=now, practice=practice)
        self.elsewhere = elsewhere or Elsewhere()

    @cached_property
    def news(self) -> tuple[News, ...]:
        """All news until now, oldest first; a letter and its outcome are one piece."""
        found: list[News] = []
        for news in sorted(self._outcomes_and_letters(), key=lambda n: (n.at, n.row)):
            if found and found[-1].kind is news.kind:
                found[-1] = _as_one(found[-1], news)
            else:
                found.append(news)
        return tuple(found)

    def _outcomes_and_letters(self) -> Iterable[News]:
        for o in self.history.outcomes:
            if o.at is not None and o.at <= self.now:
                yield News(kind=o.outcome, at=o.at, row=o.id, decide_by=o.decide_by)
        for m in self.received:
            if m.kind in LETTERS and m.at is not None:
                at = min(m.at, self.now)  # of a letter only the day may be known
                yield News(kind=LETTERS[m.kind], at=at, row=m.id, people=m.covers)

    @cached_property
    def ending(self) -> News | None:
        """The news that ended or will end the application, if any (rules W1, T4)."""
        last = self.news[-1] if self.news else None
        if last is None or last.kind is OutcomeKind.ADVANCED:
            return None
        if last.kind is OutcomeKind.NO_RESPONSE and self._was_answered_since(last.at):
            return None
        return last

    def _was_answered_since(self, moment: dt.datetime) -> bool:
        return any(m.at is not None and m.at > moment for m in self.received)

    def is_ended_by(self, kind: OutcomeKind) -> bool:
        """Whether the last news is of that kind."""
        return self.ending is not None and self.ending.kind is kind

    @cached_property
    def conflict(self) -> tuple[News, News] | None:
        """An offer and a rejection that cannot both hold, if there are."""
        wanted = rejected = None
        for news in self.news:
            if news.kind in _SETTLED:
                wanted = rejected = None
            elif news.kind in _WANTED:
                wanted = wanted or news
            elif news.kind is OutcomeKind.REJECTED:
                rejected = news
        return (wanted, rejected) if wanted and rejected else None

    @property
    def has_withdrawn(self) -> bool:
        """Whether a withdrawal went out."""
        return any(m.kind is MessageKind.WITHDRAWAL for m in self.delivered)

    def step(
        self, action: Action, tier: int, times: Times, *reasons: Reason, **more: object
    ) -> NextStep:
        """A step about this application; `more` are further fields of `NextStep`."""
        return NextStep(
            action=action,
            tier=tier,
            application_id=self.application.id,
            times=times,
            urgency=times.urgency(self.now),
            reasons=reasons,
            **more,  # type: ignore[arg-type]
        )


def _as_one(first: News, second: News) -> News:
    """The same news told twice; closing again for silence counts from the last time."""
    return replace(
        second if first.kind is OutcomeKind.NO_RESPONSE else first,
        decide_by=second.decide_by or first.decide_by,
        people=first.people or second.people,
    )
