"""Files from strangers that say they are logs: refused in words, quickly, and left alone."""

import os
import pickle
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from followup_kit.errors import FollowUpError, LogUnreadableError
from followup_kit.log.file.changes import Change
from followup_kit.log.file.database import APPLICATION_ID, INSERT, SCHEMAS
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.merge import merge
from tests.conftest import NOW

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


def database(
    path: Path, *statements: str, rows: tuple[Change, ...] = (), shape: bool = True
) -> None:
    """A database with the shape of a log, and whatever else."""
    with closing(sqlite3.connect(path)) as file:
        for statement in (*(SCHEMAS[1] if shape else ()), *statements):
            file.execute(statement)
        file.execute(f"PRAGMA application_id={APPLICATION_ID}")
        file.execute("PRAGMA user_version=1")
        if rows:
            file.executemany(INSERT, rows)
        file.commit()


def endless_view(path: Path) -> None:
    database(
        path,
        "CREATE VIEW changes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS seq FROM n",
        shape=False,
    )


def triggers(path: Path) -> None:
    database(path, "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM changes; END")


def generated_columns(path: Path) -> None:
    statement = SCHEMAS[1][0].replace("checksum TEXT NOT NULL", "checksum TEXT AS (id || '!')")
    database(path, statement, shape=False)


def huge_blob(path: Path) -> None:
    database(path)
    with closing(sqlite3.connect(path)) as file:
        slots = ", ".join(["zeroblob(50000000)", *["'x'"] * 11])
        file.execute(f"INSERT INTO changes SELECT 1, {slots}")
        file.commit()


def huge_file(path: Path) -> None:
    database(path)
    with path.open("r+b") as file:
        file.truncate(50_000_000_000)


def not_a_database(path: Path) -> None:
    path.write_text("<html>not a log</html>" * 500)


def pickled(path: Path) -> None:
    path.write_bytes(pickle.dumps({"a": 1}))


def by_hand(**parts: object) -> object:
    def make(path: Path) -> None:
        database(path, rows=(CHANGE._replace(**parts).sealed(),))

    make.__name__ = f"by hand {parts}"[:50]
    return make


MADE_BY_HAND = [
    by_hand(fields="[]"),
    by_hand(fields="{"),
    by_hand(fields="[" * 100_000),
    by_hand(fields="{}, {}"),
    by_hand(seen="{}"),
    by_hand(seen="[1]"),
    by_hand(clock="soon"),
    by_hand(clock="999999999999999.00000.x"),
    by_hand(at="soon"),
    by_hand(at="2026-09-01T00:00:00"),
    by_hand(at="0001-01-01T00:00:00+00:00"),
    by_hand(at="9999-12-31T23:00:00+00:00"),
]
FILES = [
    endless_view,
    triggers,
    generated_columns,
    huge_blob,
    huge_file,
    not_a_database,
    pickled,
    *MADE_BY_HAND,
]


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, log: FollowUpLog, make) -> None:
    path = tmp_path / "theirs.db"
    make(path)
    size = path.stat().st_size

    with pytest.raises(LogUnreadableError, match=r"theirs\.db"):
        merge(log, path, now=NOW)
    assert path.stat().st_size == size
    assert log.is_empty


def test_a_row_made_by_hand_is_named_and_not_shown(tmp_path: Path) -> None:
    wrong = CHANGE._replace(fields='{"company": "", "preset": 7, "extra": 1}').sealed()
    database(tmp_path / "theirs.db", rows=(wrong,))

    log = open_copy(tmp_path / "theirs.db")

    assert log.is_empty
    assert len(log.bad_rows) == 1


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop"])
def test_what_is_not_a_file_is_refused_and_does_not_block(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "theirs.db"
    make = {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
    }
    make[kind]()

    with pytest.raises(FollowUpError):
        open_copy(path)


MEASURED = """
import resource, sys, time
from pathlib import Path
from followup_kit.errors import FollowUpError
from followup_kit.log.log import open_copy
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    open_copy(Path(sys.argv[1]))
except FollowUpError:
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted differently elsewhere")
@pytest.mark.parametrize("make", [endless_view, huge_blob, huge_file], ids=lambda m: m.__name__)
def test_a_hostile_file_takes_little_time_and_memory(tmp_path: Path, make) -> None:
    path = tmp_path / "theirs.db"
    make(path)

    command = [sys.executable, "-c", MEASURED, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, said.split())

    assert seconds < 3
    assert megabytes < 150
