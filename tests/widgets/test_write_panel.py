import datetime as dt
from html import unescape
from urllib.parse import parse_qs, urlsplit

import ipywidgets as widgets
import pytest

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.shared import button
from followup_kit.widgets.write.panel import WritePanel, write_panel
from followup_kit.write.facts import KINDS
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL, at
from tests.widgets.conftest import buttons, html_of, press


@pytest.fixture
def panel(panel_log: FollowUpLog, clock) -> WritePanel:
    panel_log.change_settings({"student": "Sam Rivera"}, now=NOW)
    return WritePanel(panel_log, clock=clock)


def type_text(panel: WritePanel, text: str) -> None:
    panel.note.editor.is_typed = True
    panel.note.editor.body = text


def names(panel: WritePanel) -> list[str]:
    return [label for label, _ in panel.person.options]


def test_the_person_due_first_is_open(panel: WritePanel) -> None:
    assert names(panel)[0] == "Priya Nair, Northwind Health (note due)"
    assert panel.note.editor.body.startswith("Dear Priya,")
    assert "the move to R" in panel.note.editor.body


def test_each_person_gets_another_text(panel: WritePanel) -> None:
    first = panel.note.editor.body
    panel.person.value = panel.person.options[1][1]

    assert panel.note.editor.body.startswith("Dear Tomás,")
    assert panel.note.editor.body.split("\n")[2] != first.split("\n")[2]


def test_a_missing_fact_is_asked_for(panel: WritePanel) -> None:
    panel.person.value = panel.person.options[1][1]

    assert "What is one thing you and Tomás talked about?" in html_of(panel.facts)


def test_a_filled_fact_enters_the_draft_and_the_log(panel: WritePanel) -> None:
    panel.facts.fields["interest"].value = "the work with real patients"

    assert "the work with real patients" in panel.note.editor.body
    assert panel.log.applications["interest"].tolist() == ["the work with real patients"]


def test_a_text_that_was_typed_is_never_replaced_by_facts(panel: WritePanel) -> None:
    type_text(panel, "Dear Priya, my own words.")
    panel.facts.fields["interest"].value = "the work with real patients"

    assert panel.note.editor.body == "Dear Priya, my own words."


def test_findings_change_with_the_text(panel: WritePanel) -> None:
    before = {item["message"] for item in panel.note.findings.items}
    type_text(panel, panel.note.editor.body + "\nI expect your answer by Friday.")

    after = {item["message"] for item in panel.note.findings.items} - before
    assert any("demand" in message for message in after)
    assert "to look at" in panel.note.findings.summary


def test_every_finding_has_a_reason_and_a_source(panel: WritePanel) -> None:
    type_text(panel, "Hey [name], when I start I expect feedback!!")

    assert len(panel.note.findings.items) >= 4
    assert all(item["reason"] and item["sources"] for item in panel.note.findings.items)


def test_show_me_selects_the_words(panel: WritePanel) -> None:
    type_text(panel, panel.note.editor.body + "\nI expect your answer.")
    asked = []
    panel.note.editor.send = asked.append
    number = next(n for n, i in enumerate(panel.note.findings.items) if "demand" in i["message"])

    panel.note.findings._asked({"show": number})

    body = panel.note.editor.body
    assert body[asked[0]["start"] : asked[0]["end"]].startswith("I expect")


def test_a_typed_draft_is_kept_and_comes_back(panel: WritePanel, log_path, clock) -> None:
    type_text(panel, "Dear Priya, thank you.")

    again = WritePanel(open_log(log_path), clock=clock)

    assert again.note.editor.body == "Dear Priya, thank you."
    assert again.note.editor.is_typed


def test_a_draft_that_was_not_touched_is_not_kept(panel: WritePanel) -> None:
    assert len(panel.log.messages) == 0


def test_another_wording_and_back(panel: WritePanel) -> None:
    first = panel.note.editor.body

    panel.another.click()
    assert panel.note.editor.body != first
    panel.anew.click()
    assert panel.note.editor.body == first


