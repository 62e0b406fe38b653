"""One polite question where things stand: whether, to whom, and when (tier 10, rules S0-S1, B1)."""

import datetime as dt
from dataclasses import replace

from followup_kit.log.choices import ContactInstruction, MessageKind
from followup_kit.plan.case import Case
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.text import day_in_words

_SLOW_SEASON_DAYS = 7


def status_check(case: Case) -> NextStep | None:
    """The status check that is allowed next, also when its time has passed; None if none is."""
    if case.application.contact_instruction is ContactInstruction.NO_STATUS:
        return None
    window = _asked_window(case) or _promised_window(case) or _silence_window(case)
    if window is None:
        return None
    times, reasons = window
    times = _after_the_gap(case, times)
    is_early = times.urgency(case.now) is Urgency.UPCOMING
    step = case.step(
        Action.SEND_STATUS_CHECK,
        Tier.STATUS_CHECK,
        times,
        *reasons,
        *([] if is_early else [case.reason("send_status_check")]),
        interview_id=case.latest.id if case.latest else "",
        people=case.contact_ids,
        message_kind=_kind(case),
        changes=(case.reason("changes_status_check"),),
        flags=case.remarks,
    )
    if is_early:
        return replace(step, action=Action.WAIT, then=Action.SEND_STATUS_CHECK)
    return step


def _kind(case: Case) -> MessageKind:
    """Thanks that were never sent go into the status check (rule B1)."""
    contact = case.primary_contact
    is_owed = contact is not None and contact.met and case.note_to(contact) is None
    return MessageKind.COMBINED if is_owed else MessageKind.STATUS_CHECK


def _asked_window(case: Case) -> tuple[Times, tuple[Reason, ...]] | None:
    """They named a day to check in: that is a prompt, and counts as none of yours."""
    day = case.application.prompt_on
    if day is None or _checked_since(case, day):
        return None
    opens = case.calendar.opens(day)
    next_day = case.calendar.business_days_after(case.calendar.date_of(opens), 1)
    latest = day + dt.timedelta(days=case.preset.status_after_date_latest_days)
    times = Times(
        earliest=opens, due=case.calendar.closes(next_day), latest=case.calendar.closes(latest)
    )
    return times, (case.reason("asked_to_check_in"),)


def _promised_window(case: Case) -> tuple[Times, tuple[Reason, ...]] | None:
    """After a stated decision date (rule S0), once per date; None when it does not apply."""
    day, preset = case.application.stated_decision_on, case.preset
    if day is None or _wrote_after(case, day) or _checked_since(case, day + dt.timedelta(days=1)):
        return None
    if not (preset.missed_date_is_prompt or case.has_budget or case.has_new_date):
        return None
    first = preset.status_after_date_earliest_business_days
    last = preset.status_after_date_due_business_days
    times = Times(
        earliest=case.calendar.opens(case.calendar.business_days_after(day, first)),
        due=case.calendar.closes(case.calendar.business_days_after(day, last)),
        latest=case.calendar.closes(day + dt.timedelta(days=preset.status_after_date_latest_days)),
    )
    named = day_in_words(day, weekday=True, year=False)
    keys = ("missed_date",) if preset.missed_date_is_prompt else ()
    is_early = times.urgency(case.now) is Urgency.UPCOMING
    told = case.reason("S0" if is_early else "S0_passed", date=named, days=first)
    return times, (told, *map(case.reason, keys))


def _silence_window(case: Case) -> tuple[Times, tuple[Reason, ...]] | None:
    """After silence (rule S1); None when the preset has no status check after silence."""
    preset = case.preset
    first, due, last = (
        preset.status_after_silence_earliest_days,
        preset.status_after_silence_due_days,
        preset.status_after_silence_latest_days,
    )
    if first is None or due is None or last is None or not case.has_budget:
        return None
    promised = case.application.stated_decision_on
    since = case.last_contact
    if since is None or (promised is not None and case.calendar.date_of(case.now) <= promised):
        return None
    more = _SLOW_SEASON_DAYS if case.has("slow_season") else 0
    day = case.calendar.date_of(since)
    times = Times(
        earliest=case.calendar.opens(day + dt.timedelta(days=first + more)),
        due=case.calendar.closes(day + dt.timedelta(days=due + more)),
        latest=case.calendar.closes(day + dt.timedelta(days=last + more)),
    )
    return times, (case.reason("S1", days=first + more),)


def _after_the_gap(case: Case, times: Times) -> Times:
    """Never two status checks within the gap, so the window opens later if needed."""
    if not case.status_checks:
        return times
    sent = case.status_checks[-1].at
    assert sent is not None
    assert times.earliest is not None
    assert times.due is not None
    gap = dt.timedelta(days=case.preset.status_gap_days)
    earliest = max(times.earliest, case.calendar.opens(case.calendar.date_of(sent) + gap))
    due = max(times.due, earliest)
    latest = max(times.latest or due, due)
    return replace(times, earliest=earliest, due=due, latest=latest)


def _checked_since(case: Case, day: dt.date) -> bool:
    """Whether a status check went out on or after that day."""
    return any(m.at and case.calendar.date_of(m.at) >= day for m in case.status_checks)


def _wrote_after(case: Case, day: dt.date) -> bool:
    """Whether somebody there wrote after that day."""
    return any(m.at and case.calendar.date_of(m.at) > day for m in case.received)
