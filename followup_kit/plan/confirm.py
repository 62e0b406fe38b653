"""What is stored when an interview is confirmed, so that a later preset rewrites nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from followup_kit.log.choices import InterviewStatus
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history import History
from followup_kit.log.schema import Interview
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.rules.case import Case
from followup_kit.rules.note_times import due_by_preset
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
        `due_at`, when the notes are due by the preset alone, and `policy`, its name. A decision
        day or a next round that makes them due sooner is looked at anew each time.

    Raises:
        FollowUpError: `now` has no zone, or the application names an unknown preset.
    """
    held = interview.model_copy(update={"status": InterviewStatus.COMPLETED})
    others = tuple(i for i in history.interviews if i.id != held.id)
    held = held.model_copy(update={"due_at": None, "policy": ""})
    case = Case(
        replace(history, interviews=(*others, held)),
        now=require_zone(now, "Now"),
        practice=practice or load_practice(),
    )
    return {"due_at": due_by_preset(case, held), "policy": case.preset.name}


def due_edits(
    histories: Iterable[History], *, now: dt.datetime, practice: Practice | None = None
) -> list[Edit]:
    """What to store with interviews that took place and have no due time yet (M2).

    Args:
        histories: What happened, as the log gives it.
        now: The moment of confirming, with a zone.
        practice: Presets; by default those of the workbook.

    Raises:
        FollowUpError: `now` has no zone, or an application names an unknown preset.
    """
    return [
        Edit("interviews", held.id, judged_by(history, held, now=now, practice=practice))
        for history in histories
        for held in history.interviews
        if held.status is InterviewStatus.COMPLETED and held.due_at is None
    ]
