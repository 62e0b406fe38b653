"""One row per interview and person met: was their thank-you note on time?

The clock starts at the real end of the interview (rule T1) and stops at the first
valid message to that person. The stored due time judges, so a change of the preset
does not rewrite what is past. What lies after `now` is not looked at.
"""

import datetime as dt
from typing import Any, Protocol

import numpy as np
import pandas as pd

from followup_kit.log.choices import (
    ContactInstruction,
    Direction,
    InterviewKind,
    InterviewStatus,
    Medium,
    MessageKind,
    MessageState,
    OutcomeKind,
    Precision,
)
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.sections import DEFAULT_PRESET
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
    "hours": "float64",
    "state": "str",
    "exempt_reason": "str",
    "policy": "str",
}
"""Columns of the table of pairs. `held_on` is the local date of the interview; `hours`
are elapsed hours from the end of the interview to the note, NaN without a note or when
only its day is known; `exempt_reason` is empty unless the state is `exempt`."""

THANKS = (MessageKind.THANK_YOU, MessageKind.COMBINED, MessageKind.FORWARD_REQUEST)
ANSWERS = (MessageKind.REPLY, MessageKind.CONFIRM_NEXT_ROUND)
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
CARD_DAYS = 5
"""Business days after which a card has surely arrived (contradiction X3)."""

_NUMBERS = ("target_hours", "due_hours", "latest_days", "default_interview_minutes")
_DAY = pd.Timedelta(days=1)
_HOUR = pd.Timedelta(hours=1)


class Tables(Protocol):
    """Anything with the tables of a log, such as a `FollowUpLog`."""

    @property
    def applications(self) -> pd.DataFrame:
        """One row per application."""

    @property
    def interviews(self) -> pd.DataFrame:
        """One row per round."""

    @property
    def interviewers(self) -> pd.DataFrame:
        """One row per person and round."""

    @property
    def messages(self) -> pd.DataFrame:
        """One row per message, either way."""

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per piece of news."""


def pairs(tables: Tables, *, now: dt.datetime, practice: Practice | None = None) -> pd.DataFrame:
    """One row per interview that took place and person at it, with the columns of `DTYPES`.

    Args:
        tables: The log; it is not changed.
        now: The moment to judge at, with a time zone.
        practice: Presets for due times that were not stored; the packaged ones by default.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    owed = _owed(tables, practice or load_practice())
    owed = owed.join(_first_notes(tables, owed, moment), on="interviewer_id")
    owed = owed.join(_decisions(tables, owed, moment))
    owed = owed.assign(exempt_reason=_exempt_reasons(owed), hours=_hours(owed))
    owed = owed.assign(state=_states(owed, moment))
    ordered = owed.sort_values(["clock_start", "interview_id", "interviewer_id"])
    return ordered[list(DTYPES)].astype(DTYPES).reset_index(drop=True)


def _owed(tables: Tables, practice: Practice) -> pd.DataFrame:
    """Every person at an interview that took place, with the times that judge the note."""
    interviews = tables.interviews.loc[tables.interviews["status"] == InterviewStatus.COMPLETED]
    applications = tables.applications.rename(columns={"id": "application_id"})
    columns = ["application_id", "company", "preset", "overlays", "contact_instruction"]
    people = tables.interviewers.rename(columns={"id": "interviewer_id"})
    rows = (
        people[["interviewer_id", "interview_id", "name", "met", "preferred_medium"]]
        .merge(interviews.rename(columns={"id": "interview_id"}), on="interview_id")
        .merge(applications[[*columns, "stated_decision_on"]], on="application_id")
    )
    return _with_times(rows, _rules(rows, practice))


def _rules(rows: pd.DataFrame, practice: Practice) -> pd.DataFrame:
    """The numbers of the preset that judges each row, and its name as `policy`.

    A preset that no longer exists is judged by the general one where no time was stored.
    """
    named = rows["policy"].where(rows["policy"] != "", rows["preset"])
    named = named.where(named != "", DEFAULT_PRESET).astype("str")
    numbers = pd.DataFrame(
        {
            name: {key: getattr(preset, key) for key in _NUMBERS}
            for name, preset in practice.presets.items()
        }
    ).T.astype("float64")
    known = named.where(named.isin(list(practice.presets)), DEFAULT_PRESET)
    rules = numbers.reindex(known).set_index(rows.index)
    return rules.assign(policy=named)


