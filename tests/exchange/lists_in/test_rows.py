import datetime as dt

import openpyxl
import pytest

from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.log.log import FollowUpLog
from tests.conftest import at
from tests.exchange.lists_in.lists import (
    look,
    said,
    states,
    stored,
    take,
    typed,
)
from tests.exchange.lists_in.workbooks import as_bytes


def test_the_applicants_own_address_is_no_contact(log: FollowUpLog) -> None:
    take(log, stored("linkedin_applications.csv"))

    assert log.interviewers.empty
    assert "Contact Email: sam.rivera@example.com" in log.applications["notes"][0]


def test_cells_without_a_place_are_in_the_notes_under_their_names(log: FollowUpLog) -> None:
    take(log, stored("linkedin_applications.csv"))

    notes = log.applications["notes"][0]
    assert "Resume Name: CV_2024.pdf" in notes
    assert "Question And Answers: Do you have a work permit?:Yes | Years of SQL?:2" in notes
    assert "Application Date: 11/23/24, 11:39 PM" in notes


def test_saved_jobs_are_no_applications(log: FollowUpLog) -> None:
    preview = look(log, stored("linkedin_saved_jobs.csv"))

    assert set(states(preview).values()) == {RowState.SKIPPED}
    assert "A job you saved is no application." in said(preview, 2)


def test_the_stage_saved_is_no_application_either(log: FollowUpLog) -> None:
    take(log, stored("huntr.csv"))

    assert log.applications["company"].tolist() == ["Northwind Health", "Harbour Lane"]
    assert log.outcomes["outcome"].tolist() == ["rejected"]


def test_a_word_for_news_that_is_not_known_is_asked_once(log: FollowUpLog) -> None:
    files = typed("Company,Status\nBirch Foods,Suspected Ghost Job\nElm,suspected ghost job!\n")

    (question,) = look(log, files).unanswered
    take(log, files, {question.key: "no_response"})

    assert question.text == "Rows 2, 3: what does “Suspected Ghost Job” mean?"
    assert log.outcomes["outcome"].tolist() == ["no_response", "no_response"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Rejected", ["rejected"]),
        ("reeejected", ["rejected"]),
        ("Rejection :(", ["rejected"]),
        ("rejected ", ["rejected"]),
        ("Accepted!", ["accepted"]),
        ("ongoing", []),
        ("Interviewing", []),
        ("", []),
    ],
)
def test_words_for_news_are_known_however_they_are_written(
    log: FollowUpLog, word: str, outcome: list[str]
) -> None:
    take(log, typed(f"Company,Status\nBirch Foods,{word}\n"))

    assert log.outcomes["outcome"].tolist() == outcome
    assert (f"Status: {word.strip()}" in log.applications["notes"][0]) == bool(word)


def test_news_without_a_day_is_of_a_day_not_known(log: FollowUpLog) -> None:
    files = typed("Company,Date applied,Status\nBirch Foods,2026-08-01,Rejected\n")

    preview = take(log, files)
    assert log.outcomes["day_not_known"].tolist() == [True]
    assert "Rejected, day not known" in preview.rows[0].after


def test_people_and_addresses_in_one_cell_are_taken_apart(log: FollowUpLog) -> None:
    cell = "Priya Nair <priya@example.com>"
    take(log, typed(f"Company,Interview date,Contact\nBirch Foods,2026-09-01,{cell}\n"))

    assert log.interviewers["name"].tolist() == ["Priya Nair"]
    assert log.interviewers["email"].tolist() == ["priya@example.com"]
    assert f"Contact: {cell}" in log.applications["notes"][0]


def test_an_interview_without_a_time_says_which_one_is_assumed(log: FollowUpLog) -> None:
    files = typed("Company,Interview date\nBirch Foods,2026-09-01\n")

    take(log, files, {"clock": "14:00"})

    assert log.interviews["starts_at"].tolist() == [at(1, 14)]
    assert log.interviews["timezone_assumed"].tolist() == [True]
    assert "The list names no time; 14:00 is assumed." in log.interviews["notes"][0]


