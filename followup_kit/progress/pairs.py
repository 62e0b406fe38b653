"""One row per interview and person met: was their thank-you note on time?

The clock starts at the real end of the interview (rule T1) and stops at the first
valid message to that person. The stored due time judges, so a change of the preset
does not rewrite what is past. What lies after `now` is not looked at.
"""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from followup_kit.log.choices import (
    ContactInstruction,
    Direction,
    InterviewKind,
    MessageKind,
    OutcomeKind,
)
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_interviews
from followup_kit.progress.local_times import hours_between
from followup_kit.progress.notes import first_notes
from followup_kit.progress.tables import Tables
from followup_kit.times import require_zone

DTYPES = {
    "interview_id": "str",
    "interviewer_id": "str",
    "application_id": "str",
    "company": "str",
    "name": "str",
    "held_on": "datetime64[s]",
    "clock_start": "datetime64[us, UTC]",
    "due_at": "datetime64[us, UTC]",
    "latest_at": "datetime64[us, UTC]",
    "first_note_at": "datetime64[us, UTC]",
    "decided_at": "datetime64[us, UTC]",
    "hours": "float64",
    "state": "str",
    "exempt_reason": "str",
    "policy": "str",
    "is_what_if": "bool",
}
"""Columns of the table of pairs. `held_on` is the local date of the interview; `hours`
are elapsed hours from the end of the interview to the note, NaN without a note or when
only its day is known; `decided_at` is the first decision after the interview, NaT without
one; `exempt_reason` is empty unless the state is `exempt`; `is_what_if` says that another
preset than the stored one judged the row."""

DECISIONS = (
    OutcomeKind.OFFER,
    OutcomeKind.ACCEPTED,
    OutcomeKind.DECLINED,
    OutcomeKind.REJECTED,
    OutcomeKind.WITHDRAWN,
    OutcomeKind.CLOSED_BY_EMPLOYER,
)
DECISION_LETTERS = (MessageKind.REJECTION, MessageKind.OFFER, MessageKind.CLOSED)
SILENCING = frozenset({"no_contact", "match_programme"})
"""Special rules of an application under which nobody is written to (C19, V10 to V12)."""
DECIDED_FIRST = "decided before the note was due"


def pairs(tables: Tables, *, now: dt.datetime, practice: Practice | None = None) -> pd.DataFrame:
    """One row per interview that took place and person at it, with the columns of `DTYPES`.

    Somebody who was at several sessions of one visit is one row: one note is owed (T1).
    `attrs["now"]` is the moment in ISO form.

    Args:
        tables: The log; it is not changed.
        now: The moment to judge at, with a time zone.
        practice: Presets for due times that were not stored; the packaged ones by default.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    people = _people(tables, moment, practice or load_practice())
    notes = first_notes(tables.messages, people, moment)
    owed = people.loc[people["interviewer_id"] == people["pair_id"]].join(notes, on="pair_id")
    owed = owed.join(_decisions(tables, owed, moment))
    owed = owed.assign(exempt_reason=_exempt_reasons(owed), hours=_hours(owed), is_what_if=False)
    owed = owed.assign(state=_states(owed, moment))
    ordered = owed.sort_values(["clock_start", "interview_id", "interviewer_id"])
    table = ordered[list(DTYPES)].astype(DTYPES).reset_index(drop=True)
    table.attrs["now"] = moment.isoformat()
    return table


def _people(tables: Tables, now: pd.Timestamp, practice: Practice) -> pd.DataFrame:
    """Every person at an interview that took place; `pair_id` is the row that stands for them."""
    held = held_interviews(tables, now=now, practice=practice)
    columns = ["interviewer_id", "interview_id", "name", "email", "met", "preferred_medium"]
    people = tables.interviewers.rename(columns={"id": "interviewer_id"})[columns]
    rows = people.merge(held, on="interview_id")
    ordered = rows.sort_values(["met", "starts_at"], kind="stable")
    stands = ordered.groupby([ordered["visit"], _person(ordered)])["interviewer_id"]
    return rows.assign(pair_id=stands.transform("last").reindex(rows.index))


def _person(rows: pd.DataFrame) -> pd.Series:
    """Who somebody is on one visit: the address, or the name where none is known."""
    name = rows["name"].str.casefold()
    email = rows["email"].str.casefold()
    known = email.groupby([rows["visit"], name]).transform("max")
    return email.where(email != "", known.where(known != "", name))


def _decisions(tables: Tables, owed: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The first decision after each interview, as `decided_at`."""
    letters = tables.messages
    letters = letters.loc[
        (letters["direction"] == Direction.IN) & letters["kind"].isin(DECISION_LETTERS)
    ]
    news = tables.outcomes.loc[tables.outcomes["outcome"].isin(DECISIONS)]
    columns = ["application_id", "at"]
    known = pd.concat([news[columns], letters[columns]])
    rows = owed.reset_index()[["index", "application_id", "clock_start"]]
    rows = rows.merge(known, on="application_id")
    rows = rows.loc[(rows["at"] > rows["clock_start"]) & (rows["at"] <= now)]
    return rows.groupby("index")[["at"]].min().rename(columns={"at": "decided_at"})


def _exempt_reasons(owed: pd.DataFrame) -> pd.Series:
    """Why no note is owed, in words; empty when one is."""
    allowed = owed["overlays"].map(SILENCING.isdisjoint).astype(bool)
    no_contact = (owed["contact_instruction"] == ContactInstruction.NO_CONTACT) | ~allowed
    in_time = owed["note_from"] <= owed["due_at"]
    cases: list[tuple[str, Any]] = [
        ("asked not to be contacted", no_contact),
        ("recorded video", owed["kind"] == InterviewKind.ONE_WAY_VIDEO),
        ("not met", ~owed["met"].astype(bool)),
        (DECIDED_FIRST, (owed["decided_at"] <= owed["due_at"]) & ~in_time),
    ]
    found = np.select([rule for _, rule in cases], [words for words, _ in cases], default="")
    return pd.Series(found, index=owed.index, dtype="str")


def _hours(owed: pd.DataFrame) -> pd.Series:
    known = owed["note_from"] == owed["note_until"]
    return hours_between(owed["clock_start"], owed["note_from"]).where(known)


def _states(owed: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """The state of each row at `now` (metrics, section 2)."""
    starts, ends, due = owed["note_from"], owed["note_until"], owed["due_at"]
    unsent, in_time = starts.isna(), ends <= due
    given_up = (owed["latest_at"] < now) | owed["decided_at"].notna()
    cases: list[tuple[str, Any]] = [
        ("exempt", owed["exempt_reason"] != ""),
        ("forwarded", in_time & owed["passed_on"].eq(True)),
        ("on_time_amber", in_time & (starts > owed["target_at"])),
        ("on_time", in_time),
        ("late", starts > due),
        ("unknown_time", ~unsent),
        ("open", due >= now),
        ("missed", given_up),
    ]
    found = np.select([rule for _, rule in cases], [name for name, _ in cases], default="overdue")
    return pd.Series(found, index=owed.index, dtype="str")
