import datetime as dt
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from followup_kit.errors import LogNotSavedError
from followup_kit.log.file import database
from followup_kit.log.file.backups import Backup, Keeper, list_backups, superseded
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog, open_copy
from tests.conftest import APPLICATION, NOW

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def kept(log_path: Path) -> FollowUpLog:
    """A log that looks after its backups, with one application."""
    file = LogFile(log_path)
    log = FollowUpLog(file, random=Random(1), keeper=Keeper(file))
    log.add("applications", APPLICATION, now=NOW, action="Added")
    return log


def note(log: FollowUpLog, text: str, now: dt.datetime = NOW) -> None:
    log.change("applications", log.applications["id"][0], {"notes": text}, now=now)


def notes_in(backup: Backup) -> str:
    return open_copy(backup.path).applications["notes"][0]


def test_the_first_save_makes_a_backup_that_opens(kept: FollowUpLog, log_path: Path) -> None:
    (backup,) = list_backups(log_path)

    assert backup.why == "save"
    assert backup.at == NOW
    assert len(open_copy(backup.path).applications) == 1


def test_backups_are_private(kept: FollowUpLog, log_path: Path) -> None:
    (backup,) = list_backups(log_path)

    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_the_newest_backup_is_at_most_twenty_saves_old(kept: FollowUpLog, log_path) -> None:
    for number in range(1, 43):
        note(kept, str(number))

    assert [notes_in(backup) for backup in list_backups(log_path)] == ["42", "21", ""]


def test_the_newest_backup_is_at_most_half_an_hour_old(kept: FollowUpLog, log_path) -> None:
    note(kept, "early", NOW + 29 * MINUTE)
    note(kept, "due", NOW + 30 * MINUTE)

    assert [notes_in(backup) for backup in list_backups(log_path)] == ["due", ""]


def test_saves_are_counted_across_sessions(kept: FollowUpLog, log_path: Path) -> None:
    for number in range(1, 22):
        file = LogFile(log_path)
        session = FollowUpLog(file, keeper=Keeper(file))
        note(session, str(number))
        session.close()

    assert notes_in(list_backups(log_path)[0]) == "21"


def test_drafts_alone_make_no_backup(kept: FollowUpLog, log_path: Path) -> None:
    for number in range(30):
        kept.save_form("log", {"notes": str(number)}, now=NOW)

    assert len(list_backups(log_path)) == 1


def test_a_copy_in_memory_has_no_backups(kept: FollowUpLog, log_path: Path) -> None:
    assert open_copy(log_path).back_up("import", now=NOW) is None


def test_a_failed_backup_does_not_cost_the_save(kept: FollowUpLog, log_path: Path) -> None:
    folder = list_backups(log_path)[0].path.parent
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")

    note(kept, "late", NOW + 31 * MINUTE)

    assert kept.applications["notes"][0] == "late"
    assert "cannot be made" in kept.backup_problem
    with pytest.raises(LogNotSavedError, match="The folder for backups"):
        kept.back_up("import", now=NOW)


@pytest.fixture
def behind(log_path: Path) -> FollowUpLog:
    """A log whose backups are made in the background, with one application."""
    file = LogFile(log_path)
    log = FollowUpLog(file, random=Random(1), keeper=Keeper(file, in_background=True))
    log.add("applications", APPLICATION, now=NOW, action="Added")
    yield log
    log.close()


def test_a_backup_made_behind_a_save_opens(behind: FollowUpLog, log_path: Path) -> None:
    behind.close()

    assert notes_in(list_backups(log_path)[0]) == ""


def test_behind_saves_too_the_newest_backup_is_at_most_twenty_old(behind, log_path) -> None:
    behind.ledger.keeper.wait()
    for number in range(1, 90):
        note(behind, str(number))
        assert number - int(notes_in(list_backups(log_path)[0]) or 0) <= 20


def test_a_backup_is_begun_before_it_must_be_there(behind, log_path) -> None:
    behind.ledger.keeper.wait()
    note(behind, "early", NOW + 25 * MINUTE)
    behind.ledger.keeper.wait()

    assert notes_in(list_backups(log_path)[0]) == "early"


def test_a_backup_before_a_risk_waits_for_the_one_under_way(behind, log_path) -> None:
    behind.back_up("import", now=NOW + MINUTE)

    assert [backup.why for backup in list_backups(log_path)] == ["import", "save"]


def test_a_failed_backup_behind_a_save_is_told(behind, log_path) -> None:
    behind.ledger.keeper.wait()
    folder = log_path.parent / "backups"
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")

    note(behind, "late", NOW + 31 * MINUTE)
    behind.ledger.keeper.wait()

    assert behind.applications["notes"][0] == "late"
    assert "cannot be made" in behind.backup_problem


def test_without_threads_the_backup_is_made_at_once(kept, log_path, monkeypatch) -> None:
    def refuse(_: Thread) -> None:
        msg = "can't start new thread"
        raise RuntimeError(msg)

    monkeypatch.setattr(Thread, "start", refuse)
    other = FollowUpLog(file := LogFile(log_path), keeper=Keeper(file, in_background=True))

    note(other, "late", NOW + 31 * MINUTE)

    assert notes_in(list_backups(log_path)[0]) == "late"


class Busy:
    """A connection to a file that somebody else writes to between any two steps of a copy."""

    def __init__(self, path: Path, times: int) -> None:
        self._own, self._other = database.opened(path), database.opened(path, wait=0)
        self._times, self.execute = times, self._own.execute

    def backup(self, copy: sqlite3.Connection, **how: Any) -> None:
        step = how.pop("progress", lambda *_: None)

        def written(*told: int) -> None:
            if self._times:
                self._times -= 1
                with suppress(sqlite3.OperationalError):  # while the copy holds the file still
                    self._other.execute("UPDATE changes SET action = action || 'x'")
            step(*told)

        self._own.backup(copy, progress=written, **how)


@pytest.mark.parametrize("times", [0, 2, 10_000])
def test_a_copy_in_steps_is_whole_also_if_others_write(
    kept, log_path, tmp_path, monkeypatch, times
) -> None:
    monkeypatch.setattr(database, "_STEP", 1)
    for number in range(30):
        kept.save_form("log", {"notes": "x" * 3000, "number": number}, now=NOW)
    source = Busy(log_path, times)

    database.copy_to(source, tmp_path / "copy.db", in_steps=True)  # type: ignore[arg-type]

    with closing(database.opened(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM changes").fetchone() == (31,)
        assert len(copy.execute("SELECT DISTINCT action FROM changes").fetchall()) == 2


def test_only_copies_of_this_log_are_listed(kept: FollowUpLog, log_path: Path) -> None:
    folder = list_backups(log_path)[0].path.parent
    (folder / "my_log_of_a_friend.db").touch()
    (folder / "other_20260915T203000Z_7_save.db").touch()

    assert len(list_backups(log_path)) == 1


def test_old_backups_go_but_one_a_day_stays() -> None:
    hours = [NOW - dt.timedelta(hours=6 * n) for n in range(100)]
    copies = [Backup(1000 - n, at, "save", Path(f"{n}.db")) for n, at in enumerate(hours)]

    gone = superseded(copies)

    kept = [copy for copy in copies if copy not in gone]
    assert kept[:10] == copies[:10]
    assert len({copy.at.date() for copy in kept}) == 14
    assert len(kept) == 10 + 14 - len({copy.at.date() for copy in copies[:10]})
