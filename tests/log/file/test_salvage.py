from pathlib import Path

import pytest

from followup_kit.errors import FollowUpError, LogUnreadableError
from followup_kit.log.file.salvage import salvage
from followup_kit.log.log import FollowUpLog, open_log
from tests.conftest import APPLICATION, INTERVIEW, NOW


@pytest.fixture
def whole(log: FollowUpLog, log_path: Path) -> Path:
    """A log of many pages, some of its texts longer than a page."""
    for number in range(20):
        application = {**APPLICATION, "company": f"Employer {number}", "notes": "é" * 2_000}
        log.add_interview(INTERVIEW, application=application, now=NOW)
    log.close()
    return log_path


def companies(path: Path) -> list[str]:
    log = open_log(path)
    assert not log.problem
    return log.applications["company"].tolist()


def test_a_whole_log_comes_back_whole(whole: Path, tmp_path: Path) -> None:
    report = salvage(whole, tmp_path / "saved.db")

    assert (report.saved, report.lost) == (40, 0)
    assert companies(tmp_path / "saved.db") == companies(whole)
    assert str(report) == "40 changes were saved into saved.db. None is known lost."


@pytest.mark.parametrize("page", [0, 1], ids=["the first page", "the page that leads to the rest"])
def test_pages_that_lead_to_others_are_not_needed(whole: Path, tmp_path: Path, page: int) -> None:
    data = bytearray(whole.read_bytes())
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    whole.write_bytes(data)
    assert open_log(whole).problem

    assert salvage(whole, tmp_path / "saved.db").saved == 40


def test_what_was_cut_off_is_counted(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) - 8_192])

    report = salvage(whole, tmp_path / "saved.db")

    assert 0 < report.saved < 40
    assert report.lost > 0
    assert "could not be read" in str(report)
    assert set(companies(tmp_path / "saved.db")) <= {f"Employer {n}" for n in range(20)}


def test_the_damaged_file_is_not_touched(whole: Path, tmp_path: Path) -> None:
    whole.write_bytes(whole.read_bytes()[:-8_192])
    before = whole.read_bytes()

    salvage(whole, tmp_path / "saved.db")

    assert whole.read_bytes() == before


def test_a_changed_letter_is_not_taken_for_right(whole: Path, tmp_path: Path) -> None:
    whole.write_bytes(whole.read_bytes().replace(b"Employer 7", b"Employed 7"))

    salvage(whole, tmp_path / "saved.db")

    assert len(companies(tmp_path / "saved.db")) == 19


def test_nothing_is_overwritten(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "saved.db").write_text("mine")

    with pytest.raises(FollowUpError, match="exists already"):
        salvage(whole, tmp_path / "saved.db")


@pytest.mark.parametrize("content", [b"", b"company,position\n" * 999])
def test_a_file_without_a_log_in_it_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.db").write_bytes(content)

    with pytest.raises(LogUnreadableError, match="Nothing could be read"):
        salvage(tmp_path / "other.db", tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(LogUnreadableError, match="Check where it is"):
        salvage(tmp_path / "missing.db", tmp_path / "saved.db")