def test_sending_is_recorded_and_the_next_note_waits_for_a_press(panel: WritePanel) -> None:
    text = panel.note.editor.body

    panel.sent.click()

    message = panel.log.messages.iloc[0]
    assert (message["state"], message["body"], message["at"]) == ("sent", text, NOW)
    assert panel.status.text == "Sent to Priya Nair, 16:30 today. Undo takes it back."
    assert panel.person.value == message["covers"][0]
    press(panel.after, "Next: write to Tomás Ortega")
    assert panel.note.editor.body.startswith("Dear Tomás,")


def test_a_second_press_marks_nobody_else(panel: WritePanel, monkeypatch) -> None:
    monkeypatch.setattr(button, "seconds", lambda: 100.0)

    panel.sent.click()
    panel.sent.click()

    assert len(panel.log.messages) == 1


def test_after_the_last_note_nothing_is_called_due(panel: WritePanel) -> None:
    for _ in range(3):
        panel.sent.click()
        if panel.after.children and isinstance(panel.after.children[0], widgets.Button):
            panel.after.children[0].click()

    assert "No other note is due." in html_of(panel.after)
    assert not any("(note due)" in name for name in names(panel))


def test_thanks_to_pass_on_are_kept_as_those_of_whom_they_reach(panel: WritePanel) -> None:
    for _ in range(2):
        panel.sent.click()
        panel.after.children[0].click()
    panel.sent.click()

    passed_on = panel.log.records("messages")[-1]
    (wen,) = (p.id for p in panel.log.records("interviewers") if p.name == "Wen Li")
    assert (passed_on.kind, passed_on.covers) == ("forward_request", (wen,))


def test_nobody_is_thanked_before_the_interview(log: FollowUpLog, clock) -> None:
    coming = {**INTERVIEW, "starts_at": at(20, 14), "ends_at": None, "status": "scheduled"}
    log.add_interview(coming, PANEL[:1], application=APPLICATION, now=NOW)
    panel = write_panel(log, clock=clock)
    panel.kind.value = "thank_you"

    panel.sent.click()

    assert "is still to come" in panel.status.text
    assert log.messages.empty


def test_the_kept_draft_becomes_the_sent_message(panel: WritePanel) -> None:
    type_text(panel, "Dear Priya, thank you.")

    panel.sent.click()

    assert panel.log.messages["state"].tolist() == ["sent"]
    assert panel.log.messages["body"].tolist() == ["Dear Priya, thank you."]


def test_an_earlier_time_can_be_given(panel: WritePanel) -> None:
    panel.when.day.value, panel.when.clock_time.value = dt.date(2026, 9, 15), dt.time(16)

    panel.sent.click()

    assert panel.log.messages["at"][0] == dt.datetime(2026, 9, 15, 20, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "hour", "message"),
    [
        (dt.date(2026, 9, 15), dt.time(13), "before the interview"),
        (dt.date(2026, 9, 16), dt.time(9), "in the future"),
        (dt.date(2026, 9, 15), None, "`At` is empty"),
    ],
)
def test_an_impossible_time_is_explained(panel, day, hour, message) -> None:
    panel.when.day.value, panel.when.clock_time.value = day, hour

    panel.sent.click()

    assert message in panel.status.text
    assert len(panel.log.messages) == 0


def test_undo_brings_the_person_back(panel: WritePanel) -> None:
    panel.sent.click()
    panel.status.undo.click()

    assert names(panel)[0].startswith("Priya Nair")


def test_the_mail_link_holds_the_whole_note(panel: WritePanel) -> None:
    href = unescape(panel.hand_over.mail.value.split('href="')[1].split('"')[0])

    split = urlsplit(href)
    assert split.path == "priya.nair@example.com"
    body = parse_qs(split.query)["body"][0]
    assert body.splitlines() == panel.note.editor.body.splitlines()


def test_a_text_too_long_for_a_link_says_so(panel: WritePanel) -> None:
    type_text(panel, "Thank you. " * 200)

    assert "Download it as a mail file" in panel.hand_over.problem.value
    assert panel.hand_over.copy.text == "Thank you. " * 200


def test_a_copy_of_another_note_is_found(panel: WritePanel) -> None:
    text = panel.note.editor.body
    panel.sent.click()
    type_text(panel, text.replace("Priya", "Tomás"))

    assert any("Priya" in item["message"] for item in panel.note.findings.items)


