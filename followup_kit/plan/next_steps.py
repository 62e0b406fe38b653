"""The next right action for every application: what, by when, and why.

The order of decision is that of policy.md section 2: what an employer asked for or
decided comes before thanks, thanks before waiting, waiting before asking.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from followup_kit.log.history import History
from followup_kit.plan.answers import (
    answer_steps,
    do_not_contact,
)
from followup_kit.plan.delivery import as_delivered, correction_steps
from followup_kit.plan.irregular import irregular_steps
from followup_kit.plan.making import reason_for
from followup_kit.plan.marks import with_marks
from followup_kit.plan.offers import competing_steps
from followup_kit.plan.old_ones import as_one_question
from followup_kit.plan.outcome import outcome_steps
from followup_kit.plan.records import record_steps
from followup_kit.plan.steps import IDLE, Action, NextStep
from followup_kit.plan.thank_you import thank_you_steps, with_late_ones
from followup_kit.plan.waiting import close_out_step, later_step, prepare_steps
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.rules.case import Case
from followup_kit.rules.elsewhere import cases_of
from followup_kit.rules.news import clash_of
from followup_kit.rules.promises import may_not_contact
from followup_kit.rules.visits import latest_held, next_round
from followup_kit.times import require_zone


class HasHistories(Protocol):
    """Anything that knows what happened, such as a `FollowUpLog`."""

    def histories(self) -> list[History]:
        """One history per application."""


def next_steps(
    log: HasHistories, *, now: dt.datetime, practice: Practice | None = None
) -> list[NextStep]:
    """What to do next about every application, the most pressing first.

    Things to do come before things to wait for; within these by tier, then by due
    time, then in the order the applications were logged. An empty log gives an empty
    list.

    Args:
        log: The log.
        now: The moment to judge at, with a zone.
        practice: Presets and reasons; by default those of the workbook.

    Raises:
        FollowUpError: `now` has no zone.
    """
    now = require_zone(now, "Now")
    practice = practice or load_practice()
    return steps_of_cases(cases_of(log.histories(), now=now, practice=practice))


def steps_of_cases(cases: Iterable[Case]) -> list[NextStep]:
    """The steps of applications that are at hand already, the most pressing first."""
    return sorted(as_one_question((case, steps_for(case)) for case in cases), key=_pressing)


def steps_for(case: Case) -> list[NextStep]:
    """The steps of one application in the order of decision (tiers 0 to 11)."""
    fixes = record_steps(case)
    if clash_of(case) is not None:
        return fixes
    found = _after_news(case) or with_late_ones(case, _while_open(case))
    marked = with_marks(case, [as_delivered(case, step) for step in found])
    return sorted((*fixes, *marked), key=_pressing)


def _after_news(case: Case) -> list[NextStep]:
    """Tiers 2 to 4, with what they still ask (tier 5); empty while nothing is decided."""
    decided = outcome_steps(case)
    is_elsewhere = case.elsewhere is not None and case.elsewhere.accepted_at is not None
    if not decided or is_elsewhere:
        return decided
    answers = answer_steps(case)
    return [step for step in decided if step.action is not Action.NONE or not answers] + answers


def _while_open(case: Case) -> list[NextStep]:
    """Tiers 5 to 11, and tier 1, which leaves only what answers or was arranged."""
    answers, irregular = answer_steps(case), irregular_steps(case)
    if may_not_contact(case):
        wanted = [*answers, *irregular, *prepare_steps(case)]
        writes = any(step.message_kind for step in irregular)
        return [*wanted, *([] if writes else [do_not_contact(case)]), *_closing(case)]
    owed = [
        *competing_steps(case),
        *answers,
        *irregular,
        *correction_steps(case),
        *_not_inside(answers, thank_you_steps(case)),
    ]
    return [*owed, *_later(case, owed)]


def _closing(case: Case) -> list[NextStep]:
    """Closing for silence, once it is time, where nothing else may be asked."""
    if latest_held(case) is None or next_round(case) is not None:
        return []
    step = close_out_step(case, reason_for(case, "no_contact"))
    return [step] if step.action is Action.CLOSE_OUT else []


def _later(case: Case, owed: list[NextStep]) -> list[NextStep]:
    """The next round, and once nothing is owed what comes after waiting."""
    coming = prepare_steps(case)
    is_busy = any(step.action not in IDLE and not step.is_optional for step in owed)
    return coming if coming or is_busy else [later_step(case)]


def _not_inside(answers: list[NextStep], notes: list[NextStep]) -> list[NextStep]:
    """The notes that an answer to the same person does not carry already."""
    inside = {p for step in answers if "thanks_inside" in step.flags for p in step.people}
    return [step for step in notes if not inside.intersection(step.people)]


def _pressing(step: NextStep) -> tuple[int, bool, int, dt.datetime]:
    """What to do before what to wait for; what may be left out after what may not."""
    is_later = step.action in IDLE or step.is_snoozed
    rank = 2 if step.action is Action.NONE else int(is_later)
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    moment = (step.times.earliest if rank else step.times.due) or step.times.due or far
    return (rank, step.is_optional, 0 if rank else step.tier, moment)
