"""The pairs of many logs, judged in one pass per moment rather than log by log."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from followup_kit.log.log import FollowUpLog
from followup_kit.log.tables import to_frame
from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs

_ROW_IDS = ["id", "application_id", "interview_id"]


@dataclass(frozen=True)
class _Tables:
    """The tables of several logs, one below the other, with ids that cannot meet."""

    applications: pd.DataFrame
    interviews: pd.DataFrame
    interviewers: pd.DataFrame
    messages: pd.DataFrame
    outcomes: pd.DataFrame


def pairs_by_log(
    logs: Sequence[FollowUpLog], moments: Sequence[dt.datetime], practice: Practice
) -> list[pd.DataFrame]:
    """The table of pairs of each log at its own moment, in the order of the logs.

    The ids in them have the position of the log before them, since two students may hand
    over copies of one log.
    """
    groups: dict[dt.datetime, list[int]] = defaultdict(list)
    for position, moment in enumerate(moments):
        groups[moment].append(position)
    found: dict[int, pd.DataFrame] = {}
    for moment, positions in groups.items():
        tables = _together({position: logs[position] for position in positions})
        judged = pairs(tables, now=moment, practice=practice)
        owners = judged["interview_id"].str.split("-").str[0]
        parts = dict(iter(judged.groupby(owners)))
        for position in positions:
            found[position] = parts.get(str(position), judged.iloc[:0])
    return [found[position] for position in range(len(logs))]


def _together(logs: dict[int, FollowUpLog]) -> _Tables:
    return _Tables(**{name: _stacked(logs, name) for name in _Tables.__dataclass_fields__})


def _stacked(logs: dict[int, FollowUpLog], table: str) -> pd.DataFrame:
    rows = [(f"{n}-", record) for n, log in logs.items() for record in log.records(table)]
    frame = to_frame(table, [record for _, record in rows])
    marks = pd.Series([mark for mark, _ in rows], dtype="str")
    for column in frame.columns.intersection(_ROW_IDS):
        frame[column] = (marks + frame[column]).where(frame[column] != "", "")
    if "covers" in frame:
        marked = [
            tuple(mark + person for person in people)
            for mark, people in zip(marks, frame["covers"], strict=True)
        ]
        frame["covers"] = pd.Series(marked, dtype="object")
    return frame
