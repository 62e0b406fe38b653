"""What follows from news: closing notes, staying in touch, or nothing more (tier 4, rule C1)."""

import datetime as dt

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.log.schema import Message
from followup_kit.plan.case import Case, News
from followup_kit.plan.note_times import with_good_moment
from followup_kit.plan.offers import offer_steps, withdrawal_steps
from followup_kit.plan.outreach import NOTES
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.times import add_hours

_BEST_HOURS = 24
_DUE_HOURS = 48
_LATEST_HOURS = 168
_TOUCH_DAYS = 120
_TOUCH_OVER_DAYS = 28
_GOODBYES = NOTES | {
    MessageKind.CLOSING_NOTE,
    MessageKind.FEEDBACK_REQUEST,
    MessageKind.REPLY,
    MessageKind.NETWORKING,
}
_LOST = frozenset({OutcomeKind.REJECTED, OutcomeKind.CLOSED_BY_EMPLOYER})


def outcome_steps(case: Case) -> list[NextStep]:
    """What to do after the news that ended an application; empty while it is open.

    Older tasks end with the news, so nothing else is listed (tiers 2 to 4).
    """
    if case.has_withdrawn:
        return [_nothing_more(case, "withdrawn")]
    if steps := withdrawal_steps(case):
        return steps
    news = case.ending
    if news is None:
        return []
    if news.kind is OutcomeKind.OFFER:
        return offer_steps(case, news)
    if news.kind not in _LOST:
        return [_nothing_more(case, news.kind.value)]
    return [_closing_note(case, news) or _stay_in_touch(case, news)]


def _closing_note(case: Case, news: News) -> NextStep | None:
    """Thanks and a wish to stay in touch, best after a day, within two, never after seven (C1).

    A feedback request is allowed once, in it or after it.
    """
    times = Times(
        earliest=news.at,
        due=add_hours(news.at, _DUE_HOURS),
        latest=add_hours(news.at, _LATEST_HOURS),
    )
    if case.sent_since(news.at, _GOODBYES) or times.urgency(case.now) is Urgency.EXPIRED:
        return None
    asked = any(m.kind is MessageKind.FEEDBACK_REQUEST for m in case.delivered)
    return case.step(
        Action.SEND_CLOSING_NOTE,
        Tier.ENDED,
        with_good_moment(case, times, start=add_hours(news.at, _BEST_HOURS)),
        case.reason("closing_closed" if news.kind is not OutcomeKind.REJECTED else "closing_note"),
        case.reason("C1"),
        people=news.people or case.contact_ids,
        message_kind=MessageKind.CLOSING_NOTE,
        flags=("optional",) if asked else ("optional", "may_ask_feedback"),
    )


def _stay_in_touch(case: Case, news: News) -> NextStep:
    """A word every 120 days (C1); none after an unanswered feedback request."""
    if case.may_not_contact:
        return _nothing_more(case, "no_contact")
    told = [m for m in case.delivered if m.at and m.at >= news.at and m.kind in _GOODBYES]
    asked = [m for m in told if m.kind is MessageKind.FEEDBACK_REQUEST]
    if asked and not _heard_since(case, asked[-1]):
        return _nothing_more(case, "feedback_once")
    return touch_step(case, since=(told[-1].at if told else None) or news.at)


def _heard_since(case: Case, message: Message) -> bool:
    return any(m.at and message.at and m.at > message.at for m in case.received)


def touch_step(case: Case, *, since: dt.datetime) -> NextStep:
    """Staying in touch, 120 days after the last word; after the window, nothing more (C1)."""
    day = case.calendar.date_of(since) + dt.timedelta(days=_TOUCH_DAYS)
    times = Times(earliest=case.calendar.opens(day))
    if case.now > case.calendar.closes(day + dt.timedelta(days=_TOUCH_OVER_DAYS)):
        return _nothing_more(case, "touch_over")
    urgency = times.urgency(case.now)
    waits = urgency is Urgency.UPCOMING
    return case.step(
        Action.WAIT if waits else Action.NETWORKING_TOUCH,
        Tier.ENDED,
        times,
        case.reason("networking_touch"),
        then=Action.NETWORKING_TOUCH if waits else None,
        people=case.contact_ids,
        message_kind=MessageKind.NETWORKING,
        flags=("optional",),
    )


def _nothing_more(case: Case, key: str) -> NextStep:
    """There is nothing more to do, and why."""
    reason = case.reason(key if key in {"no_contact"} else f"none_{key}")
    return case.step(Action.NONE, Tier.ENDED, Times(), reason)
