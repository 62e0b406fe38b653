"""Taking in lists in tests: files of `tests/data/tables`, or texts written in the test."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.preview import Choices, Preview, write_import
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.log.log import FollowUpLog

FOLDER = Path(__file__).parents[2] / "data" / "tables"
LATER = dt.datetime(2026, 9, 16, 12, tzinfo=dt.UTC)
"""The moment of every import: a day after the interview of the shared log."""

ZONE = "America/New_York"
File = tuple[str, bytes]


def stored(*names: str) -> list[File]:
    """Files of the folder of lists."""
    return [(name, (FOLDER / name).read_bytes()) for name in names]


def typed(text: str, name: str = "list.csv") -> list[File]:
    """A list written in the test."""
    return [(name, text.encode())]


def look(
    log: FollowUpLog, files: list[File], answers: Mapping[str, str] | None = None, **choices: Any
) -> Preview:
    """The preview of some files."""
    chosen = Choices(answers=answers or {}, **choices)
    sheets = [s for name, content in files for s in read_sheets(content, name, chosen.answers)]
    return preview_import(sheets, log, choices=chosen, zone_name=ZONE, now=LATER)


def answered(
    log: FollowUpLog, files: list[File], answers: Mapping[str, str] | None = None, **choices: Any
) -> Preview:
    """The preview of some files, with the first answer to what was not answered."""
    chosen = dict(answers or {})
    while (preview := look(log, files, chosen, **choices)).unanswered:
        chosen |= {q.key: q.default or q.options[0][1] for q in preview.unanswered}
    return preview


def take(
    log: FollowUpLog, files: list[File], answers: Mapping[str, str] | None = None, **choices: Any
) -> Preview:
    """Write what some files bring, with the first answer to what was not answered."""
    preview = answered(log, files, answers, **choices)
    if preview.edits:
        write_import(log, preview, source=files[0][0], now=LATER)
    return preview


def states(preview: Preview) -> dict[int, RowState]:
    """What becomes of each row, by its number."""
    return {report.row: report.state for report in preview.rows}


def said(preview: Preview, row: int) -> str:
    """Why, for one row."""
    return next(report.said for report in preview.rows if report.row == row)
