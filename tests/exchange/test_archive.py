"""Everything in one file, and back: equal tables, equal history, equal undo."""

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.errors import FollowUpError
from followup_kit.exchange.archive import everything_file
from followup_kit.exchange.archive_in import log_from_archive
from followup_kit.exchange.cells import unguarded
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history_words import history_of
from followup_kit.log.log import FollowUpLog, open_log, open_sample
from followup_kit.log.merge import merge_open
from followup_kit.log.schema import TABLES
from tests.conftest import NOW
from tests.exchange.test_cells import FORMULAS
from tests.plan.histories import stories


def in_memory(device: int = 9) -> FollowUpLog:
    return FollowUpLog(LogFile(None), random=Random(device))


def file_of(log: FollowUpLog) -> bytes:
    return everything_file(log, now=NOW)


def came_back(content: bytes) -> FollowUpLog:
    """An empty log after an archive was brought back into it."""
    log, other = in_memory(8), log_from_archive(content)
    merge_open(log, other, now=NOW)
    return log


def rows_of(content: bytes, name: str) -> list[dict[str, str]]:
    """A table of an archive as any program reads it, but for our apostrophes."""
    text = ZipFile(io.BytesIO(content)).read(name).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(header, map(unguarded, row), strict=True)) for row in rows]


def everything_shown(log: FollowUpLog) -> tuple:
    """What a person can see of a log: tables, what is wrong, history, conflicts."""
    rows = log.ledger.known_rows()
    told = {key: history_of(log.ledger, *key, zone_name="UTC") for key in rows if key[0] in TABLES}
    return (log.ledger.snapshot(), dict(log.ledger.bad_rows), told, log.past.conflicts())


def undone_and_redone(log: FollowUpLog) -> list[tuple[str, object]]:
    """What the log shows after each undo down to the start, and after each redo back up."""
    seen = []
    for act, is_left in (
        (log.past.undo, lambda: log.ledger.next_undo),
        (log.past.redo, log_redo(log)),
    ):
        while is_left():
            seen.append((act(now=NOW), log.ledger.snapshot()))
    return seen


def log_redo(log: FollowUpLog):
    return lambda: log.ledger.next_redo


TEXT = st.sampled_from([*FORMULAS, "", "x", "e\u0301", "\u202eabc", "a\r\nb", "🎉"]) | st.text()
FIELD = st.sampled_from(["company", "notes", "name", "text", "body", "covers", "unknown"])
EDIT = st.builds(
    Edit,
    st.sampled_from(list(TABLES)),
    st.sampled_from(["a", "b", "settings"]),
    st.dictionaries(FIELD, TEXT | st.lists(TEXT, max_size=2), min_size=1, max_size=3)
    | st.sampled_from([{REMOVED: True}, {REMOVED: False}]),
)
DID = st.sampled_from(["Did", "", "=1+1"])
DEED = st.tuples(
    st.integers(0, 1), st.lists(EDIT, min_size=1, max_size=3), DID, st.integers(-9, 9)
) | st.sampled_from(["undo", "redo", "meet"])


def made(deeds: list) -> FollowUpLog:
    """A log with what two devices did, put together now and then."""
    devices = [in_memory(0), in_memory(1)]
    for deed in deeds:
        do(deed, *devices)
    devices[0].ledger.take_over(devices[1].ledger.file.all_changes())
    return devices[0]


def do(deed, log: FollowUpLog, other: FollowUpLog) -> None:
    match deed:
        case "undo" if log.ledger.next_undo:
            log.past.undo(now=NOW)
        case "redo" if log.ledger.next_redo:
            log.past.redo(now=NOW)
        case "meet":
            log.ledger.take_over(other.ledger.file.all_changes())
        case "erase":
            log.ledger.erase({"a"}, {"settings"}, now=NOW)
        case (device, edits, action, hours):
            ledger, at = (log, other)[device].ledger, NOW + dt.timedelta(hours=hours)
            gone = ledger.erased_rows()  # its name is never given to another row
            if kept := [edit for edit in edits if edit.row not in gone]:
                ledger.commit(action, kept, now=at)


