import datetime as dt

from followup_kit.log.log import FollowUpLog
from tests.conftest import at
from tests.exchange.lists_in.lists import (
    LATER,
    look,
    said,
    stored,
    take,
    typed,
)

THREE = ("three_applications.csv", "three_interviews.csv", "three_contacts.csv")
COHORT = ("cohort_applications.csv", "cohort_interviews.csv")


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
    assert messages["at"][0] == dt.datetime(2026, 9, 15, 20, 9, 26, tzinfo=dt.UTC)
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


def test_an_older_list_never_takes_news_back(log: FollowUpLog) -> None:
    new = "Company,Date applied,Status\nBirch Foods,2026-08-01,{}\n"
    take(log, typed(new.format("Rejected")))

    again = take(log, typed(new.format("Applied")))
    other = take(log, typed(new.format("Offer declined")))

    assert log.outcomes["outcome"].tolist() == ["rejected"]
    assert again.rows[0].conflicts == ()
    assert other.rows[0].conflicts == (
        "News: your log has “Rejected”, the list “I declined the offer”. Your log stays.",
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


def test_the_exact_time_in_a_later_list_is_shown_beside_an_assumed_one(log: FollowUpLog) -> None:
    take(log, typed("Company,Interview date\nBirch Foods,2026-09-01\n"))

    preview = take(log, typed("Company,Interview date\nBirch Foods,2026-09-01 15:30\n"))

    assert len(log.interviews) == 1
    assert preview.rows[0].conflicts[0] == (
        "Starts: your log has Tue 1 Sep, 12:00 (America/New_York), the list Tue 1 Sep, 15:30 "
        "(America/New_York). Your log stays."
    )
