"""News in order: the latest governs, and the path can be read (rules F3, W1)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.rules.case import Case, News, once
from followup_kit.rules.messages import delivered, heard_since, received
from followup_kit.rules.visits import end_of, latest_held, start_of

LETTERS = {
    MessageKind.REJECTION: OutcomeKind.REJECTED,
    MessageKind.OFFER: OutcomeKind.OFFER,
    MessageKind.CLOSED: OutcomeKind.CLOSED_BY_EMPLOYER,
}
OWN_WORDS = {
    MessageKind.WITHDRAWAL: OutcomeKind.WITHDRAWN,
    MessageKind.OFFER_ACCEPT: OutcomeKind.ACCEPTED,
    MessageKind.OFFER_DECLINE: OutcomeKind.DECLINED,
}
"""Messages of yours that are news themselves once they went out."""
NO = frozenset({OutcomeKind.REJECTED, OutcomeKind.CLOSED_BY_EMPLOYER})
_YES = frozenset({OutcomeKind.OFFER, OutcomeKind.ACCEPTED})
_REOPENED_BY_A_ROUND = NO | {OutcomeKind.NO_RESPONSE}


@once
def news_of(case: Case) -> tuple[News, ...]:
    """All news until now, oldest first; a letter and its outcome are one piece."""
    found: list[News] = []
    for news in sorted(_outcomes_and_letters(case), key=lambda n: (n.at, n.row)):
        if found and found[-1].kind is news.kind:
            found[-1] = _as_one(found[-1], news)
        else:
            found.append(news)
    return tuple(found)


def _outcomes_and_letters(case: Case) -> Iterable[News]:
    for o in case.history.outcomes:
        if o.at is not None and o.at <= case.now:
            yield News(kind=o.outcome, at=o.at, row=o.id, decide_by=o.decide_by)
    for m in received(case):
        if m.kind in LETTERS and m.at is not None:
            at = min(m.at, case.now)  # of a letter only the day may be known
            yield News(kind=LETTERS[m.kind], at=at, row=m.id, people=m.covers)
    for m in delivered(case):
        if m.kind in OWN_WORDS and m.at is not None:
            yield News(kind=OWN_WORDS[m.kind], at=min(m.at, case.now), row=m.id)


def _as_one(first: News, second: News) -> News:
    """The same news told twice; closing again for silence counts from the last time."""
    return replace(
        second if first.kind is OutcomeKind.NO_RESPONSE else first,
        decide_by=second.decide_by or first.decide_by,
        people=first.people or second.people,
    )


@once
def ending_of(case: Case) -> News | None:
    """The latest news, if it ended or will end the application (rules F3, W1).

    Silence ends with any later answer; a no or a silence ends with a later round.
    """
    last = news_of(case)[-1] if news_of(case) else None
    if last is None or last.kind is OutcomeKind.ADVANCED:
        return None
    if last.kind is OutcomeKind.NO_RESPONSE and heard_since(case, last.at):
        return None
    held = latest_held(case)
    was_held_after = held is not None and start_of(held) > last.at
    return None if last.kind in _REOPENED_BY_A_ROUND and was_held_after else last


@once
def invitation_of(case: Case) -> News | None:
    """The news that they invited you on, if that is the latest, after the last round."""
    last, held = news_of(case)[-1] if news_of(case) else None, latest_held(case)
    if last is None or held is None or last.kind is not OutcomeKind.ADVANCED:
        return None
    return last if last.at > end_of(case, held) else None


def is_ended_by(case: Case, kind: OutcomeKind) -> bool:
    """Whether the last news is of that kind."""
    ending = ending_of(case)
    return ending is not None and ending.kind is kind


@once
def clash_of(case: Case) -> tuple[News, News] | None:
    """A yes and a no of the same moment, which exclude each other (rule F3)."""
    for one in news_of(case):
        for other in news_of(case):
            if one.at == other.at and one.kind in _YES and other.kind in NO:
                return one, other
    return None


def was_withdrawn_before(case: Case) -> bool:
    """Whether you had withdrawn before the latest news."""
    return any(news.kind is OutcomeKind.WITHDRAWN for news in news_of(case)[:-1])


OUTCOMES = {
    OutcomeKind.OFFER: "offer",
    OutcomeKind.ACCEPTED: "offer",
    OutcomeKind.DECLINED: "offer",
    OutcomeKind.ADVANCED: "advanced",
    OutcomeKind.REJECTED: "rejected",
    OutcomeKind.CLOSED_BY_EMPLOYER: "closed_by_employer",
    OutcomeKind.WITHDRAWN: "withdrawn",
    OutcomeKind.NO_RESPONSE: "no_response",
}
"""What each piece of news makes of an application in tables and charts."""


def outcome_of(case: Case) -> tuple[str, dt.datetime] | None:
    """What came of an application, and since when; None while you wait (rule F3).

    The latest news governs. What you said to an offer tells of one, from the day it was made.
    """
    last = ending_of(case) or invitation_of(case)
    if last is None:
        return None
    at, outcome = last.at, OUTCOMES[last.kind]
    for news in reversed(news_of(case)[: news_of(case).index(last)]):
        if outcome != "offer" or OUTCOMES[news.kind] != outcome:
            break
        at = news.at
    return outcome, at


def path_of(case: Case) -> tuple[OutcomeKind, ...]:
    """All that came of an application so far, oldest first, each once in a row (rule F3)."""
    path = [news.kind for news in news_of(case)]
    return tuple(one for n, one in enumerate(path) if n == 0 or path[n - 1] is not one)
