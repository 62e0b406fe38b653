"""What is stored when an interview is confirmed: when its notes are due, and by which rules."""

import datetime as dt
from typing import Any

from followup_kit.log.history import History
from followup_kit.log.schema import Interview
from followup_kit.plan.case import Case
from followup_kit.plan.thank_you import note_times
from followup_kit.practice.practice import Practice


def judged_by(
    history: History, interview: Interview, *, now: dt.datetime, practice: Practice
) -> dict[str, Any]:
    """The columns `due_at` and `policy` of an interview that took place.

    Charts judge by them, so a preset that is changed later does not rewrite what was
    on time (metrics.md section 2, M2).
    """
    case = Case(history, now=now, practice=practice)
    return {"due_at": note_times(case, interview).due, "policy": case.preset.name}
