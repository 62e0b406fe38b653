"""The Excel file, opened again: values, dates, filters, and nothing that could run."""

import datetime as dt
import io
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.errors import FollowUpError
from followup_kit.exchange.sheets import sheets_of
from followup_kit.exchange.workbook import LONGEST_CELL, excel_file, fitting
from followup_kit.log.log import FollowUpLog, open_log, open_sample
from tests.conftest import NOW
from tests.exchange.test_cells import FORMULAS

ZONE = "America/New_York"
SHEETS = ["Applications", "Interviews", "People", "Messages", "Outcomes"]


def book_of(log: FollowUpLog) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content_of(log)))


def content_of(log: FollowUpLog) -> bytes:
    return excel_file(log, zone_name=ZONE, now=NOW).content


def column_of(book: openpyxl.Workbook, sheet: str, header: str) -> list[openpyxl.cell.Cell]:
    for column in book[sheet].iter_cols():
        if column[0].value == header:
            return list(column[1:])
    raise AssertionError(header)


@pytest.fixture
def formulas(log: FollowUpLog) -> FollowUpLog:
    """An application for each text that could be taken for a formula."""
    for number, text in enumerate(FORMULAS):
        fields = {"company": f"Employer {number}", "notes": text}
        log.add("applications", fields, now=NOW, action="Added")
    return log


def test_no_text_becomes_a_formula(formulas: FollowUpLog) -> None:
    archive = ZipFile(io.BytesIO(content_of(formulas)))
    sheets = [name for name in archive.namelist() if "worksheets/" in name]

    assert len(sheets) == 6
    assert not any(re.search(rb"<(\w+:)?f[ />]", archive.read(name)) for name in sheets)
    assert b"DDE" in archive.read("xl/worksheets/sheet2.xml")


def test_every_text_is_stored_as_it_is_in_the_log(formulas: FollowUpLog) -> None:
    cells = column_of(book_of(formulas), "Applications", "Notes")

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [fitting(text)[0] for text in FORMULAS]


def test_a_formula_stays_text_when_the_cell_is_edited(formulas: FollowUpLog) -> None:
    cells = column_of(book_of(formulas), "Applications", "Notes")

    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert {"=1+1", "+49 30 1234567", "@handle", " =1+1"} <= quoted
    assert "{=1+1}" not in quoted


def test_without_care_they_would_be_formulas() -> None:
    """The control: the library's own way with the same texts."""
    book = openpyxl.Workbook()
    for text in FORMULAS:
        if not re.search("[\0\x0b]", text):
            book.active.append([text])
    made = io.BytesIO()
    book.save(made)

    assert ZipFile(made).read("xl/worksheets/sheet1.xml").count(b"<f>") >= 10


@pytest.mark.parametrize("log_name", ["sample", "empty"])
def test_it_opens_again_with_equal_values(log_name: str, log: FollowUpLog) -> None:
    log = open_sample() if log_name == "sample" else log
    book = book_of(log)

    assert book.sheetnames == ["About", *SHEETS]
    for sheet in sheets_of(log, zone_name=ZONE):
        header, *rows = book[sheet.title].iter_rows(values_only=True)
        assert list(header) == [column.header for column in sheet.columns]
        assert rows == [tuple(map(as_read, row)) for row in sheet.rows]


