"""A log of every earlier version opens with everything in it; a newer one is only read."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from followup_kit.errors import LogNotSavedError
from followup_kit.log.file import database
from followup_kit.log.log import FollowUpLog, open_copy, open_log
from tests.conftest import NOW

GOLDEN = Path(__file__).parents[2] / "data" / "logs"
"""One file per version, written by that version; never written anew."""


def contents(log: FollowUpLog) -> tuple[object, ...]:
    """What the golden logs hold."""
    assert not log.problem
    return (
        log.settings.student,
        log.applications[["company", "notes"]].to_numpy().tolist(),
        log.interviewers["name"].tolist(),
        log.messages[["state", "body"]].to_numpy().tolist(),
        log.past.next_undo,
    )


LATEST = database.VERSION
TOLD = (
    "Sam Rivera",
    [["Northwind Health", "first"]],
    ["Priya Nair", "Tomás Ortega", "Wen Li"],
    [["sent", "Dear Priya"]],
    "Marked a message as sent",
)


@pytest.mark.parametrize("version", range(1, database.VERSION + 1))
def test_a_log_of_each_version_opens_whole(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(GOLDEN / f"version_{version}.db", tmp_path / "my_log.db"))

    log = open_log(path)
    assert contents(log) == TOLD
    assert contents(open_copy(path)) == TOLD

    log.change("applications", log.applications["id"][0], {"notes": "goes on"}, now=NOW)
    assert open_log(path).applications["notes"][0] == "goes on"


def test_promises_move_to_where_they_were_said(tmp_path: Path) -> None:
    path = Path(shutil.copy(GOLDEN / "version_1_promises.db", tmp_path / "my_log.db"))

    for log in (open_copy(path), open_log(path), open_log(path)):
        applications, interviews = log.applications, log.interviews
        days = [None if pd.isna(d) else f"{d:%d %b}" for d in interviews["stated_decision_on"]]
        assert days == ["25 Sep", None, None, None]
        (told,) = log.messages.loc[log.messages["kind"] == "new_date", "stated_decision_on"]
        assert f"{told:%d %b}" == "02 Oct"
        assert interviews["decides_same_day"].tolist() == [False, False, False, True]
        moved = applications.loc[applications["company"] != "Waiting Room"]
        assert moved["stated_decision_on"].isna().all()
        kept = applications.loc[applications["company"] == "Waiting Room"].iloc[0]
        assert f"{kept['stated_decision_on']:%d %b}" == "09 Oct"
        assert kept["contact_instruction"] == "no_status"
        assert log.past.next_undo == "Changed"
        log.close()


@pytest.fixture
def next_version(monkeypatch) -> None:
    """A program one version ahead of today's, whose logs have one more table."""
    statement = "CREATE TABLE more (a TEXT)"
    number, shape = database.VERSION, database.SCHEMAS[database.VERSION]
    monkeypatch.setattr(database, "VERSION", number + 1)
    monkeypatch.setitem(database.MIGRATIONS, number, (statement,))
    monkeypatch.setitem(database.SCHEMAS, number + 1, (*shape, statement))


@pytest.fixture
def old_log(tmp_path: Path) -> Path:
    return Path(shutil.copy(GOLDEN / f"version_{LATEST}.db", tmp_path / "my_log.db"))


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_log_is_made_new_with_a_copy_kept(old_log: Path, next_version) -> None:
    before = database.VERSION - 1

    log = open_log(old_log)

    assert contents(log) == TOLD
    assert version_of(old_log) == database.VERSION
    kept = old_log.with_name(f"my_log_version_{before}.db")
    assert version_of(kept) == before
    assert contents(open_copy(kept)) == TOLD


def test_a_copy_of_an_older_log_is_made_new_in_memory_only(old_log: Path, next_version) -> None:
    before = old_log.read_bytes()

    assert contents(open_copy(old_log)) == TOLD
    assert old_log.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_log_as_it_was(
    old_log: Path, next_version, monkeypatch
) -> None:
    broken = ("CREATE TABLE more (a TEXT)", "INSERT INTO nothing VALUES (1)")
    monkeypatch.setitem(database.MIGRATIONS, database.VERSION - 1, broken)

    assert "Not saved in my_log.db" in open_log(old_log).problem
    monkeypatch.undo()
    assert contents(open_log(old_log)) == TOLD


def test_a_log_of_tomorrow_can_be_read_today(old_log: Path) -> None:
    with closing(sqlite3.connect(old_log)) as file:
        file.execute(f"PRAGMA user_version={database.VERSION + 1}")

    log = open_log(old_log)

    assert contents(log) == TOLD
    assert "update the workbook" in log.read_only
    with pytest.raises(LogNotSavedError, match="newer version"):
        log.past.undo(now=NOW)


ENDLESS = (
    "CREATE VIEW changes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) "
    "SELECT x AS seq FROM n"
)


@pytest.mark.parametrize("made", ["CREATE TABLE more (a TEXT)", ENDLESS], ids=["table", "view"])
def test_a_number_alone_does_not_open_another_shape(tmp_path: Path, made: str) -> None:
    path = tmp_path / "from_tomorrow.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute(made)
        file.execute(f"PRAGMA application_id={database.APPLICATION_ID}")
        file.execute(f"PRAGMA user_version={database.VERSION + 1}")

    assert "of another version" in open_log(path).problem
