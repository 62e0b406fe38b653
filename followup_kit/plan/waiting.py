"""What comes after the thanks: the next round, a status check, waiting, closing (tiers 9-11)."""

import datetime as dt

from followup_kit.log.choices import (
    ContactInstruction,
    InterviewKind,
    InterviewStatus,
)
from followup_kit.plan.case import Case
from followup_kit.plan.outcome import touch_step
from followup_kit.plan.status_check import status_check
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason


def prepare_steps(case: Case) -> list[NextStep]:
    """The next interview that is fixed: prepare, or wait until it is over (tiers 6 and 9)."""
    coming = case.next_round
    if coming is None or coming.starts_at is None:
        return []
    has_begun = coming.starts_at <= case.now
    keys = ["interview_now"] if has_begun else ["prepare"]
    if case.latest is not None and not has_begun:
        keys.insert(0, "next_round")
    step = case.step(
        Action.WAIT if has_begun else Action.PREPARE,
        Tier.NEXT_ROUND if case.latest else Tier.IRREGULAR,
        Times(earliest=case.ended(coming) if has_begun else coming.starts_at),
        *(case.reason(key) for key in keys),
        then=Action.CONFIRM_INTERVIEW if has_begun else None,
        interview_id=coming.id,
    )
    return [step]


def later_step(case: Case) -> NextStep:
    """What comes when nothing is owed: a status check, staying in touch, or closing."""
    if not case.history.interviews:
        return case.step(Action.WAIT, Tier.CLOSE_OUT, Times(), case.reason("no_interview_yet"))
    if case.latest is None:
        return close_out_step(case, case.reason(_why_nothing_happened(case)))
    if any(map(case.is_of_kind, (InterviewKind.INFORMATIONAL, InterviewKind.CAREERS_FAIR))):
        return touch_step(case, since=case.last_contact or case.ended(case.latest))
    check = status_check(case)
    if check is not None and check.urgency is not Urgency.EXPIRED:
        return check
    return close_out_step(case, _why_no_status_check(case, window_over=check is not None))


def _why_nothing_happened(case: Case) -> str:
    mine = case.history.interviews[-1].status is InterviewStatus.CANCELLED_BY_ME
    return "cancelled_by_me" if mine else "they_have_your_word"


def close_out_step(case: Case, why: Reason) -> NextStep:
    """Propose to close after a long silence (rule W1); until then, wait (tier 11)."""
    preset, calendar = case.preset, case.calendar
    interview = case.latest or case.history.interviews[-1]
    ended = case.ended(interview)
    spoke = calendar.date_of(case.last_contact or ended)
    quiet = spoke + dt.timedelta(days=preset.close_out_quiet_days)
    long = calendar.date_of(ended) + dt.timedelta(days=preset.close_out_after_days)
    times = Times(earliest=calendar.opens(max(quiet, long)))
    waits = times.urgency(case.now) is Urgency.UPCOMING
    also = preset.sources_of("close_out_after_days")
    return case.step(
        Action.WAIT if waits else Action.CLOSE_OUT,
        Tier.CLOSE_OUT,
        times,
        why,
        *(case.reason(key) for key in case.remarks),
        case.reason("W1_later" if waits else "W1", also=also, days=preset.close_out_after_days),
        then=Action.CLOSE_OUT if waits else None,
        interview_id=interview.id,
        changes=(case.reason("changes_wait"),),
        flags=case.remarks,
    )


def _why_no_status_check(case: Case, *, window_over: bool) -> Reason:
    """Why there is no status check: their wish, the time, or the budget (rule B1)."""
    if case.application.contact_instruction is ContactInstruction.NO_STATUS:
        return case.reason("no_status_wanted")
    if window_over:
        return case.reason("window_over")
    if not case.has_budget:
        return case.reason("B1", also=case.preset.sources_of("max_unprompted_rounds"))
    return case.reason("wait")
