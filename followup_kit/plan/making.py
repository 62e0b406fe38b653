"""How a step is made of a case: its reasons in words, and what the thanks so far show."""

from functools import lru_cache
from typing import Any

from followup_kit.log.choices import MessageKind
from followup_kit.plan.steps import Action, NextStep
from followup_kit.practice.presets import Reason
from followup_kit.rules.case import Case, once
from followup_kit.rules.messages import delivered
from followup_kit.rules.step_times import Times
from followup_kit.rules.windows import is_in_stage


def make_step(
    case: Case, action: Action, tier: int, times: Times, *reasons: Reason, **more: Any
) -> NextStep:
    """A step about this application; `more` are further fields of `NextStep`."""
    return NextStep(
        action=action,
        tier=tier,
        application_id=case.application.id,
        times=times,
        urgency=times.urgency(case.now),
        reasons=reasons,
        **more,
    )


def reason_for(case: Case, key: str, *, also: tuple[str, ...] = (), **values: Any) -> Reason:
    """A reason in words, with the numbers of the preset; `also` are the sources of these."""
    known = case.practice.reasons.get(key)
    if known is None or "{" in known.text:
        known = case.practice.reason(key, **{**vars(case.preset), **values})
    return _with_sources(known, also) if also else known


@once
def remarks(case: Case) -> tuple[str, ...]:
    """What the thanks of this stage show: a group note, or thanks that were passed on."""
    thanks = [m for m in delivered(case) if is_in_stage(case, m)]
    apart = case.preset.separate_notes
    group = any(m.kind is MessageKind.THANK_YOU and len(m.covers) > 1 for m in thanks)
    passed_on = any(m.kind is MessageKind.FORWARD_REQUEST for m in thanks)
    named = (("group_note", group and apart), ("covered_by_forward", passed_on))
    return tuple(key for key, holds in named if holds)


@lru_cache(maxsize=4096)
def _with_sources(reason: Reason, first: tuple[str, ...]) -> Reason:
    """A reason with further sources before its own; the same one for the same values."""
    sources = tuple(dict.fromkeys((*first, *reason.sources)))
    return reason.model_copy(update={"sources": sources})
