"""The interviews that took place, each with the start of its clock and its due times.

Every time is that of the rules, which the plan asks too: the clock starts at the end of the
visit (rules T1, F6), and a due time that was stored is kept, so a change of the preset does
not rewrite what is past (M2).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from followup_kit.log.schema import Interview
from followup_kit.rules.case import Case
from followup_kit.rules.note_times import judging_preset, note_times
from followup_kit.rules.visits import end_of, rounds_of, start_of, took_place
from followup_kit.times import local_date

RETROSPECTIVE_AFTER = dt.timedelta(days=7)
"""An interview logged later than this was typed in from memory (metrics, section 4)."""

HELD_DTYPES = {
    "application_id": "str",
    "company": "str",
    "position": "str",
    "employer_timezone": "str",
    "interview_id": "str",
    "round": "int64",
    "held_on": "datetime64[us]",
    "clock_start": "datetime64[us, UTC]",
    "due_at": "datetime64[us, UTC]",
    "policy": "str",
    "retrospective": "bool",
}
"""Columns of the interviews that took place. `round` is that of the visit, `held_on` the
local day, `clock_start` the end of the visit; `policy` is the preset that judges it."""


def held_interviews(cases: Iterable[Case]) -> pd.DataFrame:
    """One row per interview that was over at the moment of its case, with `HELD_DTYPES`."""
    rows = [row for case in cases for row in _rows(case)]
    return pd.DataFrame(rows, columns=list(HELD_DTYPES)).astype(HELD_DTYPES)


def _rows(case: Case) -> Iterator[dict[str, Any]]:
    rounds, application = rounds_of(case), case.application
    for interview in took_place(case):
        ended = end_of(case, interview)
        if ended <= case.now:
            yield {
                "application_id": application.id,
                "company": application.company,
                "position": application.position,
                "employer_timezone": application.employer_timezone,
                "interview_id": interview.id,
                "round": rounds[interview.id],
                "held_on": held_on(interview),
                "clock_start": ended,
                "due_at": note_times(case, interview).due,
                "policy": judging_preset(case, interview).name,
                "retrospective": interview.logged_at > ended + RETROSPECTIVE_AFTER,
            }


def held_on(interview: Interview) -> dt.date:
    """The day of an interview, where it was."""
    return local_date(start_of(interview), interview.timezone)
