"""A coach's folder with files from strangers: refused in words, and the sound ones still read."""

import errno
import os
import shutil
import socket
import sqlite3
import stat
import sys
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from followup_kit.review.cohort import read_cohort
from followup_kit.review.inbox import content_of, shown_name
from followup_kit.widgets.review.panel import ReviewPanel
from tests.log.file import test_hostile_files as hostile
from tests.measured import cost_of
from tests.review.test_cohort import folder, hand_in
from tests.widgets.conftest import html_of

__all__ = ["folder"]

NAMES = tomllib.loads((Path(__file__).parents[1] / "data" / "file_names.toml").read_text("utf-8"))[
    "names"
]
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def sound(folder: Path) -> Path:
    """A folder with one log that must be read whatever lies beside it."""
    hand_in(folder, "ana").close()
    return folder


def test_there_are_as_many_names_as_promised() -> None:
    assert len(NAMES) == len(set(NAMES)) == 41


@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"\xff\xfe"), "x" * 300])
def test_a_name_is_shown_as_harmless_text(name: str) -> None:
    shown = shown_name(name)

    assert len(shown) <= 80
    assert shown.isprintable()
    assert shown.encode("utf-8")


def test_hostile_names_are_read_in_place_and_shown(sound: Path) -> None:
    """Every name that can be the name of a file here."""
    made = []
    for name in [*NAMES, os.fsdecode(b"\xff\xfe")]:
        path = sound / f"{name}.db"
        with suppress(OSError, ValueError):
            if path.parent == sound and not path.exists():
                hand_in(sound, "made", people=(), student=f"S {len(made)}").close()
                (sound / "made.db").rename(path)
                made.append(path)
    before = {path: path.read_bytes() for path in sound.parent.rglob("*") if path.is_file()}

    cohort = read_cohort(sound)

    assert {f"S {number}" for number in range(len(made))} < {s.student for s in cohort.logs}
    assert len({s.file for s in cohort.logs}) == len(made) + 1 > 30
    assert cohort.refused == ()
    assert {p: p.read_bytes() for p in sound.parent.rglob("*") if p.is_file()} == before


def test_hostile_names_are_text_in_the_panel(sound: Path) -> None:
    (sound / "<img src=x onerror=alert(1)>.db").write_text("no log")

    said = html_of(ReviewPanel(sound).refused)

    assert "&lt;img src=x onerror=alert(1)&gt;.db" in said
    assert "<img" not in said


def test_two_names_that_look_alike_are_told_apart(sound: Path) -> None:
    for number, name in enumerate(("a\u202eb", "a\u202db")):
        hand_in(sound, name, student=f"S {number}", people=()).close()

    files = [student.file for student in read_cohort(sound).logs]

    assert files == ["ana.db", "a?b.db", "a?b.db (2)"]


# Special files


def link(path: Path) -> None:
    path.symlink_to(path.parent / "ana.db")


def chain(path: Path) -> None:
    (path.parent / "link").symlink_to(path.parent / "ana.db")
    path.symlink_to(path.parent / "link")


def loop(path: Path) -> None:
    path.symlink_to(path)


def hard_link(path: Path) -> None:
    other = path.parent.parent / "other.db"
    shutil.copy(path.parent / "ana.db", other)
    os.link(other, path)


def device_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))


def plug(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made, tempfile.TemporaryDirectory() as short:
        made.bind(f"{short}/s")  # the address of a socket must be short
        Path(short, "s").rename(path)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000_000)


SPECIAL: list[tuple[Callable[[Path], None], str]] = [
    (link, "is a link to a file elsewhere"),
    (chain, "is a link to a file elsewhere"),
    (loop, "is a link to a file elsewhere"),
    (hard_link, "has a second name elsewhere"),
    (os.mkfifo, "is not a file"),
    (device_link, "is a link to a file elsewhere"),
    (Path.mkdir, "is not a file"),
    (plug, "cannot be opened"),
    (sparse, "is 50000 MB large"),
    (Path.touch, "is empty"),
]


