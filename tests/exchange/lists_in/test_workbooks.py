import sys

import openpyxl
import pytest

from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.exchange.lists_in.reading.sheet import TableFileError
from tests.exchange.lists_in import workbooks
from tests.measured import cost_of

HOSTILE = workbooks.hostile()
MOST_TIMES, MOST_MEGABYTES = 5, 150
"""No file may take more work than so many lists of the longest kind that is taken."""


def refused_or_read(content: bytes) -> int:
    try:
        return len(read_sheets(content, "list.xlsx", {}))
    except TableFileError:
        return 0


@pytest.fixture(scope="module")
def longest() -> float:
    """The work of reading the longest list that is taken."""
    content = workbooks.of_rows(100_000)
    return cost_of(lambda: refused_or_read(content)).loops


@pytest.mark.parametrize("name", [name for name, (_, why) in HOSTILE.items() if why])
def test_a_hostile_workbook_is_refused_with_a_sentence(name: str) -> None:
    content, why = HOSTILE[name]

    with pytest.raises(TableFileError, match=f"list.xlsx was not read: .*{why}"):
        read_sheets(content, "list.xlsx", {})


@pytest.mark.skipif(sys.platform != "linux", reason="reads figures that Linux keeps")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_workbook_takes_much_work_or_memory(name: str, longest: float) -> None:
    cost = cost_of(lambda: refused_or_read(HOSTILE[name][0]))

    assert cost.loops < MOST_TIMES * longest
    assert cost.megabytes < MOST_MEGABYTES


def test_how_large_a_sheet_says_it_is_does_not_count() -> None:
    (sheet,) = read_sheets(HOSTILE["a size that lies"][0], "list.xlsx", {})

    assert sheet.rows == ((1, ("Company",)), (2, ("Fine",)))


def test_days_come_out_in_iso_form() -> None:
    content = workbooks.workbook(["Company", "Applied", "Interview"], ["Birch", *workbooks.DAYS])

    (sheet,) = read_sheets(content, "list.xlsx", {})

    assert sheet.rows[1][1] == ("Birch", "2026-04-03", "2026-04-03 14:30:00")


def test_a_workbook_of_1904_says_so_and_its_days_are_right() -> None:
    content = workbooks.workbook(["Applied"], [workbooks.DAYS[0]], from_1904=True)

    (sheet,) = read_sheets(content, "list.xlsx", {})

    assert sheet.from_1904
    assert sheet.rows[1][1] == ("2026-04-03",)


def test_numbers_boxes_and_texts_stay_as_they_are_shown() -> None:
    content = workbooks.workbook(["a", "b", "c", "d"], [3.0, True, "007", "NA"])

    (sheet,) = read_sheets(content, "list.xlsx", {})

    assert sheet.rows[1][1] == ("3", "TRUE", "007", "NA")


def test_every_sheet_with_text_is_a_list() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Company"])
    book.create_sheet("Empty")
    book.create_sheet("People").append(["Name"])

    sheets = read_sheets(workbooks.as_bytes(book), "list.xlsx", {})

    assert [sheet.name for sheet in sheets] == [
        "list.xlsx, sheet Sheet",
        "list.xlsx, sheet People",
    ]


def test_formatted_rows_without_text_are_none() -> None:
    content = workbooks.workbook(["Company"], *[[" ", None]] * 1000, ["Birch Foods"])

    (sheet,) = read_sheets(content, "list.xlsx", {})

    assert sheet.rows == ((1, ("Company",)), (1002, ("Birch Foods",)))