def as_read(value: object) -> object:
    """A day comes back as its first moment, nothing as nothing."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return (fitting(value)[0] if isinstance(value, str) else value) or None


def test_dates_are_dates_in_the_zone_of_the_reader(panel_log: FollowUpLog) -> None:
    (cell,) = column_of(book_of(panel_log), "Interviews", f"Starts ({ZONE})")

    assert cell.is_date
    assert cell.value == dt.datetime(2026, 9, 15, 14)  # noqa: DTZ001
    assert cell.number_format == "yyyy-mm-dd hh:mm"


@pytest.mark.parametrize("title", SHEETS)
def test_the_header_stays_and_filters(panel_log: FollowUpLog, title: str) -> None:
    sheet = book_of(panel_log)[title]
    rows = sheet.max_row

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{rows}"
    assert all(9 <= width.width <= 60 for width in sheet.column_dimensions.values())
    assert sheet["A1"].font.bold


def test_the_first_sheet_says_what_it_is(panel_log: FollowUpLog) -> None:
    panel_log.change_settings({"student": "Sam Rivera"}, now=NOW)
    told = dict(book_of(panel_log)["About"].iter_rows(values_only=True))

    assert told["Follow-up log"] == "Sam Rivera"
    assert told["Made on"] == "Tue 15 Sep 2026, 16:30"
    assert told["Times"] == f"All times are those of {ZONE}."
    assert "use the .zip file" in told["For reading"]
    assert told["People"] == "One row is one person at one interview; 3 here."
    assert told["Changed here"] == "Nothing: every cell is as it is in the log."


def test_control_characters_are_left_out_and_the_entry_is_named(panel_log: FollowUpLog) -> None:
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "a\0b\x0bc\x1b[31m\ufffe"}, now=NOW)

    file = excel_file(panel_log, zone_name=ZONE, now=NOW)

    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert column_of(book, "Applications", "Notes")[0].value == "abc[31m"
    assert file.changed == ("Applications, row 2, Notes: control characters were left out.",)
    assert file.changed[0] in dict(book["About"].iter_rows(values_only=True))["Changed here"]


def test_a_text_too_long_for_a_cell_is_cut_and_named(panel_log: FollowUpLog) -> None:
    """20,000 emoji are 40,000 characters for Excel."""
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "🎉" * 20_000}, now=NOW)

    file = excel_file(panel_log, zone_name=ZONE, now=NOW)

    book = openpyxl.load_workbook(io.BytesIO(file.content))
    text = column_of(book, "Applications", "Notes")[0].value
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert text.startswith("🎉" * 16_000)
    assert text.endswith("🎉 … [cut: the whole text is in the .zip file]")
    assert file.changed == ("Applications, row 2, Notes: it was too long for a cell and was cut.",)


@pytest.mark.parametrize(
    ("text", "shown", "what"),
    [
        ("plain", "plain", ""),
        ("a\r\nb\rc\nd", "a\nb\nc\nd", ""),
        ("a\tb", "a\tb", ""),
        ("x\ud83c", "x", "control characters were left out"),
        ("_x0041_ and _x00", "_x005F_x0041_ and _x00", ""),
        ("\0" + "x" * 40_000, None, "control characters were left out and it was cut"),
    ],
)
def test_a_text_is_made_to_fit(text: str, shown: str | None, what: str) -> None:
    made, said = fitting(text)

    assert said == what
    assert made == shown or (shown is None and len(made) == LONGEST_CELL)


@given(st.lists(st.text(st.characters(), max_size=30), min_size=1, max_size=5))
def test_any_text_can_be_written_and_read(texts: list[str]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for text in texts:
        cell = openpyxl.cell.WriteOnlyCell(sheet)
        cell.value = fitting(text)[0]
        cell.data_type = "s"
        sheet.append([cell])
    made = io.BytesIO()
    book.save(made)

    read = [value for (value,) in openpyxl.load_workbook(made).active.iter_rows(values_only=True)]
    assert [value or "" for value in read] == [fitting(text)[0] for text in texts][: len(read)]


def test_a_log_that_cannot_be_opened_gives_no_file(tmp_path: Path) -> None:
    (tmp_path / "my_log.db").write_text("no log" * 200)

    with pytest.raises(FollowUpError, match="damaged or not a follow-up log"):
        content_of(open_log(tmp_path / "my_log.db"))


def test_a_computer_without_room_is_said(panel_log, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))

    with pytest.raises(FollowUpError, match=r"could not be made \(No such file or directory\)"):
        content_of(panel_log)


def test_nothing_is_left_behind(panel_log: FollowUpLog, tmp_path: Path, monkeypatch) -> None:
    """The library writes each sheet to a file of its own first."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    content_of(panel_log)

    assert not list(tmp_path.glob("openpyxl*"))
