"""What is stored when an interview is confirmed, so that a later preset rewrites nothing."""

import datetime as dt
from dataclasses import replace
from typing import Any

from followup_kit.log.choices import InterviewStatus
from followup_kit.log.history import History
from followup_kit.log.schema import Interview
from followup_kit.plan.case import Case
from followup_kit.plan.note_times import note_times
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.times import require_zone


def judged_by(
    history: History, interview: Interview, *, now: dt.datetime, practice: Practice | None = None
) -> dict[str, Any]:
    """The columns `due_at` and `policy` to store with an interview that took place (M2).

    Args:
        history: What happened with its application.
        interview: The interview as it will be stored, with its real end if that is known.
        now: The moment of confirming, with a zone.
        practice: Presets; by default those of the workbook.

    Returns:
        `due_at`, the moment the notes are due, and `policy`, the name of the preset.

    Raises:
        FollowUpError: `now` has no zone, or the application names an unknown preset.
    """
    held = interview.model_copy(update={"status": InterviewStatus.COMPLETED})
    others = tuple(i for i in history.interviews if i.id != held.id)
    case = Case(
        replace(history, interviews=(*others, held)),
        now=require_zone(now, "Now"),
        practice=practice or load_practice(),
    )
    return {"due_at": note_times(case, held).due, "policy": case.preset.name}
