"""What comes after the thanks: the next round, a status check, waiting, closing (tiers 9-11)."""

from followup_kit.log.choices import (
    ContactInstruction,
    InterviewKind,
    InterviewStatus,
)
from followup_kit.plan.making import make_step, reason_for, remarks
from followup_kit.plan.outcome import touch_step
from followup_kit.plan.status_check import status_check
from followup_kit.plan.steps import Action, NextStep, Tier, Times, Urgency
from followup_kit.practice.presets import Reason
from followup_kit.rules.case import Case
from followup_kit.rules.promises import instruction
from followup_kit.rules.visits import end_of, last_kind, latest_held, next_round
from followup_kit.rules.windows import answer_day, has_budget, last_contact, may_close_from

_NO_STATUS_CHECK = (InterviewKind.INFORMATIONAL, InterviewKind.CAREERS_FAIR)


def prepare_steps(case: Case) -> list[NextStep]:
    """The next interview that is fixed: prepare, or wait until it is over (tiers 6 and 9)."""
    coming = next_round(case)
    if coming is None or coming.starts_at is None:
        return []
    has_begun = coming.starts_at <= case.now
    keys = ["interview_now"] if has_begun else ["prepare"]
    if latest_held(case) is not None and not has_begun:
        keys.insert(0, "next_round")
    step = make_step(
        case,
        Action.WAIT if has_begun else Action.PREPARE,
        Tier.NEXT_ROUND if latest_held(case) else Tier.IRREGULAR,
        Times(earliest=end_of(case, coming) if has_begun else coming.starts_at),
        *(reason_for(case, key) for key in keys),
        then=Action.CONFIRM_INTERVIEW if has_begun else None,
        interview_id=coming.id,
    )
    return [step]


def later_step(case: Case) -> NextStep:
    """What comes when nothing is owed: a status check, staying in touch, or closing."""
    if not case.history.interviews:
        return make_step(
            case, Action.WAIT, Tier.CLOSE_OUT, Times(), reason_for(case, "no_interview_yet")
        )
    held = latest_held(case)
    if held is None:
        return close_out_step(case, reason_for(case, _why_nothing_happened(case)))
    last = last_kind(case)
    if any(last is kind or case.has(kind.value) for kind in _NO_STATUS_CHECK):
        return touch_step(case, since=last_contact(case) or end_of(case, held))
    check = status_check(case)
    if check is not None and check.urgency is not Urgency.EXPIRED:
        return check
    return close_out_step(case, _why_no_status_check(case, window_over=check is not None))


def _why_nothing_happened(case: Case) -> str:
    mine = case.history.interviews[-1].status is InterviewStatus.CANCELLED_BY_ME
    return "cancelled_by_me" if mine else "they_have_your_word"


def close_out_step(case: Case, why: Reason) -> NextStep:
    """Propose to close after a long silence (rules W1, W2); until then, wait (tier 11)."""
    interview = latest_held(case) or case.history.interviews[-1]
    times = Times(earliest=may_close_from(case))
    waits = times.earliest is None or times.urgency(case.now) is Urgency.UPCOMING
    also = case.preset.sources_of("close_out_after_days")
    days = case.preset.close_out_after_days
    return make_step(
        case,
        Action.WAIT if waits else Action.CLOSE_OUT,
        Tier.CLOSE_OUT,
        times,
        why,
        *(reason_for(case, key) for key in remarks(case)),
        *_told_by_law(case),
        reason_for(case, "W1_later" if waits else "W1", also=also, days=days),
        then=Action.CLOSE_OUT if waits and times.earliest is not None else None,
        interview_id=interview.id,
        changes=(reason_for(case, "changes_wait"),),
        flags=remarks(case),
    )


def _told_by_law(case: Case) -> list[Reason]:
    """By when they must say something, where a rule of the place says so."""
    day = answer_day(case)
    return [reason_for(case, "ontario_answer", date=f"{day:%a} {day.day} {day:%b}")] if day else []


def _why_no_status_check(case: Case, *, window_over: bool) -> Reason:
    """Why there is no status check: their wish, the time, or the budget (rule B1)."""
    if instruction(case) is ContactInstruction.NO_STATUS:
        return reason_for(case, "no_status_wanted")
    if window_over:
        return reason_for(case, "window_over")
    if not has_budget(case):
        return reason_for(case, "B1", also=case.preset.sources_of("max_unprompted_rounds"))
    return reason_for(case, "wait")
