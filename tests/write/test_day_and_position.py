"""The day, the position and the employer that a note names are those of the log."""

import datetime as dt

import pytest

BODY = "Dear Priya,\n\n{}\n\nBest regards,\nAna Ruiz"
TUESDAY = dt.date(2026, 9, 15)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Thank you for the tour on Monday.", "Monday"),
        ("Thank you for the tour on Tuesday.", ""),
        ("Thank you for the tour. See you on Monday.", ""),
        ("Thank you for moving the talk from Monday.", ""),
        ("When we met on 9 October you showed me the flow.", "9 October"),
        ("When we met on 15 September you showed me the flow.", ""),
        ("When we met you hoped to decide by 9 October.", ""),
        ("I can come on Monday, September 15.", "Monday, September 15"),
        ("I can come on 31 February.", ""),
    ],
)
def test_day_of_the_talk(found, text, wrong):
    body = BODY.format(text)
    said = [body[slice(*one.span)] for one in found("interview_day", body)]

    assert said == ([wrong] if wrong else [])


def test_no_day_is_wrong_where_none_is_recorded(found):
    body = BODY.format("Thank you for the tour on Monday.")

    assert found("interview_day", body, interview_on=None) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("I am keen on the Data Anaylst Intern position.", "Anaylst"),
        ("I am keen on the Data Analyst Intern position.", ""),
        ("I am keen on the Analyst role.", ""),
        ("I am keen on the Nurse Manager position.", "Nurse Manager"),
        ("I applied for Line Cook.", "Line Cook"),
        ("Your Head Nurse showed me the ward.", ""),
    ],
)
def test_position_is_that_of_the_log(found, text, wrong):
    body = BODY.format(f"Thank you. {text}")
    said = [body[slice(*one.span)] for one in found("position_name", body)]

    assert said == ([wrong] if wrong else [])


def test_subject_names_the_position(found, good_note):
    one = found("position_name", good_note, subject="Laboratory Technician")[0]

    assert one.where == "subject"


@pytest.mark.parametrize("position", ["", "(careers fair)"])
def test_no_position_is_asked_for_where_there_is_none(found, position):
    body = BODY.format("Thank you for the talk about the Line Cook role.")

    assert found("position_name", body, position=position) == []


@pytest.mark.parametrize(
    ("text", "company", "count"),
    [
        ("I wish everyone at Ashford Cider well.", "Ashcombe Cider", 1),
        ("I wish everyone at Ashcombe Cider well.", "Ashcombe Cider", 0),
        ("I hope to begin my career at Blue Ridge Analytical.", "Clearwater Labs", 1),
        ("My internship at Blue Ridge Analytical helped.", "Clearwater Labs", 0),
        ("I like Clearwater, and my friends work at Blue Ridge Analytical.", "Clearwater Labs", 0),
    ],
)
def test_each_word_of_the_employer_counts(found, text, company, count):
    serious = [
        one for one in found("employer_name", BODY.format(text), company=company) if one.span
    ]

    assert len(serious) == count


def test_family_name_goes_with_the_title(found, good_note):
    body = good_note.replace("Dear Priya,", "Dear Mr Kiat,")
    one = found("recipient_name", body, recipient="Mr Tan Boon Kiat")[0]

    assert "Mr Tan" in one.fix


def test_others_are_not_spoken_to(found, good_note):
    body = good_note.replace("I am keen", "And to you, Mr Ek, thank you for the tea. I am keen")

    assert found("recipient_name", body)
