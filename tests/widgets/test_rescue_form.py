"""A damaged log is brought back from the panel, and the damaged file is kept."""

from pathlib import Path

import pytest

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.start.panel import start_panel
from followup_kit.widgets.workbook.panel import DATA, WorkbookPanel
from tests.conftest import NOW
from tests.widgets.conftest import buttons, html_of, press


@pytest.fixture
def damaged(panel_log: FollowUpLog, log_path: Path) -> Path:
    """A log whose first page is gone, with a backup from before."""
    panel_log.back_up("import", now=NOW)
    panel_log.close()
    data = log_path.read_bytes()
    log_path.write_bytes(bytes(4096) + data[4096:])
    return log_path


def test_what_can_be_read_comes_back(damaged: Path, clock) -> None:
    panel = start_panel(open_log(damaged), clock=clock)
    assert "Your log is damaged" in html_of(panel.view)

    press(panel.view, "Save what can be read")

    assert "5 changes came back." in panel.status.text
    assert open_log(damaged).applications["company"].tolist() == ["Northwind Health"]
    assert list(damaged.parent.glob("*_damaged_*"))


def test_a_backup_takes_its_place(damaged: Path, clock) -> None:
    panel = start_panel(open_log(damaged), clock=clock)

    press(panel.rescue, "Go back to this backup")

    assert "The backup is your log now." in panel.status.text
    assert not open_log(damaged).problem


def test_a_whole_log_offers_no_rescue(panel_log: FollowUpLog, clock) -> None:
    assert buttons(start_panel(panel_log, clock=clock).rescue) == []


def test_the_page_opens_where_a_damaged_log_is_mended(damaged: Path, clock) -> None:
    assert WorkbookPanel(open_log(damaged), clock=clock).tab.value == DATA
