import tomllib
from pathlib import Path
from typing import Any

import pytest

from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.reading.sheet import TableFileError
from followup_kit.log.log import FollowUpLog
from tests.exchange.lists_in.lists import File, look, said, states, take

DATA = Path(__file__).parents[2] / "data"
CASES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "awkward_tables.toml").read_text("utf-8"))
NAMES: list[str] = tomllib.loads((DATA / "file_names.toml").read_text("utf-8"))["names"]
COLUMNS = {
    "companies": ("applications", "company"),
    "positions": ("applications", "position"),
    "people": ("interviewers", "name"),
    "outcomes": ("outcomes", "outcome"),
}


def file_of(case: dict[str, Any]) -> list[File]:
    if "bytes" in case:
        return [("list.csv", bytes.fromhex(case["bytes"]))]
    text, encoding = case["text"], case.get("encoding", "utf-8")
    return [("list.csv", text.encode(encoding))]


def cases_with(key: str) -> list[str]:
    return [name for name, case in CASES.items() if key in case]


def test_there_are_sixty_awkward_tables() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", cases_with("refused"))
def test_a_file_that_is_no_list_is_refused_with_a_sentence(log: FollowUpLog, name: str) -> None:
    with pytest.raises(TableFileError) as caught:
        look(log, file_of(CASES[name]))

    assert f"list.csv was not read: {CASES[name]['refused']}" in str(caught.value)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "refused" not in case])
def test_an_awkward_list_is_taken_right(log: FollowUpLog, name: str) -> None:
    case = CASES[name]

    take(log, file_of(case))

    for key, (table, column) in COLUMNS.items():
        if key in case:
            assert log.table(table)[column].tolist() == case[key]
    if "applied" in case:
        assert [str(day.date()) for day in log.applications["applied_on"]] == case["applied"]
    if "notes" in case:
        assert case["notes"] in log.applications["notes"][0]


@pytest.mark.parametrize("name", cases_with("asked"))
def test_what_only_a_person_can_know_is_asked(log: FollowUpLog, name: str) -> None:
    preview = look(log, file_of(CASES[name]))

    assert preview.unanswered[0].text.startswith(CASES[name]["asked"])
    assert not preview.is_ready


@pytest.mark.parametrize("name", [n for n in cases_with("row_said") if "row_refused" in CASES[n]])
def test_a_row_that_cannot_be_taken_is_refused_with_the_reason(log: FollowUpLog, name: str) -> None:
    case = CASES[name]

    preview = look(log, file_of(case))

    assert states(preview)[case["row_refused"]] is RowState.REFUSED
    assert case["row_said"] in said(preview, case["row_refused"])


@pytest.mark.parametrize("name", cases_with("row_said_of"))
def test_what_a_row_could_not_bring_is_said(log: FollowUpLog, name: str) -> None:
    case = CASES[name]

    preview = look(log, file_of(case))

    assert case["row_said"] in said(preview, case["row_said_of"])


def test_a_file_over_the_limit_is_not_even_looked_into(log: FollowUpLog) -> None:
    with pytest.raises(TableFileError, match="it has 21 MB; at most 20 MB can be read"):
        look(log, [("list.csv", b"Company\n" + b"x" * 21_000_000)])


def test_a_list_with_too_many_rows_is_refused(log: FollowUpLog) -> None:
    with pytest.raises(TableFileError, match="more than 100,000 rows"):
        look(log, [("list.csv", b"Company\n" + b"Birch Foods\n" * 100_100)])


def test_a_list_with_too_many_columns_is_refused(log: FollowUpLog) -> None:
    with pytest.raises(TableFileError, match="row 1 has more than 200 columns"):
        look(log, [("list.csv", ",".join(f"c{n}" for n in range(201)).encode() + b"\nx\n")])


def test_a_cell_of_a_million_letters_is_a_sentence(log: FollowUpLog) -> None:
    with pytest.raises(TableFileError, match=r"row 2 \(line 2\) cannot be read"):
        look(log, [("list.csv", b"Company,Notes\nBirch Foods," + b"x" * 1_000_000)])


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_only_shown(log: FollowUpLog, name: str) -> None:
    preview = look(log, [(name, b"Company\nBirch Foods\n")])

    shown = preview.tables[0].sheet.name
    assert shown
    assert shown.isprintable()
    assert "/" not in shown
    assert "\\" not in shown
