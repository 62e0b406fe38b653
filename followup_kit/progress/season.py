"""A whole season as one table, for people who use pandas and for lessons.

It is joined from the tables of the log and from the measures that the charts show, so it
says nothing that they do not say.
"""

import datetime as dt

import pandas as pd

from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.responses import answers
from followup_kit.progress.tables import Tables
from followup_kit.progress.waits import waits
from followup_kit.progress.what_happened import with_outcome

SEASON_DTYPES = {
    "company": "str",
    "position": "str",
    "round": "int64",
    "starts_at": "datetime64[us, UTC]",
    "status": "str",
    "name": "str",
    "part": "str",
    "state": "str",
    "due_at": "datetime64[us, UTC]",
    "sent_at": "datetime64[us, UTC]",
    "hours": "float64",
    "answered_at": "datetime64[us, UTC]",
    "outcome": "str",
    "application_id": "str",
    "interview_id": "str",
    "interviewer_id": "str",
}
"""Columns of a season. `state` is that of the note to this person, such as `on_time`: a key
of `states.LOOKS`, and empty where none is judged in this row, because the interview did not
take place or a later session of the same visit stands for it. `hours` are elapsed hours from
the end of the interview to the note. `answered_at` is the first thing a person there said
after the interview, `outcome` a key of `what_happened.OUTCOMES`; what is not known is empty,
NaT or NaN."""

_OF_APPLICATION = {"id": "application_id", "company": "company", "position": "position"}
_OF_INTERVIEW = ["application_id", "interview_id", "round", "starts_at", "status"]
_OF_PAIR = ["interviewer_id", "state", "due_at", "first_note_at", "hours"]


def season(tables: Tables, *, now: dt.datetime, practice: Practice | None = None) -> pd.DataFrame:
    """One row per person and interview, oldest first, with the columns of `SEASON_DTYPES`.

    An interview without a person is one row with an empty `name`, so that none is missing.

    Args:
        tables: The log; it is not changed.
        now: The moment to judge at, with a time zone.
        practice: Presets for due times that were not stored; the packaged ones by default.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    judged = pairs(tables, now=now, practice=practice)
    rows = _people(tables).merge(judged[_OF_PAIR], on="interviewer_id", how="left")
    rows = rows.merge(_answered(judged, tables, now), on="interview_id", how="left")
    ends = with_outcome(waits(tables, now=now, practice=practice))
    rows = rows.merge(ends[["application_id", "outcome"]], on="application_id", how="left")
    rows = rows.rename(columns={"first_note_at": "sent_at"})
    words = [name for name, dtype in SEASON_DTYPES.items() if dtype == "str"]
    rows = rows.fillna(dict.fromkeys(words, "")).sort_values(["starts_at", "interview_id"])
    table = rows[list(SEASON_DTYPES)].astype(SEASON_DTYPES).reset_index(drop=True)
    table.attrs["now"] = judged.attrs["now"]
    return table


def _people(tables: Tables) -> pd.DataFrame:
    """Every interview with its employer and each person at it."""
    applications = tables.applications.rename(columns=_OF_APPLICATION)
    interviews = tables.interviews.rename(columns={"id": "interview_id"})[_OF_INTERVIEW]
    people = tables.interviewers.rename(columns={"id": "interviewer_id"})
    people = people[["interview_id", "interviewer_id", "name", "part"]]
    rows = applications[[*_OF_APPLICATION.values()]].merge(interviews, on="application_id")
    return rows.merge(people, on="interview_id", how="left")


def _answered(judged: pd.DataFrame, tables: Tables, now: dt.datetime) -> pd.DataFrame:
    """When a person at the employer first said something after each interview."""
    ended = judged[["interview_id", "application_id", "clock_start"]].drop_duplicates()
    said = answers(tables, now=now)[["application_id", "at"]]
    found = pd.merge_asof(
        ended.sort_values("clock_start"),
        said.rename(columns={"at": "answered_at"}).sort_values("answered_at"),
        left_on="clock_start",
        right_on="answered_at",
        by="application_id",
        direction="forward",
        allow_exact_matches=False,
    )
    return found[["interview_id", "answered_at"]]
