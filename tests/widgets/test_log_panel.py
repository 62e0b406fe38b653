import datetime as dt
from typing import Any

import pytest

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.log.panel import LogPanel
from followup_kit.widgets.shared import button
from tests.conftest import NOW, at
from tests.widgets.conftest import buttons, html_of, press


@pytest.fixture
def panel(log: FollowUpLog, clock) -> LogPanel:
    return LogPanel(log, clock=clock)


def fill_in(panel: LogPanel, **other: Any) -> None:
    """Type in an interview with three people."""
    typed = {
        "company": "Northwind Health",
        "position": "Data Analyst Intern",
        "preset": "internship",
        "day": dt.date(2026, 9, 15),
        "start": dt.time(14),
        "end": dt.time(15),
        "zone": "America/New_York",
        **other,
    }
    for name, value in typed.items():
        panel.form.fields[name].value = value
    for name in ("Priya Nair", "Tomás Ortega", "Wen Li"):
        panel.form.people.rows[-1].fields["name"].value = name


def test_a_panel_interview_is_saved_with_its_people(panel: LogPanel) -> None:
    fill_in(panel)

    panel.save.click()

    assert panel.log.applications["company"].tolist() == ["Northwind Health"]
    assert panel.log.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]
    assert panel.status.text == "Interview at Northwind Health with 3 people is in your log."


