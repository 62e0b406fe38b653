import datetime as dt

import pytest

from followup_kit.log.log import FollowUpLog, open_sample
from followup_kit.log.schema import Application
from followup_kit.plan.steps import Action
from followup_kit.widgets.plan.panel import PlanPanel, plan_panel
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL, at
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
    assert "</svg> Now</span>" in html_of(panel.cards.children[0])


def test_when_all_is_done_the_panel_is_calm(panel: PlanPanel) -> None:
    thank_everybody(panel.log)

    panel.look_again()

    assert panel.cards.children == ()
    assert "Nothing to do until Fri 30 Oct" in panel.calm.value
    assert "To wait for: 1" in panel.waiting.value


def test_write_it_now_opens_a_draft_for_that_person(panel: PlanPanel) -> None:
    press(panel.cards.children[1], "Write it now")

    assert panel.writer is not None
    assert panel.writer.note.editor.body.startswith("Dear Tomás,")
    assert panel._plan.layout.display == "none"


def test_a_note_written_there_leaves_the_plan(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Write it now")
    assert panel.writer is not None
    panel.writer.sent.click()

    press(panel.view, "Back to the plan")

    assert len(panel.cards.children) == 2
    assert panel._plan.layout.display == ""


def test_a_note_that_was_sent_already_is_recorded(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "I sent it already")
    press(panel.view, "Save the time")

    assert panel.log.messages["state"].tolist() == ["sent"]
    assert len(panel.cards.children) == 2
    assert panel.status.text == "Thank-you note to Northwind Health: marked as sent."


def test_marking_as_sent_can_be_undone(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "I sent it already")
    press(panel.view, "Save the time")

    panel.status.undo.click()

    assert len(panel.cards.children) == 3


def test_news_changes_the_plan(panel: PlanPanel) -> None:
    panel.views.buttons["I got an answer or other news"].value = True
    panel.news.news.value = "rejected"

    press(panel.views, "Record it")

    assert Action.SEND_THANK_YOU not in {step.action for step in panel.steps}
    assert not any(made.value for made in panel.views.buttons.values())


def test_a_long_silence_can_be_closed(panel_log: FollowUpLog) -> None:
    thank_everybody(panel_log)
    panel = plan_panel(panel_log, clock=lambda: at(5, 10, month=11))
    assert buttons(panel.cards) == ["Close it as unanswered", "Later, or not at all"]

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


def planned(log: FollowUpLog) -> None:
    """An interview with two people, planned when it was still to come."""
    times = {"starts_at": at(15, 9), "ends_at": at(15, 10), "timezone": "America/New_York"}
    people = [{"name": "Ana Sousa", "email": "ana@example.com"}, {"name": "Bo Lund"}]
    log.add_interview(times, people, application={"company": "Elsewhere"}, now=at(14, 9))


def test_an_interview_is_confirmed_in_three_presses(log: FollowUpLog, clock) -> None:
    planned(log)
    panel = plan_panel(log, clock=clock)

    press(panel.cards, "Say what happened")
    press(panel.view, "It took place")

    interview = log.interviews.iloc[0]
    assert (interview["status"], interview["due_at"]) == ("completed", at(17, 10))
    assert "Thank Ana Sousa" in html_of(panel.cards)


def test_confirming_records_who_was_not_there_and_the_date(log: FollowUpLog, clock) -> None:
    planned(log)
    panel = plan_panel(log, clock=clock)
    press(panel.cards, "Say what happened")
    desk = panel.desk.children[1]
    desk.met[log.interviewers["id"][1]].value = False
    desk.decision_on.value = dt.date(2026, 9, 25)

    press(panel.view, "It took place")

    assert log.interviewers["met"].tolist() == [True, False]
    assert log.histories()[0].interviews[0].stated_decision_on == dt.date(2026, 9, 25)
    panel.status.undo.click()
    assert log.interviews["status"].tolist() == ["scheduled"]


def test_an_interview_that_was_cancelled_is_recorded(log: FollowUpLog, clock) -> None:
    planned(log)
    panel = plan_panel(log, clock=clock)
    press(panel.cards, "Say what happened")

    press(panel.view, "It did not take place")

    assert log.interviews["status"].tolist() == ["cancelled_by_employer"]


def test_a_step_can_be_put_off_with_a_reason(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Later, or not at all")
    panel.desk.children[1].reason.value = "no internet today"

    press(panel.view, "Remind me then")

    assert len(panel.cards.children) == 2
    assert "You put it off until Wed 18:00: no internet today." in panel.waiting.value
    panel.status.undo.click()
    assert len(panel.cards.children) == 3


def test_a_step_can_get_a_time_of_its_own(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Later, or not at all")
    press(panel.view, "I do it then")

    text = html_of(panel.cards.children[0])
    assert "you do it Wed 18:00" in text
    assert "by Wed 15:00" in text


def test_a_step_can_be_left_out(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Later, or not at all")
    press(panel.view, "Leave it out")

    assert len(panel.cards.children) == 2
    assert panel.status.text == "Left out. Undo brings it back."


def test_a_moment_that_has_passed_is_refused(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Later, or not at all")
    panel.desk.children[1].when.day.value = dt.date(2026, 9, 14)

    press(panel.view, "Remind me then")

    assert "still to come" in panel.status.text
    assert len(panel.log.table("marks")) == 0


def test_they_asked_not_to_be_written_to(panel: PlanPanel) -> None:
    press(panel.cards.children[0], "Later, or not at all")
    press(panel.view, "They asked me not to write")

    row = panel.log.applications["id"][0]
    assert panel.log.get(Application, row).contact_instruction == "no_contact"
    assert panel.cards.children == ()


def test_the_month_shows_what_is_due_when(panel: PlanPanel) -> None:
    assert "September 2026" in panel.month.value
    assert "15 today" in panel.month.value
    assert panel.month.value.count("Thank Priya Nair") == 1


def test_another_preset_is_only_looked_at(panel: PlanPanel) -> None:
    panel.views.buttons["What if"].value = True
    panel.preset.value = "internship"
    assert "nothing would change" in panel.what_if.value

    panel.preset.value = "general"

    assert "<td>Wed 15:00</td><td>Thu 15:00</td>" in panel.what_if.value
    assert panel.log.applications["preset"].tolist() == ["internship"]


def test_deadlines_go_to_any_calendar(panel: PlanPanel) -> None:
    sent = []
    panel.calendar.send = lambda message, buffers: sent.append((message, buffers))

    panel.calendar._hand_over({"wanted": True})

    (message, (content,)) = sent[0]
    assert message == {"name": "follow-ups.ics"}
    # Three deadlines, the interview itself, and "say how it went", which is over.
    assert content.count(b"BEGIN:VEVENT") == 5
    assert b"Thank Priya Nair" in content


def test_only_one_view_is_open(panel: PlanPanel) -> None:
    panel.views.buttons["Show the month"].value = True
    panel.views.buttons["What if"].value = True

    assert [made.value for made in panel.views.buttons.values()] == [False, False, True]


def test_contradictions_and_judgement_are_said(panel: PlanPanel) -> None:
    text = html_of(panel.cards.children[0])

    assert "The sources disagree" in text


def test_an_entry_that_cannot_be_right_is_put_right(panel_log: FollowUpLog, clock) -> None:
    ids = {
        "application_id": panel_log.applications["id"][0],
        "interview_id": panel_log.interviews["id"][0],
        "covers": [panel_log.interviewers["id"][0]],
    }
    panel_log.record_received({**ids, "kind": "acknowledgement"}, at=at(15, 15, 30), now=NOW)
    row = panel_log.messages["id"][0]
    panel_log.change(
        "interviews",
        ids["interview_id"],
        {"starts_at": at(15, 16), "ends_at": at(15, 16, 10)},
        now=NOW,
    )
    panel = plan_panel(panel_log, clock=clock)
    press(panel.cards.children[0], "Put it right")
    panel.desk.children[1].when.clock_time.value = dt.time(16, 20)

    press(panel.view, "Save the time")

    assert panel_log.messages.set_index("id")["at"][row] == at(15, 16, 20)
    assert Action.FIX_RECORD not in {step.action for step in panel.steps}


def test_an_assumed_zone_opens_the_form(panel_log: FollowUpLog, clock) -> None:
    row = panel_log.interviews["id"][0]
    panel_log.change("interviews", row, {"timezone_assumed": True}, now=NOW)
    panel = plan_panel(panel_log, clock=clock)

    press(panel.cards.children[0], "Put it right")
    press(panel.view, "Save this interview")

    assert panel_log.interviews["timezone_assumed"].tolist() == [False]


TEN_DAYS = [
    (0, "Thank Mei-Ling Hsu now. It was due Thu 1 Oct, 15:00 (4 days ago).", 5),
    (1, "Thank Mei-Ling Hsu now. It was due Thu 1 Oct, 15:00 (5 days ago).", 5),
    (2, "Thank Mei-Ling Hsu now. It was due Thu 1 Oct, 15:00 (6 days ago).", 5),
    (3, "Say how your interview with Kestrelmoor Analytics went.", 8),
    (7, "Say how your interview with Kestrelmoor Analytics went.", 6),
    (10, "Say how your interview with Kestrelmoor Analytics went.", 5),
]


@pytest.mark.parametrize(("days", "title", "cards"), TEN_DAYS)
def test_ten_days_of_the_sample_student(sample: FollowUpLog, days, title, cards) -> None:
    now = sample.settings.stands_at + dt.timedelta(days=days)

    panel = plan_panel(sample, clock=lambda: now)

    assert title in html_of(panel.cards.children[0])
    assert len(panel.cards.children) == cards


def test_a_judgement_names_what_else_is_possible() -> None:
    assert "Also possible: " in html_of(plan_panel(open_sample()).cards)


def planned_today(log: FollowUpLog) -> str:
    """An interview with one person that was planned for noon today."""
    fields = {**INTERVIEW, "starts_at": at(15, 12), "ends_at": at(15, 13), "status": "scheduled"}
    return log.add_interview(fields, PANEL[:1], application=APPLICATION, now=at(14, 9))


def test_a_moved_interview_gets_its_new_time(log: FollowUpLog, clock) -> None:
    row = planned_today(log)
    panel = plan_panel(log, clock=clock)
    press(panel.view, "Say what happened")
    desk = panel.desk.children[1]

    desk.new_day.value, desk.new_start.value = dt.date(2026, 9, 17), dt.time(10)
    press(panel.desk, "Save the new time")

    (moved,) = log.interviews.to_dict("records")
    assert (moved["id"], moved["status"], moved["starts_at"]) == (row, "scheduled", at(17, 10))
    assert not any("Thank" in html_of(card) for card in panel.cards.children)


def test_a_new_time_without_a_day_is_asked_for(log: FollowUpLog, clock) -> None:
    planned_today(log)
    panel = plan_panel(log, clock=clock)
    press(panel.view, "Say what happened")

    press(panel.desk, "Save the new time")

    assert "`Moved to` is empty" in panel.status.text


def test_a_scheduled_note_waits_for_its_time(panel_log: FollowUpLog, clock) -> None:
    panel = plan_panel(panel_log, clock=clock)
    press(panel.cards.children[0], "I sent it already")
    desk = panel.desk.children[1]

    desk.state.value = "scheduled"
    desk.when.show(at(16, 8), "America/New_York")
    press(panel.desk, "Save the time")

    assert panel_log.messages["state"].tolist() == ["scheduled"]
    assert panel_log.messages["at"][0] == at(16, 8)