@given(st.lists(DEED | st.just("erase"), max_size=8))
def test_any_log_comes_back_equal(deeds: list) -> None:
    log = made(deeds)
    content = file_of(log)

    back = came_back(content)

    assert back.ledger.file.all_changes() == log.ledger.file.all_changes()
    assert everything_shown(back) == everything_shown(log)
    assert undone_and_redone(back) == undone_and_redone(log)


@given(st.lists(DEED, max_size=6))
def test_a_second_time_adds_nothing(deeds: list) -> None:
    log = made(deeds)
    content = file_of(log)
    back = came_back(content)
    version = back.version

    for one in (back, log):
        assert merge_open(one, log_from_archive(content), now=NOW).added == 0
    assert back.version == version
    assert file_of(back) == content


@given(st.lists(DEED, max_size=5), st.lists(DEED, max_size=5))
def test_the_order_of_bringing_back_does_not_matter(earlier: list, later: list) -> None:
    contents = [file_of(made(earlier)), file_of(made([*earlier, *later]))]

    results = []
    for order in (contents, contents[::-1]):
        log = in_memory(7)
        for content in order:
            log.ledger.take_over(log_from_archive(content).ledger.file.all_changes())
        results.append(everything_shown(log))

    assert results[0] == results[1]


@given(stories())
def test_any_season_comes_back_equal(told) -> None:
    log = in_memory()
    for table, rows in told[0].rows.items():
        for row, record in rows.items():
            fields = record.model_dump(exclude={"id", "logged_at"})
            log.ledger.commit("Did", [Edit(table, row, fields)], now=NOW)

    content = file_of(log)

    assert everything_shown(came_back(content)) == everything_shown(log)
    for table, rows in log.ledger.snapshot().items():
        read = {row["id"]: row for row in rows_of(content, f"tables/{table}.csv")}
        assert read.keys() == rows.keys()
        for row, record in rows.items():
            assert read[row] == {name: as_text(value) for name, value in record}


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)


@pytest.fixture
def full_log(panel_log: FollowUpLog) -> FollowUpLog:
    """One thing in every table, and one thing removed."""
    application, now = panel_log.applications["id"][0], NOW
    panel_log.change_settings({"student": "Sam Rivera"}, now=now)
    panel_log.save_draft(
        {"application_id": application, "body": "=Dear Priya,\r\n- thanks"}, now=now
    )
    panel_log.save_form("log_interview", {"company": "half typed"}, now=now)
    for table, fields in (
        ("templates", {"name": "Short", "text": "Thank you, {{ name }}"}),
        ("comments", {"text": "Well done", "author": "A coach"}),
        ("marks", {"application_id": application, "step": "x", "mark": "done"}),
        ("outcomes", {"application_id": application, "outcome": "offer", "at": NOW}),
    ):
        panel_log.add(table, fields, now=now, action="Did")
    panel_log.remove("interviewers", panel_log.interviewers["id"][2], now=now)
    return panel_log


def test_every_table_is_in_the_file(full_log: FollowUpLog) -> None:
    content = file_of(full_log)

    for table in TABLES:
        assert len(rows_of(content, f"tables/{table}.csv")) == len(full_log.records(table)) > 0
    assert rows_of(content, "tables/messages.csv")[0]["body"] == "=Dear Priya,\r\n- thanks"
    assert rows_of(content, "tables/forms.csv")[0]["values"] == '{"company": "half typed"}'
    assert [row["name"] for row in rows_of(content, "removed/interviewers.csv")] == ["Wen Li"]


def test_the_history_tells_everything(full_log: FollowUpLog) -> None:
    told = rows_of(file_of(full_log), "history.csv")

    assert len(told) == len(full_log.ledger.file.all_changes())
    assert told[0]["what_you_did"] == "Logged an interview"
    assert "Employer: Northwind Health" in told[0]["values"]
    assert told[-1]["values"] == "In the log: no"
    assert "(typed, not saved yet)" in {row["what_you_did"] for row in told}


