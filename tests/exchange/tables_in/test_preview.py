import datetime as dt
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.archive import everything_file
from followup_kit.exchange.tables_in.headers import LEFT_OUT
from followup_kit.exchange.tables_in.preview import write_import
from followup_kit.exchange.tables_in.reports import RowState
from followup_kit.exchange.workbook import excel_file
from followup_kit.log.backups import list_backups
from followup_kit.log.log import FollowUpLog, open_log
from tests.conftest import at
from tests.exchange.tables_in.lists import (
    FOLDER,
    LATER,
    first_answers,
    look,
    said,
    states,
    stored,
    take,
    typed,
)
from tests.exchange.tables_in.workbooks import as_bytes

THREE = ("three_applications.csv", "three_interviews.csv", "three_contacts.csv")
COHORT = ("cohort_applications.csv", "cohort_interviews.csv")
ALONE = sorted({path.name for path in FOLDER.iterdir()} - {*THREE, *COHORT})
TOGETHER = {"three files": THREE, "a class": COHORT, **{name: (name,) for name in ALONE}}


@pytest.mark.parametrize("name", TOGETHER)
def test_a_second_time_nothing_is_new_and_one_undo_takes_all_back(
    log: FollowUpLog, name: str
) -> None:
    files = stored(*TOGETHER[name])
    first = take(log, files)
    before = log.version

    second = take(log, files)

    assert second.edits == ()
    assert log.version == before
    if first.edits:
        log.undo(now=LATER)
    assert log.is_empty


@pytest.mark.parametrize("name", TOGETHER)
def test_every_row_is_accounted_for_once(log: FollowUpLog, name: str) -> None:
    preview = take(log, stored(*TOGETHER[name]))

    told = sorted((report.sheet, report.row) for report in preview.rows)
    there = sorted(
        (table.sheet.name, number)
        for table in preview.tables
        for number, _ in table.sheet.rows
        if number not in {n for n, cells in table.sheet.rows if is_header(table, cells)}
    )
    assert told == there


def is_header(table, cells) -> bool:
    return [c.strip() for c in cells if c] == [
        column.header.split(" (")[0] for column in table.columns
    ]


def test_nothing_is_written_before_it_is_agreed_to(log: FollowUpLog) -> None:
    look(log, stored("simplify.csv"))

    assert log.is_empty


def test_applications_of_one_employer_and_position_are_told_apart(log: FollowUpLog) -> None:
    """LinkedIn lists an application made again under another address or on another day."""
    take(log, stored("linkedin_applications.csv"))

    northwind = log.applications[log.applications["company"] == "Northwind Health"]
    assert [str(day.date()) for day in northwind["applied_on"]] == [
        "2024-11-23",
        "2025-01-15",
        "2024-11-23",
    ]
    assert (northwind["position"] == "Data Analyst Intern").all()


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


def test_contacts_fill_in_only_people_who_were_met(panel_log: FollowUpLog) -> None:
    preview = take(panel_log, stored("linkedin_connections.csv"))

    people = panel_log.interviewers.set_index("name")
    assert people.loc["Wen Li", "linkedin_url"] == "https://www.example.com/in/wen-li"
    assert people.loc["Priya Nair", "title"] == "Head of Data"
    assert len(people) == 3
    assert "Nobody of that name" in said(preview, 7)


def test_messages_with_people_who_were_met_are_taken(panel_log: FollowUpLog) -> None:
    panel_log.change_settings({"student": "Sam Rivera"}, now=LATER)

    preview = take(panel_log, stored("linkedin_messages.csv"))

    messages = panel_log.messages
    assert messages["direction"].tolist() == ["out", "in"]
    assert messages["kind"].tolist() == ["thank_you", "acknowledgement"]
    assert messages["body"][0] == "Dear Priya,\nthank you for your time & the talk about R."
    assert messages["at"][0] == dt.datetime(2026, 9, 15, 20, 9, tzinfo=dt.UTC)
    assert "It is a draft that was not sent." in said(preview, 5)


def test_interviews_find_their_application_in_the_other_file(log: FollowUpLog) -> None:
    take(log, stored(*THREE))

    assert log.applications["company"].tolist() == ["Northwind Health", "Harbour Lane"]
    assert set(log.interviews["application_id"]) == {log.applications["id"][0]}
    assert log.interviews["starts_at"].tolist() == [at(1, 10), at(15, 14)]
    assert log.interviews["status"].tolist() == ["completed", "scheduled"]
    assert log.interviews["next_step"].tolist() == ["panel", "decision in two weeks"]


