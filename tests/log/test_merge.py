import datetime as dt
import shutil
import sqlite3
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.errors import LogUnreadableError
from followup_kit.log.file.backups import list_backups
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.conflicts import Conflict
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.log.merge import merge
from tests.conftest import APPLICATION, INTERVIEW, NOW, at


@pytest.fixture
def row(panel_log: FollowUpLog) -> str:
    return panel_log.applications["id"][0]


@pytest.fixture
def copy(panel_log: FollowUpLog, log_path: Path, tmp_path: Path) -> FollowUpLog:
    """A copy of the log on another computer."""
    path = tmp_path / "copy" / "my_log.db"
    path.parent.mkdir()
    shutil.copy(log_path, path)
    return open_log(path)


def test_both_sides_are_there_after_a_merge(panel_log, copy) -> None:
    for log, name in ((panel_log, "From the laptop"), (copy, "From Binder")):
        log.add("applications", {"company": name}, now=NOW, action="Added")

    report = merge(panel_log, copy.path, now=NOW)

    names = panel_log.applications["company"].tolist()
    assert sorted(names) == ["From Binder", "From the laptop", "Northwind Health"]
    assert (report.added, report.already_here, report.conflicts) == (1, 5, ())


def test_a_second_merge_adds_nothing(panel_log, copy) -> None:
    copy.add("applications", {"company": "From Binder"}, now=NOW, action="Added")
    merge(panel_log, copy.path, now=NOW)

    report = merge(panel_log, copy.path, now=NOW)

    assert (report.added, report.already_here) == (0, 6)


def test_the_other_file_is_not_touched(panel_log, copy) -> None:
    before = copy.path.read_bytes()

    merge(panel_log, copy.path, now=NOW)

    assert copy.path.read_bytes() == before


def test_there_is_a_backup_from_before(panel_log, copy, log_path) -> None:
    merge(panel_log, copy.path, now=NOW)

    assert [backup.why for backup in list_backups(log_path)] == ["merge"]


@pytest.fixture
def conflict(panel_log, copy, row) -> Conflict:
    panel_log.change("applications", row, {"notes": "laptop"}, now=at(15, 17))
    copy.change("applications", row, {"notes": "Binder"}, now=at(15, 18))
    (found,) = merge(panel_log, copy.path, now=NOW).conflicts
    return found


def test_a_field_changed_on_both_sides_is_listed(conflict: Conflict) -> None:
    assert (conflict.label, [v.value for v in conflict.versions]) == ("Notes", ["laptop", "Binder"])


def test_a_settled_conflict_is_gone_in_both_copies(panel_log, copy, conflict) -> None:
    panel_log.past.resolve(conflict, "laptop", now=NOW)
    merge(copy, panel_log.path, now=NOW)

    for log in (panel_log, copy):
        assert log.applications["notes"][0] == "laptop"
        assert log.past.conflicts() == []


def test_a_later_edit_settles_a_conflict(panel_log, conflict, row) -> None:
    panel_log.change("applications", row, {"notes": "both"}, now=NOW)

    assert panel_log.past.conflicts() == []


def test_an_edit_of_another_field_does_not_settle_it(panel_log, conflict, row) -> None:
    panel_log.change("applications", row, {"position": "Analyst"}, now=NOW)

    assert [c.field for c in panel_log.past.conflicts()] == ["notes"]


def test_the_same_value_on_both_sides_is_no_conflict(panel_log, copy, row) -> None:
    for log in (panel_log, copy):
        log.change("applications", row, {"notes": "same"}, now=NOW)

    assert merge(panel_log, copy.path, now=NOW).conflicts == ()


def test_an_entry_removed_here_and_changed_there_is_asked_about(panel_log, copy, row) -> None:
    panel_log.remove("applications", row, now=NOW)
    copy.change("applications", row, {"notes": "still wanted"}, now=NOW)

    (conflict,) = merge(panel_log, copy.path, now=NOW).conflicts
    assert (conflict.field, conflict.label) == (REMOVED, "In the log")

    panel_log.past.resolve(conflict, value=False, now=NOW)
    assert panel_log.applications["notes"].tolist() == ["still wanted"]
    assert len(panel_log.interviewers) == 3
    assert panel_log.past.conflicts() == []


def another_log(path: Path, student: str = "") -> Path:
    path.parent.mkdir()
    log = FollowUpLog(LogFile(path), random=Random(9))
    log.change_settings({"student": student}, now=NOW)
    log.add_interview(INTERVIEW, application={"company": "Elsewhere"}, now=NOW)
    log.close()
    return path


