"""What follows from news: closing notes, staying in touch, or nothing more (tier 4, rule C1)."""

import datetime as dt

from followup_kit.log.choices import MessageKind, OutcomeKind
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.offers import has_told_withdrawal, offer_steps, withdrawal_steps
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.rules.case import Case, News
from followup_kit.rules.messages import delivered, heard_since, sent_since, that_end
from followup_kit.rules.news import NO, ending_of
from followup_kit.rules.note_times import with_good_moment
from followup_kit.rules.people import contact_ids
from followup_kit.rules.promises import may_not_contact
from followup_kit.times import add_hours


def outcome_steps(case: Case) -> list[NextStep]:
    """What to do after the news that ended an application; empty while it is open.

    Older tasks end with the news, so nothing else is listed (tiers 2 to 4).
    """
    if has_told_withdrawal(case):
        return [_nothing_more(case, "withdrawn")]
    if steps := withdrawal_steps(case):
        return steps
    news = ending_of(case)
    if news is None:
        return []
    if news.kind is OutcomeKind.OFFER:
        return offer_steps(case, news)
    if news.kind not in NO:
        return [_nothing_more(case, news.kind.value)]
    return [_closing_note(case, news) or _stay_in_touch(case, news)]


def _closing_note(case: Case, news: News) -> NextStep | None:
    """Thanks and a wish to stay in touch, best after a day, within two, never after seven (C1).

    A feedback request is allowed once, in it or after it.
    """
    times = Times(
        earliest=news.at,
        due=add_hours(news.at, case.preset.closing_due_hours),
        latest=add_hours(news.at, case.preset.closing_latest_days * 24),
    )
    if (
        sent_since(case, news.at, that_end("send_closing_note"))
        or times.urgency(case.now) is Urgency.EXPIRED
    ):
        return None
    asked = any(m.kind is MessageKind.FEEDBACK_REQUEST for m in delivered(case))
    return make_step(
        case,
        Action.SEND_CLOSING_NOTE,
        Tier.ENDED,
        with_good_moment(case, times, start=add_hours(news.at, case.preset.closing_best_hours)),
        reason_for(
            case, "closing_closed" if news.kind is not OutcomeKind.REJECTED else "closing_note"
        ),
        reason_for(case, "C1"),
        people=news.people or contact_ids(case),
        message_kind=MessageKind.CLOSING_NOTE,
        flags=("optional",) if asked else ("optional", "may_ask_feedback"),
    )


def _stay_in_touch(case: Case, news: News) -> NextStep:
    """A word every 120 days (C1); none after an unanswered feedback request."""
    if may_not_contact(case):
        return _nothing_more(case, "no_contact")
    told = [
        m
        for m in delivered(case)
        if m.at and m.at >= news.at and m.kind in that_end("send_closing_note")
    ]
    asked = [m for m in told if m.kind is MessageKind.FEEDBACK_REQUEST]
    if asked and asked[-1].at and not heard_since(case, asked[-1].at):
        return _nothing_more(case, "feedback_once")
    return touch_step(case, since=(told[-1].at if told else None) or news.at)


def touch_step(case: Case, *, since: dt.datetime) -> NextStep:
    """Staying in touch, 120 days after the last word; after the window, nothing more (C1)."""
    day = case.calendar.date_of(since) + dt.timedelta(days=case.preset.touch_days)
    times = Times(earliest=case.calendar.opens(day))
    if case.now > case.calendar.closes(day + dt.timedelta(days=case.preset.touch_over_days)):
        return _nothing_more(case, "touch_over")
    urgency = times.urgency(case.now)
    waits = urgency is Urgency.UPCOMING
    return make_step(
        case,
        Action.WAIT if waits else Action.NETWORKING_TOUCH,
        Tier.ENDED,
        times,
        reason_for(case, "networking_touch"),
        then=Action.NETWORKING_TOUCH if waits else None,
        people=contact_ids(case),
        message_kind=MessageKind.NETWORKING,
        flags=("optional",),
    )


def _nothing_more(case: Case, key: str) -> NextStep:
    """There is nothing more to do, and why."""
    reason = reason_for(case, key if key in {"no_contact"} else f"none_{key}")
    return make_step(case, Action.NONE, Tier.ENDED, Times(), reason)
