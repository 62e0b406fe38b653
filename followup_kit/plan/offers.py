"""Offers and withdrawing (tiers 2 and 3, rule O1)."""

import datetime as dt
from dataclasses import replace

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times
from followup_kit.rules.case import Case, News
from followup_kit.rules.messages import delivered, sent_since, that_end
from followup_kit.rules.news import ending_of, is_ended_by, was_withdrawn_before
from followup_kit.rules.people import contact_ids
from followup_kit.rules.promises import decision_on, may_not_contact
from followup_kit.text import day_in_words

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
    """Acknowledge an offer within a day (O1), then decide by the day they named (tier 2).

    An offer after you had withdrawn is one to decline (rule F3).
    """
    answered = sent_since(case, news.at, that_end("acknowledge_offer"))
    people = news.people or contact_ids(case)
    withdrew = was_withdrawn_before(case)
    keys = ["offer_after_withdrawal"] if withdrew else []
    keys.append("decide_offer" if news.decide_by else "decide_offer_no_date")
    decide = make_step(
        case,
        Action.DECIDE_OFFER,
        Tier.OFFER,
        Times(earliest=news.at, due=news.decide_by or _time_to_decide(case, news)),
        *(reason_for(case, key) for key in keys),
        people=people,
        message_kind=MessageKind.OFFER_DECLINE if withdrew else MessageKind.OFFER_ACCEPT,
        flags=("to_decline",) if withdrew else (),
    )
    decide = replace(decide, times=_in_order(decide.times))
    if answered:
        return [decide]
    acknowledge = make_step(
        case,
        Action.ACKNOWLEDGE_OFFER,
        Tier.OFFER,
        Times(earliest=news.at, due=_within_a_day(case, news.at)),
        reason_for(case, "acknowledge_offer"),
        people=people,
        message_kind=MessageKind.OFFER_ACKNOWLEDGEMENT,
    )
    return [acknowledge, decide]


def _within_a_day(case: Case, moment: dt.datetime) -> dt.datetime:
    return case.calendar.hours_later(moment, case.preset.offer_reply_hours)


def _time_to_decide(case: Case, news: News) -> dt.datetime:
    day = case.calendar.date_of(news.at) + dt.timedelta(days=case.preset.days_to_decide)
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
    ending, elsewhere = ending_of(case), case.elsewhere
    if has_told_withdrawal(case) or (ending is not None and ending.kind in _OVER):
        return []
    withdrew = is_ended_by(case, OutcomeKind.WITHDRAWN)
    accepted = elsewhere.accepted_at if elsewhere else None
    since = ending.at if withdrew and ending else accepted
    if since is None:
        return []
    step = make_step(
        case,
        Action.SEND_WITHDRAWAL,
        Tier.ELSEWHERE,
        Times(earliest=since, due=_within_a_day(case, since)),
        reason_for(case, "withdrawing" if withdrew else "accepted_elsewhere"),
        people=contact_ids(case),
        message_kind=MessageKind.WITHDRAWAL,
    )
    return [step]


def has_told_withdrawal(case: Case) -> bool:
    """Whether a withdrawal went out that nothing of theirs came after."""
    sent = [m.at for m in delivered(case) if m.kind is MessageKind.WITHDRAWAL and m.at]
    ending = ending_of(case)
    return bool(sent) and (ending is None or ending.at <= max(sent))


def competing_steps(case: Case) -> list[NextStep]:
    """Tell them about an offer elsewhere that runs out first, once, within a day (tier 3).

    It is the one good reason to write before the day they named. They are not told which
    employer it is.
    """
    offer = case.elsewhere.offer if case.elsewhere else None
    promised = decision_on(case)
    if offer is None or offer.decide_by is None or may_not_contact(case):
        return []
    in_time = promised is not None and promised < case.calendar.date_of(offer.decide_by)
    if in_time or sent_since(case, offer.at, that_end("tell_competing_deadline")):
        return []
    date = case.calendar.date_of(offer.decide_by)
    step = make_step(
        case,
        Action.TELL_COMPETING_DEADLINE,
        Tier.ELSEWHERE,
        Times(earliest=offer.at, due=min(_within_a_day(case, offer.at), offer.decide_by)),
        reason_for(case, "competing_deadline", date=day_in_words(date, weekday=True, year=False)),
        people=contact_ids(case),
        message_kind=MessageKind.COMPETING_DEADLINE,
        flags=("if_you_prefer_it",),
    )
    return [replace(step, times=_in_order(step.times))]