def test_a_note_of_thanks_with_a_day_is_recorded(log: FollowUpLog) -> None:
    take(
        log,
        typed(
            "Company,Interview date,Interviewer,Thank you sent\n"
            "Birch Foods,2026-09-01 10:00,Priya Nair; Wen Li,2026-09-02\n"
        ),
    )

    message = log.messages.iloc[0]
    assert (message["kind"], message["state"], message["at_precision"]) == (
        *("thank_you", "sent", "day"),
    )
    assert sorted(message["covers"]) == sorted(log.interviewers["id"])


def test_interviews_in_notes_are_offered_and_not_taken(log: FollowUpLog) -> None:
    files = typed(
        'Company,Notes\nBirch Foods,"29 Jun 2026: first interview with Ana, second with Bo"\n'
    )

    (suggestion,) = take(log, files).suggestions
    assert log.interviews.empty

    take(log, files, agreed=frozenset({suggestion.key}))
    assert suggestion.text == "Row 2: “29 Jun 2026: first interview with Ana, second with Bo”"
    assert log.interviews["starts_at"].dt.date.tolist() == [dt.date(2026, 6, 29)]


def test_a_box_for_applied_is_no_day_of_applying(log: FollowUpLog) -> None:
    take(log, typed("Company,Applied?,Date\nBirch Foods,Y,2026-08-01\nElm,N,2026-08-02\n"))

    assert log.applications["applied_on"].dt.day.tolist() == [1, 2]
    assert log.applications["notes"].tolist() == ["Applied?: Y", "Applied?: N"]


def test_a_status_of_an_interview_may_be_news(log: FollowUpLog) -> None:
    take(
        log,
        typed(
            "Company,Date,Time,Interviewer,Status\nBirch Foods,2026-09-01,10:00,Bo Li,Rejected\n"
        ),
    )

    assert log.interviews["status"].tolist() == ["completed"]
    assert log.outcomes["outcome"].tolist() == ["rejected"]


def test_boxes_that_are_not_ticked_are_no_row(log: FollowUpLog) -> None:
    """A sheet with banner rows, a header with a blank, boxes, and a thousand empty rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["JOB TRACKER"],
        ["APPLICATIONS", None, None, None, "INTERVIEW"],
        [None],
        ["COMPANY", "POSITION", "LOCATION", "DATE ", "LOCATION", "CV SENT"],
        ["Birch Foods", "Trainee", "Leeds", dt.date(2026, 8, 1), "York", True],
        *[[None, None, None, None, None, False]] * 1000,
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")

    preview = take(log, [("tracker.xlsx", as_bytes(book))])

    assert preview.counts[RowState.NEW] == 1
    assert preview.counts[RowState.SKIPPED] == 1002
    assert log.applications["applied_on"][0].date() == dt.date(2026, 8, 1)
    assert log.applications["notes"][0] == "LOCATION: Leeds\nLOCATION (2): York\nCV SENT: TRUE"


def test_a_note_of_thanks_belongs_to_the_interview_before_it(log: FollowUpLog) -> None:
    take(
        log,
        typed(
            "Company,1st interview,2nd interview,Thank you sent\n"
            "Birch Foods,2026-09-01 10:00,2026-09-10 10:00,2026-09-02\n"
        ),
    )

    assert log.messages["interview_id"].tolist() == [log.interviews["id"][0]]


@pytest.mark.parametrize(("day", "why"), [("2026-08-30", "before it"), ("2026-10-01", "future")])
def test_a_note_of_thanks_that_cannot_be_is_in_the_notes_only(
    log: FollowUpLog, day: str, why: str
) -> None:
    preview = take(log, typed(f"Company,Interview,Thank you sent\nElm,2026-09-01 10:00,{day}\n"))

    assert log.messages.empty
    assert why in said(preview, 2)
    assert f"Thank you sent: {day}" in log.applications["notes"][0]
