"""What they promised, kept with the round in which they said it (rules F1, F2, S5).

The newest promise that still holds governs. One is spent once they moved the process on,
or once a later round was held: then it opens no window and makes nothing overdue.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from followup_kit.log.choices import ContactInstruction, MessageKind
from followup_kit.log.schema import Application, Interview, Said
from followup_kit.rules.case import Case, once
from followup_kit.rules.messages import received
from followup_kit.rules.visits import end_of, own_end, took_place

_MOVES_ON = frozenset(
    {
        MessageKind.SCHEDULING,
        MessageKind.NEW_DATE,
        MessageKind.OFFER,
        MessageKind.REJECTION,
        MessageKind.CLOSED,
    }
)
_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What they said at one moment.

    Attributes:
        said: The words as they were logged.
        at: When they said it.
        spent_at: When it stopped to hold; None while it does.
        is_possible: Whether nothing lies before the end of the interview it was said in (F2).
    """

    said: Said
    at: dt.datetime
    spent_at: dt.datetime | None
    is_possible: bool

    @property
    def decision_on(self) -> dt.date | None:
        """The last day they named for the decision."""
        return self.said.stated_decision_on if self.is_possible else None

    @property
    def prompt_on(self) -> dt.date | None:
        """The day on which they asked you to check in (S5)."""
        return self.said.prompt_on if self.is_possible else None

    def holds(self, moment: dt.datetime) -> bool:
        """Whether it was said by that moment and not spent before it."""
        return self.at <= moment and (self.spent_at is None or self.spent_at > moment)


@once
def promises(case: Case) -> tuple[Promise, ...]:
    """Everything they promised until now, oldest first."""
    found = sorted(_said(case), key=lambda pair: (pair[0], pair[1].id))
    return tuple(_promise(case, at, said) for at, said in found)


def _said(case: Case) -> Iterator[tuple[dt.datetime, Said]]:
    if _names_something(case.application):
        yield _LONG_AGO, case.application
    for interview in took_place(case):
        if _names_something(interview):
            yield interview.said_at or end_of(case, interview), interview
    for message in received(case):
        if _names_something(message) and message.at is not None:
            yield min(message.at, case.now), message


def _names_something(said: Said) -> bool:
    return bool(
        said.stated_decision_on
        or said.decides_same_day
        or said.decides_at
        or said.prompt_on
        or said.contact_instruction is not ContactInstruction.NONE
    )


def _promise(case: Case, at: dt.datetime, said: Said) -> Promise:
    moments = [
        *(moment for moment, row in _moved_on(case) if moment > at and row != said.id),
        *(end_of(case, i) for i in took_place(case) if _is_later_round(case, i, said, at)),
    ]
    return Promise(
        said=said,
        at=at,
        spent_at=min(moments, default=None),
        is_possible=too_early(case, said) is None,
    )


def _is_later_round(case: Case, interview: Interview, said: Said, at: dt.datetime) -> bool:
    """Whether a round came after a promise; the advert's lasts until the second."""
    ended = end_of(case, interview)
    if isinstance(said, Interview):
        return ended > end_of(case, said) and ended > at
    if isinstance(said, Application):
        return ended > min(end_of(case, i) for i in took_place(case))
    return ended > at


@once
def _moved_on(case: Case) -> tuple[tuple[dt.datetime, str], ...]:
    """When they moved the process on, by a message or by news."""
    told = ((m.at, m.id) for m in received(case) if m.kind in _MOVES_ON and m.at)
    news = ((o.at, o.id) for o in case.history.outcomes if o.at and o.at <= case.now)
    return (*told, *news)


@once
def too_early(case: Case, said: Said) -> dt.date | None:
    """The promised day or hour that lies before the end of the interview it was said in (F2)."""
    if not isinstance(said, Interview):
        return None
    ended, hour = own_end(case, said), said.decides_at
    held_on = case.calendar.date_of(ended)
    days = (day for day in (said.stated_decision_on, said.prompt_on) if day and day < held_on)
    return next(days, hour if hour is not None and hour < ended else None)


def decision_promised(case: Case, moment: dt.datetime | None = None) -> Promise | None:
    """The promise of a decision day that governed at a moment; by default, now."""
    return _newest(case, moment, lambda promise: promise.decision_on is not None)


def decision_on(case: Case) -> dt.date | None:
    """The decision day that governs now."""
    promise = decision_promised(case)
    return promise.decision_on if promise else None


def prompt_on(case: Case, moment: dt.datetime | None = None) -> dt.date | None:
    """The day on which they asked you to check in, if that still holds (S5)."""
    promise = _newest(case, moment, lambda promise: promise.prompt_on is not None)
    return promise.prompt_on if promise else None


def _newest(
    case: Case, moment: dt.datetime | None, names: Callable[[Promise], bool]
) -> Promise | None:
    held = [p for p in promises(case) if p.holds(moment or case.now) and names(p)]
    return held[-1] if held else None


@once
def instruction(case: Case, moment: dt.datetime | None = None) -> ContactInstruction:
    """What they said last about writing to them, if it held at a moment; by default, now.

    What the advert says, or is noted for the whole application, holds to the end.
    """
    unsaid = ContactInstruction.NONE
    held = [p.said.contact_instruction for p in promises(case) if p.holds(moment or case.now)]
    told = [said for said in held if said is not unsaid]
    return told[-1] if told else case.application.contact_instruction


@once
def may_not_contact(case: Case, moment: dt.datetime | None = None) -> bool:
    """Whether unprompted messages are unwelcome here (tier 1)."""
    told = instruction(case, moment) is ContactInstruction.NO_CONTACT
    return told or case.has("no_contact") or case.has("match_programme")