def _with_times(rows: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    started = rows["starts_at"]
    guessed = started + pd.to_timedelta(rules["default_interview_minutes"], unit="min")
    clock_start = rows["ended_at"].fillna(rows["ends_at"]).fillna(guessed)
    due_at = rows["due_at"].fillna(clock_start + rules["due_hours"] * _HOUR)
    latest_at = (clock_start + rules["latest_days"] * _DAY).clip(lower=due_at)
    held_at = started.fillna(clock_start)
    return rows.assign(
        policy=rules["policy"],
        held_on=_local(held_at, rows["timezone"]).dt.normalize(),
        clock_start=clock_start,
        target_at=clock_start + rules["target_hours"] * _HOUR,
        due_at=due_at,
        latest_at=latest_at,
    )


def _local(moments: pd.Series, zones: pd.Series) -> pd.Series:
    """The moments as clock times of their zones, without a zone."""
    result = pd.Series(pd.NaT, index=moments.index, dtype="datetime64[us]")
    for name, group in moments.groupby(zones.where(zones != "", "UTC")):
        result.loc[group.index] = group.dt.tz_convert(str(name)).dt.tz_localize(None)
    return result


def _moments(local: pd.Series, zones: pd.Series) -> pd.Series:
    """The moments of clock times in their zones; one that does not exist moves forward."""
    result = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    for name, group in local.groupby(zones.where(zones != "", "UTC")):
        aware = group.dt.tz_localize(str(name), ambiguous=True, nonexistent="shift_forward")
        result.loc[group.index] = aware.dt.tz_convert("UTC")
    return result


def _first_notes(tables: Tables, owed: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The first valid note to each person: its time span, and whether it was passed on."""
    sent = tables.messages
    thanked = sent["body"].str.contains("thank", case=False, regex=False).astype(bool)
    counts = sent["kind"].isin(THANKS) | (sent["kind"].isin(ANSWERS) & thanked)
    valid = counts & (sent["direction"] == Direction.OUT) & (sent["state"] == MessageState.SENT)
    notes = sent.loc[valid & sent["at"].notna(), ["kind", "medium", "at", "at_precision", "covers"]]
    notes = notes.explode("covers").rename(columns={"covers": "interviewer_id"})
    person = ["interviewer_id", "clock_start", "timezone", "preferred_medium", "stated_decision_on"]
    notes = _with_spans(notes.astype({"interviewer_id": "str"}).merge(owed[person]))
    after = notes["note_until"] >= notes["clock_start"]
    kept = notes.loc[after & (notes["note_from"] <= now) & _arrives(notes)]
    first = kept.sort_values("note_from", kind="stable").drop_duplicates("interviewer_id")
    first = first.assign(passed_on=first["kind"] == MessageKind.FORWARD_REQUEST)
    columns = ["first_note_at", "note_from", "note_until", "passed_on"]
    return first.set_index("interviewer_id")[columns]


def _with_spans(notes: pd.DataFrame) -> pd.DataFrame:
    """The notes with the earliest and latest moment at which each can have been sent."""
    day = _local(notes["at"], notes["timezone"]).dt.normalize()
    only_day = notes["at_precision"] == Precision.DAY
    day_starts = _moments(day, notes["timezone"]).clip(lower=notes["clock_start"])
    return notes.assign(
        first_note_at=notes["at"],
        note_from=notes["at"].where(~only_day, day_starts),
        note_until=notes["at"].where(~only_day, _moments(day + _DAY, notes["timezone"])),
    )


def _arrives(notes: pd.DataFrame) -> pd.Series:
    """Whether a note counts as contact: a card only if wanted, or surely there in time."""
    posted = _local(notes["at"], notes["timezone"]).to_numpy().astype("datetime64[D]")
    there = pd.Series(np.busday_offset(posted, CARD_DAYS, roll="forward"), index=notes.index)
    in_time = there < notes["stated_decision_on"]
    wanted = notes["preferred_medium"] == Medium.POST
    return (notes["medium"] != Medium.POST) | wanted | in_time


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
    ruled_out = owed["overlays"].map(lambda names: not SILENCING.isdisjoint(names)).astype(bool)
    no_contact = (owed["contact_instruction"] == ContactInstruction.NO_CONTACT) | ruled_out
    in_time = owed["note_from"] <= owed["due_at"]
    cases: list[tuple[str, Any]] = [
        ("asked not to be contacted", no_contact),
        ("recorded video", owed["kind"] == InterviewKind.ONE_WAY_VIDEO),
        ("not met", ~owed["met"].astype(bool)),
        ("decided before the note was due", (owed["decided_at"] <= owed["due_at"]) & ~in_time),
    ]
    found = np.select([rule for _, rule in cases], [words for words, _ in cases], default="")
    return pd.Series(found, index=owed.index, dtype="str")


def _hours(owed: pd.DataFrame) -> pd.Series:
    known = owed["note_from"] == owed["note_until"]
    taken = owed["note_from"] - owed["clock_start"]
    return taken.where(known).dt.total_seconds() / 3600


def _states(owed: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """The state of each row at `now` (metrics, section 2)."""
    starts, ends, due = owed["note_from"], owed["note_until"], owed["due_at"]
    unsent, in_time = starts.isna(), ends <= due
    given_up = (owed["latest_at"] < now) | owed["decided_at"].notna()
    cases: list[tuple[str, Any]] = [
        ("exempt", owed["exempt_reason"] != ""),
        ("unknown_time", owed["clock_start"].isna()),
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