def test_interviews_find_their_application_by_its_number(log: FollowUpLog) -> None:
    take(log, stored(*reversed(COHORT)), {"owner:user_id": "1"})

    assert log.applications["company"].tolist() == ["Northwind Health"]
    assert log.interviews["round"].tolist() == [1, 2]
    assert not log.interviews["timezone_assumed"].any()


def test_interviews_of_a_list_that_is_missing_are_refused(log: FollowUpLog) -> None:
    preview = look(log, stored("cohort_interviews.csv"))

    assert "Choose the list of applications together with this one." in said(preview, 2)


def test_whose_entries_are_meant_is_asked(log: FollowUpLog) -> None:
    preview = look(log, stored(*COHORT))

    assert preview.unanswered[0].text.startswith(
        "cohort_applications.csv holds entries of 2 people"
    )


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


def test_news_without_a_day_has_the_last_day_of_its_row_or_what_is_chosen(
    log: FollowUpLog,
) -> None:
    files = typed("Company,Date applied,Status\nBirch Foods,2026-08-01,Rejected\n")

    take(log, files)
    assert log.outcomes["at"][0].date() == dt.date(2026, 8, 1)

    log.undo(now=LATER)
    take(log, files, {"undated": "notes"})
    assert log.outcomes.empty


def test_an_older_list_never_takes_news_back(log: FollowUpLog) -> None:
    new = "Company,Date applied,Status\nBirch Foods,2026-08-01,{}\n"
    take(log, typed(new.format("Rejected")))

    again = take(log, typed(new.format("Applied")))
    other = take(log, typed(new.format("Offer declined")))

    assert log.outcomes["outcome"].tolist() == ["rejected"]
    assert again.rows[0].conflicts == ()
    assert other.rows[0].conflicts == (
        "News: your log has “rejected”, the list “declined”. Your log stays.",
    )


def test_later_news_is_added(log: FollowUpLog) -> None:
    new = "Company,Date applied,Status\nBirch Foods,2026-08-01,{}\n"
    for word in ("Moved forward", "Offer", "Offer accepted"):
        take(log, typed(new.format(word)))

    assert log.outcomes["outcome"].tolist() == ["advanced", "offer", "accepted"]


def test_what_you_corrected_is_not_taken_back(log: FollowUpLog) -> None:
    files = typed("Company,Role,Interview date\nBirch Foods,Trainee,2026-09-01 10:00\n")
    take(log, files)
    log.change("applications", log.applications["id"][0], {"company": "Birch Foods Ltd"}, now=LATER)
    log.change("interviews", log.interviews["id"][0], {"starts_at": at(2, 11)}, now=LATER)

    again = take(log, files)

    assert again.edits == ()
    assert log.applications["company"].tolist() == ["Birch Foods Ltd"]


def test_where_log_and_list_differ_both_are_shown_and_the_log_stays(log: FollowUpLog) -> None:
    line = "Company,Role,Job URL,Date applied\nBirch Foods,Trainee,https://jobs.example.com/1,{}\n"
    take(log, typed(line.format("2026-08-01")))

    preview = take(log, typed(line.format("2026-08-02")))

    assert preview.rows[0].conflicts == (
        "Applied on: your log has 1 Aug 2026, the list 2 Aug 2026. Your log stays.",
    )
    assert "Date applied: 2026-08-02" not in log.applications["notes"][0]


def test_an_application_typed_in_by_hand_is_filled_in(panel_log: FollowUpLog) -> None:
    take(
        panel_log,
        typed(
            "Employer,Position,Applied on,Link\nNORTHWIND HEALTH,Data analyst intern,2026-08-01,"
            "https://jobs.example.com/1\n"
        ),
    )

    application = panel_log.applications.iloc[0]
    assert len(panel_log.applications) == 1
    assert application["url"] == "https://jobs.example.com/1"
    assert application["company"] == "Northwind Health"


