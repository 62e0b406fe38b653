"""The same notes as another preset would judge them, on a copy and marked as such (M2)."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from followup_kit.log.schema import Settings
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.tables import Tables


@dataclass(frozen=True)
class _Tried:
    """The tables of a log as if every application had that preset from the start."""

    log: Tables
    preset: str

    @property
    def settings(self) -> Settings | None:
        return getattr(self.log, "settings", None)

    @property
    def applications(self) -> pd.DataFrame:
        return self.log.applications.assign(preset=self.preset)

    @property
    def interviews(self) -> pd.DataFrame:
        rows = self.log.interviews
        return rows.assign(due_at=pd.Series(pd.NaT, rows.index, rows["due_at"].dtype), policy="")

    @property
    def interviewers(self) -> pd.DataFrame:
        return self.log.interviewers

    @property
    def messages(self) -> pd.DataFrame:
        return self.log.messages

    @property
    def outcomes(self) -> pd.DataFrame:
        return self.log.outcomes


def what_if_pairs(
    tables: Tables, preset: str, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """The table of pairs judged by another preset; `is_what_if` is true in every row.

    The due times that were stored are set aside, not rewritten. Titles and texts of charts
    made from this table say so by themselves.

    Args:
        tables: The log; it is not changed.
        preset: The preset to try.
        now: The moment to judge at, with a time zone.
        practice: The presets; the packaged ones by default.

    Raises:
        PracticeError: There is no such preset.
        FollowUpError: `now` has no time zone.
    """
    practice = practice or load_practice()
    practice.preset(preset)
    return pairs(_Tried(tables, preset), now=now, practice=practice).assign(is_what_if=True)
