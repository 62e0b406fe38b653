"""The interviews that took place, each with the start of its clock and its due times.

The clock starts at the real end of the interview; with several sessions on one visit, at
the end of the last (rule T1). A due time that was stored when the interview was confirmed
is kept, so a change of the preset does not rewrite what is past.
"""

from collections.abc import Sequence

import pandas as pd

from followup_kit.log.choices import InterviewStatus
from followup_kit.practice.practice import Practice
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.progress.local_times import DAY, HOUR, local_days
from followup_kit.progress.tables import Tables

RETROSPECTIVE_AFTER = 7 * DAY
"""An interview logged later than this was typed in from memory (metrics, section 4)."""

_NUMBERS = ("target_hours", "due_hours", "latest_days", "default_interview_minutes")
_OF_APPLICATION = [
    "application_id",
    "company",
    "position",
    "preset",
    "overlays",
    "contact_instruction",
    "stated_decision_on",
    "prompt_on",
    "employer_timezone",
]


def held_interviews(tables: Tables, *, now: pd.Timestamp, practice: Practice) -> pd.DataFrame:
    """One row per interview that was over at `now`, with what its application says.

    Beside the columns of both tables there are `visit` (sessions of one round and day have
    the same), `held_on` (its local day), `clock_start`, `target_at`, `due_at`, `latest_at`,
    `policy` (the preset that judges it) and `retrospective` (typed in from memory).
    """
    interviews = tables.interviews.loc[tables.interviews["status"] == InterviewStatus.COMPLETED]
    interviews = interviews.rename(columns={"id": "interview_id"})
    applications = tables.applications.rename(columns={"id": "application_id"})
    rows = interviews.merge(applications[_OF_APPLICATION], on="application_id")
    named = rows["policy"].where(rows["policy"] != "", rows["preset"])
    rows = rows.assign(policy=named.where(named != "", DEFAULT_PRESET).astype("str"))
    rules = preset_numbers(rows["policy"], practice)
    rows = _with_times(_with_clock(rows, rules), rules)
    late = rows["logged_at"] > rows["clock_start"] + RETROSPECTIVE_AFTER
    return rows.assign(retrospective=late).loc[rows["clock_start"] <= now].reset_index(drop=True)


def preset_numbers(
    names: pd.Series, practice: Practice, numbers: Sequence[str] = _NUMBERS
) -> pd.DataFrame:
    """The numbers of the preset that each row names; a preset that is gone counts as general."""
    known = pd.DataFrame(
        {
            name: {key: getattr(preset, key) for key in numbers}
            for name, preset in practice.presets.items()
        }
    ).T.astype("float64")
    found = names.where(names.isin(list(practice.presets)), DEFAULT_PRESET)
    return known.reindex(found).set_index(names.index)


def _with_clock(rows: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """The rows with `held_on`, `visit`, and the end of the last session as `clock_start`."""
    started = rows["starts_at"]
    guessed = started + pd.to_timedelta(rules["default_interview_minutes"], unit="min")
    ended = rows["ended_at"].fillna(rows["ends_at"]).fillna(guessed)
    begun = started.fillna(ended)
    day = local_days(begun, rows["employer_timezone"])
    visit = rows.groupby([rows["application_id"], rows["round"], day], dropna=False).ngroup()
    return rows.assign(
        visit=visit,
        held_on=local_days(begun, rows["timezone"]),
        clock_start=ended.groupby(visit).transform("max"),
    )


def _with_times(rows: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    clock_start = rows["clock_start"]
    due_at = rows["due_at"].fillna(clock_start + rules["due_hours"] * HOUR)
    return rows.assign(
        target_at=clock_start + rules["target_hours"] * HOUR,
        due_at=due_at,
        latest_at=(clock_start + rules["latest_days"] * DAY).clip(lower=due_at),
    )
