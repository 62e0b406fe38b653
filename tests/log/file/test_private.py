"""Nobody else on the computer, and no shared folder, gets to see a log."""

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from followup_kit.errors import LogUnreadableError
from followup_kit.log.erase import erase_employer
from followup_kit.log.file.private import hide_from_others
from followup_kit.log.log import open_log
from followup_kit.log.merge import merge
from tests.conftest import APPLICATION, INTERVIEW, NOW

ROOT = Path(__file__).parents[3]
GIT = shutil.which("git")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")


@pytest.fixture
def careless() -> Iterator[None]:
    """A computer on which everybody may read and write new files."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, str]:
    found = [folder, *folder.rglob("*")]
    return {path.name: f"{stat.S_IMODE(path.stat().st_mode):o}" for path in found}


def test_all_files_are_private_whatever_the_usual_rights(careless, log_path: Path) -> None:
    log = open_log(log_path)
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)
    log.back_up("import", now=NOW)
    erase_employer(log, "Northwind Health", now=NOW)
    with log.ledger.file.writing():
        log.ledger.file._db.execute("DELETE FROM changes")
        found = rights(log_path.parent)
    log.close()

    assert "my_log.db-journal" in found
    assert {mode for name, mode in found.items() if "." not in name} == {"700"}
    assert {mode for name, mode in found.items() if "." in name} == {"600"}


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
def test_a_log_that_others_can_read_is_made_private(log_path: Path, mode: int) -> None:
    open_log(log_path).close()
    log_path.chmod(mode)

    open_log(log_path).close()

    assert stat.S_IMODE(log_path.stat().st_mode) == 0o600


def test_backups_that_others_can_list_are_made_private(log_path: Path) -> None:
    (log_path.parent / "backups").mkdir(parents=True, mode=0o755)
    log = open_log(log_path)

    log.back_up("import", now=NOW)
    log.close()

    assert rights(log_path.parent)["backups"] == "700"


def test_a_log_of_another_account_that_others_can_read_is_refused(
    log_path: Path, monkeypatch
) -> None:
    open_log(log_path).close()
    log_path.chmod(0o644)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)

    with pytest.raises(LogUnreadableError, match="belongs to another account"):
        hide_from_others(log_path)
    assert "belongs to another account" in open_log(log_path).problem


def test_bringing_a_copy_back_leaves_nothing_in_a_shared_folder(
    log_path: Path, tmp_path: Path, monkeypatch
) -> None:
    """Only bytes are handed over, so no file is written outside the log's own folder."""
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setenv("TMPDIR", str(shared))
    monkeypatch.setenv("SQLITE_TMPDIR", str(shared))
    log = open_log(log_path)
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)
    merge(open_log(tmp_path / "own" / "my_log.db"), log.as_bytes(), now=NOW)
    log.close()

    assert list(shared.iterdir()) == []


def in_git(*words: str) -> str:
    assert GIT is not None
    done = subprocess.run([GIT, "-C", ROOT, *words], capture_output=True, text=True, check=False)
    return done.stdout


needs_git = pytest.mark.skipif(
    GIT is None or not (ROOT / ".git").exists(), reason="this is no clone of the repository"
)


@needs_git
@pytest.mark.parametrize(
    "path",
    [
        "data/private/my_log.db",
        "data/private/my_log.db-journal",
        "data/private/backups/my_log_20260915T203000Z_7_save.db",
        "data/class/presets.toml",
        "notebooks/.ipynb_checkpoints/01_log_interviews-checkpoint.ipynb",
        ".ipynb_checkpoints/x.ipynb",
    ],
)
def test_git_leaves_private_files_alone(path: str) -> None:
    assert in_git("check-ignore", path).strip() == path


@needs_git
def test_no_log_or_checkpoint_is_in_the_repository() -> None:
    kept = in_git("ls-files").splitlines()

    logs = [path for path in kept if path.endswith((".db", ".db-journal"))]
    assert [path for path in kept if ".ipynb_checkpoints" in path] == []
    assert {Path(path).parts[:2] for path in logs} <= {
        ("data", "sample"),
        ("data", "cohort"),
        ("tests", "data"),
    }


def no_log(path: Path, what: str) -> Path:
    """A file of somebody that is no log."""
    path.parent.mkdir(parents=True)
    if what == "another database":
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("CREATE TABLE passwords (name)")
    else:
        path.write_text("a,b\n1,2\n", "utf-8")
    path.chmod(0o644)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


@pytest.mark.parametrize("what", ["a list", "another database"])
def test_a_file_that_is_no_log_keeps_its_rights_and_its_time(log_path: Path, what: str) -> None:
    before = no_log(log_path, what).stat()

    problem = open_log(log_path).problem

    after = log_path.stat()
    assert problem
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_looking_into_a_log_does_not_change_its_time(log_path: Path) -> None:
    log = open_log(log_path)
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)
    log.close()
    os.utime(log_path, (1_000_000_000, 1_000_000_000))

    open_log(log_path).close()

    assert log_path.stat().st_mtime == 1_000_000_000


def test_an_emptied_log_is_brought_back_from_its_backups(log_path: Path) -> None:
    log = open_log(log_path)
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)
    log.back_up("import", now=NOW)
    log.close()
    log_path.write_bytes(b"")

    emptied = open_log(log_path)

    assert "Bring the newest back" in emptied.problem
    assert emptied.damaged == log_path
    assert log_path.read_bytes() == b""
