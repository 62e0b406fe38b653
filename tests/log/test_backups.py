import datetime as dt
import stat
from pathlib import Path
from random import Random

import pytest

from followup_kit.errors import LogNotSavedError
from followup_kit.log.backups import Backup, list_backups, superseded
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.store import LogFile
from tests.conftest import APPLICATION, NOW

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def kept(log_path: Path) -> FollowUpLog:
    """A log that looks after its backups, with one application."""
    log = FollowUpLog(LogFile(log_path), random=Random(1), keeps_backups=True)
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
    for number in range(1, 41):
        note(kept, str(number))

    assert [notes_in(backup) for backup in list_backups(log_path)] == ["40", "20", ""]


def test_the_newest_backup_is_at_most_half_an_hour_old(kept: FollowUpLog, log_path) -> None:
    note(kept, "early", NOW + 29 * MINUTE)
    note(kept, "due", NOW + 30 * MINUTE)

    assert [notes_in(backup) for backup in list_backups(log_path)] == ["due", ""]


def test_saves_are_counted_across_sessions(kept: FollowUpLog, log_path: Path) -> None:
    for number in range(1, 21):
        session = FollowUpLog(LogFile(log_path), keeps_backups=True)
        note(session, str(number))
        session.close()

    assert notes_in(list_backups(log_path)[0]) == "20"


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
