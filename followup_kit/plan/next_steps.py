"""The next right action for every application: what, by when, and why.

The order of decision is that of policy.md section 2: what an employer asked for or
decided comes before thanks, thanks before waiting, waiting before asking.
"""

import datetime as dt
from typing import Protocol

from followup_kit.log.choices import InterviewStatus
from followup_kit.log.history import History
from followup_kit.plan.case import Case
from followup_kit.plan.status_check import later_step
from followup_kit.plan.steps import Action, NextStep, Tier, Urgency
from followup_kit.plan.thank_you import thank_you_steps
from followup_kit.practice.practice import Practice, load_practice
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
        FollowUpError: `now` has no zone, or an application names an unknown preset.
    """
    now = require_zone(now, "Now")
    practice = practice or load_practice()
    steps = [
        step
        for history in log.histories()
        for step in steps_for(Case(history, now=now, practice=practice))
    ]
    return sorted(steps, key=_pressing)


def steps_for(case: Case) -> list[NextStep]:
    """The steps of one application in the order of decision."""
    if _has_no_advice_yet(case):
        return [_no_advice_yet(case)]
    notes = thank_you_steps(case)
    if any(step.action is not Action.WAIT for step in notes) or case.latest is None:
        return notes
    return [*notes, later_step(case)]


def _has_no_advice_yet(case: Case) -> bool:
    """States whose rules are not built yet: news, bounces, and what did not take place."""
    unclear = any(
        i.status is not InterviewStatus.COMPLETED and i is not case.next_round
        for i in case.history.interviews
    )
    nothing_happened = case.latest is None and case.next_round is None
    return case.may_not_contact or case.ending is not None or unclear or nothing_happened


def _no_advice_yet(case: Case) -> NextStep:
    return NextStep(
        action=Action.NO_ADVICE_YET,
        tier=Tier.IRREGULAR,
        application_id=case.application.id,
        urgency=Urgency.OPEN,
        reasons=(case.reason("no_advice_yet"),),
    )


def _pressing(step: NextStep) -> tuple[bool, int, dt.datetime]:
    waits = step.action in {Action.WAIT, Action.PREPARE, Action.NO_ADVICE_YET}
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    moment = (step.times.earliest if waits else step.times.due) or step.times.due or far
    return (waits, 0 if waits else step.tier, moment)
