"""Rows of a DataFrame or a CSV file into a log, by the same checks as in the panel.

Nothing is written while a question is open, and what is refused is listed with its reason.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.preview import Choices, Preview, write_import
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.questions import Question
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.exchange.lists_in.reading.sheet import MOST_BYTES, Sheet
from followup_kit.log.log import FollowUpLog
from followup_kit.plan.confirm import due_edits
from followup_kit.practice.practice import Practice
from followup_kit.text import counted
from followup_kit.times import require_zone

_FRAME = "the table"
_REPORT = ("sheet", "row", "state", "entry", "after", "said")


@dataclass(frozen=True)
class AddedInterviews:
    """What became of the rows that were to be added.

    Attributes:
        rows: One row per row that came in: `sheet`, `row` (its number there; in a DataFrame
            the first is 1), `state` (`new`, `changed`, `same`, `skipped` or `refused`),
            `entry`, `after` (what went into the log, in words) and `said` (why).
        questions: What has to be answered first; while there is one, nothing is written.
        is_written: Whether anything was written.
    """

    rows: pd.DataFrame
    questions: tuple[Question, ...]
    is_written: bool

    @property
    def refused(self) -> pd.DataFrame:
        """The rows that cannot be taken, with the reason in `said`."""
        return self.rows.loc[self.rows["state"] == RowState.REFUSED].reset_index(drop=True)

    def __str__(self) -> str:
        """What happened, in a sentence or two, without a name."""
        counts = self.rows["state"].value_counts()
        found = ", ".join(f"{counts[s]:,} {s}" for s in RowState if counts.get(s))
        if self.questions:
            asked = " ".join(
                f"{q.text} (answers[{q.key!r}]: {' or '.join(repr(v) for _, v in q.options)})"
                for q in self.questions
            )
            return f"Nothing was written yet. Answer first: {asked}"
        done = "Written" if self.is_written else "Nothing was written"
        return f"{done}. {counted(len(self.rows), 'row')}: {found or 'none'}."

    __repr__ = __str__


def add_interviews(
    log: FollowUpLog,
    frame: pd.DataFrame | Path | str,
    *,
    now: dt.datetime,
    zone_name: str = "",
    answers: Mapping[str, str] | None = None,
    practice: Practice | None = None,
) -> AddedInterviews:
    """Add interviews from a table as one batch that one undo takes back.

    Columns are understood by their names, such as `Company`, `Interview date` and
    `Interviewer`; what stands in the log already is not added twice.

    Args:
        log: The log.
        frame: A DataFrame with an interview in each row, or the path of a .csv or .xlsx file.
        now: The moment of adding, with a zone.
        zone_name: The zone of times that name none; by default that of the log's settings.
        answers: The key of a question to the value that was chosen; the questions of an
            earlier call come with the values that are allowed.
        practice: Presets for the due times; by default those of the workbook.

    Raises:
        FollowUpError: `now` has no zone, no zone is known for the times, or the file cannot be
            read; nothing was written.
        LogNotSavedError: The log cannot be written; nothing was.
    """
    now = require_zone(now, "The moment of adding")
    zone_name = zone_name or log.settings.timezone
    if not zone_name:
        msg = (
            "The zone of the times is not known. Give it, such as zone_name='Europe/London', or "
            "set yours in notebook 00."
        )
        raise FollowUpError(msg)
    choices = Choices(answers=dict(answers or {}))
    source, sheets = _sheets(frame, choices)
    preview = preview_import(sheets, log, choices=choices, zone_name=zone_name, now=now)
    if preview.is_ready:
        write_import(log, preview, source=source, now=now)
        log.store(due_edits(log.histories(), now=now, practice=practice), now=now)
    return AddedInterviews(_rows_of(preview), preview.unanswered, preview.is_ready)


def _sheets(frame: pd.DataFrame | Path | str, choices: Choices) -> tuple[str, tuple[Sheet, ...]]:
    if isinstance(frame, pd.DataFrame):
        return _FRAME, (_sheet_of(frame),)
    path = Path(frame).expanduser()
    try:
        if path.stat().st_size > MOST_BYTES:
            msg = f"{path.name} has more than {MOST_BYTES // 1_000_000} MB. Split it."
            raise FollowUpError(msg)
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path.name} cannot be read ({error.strerror}). Give the path of a .csv file."
        raise FollowUpError(msg) from error
    return path.name, read_sheets(content, path.name, choices.answers)


def _sheet_of(frame: pd.DataFrame) -> Sheet:
    """The table as text: missing values are empty, moments in ISO form with their offset."""
    heads = tuple(str(name) for name in frame.columns)
    rows = [tuple(map(_cell, row)) for row in frame.itertuples(index=False, name=None)]
    return Sheet(_FRAME, tuple(enumerate([heads, *rows])))


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(value)


def _rows_of(preview: Preview) -> pd.DataFrame:
    rows = [
        {
            "sheet": report.sheet,
            "row": report.row,
            "state": str(report.state),
            "entry": report.entry,
            "after": report.after,
            "said": " ".join([report.said, *report.conflicts]).strip(),
        }
        for report in preview.rows
    ]
    return pd.DataFrame(rows, columns=list(_REPORT)).astype({"row": "int64"})
