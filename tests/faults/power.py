"""Cuts the power at any moment of a session, on paper, and looks at every disk that could be left.

A session is recorded call by call under the injector. The model is pessimistic, as in
SQLite's own tests: what was written is certain only after a sync of that file, and may
else be kept, lost, or kept in part; names are certain only after a sync of their folder.

python -m tests.faults.power CUTS [unsafe]
"""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from followup_kit.log.file import database
from followup_kit.log.file.backups import list_backups
from followup_kit.log.log import open_copy
from tests.conftest import NOW
from tests.faults.work import UNSAFE, names, opened, save

SAVES = 16
SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One call that changed a file."""

    what: str
    path: str
    to: str
    at: int
    data: bytes


@dataclass
class File:
    """The contents of one file: what is on the disk for certain, and what was written since."""

    certain: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)


def recorded(folder: Path, *, unsafe: bool) -> list[Call]:
    """The calls of one session with saves, an undo and backups."""
    record, home = folder / "record", folder / "home"
    home.mkdir()
    child = os.fork()
    if child == 0:
        os.environ.update(FAULT_FOLDER=str(home), FAULT_RECORD=str(record))
        if unsafe:
            database.SETTINGS = UNSAFE
        _session(home)
        os._exit(0)
    os.waitpid(child, 0)
    return list(_calls(record.read_bytes(), home))


def _session(home: Path) -> None:
    (home / "backups").mkdir()
    log = opened(home / "my_log.db")
    handle = os.open(home / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(SAVES):
        save(log, f"{number}")
        os.write(handle, f"{number}".encode())
        if number % 5 == 4:
            log.back_up("save", now=NOW)
    save(log, "taken back")
    log.past.undo(now=NOW)
    save(log, f"{SAVES}")
    os.write(handle, f"{SAVES}".encode())


def _calls(raw: bytes, home: Path) -> list[Call]:
    calls, start = [], 0
    while start < len(raw):
        end = raw.index(b"\n", start)
        what, path, to, at, size = raw[start:end].decode().split("\t")
        data = raw[end + 1 : end + 1 + int(size)]
        paths = [name.removeprefix(str(home)).strip("/") for name in (path, to)]
        calls.append(Call(what, *paths, int(at), data))
        start = end + 1 + int(size)
    return calls


class Disk:
    """What a disk knows after some calls: files by number, names certain and names pending."""

    def __init__(self) -> None:
        self.files: dict[int, File] = {}
        self.names: dict[str, int] = {}
        self.certain: dict[str, int] = {}
        self.renaming: list[tuple[str, dict[str, int | None]]] = []
        """Changes of names not certain yet: the folder, and name to file (None: gone)."""

    def _name(self, changes: dict[str, int | None], folder: str) -> None:
        for name, file in changes.items():
            if file is None:
                self.names.pop(name, None)
            else:
                self.names[name] = file
        self.renaming.append((folder, changes))

    def take(self, call: Call) -> None:
        """Take in one call."""
        folder = call.path.rpartition("/")[0]
        if call.what == "SYNC_FOLDER":
            self._make_names_certain(call.path)
        elif call.what == "RENAME" and call.path in self.names:
            self._name({call.path: None, call.to: self.names[call.path]}, folder)
        elif call.what == "UNLINK":
            self._name({call.path: None}, folder)
        elif call.what == "CREATE" or call.path not in self.names:
            self.files[len(self.files)] = File()
            self._name({call.path: len(self.files) - 1}, folder)
        if call.what in {"WRITE", "TRUNCATE"}:
            self.files[self.names[call.path]].pending.append(call)
        if call.what == "SYNC":
            self._make_certain(self.names[call.path])

    def _make_certain(self, number: int) -> None:
        """A synced file is on the disk, and so is its own name if it is new."""
        file = self.files[number]
        for call in file.pending:
            apply(file.certain, call)
        file.pending = []
        rest = []
        for folder, changes in self.renaming:
            if list(changes.values()) == [number]:
                self.certain.update(dict.fromkeys(changes, number))
            else:
                rest.append((folder, changes))
        self.renaming = rest

    def _make_names_certain(self, folder: str) -> None:
        for where, changes in self.renaming:
            if where == folder:
                rename(self.certain, changes)
        self.renaming = [item for item in self.renaming if item[0] != folder]

    def left_over(self, random: Random, into: Path) -> None:
        """Write one of the states that may be found when the power is back."""
        found = dict(self.certain)
        for _, changes in self.renaming:
            if random.random() < 0.5:
                rename(found, changes)
        for name, number in found.items():
            contents = bytearray(self.files[number].certain)
            for call in self.files[number].pending:
                apply_perhaps(contents, call, random)
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents)


def rename(names_there: dict[str, int], changes: dict[str, int | None]) -> None:
    """Carry out one change of names."""
    for name, number in changes.items():
        if number is None:
            names_there.pop(name, None)
        else:
            names_there[name] = number


def apply(contents: bytearray, call: Call) -> None:
    """Carry out one write or truncation."""
    if call.what == "TRUNCATE":
        del contents[call.at :]
    contents.extend(b"\0" * (call.at - len(contents)))
    contents[call.at : call.at + len(call.data)] = call.data


def apply_perhaps(contents: bytearray, call: Call, random: Random) -> None:
    """Carry out a write that was not made certain: whole, in part, or not at all."""
    chance = random.random()
    if chance < 0.4:
        return
    if chance < 0.5 and len(call.data) > SECTOR:
        kept = SECTOR * random.randrange(1, len(call.data) // SECTOR + 1)
        call = Call(call.what, call.path, call.to, call.at, call.data[:kept])
    apply(contents, call)


def cut(calls: list[Call], cuts: int) -> Counter[str]:
    """How many of the states left by that many power cuts had lost something."""
    counts: Counter[str] = Counter(calls=len(calls), cuts=cuts, lost=0, unreadable=0, bad_backups=0)
    random = Random(11)
    moments = sorted(random.randrange(1, len(calls) + 1) for _ in range(cuts))
    disk, done = Disk(), 0
    acknowledged: set[str] = set()
    for moment in moments:
        for call in calls[done:moment]:
            if call.what == "ACK":
                acknowledged.add(call.data.decode())
            elif call.path != "acknowledged":
                disk.take(call)
        done = moment
        home = Path(tempfile.mkdtemp(prefix="power-"))
        disk.left_over(random, home)
        counts[_state(home / "my_log.db", acknowledged)] += 1
        counts["bad_backups"] += _bad_backups(home / "my_log.db")
        shutil.rmtree(home)
    return counts


def _state(path: Path, acknowledged: set[str]) -> str:
    try:
        log = opened(path)
        there = names(log)
        is_whole = len(log.records("applications")) == len(there)
        log.close()
    except ValueError as error:
        print(error, file=sys.stderr)
        return "unreadable"
    if not is_whole:
        return "unreadable"
    return "lost" if acknowledged - there else "whole"


def _bad_backups(path: Path) -> int:
    """How many files that are named as backups do not open."""
    bad = 0
    for backup in list_backups(path):
        try:
            open_copy(backup.path).close()
        except ValueError:
            bad += 1
    return bad


if __name__ == "__main__":
    work = Path(tempfile.mkdtemp(prefix="power-record-"))
    session = recorded(work, unsafe="unsafe" in sys.argv)
    shutil.rmtree(work)
    print(json.dumps(cut(session, int(sys.argv[1]))))
