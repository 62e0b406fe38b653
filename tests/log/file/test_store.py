import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from followup_kit.errors import LogNotSavedError, LogUnreadableError
from followup_kit.log.file.database import VERSION
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog, open_copy, open_log
from tests.conftest import APPLICATION, INTERVIEW, NOW


def add_one(log: FollowUpLog) -> None:
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)


def test_a_new_log_is_private(log: FollowUpLog, log_path: Path) -> None:
    assert stat.S_IMODE(log_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log_path.parent.stat().st_mode) == 0o700


def test_a_saved_entry_is_there_after_reopening(log: FollowUpLog, log_path: Path) -> None:
    add_one(log)
    log.close()

    assert open_log(log_path).applications["company"].tolist() == ["Northwind Health"]


def test_the_file_uses_the_durable_settings(log: FollowUpLog, log_path: Path) -> None:
    settings = {}
    for name in ("journal_mode", "synchronous", "secure_delete", "trusted_schema"):
        settings[name] = log._ledger.file._db.execute(f"PRAGMA {name}").fetchone()[0]

    assert settings == {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_nothing_is_ever_overwritten(panel_log: FollowUpLog, log_path: Path) -> None:
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "first"}, now=NOW)
    panel_log.change("applications", row, {"notes": "second"}, now=NOW)

    kept = sqlite3.connect(log_path).execute("SELECT fields FROM changes").fetchall()
    assert any("first" in fields for (fields,) in kept)


def opened_strictly(path: Path) -> FollowUpLog:
    return FollowUpLog(LogFile(path))


def not_a_log(path: Path) -> None:
    path.write_text("company,position\nNorthwind,Analyst\n" * 100)


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE changes (a)")


def wrong_shape(path: Path) -> None:
    add_one(open_log(path))
    with sqlite3.connect(path) as db:
        db.execute("CREATE VIEW endless AS SELECT 1")


def cut_in_half(path: Path) -> None:
    add_one(open_log(path))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def edited_by_hand(path: Path) -> None:
    add_one(open_log(path))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE changes SET fields = replace(fields, 'Northwind', 'Southwind')")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (not_a_log, "damaged or not a follow-up log"),
        (another_database, "not a follow-up log"),
        (wrong_shape, "does not have the shape of a follow-up log"),
        (cut_in_half, "cannot be read"),
        (edited_by_hand, "does not match its checksum"),
    ],
)
@pytest.mark.parametrize("opened", [opened_strictly, open_copy])
def test_a_spoilt_file_is_refused_and_left_alone(tmp_path, spoil, message, opened) -> None:
    path = tmp_path / "spoilt.db"
    spoil(path)
    before = path.read_bytes()

    with pytest.raises(LogUnreadableError, match=message):
        opened(path)
    assert path.read_bytes() == before


def test_a_log_that_cannot_be_opened_says_why_and_saves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.db"
    not_a_log(path)
    before = path.read_bytes()

    log = open_log(path)

    assert "damaged or not a follow-up log" in log.problem
    assert log.is_empty
    with pytest.raises(LogNotSavedError, match="damaged or not a follow-up log"):
        add_one(log)
    assert path.read_bytes() == before


def test_a_folder_is_not_a_log(tmp_path: Path) -> None:
    with pytest.raises(LogUnreadableError, match="is a folder"):
        opened_strictly(tmp_path)


def test_a_missing_file_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(LogUnreadableError, match="cannot be opened"):
        open_copy(tmp_path / "missing.db")
    assert not (tmp_path / "missing.db").exists()


def test_a_newer_log_can_be_read_only(log: FollowUpLog, log_path: Path) -> None:
    add_one(log)
    log.close()
    with sqlite3.connect(log_path) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")

    newer = open_log(log_path)

    assert len(newer.applications) == 1
    assert "newer version" in newer.read_only
    with pytest.raises(LogNotSavedError, match="newer version"):
        add_one(newer)


def as_nobody(work) -> str:
    """What a function says when it is run as a user without any rights."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover
        try:
            os.setuid(65534)
            said = work()
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        os.write(write_end, said.encode())
        os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as said:
        return said.read()


needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="changes to another user"
)


@pytest.fixture
def shared_folder() -> Path:
    """A folder that everybody may read and only its owner may write."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="followup-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@needs_root
def test_a_read_only_folder_says_what_to_do(shared_folder: Path) -> None:
    said = as_nobody(lambda: open_log(shared_folder / "new.db").problem)

    assert said.startswith("The log new.db cannot be made in")
    assert "Choose another folder" in said


@needs_root
def test_a_read_only_log_can_be_read(shared_folder: Path) -> None:
    path = shared_folder / "my_log.db"
    log = open_log(path)
    add_one(log)
    log.close()
    path.chmod(0o644)

    def work() -> str:
        opened = open_log(path)
        try:
            add_one(opened)
        except LogNotSavedError as error:
            return f"{len(opened.applications)} row; {str(error) == opened.read_only}; {error}"
        return "saved"

    said = as_nobody(work)
    assert said.startswith(
        "1 row; True; Not saved in my_log.db. This folder or file cannot be written."
    )


def test_a_locked_log_says_so(log: FollowUpLog, log_path: Path, monkeypatch) -> None:
    log._ledger.file._db.execute("PRAGMA busy_timeout=50")
    other = sqlite3.connect(log_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LogNotSavedError, match="Another program holds the file"):
        add_one(log)
    other.execute("ROLLBACK")
    add_one(log)
    assert len(log.applications) == 1


def test_a_locked_log_is_not_called_damaged(panel_log: FollowUpLog, log_path: Path) -> None:
    panel_log._ledger.file._db.execute("PRAGMA busy_timeout=50")
    other = sqlite3.connect(log_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LogUnreadableError, match="nothing is wrong with it"):
        panel_log.refresh()
    other.execute("ROLLBACK")
    assert not panel_log.refresh()


def test_a_full_disk_keeps_what_was_saved(log: FollowUpLog) -> None:
    add_one(log)
    db = log._ledger.file._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages}")

    with pytest.raises(LogNotSavedError, match=r"The disk is full\. Make room"):
        log.save_form("log", {"notes": "x" * 19_000}, now=NOW)

    db.execute("PRAGMA max_page_count=100000")
    assert len(log.applications) == 1
    add_one(log)
    assert len(log.applications) == 2


def test_threads_take_turns(log: FollowUpLog, log_path: Path) -> None:
    """Widgets and cells of a notebook run in different threads."""
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: add_one(log), range(40)))

    assert len(log.applications) == 40
    assert len(open_log(log_path).applications) == 40


def test_the_bytes_of_a_log_are_a_log(panel_log: FollowUpLog, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(panel_log.as_bytes())

    assert open_log(copy).interviewers["name"].tolist() == panel_log.interviewers["name"].tolist()
