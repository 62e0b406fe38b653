"""Workbooks for tests, sound ones and ones that are made to do harm."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

_SHEET = "xl/worksheets/sheet1.xml"
_START = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}'
    "<sheetData>"
)
_END = "</sheetData></worksheet>"


def workbook(*rows: Iterable[Any], title: str = "Sheet", from_1904: bool = False) -> bytes:
    """A workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return as_bytes(book)


def as_bytes(book: openpyxl.Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(parts: dict[str, bytes], *, without: str = "") -> bytes:
    """A sound workbook with some of its parts replaced, added or left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["Company"], ["Northwind Health"]))) as sound,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sound.namelist():
            if name not in parts and name != without:
                made.writestr(name, sound.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def sheet(rows: str, dimension: str = "") -> dict[str, bytes]:
    """The part of a workbook that holds its one sheet."""
    return {_SHEET: (_START.format(dimension=dimension) + rows + _END).encode()}


def text_cell(place: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _bomb() -> bytes:
    row = f'<row r="1">{text_cell("A1", "Company")}</row>'
    return changed(sheet(row + " " * 90_000_000))


def _far_cell() -> bytes:
    first = f'<row r="1">{text_cell("A1", "Company")}</row>'
    last = f'<row r="1048576">{text_cell("XFD1048576", "far")}</row>'
    return changed(sheet(first + last, '<dimension ref="A1:XFD1048576"/>'))


def _lying_size() -> bytes:
    """One row, and a word that there are a million of a thousand cells."""
    rows = (
        f'<row r="1">{text_cell("A1", "Company")}</row><row r="2">{text_cell("A2", "Fine")}</row>'
    )
    return changed(sheet(rows, '<dimension ref="A1:ALL1048576"/>'))


def of_rows(count: int) -> bytes:
    """A workbook of that many rows below its headers, with a number each."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, count + 2))
    return changed(sheet(rows))


def _with_doctype(declaration: str) -> bytes:
    body = _START.format(dimension="") + f'<row r="1">{text_cell("A1", "&x;")}</row>' + _END
    return changed({_SHEET: f'<?xml version="1.0"?>{declaration}{body}'.encode()})


def _laughs() -> Iterator[str]:
    yield '<!ENTITY a0 "ha">'
    for level in range(1, 20):
        yield f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">'
    yield '<!ENTITY x "&a19;">'


def hostile() -> dict[str, tuple[bytes, str]]:
    """Workbooks that are made to do harm, and what is said about each; empty if it is taken."""
    sound = workbook(["Company"], ["Northwind Health"])
    return {
        "zip bomb": (_bomb(), "unpacked it is larger than 60 MB"),
        "one far cell": (_far_cell(), "more than 200 columns"),
        "a size that lies": (_lying_size(), ""),
        "too many rows": (of_rows(100_001), "more than 100,000 rows"),
        "billion laughs": (_with_doctype(f"<!DOCTYPE x [{''.join(_laughs())}]>"), "is damaged"),
        "quadratic blow-up": (
            _with_doctype(f'<!DOCTYPE x [<!ENTITY x "{"a" * 50_000}">]>'),
            "is damaged",
        ),
        "a file of the machine": (
            _with_doctype('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
            "is damaged",
        ),
        "twenty thousand parts": (
            changed({f"xl/media/{n}.png": b"" for n in range(20_000)}),
            "the workbook has 20,0",
        ),
        "a part that climbs out": (changed({"../../evil": b"x"}), "is damaged"),
        "macros": (changed({"xl/vbaProject.bin": b"MZ"}), "it holds macros"),
        "no workbook inside": (changed({}, without="xl/workbook.xml"), "not an Excel workbook"),
        "half a file": (sound[: len(sound) // 2], "is damaged"),
        "garbage": (b"PK\x03\x04garbage", "is damaged"),
        "no sheet": (changed({}, without=_SHEET), "it holds no rows"),
        "broken XML": (changed({_SHEET: b"<worksheet><sheetData><row"}), "is damaged"),
    }


DAYS = [dt.datetime(2026, 4, 3), dt.datetime(2026, 4, 3, 14, 30)]  # noqa: DTZ001
