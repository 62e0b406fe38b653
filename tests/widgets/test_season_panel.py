"""The season: every application at a glance, and everything about one can be corrected."""

import datetime as dt

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.season.panel import SeasonPanel
from tests.conftest import APPLICATION, INTERVIEW, NOW, at
from tests.widgets.conftest import buttons, html_of, press


@pytest.fixture
def panel(panel_log: FollowUpLog, clock) -> SeasonPanel:
    return SeasonPanel(panel_log, clock=clock)


def opened(panel: SeasonPanel) -> str:
    """Open the first application; returns its id."""
    (application, *_) = panel.log.applications["id"]
    panel.open(application)
    return application


def cells(panel: SeasonPanel) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in panel.table.rows]


def test_an_application_is_listed_with_what_comes_next(panel: SeasonPanel) -> None:
    (row,) = cells(panel)

    assert row[0] == "Northwind Health · Data Analyst Intern"
    assert row[1] == "After round 1"
    assert "Thank" in row[2]


def test_the_board_has_the_same_applications(panel: SeasonPanel) -> None:
    waiting = next(c for c in panel.board.columns if c["name"] == "Waiting")

    assert [card["name"] for card in waiting["cards"]] == ["Northwind Health · Data Analyst Intern"]


def test_an_application_without_an_interview_is_at_home(panel: SeasonPanel) -> None:
    panel.log.add("applications", {"company": "Fernwood"}, now=NOW, action="Added")
    panel.redraw()

    assert ["Fernwood", "Applied"] in [row[:2] for row in cells(panel)]


def test_thirty_applications_can_all_be_reached(log: FollowUpLog, clock) -> None:
    for number in range(30):
        log.add("applications", {"company": f"Employer {number}"}, now=NOW, action="Added")

    assert len(SeasonPanel(log, clock=clock).table.rows) == 30


def test_one_application_shows_its_timeline(panel: SeasonPanel) -> None:
    application = opened(panel)
    note = {"application_id": application, "kind": "thank_you", "body": "Thank you for today."}
    panel.log.record_sent(note, at=at(15, 16), now=NOW)
    panel.redraw()

    shown = html_of(panel.detail)
    assert "Interview, round 1: took place, with Priya Nair, Tomás Ortega and Wen Li." in shown
    assert "Thank you for today." in shown


def test_wrong_news_is_taken_out_without_undoing_what_came_after(panel: SeasonPanel) -> None:
    application = opened(panel)
    wrong = {"application_id": application, "outcome": "rejected", "at": at(3, 9)}
    panel.log.record_outcome(wrong, now=at(3, 9))
    panel.log.record_sent({"application_id": application}, at=at(15, 16), now=NOW)
    panel.redraw()

    entry = next(card for card in panel.detail.children[2:] if "Rejected" in html_of(card))
    press(entry, "Take out")

    assert panel.log.outcomes.empty
    assert len(panel.log.messages) == 1
    assert panel.status.text == "Taken out. Undo brings it back."


def test_a_message_is_corrected_in_its_place(panel: SeasonPanel) -> None:
    application = opened(panel)
    panel.log.record_sent({"application_id": application}, at=at(15, 16), now=NOW)
    panel.redraw()
    entry = next(card for card in panel.detail.children if "Thank-you note" in html_of(card))

    press(entry, "Change")
    panel._form.when.clock_time.value = dt.time(15, 30)
    press(panel.detail, "Save")

    assert panel.log.messages["at"][0] == at(15, 15, 30)


def test_a_message_that_came_back_does_not_count_as_sent(panel: SeasonPanel) -> None:
    application = opened(panel)
    panel.log.record_sent({"application_id": application}, at=at(15, 16), now=NOW)
    panel.redraw()

    press(panel.detail, "It came back")

    assert panel.log.messages["state"].tolist() == ["bounced"]
    assert "It came back" not in buttons(panel.detail)


def test_an_offer_can_have_an_answer_day(panel: SeasonPanel) -> None:
    opened(panel)

    press(panel.detail, "Add news")
    panel._form.fields["outcome"].value = "offer"
    panel._form.decide_by.show(at(18, 17), "America/New_York")
    press(panel.detail, "Save")

    assert panel.log.outcomes["decide_by"][0] == at(18, 17)
    assert "Your answer is wanted by Fri 17:00" in html_of(panel.detail)


def test_what_is_refused_is_marked_in_the_form(panel: SeasonPanel) -> None:
    opened(panel)
    press(panel.detail, "Add a message")

    panel._form.when.show(None, "America/New_York")
    press(panel.detail, "Save")

    assert "`When` is empty" in panel.status.text
    assert "fk-wrong" in panel._form.when.day._dom_classes


def test_two_applications_are_joined_and_parted(panel: SeasonPanel) -> None:
    second = {**INTERVIEW, "starts_at": at(10, 9), "ends_at": at(10, 10)}
    other = APPLICATION | {"company": "Northwind Health Inc."}
    panel.log.add_interview(second, application=other, now=NOW)
    panel.redraw()
    opened(panel)
    choice = panel.detail.children[-1].children[1].children[0]

    choice.value = choice.options[1][1]
    press(panel.detail, "Join them")

    assert len(panel.log.applications) == 1
    assert len(panel.log.interviews) == 2
    press(panel.detail, "Make it an application of its own")
    assert len(panel.log.applications) == 2


def test_nothing_is_open_after_an_application_is_taken_out(panel: SeasonPanel) -> None:
    opened(panel)

    press(panel.detail, "Take out this application")

    assert panel.log.is_empty
    assert panel.detail.layout.display == "none"


@pytest.mark.parametrize("shown", ["Something to do", "Waiting"])
def test_applications_can_be_filtered(panel: SeasonPanel, shown: str) -> None:
    panel.log.add("applications", {"company": "Fernwood"}, now=NOW, action="Added")
    panel.redraw()

    panel.shown.value = shown

    assert [row[0] for row in cells(panel)] == ["Northwind Health · Data Analyst Intern"]


def test_an_offer_after_a_no_is_an_offer_and_the_path_can_be_read(panel: SeasonPanel) -> None:
    application = opened(panel)
    for outcome, moment in (("rejected", at(15, 16)), ("offer", at(15, 16, 20))):
        news = {"application_id": application, "outcome": outcome, "at": moment}
        panel.log.record_outcome(news, now=NOW)
    panel.redraw()

    assert "So far: Rejected, then Offer." in html_of(panel.detail)
    assert cells(panel)[0][1] == "Offer"
