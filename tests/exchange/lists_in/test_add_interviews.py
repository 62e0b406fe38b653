import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.add_interviews import add_interviews
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW
from tests.exchange.lists_in.lists import look, typed

ZONE = "America/New_York"
FRAME = pd.DataFrame(
    {
        "Company": ["Birch Foods", "Acme", ""],
        "Position": ["Analyst", "Intern", "Clerk"],
        "Interview date": pd.to_datetime(["2026-09-10 14:00", "2026-09-21 10:00", None]),
        "Interviewer": ["Ann Bo", None, "Cy Dee"],
    }
)


def add(log: FollowUpLog, frame: object = FRAME, **options: object) -> object:
    return add_interviews(log, frame, now=NOW, **{"zone_name": ZONE, **options})


def test_rows_of_a_frame_become_interviews(log: FollowUpLog) -> None:
    added = add(log)

    assert added.is_written
    assert log.applications["company"].tolist() == ["Birch Foods", "Acme"]
    assert log.interviews["starts_at"][0] == pd.Timestamp("2026-09-10 14:00", tz=ZONE)
    assert log.interviewers["name"].tolist() == ["Ann Bo"]


def test_a_refused_row_is_listed_with_its_reason(log: FollowUpLog) -> None:
    refused = add(log).refused

    assert refused["row"].tolist() == [3]
    assert "It names no employer" in refused["said"][0]


def test_a_second_time_adds_nothing(log: FollowUpLog) -> None:
    add(log)
    again = add(log)

    assert not again.is_written
    assert set(again.rows["state"]) == {"same", "refused"}
    assert len(log.interviews) == 2


def test_the_caller_keeps_the_frame(log: FollowUpLog) -> None:
    frame = FRAME.copy()

    add(log, frame)
    pd.testing.assert_frame_equal(frame, FRAME)


def test_a_moment_with_a_zone_is_that_moment(log: FollowUpLog) -> None:
    start = pd.Timestamp("2026-09-10 14:00", tz="Europe/London")
    add(log, pd.DataFrame({"Company": ["Birch"], "Interview date": [start]}))

    assert log.interviews["starts_at"][0] == start


def test_a_file_is_checked_as_in_the_panel(log: FollowUpLog, tmp_path: Path) -> None:
    text = (
        "Company,Interview date,Interviewer\nBirch,2026-09-10 14:00,Ann Bo\n,2026-09-11 09:00,X\n"
    )
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")

    shown = look(log, typed(text))
    added = add(log, path)
    assert added.rows["state"].tolist() == [str(row.state) for row in shown.rows]


def test_an_open_question_writes_nothing(log: FollowUpLog) -> None:
    frame = pd.DataFrame(
        {"Company": ["Birch", "Acme"], "Interview date": ["03/04/2026", "05/06/2026"]}
    )

    asked = add(log, frame)
    assert (asked.is_written, log.is_empty) == (False, True)
    assert "Answer first" in str(asked)
    answers = {question.key: question.options[0][1] for question in asked.questions}
    assert add(log, frame, answers=answers).is_written


def test_one_undo_per_batch_takes_all_of_it_back(log: FollowUpLog) -> None:
    add(log, FRAME.iloc[1:])

    log.past.undo(now=NOW)
    assert log.is_empty


def test_what_took_place_has_its_due_time(log: FollowUpLog) -> None:
    frame = FRAME.assign(Status="completed")
    add(log, frame.head(1))

    assert log.interviews["due_at"].notna().all()


def test_without_a_zone_it_asks_for_one(log: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="zone of the times is not known"):
        add(log, zone_name="")


def test_a_missing_file_is_named(log: FollowUpLog, tmp_path: Path) -> None:
    with pytest.raises(FollowUpError, match=r"gone\.csv cannot be read"):
        add(log, tmp_path / "gone.csv")


def test_hostile_cells_stay_text(log: FollowUpLog) -> None:
    name = "=HYPERLINK(1) <b>Birch</b>"
    add(log, pd.DataFrame({"Company": [name], "Interview date": [dt.date(2026, 9, 10)]}))

    assert log.applications["company"].tolist() == [name]


def test_what_comes_back_is_shown_without_a_name(log: FollowUpLog) -> None:
    shown = repr(add(log))

    assert "2 new, 1 refused" in shown
    assert "Birch" not in shown
