"""What the student decided about single steps: put off, pinned to a time, or done."""

from dataclasses import replace

from followup_kit.log.choices import MarkKind
from followup_kit.log.schema import Mark
from followup_kit.plan.steps import NextStep
from followup_kit.rules.case import Case


def with_marks(case: Case, steps: list[NextStep]) -> list[NextStep]:
    """The steps as the student wants them; the newest mark of a step counts.

    A step that is done is left out. One that is put off stays, flagged `snoozed`, until
    its moment has come. One that is pinned keeps its due time, which is the rule, and
    recommends the student's own moment.
    """
    newest = {mark.step: mark for mark in case.history.marks if mark.logged_at <= case.now}
    marked = [_marked(case, step, newest.get(step.key)) for step in steps]
    return [step for step in marked if step is not None]


def _marked(case: Case, step: NextStep, mark: Mark | None) -> NextStep | None:
    if mark is None:
        return step
    if mark.mark is MarkKind.DONE:
        return None
    if mark.mark is MarkKind.PINNED and mark.until is not None:
        times = replace(step.times, recommended=mark.until)
        return replace(step, times=times, flags=(*step.flags, "pinned"))
    if mark.until is not None and mark.until > case.now:
        return replace(step, flags=(*step.flags, "snoozed"))
    return step
