import datetime as dt

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.sheets import Sheet, sheets_of
from followup_kit.log.columns import MOMENT
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW, at

ZONE = "America/New_York"


def sheets(log: FollowUpLog, zone_name: str = ZONE) -> dict[str, Sheet]:
    return {sheet.title: sheet for sheet in sheets_of(log, zone_name=zone_name)}


def first_row(sheet: Sheet) -> dict[str, object]:
    headers = [column.header for column in sheet.columns]
    return dict(zip(headers, sheet.rows[0], strict=True))


@pytest.fixture
def season(panel_log: FollowUpLog) -> FollowUpLog:
    """The panel interview, one note to two people, and an offer."""
    application, interview = panel_log.applications["id"][0], panel_log.interviews["id"][0]
    about = {"application_id": application}
    people = panel_log.interviewers["id"].tolist()
    panel_log.change("applications", application, {"stated_decision_on": "2026-09-30"}, now=NOW)
    note = {**about, "interview_id": interview, "covers": people[:2], "body": "Dear both"}
    panel_log.record_sent(note, at=at(15, 16), now=NOW)
    panel_log.record_outcome({**about, "outcome": "offer", "at": at(15, 16)}, now=NOW)
    return panel_log


def test_there_is_a_sheet_for_each_thing_people_ask_for(season: FollowUpLog) -> None:
    assert {title: len(sheet.rows) for title, sheet in sheets(season).items()} == {
        "Applications": 1,
        "Interviews": 1,
        "People": 3,
        "Messages": 1,
        "Outcomes": 1,
    }


def test_headers_are_the_labels_of_the_forms(season: FollowUpLog) -> None:
    row = first_row(sheets(season)["Interviews"])

    assert list(row)[:5] == ["Employer", "Position", "Round", "How", f"Starts ({ZONE})"]
    assert list(row)[-1] == f"Logged at ({ZONE})"


def test_choices_and_people_are_named(season: FollowUpLog) -> None:
    row = first_row(sheets(season)["Messages"])

    assert (row["Employer"], row["Position"]) == ("Northwind Health", "Data Analyst Intern")
    assert (row["Kind"], row["How"], row["State"]) == ("Thank-you note", "E-mail", "Sent")
    assert row["People"] == "Priya Nair; Tomás Ortega"
    assert row["They asked for it"] == "No"
    assert first_row(sheets(season)["Outcomes"])["News"] == "Offer"


@pytest.mark.parametrize(("zone_name", "hour"), [(ZONE, 14), ("Europe/London", 19), ("UTC", 18)])
def test_moments_are_on_the_clock_of_the_reader(season, zone_name: str, hour: int) -> None:
    row = first_row(sheets(season, zone_name)["Interviews"])

    assert row[f"Starts ({zone_name})"] == dt.datetime(2026, 9, 15, hour)  # noqa: DTZ001


def test_days_are_days_and_numbers_are_numbers(season: FollowUpLog) -> None:
    made = sheets(season)

    assert first_row(made["Applications"])["Decision promised for"] == dt.date(2026, 9, 30)
    assert first_row(made["Interviews"])["Round"] == 1
    assert first_row(made["People"])["Interview on"] == dt.date(2026, 9, 15)


def test_no_id_is_shown(season: FollowUpLog) -> None:
    ids = {row for _, row in season.ledger.known_rows()}
    shown = {str(v) for sheet in sheets(season).values() for row in sheet.rows for v in row}

    assert not ids & shown


def test_a_person_who_was_removed_is_not_an_id(season: FollowUpLog) -> None:
    season.remove("interviewers", season.interviewers["id"][0], now=NOW)

    row = first_row(sheets(season)["Messages"])

    assert row["People"] == "somebody removed; Tomás Ortega"


def test_every_moment_names_the_zone(season: FollowUpLog) -> None:
    for sheet in sheets(season).values():
        for column in sheet.columns:
            assert (ZONE in column.header) is (column.kind is MOMENT)


def test_an_empty_log_has_headers(log: FollowUpLog) -> None:
    assert all(sheet.columns and not sheet.rows for sheet in sheets(log).values())


def test_an_unknown_zone_is_explained(log: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="not a time zone this computer knows"):
        sheets(log, "Mars/Olympus")
