"""The tables of a cohort of any size, made by columns: two people and four messages each.

One row per interview has an application of its own. Every number comes from one seed.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.made_logs import NOW
from followup_kit.log.entries import choices_of
from followup_kit.log.schema import TABLES
from followup_kit.log.tables import dtypes_of

PEOPLE_EACH, MESSAGES_EACH = 2, 4
ZONES = ("America/New_York", "America/Chicago", "Europe/London", "Asia/Kolkata")
PRESETS = ("general", "campus", "internship", "internal")
LONGEST_DAYS, LONGEST_HOURS = 700, 60
"""How long ago an interview was, and how long a note took, at most."""
NAMES = ("applications", "interviews", "interviewers", "messages", "outcomes")

_START = pd.Timestamp(NOW)
_DEFAULTS = {"str": "", "object": (), "bool": False, "int64": 1}


@dataclass(frozen=True)
class MadeTables:
    """As much of many logs as the measures look at."""

    applications: pd.DataFrame
    interviews: pd.DataFrame
    interviewers: pd.DataFrame
    messages: pd.DataFrame
    outcomes: pd.DataFrame


def made_tables(interviews: int, *, seed: int = 6) -> MadeTables:
    """The tables of that many interviews; the same at each call."""
    random, count = np.random.default_rng(seed), interviews
    number = np.arange(count)
    ended = _START - pd.to_timedelta(random.integers(60, LONGEST_DAYS * 1440, count), unit="min")
    ids = {name: pd.Series(number).astype("str") for name in ("a", "i")}
    application, interview = "a" + ids["a"], "i" + ids["i"]
    return MadeTables(
        applications=_filled(
            "applications",
            count,
            id=application,
            company="Employer " + ids["a"],
            preset=_picked(random, PRESETS, count),
            employer_timezone=_picked(random, ZONES, count),
            contact_instruction=np.where(random.random(count) < 0.05, "no_contact", "none"),
        ),
        interviews=_filled(
            "interviews",
            count,
            id=interview,
            application_id=application,
            starts_at=ended - pd.Timedelta(hours=1),
            ends_at=ended,
            timezone=_picked(random, ZONES, count),
            status="completed",
            due_at=ended + pd.to_timedelta(random.choice([24, 48], count), unit="h"),
            policy=_picked(random, PRESETS, count),
        ),
        interviewers=_people(random, interview),
        messages=_messages(random, application, interview, ended),
        outcomes=_filled("outcomes", 0),
    )


def saved(tables: MadeTables, folder: Path, *, as_parquet: bool) -> dict[str, Path]:
    """Write the tables into a folder; their files by name come back."""
    files = {name: folder / f"{name}.{'parquet' if as_parquet else 'pickle'}" for name in NAMES}
    for name, file in files.items():
        table = getattr(tables, name)
        table.to_parquet(file) if as_parquet else table.to_pickle(file)
    return files


def loaded(files: dict[str, Path]) -> MadeTables:
    """The tables as pandas reads them back."""
    return MadeTables(
        **{
            name: pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_pickle(file)
            for name, file in files.items()
        }
    )


def _people(random: np.random.Generator, interview: pd.Series) -> pd.DataFrame:
    owner = interview.repeat(PEOPLE_EACH).reset_index(drop=True)
    nth = pd.Series(np.tile(np.arange(PEOPLE_EACH), len(interview))).astype("str")
    return _filled(
        "interviewers",
        len(owner),
        id=owner + "-" + nth,
        interview_id=owner,
        name="Person " + nth,
        email="person" + nth + "@example.com",
        met=random.random(len(owner)) < 0.97,
    )


def _messages(
    random: np.random.Generator,
    application: pd.Series,
    interview: pd.Series,
    ended: pd.DatetimeIndex,
) -> pd.DataFrame:
    """A note to each person, of which some stay drafts, and two messages from them."""
    nth = np.tile(np.arange(MESSAGES_EACH), len(interview))
    owner = interview.repeat(MESSAGES_EACH).reset_index(drop=True)
    is_ours = nth < PEOPLE_EACH
    waited = pd.to_timedelta(random.integers(1, LONGEST_HOURS * 60, len(owner)), unit="min")
    person = owner + "-" + pd.Series(nth % PEOPLE_EACH).astype("str")
    return _filled(
        "messages",
        len(owner),
        id=owner + "-m" + pd.Series(nth).astype("str"),
        application_id=application.repeat(MESSAGES_EACH).reset_index(drop=True),
        interview_id=owner,
        direction=np.where(is_ours, "out", "in"),
        kind=np.where(is_ours, "thank_you", "acknowledgement"),
        medium="email",
        state=np.where(random.random(len(owner)) < 0.8, "sent", "draft"),
        at=ended.repeat(MESSAGES_EACH) + waited,
        at_precision="minute",
        covers=pd.Series([(one,) for one in person], dtype="object"),
        body="Thank you for the interview.",
    )


def _picked(random: np.random.Generator, names: tuple[str, ...], count: int) -> np.ndarray:
    return np.array(names)[random.integers(0, len(names), count)]


def _filled(table: str, count: int, **columns: object) -> pd.DataFrame:
    """A table with all the columns of a log; what is not given is empty."""
    parts = {}
    for name, dtype in dtypes_of(table).items():
        usual = TABLES[table].model_fields[name].default if choices_of(table, name) else None
        empty = usual.value if usual else _DEFAULTS.get(dtype, pd.NaT)
        value = columns.get(name, _START if name == "logged_at" else empty)
        if isinstance(value, tuple):
            value = pd.Series([value], dtype="object").repeat(count).to_numpy()
        value = value.to_numpy() if isinstance(value, pd.Series) and dtype == "object" else value
        column = pd.Series(value, index=range(count), dtype=None if value is not pd.NaT else dtype)
        parts[name] = column.astype(dtype)
    return pd.DataFrame(parts)
