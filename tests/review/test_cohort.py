import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.file.changes import Change
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from followup_kit.review.cohort import COHORT_DTYPES, Cohort, cohort_table, read_cohort
from tests.conftest import APPLICATION, INTERVIEW, PANEL, at

NOW = at(17, 12)
"""Two days after the panel of the shared fixtures; its notes were due on day 16."""
ONE = PANEL[:1]
CHANGE = Change(
    id="1",
    batch="b",
    batch_size=1,
    action="Logged an interview",
    undoes="",
    clock="000001790000000.00000.x",
    at="2026-09-01T00:00:00+00:00",
    table="applications",
    row="r",
    fields='{"company": "Northwind Health"}',
    seen="[]",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "class"
    path.mkdir()
    return path


def hand_in(
    folder: Path, name: str, *, people=PANEL, day: int = 15, **settings: Any
) -> FollowUpLog:
    """A log of one interview in the folder of the coach, still open for more."""
    log = FollowUpLog(LogFile(folder / f"{name}.db"), random=Random(name))
    log.change_settings({"student": name.title(), **settings}, now=at(1, 9))
    if people:
        times = {"starts_at": at(day, 14), "ends_at": at(day, 15)}
        log.add_interview({**INTERVIEW, **times}, people, application=APPLICATION, now=at(day, 16))
    return log


def thank(log: FollowUpLog, *people: int, when: dt.datetime) -> None:
    ids = log.interviewers["id"]
    row = {"application_id": log.applications["id"][0], "interview_id": log.interviews["id"][0]}
    for person in people:
        log.record_sent({**row, "kind": "thank_you", "covers": [ids[person]]}, at=when, now=when)


def tamper(path: Path, change: Change) -> None:
    names = ", ".join(f'"{name}"' for name in change._fields)
    slots = ", ".join("?" * len(change))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(f"INSERT INTO changes ({names}) VALUES ({slots})", change)


def table(folder: Path) -> pd.DataFrame:
    return cohort_table(read_cohort(folder), now=NOW)


def test_one_row_counts_the_notes_of_a_student(folder: Path) -> None:
    log = hand_in(folder, "ana")
    thank(log, 0, when=at(15, 18))
    thank(log, 1, when=at(17, 9))

    row = table(folder).iloc[0]

    assert row["student"] == "Ana"
    assert (row["notes_on_time"], row["notes_due"]) == (1, 3)
    assert (row["overdue_now"], row["open_now"]) == (1, 0)
    assert row["next_due"] == at(16, 15)
    assert row["last_activity"] == at(17, 9)
    assert row["needs_help"] == "1 note overdue"
    assert row["file"] == "ana.db"


def test_a_correction_is_a_sign_of_life(folder: Path) -> None:
    log = hand_in(folder, "ana")
    log.change("interviews", log.interviews["id"][0], {"notes": "Room 4."}, now=at(17, 8))

    assert table(folder).iloc[0]["last_activity"] == at(17, 8)


def test_an_offer_that_waits_for_an_answer_is_said(folder: Path) -> None:
    log = hand_in(folder, "ana", people=ONE)
    thank(log, 0, when=at(15, 18))
    offer = {"application_id": log.applications["id"][0], "outcome": "offer", "at": at(16, 9)}
    log.record_outcome(offer, now=at(16, 9))

    said = table(folder).iloc[0]["needs_help"]

    assert "offers, invitations or questions wait for an answer" in said


def test_a_log_without_a_name_is_named_by_its_file(folder: Path) -> None:
    hand_in(folder, "wen-li", student="")

    assert table(folder)["student"].tolist() == ["wen-li"]


def test_who_needs_help_comes_first(folder: Path) -> None:
    hand_in(folder, "two-overdue", people=PANEL[:2])
    hand_in(folder, "one-overdue", people=ONE)
    hand_in(folder, "missed", people=ONE, day=5)
    hand_in(folder, "due-later", people=ONE, day=17 - 1, timezone="America/New_York")
    thank(hand_in(folder, "done-today", people=ONE), 0, when=at(17, 9))
    thank(hand_in(folder, "done-before", people=ONE), 0, when=at(16, 9))

    order = [Path(name).stem for name in table(folder)["file"]]

    assert order == [
        "two-overdue", "one-overdue", "missed", "due-later", "done-before", "done-today",
    ]  # fmt: skip


def test_a_perfect_rate_does_not_hide_an_overdue_note(folder: Path) -> None:
    thank(hand_in(folder, "mostly-good"), 0, 1, when=at(15, 18))
    late = hand_in(folder, "always-late")
    thank(late, 0, 1, 2, when=at(17, 9))

    shown = table(folder)

    assert shown["file"].tolist() == ["mostly-good.db", "always-late.db"]
    assert shown["notes_on_time"].tolist() == [2, 0]


@pytest.mark.parametrize(
    ("day", "people", "now", "words"),
    [
        (15, 3, at(15, 20), "3 notes to go, the first by Wed 15:00"),
        (15, 1, at(15, 20), "1 note to go by Wed 15:00"),
        (15, 2, at(16, 9), "2 notes to go today"),
        (15, 1, at(16, 9), "1 note to go today"),
        (15, 2, at(17, 9), "2 notes overdue"),
        (1, 2, at(10, 9), "1 status check to send, 2 notes were not sent"),
        (1, 1, at(25, 9), "1 status check to send, 1 note was not sent, nothing new for 23 days"),
    ],
)
def test_need_is_said_in_words(
    folder: Path, day: int, people: int, now: dt.datetime, words: str
) -> None:
    hand_in(folder, "ana", people=PANEL[:people], day=day, timezone="America/New_York")

    shown = cohort_table(read_cohort(folder), now=now)

    assert shown["needs_help"].tolist() == [words]


def test_nothing_needed_is_said(folder: Path) -> None:
    thank(hand_in(folder, "ana"), 0, 1, 2, when=at(15, 18))

    assert table(folder)["needs_help"].tolist() == ["Nothing needed now"]


def test_an_open_status_check_is_said(folder: Path) -> None:
    log = hand_in(folder, "ana", people=ONE, day=1)
    thank(log, 0, when=at(1, 18))
    log.change("applications", log.applications["id"][0], {"preset": "general"}, now=at(2, 9))

    assert table(folder)["needs_help"].tolist() == ["1 status check to send"]


def test_an_empty_log_is_a_row(folder: Path) -> None:
    hand_in(folder, "ana", people=())

    row = table(folder).iloc[0]

    assert row["needs_help"] == "Nothing logged yet"
    assert row["notes_due"] == 0
    assert pd.isna(row["last_activity"])


def test_a_preset_of_another_workbook_takes_nothing_away(folder: Path) -> None:
    log = hand_in(folder, "ana", people=ONE)
    log.change("applications", log.applications["id"][0], {"preset": "ours"}, now=at(15, 17))

    assert "1 note to go today" in table(folder)["needs_help"][0]


@pytest.mark.parametrize("cohort", ["empty", "filled"])
def test_table_has_its_dtypes(folder: Path, cohort: str) -> None:
    hand_in(folder, "ana")
    read = Cohort(()) if cohort == "empty" else read_cohort(folder)

    shown = cohort_table(read, now=NOW)

    assert {name: str(dtype) for name, dtype in shown.dtypes.items()} == COHORT_DTYPES


def test_made_up_logs_bring_their_clock(folder: Path) -> None:
    hand_in(folder, "ana", made_up=True, stands_at=at(15, 20))
    hand_in(folder, "ben", made_up=True, stands_at=at(17, 20))

    shown = cohort_table(read_cohort(folder)).set_index("file")

    assert shown["open_now"].to_dict() == {"ana.db": 3, "ben.db": 0}
    assert shown["overdue_now"].to_dict() == {"ana.db": 0, "ben.db": 3}


def test_real_logs_need_a_moment(folder: Path) -> None:
    hand_in(folder, "ana")

    with pytest.raises(FollowUpError, match="Say at which moment"):
        cohort_table(read_cohort(folder))


def test_a_moment_without_zone_is_refused(folder: Path) -> None:
    hand_in(folder, "ana")

    with pytest.raises(FollowUpError, match="has no time zone"):
        cohort_table(read_cohort(folder), now=NOW.replace(tzinfo=None))


def test_reading_writes_nothing(folder: Path) -> None:
    hand_in(folder, "ana").close()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    table(folder)

    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert after == before


@pytest.mark.parametrize("content", [b"", b"no log at all", b"SQLite format 3\0" + b"\xff" * 500])
def test_a_bad_file_never_stops_the_others(folder: Path, content: bytes) -> None:
    hand_in(folder, "ana")
    (folder / "bad.db").write_bytes(content)

    cohort = read_cohort(folder)

    assert [student.student for student in cohort.logs] == ["Ana"]
    assert [refusal.file for refusal in cohort.refused] == ["bad.db"]
    assert "bad.db" in cohort.refused[0].reason


@pytest.mark.parametrize(
    "parts",
    [
        {"fields": "[]"},
        {"fields": "null"},
        {"fields": "{"},
        {"fields": "[" * 50_000},
        {"fields": '{"company": ' + "9" * 5_000 + "}"},
        {"seen": "5"},
        {"seen": "[{}]"},
    ],
    ids=lambda parts: f"{parts}"[:24],
)
def test_a_change_made_by_hand_is_refused(folder: Path, parts: dict[str, str]) -> None:
    hand_in(folder, "ana").close()
    tamper(folder / "ana.db", CHANGE._replace(**parts).sealed())

    assert [refusal.file for refusal in read_cohort(folder).refused] == ["ana.db"]


def test_a_row_that_cannot_be_shown_is_said(folder: Path) -> None:
    hand_in(folder, "ana").close()
    tamper(folder / "ana.db", CHANGE._replace(fields='{"company": ""}').sealed())

    assert "1 entry cannot be shown" in table(folder)["needs_help"][0]


def test_other_files_are_left_alone(folder: Path) -> None:
    hand_in(folder, "ana")
    (folder / "notes.txt").write_text("not a log")

    assert read_cohort(folder).refused == ()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FollowUpError, match="missing cannot be opened"):
        read_cohort(tmp_path / "missing")


def test_a_folder_without_logs_says_what_to_do(folder: Path) -> None:
    with pytest.raises(FollowUpError, match="Put your students' files there"):
        read_cohort(folder)


def test_a_file_in_place_of_a_folder_is_named(folder: Path) -> None:
    hand_in(folder, "ana")

    with pytest.raises(FollowUpError, match="Choose the folder"):
        read_cohort(folder / "ana.db")
