"""Offers and withdrawing (tiers 2 and 3, rule O1)."""

import datetime as dt
from dataclasses import replace

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.plan.case import Case, News
from followup_kit.plan.outreach import NOTES
from followup_kit.plan.steps import Action, NextStep, Tier, Times
from followup_kit.text import day_in_words

_DAYS_TO_DECIDE = 14
_OVER = frozenset(
    {
        OutcomeKind.ACCEPTED,
        OutcomeKind.DECLINED,
        OutcomeKind.REJECTED,
        OutcomeKind.CLOSED_BY_EMPLOYER,
        OutcomeKind.NO_RESPONSE,
    }
)


def offer_steps(case: Case, news: News) -> list[NextStep]:
    """Acknowledge an offer within a day (O1), then decide by the day they named (tier 2)."""
    answered = case.sent_since(news.at, {MessageKind.OFFER_REPLY, MessageKind.REPLY, *NOTES})
    people = news.people or case.contact_ids
    decide = case.step(
        Action.DECIDE_OFFER,
        Tier.OFFER,
        Times(earliest=news.at, due=news.decide_by or _time_to_decide(case, news)),
        case.reason("decide_offer" if news.decide_by else "decide_offer_no_date"),
        people=people,
        message_kind=MessageKind.OFFER_REPLY,
    )
    decide = replace(decide, times=_in_order(decide.times))
    if answered:
        return [decide]
    acknowledge = case.step(
        Action.ACKNOWLEDGE_OFFER,
        Tier.OFFER,
        Times(earliest=news.at, due=case.calendar.day_later(news.at)),
        case.reason("acknowledge_offer"),
        people=people,
        message_kind=MessageKind.OFFER_REPLY,
    )
    return [acknowledge, decide]


def _time_to_decide(case: Case, news: News) -> dt.datetime:
    day = case.calendar.date_of(news.at) + dt.timedelta(days=_DAYS_TO_DECIDE)
    return case.calendar.closes(day)


def _in_order(times: Times) -> Times:
    """The times with the earliest not after the due time."""
    if times.earliest and times.due and times.due < times.earliest:
        return replace(times, earliest=times.due)
    return times


def withdrawal_steps(case: Case) -> list[NextStep]:
    """Tell them once that you withdraw, within a day (O1): you said so, or accepted elsewhere.

    Empty when there is nothing to withdraw from (tier 3).
    """
    if case.has_withdrawn or (case.ending is not None and case.ending.kind in _OVER):
        return []
    withdrew = case.is_ended_by(OutcomeKind.WITHDRAWN)
    since = case.ending.at if withdrew and case.ending else case.elsewhere.accepted_at
    if since is None:
        return []
    step = case.step(
        Action.SEND_WITHDRAWAL,
        Tier.ELSEWHERE,
        Times(earliest=since, due=case.calendar.day_later(since)),
        case.reason("withdrawing" if withdrew else "accepted_elsewhere"),
        people=case.contact_ids,
        message_kind=MessageKind.WITHDRAWAL,
    )
    return [step]


def competing_steps(case: Case) -> list[NextStep]:
    """Tell them about an offer elsewhere that runs out first, once, within a day (tier 3).

    It is the one good reason to write before the day they named. They are not told which
    employer it is.
    """
    offer, promised = case.elsewhere.offer, case.application.stated_decision_on
    if offer is None or offer.decide_by is None or case.may_not_contact:
        return []
    in_time = promised is not None and promised < case.calendar.date_of(offer.decide_by)
    if in_time or case.sent_since(offer.at, {MessageKind.COMPETING_DEADLINE}):
        return []
    date = case.calendar.date_of(offer.decide_by)
    step = case.step(
        Action.TELL_COMPETING_DEADLINE,
        Tier.ELSEWHERE,
        Times(earliest=offer.at, due=min(case.calendar.day_later(offer.at), offer.decide_by)),
        case.reason("competing_deadline", date=day_in_words(date, weekday=True, year=False)),
        people=case.contact_ids,
        message_kind=MessageKind.COMPETING_DEADLINE,
        flags=("if_you_prefer_it",),
    )
    return [replace(step, times=_in_order(step.times))]
