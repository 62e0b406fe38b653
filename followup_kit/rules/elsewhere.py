"""What an offer at one employer means for the applications at all others (tier 3)."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable

from followup_kit.log.choices import OutcomeKind
from followup_kit.log.history import History
from followup_kit.practice.practice import Practice
from followup_kit.rules.case import Case, Elsewhere, News
from followup_kit.rules.news import LETTERS, clash_of, ending_of

Told = tuple[str, News]
"""The id of an application, and its news."""

_LAG = dt.timedelta(days=1)


def cases_of(histories: Iterable[History], *, now: dt.datetime, practice: Practice) -> list[Case]:
    """Every application of one student at a moment, each knowing of the others' offers.

    Args:
        histories: Everything that happened.
        now: The moment to judge at, with a zone.
        practice: The presets.

    Raises:
        PracticeError: An application names an unknown preset.
    """
    cases = [Case(history, now, practice) for history in histories]
    told = [(c.application.id, e) for c in filter(_has_news, cases) if (e := _counts(c))]
    accepted = [(row, news) for row, news in told if news.kind is OutcomeKind.ACCEPTED]
    offers = [(row, news) for row, news in told if _is_running(news, now)]
    if accepted or offers:
        first = _Soonest(accepted, lambda news: news.at)
        best = _Soonest(offers, lambda news: news.decide_by or news.at)
        for case in cases:
            case.elsewhere = _around(case, first, best)
    return cases


def _counts(case: Case) -> News | None:
    """The news that others are told of: none where two entries exclude each other."""
    return None if clash_of(case) else ending_of(case)


def _around(case: Case, accepted: "_Soonest", offers: "_Soonest") -> Elsewhere:
    began, row = _began(case.history), case.application.id
    found = accepted.since(began, besides=row)
    return Elsewhere(
        accepted_at=found.at if found else None, offer=offers.since(began, besides=row)
    )


class _Soonest:
    """Finds the soonest among the news told since a moment, in steps that do not add up."""

    def __init__(self, told: list[Told], by: Callable[[News], dt.datetime]) -> None:
        self._told = sorted(told, key=lambda pair: (pair[1].at, pair[1].row))
        self._moments = [news.at for _, news in self._told]
        self._best: list[list[Told]] = []
        best: list[Told] = []
        for pair in reversed(self._told):
            best = sorted([pair, *best], key=lambda one: (by(one[1]), one[1].row))[:2]
            self._best.append(best)
        self._best.reverse()

    def since(self, moment: dt.datetime, *, besides: str) -> News | None:
        """The soonest news told since a moment in another application, if any."""
        index = bisect_left(self._moments, moment)
        best = self._best[index] if index < len(self._best) else []
        return next((news for application, news in best if application != besides), None)


def _has_news(case: Case) -> bool:
    history = case.history
    return bool(history.outcomes) or any(m.kind in LETTERS for m in history.messages)


def _is_running(news: News, now: dt.datetime) -> bool:
    """Whether an offer with a day to answer by is still open."""
    is_offer = news.kind is OutcomeKind.OFFER
    return is_offer and news.decide_by is not None and news.decide_by >= now


def _began(history: History) -> dt.datetime:
    """When the application began, so that a season long past has no say in it.

    It is its first interview or message, or a day before it was logged, since logging lags.
    """
    starts = [i.starts_at for i in history.interviews if i.starts_at is not None]
    written = [m.at for m in history.messages if m.at is not None]
    return min([history.application.logged_at - _LAG, *starts, *written])
