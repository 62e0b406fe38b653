"""Whatever is raised, a panel says a sentence, shows nothing half, and has a way on."""

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets import (
    log_panel,
    plan_panel,
    progress_panel,
    season_panel,
    start_panel,
    workbook_panel,
    write_panel,
)
from followup_kit.widgets.shared.unforeseen import SENTENCE
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL
from tests.widgets.conftest import html_of, press

PANELS = (log_panel, plan_panel, progress_panel, season_panel, start_panel, write_panel)
SECRET = "Priya Nair 12345"


def fail(*_: object, **__: object) -> None:
    raise RuntimeError(SECRET)


@pytest.mark.parametrize("make", PANELS, ids=lambda make: make.__name__)
def test_a_panel_that_cannot_be_drawn_says_so(panel_log: FollowUpLog, clock, make) -> None:
    panel = make(panel_log, clock=clock)
    panel.update = fail

    panel.redraw()

    shown = html_of(panel.view)
    assert "This cannot be shown." in shown
    assert panel.body.layout.display == "none"
    assert SECRET not in shown
    assert SENTENCE in panel.status.text


@pytest.mark.parametrize("make", PANELS, ids=lambda make: make.__name__)
def test_trying_again_brings_the_panel_back(panel_log: FollowUpLog, clock, make) -> None:
    panel = make(panel_log, clock=clock)
    update, panel.update = panel.update, fail
    panel.redraw()

    panel.update = update
    press(panel.view, "Try again")

    assert panel.body.layout.display == ""
    assert "This cannot be shown." not in html_of(panel.view)


def test_a_press_that_fails_says_so(panel_log: FollowUpLog, clock, monkeypatch) -> None:
    panel = log_panel(panel_log, clock=clock)
    monkeypatch.setattr(panel.form, "interview_fields", fail)

    panel.save.click()

    assert panel.status.text == SENTENCE


def test_an_unknown_preset_stops_nothing_and_is_named(log: FollowUpLog, clock) -> None:
    application = {**APPLICATION, "preset": "moonshot"}
    log.add_interview(INTERVIEW, PANEL, application=application, now=NOW)

    page = workbook_panel(log, clock=clock)

    assert "It names the preset moonshot" in html_of(page.view)
    for tab in page.tab.options:
        page.tab.value = tab
        assert "This cannot be shown." not in html_of(page.view), tab


def test_an_unknown_preset_is_chosen_anew(log: FollowUpLog, clock) -> None:
    application = {**APPLICATION, "preset": "moonshot"}
    log.add_interview(INTERVIEW, PANEL, application=application, now=NOW)
    panel = plan_panel(log, clock=clock)

    press(panel.cards.children[0], "Put it right")
    panel.desk.children[1].preset.value = "campus"
    press(panel.desk, "Save it")

    assert log.applications["preset"].tolist() == ["campus"]
