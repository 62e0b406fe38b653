"""How long taking data out takes, against a bare write of the same cells.

The archive stands beside the csv module writing the same tables into a .zip file, the
Excel file beside openpyxl writing the same values. Bringing back stands beside reading
the same lines as JSON.
"""

import csv
import io
import json
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from benchmarks.made_logs import NOW, MadeLog
from benchmarks.timing import check_count, medians, milliseconds, show
from followup_kit.exchange.archive import CHANGES, everything_file
from followup_kit.exchange.archive_in import log_from_archive
from followup_kit.exchange.plain_tables import PlainTable, plain_tables
from followup_kit.exchange.sheets import Sheet, sheets_of
from followup_kit.exchange.workbook import excel_file
from followup_kit.log.file.changes import Change
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog

SIZES = (10, 500, 1_000, 10_000)
SHORT_SIZES = (10, 500)
REPEAT = 5
ZONE = "America/New_York"

Pair = tuple[Callable[[], object], Callable[[], object]]


def main(*, short: bool = False) -> None:
    """Measure and print."""
    rows = [row for size in (SHORT_SIZES if short else SIZES) for row in _rows(size)]
    show("Taking data out", ("what", "changes", "bytes", "time", "bare write", "ratio"), rows)


def log_of(size: int) -> FollowUpLog:
    """A log in memory with that many changes: a seventh applications, four sevenths messages."""
    log = FollowUpLog(LogFile(None))
    made = MadeLog(size // 7 + 1)
    edits = [
        Edit(table, row, record.model_dump(exclude={"id", "logged_at"}))
        for table, rows in made.rows.items()
        for row, record in rows.items()
    ]
    log.ledger.commit("Logged", edits[:size], now=NOW)
    return log


def _rows(size: int) -> list[tuple[str, ...]]:
    log = log_of(size)
    check_count("changes", len(log.ledger.file.all_changes()), size)
    content, excel = archive(log), spreadsheet(log)
    pairs: dict[str, tuple[int, Pair]] = {
        ".zip": (len(content), (lambda: archive(log), bare_archive(log))),
        ".xlsx": (len(excel), (lambda: spreadsheet(log), bare_spreadsheet(log))),
        "back from .zip": (len(content), (lambda: log_from_archive(content), bare_read(content))),
    }
    rows = []
    for what, (length, pair) in pairs.items():
        ours, bare = medians(pair, repeat=REPEAT)
        times = (milliseconds(ours), milliseconds(bare), f"{ours / bare:.1f}x")
        rows.append((what, f"{size:,}", f"{length:,}", *times))
    log.close()
    return rows


def archive(log: FollowUpLog) -> bytes:
    """The archive, as the panel makes it."""
    return everything_file(log, now=NOW)


def spreadsheet(log: FollowUpLog) -> bytes:
    """The Excel file, as the panel makes it."""
    return excel_file(log, zone_name=ZONE, now=NOW).content


def bare_archive(log: FollowUpLog) -> Callable[[], bytes]:
    """The same cells, ready to be written, by the csv module into a .zip file."""
    changes = log.ledger.file.all_changes()
    lines = PlainTable(CHANGES, Change._fields, [list(map(str, change)) for change in changes])
    tables = [*plain_tables(changes), lines]
    return lambda: zipped(tables)


def zipped(tables: list[PlainTable]) -> bytes:
    """Tables as plain CSV in a .zip file, nothing checked or guarded."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for table in tables:
            text = io.StringIO(newline="")
            csv.writer(text).writerows([table.columns, *table.rows])
            file.writestr(table.name, text.getvalue())
    return made.getvalue()


def bare_spreadsheet(log: FollowUpLog) -> Callable[[], bytes]:
    """The same values, ready to be written, by openpyxl without any format."""
    sheets = list(sheets_of(log, zone_name=ZONE))
    return lambda: written(sheets)


def written(sheets: list[Sheet]) -> bytes:
    """Sheets as a workbook without formats."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        made = book.create_sheet(sheet.title)
        made.append([column.header for column in sheet.columns])
        for row in sheet.rows:
            made.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bare_read(content: bytes) -> Callable[[], object]:
    """Unpacking the changes and reading their lines, nothing checked or kept."""

    def read() -> list[object]:
        with ZipFile(io.BytesIO(content)) as file:
            return [json.loads(line) for line in file.read(CHANGES).splitlines()]

    return read


if __name__ == "__main__":
    main()
