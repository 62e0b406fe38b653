import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.plan.steps import Action
from followup_kit.widgets.plan_panel import PlanPanel, plan_panel
from tests.conftest import NOW, at
from tests.widgets.conftest import buttons, html_of, press


@pytest.fixture
def panel(panel_log: FollowUpLog, clock) -> PlanPanel:
    return plan_panel(panel_log, clock=clock)


def thank_everybody(log: FollowUpLog, when=NOW) -> None:
    people = log.interviewers["id"].tolist()
    ids = {"application_id": log.applications["id"][0], "interview_id": log.interviews["id"][0]}
    for person in people:
        fields = {**ids, "kind": "thank_you", "covers": [person]}
        log.record_sent(fields, at=when, now=when)


def test_there_is_one_card_per_thing_to_do(panel: PlanPanel) -> None:
    texts = [html_of(card) for card in panel.cards.children]

    assert len(texts) == 3
    assert "Thank Priya Nair by Wed 15:00 (in 22 h)." in texts[0]
    assert "Northwind Health · Data Analyst Intern" in texts[0]


def test_a_card_says_why_with_sources(panel: PlanPanel) -> None:
    text = html_of(panel.cards.children[0])

    assert "Within 24 hours" in text
    assert "[A08" in text
    assert "A08, the internship guide: Send your note within 24 hours of the interview." in text


def test_urgency_is_a_word_and_not_only_a_colour(panel: PlanPanel) -> None:
    assert '<span class="fk-tag">Now</span>' in html_of(panel.cards.children[0])


def test_when_all_is_done_the_panel_is_calm(panel: PlanPanel) -> None:
    thank_everybody(panel.log)

    panel.look_again()

    assert panel.cards.children == ()
    assert "Nothing to do until Fri 30 Oct" in panel.calm.value
    assert "1 to wait for" in panel.waiting.value


def test_write_it_now_opens_a_draft_for_that_person(panel: PlanPanel) -> None:
    press(panel.cards.children[1], "Write it now")

    assert panel.writer is not None
    assert panel.writer.editor.body.startswith("Dear Tomás,")
    assert panel.cards.layout.display == "none"


def test_a_note_written_there_leaves_the_plan(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Write it now")
    assert panel.writer is not None
    panel.writer.sent.click()

    press(panel.view, "Back to the plan")

    assert len(panel.cards.children) == 2
    assert panel.cards.layout.display == ""


def test_a_note_that_was_sent_already_is_recorded(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "I sent it already")
    press(panel.view, "Save the time")

    assert panel.log.messages["state"].tolist() == ["sent"]
    assert len(panel.cards.children) == 2
    assert panel.status.text == "Marked as sent at Northwind Health."


def test_marking_as_sent_can_be_undone(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "I sent it already")
    press(panel.view, "Save the time")

    panel.status.undo.click()

    assert len(panel.cards.children) == 3


def test_news_changes_the_plan(panel: PlanPanel) -> None:
    panel.show_news.value = True
    panel.news.news.value = "rejected"

    press(panel.news_box, "Record it")

    assert Action.SEND_THANK_YOU not in {step.action for step in panel.steps}
    assert panel.show_news.value is False


def test_a_long_silence_can_be_closed(panel_log: FollowUpLog) -> None:
    thank_everybody(panel_log)
    panel = plan_panel(panel_log, clock=lambda: at(5, 10, month=11))
    assert buttons(panel.cards) == ["Close it as unanswered"]

    press(panel.cards, "Close it as unanswered")

    assert panel_log.outcomes["outcome"].tolist() == ["no_response"]


def test_an_empty_log_says_what_to_do(log: FollowUpLog, clock) -> None:
    panel = plan_panel(log, clock=clock)

    assert "Log an interview first" in html_of(panel.view)
    assert panel.calm.layout.display == "none"


def test_due_times_in_another_zone_show_both(panel: PlanPanel) -> None:
    panel.log.change_settings({"timezone": "Europe/London"}, now=NOW)

    panel.redraw()

    text = html_of(panel.cards.children[0])
    assert "by Wed 20:00" in text
    assert "due Wed 15:00 in America/New_York" in text


def test_the_sample_has_things_to_do(sample: FollowUpLog) -> None:
    panel = plan_panel(sample)

    actions = {step.action for step in panel.steps}
    assert {Action.SEND_THANK_YOU, Action.SEND_STATUS_CHECK} <= actions
    assert "Made-up sample log" in html_of(panel.status)