def test_the_manifest_names_every_file_with_its_checksum(full_log: FollowUpLog) -> None:
    archive = ZipFile(io.BytesIO(file_of(full_log)))
    manifest = json.loads(archive.read("manifest.json"))

    assert (manifest["format"], manifest["version"]) == ("follow-up-log", 1)
    assert manifest["made_at"] == "2026-09-15T20:30:00+00:00"
    assert {f["name"] for f in manifest["files"]} == set(archive.namelist()) - {"manifest.json"}
    for entry in manifest["files"]:
        content = archive.read(entry["name"])
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        if entry["name"].endswith(".csv"):
            header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            assert (entry["columns"], entry["rows"]) == (header, len(rows))


def test_the_readme_explains_every_column(full_log: FollowUpLog) -> None:
    text = ZipFile(io.BytesIO(file_of(full_log))).read("README.txt").decode()

    for table, model in TABLES.items():
        assert f"{table}.csv: one row is {model.about}" in text
        for name, field in model.model_fields.items():
            assert f"    {name}: {field.title}" in text
    assert "thank_you: Thank-you note" in text


def test_what_was_erased_is_not_in_the_file(panel_log: FollowUpLog) -> None:
    panel_log.ledger.erase({panel_log.interviewers["id"][0]}, set(), now=NOW)
    archive = ZipFile(io.BytesIO(file_of(panel_log)))

    assert not any(b"Priya" in archive.read(name) for name in archive.namelist())


def test_an_entry_that_cannot_be_shown_is_in_the_file(log: FollowUpLog) -> None:
    log.ledger.commit("Did", [Edit("applications", "a", {"company": "", "notes": "kept"})], now=NOW)

    assert log.applications.empty
    assert rows_of(file_of(log), "tables/applications.csv")[0]["notes"] == "kept"


def test_a_log_that_cannot_be_written_can_be_taken_out(panel_log: FollowUpLog) -> None:
    panel_log.ledger.file.read_only = "This folder cannot be written."

    assert len(rows_of(file_of(panel_log), "tables/interviewers.csv")) == 3


def test_a_log_that_cannot_be_opened_gives_no_file(tmp_path: Path) -> None:
    (tmp_path / "my_log.db").write_text("no log" * 200)
    log = open_log(tmp_path / "my_log.db")

    with pytest.raises(FollowUpError, match="damaged or not a follow-up log"):
        file_of(log)


def test_the_file_on_disk_is_not_touched(panel_log: FollowUpLog, log_path: Path) -> None:
    before = log_path.read_bytes()

    file_of(panel_log)

    assert log_path.read_bytes() == before


def test_the_sample_can_be_taken_out_and_looked_at() -> None:
    sample = open_sample()

    assert everything_shown(log_from_archive(file_of(sample))) == everything_shown(sample)


def test_the_sample_is_not_mixed_with_a_log(log: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="never mixed with your own"):
        merge_open(log, log_from_archive(file_of(open_sample())), now=NOW)
    assert log.is_empty


def test_a_log_too_large_to_come_back_is_said(panel_log: FollowUpLog, monkeypatch) -> None:
    monkeypatch.setattr("followup_kit.exchange.archive.MOST_CHANGE_BYTES", 1_000)

    with pytest.raises(FollowUpError, match=r"Keep a copy of my_log\.db instead"):
        file_of(panel_log)


def test_the_longest_texts_come_back(panel_log: FollowUpLog) -> None:
    """Each is 240,000 bytes in the file, longer than Python's csv would read."""
    application = panel_log.applications["id"][0]
    for number in range(9):
        body = f"{number}" + "🎉" * 19_999
        panel_log.save_draft({"application_id": application, "body": body}, now=NOW)

    assert came_back(file_of(panel_log)).messages.equals(panel_log.messages)


def test_a_file_unpacked_and_packed_again_comes_back(panel_log, tmp_path: Path) -> None:
    """Some browsers unpack what they download; people pack the folder again."""
    folder = tmp_path / "my_log_2026-09-15"
    ZipFile(io.BytesIO(file_of(panel_log))).extractall(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "._manifest.json").write_bytes(b"x")
    path = shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path, ".")

    assert came_back(Path(path).read_bytes()).interviewers.equals(panel_log.interviewers)
