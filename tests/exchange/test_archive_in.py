"""Archives that are damaged, changed or from strangers: refused in words, nothing written."""

import hashlib
import io
import json
import struct
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from followup_kit.errors import LogUnreadableError
from followup_kit.exchange.archive import everything_file
from followup_kit.exchange.archive_in import log_from_archive
from followup_kit.log.file.changes import Change
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL
from tests.measured import cost_of

MEGABYTE = 1_000_000


def a_log() -> FollowUpLog:
    log = FollowUpLog(LogFile(None), random=Random(1))
    log.add_interview(INTERVIEW, PANEL, application=APPLICATION, now=NOW)
    return log


GOOD = everything_file(a_log(), now=NOW)


def parts() -> dict[str, bytes]:
    archive = ZipFile(io.BytesIO(GOOD))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def listed(files: dict[str, bytes], **more: object) -> dict[str, bytes]:
    """The files with a manifest that fits them, as a careful stranger would write it."""
    entries = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
        if name != "manifest.json"
    ]
    manifest = {"format": "follow-up-log", "version": 1, "files": entries, **more}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def with_lines(*lines: object) -> bytes:
    content = b"\n".join(json.dumps(line).encode() for line in lines)
    return packed(listed({"changes.jsonl": content}))


def first_change() -> Change:
    return Change._make(json.loads(parts()["changes.jsonl"].splitlines()[0]))


def changed(name: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: packed({**parts(), name: parts()[name].replace(old, new)})


def by_hand(**fields: object) -> Callable[[], bytes]:
    """One change with these columns and a checksum that fits."""

    def make() -> bytes:
        change = first_change()._replace(**fields)
        with suppress(TypeError, UnicodeError):
            change = change.sealed()
        return with_lines(change)

    return make


def first_line_gone() -> bytes:
    lines = parts()["changes.jsonl"].splitlines(keepends=True)
    return packed({**parts(), "changes.jsonl": b"".join(lines[1:])})


def without(name: str) -> Callable[[], bytes]:
    return lambda: packed({key: content for key, content in parts().items() if key != name})


def with_another(name: str) -> Callable[[], bytes]:
    return lambda: packed({**parts(), name: b"x"})


def cut(share: float) -> Callable[[], bytes]:
    return lambda: GOOD[: int(len(GOOD) * share)]


def flipped(position: int) -> bytes:
    content = bytearray(GOOD)
    content[position] ^= 0xFF
    return bytes(content)


def twice() -> bytes:
    made = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(made, "a") as archive:
        archive.writestr("changes.jsonl", b"")
    return made.getvalue()


def forged_twin() -> bytes:
    change = first_change()
    return with_lines(change, change._replace(at="2026-01-01T00:00:00+00:00").sealed())


def with_password() -> bytes:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + offset] |= 1
            start += 4
    return bytes(content)


@cache
def zeros(megabytes: int, name: str = "changes.jsonl") -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("manifest.json", listed({name: b""})["manifest.json"])
        with archive.open(name, "w", force_zip64=True) as file:
            for _ in range(megabytes):
                file.write(bytes(MEGABYTE))
    return made.getvalue()


def bomb() -> bytes:
    return zeros(1_000)


def bomb_among_the_tables() -> bytes:
    return zeros(300, "tables/interviews.csv")


def declared(content: bytes, size: int) -> bytes:
    """The archive with another length declared for its last file, in both places."""
    made = bytearray(content)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", made, made.rfind(mark) + offset, size)
    return bytes(made)


def bomb_that_says_it_is_small() -> bytes:
    manifest = listed({"changes.jsonl": b""})["manifest.json"]
    files = {"manifest.json": manifest, "changes.jsonl": bytes(200 * MEGABYTE)}
    return declared(packed(files), 1_000)


def small_that_says_it_is_huge() -> bytes:
    return declared(packed(parts()), 3 * 10**9)


def one_endless_line() -> bytes:
    return zeros(40)