def test_several_applications_that_fit_are_named(log: FollowUpLog) -> None:
    take(log, typed("Company,Role,Applied on\nElm,Cook,2026-08-01\nElm,Cook,2026-08-02\n"))

    preview = look(log, typed("Company,Role,Status\nElm,Cook,Rejected\n"))

    assert "2 applications at Elm fit. Add the position or the day" in said(preview, 2)


def test_one_row_per_person_makes_one_interview(log: FollowUpLog) -> None:
    take(
        log,
        typed(
            "Company,Interview date,Interviewer,Interviewer email\n"
            "Birch Foods,2026-09-01 10:00,Priya Nair,priya@example.com\n"
            "Birch Foods,2026-09-01 10:00,Wen Li,\n"
        ),
    )

    assert len(log.interviews) == 1
    assert log.interviewers["name"].tolist() == ["Priya Nair", "Wen Li"]
    assert log.interviewers["email"].tolist() == ["priya@example.com", ""]


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


def test_the_exact_time_in_a_later_list_is_shown_beside_an_assumed_one(log: FollowUpLog) -> None:
    take(log, typed("Company,Interview date\nBirch Foods,2026-09-01\n"))

    preview = take(log, typed("Company,Interview date\nBirch Foods,2026-09-01 15:30\n"))

    assert len(log.interviews) == 1
    assert preview.rows[0].conflicts[0].startswith("Starts: your log has 01 Sep 2026 16:00 UTC")


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


def test_a_column_can_be_sent_elsewhere(log: FollowUpLog) -> None:
    files = typed("Who,What,Ghost factor\nBirch Foods,Trainee,5\n")

    take(log, files, columns={"list.csv": {"Who": "company", "What": "position"}})

    application = log.applications.iloc[0]
    assert (application["company"], application["position"]) == ("Birch Foods", "Trainee")
    assert application["notes"] == "Ghost factor: 5"


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


def test_a_list_can_be_left_out(log: FollowUpLog) -> None:
    preview = look(log, stored("simplify.csv"), kinds={"simplify.csv": LEFT_OUT})

    assert preview.edits == ()
    assert set(states(preview).values()) == {RowState.SKIPPED}


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


def test_a_backup_is_made_first(log_path: Path) -> None:
    log = open_log(log_path)

    take(log, stored("simplify.csv"))

    assert [backup.why for backup in list_backups(log_path)][-1] == "import"
    log.close()


def test_a_preview_of_an_older_state_is_not_written(log: FollowUpLog) -> None:
    files = stored("jobsync.csv")
    preview = look(log, files, first_answers(look(log, files)))
    log.change_settings({"student": "Sam Rivera"}, now=LATER)

    with pytest.raises(FollowUpError, match="Your log was changed since this preview"):
        write_import(log, preview, source="jobsync.csv", now=LATER)

    assert log.is_empty


def test_a_preview_with_open_questions_is_not_written(log: FollowUpLog) -> None:
    preview = look(log, typed("Company,Status\nBirch Foods,Hmm\n"))

    with pytest.raises(FollowUpError, match="Answer first: Row 2: what does “Hmm” mean"):
        write_import(log, preview, source="list.csv", now=LATER)


def test_a_long_list_tells_how_far_it_is(log: FollowUpLog) -> None:
    from followup_kit.exchange.tables_in.preview import Choices
    from followup_kit.exchange.tables_in.previewing import preview_import
    from followup_kit.exchange.tables_in.sheets import read_sheets

    told: list[tuple[int, int]] = []
    text = "Company\n" + "".join(f"Company {n}\n" for n in range(1200))
    preview_import(
        read_sheets(text.encode(), "list.csv", {}),
        log,
        choices=Choices(),
        zone_name="UTC",
        now=LATER,
        on_progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(500, 1200), (1000, 1200)]


def test_what_was_taken_out_of_a_log_is_brought_back_elsewhere(panel_log: FollowUpLog) -> None:
    """Tables of our own files lack the history; the whole file has everything."""
    archive = ZipFile(BytesIO(everything_file(panel_log, now=LATER)))
    table = ("interviews.csv", archive.read("tables/interviews.csv"))
    excel = ("log.xlsx", excel_file(panel_log, zone_name="UTC", now=LATER).content)

    preview = look(panel_log, [table, excel])

    assert preview.edits == ()
    assert set(states(preview).values()) == {RowState.SKIPPED}