def test_formality_changes_the_greeting(panel: WritePanel) -> None:
    panel.formality.value = "warm"

    assert panel.note.editor.body.startswith("Hi Priya,")


def test_an_empty_log_offers_the_sample(log: FollowUpLog, clock) -> None:
    panel = write_panel(log, clock=clock)
    assert "Log an interview first" in html_of(panel.view)

    press(panel.view, "Try it with the sample log")

    assert "Made-up sample log" in html_of(panel.view)
    assert log.is_empty


def test_the_sample_does_not_offer_itself(sample: FollowUpLog) -> None:
    panel = write_panel(sample)

    assert "Try it with the sample log" not in buttons(panel.view)
    assert panel.note.editor.body


def test_a_read_only_log_says_that_nothing_is_kept(panel: WritePanel, monkeypatch) -> None:
    monkeypatch.setattr(panel.log._ledger.file, "read_only", "Not saved in my_log.db. Read only.")

    type_text(panel, "Dear Priya")

    assert panel.status.text == "Not saved in my_log.db. Read only."


def number_of(panel: WritePanel, words: str) -> int:
    items = panel.note.findings.items
    return next(n for n, item in enumerate(items) if words in item["message"])


def test_a_finding_can_be_left_with_a_reason(panel: WritePanel, log_path, clock) -> None:
    type_text(panel, panel.note.editor.body + "\nI expect your answer.")
    number = number_of(panel, "demand")

    panel.note.findings._asked({"dismiss": number, "reason": "They asked me to say so"})

    assert not any("demand" in item["message"] for item in panel.note.findings.items)
    assert panel.log.messages["dismissed"][0][0].startswith("demand: I expect")
    again = WritePanel(open_log(log_path), clock=clock)
    assert not any("demand" in item["message"] for item in again.note.findings.items)


def test_a_finding_that_was_left_comes_back_with_other_words(panel: WritePanel) -> None:
    type_text(panel, panel.note.editor.body + "\nI expect your answer.")
    panel.note.findings._asked({"dismiss": number_of(panel, "demand"), "reason": ""})

    type_text(panel, panel.note.editor.body + "\nI need an answer by Friday.")

    assert any("demand" in item["message"] for item in panel.note.findings.items)


MISSPELT = "Dear Pryia,\n\nI did recieve teh invitation. Thank you.\n\nBest,\nSam"


def test_what_is_found_is_underlined_in_its_place(panel: WritePanel) -> None:
    editor = panel.note.editor
    editor.body = MISSPELT

    marked = [editor.body[m["start"] : m["end"]] for m in editor.marks if m["where"] == "body"]
    assert {"Pryia", "recieve", "teh"} <= set(marked)
    assert editor.found_in["body"] == MISSPELT
    items = panel.note.findings.items
    assert all(items[mark["number"]]["level"] == mark["level"] for mark in editor.marks)


def test_all_that_is_certain_is_fixed_at_once(panel: WritePanel) -> None:
    panel.note.editor.body = MISSPELT
    panel.note.findings._asked({"fix_all": True})

    fixed = MISSPELT.replace("Pryia", "Priya").replace("recieve", "receive").replace("teh", "the")
    assert panel.note.editor.body == fixed
    assert not any(item["can_fix"] for item in panel.note.findings.items)


def test_a_certain_fix_is_made_when_asked_for(panel: WritePanel) -> None:
    type_text(panel, panel.note.editor.body.replace("Priya", "Pryia"))
    before = panel.note.editor.body

    panel.note.findings._asked({"fix": number_of(panel, "Pryia")})

    assert panel.note.editor.body == before.replace("Pryia", "Priya", 1)


def test_what_was_changed_in_the_draft_is_marked(panel: WritePanel) -> None:
    panel.note.views.buttons["What I changed in the draft"].value = True
    type_text(panel, panel.note.editor.body.replace("Dear Priya,", "Good morning Priya,"))

    assert "<del>Dear</del><ins>Good morning</ins>" in panel.note.changes.value


def test_earlier_versions_can_be_read(panel: WritePanel) -> None:
    type_text(panel, "Dear Priya, the first.")
    type_text(panel, "Dear Priya, the second.")

    assert len(panel.note.version.options) == 2
    panel.note.version.value = 1
    assert "the first" in panel.note.version_text.value


