"""The same rules for very many plain applications at once, by columns.

Plain is an application with one interview that took place, without promises, overlays, news
or an agency, whose notes are e-mails of a known minute. All else is judged one by one; a
test holds that both ways give the same rows.
"""

from dataclasses import dataclass
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
    Part,
    Precision,
)
from followup_kit.practice.practice import Practice
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.rules.notes import NO_CONTACT, NOT_MET

_NUMBERS = (
    "earliest_minutes",
    "target_hours",
    "due_hours",
    "latest_days",
    "default_interview_minutes",
)
_NOT_PLAIN = (InterviewKind.INFORMATIONAL, InterviewKind.ONE_WAY_VIDEO)
_HOUR, _DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)


class Frames(Protocol):
    """Anything with the tables of a log."""

    @property
    def applications(self) -> pd.DataFrame: ...  # noqa: D102 (said above)
    @property
    def interviews(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def interviewers(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def messages(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def outcomes(self) -> pd.DataFrame: ...  # noqa: D102


@dataclass(frozen=True)
class Share:
    """Some of the applications of a log, with all that is theirs."""

    applications: pd.DataFrame
    interviews: pd.DataFrame
    interviewers: pd.DataFrame
    messages: pd.DataFrame
    outcomes: pd.DataFrame
    settings: Any = None


def split_off_plain(tables: Frames) -> tuple[Share, Share]:
    """The plain applications, and all others; none is plain if an offer was accepted."""
    ids = tables.applications["id"]
    if (tables.outcomes["outcome"] == OutcomeKind.ACCEPTED).any():
        is_plain = pd.Series(data=False, index=ids.index)
    else:
        is_plain = ~ids.isin(_special(tables)) & ids.isin(_held_once(tables.interviews))
    return _part(tables, ids[is_plain]), _part(tables, ids[~is_plain])


def _part(tables: Frames, ids: pd.Series) -> Share:
    interviews = tables.interviews[tables.interviews["application_id"].isin(ids)]
    people = tables.interviewers
    return Share(
        tables.applications[tables.applications["id"].isin(ids)],
        interviews,
        people[people["interview_id"].isin(interviews["id"])],
        tables.messages[tables.messages["application_id"].isin(ids)],
        tables.outcomes[tables.outcomes["application_id"].isin(ids)],
        getattr(tables, "settings", None),
    )


def _held_once(interviews: pd.DataFrame) -> pd.Series:
    """The applications with one interview, which took place."""
    once = interviews[~interviews["application_id"].duplicated(keep=False)]
    is_usual = (once["status"] == InterviewStatus.COMPLETED) & ~once["kind"].isin(_NOT_PLAIN)
    held: pd.Series = once.loc[is_usual & ~_promises(once), "application_id"]
    return held


def _special(tables: Frames) -> pd.Index:
    """The applications with something that a column cannot judge."""
    applications, messages, people = tables.applications, tables.messages, tables.interviewers
    told = applications["contact_instruction"]
    may = told.isin([ContactInstruction.NONE, ContactInstruction.NO_CONTACT])
    by_type = applications["preset"] == ""
    is_odd = (
        by_type
        | applications["overlays"].map(bool)
        | ~may
        | _promises(applications, but_contact=True)
    )
    named = pd.concat(
        [
            applications.loc[is_odd, "id"],
            tables.outcomes["application_id"],
            messages.loc[_is_odd_message(messages) | _promises(messages), "application_id"],
        ]
    )
    shared = people.duplicated(["interview_id", "name"], keep=False)
    has_email = people["email"] != ""
    shared |= has_email & people.duplicated(["interview_id", "email"], keep=False)
    odd = people.loc[shared | (people["part"] == Part.AGENCY), "interview_id"]
    owners = tables.interviews.loc[tables.interviews["id"].isin(odd), "application_id"]
    ids: pd.Index = pd.Index(pd.concat([named, owners]).unique())
    return ids


def _is_odd_message(messages: pd.DataFrame) -> pd.Series:
    out = messages["direction"] == Direction.OUT
    usual = (out & (messages["kind"] == MessageKind.THANK_YOU)) | (
        ~out & (messages["kind"] == MessageKind.ACKNOWLEDGEMENT)
    )
    is_post = messages["medium"] == Medium.POST
    waits = messages["state"] == MessageState.SCHEDULED
    odd: pd.Series = ~usual | is_post | waits | (messages["at_precision"] == Precision.DAY)
    return odd


def _promises(rows: pd.DataFrame, *, but_contact: bool = False) -> pd.Series:
    """Whether each row holds something that they promised or asked for."""
    days = rows[["stated_decision_on", "prompt_on", "decides_at"]].notna().any(axis=1)
    said: pd.Series = days | rows["decides_same_day"]
    if but_contact:
        return said
    return said | (rows["contact_instruction"] != ContactInstruction.NONE)


def plain_pairs(tables: Frames, *, now: pd.Timestamp, practice: Practice) -> pd.DataFrame:
    """The pairs of plain applications, with the columns of the table of pairs."""
    held = _with_times(_held(tables), practice)
    people = tables.interviewers.rename(columns={"id": "interviewer_id"})
    columns = ["interviewer_id", "interview_id", "name", "met"]
    rows = people[columns].merge(held.loc[held["clock_start"] <= now], on="interview_id")
    rows = rows.join(_first_notes(tables.messages, rows, now), on="interviewer_id")
    exempt = np.select([rows["silent"], ~rows["met"].astype(bool)], [NO_CONTACT, NOT_MET], "")
    hours = (rows["first_note_at"] - rows["clock_start"]).dt.total_seconds() / 3600
    rows = rows.assign(exempt_reason=exempt, hours=hours, decided_at=None, is_what_if=False)
    return rows.assign(state=_states(rows, now))


def _held(tables: Frames) -> pd.DataFrame:
    names = {"id": "application_id"}
    columns = ["application_id", "company", "preset", "contact_instruction"]
    applications = tables.applications.rename(columns=names)[columns]
    silent = applications["contact_instruction"] == ContactInstruction.NO_CONTACT
    applications = applications.assign(silent=silent).drop(columns="contact_instruction")
    return tables.interviews.rename(columns={"id": "interview_id"}).merge(
        applications, on="application_id"
    )


def _with_times(rows: pd.DataFrame, practice: Practice) -> pd.DataFrame:
    """The rows with the end of the interview and the times of its notes (rules T1, T4)."""
    known = list(practice.presets)
    preset = rows["preset"].where(rows["preset"].isin(known), DEFAULT_PRESET)
    policy = rows["policy"].where(rows["policy"].isin(known), preset)
    by_policy, by_preset = _numbers(policy, practice), _numbers(preset, practice)
    guessed = rows["starts_at"] + by_preset["default_interview_minutes"] * _HOUR / 60
    ended = rows["ended_at"].fillna(rows["ends_at"]).fillna(guessed)
    earliest = ended + by_policy["earliest_minutes"] * _HOUR / 60
    due = rows["due_at"].fillna(ended + by_policy["due_hours"] * _HOUR).clip(lower=earliest)
    target = (ended + by_policy["target_hours"] * _HOUR).clip(upper=due).clip(lower=earliest)
    return rows.assign(
        policy=policy,
        held_on=_local_days(rows["starts_at"], rows["timezone"]),
        clock_start=ended,
        due_at=due,
        target_at=target,
        latest_at=(ended + by_policy["latest_days"] * _DAY).clip(lower=due),
    )


def _numbers(names: pd.Series, practice: Practice) -> pd.DataFrame:
    known = {
        name: [float(getattr(preset, number)) for number in _NUMBERS]
        for name, preset in practice.presets.items()
    }
    table = pd.DataFrame.from_dict(known, orient="index", columns=list(_NUMBERS))
    return table.reindex(names).set_axis(names.index)


def _local_days(moments: pd.Series, zones: pd.Series) -> pd.Series:
    days = pd.Series(pd.NaT, index=moments.index, dtype="datetime64[us]")
    for zone, group in moments.groupby(zones):
        days.loc[group.index] = group.dt.tz_convert(str(zone)).dt.tz_localize(None).dt.normalize()
    return days


def _first_notes(messages: pd.DataFrame, people: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """When the first note to each person went out, by `interviewer_id`."""
    out = (messages["direction"] == Direction.OUT) & (messages["at"] <= now)
    sent = messages.loc[out & (messages["state"] == MessageState.SENT), ["at", "covers"]]
    notes = sent.explode("covers").rename(columns={"covers": "interviewer_id"})
    ended = people.set_index("interviewer_id")["clock_start"]
    notes = notes.assign(ended=notes["interviewer_id"].map(ended))
    first: pd.Series = (
        notes.loc[notes["at"] >= notes["ended"]].groupby("interviewer_id")["at"].min()
    )
    return first.rename("first_note_at")


def _states(rows: pd.DataFrame, now: pd.Timestamp) -> np.ndarray[Any, Any]:
    """The state of each pair at `now` (metrics, section 2)."""
    sent, due = rows["first_note_at"], rows["due_at"]
    cases: list[tuple[str, Any]] = [
        ("exempt", rows["exempt_reason"] != ""),
        ("on_time_amber", (sent <= due) & (sent > rows["target_at"])),
        ("on_time", sent <= due),
        ("late", sent > due),
        ("open", due >= now),
        ("missed", rows["latest_at"] < now),
    ]
    return np.select([rule for _, rule in cases], [name for name, _ in cases], default="overdue")
