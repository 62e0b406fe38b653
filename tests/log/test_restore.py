from pathlib import Path

import pandas as pd
import pytest

from followup_kit.errors import LogUnreadableError
from followup_kit.log.erase import erase_employer
from followup_kit.log.file.backups import list_backups
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.log.restore import replace_damaged, restore
from tests.conftest import INTERVIEW, NOW, at


@pytest.fixture
def backup(panel_log: FollowUpLog) -> Path:
    return panel_log.back_up("save", now=NOW)


def test_going_back_changes_adds_and_removes(panel_log: FollowUpLog, backup: Path) -> None:
    tables = ("applications", "interviews", "interviewers")
    before = [panel_log.table(table) for table in tables]
    panel_log.change("applications", panel_log.applications["id"][0], {"notes": "x"}, now=NOW)
    panel_log.remove("interviewers", panel_log.interviewers["id"][0], now=NOW)
    panel_log.add_interview(INTERVIEW, application={"company": "Later"}, now=NOW)

    assert restore(panel_log, backup, now=at(16, 9)) == 4

    for table, frame in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(panel_log.table(table), frame)


def test_going_back_can_be_undone(panel_log: FollowUpLog, backup: Path) -> None:
    panel_log.add_interview(INTERVIEW, application={"company": "Later"}, now=NOW)
    restore(panel_log, backup, now=at(16, 9))

    assert panel_log.past.undo(now=at(16, 10)) == "Went back to a backup"

    assert panel_log.applications["company"].tolist() == ["Northwind Health", "Later"]


def test_there_is_a_backup_of_before(panel_log, backup, log_path) -> None:
    panel_log.add("applications", {"company": "Later"}, now=NOW, action="Added")
    restore(panel_log, backup, now=at(16, 9))

    assert [b.why for b in list_backups(log_path)] == ["restore", "save"]


def test_going_back_to_the_same_changes_nothing(panel_log, backup) -> None:
    assert restore(panel_log, backup, now=NOW) == 0


def test_what_was_erased_stays_erased(panel_log, backup, tmp_path) -> None:
    copy = tmp_path / "kept.db"
    copy.write_bytes(backup.read_bytes())
    erase_employer(panel_log, "Northwind Health", now=NOW)

    restore(panel_log, copy, now=NOW)

    assert panel_log.is_empty


def test_a_damaged_backup_is_refused(panel_log, backup) -> None:
    backup.write_bytes(backup.read_bytes()[:5_000])

    with pytest.raises(LogUnreadableError):
        restore(panel_log, backup, now=NOW)
    assert len(panel_log.interviewers) == 3


def test_a_damaged_log_gives_way_to_its_backup(panel_log, backup, log_path) -> None:
    panel_log.close()
    log_path.write_bytes(b"damaged")

    aside = replace_damaged(log_path, list_backups(log_path)[0], now=NOW)

    assert len(open_log(log_path).interviewers) == 3
    assert aside.read_bytes() == b"damaged"
    assert aside.name == "my_log_damaged_20260915T203000Z.db"
