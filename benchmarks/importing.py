"""How long a preview of a list takes, beside reading the same file with pandas and no more."""

import io

import pandas as pd

from benchmarks.made_logs import NOW
from benchmarks.timing import check_count, medians, milliseconds, seconds, show
from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.preview import Choices, Preview, write_import
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog

SIZES = (100, 1_000, 10_000)
SHORT_SIZES = (100, 1_000)
REPEAT = 3
_HEADER = "Company,Role,Date applied,Status,Interview date,Interviewer,Location,Job URL\n"


def main(*, short: bool = False) -> None:
    """Measure and print."""
    header = ("rows", "preview", "per row", "pandas reads it", "ratio", "written", "again")
    show("Taking in a list", header, [_row(size) for size in (SHORT_SIZES if short else SIZES)])


def made_list(size: int) -> bytes:
    """A list with one application and one interview in each row."""
    lines = [
        f"Company {n},Analyst,2026-0{n % 8 + 1}-1{n % 9},{'Rejected' if n % 3 else 'Applied'},"
        f"2026-08-{n % 27 + 1:02} 14:00,Ada Example {n},Leeds,https://jobs.example.com/{n}\n"
        for n in range(size)
    ]
    return (_HEADER + "".join(lines)).encode()


def preview_of(content: bytes, log: FollowUpLog) -> Preview:
    """The preview of a list, read from its bytes."""
    sheets = read_sheets(content, "list.csv", {})
    return preview_import(sheets, log, choices=Choices(), zone_name="UTC", now=NOW)


def _row(size: int) -> tuple[str, ...]:
    content, log = made_list(size), FollowUpLog(LogFile(None))

    def plainly() -> None:
        pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)

    ours, theirs = medians([lambda: preview_of(content, log), plainly], repeat=REPEAT)
    preview = preview_of(content, log)
    check_count("new rows", preview.counts[RowState.NEW], size)
    written = seconds(lambda: write_import(log, preview, source="list.csv", now=NOW))
    again = seconds(lambda: preview_of(content, log))
    times = (milliseconds(ours), milliseconds(ours / size), milliseconds(theirs))
    after = (milliseconds(written), milliseconds(again))
    return (f"{size:,}", *times, f"{ours / theirs:.0f}x", *after)


if __name__ == "__main__":
    main()
