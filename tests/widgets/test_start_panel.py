import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.start.panel import StartPanel, start_panel
from tests.widgets.conftest import html_of, press


@pytest.fixture
def panel(log: FollowUpLog, clock) -> StartPanel:
    return start_panel(log, clock=clock)


def test_the_panel_says_where_the_log_is(panel: StartPanel, log_path) -> None:
    assert f"The file is {log_path}." in panel.place.value
    assert "0 applications, 0 interviews" in panel.place.value


def test_name_and_zone_are_saved(panel: StartPanel) -> None:
    panel.fields["student"].value = "Sam Rivera"
    panel.fields["timezone"].value = "Europe/London"

    press(panel.view, "Save this about me")

    settings = panel.log.settings
    assert (settings.student, settings.timezone) == ("Sam Rivera", "Europe/London")


def test_a_wrong_zone_is_explained(panel: StartPanel) -> None:
    panel.fields["timezone"].value = "EST"

    press(panel.view, "Save this about me")

    assert "Which place do you mean? Choose New York" in panel.status.text
    assert panel.log.settings.timezone == ""


@pytest.mark.parametrize(("typed", "kept"), [("us", "US"), ("England", "GB-ENG")])
def test_a_country_is_kept_as_its_code(panel: StartPanel, typed: str, kept: str) -> None:
    panel.fields["holidays"].value = typed

    press(panel.view, "Save this about me")

    assert panel.log.settings.holidays == kept


@pytest.mark.parametrize("typed", ["XX", "US, GB"])
def test_no_setting_can_stop_another_panel(panel: StartPanel, typed: str) -> None:
    panel.fields["holidays"].value = typed

    press(panel.view, "Save this about me")

    assert "such as US" in panel.status.text
    assert panel.log.settings.holidays == ""


def test_the_zone_of_the_browser_is_suggested(panel: StartPanel) -> None:
    panel.ground.zone = "America/Chicago"

    assert panel.fields["timezone"].value == "Chicago (America/Chicago)"


def test_an_unknown_zone_of_the_browser_is_ignored(panel: StartPanel) -> None:
    panel.ground.zone = "Mars/Olympus"

    assert panel.fields["timezone"].value == "UTC"


def test_a_session_that_will_vanish_says_so(log: FollowUpLog, clock, monkeypatch) -> None:
    monkeypatch.setenv("FOLLOWUP_LAUNCH", "binder")

    assert "This session will vanish" in html_of(start_panel(log, clock=clock).view)


def test_the_sample_does_not_ask_to_be_saved(sample: FollowUpLog, monkeypatch) -> None:
    monkeypatch.setenv("FOLLOWUP_LAUNCH", "binder")

    assert "This session will vanish" not in html_of(plan_panel(sample).view)


def test_holidays_and_own_free_days_are_shown(panel: StartPanel) -> None:
    panel.fields["holidays"].value = "US"
    panel.fields["free_days"].value = "2026-12-24, 2026-08-03"

    press(panel.view, "Save this about me")

    assert panel.log.settings.free_days == ("2026-08-03", "2026-12-24")
    assert "26 Nov Thanksgiving" in panel.free.value
    assert "24 Dec" in panel.free.value


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [("free_days", "Christmas", "not a date such as 2026-12-24"), ("holidays", "Mars", "Mars")],
)
def test_a_wrong_free_day_or_country_is_explained(panel, name, typed, message) -> None:
    panel.fields[name].value = typed

    press(panel.view, "Save this about me")

    assert message in html_of(panel.view)
