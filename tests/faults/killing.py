"""Kills a process that saves, at any moment, and looks whether all it said it saved is there.

python -m tests.faults.killing KILLS [csv]     `csv` is the control: the usual rewriting of a table
"""

import csv
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from followup_kit.log.file.backups import list_backups
from followup_kit.log.log import open_copy
from tests.faults.work import names, opened, save

KILLS_PER_LOG = 40
OPENING_EVERY = 5
"""Every so many kills, the process may still be opening the log: its wait starts at once."""


def kill_loop(kills: int, *, use_csv: bool = False) -> Counter[str]:
    """How many saves were acknowledged over that many kills, and how many of them were lost."""
    counts: Counter[str] = Counter(kills=kills, acknowledged=0, lost=0, unreadable=0, bad_backups=0)
    random, folder = Random(7), Path(tempfile.mkdtemp(prefix="kills-"))
    known: set[str] = set()
    path = folder / "log"
    for kill in range(kills):
        if kill % KILLS_PER_LOG == 0:
            known, path = set(), folder / str(kill) / "my_log.db"
            path.parent.mkdir()
        has_saved, seconds = kill % OPENING_EVERY > 0, random.uniform(0.0, 0.06)
        said = _killed_after(seconds, path, len(known), has_saved=has_saved, use_csv=use_csv)
        counts["acknowledged"] += len(said)
        known |= said
        there = _found(path, use_csv=use_csv)
        counts["unreadable"] += there is None
        counts["lost"] += len(known - (there or set()))
        counts["bad_backups"] += 0 if use_csv else _bad_backups(path)
        known = there or set()
    shutil.rmtree(folder)
    return counts


def _killed_after(
    seconds: float, path: Path, start: int, *, has_saved: bool, use_csv: bool
) -> set[str]:
    """What a process acknowledged before it was killed.

    The seconds count from its first acknowledgement, however slow the machine is, or from
    its start; they only say at which moment it is killed.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        (_write_csv if use_csv else _save_on)(path, start, write_end)
        os._exit(1)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        first = said.readline() if has_saved else ""
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + said.read()).split("\n")
    return set(lines[:-1])


def _save_on(path: Path, number: int, acknowledged: int) -> None:
    log = opened(path, keeps_backups=True)
    while True:
        number += 1
        name = f"{number} {os.getpid()}"
        save(log, name)
        os.write(acknowledged, f"{name}\n".encode())


def _write_csv(path: Path, number: int, acknowledged: int) -> None:
    rows = [[name, "x" * 700] for name in sorted(_found(path, use_csv=True) or ())]
    while True:
        number += 1
        rows.append([f"{number} {os.getpid()}", "x" * 700])
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        os.write(acknowledged, f"{rows[-1][0]}\n".encode())


def _found(path: Path, *, use_csv: bool) -> set[str] | None:
    """What is in the log; None if it cannot be read."""
    if use_csv:
        with path.open(newline="") if path.exists() else io.StringIO() as file:
            return {row[0] for row in csv.reader(file) if len(row) == 2 and len(row[1]) == 700}
    try:
        log = opened(path)
        found = names(log)
        is_whole = len(log.records("applications")) == len(found)
        log.close()
    except ValueError as error:
        print(error, file=sys.stderr)
        return None
    return found if is_whole else None


def _bad_backups(path: Path) -> int:
    """How many backups do not open; the newest one is enough, each was looked at before."""
    for backup in list_backups(path)[:1]:
        try:
            open_copy(backup.path).close()
        except ValueError:
            return 1
    return 0


if __name__ == "__main__":
    print(json.dumps(kill_loop(int(sys.argv[1]), use_csv="csv" in sys.argv)))