def a_million_files() -> bytes:
    """A list of files that is 40 MB long, where one file would do."""
    entry = bytearray(zipped_entry())
    body = bytes(entry) * (38 * MEGABYTE // len(entry))
    count = len(body) // len(entry)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(body), 0, 0)
    assert count > 500_000
    return b"PK\x03\x04" + body + end


def zipped_entry() -> bytes:
    content = packed({"x": b""})
    return content[content.find(b"PK\x01\x02") : content.rfind(b"PK\5\6")]


def nested_lists() -> bytes:
    content = b"[" * 1_500_000
    return packed(listed({"changes.jsonl": content}))


def many_small_lists() -> bytes:
    content = b"[" + b"[]," * 15 * MEGABYTE + b"[]]"
    return packed(listed({"changes.jsonl": content}))


def nested_manifest() -> bytes:
    return packed({**parts(), "manifest.json": b"[" * 90_000})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a table was changed": (changed("tables/interviewers.csv", b"Priya", b"Prya"), "was changed"),
    "the text for people": (changed("README.txt", b"log", b"lag"), "README.txt in it was changed"),
    "a change was altered": (changed("changes.jsonl", b"Priya", b"Prya"), "checksum"),
    "a change was taken out": (changed("changes.jsonl", b"\n", b""), "cannot be read"),
    "the first change was taken out": (first_line_gone, "changes.jsonl in it was changed"),
    "a change by hand": (by_hand(fields="[]"), "checksum"),
    "fields are no JSON": (by_hand(fields="{"), "checksum"),
    "two stories": (forged_twin, "two stories"),
    "a number for a text": (by_hand(row=7), "cannot be read"),
    "a text for a number": (by_hand(batch_size="7"), "cannot be read"),
    "an enormous number": (by_hand(batch_size=10**30), "cannot be read"),
    "true for a number": (by_hand(batch_size=True), "cannot be read"),
    "no moment": (by_hand(at="soon"), "checksum"),
    "a moment without a zone": (by_hand(at="2026-09-15T16:30:00"), "checksum"),
    "half a character": (by_hand(row="\ud800"), "cannot be read"),
    "no clock": (by_hand(clock="soon"), "checksum"),
    "too few columns": (lambda: with_lines(["x"]), "cannot be read"),
    "no list": (lambda: with_lines("x" * 12), "cannot be read"),
    "nothing but brackets": (nested_lists, "cannot be read"),
    "many small lists": (many_small_lists, "far larger"),
    "no changes": (without("changes.jsonl"), "changes.jsonl is missing"),
    "no table": (without("tables/marks.csv"), "tables/marks.csv is missing"),
    "no manifest": (without("manifest.json"), "not a saved log"),
    "a broken manifest": (changed("manifest.json", b"{", b""), "list of files cannot be read"),
    "a nested manifest": (nested_manifest, "list of files cannot be read"),
    "a huge manifest": (
        lambda: packed({**parts(), "manifest.json": b" " * MEGABYTE}),
        "far larger",
    ),
    "another format": (changed("manifest.json", b"follow-up-log", b"recipes"), "not a saved log"),
    "a newer version": (
        lambda: packed(listed(parts(), version=2)),
        "newer version of the workbook; update",
    ),
    "somebody else's .zip": (lambda: packed({"holiday.jpg": b"x"}), "not a saved log"),
    "an empty .zip": (lambda: packed({}), "not a saved log"),
    "a spreadsheet": (lambda: packed({"xl/workbook.xml": b"<x/>"}), "it is an Excel file"),
    "up and out": (with_another("../../evil.txt"), "out of its folder"),
    "up and out, Windows": (with_another("..\\evil.txt"), "out of its folder"),
    "from the top": (with_another("/etc/passwd"), "out of its folder"),
    "from a drive": (with_another("C:/evil.txt"), "out of its folder"),
    "two of one name": (twice, "two files of one name"),
    "a password": (with_password, "password"),
    "packed by lzma": (lambda: packed(parts(), ZIP_LZMA), "packed in a way"),
    "packed by bzip2": (lambda: packed(parts(), ZIP_BZIP2), "packed in a way"),
    "too many files": (
        lambda: packed({**parts(), **{f"{number}": b"" for number in range(200)}}),
        "far larger",
    ),
    "cut at the end": (cut(0.99), "end is missing"),
    "cut in the middle": (cut(0.5), "end is missing"),
    "cut at the start": (cut(0.001), "end is missing"),
    "something behind it": (lambda: GOOD + b"x", "end is missing"),
    "too large": (lambda: b"PK\x03\x04" + bytes(41 * MEGABYTE), "larger than 40 MB"),
    "a bomb": (bomb, "far larger"),
    "a bomb among the tables": (bomb_among_the_tables, "far larger"),
    "a bomb that says it is small": (bomb_that_says_it_is_small, "damaged"),
    "small, and says it is huge": (small_that_says_it_is_huge, "far larger"),
    "one endless line": (one_endless_line, "far larger"),
    "a million files": (a_million_files, "far more files"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_words(name: str) -> None:
    make, why = FILES[name]

    with pytest.raises(LogUnreadableError, match=why) as refused:
        log_from_archive(make())
    assert "Nothing was changed in your log" in str(refused.value)


def test_the_good_one_is_taken() -> None:
    """The control: what all of the above were made from."""
    assert log_from_archive(GOOD).interviewers["name"].tolist() == [p["name"] for p in PANEL]
    assert log_from_archive(packed(listed(parts()))).ledger.file.all_changes()


@pytest.mark.parametrize("start", range(7))
def test_a_flipped_byte_is_noticed_or_does_no_harm(start: int) -> None:
    """Every seventh byte; a flip in a date or an attribute changes nothing that is read."""
    expected = a_log().ledger.file.all_changes()
    refused = 0
    positions = range(start * len(GOOD) // 7, (start + 1) * len(GOOD) // 7, 7)
    for position in positions:
        try:
            back = log_from_archive(flipped(position))
        except LogUnreadableError:
            refused += 1
        else:
            assert back.ledger.file.all_changes() == expected
    assert refused > len(positions) / 2


@pytest.mark.parametrize("length", range(0, len(GOOD), 211))
def test_a_cut_file_is_refused(length: int) -> None:
    with pytest.raises(LogUnreadableError):
        log_from_archive(GOOD[:length])


MOST_LOOPS = 20
"""About three seconds on a usual machine."""
HEAVY = (
    "a bomb",
    "a bomb among the tables",
    "a bomb that says it is small",
    "one endless line",
    "a million files",
    "nothing but brackets",
    "many small lists",
    "too large",
)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted differently elsewhere")
@pytest.mark.parametrize("name", HEAVY)
def test_a_hostile_file_takes_little_work_and_memory(name: str) -> None:
    content = FILES[name][0]()
    cost = cost_of(lambda: refusal_of(content))

    assert cost.result
    assert cost.loops < MOST_LOOPS
    assert cost.megabytes < 150


def refusal_of(content: bytes) -> str:
    try:
        log_from_archive(content)
    except LogUnreadableError as error:
        return str(error)
    return ""


def test_the_bomb_would_do_harm() -> None:
    """The control: unpacked without care it is a gigabyte."""
    with ZipFile(io.BytesIO(bomb())) as archive:
        assert archive.getinfo("changes.jsonl").file_size == 1_000 * MEGABYTE
    assert len(bomb()) < 2 * MEGABYTE
    assert zipfile.is_zipfile(io.BytesIO(bomb()))