@pytest.mark.parametrize(("make", "why"), SPECIAL, ids=[make.__name__ for make, _ in SPECIAL])
def test_a_special_file_is_refused_by_name(sound: Path, make, why: str) -> None:
    make(sound / "theirs.db")

    cohort = read_cohort(sound)

    assert [student.student for student in cohort.logs] == ["Ana"]
    assert [(r.file, why in r.reason, "theirs.db" in r.reason) for r in cohort.refused] == [
        ("theirs.db", True, True)
    ]


@pytest.mark.skipif(not is_root, reason="only root can make a device")
def test_a_device_is_refused(sound: Path) -> None:
    device(sound / "theirs.db")

    assert "is not a file" in read_cohort(sound).refused[0].reason


def test_a_file_that_may_not_be_read_is_refused(sound: Path, monkeypatch) -> None:
    """Root may read everything, so the refusal is put in by hand."""
    real = os.open

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == "theirs.db":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    (sound / "theirs.db").write_text("x")
    monkeypatch.setattr(os, "open", opened)
    cohort = read_cohort(sound)

    assert [student.student for student in cohort.logs] == ["Ana"]
    assert "theirs.db cannot be opened (Permission denied)" in cohort.refused[0].reason


def test_a_file_that_grows_while_it_is_read_is_refused(sound: Path, monkeypatch) -> None:
    path = sound / "ana.db"
    real = os.fstat

    def looked_at(handle: int) -> os.stat_result:
        found = real(handle)
        with path.open("ab") as file:
            file.write(b"more")
        return found

    monkeypatch.setattr(os, "fstat", looked_at)
    (refused,) = read_cohort(sound).refused

    assert "was written to while it was read" in refused.reason


# Databases, and what they cost

MOST_LOOPS = 20
"""About three seconds on a usual machine."""


def found_in(folder: Path) -> dict[str, list[str]]:
    """What is read in a folder and what is refused."""
    cohort = read_cohort(folder)
    return {
        "read": [student.student for student in cohort.logs],
        "refused": [refusal.reason for refusal in cohort.refused],
    }


def blob(path: Path, size: int) -> None:
    """A log with one huge value; what is beyond the header is a hole in the file."""
    hostile.database(path)
    with closing(sqlite3.connect(path)) as file:
        slots = ", ".join([f"zeroblob({size})", *["'x'"] * 11])
        file.execute(f"INSERT INTO changes SELECT 1, {slots}")
        file.commit()


def blob_of_300_megabytes(path: Path) -> None:
    hostile.database(path)
    with path.open("r+b") as file:
        file.truncate(300_000_000)


def blob_of_45_megabytes(path: Path) -> None:
    blob(path, 45_000_000)


DATABASES: list[tuple[Callable[[Path], None], str]] = [
    (hostile.endless_view, "does not have the shape of a follow-up log"),
    (hostile.triggers, "does not have the shape of a follow-up log"),
    (hostile.generated_columns, "does not have the shape of a follow-up log"),
    (blob_of_300_megabytes, "is 300 MB large"),
    (blob_of_45_megabytes, "cannot be read: it is damaged or not a follow-up log"),
    (hostile.not_a_database, "cannot be read: it is damaged or not a follow-up log"),
    (hostile.pickled, "cannot be read: it is damaged or not a follow-up log"),
]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted differently elsewhere")
@pytest.mark.parametrize(("make", "why"), DATABASES, ids=[m.__name__ for m, _ in DATABASES])
def test_a_hostile_database_is_refused_fast_and_the_sound_one_read(sound, make, why) -> None:
    make(sound / "theirs.db")

    cost = cost_of(lambda: found_in(sound))

    assert cost.result["read"] == ["Ana"]
    assert [why in r and "theirs.db" in r for r in cost.result["refused"]] == [True]
    assert cost.loops < MOST_LOOPS
    assert cost.megabytes < 150


def test_the_same_log_under_two_names_is_shown_once(sound: Path) -> None:
    shutil.copy(sound / "ana.db", sound / "ana (1).db")

    cohort = read_cohort(sound)
    said = html_of(ReviewPanel(sound).refused)

    assert [student.file for student in cohort.logs] == ["ana (1).db"]
    assert [r.file for r in cohort.repeated] == ["ana.db"]
    assert "It holds the same log as ana (1).db, which is shown once." in said


def test_bytes_are_read_once(sound: Path) -> None:
    assert content_of(sound / "ana.db") == (sound / "ana.db").read_bytes()
