"""Many interviews from before the log was kept: one question for all of them, not a card each."""

import datetime as dt
from collections.abc import Callable, Iterable

from followup_kit.log.choices import InterviewStatus, MarkKind
from followup_kit.log.file.undoing import Edit
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.rules.case import Case
from followup_kit.rules.visits import end_of

_ASKS = frozenset({Action.CONFIRM_INTERVIEW, Action.CLOSE_OUT})
_ZONE = "timezone_assumed"


def as_one_question(
    planned: Iterable[tuple[Case, list[NextStep]]],
) -> list[NextStep]:
    """All steps; where many ask about interviews of long ago, one step stands for these.

    Long ago is an interview that was logged more than some days after it ended, such as one
    that was read in from a list.
    """
    kept: list[NextStep] = []
    old: list[tuple[Case, NextStep]] = []
    for case, steps in planned:
        for step in steps:
            if _asks_about_the_past(step) and _was_long_ago(case, step):
                old.append((case, step))
            else:
                kept.append(step)
    if not old or len(old) < old[0][0].practice.preset(DEFAULT_PRESET).old_ones_from:
        return [*kept, *(step for _, step in old)]
    return [*kept, _one_for_all(old)]


def _asks_about_the_past(step: NextStep) -> bool:
    """Whether a step asks how it went, whether it is over, or whether its zone is right."""
    return step.action in _ASKS or (step.action is Action.FIX_RECORD and _ZONE in step.flags)


def _was_long_ago(case: Case, step: NextStep) -> bool:
    about = step.interview_id or step.row
    interview = next((i for i in case.history.interviews if i.id == about), None)
    if interview is None:
        return False
    late = dt.timedelta(days=case.preset.latest_days)
    return interview.logged_at > end_of(case, interview) + late


def _one_for_all(old: list[tuple[Case, NextStep]]) -> NextStep:
    case = old[0][0]
    return make_step(
        case,
        Action.SORT_OLD_ONES,
        Tier.IRREGULAR,
        Times(earliest=min(c.now for c, _ in old)),
        reason_for(case, "many_old", count=len(old)),
        flags=("old_ones",),
        instead=tuple(step for _, step in old),
    )


def answer_edits(step: NextStep, *, took_place: bool, new_id: Callable[[], str]) -> list[Edit]:
    """The one answer to the question, for all interviews that it is about.

    Their time zones stay as they were assumed: nothing is due any more that depends on them.

    Args:
        step: The question.
        took_place: Whether those that were planned took place; else all are left out.
        new_id: Gives an id for a row that is not written yet.
    """
    assumed = [one for one in step.instead if one.action is Action.FIX_RECORD]
    rest = [one for one in step.instead if one.action is not Action.FIX_RECORD]
    zones = [Edit("interviews", one.row, {_ZONE: False}) for one in assumed]
    if took_place:
        planned = (one for one in rest if one.action is Action.CONFIRM_INTERVIEW)
        held = {"status": InterviewStatus.COMPLETED}
        return [*zones, *(Edit("interviews", one.interview_id, held) for one in planned)]
    done = {"mark": MarkKind.DONE}
    marks = [{"application_id": one.application_id, "step": one.key, **done} for one in rest]
    return [*zones, *(Edit("marks", new_id(), mark) for mark in marks)]
