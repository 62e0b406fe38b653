"""A part of a log: the interviews of one preset, employer, kind or period, with what is theirs."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from followup_kit.progress.local_times import local_days
from followup_kit.progress.tables import Tables


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What to show; an empty text or None leaves nothing out.

    Attributes:
        preset: Applications with this preset.
        company: Applications with this employer.
        kind: Interviews held in this way, such as `video`.
        since: Interviews on or after this day, where the interview was.
        until: Interviews on or before this day.
    """

    preset: str = ""
    company: str = ""
    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


class Selected:
    """The tables of a log with only the chosen interviews; the log itself is not changed.

    People go with their interview. Applications stay if one of their interviews is chosen
    or if they have none and are chosen themselves; messages and outcomes go with them.
    """

    def __init__(self, tables: Tables, selection: Selection) -> None:
        self.settings = getattr(tables, "settings", None)
        applications = _of(tables.applications, preset=selection.preset, company=selection.company)
        inside = tables.interviews["application_id"].isin(applications["id"])
        interviews = _of(tables.interviews[inside], kind=selection.kind)
        days = local_days(interviews["starts_at"], interviews["timezone"])
        if selection.since is not None:
            interviews = interviews[days >= pd.Timestamp(selection.since)]
            days = days[interviews.index]
        if selection.until is not None:
            interviews = interviews[days <= pd.Timestamp(selection.until)]
        self.interviews = interviews.reset_index(drop=True)
        had_any = applications["id"].isin(tables.interviews["application_id"])
        keeps_any = applications["id"].isin(interviews["application_id"])
        self.applications = applications[keeps_any | ~had_any].reset_index(drop=True)
        self.interviewers = _within(tables.interviewers, "interview_id", self.interviews)
        self.messages = _within(tables.messages, "application_id", self.applications)
        self.outcomes = _within(tables.outcomes, "application_id", self.applications)


def _of(frame: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    for column, value in wanted.items():
        frame = frame[frame[column] == value] if value else frame
    return frame


def _within(frame: pd.DataFrame, column: str, parents: pd.DataFrame) -> pd.DataFrame:
    return frame[frame[column].isin(parents["id"])].reset_index(drop=True)
