from pathlib import Path
from shutil import copy

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.review.panel import ReviewPanel, review_panel
from tests.conftest import NOW
from tests.widgets.conftest import html_of


@pytest.fixture
def folder(panel_log: FollowUpLog, log_path: Path, tmp_path: Path) -> Path:
    """One student's log, and one file that is no log."""
    panel_log.change_settings({"student": "Sam Rivera"}, now=NOW)
    box = tmp_path / "box"
    box.mkdir()
    copy(log_path, box / "sam.db")
    (box / "broken.db").write_text("company,position\n" * 100)
    return box


@pytest.fixture
def panel(folder: Path, clock) -> ReviewPanel:
    return review_panel(folder, clock=clock)


def test_the_made_up_class_is_shown_and_labelled() -> None:
    panel = review_panel()

    assert len(panel.table.rows) == 24
    assert "These students are made up" in panel.said.value


def test_a_folder_of_real_logs_is_judged_now(panel: ReviewPanel) -> None:
    assert [row[0]["text"] for row in panel.table.rows] == ["Sam Rivera"]
    assert "made up" not in panel.said.value
    assert "1 logs read" in panel.said.value


def test_a_file_that_is_no_log_is_listed_with_the_reason(panel: ReviewPanel) -> None:
    assert "<b>broken.db</b>" in panel.refused.value
    assert "not a follow-up log" in panel.refused.value


def test_one_students_next_steps_are_shown(panel: ReviewPanel) -> None:
    assert "Thank Priya Nair by Wed 15:00" in panel.detail.value
    assert "0 due so far, 3 open" in panel.detail.value


@pytest.mark.parametrize(
    ("name", "message"), [("missing", "cannot be opened"), ("", "holds no logs")]
)
def test_a_folder_without_logs_is_explained(panel, tmp_path, name, message) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    panel.folder.value = str(tmp_path / name) if name else str(empty)

    panel.read()

    assert "Not read." in panel.said.value
    assert message in html_of(panel.view)
