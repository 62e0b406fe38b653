"""The log as a spreadsheet to read, sort and print; the way back is the archive.

Every text is stored as text, so nothing in it can run as a formula, also not after it is
edited. Dates are dates. What a spreadsheet cannot hold is left out, and the entry is
named in `changed`.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followup_kit.errors import FollowUpError
from followup_kit.exchange.cells import could_be_formula
from followup_kit.exchange.sheets import Column, Sheet, Value, sheets_of
from followup_kit.log.columns import LONG_TEXT, MOMENT
from followup_kit.log.reading import ReadableLog
from followup_kit.text import time_in_words
from followup_kit.times import require_zone, zone

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

LONGEST_CELL = 32_767
"""Excel counts a character outside the first 65,536, such as an emoji, as two."""

_CUT = " … [cut: the whole text is in the .zip file]"
_NEVER_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_HEADING, _SHORT, _LONG = "Follow-up heading", "Follow-up cell", "Follow-up text"
_STYLES: dict[type, str] = {dt.date: "Follow-up day", dt.datetime: "Follow-up moment"}
_WIDTHS = range(9, 61)
_MOMENT_WIDTH = 20
_LINE_HEIGHT, _MOST_LINES = 15, 12
_HEADER_HEIGHT = 3 * _LINE_HEIGHT


@dataclass(frozen=True)
class ExcelFile:
    """A workbook, and what in it is not as it is in the log.

    Attributes:
        content: The bytes of the .xlsx file.
        changed: One sentence for each cell that had to be changed; names sheet and row.
    """

    content: bytes
    changed: tuple[str, ...]


def excel_file(log: ReadableLog, *, zone_name: str, now: dt.datetime) -> ExcelFile:
    """The log as an .xlsx file with one sheet per table and one that says what it is.

    Args:
        log: The log.
        zone_name: The zone of the reader, such as `Europe/London`; moments are shown in it.
        now: When the file is made, with a zone.

    Raises:
        FollowUpError: The log could not be opened, or there is no room for the file.
    """
    from openpyxl import Workbook

    made_at = require_zone(now, "Now")
    if log.problem:
        raise FollowUpError(log.problem)
    log.refresh()
    book, changed = Workbook(write_only=True), list[str]()
    book.properties.creator = "Follow-Up Workbook"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    _add_styles(book)
    about = _fit_for_print(book.create_sheet("About"))
    sheets = list(sheets_of(log, zone_name=zone_name))
    try:
        for sheet in sheets:
            changed += _write(book, sheet)
        _write_about(about, log, sheets, changed, made_at.astimezone(zone(zone_name)), zone_name)
        return ExcelFile(_saved(book), tuple(changed))
    except OSError as error:
        msg = f"The Excel file could not be made ({error.strerror}). Make room, then try again."
        raise FollowUpError(msg) from error


def _saved(book: "Workbook") -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write(book: "Workbook", sheet: Sheet) -> Iterator[str]:
    """Write one sheet; gives a sentence for each cell that had to be changed."""
    from openpyxl.utils import get_column_letter

    made = _fit_for_print(book.create_sheet(sheet.title))
    made.freeze_panes, made.print_title_rows = "A2", "1:1"
    made.row_dimensions[1].height = _HEADER_HEIGHT
    last = get_column_letter(len(sheet.columns))
    made.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for number in range(len(sheet.columns)):
        made.column_dimensions[get_column_letter(number + 1)].width = _width(sheet, number)
    made.append([_heading(made, column.header) for column in sheet.columns])
    for number, row in enumerate(sheet.rows, start=2):
        cells = []
        for column, value in zip(sheet.columns, row, strict=True):
            shown, what = fitting(value) if isinstance(value, str) else (value, "")
            cells.append(_cell(made, column, shown))
            if what:
                yield f"{sheet.title}, row {number}, {column.header}: {what}."
        made.row_dimensions[number].height = _LINE_HEIGHT * _lines(sheet, row)
        made.append(cells)


def _lines(sheet: Sheet, row: list[Value]) -> int:
    """How many lines a row shows: those of its longest text, within reason."""
    texts = [str(v) for c, v in zip(sheet.columns, row, strict=True) if c.kind is LONG_TEXT and v]
    counts = [sum(len(line) // _WIDTHS.stop + 1 for line in text.splitlines()) for text in texts]
    return min(max(counts, default=1) or 1, _MOST_LINES)


def _fit_for_print(sheet: Any) -> Any:
    """A page as wide as the sheet, and as many of them as there are rows."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def fitting(text: str) -> tuple[str, str]:
    """A text as a cell can hold it, and what had to be changed, in words; empty if nothing.

    A line break is always one character there.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = _NEVER_IN_CELLS.sub("", lines)
    what = "control characters were left out" if visible != lines else ""
    units = visible.encode("utf-16-le")
    if len(units) // 2 > LONGEST_CELL:
        room = LONGEST_CELL - len(_CUT)
        visible = units[: 2 * room].decode("utf-16-le", "ignore") + _CUT
        what = f"{what} and it was cut" if what else "it was too long for a cell and was cut"
    return _CODE.sub("_x005F_", visible), what  # Excel would read _x0041_ as A


def _cell(sheet: Any, column: Column, value: Value) -> "Cell | None":
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.style = _LONG if column.kind is LONG_TEXT else _STYLES.get(type(value), _SHORT)
    if isinstance(value, str):
        cell.data_type = "s"
        if could_be_formula(value):
            cell.quotePrefix = True  # stays text when somebody edits the cell
    return cell


def _heading(sheet: Any, text: str) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.style = _HEADING
    return cell


def _add_styles(book: "Workbook") -> None:
    """The looks of cells by name: giving each cell its own takes three times as long."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    top, wrapped = Alignment("left", "top"), Alignment("left", "top", wrap_text=True)
    plain, bold = Font("Calibri", 11), Font("Calibri", 11, bold=True)
    fill = PatternFill("solid", start_color="DCE6F1")
    for style in (
        NamedStyle(_HEADING, bold, fill, alignment=wrapped),
        NamedStyle(_SHORT, plain, alignment=top),
        NamedStyle(_LONG, plain, alignment=wrapped),
        NamedStyle(_STYLES[dt.date], plain, alignment=top, number_format=_DATE),
        NamedStyle(_STYLES[dt.datetime], plain, alignment=top, number_format=_MOMENT),
    ):
        book.add_named_style(style)


