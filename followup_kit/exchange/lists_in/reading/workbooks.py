"""An Excel workbook as tables of text, read without trusting its sizes.

A workbook is a packed folder. Before its cells are read, its parts are unpacked piece by
piece and counted, since what a part says about its own size may be a lie. Days come out as
ISO texts, since a workbook knows which cells are days.
"""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from followup_kit.exchange.lists_in.reading.links import beside_cells
from followup_kit.exchange.lists_in.reading.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    TableFileError,
    refusal,
)

MOST_UNPACKED = 60_000_000
_MOST_PARTS = 500
_PIECE = 1 << 18
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<\x00!\x00D\x00O\x00C")
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(ParseError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)
"""What reading a damaged workbook can end in."""

_DAMAGED = "the workbook is damaged. Open it in your spreadsheet program and save it again."


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook that hold text, in its order.

    Raises:
        TableFileError: It is damaged, no workbook, or larger than can be taken.
    """
    try:
        _check_parts(content, name)
        return _sheets(content, name)
    except TableFileError:
        raise
    except _DAMAGE as error:
        raise refusal(name, _DAMAGED) from error


def _sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        from_1904 = book.epoch.year == 1904
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return tuple(
                Sheet(
                    _called(name, sheet.title, book.sheetnames),
                    rows,
                    from_1904=from_1904,
                    beside=beside_cells(packed, _part_of(sheet)),
                )
                for sheet in book.worksheets
                if (rows := tuple(_rows(sheet, name)))
            )
    finally:
        book.close()


def _part_of(sheet: Any) -> str:
    """The part of the workbook that holds a sheet."""
    return str(sheet._worksheet_path).lstrip("/")


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with text and their numbers; how large the sheet says it is does not count."""
    sheet.reset_dimensions()
    filled = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_text(value) for value in values]
        if not any(cell.strip() for cell in cells):
            continue
        filled += 1
        if filled > MOST_ROWS:
            raise refusal(name, f"it has more than {MOST_ROWS:,} rows. Split it into parts.")
        if any(cells[MOST_COLUMNS:]):
            why = f"row {number} has more than {MOST_COLUMNS} columns. Delete some first."
            raise refusal(name, why)
        last = max(at for at, cell in enumerate(cells, start=1) if cell)
        yield number, tuple(cells[:last])


def _text(value: Any) -> str:
    """A cell as text: days in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "")


def _called(name: str, title: str, titles: list[str]) -> str:
    return name if len(titles) == 1 else f"{name}, sheet {title}"


def _check_parts(content: bytes, name: str) -> None:
    """Unpack every part once, counting, and refuse what no list needs."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if "content.xml" in names and "mimetype" in names:
            raise refusal(name, "it is an OpenDocument file. Save it there as .xlsx or .csv.")
        if any(part.startswith("Index/") for part in names):
            raise refusal(name, "it is a Numbers file. In Numbers, export it to Excel or CSV.")
        if "xl/workbook.xml" not in names:
            raise refusal(name, "it is a packed file, not an Excel workbook. Unpack it first.")
        if len(names) > _MOST_PARTS:
            raise refusal(name, f"the workbook has {len(names):,} parts. Copy your list out of it.")
        if any(part.startswith(("/", "\\")) or ".." in part for part in names):
            raise refusal(name, _DAMAGED)
        if any(part.endswith("vbaProject.bin") for part in names):
            raise refusal(name, "it holds macros. Save it as .xlsx, without them.")
        _count_bytes(packed, names, name)


def _count_bytes(packed: zipfile.ZipFile, names: list[str], name: str) -> None:
    total = 0
    for part in names:
        with packed.open(part) as opened:
            for piece in _pieces(opened):
                total += len(piece)
                if total > MOST_UNPACKED:
                    limit = MOST_UNPACKED // 1_000_000
                    raise refusal(name, f"unpacked it is larger than {limit} MB. Split it.")
                if any(word in piece for word in _FORBIDDEN):
                    raise refusal(name, _DAMAGED)


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    """The content piece by piece, each with the end of the one before."""
    tail = b""
    while piece := opened.read(_PIECE):
        yield piece if not tail else tail + piece
        tail = piece[-16:]
