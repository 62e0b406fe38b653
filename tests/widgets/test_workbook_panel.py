"""The one page: tabs on one log, each showing what another one saved."""

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.workbook.panel import (
    DATA,
    LOG,
    PROGRESS,
    SEASON,
    TODAY,
    WRITE,
    WorkbookPanel,
)
from tests.conftest import NOW, at
from tests.widgets.conftest import everything_in, html_of, press
from tests.widgets.test_log_panel import fill_in


@pytest.fixture
def page(panel_log: FollowUpLog, clock) -> WorkbookPanel:
    return WorkbookPanel(panel_log, clock=clock)


def test_the_page_opens_with_today(page: WorkbookPanel) -> None:
    assert page.tab.value == TODAY
    assert list(page.tabs) == [TODAY]
    assert "Thank Priya Nair" in html_of(page.view)


@pytest.mark.parametrize("tab", [SEASON, LOG, WRITE, PROGRESS, DATA])
def test_every_tab_can_be_looked_at(page: WorkbookPanel, tab: str) -> None:
    page.tab.value = tab

    assert page.shown.view in list(everything_in(page.view))


@pytest.mark.parametrize("tab", [TODAY, SEASON, LOG, WRITE, PROGRESS, DATA])
def test_every_tab_is_fine_with_an_empty_log(log: FollowUpLog, clock, tab: str) -> None:
    page = WorkbookPanel(log, clock=clock)

    assert page.go_to(tab).view in list(everything_in(page.view))


def test_there_is_one_status_line(page: WorkbookPanel) -> None:
    for tab in (SEASON, LOG, WRITE, PROGRESS, DATA):
        assert page.go_to(tab).status is page.status

    assert sum(w is page.status for w in everything_in(page.view)) == 1


def test_what_one_tab_saves_another_shows(log: FollowUpLog, clock) -> None:
    page = WorkbookPanel(log, clock=clock)
    page.go_to(SEASON)
    logging = page.go_to(LOG)

    fill_in(logging)
    logging.save.click()
    page.tab.value = TODAY

    assert "Find an address for Priya Nair" in html_of(page.view)
    page.tab.value = SEASON
    assert len(page.shown.table.rows) == 1


def test_write_it_now_opens_the_note_in_its_tab(page: WorkbookPanel) -> None:
    press(page.shown.view, "Write it now")

    assert page.tab.value == WRITE
    person = page.log.interviewers.set_index("id")["name"][page.shown.person.value]
    assert person == "Priya Nair"


def test_undo_in_one_tab_is_seen_in_all(page: WorkbookPanel) -> None:
    season = page.go_to(SEASON)
    page.go_to(TODAY)

    page.status.undo.click()

    assert page.log.is_empty
    page.tab.value = SEASON
    assert season.table.rows == []


def test_what_another_notebook_writes_appears_in_the_shown_tab(page: WorkbookPanel) -> None:
    page.go_to(SEASON)
    page.log.add("applications", {"company": "Fernwood"}, now=NOW, action="Added")

    page.look_again()

    assert len(page.shown.table.rows) == 2


def test_an_interview_is_changed_from_the_season(page: WorkbookPanel) -> None:
    season = page.go_to(SEASON)
    season.open(page.log.applications["id"][0])

    press(season.detail, "Change")

    assert page.tab.value == LOG
    assert page.shown.form.fields["company"].value == "Northwind Health"


def test_typing_a_note_is_not_redrawn_by_its_own_saving(page: WorkbookPanel) -> None:
    writer = page.go_to(WRITE)
    writer.note.editor.body = "Dear Priya, thank you for today."
    writer._keep_draft()

    assert not page.is_behind()
    assert at(15, 16, 30) == page.now


def test_a_tab_that_is_made_late_knows_the_zone_of_the_browser(log: FollowUpLog, clock) -> None:
    panel = WorkbookPanel(log, clock=clock)
    panel.ground.zone = "Europe/Paris"

    zone = panel.go_to("Log").form.fields["zone"]
    own = panel.go_to("Your data").fields["timezone"]

    assert zone.zone_name() == own.zone_name() == "Europe/Paris"


def test_a_mark_of_a_chart_opens_the_note_that_is_open(page: WorkbookPanel) -> None:
    chart = page.go_to(PROGRESS).charts["Every note"].image
    chart._opened({"open": 0})

    assert page.tab.value == WRITE
    assert page.shown.person.value in set(page.log.interviewers["id"])


def test_a_mark_of_a_lane_opens_its_application(page: WorkbookPanel) -> None:
    progress = page.go_to(PROGRESS)
    progress.views.buttons["Each application"].value = True
    progress._draw_open()
    progress.charts["Each application"].image._opened({"open": 0})

    assert page.tab.value == SEASON
    assert page.shown.open_id == page.log.applications["id"][0]
