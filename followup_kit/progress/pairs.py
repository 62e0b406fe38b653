"""One row per interview and person met: was their thank-you note on time?

The rules say who is owed a note, by when, and what became of it; the plan and the coach ask
the same rules. Of very many applications the plain ones are judged by columns.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_on
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.rules.case import Case
from followup_kit.rules.columns import plain_pairs, split_off_plain
from followup_kit.rules.note_times import judging_preset
from followup_kit.rules.notes import DECIDED_FIRST, Pair, pairs_of
from followup_kit.rules.visits import end_of
from followup_kit.times import elapsed_hours, require_zone

__all__ = ["DECIDED_FIRST", "DTYPES", "pairs", "pairs_of_cases"]

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

_ORDER = ["clock_start", "interview_id", "interviewer_id"]
BY_COLUMNS_FROM = 5_000
"""Applications from which the plain ones are judged by columns, which gives the same rows."""


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
    moment, practice = require_zone(now, "The moment to judge at"), practice or load_practice()
    if len(tables.applications) < BY_COLUMNS_FROM:
        return _at(moment, pairs_of_cases(cases_in(tables, now=moment, practice=practice)))
    plain, rest = split_off_plain(tables)
    found = pd.concat(
        [
            plain_pairs(plain, now=pd.Timestamp(moment), practice=practice)[list(DTYPES)],
            pairs_of_cases(cases_in(rest, now=moment, practice=practice)),
        ]
    )
    return _at(moment, _ordered(found.astype(DTYPES)))


def pairs_of_cases(cases: Iterable[Case]) -> pd.DataFrame:
    """The table of pairs of applications that are at hand already."""
    rows = [_row(case, pair) for case in cases for pair in pairs_of(case)]
    return _ordered(pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES))


def pairs_of_each(logs: Sequence[Sequence[Case]]) -> list[pd.DataFrame]:
    """The table of pairs of each of many logs, from one table, which is much quicker."""
    rows = [
        (number, *_row(case, pair))
        for number, cases in enumerate(logs)
        for case in cases
        for pair in pairs_of(case)
    ]
    table = pd.DataFrame(rows, columns=["log", *DTYPES]).astype({"log": "int64", **DTYPES})
    table = table.sort_values(["log", *_ORDER]).reset_index(drop=True)
    starts = table["log"].searchsorted(range(len(logs) + 1))
    table = table.drop(columns="log")
    return [table.iloc[a:b].reset_index(drop=True) for a, b in pairwise(starts)]


def _at(moment: dt.datetime, table: pd.DataFrame) -> pd.DataFrame:
    """The table, which remembers for which moment it is."""
    table.attrs["now"] = moment.isoformat()
    return table


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(_ORDER).reset_index(drop=True)


def _row(case: Case, pair: Pair) -> tuple[Any, ...]:
    """The values of a pair in the order of `DTYPES`."""
    interview, started = pair.interview, end_of(case, pair.interview)
    is_exact = pair.note_from is not None and pair.note_from == pair.note_until
    return (
        interview.id,
        pair.person.id,
        case.application.id,
        case.application.company,
        pair.person.name,
        held_on(interview),
        started,
        pair.times.due,
        pair.times.latest,
        pair.note.at if pair.note else None,
        pair.decided_at,
        elapsed_hours(started, pair.note_from) if is_exact and pair.note_from else None,
        pair.state,
        pair.exempt_reason,
        judging_preset(case, interview).name,
        False,
    )
