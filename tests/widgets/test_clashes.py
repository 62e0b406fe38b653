"""Two tabs on one log: a stale edit is refused with both values, and a person chooses."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.practice.editing import class_practice
from followup_kit.widgets.log.panel import LogPanel
from followup_kit.widgets.plan.panel import PlanPanel
from followup_kit.widgets.presets.panel import PresetsPanel
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.start.panel import StartPanel
from followup_kit.widgets.write.panel import WritePanel
from tests.conftest import INTERVIEW, NOW, at
from tests.widgets.conftest import html_of, press
from tests.widgets.test_write_panel import type_text


@pytest.fixture
def other(panel_log: FollowUpLog, log_path: Path) -> FollowUpLog:
    """The same log, open in another tab."""
    opened = open_log(log_path)
    yield opened
    opened.close()


def row_of(log: FollowUpLog, table: str) -> str:
    return log.table(table)["id"][0]


def open_interview(log: FollowUpLog, clock) -> LogPanel:
    panel = LogPanel(log, clock=clock)
    press(panel.listed, "Change")
    return panel


def change_form(field: str, value: Any) -> Callable[[FollowUpLog, Any], Panel]:
    def type_it(log: FollowUpLog, clock) -> LogPanel:
        panel = open_interview(log, clock)
        panel.form.fields[field].value = value
        return panel

    return type_it


def rename_person(log: FollowUpLog, clock) -> LogPanel:
    panel = open_interview(log, clock)
    panel.form.people.rows[0].fields["name"].value = "Priya N. Nair"
    return panel


def type_name(log: FollowUpLog, clock) -> StartPanel:
    panel = StartPanel(log, clock=clock)
    panel.fields["student"].value = "Sam Rivera"
    return panel


EDITS = {
    "interview form, employer's field": (
        change_form("notes", "mine"),
        ("applications", "notes", "theirs"),
        "Save this interview",
        "mine",
    ),
    "interview form, time": (
        change_form("start", dt.time(13)),
        ("interviews", "starts_at", at(15, 12)),
        "Save this interview",
        at(15, 13),
    ),
    "interview form, person": (
        rename_person,
        ("interviewers", "name", "P. Nair"),
        "Save this interview",
        "Priya N. Nair",
    ),
    "settings": (
        type_name,
        ("settings", "student", "Ana Sousa"),
        "Save this about me",
        "Sam Rivera",
    ),
}


def change(log: FollowUpLog, table: str, field: str, value: Any) -> None:
    row = "settings" if table == "settings" else row_of(log, table)
    log.change(table, row, {field: value}, now=NOW)


def value_of(log: FollowUpLog, table: str, field: str) -> Any:
    return getattr(log.records(table)[0], field)


@pytest.mark.parametrize(("edit", "theirs", "save", "mine"), EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("choice", ["Keep mine", "Take the other"])
def test_a_stale_edit_asks_and_saves_what_is_chosen(
    panel_log, other, clock, edit, theirs, save, mine, choice
) -> None:
    table, field, value = theirs
    panel = edit(panel_log, clock)
    change(other, table, field, value)

    press(panel.view, save)
    assert value_of(panel_log, table, field) == value
    assert "what you typed is still here" in panel.status.text

    press(panel.clashes, choice)
    assert value_of(panel_log, table, field) == (mine if choice == "Keep mine" else value)
    assert panel.clashes.children == ()
    assert panel.log.past.conflicts() == []


def test_both_values_are_shown_as_people_read_them(panel_log, other, clock) -> None:
    panel = change_form("start", dt.time(13))(panel_log, clock)
    change(other, "interviews", "starts_at", at(15, 12))

    panel.save.click()

    shown = html_of(panel.clashes)
    assert "Starts of the interview: which one stays?" in shown
    assert "Tue 15 Sep, 17:00" in shown
    assert "Tue 15 Sep, 16:00" in shown


def test_a_field_nobody_touched_here_is_taken_without_asking(panel_log, other, clock) -> None:
    panel = change_form("notes", "mine")(panel_log, clock)
    change(other, "applications", "position", "Analyst")

    panel.save.click()

    application = panel_log.records("applications")[0]
    assert (application.notes, application.position) == ("mine", "Analyst")
    assert panel.clashes.children == ()


def test_the_due_time_follows_the_time_that_was_chosen(panel_log, other, clock) -> None:
    panel = change_form("start", dt.time(13))(panel_log, clock)
    change(other, "interviews", "ends_at", at(15, 14, 30))

    panel.save.click()

    interview = panel_log.records("interviews")[0]
    assert (interview.starts_at, interview.ends_at) == (at(15, 13), at(15, 14, 30))
    assert interview.due_at == at(16, 14, 30)


def test_each_question_waits_for_its_own_answer(panel_log, other, clock) -> None:
    panel = open_interview(panel_log, clock)
    for field in ("notes", "contact_instruction"):
        panel.form.fields[field].value = {"notes": "mine"}.get(field, "no_contact")
    change(other, "applications", "notes", "theirs")
    change(other, "interviews", "contact_instruction", "no_status")
    panel.save.click()

    (notes,) = [card for card in panel.clashes.children if "Notes of" in html_of(card)]
    press(notes, "Keep mine")
    assert "yours stays" in html_of(panel.clashes)
    assert value_of(panel_log, "applications", "notes") == "theirs"
    press(panel.clashes, "Take the other")

    assert value_of(panel_log, "applications", "notes") == "mine"
    assert value_of(panel_log, "interviews", "contact_instruction") == "no_status"


def test_a_form_brought_back_after_a_restart_remembers_what_it_showed(
    panel_log, other, clock, log_path
) -> None:
    change_form("notes", "mine")(panel_log, clock)
    change(other, "applications", "notes", "theirs")

    again = LogPanel(open_log(log_path), clock=clock)
    again.save.click()

    assert "theirs" in html_of(again.clashes)
    assert value_of(again.log, "applications", "notes") == "theirs"


@pytest.mark.parametrize(
    ("choice", "left"), [("Keep mine", ["Northwind Health"]), ("Take the other", [])]
)
def test_an_interview_taken_out_elsewhere_is_asked_about(
    panel_log, other, clock, choice, left
) -> None:
    panel = change_form("notes", "mine")(panel_log, clock)
    other.remove("applications", row_of(other, "applications"), now=NOW)

    panel.save.click()
    assert "Taken out or kept" in html_of(panel.clashes)
    press(panel.clashes, choice)

    assert panel_log.applications["company"].tolist() == left
    assert len(panel_log.interviewers) == 3 * len(left)


def test_a_second_round_for_an_application_changed_elsewhere_is_asked_about(
    panel_log, other, clock
) -> None:
    panel = LogPanel(panel_log, clock=clock)
    fields = panel.form.fields
    fields["application"].value = row_of(panel_log, "applications")
    fields["day"].value, fields["start"].value = dt.date(2026, 9, 22), dt.time(10)
    fields["zone"].value, fields["notes"].value = "America/New_York", "mine"
    change(other, "applications", "notes", "theirs")

    panel.save.click()
    assert len(panel_log.interviews) == 1
    press(panel.clashes, "Keep mine")

    assert len(panel_log.interviews) == 2
    assert value_of(panel_log, "applications", "notes") == "mine"


def test_emptying_the_form_ends_the_question(panel_log, other, clock) -> None:
    panel = change_form("notes", "mine")(panel_log, clock)
    change(other, "applications", "notes", "theirs")
    panel.save.click()

    panel.clear.click()

    assert panel.clashes.children == ()


def test_what_is_typed_is_not_replaced_by_what_another_tab_saves(panel_log, other, clock) -> None:
    panel = type_name(panel_log, clock)
    other.change_settings({"student": "Ana Sousa", "timezone": "Europe/London"}, now=NOW)

    panel.look_again()

    assert panel.fields["student"].value == "Sam Rivera"
    assert panel.fields["timezone"].value == "London (Europe/London)"


def test_nothing_is_drawn_while_a_field_has_the_focus(panel_log, other, clock) -> None:
    panel = StartPanel(panel_log, clock=clock)
    panel.ground.busy = True
    other.change_settings({"student": "Ana Sousa"}, now=NOW)

    panel.look_again()
    assert panel.fields["student"].value == ""

    panel.ground.busy = False
    panel.look_again()
    assert panel.fields["student"].value == "Ana Sousa"


def test_keeping_a_form_does_not_hide_what_another_tab_wrote(panel_log, other, clock) -> None:
    panel = LogPanel(panel_log, clock=clock)
    fields = {"company": "Elsewhere"}
    other.add_interview(INTERVIEW, application=fields, now=NOW)
    panel.form.fields["company"].value = "Being typed"

    panel.look_again()

    assert "Elsewhere" in html_of(panel.listed)


# The write panel


@pytest.fixture
def writer(panel_log: FollowUpLog, clock) -> WritePanel:
    return WritePanel(panel_log, clock=clock)


@pytest.fixture
def second(other: FollowUpLog, writer: WritePanel, clock) -> WritePanel:
    """The same person open in another tab."""
    return WritePanel(other, person=writer.person.value, clock=clock)


def bodies(log: FollowUpLog) -> list[str]:
    log.refresh()
    return log.messages["body"].tolist()


def test_an_idle_note_follows_the_other_tab(writer: WritePanel, second: WritePanel) -> None:
    type_text(second, "Dear Priya, from the other tab.")

    writer.look_again()

    assert writer.note.editor.body == "Dear Priya, from the other tab."


@pytest.mark.parametrize("kept_first", [True, False], ids=["one draft", "two new drafts"])
@pytest.mark.parametrize("choice", ["Keep mine", "Take the other"])
def test_two_texts_of_one_note_are_both_shown(writer, second, kept_first, choice) -> None:
    if kept_first:
        type_text(writer, "Dear Priya, a start.")
        second.look_again()
    type_text(second, "Dear Priya, from the other tab.")

    type_text(writer, "Dear Priya, from this tab.")
    assert bodies(writer.log) == ["Dear Priya, from the other tab."]
    assert writer.note.editor.body == "Dear Priya, from this tab."
    assert "Your note: which one stays?" in html_of(writer.clashes)

    press(writer.clashes, choice)
    chosen = "this tab" if choice == "Keep mine" else "the other tab"
    assert bodies(writer.log) == [f"Dear Priya, from {chosen}."]
    assert writer.note.editor.body == f"Dear Priya, from {chosen}."
    versions = [version[1]["body"] for version in writer.note._versions]
    assert {"Dear Priya, from this tab.", "Dear Priya, from the other tab."} <= set(versions)


def test_a_text_in_question_is_set_aside_when_another_person_is_opened(writer, second) -> None:
    first = writer.person.value
    type_text(second, "Dear Priya, from the other tab.")
    type_text(writer, "Dear Priya, from this tab.")

    writer.person.value = writer.person.options[1][1]
    writer.person.value = first

    assert writer.note.editor.body == "Dear Priya, from the other tab."
    assert "Dear Priya, from this tab." in [v[1]["body"] for v in writer.note._versions]


def test_typing_at_a_note_that_was_sent_elsewhere_begins_a_new_draft(writer, second) -> None:
    type_text(writer, "Dear Priya, thank you.")
    second.look_again()
    second.sent.click()

    type_text(writer, "Dear Priya, thank you once more.")

    assert bodies(writer.log) == ["Dear Priya, thank you.", "Dear Priya, thank you once more."]
    assert writer.log.messages["state"].tolist() == ["sent", "draft"]
    assert "marked as sent elsewhere" in writer.status.text


def test_a_note_sent_elsewhere_is_not_sent_twice_at_two_times(writer, second) -> None:
    type_text(writer, "Dear Priya, thank you.")
    second.look_again()
    second.when.show(at(15, 15, 45), "America/New_York")
    second.sent.click()

    writer.sent.click()
    assert "Your note: which one stays?" in html_of(writer.clashes)
    press(writer.clashes, "Take the other")

    assert writer.log.messages["at"].tolist() == [at(15, 15, 45)]


@pytest.mark.parametrize("choice", ["Keep mine", "Take the other"])
def test_a_fact_changed_elsewhere_is_asked_about(writer, other, choice) -> None:
    change(other, "applications", "interest", "theirs")
    writer.facts.fields["interest"].value = "mine"
    assert value_of(writer.log, "applications", "interest") == "theirs"

    press(writer.clashes, choice)

    chosen = "mine" if choice == "Keep mine" else "theirs"
    assert value_of(writer.log, "applications", "interest") == chosen
    assert writer.facts.fields["interest"].value == chosen


def test_facts_typed_twice_here_do_not_clash_with_themselves(writer: WritePanel) -> None:
    for text in ("first", "second", "third"):
        writer.facts.fields["interest"].value = text

    assert value_of(writer.log, "applications", "interest") == "third"
    assert writer.clashes.children == ()


def test_an_idle_fact_follows_the_other_tab(writer: WritePanel, other: FollowUpLog) -> None:
    change(other, "applications", "interest", "the work with real patients")

    writer.look_again()

    assert writer.facts.fields["interest"].value == "the work with real patients"
    assert "the work with real patients" in writer.note.editor.body


def test_text_typed_last_stays_with_its_person(panel_log, clock) -> None:
    """The last keys arrive, and another person is chosen before they are kept."""
    panel = WritePanel(panel_log, clock=clock)
    first, second = (person for _, person in panel.person.options[:2])
    panel._keep._timer = Timer()
    panel.note._quiet = True
    type_text(panel, "Dear Priya, typed last.")

    panel.person.value = second

    assert panel_log.messages["covers"].tolist() == [(first,)]


class Timer:
    """Stands for a timer that has not run out."""

    def cancel(self) -> None:
        pass


def test_a_template_changed_elsewhere_is_asked_about(writer, other) -> None:
    mine = writer.templates
    mine.name.value, mine.text.value = "Short", "Dear {{ first_name }}"
    press(mine, "Keep it")
    other.refresh()
    change(other, "templates", "text", "Hello {{ first_name }}")
    mine.text.value = "Good day {{ first_name }}"

    press(mine, "Keep it")
    assert value_of(writer.log, "templates", "text") == "Hello {{ first_name }}"
    press(writer.clashes, "Keep mine")

    assert value_of(writer.log, "templates", "text") == "Good day {{ first_name }}"


# The desks of the plan


def test_confirming_an_interview_that_was_moved_elsewhere_is_asked_about(
    log: FollowUpLog, log_path, clock
) -> None:
    planned = {**INTERVIEW, "status": "scheduled"}
    log.add_interview(planned, application={"company": "Northwind Health"}, now=NOW)
    panel = PlanPanel(log, clock=clock)
    press(panel.cards, "Say what happened")
    other = open_log(log_path)
    change(other, "interviews", "status", "rescheduled")

    press(panel.desk, "It took place")
    assert value_of(log, "interviews", "status") == "rescheduled"
    press(panel.clashes, "Keep mine")

    assert value_of(log, "interviews", "status") == "completed"
    assert panel.desk.children == ()
    other.close()


# The presets of a class


@pytest.mark.parametrize(("choice", "hours"), [("Keep mine", 36), ("Take the other", 40)])
def test_presets_changed_by_two_coaches_are_asked_about(tmp_path, choice, hours) -> None:
    mine, theirs = PresetsPanel(tmp_path), PresetsPanel(tmp_path)
    mine.fields["due_hours"].value, theirs.fields["due_hours"].value = 36, 40
    theirs.fields["target_hours"].value = 20
    press(theirs.view, "Keep for my class")

    press(mine.view, "Keep for my class")
    assert class_practice(tmp_path).preset("general").due_hours == 40
    press(mine.clashes, choice)

    kept = class_practice(tmp_path).preset("general")
    assert (kept.due_hours, kept.target_hours) == (hours, 20)