def _width(sheet: Sheet, number: int) -> int:
    """How wide a column is, in characters: as its longest line, within reason."""
    column = sheet.columns[number]
    if column.kind is MOMENT:
        return _MOMENT_WIDTH
    lines = [line for row in sheet.rows for line in str(row[number] or "").splitlines()]
    longest = max([*map(len, lines), *map(len, column.header.split())], default=0) + 2
    return min(max(longest, _WIDTHS.start), _WIDTHS.stop - 1)


def _write_about(
    sheet: Any,
    log: ReadableLog,
    sheets: list[Sheet],
    changed: list[str],
    made_at: dt.datetime,
    zone_name: str,
) -> None:
    """The first sheet: what this is, in which zone, and what is not as in the log."""
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 90
    whose = log.settings.student or "no name given"
    sample = " (made-up sample)" if log.settings.made_up else ""
    rows = [
        ("Follow-up log", f"{whose}{sample}"),
        ("Made on", time_in_words(made_at)),
        ("Times", f"All times are those of {zone_name}."),
        ("For reading", "To bring a log back into the workbook, use the .zip file, not this one."),
        *((one.title, f"One row is {one.about}; {len(one.rows)} here.") for one in sheets),
        ("Changed here", " ".join(changed) or "Nothing: every cell is as it is in the log."),
    ]
    for name, text in rows:
        sheet.append(
            [_heading(sheet, name), _cell(sheet, Column(name, LONG_TEXT), fitting(text)[0])]
        )