def test_saving_stores_when_notes_are_due_and_by_which_preset(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()

    row = panel.log.interviews.iloc[0]
    assert (row["due_at"], row["policy"]) == (at(16, 15), "internship")


def test_an_interview_in_the_past_took_place(panel: LogPanel) -> None:
    fill_in(panel)
    assert panel.form.fields["status"].value == "completed"


def test_an_interview_in_the_future_is_planned(panel: LogPanel) -> None:
    fill_in(panel, day=dt.date(2026, 9, 20))
    panel.save.click()

    assert panel.log.interviews["status"].tolist() == ["scheduled"]
    assert panel.log.interviews["due_at"].isna().all()


def test_after_saving_the_form_is_empty(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()

    assert panel.form.fields["company"].value == ""
    assert panel.form.people.values() == []
    assert panel.form.fields["zone"].value == "America/New_York"


WRONG = {
    "no employer": ({"company": ""}, "`Employer` is empty. Fill it in."),
    "no date": ({"day": None}, "`Date` is empty. Fill it in."),
    "no start": ({"start": None}, "`From` is empty. Fill it in."),
    "end before start": ({"end": dt.time(13)}, "`Planned end` is not after the start."),
    "no zone": ({"zone": ""}, "Time zone: The time zone is empty. Type a city"),
    "unknown zone": ({"zone": "Gotham"}, "`Gotham` is not a place this workbook knows"),
    "a fixed offset": ({"zone": "EST"}, "Which place do you mean? Choose New York"),
    "future but done": (
        {"day": dt.date(2026, 9, 20), "status": "completed"},
        "This interview starts in the future",
    ),
    "hour that does not exist": (
        {"day": dt.date(2026, 3, 8), "start": dt.time(2, 30)},
        "02:30 does not exist on Sun 08 Mar 2026",
    ),
}


def test_a_city_is_enough_for_the_zone(panel: LogPanel) -> None:
    fill_in(panel, zone="Mumbai")
    panel.save.click()

    assert panel.log.interviews["timezone"].tolist() == ["Asia/Kolkata"]
    assert panel.log.applications["employer_timezone"].tolist() == ["Asia/Kolkata"]


def test_the_employers_zone_can_be_set_apart(panel: LogPanel) -> None:
    fill_in(panel, zone="Berlin", employer_zone="New York")
    panel.save.click()

    assert panel.log.interviews["timezone"].tolist() == ["Europe/Berlin"]
    assert panel.log.applications["employer_timezone"].tolist() == ["America/New_York"]


def test_a_corrected_zone_corrects_the_employers_too(panel: LogPanel) -> None:
    fill_in(panel, zone="Berlin")
    panel.save.click()
    panel.change(panel.log.interviews["id"][0])

    panel.form.fields["zone"].value = "New York"
    panel.save.click()

    assert panel.log.applications["employer_timezone"].tolist() == ["America/New_York"]
    assert panel.log.interviews["starts_at"][0] == at(15, 14)


def test_a_talk_may_end_after_midnight(panel: LogPanel) -> None:
    fill_in(panel, day=dt.date(2026, 9, 14), start=dt.time(23, 30), end=dt.time(0, 30))
    panel.save.click()

    assert panel.log.interviews["ends_at"][0] == at(15, 0, 30)


def test_the_real_end_is_kept(panel: LogPanel) -> None:
    fill_in(panel, ended=dt.time(15, 40))
    panel.save.click()

    assert panel.log.interviews["ended_at"][0] == at(15, 15, 40)


@pytest.mark.parametrize(("typed", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_entry_is_explained_and_kept_in_the_form(panel, typed, message) -> None:
    fill_in(panel, **typed)

    panel.save.click()

    assert message in panel.status.text
    assert panel.log.is_empty
    assert panel.form.fields["position"].value == "Data Analyst Intern"


def test_what_is_typed_comes_back_after_a_restart(panel: LogPanel, log_path, clock) -> None:
    fill_in(panel)

    again = LogPanel(open_log(log_path), clock=clock)

    assert again.form.state() == panel.form.state()
    assert "back in the form" in again.status.text
    again.save.click()
    assert len(again.log.interviewers) == 3


def test_an_emptied_form_stays_empty(panel: LogPanel, log_path, clock) -> None:
    fill_in(panel)
    panel.clear.click()

    assert LogPanel(open_log(log_path), clock=clock).form.fields["company"].value == ""


def test_a_second_round_joins_the_application(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    panel.form.fields["application"].value = panel.log.applications["id"][0]
    assert panel.form.fields["round"].value == 2
    assert panel.form.fields["company"].value == "Northwind Health"
    panel.form.fields["day"].value = dt.date(2026, 9, 22)
    panel.form.fields["start"].value = dt.time(10)

    panel.save.click()

    assert panel.log.interviews["round"].tolist() == [1, 2]
    assert len(panel.log.applications) == 1


def test_an_interview_can_be_changed(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    press(panel.listed, "Change")
    assert panel.form.people.rows[1].fields["name"].value == "Tomás Ortega"
    panel.form.people.rows[1].fields["email"].value = "tomas@example.com"
    panel.form.fields["end"].value = dt.time(15, 30)

    panel.save.click()

    assert panel.log.interviewers["email"].tolist() == ["", "tomas@example.com", ""]
    assert panel.log.interviews["due_at"].tolist() == [at(16, 15, 30)]


def test_changing_the_preset_does_not_rewrite_the_due_time(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    press(panel.listed, "Change")
    panel.form.fields["preset"].value = "general"

    panel.save.click()

    row = panel.log.interviews.iloc[0]
    assert (row["due_at"], row["policy"]) == (at(16, 15), "internship")
    assert panel.log.applications["preset"].tolist() == ["general"]


def test_a_person_can_be_taken_out(panel: LogPanel) -> None:
    fill_in(panel)

    panel.form.people.rows[0].remove.click()

    names = [person["name"] for person in panel.form.people.values()]
    assert names == ["Tomás Ortega", "Wen Li"]


def test_removing_can_be_undone(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    press(panel.listed, "Remove")
    assert len(panel.log.interviews) == 0

    panel.status.undo.click()

    assert len(panel.log.interviewers) == 3
    assert "Undone: Removed an entry" in panel.status.text


def test_an_empty_log_says_what_to_do(panel: LogPanel) -> None:
    assert "Log your first interview" in html_of(panel.listed)
    assert buttons(panel.listed) == []


def test_news_is_recorded(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    panel.news.news.value = "rejected"

    panel.record.click()

    assert panel.log.outcomes["outcome"].tolist() == ["rejected"]
    assert panel.status.text == "Recorded for Northwind Health: They said no."


def test_a_new_date_must_be_given(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    panel.news.news.value = "new_date"

    panel.record.click()

    assert "`New decision date` is empty" in panel.status.text
    assert len(panel.log.messages) == 0


def test_news_without_any_application_is_explained(panel: LogPanel) -> None:
    panel.record.click()

    assert "Log an interview first" in panel.status.text


def test_only_the_chosen_section_is_shown(panel: LogPanel) -> None:
    panel.section.value = panel.section.options[2]

    assert [part.layout.display for part in panel._parts] == ["none", "none", "", "none", "none"]


def test_what_another_notebook_logs_appears(panel: LogPanel, log_path) -> None:
    other = open_log(log_path)
    other.add_interview(
        {"starts_at": at(15, 9), "timezone": "UTC"}, application={"company": "Elsewhere"}, now=NOW
    )

    panel.look_again()

    assert "Elsewhere" in html_of(panel.listed)


def test_the_zone_of_the_browser_is_suggested(panel: LogPanel) -> None:
    panel.ground.zone = "Europe/London"

    assert panel.form.fields["zone"].value == "London (Europe/London)"


def test_a_damaged_log_is_explained_in_the_panel(log_path, clock) -> None:
    log_path.parent.mkdir(exist_ok=True)
    log_path.write_bytes(b"not a log at all" * 100)

    panel = LogPanel(open_log(log_path), clock=clock)
    fill_in(panel)
    panel.save.click()

    assert "damaged or not a follow-up log" in panel.status.text
    assert "Your log is not open" in html_of(panel.status)
    assert log_path.read_bytes() == b"not a log at all" * 100


def test_special_rules_are_ticked_and_kept(panel: LogPanel) -> None:
    fill_in(panel)
    panel.form.fields["overlays"].boxes["business_days"].value = True

    panel.save.click()

    assert panel.log.applications["overlays"].tolist() == [("business_days",)]
    assert panel.form.fields["overlays"].value == ()
    press(panel.listed, "Change")
    assert panel.form.fields["overlays"].boxes["business_days"].value


def test_what_was_changed_is_told_in_sentences(panel: LogPanel) -> None:
    fill_in(panel)
    panel.save.click()
    press(panel.listed, "Change")
    panel.form.fields["end"].value = dt.time(15, 30)
    panel.save.click()

    press(panel.listed, "What was changed")

    assert "changed" in html_of(panel.listed)
    assert "Priya Nair" in html_of(panel.listed)
    press(panel.listed, "What was changed")
    assert "<ul>" not in html_of(panel.listed)


def test_a_refused_field_is_marked_and_told_once(panel: LogPanel) -> None:
    fill_in(panel, company="")

    panel.save.click()

    assert panel.status.text == "`Employer` is empty. Fill it in."
    assert "fk-wrong" in panel.form.fields["company"]._dom_classes
    assert "fk-wrong" not in panel.form.fields["position"]._dom_classes


def test_the_mark_goes_when_it_is_put_right(panel: LogPanel) -> None:
    fill_in(panel, company="")
    panel.save.click()

    panel.form.fields["company"].value = "Northwind Health"
    panel.save.click()

    assert "fk-wrong" not in panel.form.fields["company"]._dom_classes


def test_a_double_press_records_once(panel: LogPanel, monkeypatch) -> None:
    monkeypatch.setattr(button, "seconds", lambda: 100.0)
    fill_in(panel)

    panel.save.click()
    panel.save.click()

    assert len(panel.log.interviews) == 1
    assert panel.status.text == button.TWICE
    panel.log.past.undo(now=NOW)
    assert panel.log.is_empty


def log_again(panel: LogPanel, **typed: Any) -> None:
    """The panel is logged, and the same employer is typed again three days later."""
    fill_in(panel)
    panel.save.click()
    later = {
        "day": dt.date(2026, 9, 18),
        "status": "scheduled",
        "company": "Northwind Health, Inc.",
    }
    fill_in(panel, **{**later, **typed})
    panel.save.click()


def test_a_known_employer_is_asked_about_before_anything_is_saved(panel: LogPanel) -> None:
    log_again(panel)

    assert len(panel.log.interviews) == 1
    assert "Choose first" in panel.status.text
    assert "The next round of Northwind Health · Data Analyst Intern" in buttons(panel.question)


def test_the_next_round_joins_the_application(panel: LogPanel) -> None:
    log_again(panel, notes="Ask about the team")

    press(panel.question, "The next round of Northwind Health · Data Analyst Intern")

    assert len(panel.log.applications) == 1
    assert panel.log.interviews["round"].tolist() == [1, 2]
    assert panel.log.applications["notes"].tolist() == ["Ask about the team"]


def test_a_new_application_is_one_press_away(panel: LogPanel) -> None:
    log_again(panel)

    press(panel.question, "A new application")

    assert len(panel.log.applications) == 2
    assert panel.question.children == ()


def test_a_second_talk_on_the_same_day_is_the_same_round(panel: LogPanel) -> None:
    log_again(panel, day=dt.date(2026, 9, 15), start=dt.time(15), end=dt.time(15, 30))

    press(panel.question, "The next round of Northwind Health · Data Analyst Intern")

    assert panel.log.interviews["round"].tolist() == [1, 1]


def test_another_employer_is_not_asked_about(panel: LogPanel) -> None:
    log_again(panel, company="Northwind Bikes")

    assert len(panel.log.applications) == 2


def test_more_about_a_person_is_kept(panel: LogPanel, log_path, clock) -> None:
    fill_in(panel)
    row = panel.form.people.rows[0]
    row.fields["title"].value = "Head of Data"
    row.fields["preferred_medium"].value = "linkedin"
    row.zone.value = "Mumbai"

    again = LogPanel(open_log(log_path), clock=clock)
    again.save.click()

    (person, *_) = again.log.interviewers.to_dict("records")
    assert (person["title"], person["preferred_medium"], person["timezone"]) == (
        "Head of Data",
        "linkedin",
        "Asia/Kolkata",
    )


def test_a_persons_details_come_back_into_the_form(panel: LogPanel) -> None:
    fill_in(panel)
    panel.form.people.rows[0].zone.value = "Mumbai"
    panel.save.click()

    panel.change(panel.log.interviews["id"][0])

    assert panel.form.people.rows[0].zone.value == "Mumbai (Asia/Kolkata)"


def test_one_line_fills_the_form(panel: LogPanel) -> None:
    panel.form.fields["zone"].value = "New York"
    panel.line.value = "Acme, data intern, Mon 3pm\nPriya Nair <priya@example.com>"

    panel.fill.click()
    panel.save.click()

    assert panel.log.applications["company"].tolist() == ["Acme"]
    assert panel.log.interviews["starts_at"][0] == at(14, 15)
    assert panel.log.interviews["status"].tolist() == ["completed"]
    assert panel.log.interviewers["email"].tolist() == ["priya@example.com"]


def test_what_a_line_does_not_say_is_named(panel: LogPanel) -> None:
    panel.line.value = "Acme, data intern"

    panel.fill.click()

    assert panel.status.text == "Look the form over, then save it. Not found: the day and the time."


def test_an_empty_line_is_refused_in_words(panel: LogPanel) -> None:
    panel.fill.click()

    assert "is empty" in panel.status.text


def test_what_was_promised_is_kept_with_its_round(panel: LogPanel) -> None:
    fill_in(panel)
    fields = panel.form.fields
    fields["stated_decision_on"].value = dt.date(2026, 9, 25)
    fields["decides"].value = dt.time(16)
    fields["said_on"].value = dt.date(2026, 9, 16)
    panel.save.click()

    (row,) = panel.log.interviews.to_dict("records")
    assert (row["decides_at"], row["said_at"]) == (at(25, 16), at(16, 12))


def test_the_country_offers_its_rules(panel: LogPanel) -> None:
    panel.form.fields["preset"].value = "campus"
    panel.form.fields["employer_country"].value = "India"

    boxes = panel.form.fields["overlays"].boxes
    assert "fits this place" in boxes["placement_office"].description
    assert "fits this place" not in boxes["ontario_answer"].description


def test_a_country_that_is_not_known_is_refused(panel: LogPanel) -> None:
    fill_in(panel, employer_country="Atlantis")

    panel.save.click()

    assert "No holidays are known for `Atlantis`" in panel.status.text


def with_another_preset(panel: LogPanel) -> None:
    """The panel interview is logged as an internship, and corrected to general."""
    fill_in(panel)
    panel.save.click()
    panel.change(panel.log.interviews["id"][0])
    panel.form.fields["preset"].value = "general"
    panel.save.click()


def test_a_corrected_preset_asks_about_what_is_judged(panel: LogPanel) -> None:
    with_another_preset(panel)

    assert panel.log.interviews["policy"].tolist() == ["internship"]
    press(panel.question, "Judge them anew")

    (row,) = panel.log.interviews.to_dict("records")
    assert (row["policy"], row["due_at"]) == ("general", at(17, 15))
    assert panel.question.children == ()


def test_what_is_judged_may_stay(panel: LogPanel) -> None:
    with_another_preset(panel)

    press(panel.question, "Leave them as they are")

    assert panel.log.interviews["policy"].tolist() == ["internship"]
    assert panel.question.children == ()
