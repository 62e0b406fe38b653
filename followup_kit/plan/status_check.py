"""One polite question where things stand: whether, to whom, and when (tier 10, rules S0-S5, B1)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from followup_kit.log.schema import Application
from followup_kit.plan.making import make_step, reason_for, remarks
from followup_kit.plan.steps import Action, NextStep, Tier, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.rules.case import Case
from followup_kit.rules.notes import rows_to_thank
from followup_kit.rules.people import contact_ids, primary_contact
from followup_kit.rules.promises import decision_promised
from followup_kit.rules.visits import latest_held
from followup_kit.rules.windows import Window, kind_of_check, late_target, status_window
from followup_kit.text import day_in_words

_KEYS = {
    "S5": "asked_to_check_in",
    "S0": "S0",
    "S1": "S1",
    "B1a": "late_thanks",
    "ontario": "ontario_answer",
}


def status_check(case: Case) -> NextStep | None:
    """The status check that is allowed next, also when its time has passed; None if none is.

    Where nobody can be reached, it is to find out whom to ask (rule F8).
    """
    window, last, contact = status_window(case), latest_held(case), primary_contact(case)
    if window is None:
        return None
    is_early = window.times.urgency(case.now) is Urgency.UPCOMING
    action, kind = Action.SEND_STATUS_CHECK, str(kind_of_check(case, window))
    if contact is None:
        action, kind = Action.FIND_CONTACT, ""
    step = make_step(
        case,
        action,
        Tier.STATUS_CHECK,
        window.times,
        *_reasons(case, window, action, is_early=is_early),
        interview_id=last.id if last else "",
        people=_people(case, kind),
        message_kind=kind,
        changes=(reason_for(case, "changes_status_check"),),
        flags=remarks(case),
    )
    return replace(step, action=Action.WAIT, then=action) if is_early else step


def _people(case: Case, kind: str) -> tuple[str, ...]:
    """Whom to ask; late thanks go to somebody who is still owed them."""
    target = late_target(case)
    return rows_to_thank(case, target) if kind == "combined" and target else contact_ids(case)


def _reasons(case: Case, window: Window, action: Action, *, is_early: bool) -> Iterator[Reason]:
    day = window.values.get("day")
    values: dict[str, Any] = {
        **window.values,
        "date": _named(day) if isinstance(day, dt.date) else "",
    }
    key = _KEYS[window.rule]
    yield reason_for(case, "S0_passed" if key == "S0" and not is_early else key, **values)
    promise = decision_promised(case)
    if window.rule == "S0" and promise and isinstance(promise.said, Application):
        yield reason_for(case, "advert_promise")
    if window.rule == "S0" and case.preset.missed_date_is_prompt:
        yield reason_for(case, "missed_date")
    if action is Action.FIND_CONTACT:
        yield reason_for(case, "find_contact_to_ask")
    elif not is_early:
        yield reason_for(case, "send_status_check")


def _named(day: dt.date) -> str:
    return day_in_words(day, weekday=True, year=False)