def test_another_persons_log_is_asked_about(panel_log, tmp_path) -> None:
    panel_log.change_settings({"student": "Sam Rivera"}, now=NOW)
    path = another_log(tmp_path / "theirs" / "log.db", "Ana Sousa")

    report = merge(panel_log, path, now=NOW)

    assert "seems to be another log (Ana Sousa)" in report.question
    assert (report.added, len(panel_log.applications)) == (0, 1)
    assert merge(panel_log, path, now=NOW, even_if_other=True).added == 3


@pytest.mark.parametrize("is_empty", [True, False])
def test_your_own_second_log_is_not_asked_about(log, tmp_path, is_empty) -> None:
    log.change_settings({"student": "Sam Rivera"}, now=NOW)
    if not is_empty:
        log.add("applications", APPLICATION, now=NOW, action="Added")
    name = "" if is_empty else "Sam Rivera"

    report = merge(log, another_log(tmp_path / "other" / "log.db", name), now=NOW)

    assert (report.question, report.added) == ("", 3)


def test_a_damaged_copy_is_refused(panel_log, copy) -> None:
    with sqlite3.connect(copy.path) as db:
        db.execute("UPDATE changes SET fields = replace(fields, 'Northwind', 'Southwind')")

    with pytest.raises(LogUnreadableError, match="does not match its checksum"):
        merge(panel_log, copy.path, now=NOW)
    assert panel_log.applications["company"].tolist() == ["Northwind Health"]


def test_a_forged_change_with_a_known_id_is_refused(panel_log, copy) -> None:
    forged = copy.ledger.file.all_changes()[0]._replace(at="2026-01-01T00:00:00+00:00").sealed()
    with sqlite3.connect(copy.path) as db:
        db.execute(
            "UPDATE changes SET at = ?, checksum = ? WHERE id = ?",
            (forged.at, forged.checksum, forged.id),
        )

    with pytest.raises(LogUnreadableError, match="different story"):
        merge(panel_log, copy.path, now=NOW)


def test_a_clock_far_ahead_is_said_and_does_not_hide_later_edits(panel_log, copy, row) -> None:
    copy.change("applications", row, {"notes": "future"}, now=NOW + dt.timedelta(days=730))
    report = merge(panel_log, copy.path, now=NOW)
    panel_log.change("applications", row, {"notes": "now"}, now=NOW)

    assert "stood at 14 Sep 2028" in report.warning
    assert panel_log.applications["notes"][0] == "now"


NAMES = count()
EDITS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["company", "notes", REMOVED]),
    st.sampled_from(["", "x", "é", "e\u0301", "=1+1", "\u202eabc"]),
    st.integers(-5, 5),
)


def write(log: FollowUpLog, edit: tuple) -> None:
    _, row, field, value, hours = edit
    value = bool(value) if field == REMOVED else value
    now = NOW + dt.timedelta(hours=hours)
    log.ledger.commit("Did", [Edit("applications", row, {field: value})], now=now)


def in_memory(device: int) -> FollowUpLog:
    return FollowUpLog(LogFile(None), random=Random(device))


def merged(devices: list[FollowUpLog], order: tuple[int, ...]) -> tuple:
    """What a log is after taking over from devices in that order."""
    result = in_memory(9)
    for device in order:
        result.ledger.take_over(devices[device].ledger.file.all_changes())
    values = {key: result.ledger.values(*key) for key in result.ledger.known_rows()}
    return values, result.ledger.file.all_changes(), result.past.conflicts()


@given(st.lists(EDITS, max_size=10), st.lists(EDITS, max_size=4))
def test_any_order_of_merging_gives_the_same(edits, common) -> None:
    """Three devices whose clocks may run backwards; four orders, one of them with repeats."""
    devices = [in_memory(number) for number in range(3)]
    for edit in common:
        write(devices[0], edit)
    for device in devices[1:]:
        device.ledger.take_over(devices[0].ledger.file.all_changes())
    for edit in edits:
        write(devices[edit[0]], edit)

    expected = merged(devices, (0, 1, 2))

    made = {change for device in devices for change in device.ledger.file.all_changes()}
    assert set(expected[1]) == made
    for order in ((2, 1, 0), (1, 0, 2), (0, 1, 2, 1, 0, 2, 2)):
        assert merged(devices, order) == expected
    assert_nothing_is_dropped(*expected)


def assert_nothing_is_dropped(values, changes, conflicts) -> None:
    """A value that is not shown was replaced by someone who knew it, or is in the list."""
    listed = {(c.row, c.field): {v.value for v in c.versions} for c in conflicts}
    by_id = {change.id: change for change in changes}
    for change in changes:
        for name, value in change.values.items():
            later = [c for c in changes if name in c.values and knows(c, change.id, by_id)]
            if not later and values["applications", change.row].get(name) != value:
                assert value in listed[change.row, name]


def knows(change, wanted: str, by_id) -> bool:
    import json

    seen = json.loads(change.seen)
    return wanted in seen or any(knows(by_id[s], wanted, by_id) for s in seen)