def test_the_advice_says_how_the_note_should_travel(panel: WritePanel) -> None:
    assert "mail" in panel._advice.value
    assert "[A11" in panel._advice.value


def test_a_card_can_be_printed(panel: WritePanel) -> None:
    panel.medium.value = "card"

    page = panel.hand_over._card("a6")
    assert page is not None
    assert b"Priya" in page
    assert panel.hand_over.mail.layout.display == "none"
    assert panel.hand_over.cards[0].layout.display == ""


def test_a_linkedin_text_is_short(panel: WritePanel) -> None:
    panel.medium.value = "linkedin"

    assert 0 < len(panel.note.editor.body) <= 1_900


def test_a_text_from_elsewhere_is_checked(panel: WritePanel) -> None:
    panel.paste.click()
    assert panel.note.editor.body == ""
    type_text(panel, "Dear Pria,\n\nThank you for your time.\n\nBest,\nSam")

    assert any("Pria" in item["message"] for item in panel.note.findings.items)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_note_has_a_draft(panel: WritePanel, kind: str) -> None:
    panel.kind.value = kind

    assert "Priya" in panel.note.editor.body


def test_facts_of_one_note_stay_with_it(panel: WritePanel, log_path, clock) -> None:
    panel.kind.value = "confirm_next_round"
    panel.facts.fields["meeting_time"].value = "Thursday 24 September at 10:00"
    assert "Thursday, September 24 at 10:00" in panel.note.editor.body

    again = WritePanel(open_log(log_path), clock=clock)
    again.kind.value = "confirm_next_round"

    assert again.facts.fields["meeting_time"].value == "Thursday 24 September at 10:00"
    again.kind.value = "thank_you"
    assert "24 September at 10:00" not in again.note.editor.body


def test_a_template_is_kept_used_and_removed(panel: WritePanel) -> None:
    own = panel.templates
    own.name.value = "Short"
    own.text.value = "Dear {{ first_name }}, thank you for {{ topic }}. {{ sender }}"

    press(own, "Keep it")
    press(own, "Use it for this note")

    assert panel.note.editor.body == "Dear Priya, thank you for the move to R. Sam Rivera"
    assert [label for label, _ in own.chosen.options] == ["A new template", "Short"]
    press(own, "Remove it")
    assert [label for label, _ in own.chosen.options] == ["A new template"]


def test_a_template_that_may_not_be_is_refused_with_its_line(panel: WritePanel) -> None:
    before = panel.note.editor.body
    panel.templates.name.value = "Bad"
    panel.templates.text.value = "Dear {{ first_name }},\n{{ sender.__class__ }}"

    press(panel.templates, "Use it for this note")
    assert "ine 2" in panel.status.text
    press(panel.templates, "Keep it")

    assert panel.note.editor.body == before
    assert len(panel.log.table("templates")) == 0


def test_note_that_should_wait_says_why_and_may_be_written(panel: WritePanel) -> None:
    panel.kind.value = "feedback_request"

    assert "No outcome is recorded yet" in panel.limit.children[0].value
    press(panel.limit, "Write it all the same")
    assert panel.limit.children == ()
    panel.formality.value = "warm"
    assert panel.limit.children == ()


def test_note_that_is_due_meets_no_limit(panel: WritePanel) -> None:
    assert panel.limit.children == ()


def test_brief_holds_what_is_ticked(panel: WritePanel) -> None:
    assert "the move to R" in panel.brief.copy.text

    panel.brief.ticks["topics"].value = False

    assert "the move to R" not in panel.brief.copy.text


def test_one_question_is_asked_at_a_time(panel: WritePanel) -> None:
    asked = [help_.value for help_ in panel.facts._help.values() if help_.value]

    assert len(asked) <= 1


def test_examples_of_the_kind_are_shown_when_asked_for(panel: WritePanel) -> None:
    assert panel.examples.good.value == ""

    panel.show_examples.value = True
    assert "Mira Okafor" in panel.examples.good.value
    panel.kind.value = "offer_decline"

    assert "the offer of the Archive Assistant" in panel.examples.good.value
