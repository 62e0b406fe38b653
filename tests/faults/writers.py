"""Several processes write one log at the same time.

python -m tests.faults.writers WRITERS SAVES       everybody adds entries
python -m tests.faults.writers copies COPIES [plain]    copies are made meanwhile; the control
                                                   copies the file as any program would
python -m tests.faults.writers edits SAVES [unguarded]   two edit the same field; the control
                                                   leaves out what each editor saw
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from followup_kit.errors import LogNotSavedError, StaleEditError
from followup_kit.log.log import open_copy
from tests.conftest import APPLICATION, NOW
from tests.faults.work import names, opened, save

MOST_SAVES = 25_000
"""Where a busy writer stops, before its log is larger than what is taken for one."""


def side_by_side(works: list[Callable[[], Counter[str]]]) -> Counter[str]:
    """Run each in its own process; the sum of what they counted, and the longest wait in ms."""
    ends = []
    for work in works:
        read_end, write_end = os.pipe()
        if os.fork() == 0:
            os.write(write_end, json.dumps(work()).encode())
            os._exit(0)
        os.close(write_end)
        ends.append(read_end)
    total: Counter[str] = Counter()
    for end in ends:
        with os.fdopen(end) as said:
            counted = Counter(json.loads(said.read()))
        longest = max(total["longest_wait"], counted.pop("longest_wait", 0))
        total.update(counted)
        total["longest_wait"] = longest
        os.wait()
    return total


def add_together(writers: int, saves: int) -> Counter[str]:
    """How many of all saves are missing, and how often someone was told the file is locked."""
    folder = Path(tempfile.mkdtemp(prefix="writers-"))
    path = folder / "my_log.db"
    opened(path).close()

    def work(writer: int) -> Counter[str]:
        log, refused, slowest = opened(path), 0, 0.0
        for number in range(saves):
            start = time.perf_counter()
            try:
                save(log, f"{writer} {number}")
            except LogNotSavedError:
                refused += 1
            slowest = max(slowest, time.perf_counter() - start)
        return Counter(refused=refused, longest_wait=int(slowest * 1000))

    counts = side_by_side([lambda writer=writer: work(writer) for writer in range(writers)])
    counts["saves"] = writers * saves
    counts["missing"] = writers * saves - counts["refused"] - len(names(opened(path)))
    shutil.rmtree(folder)
    return counts


def edit_together(saves: int, *, guarded: bool) -> Counter[str]:
    """Two processes count up one field; how many of the counts were overwritten unseen."""
    folder = Path(tempfile.mkdtemp(prefix="writers-"))
    path = folder / "my_log.db"
    log = opened(path)
    row = log.add("applications", {**APPLICATION, "notes": "0"}, now=NOW, action="Added")

    def work() -> Counter[str]:
        mine, done, refused = opened(path), 0, 0
        while done < saves:
            mine.refresh()
            seen = mine.seen(("applications", row)) if guarded else None
            (record,) = mine.records("applications")
            time.sleep(0.001)
            try:
                higher = f"{int(record.notes.split()[0]) + 1} by {os.getpid()}"
                mine.change("applications", row, {"notes": higher}, now=NOW, seen=seen)
                done += 1
            except StaleEditError:
                refused += 1
        return Counter(refused=refused)

    counts = side_by_side([work, work])
    (record,) = opened(path).records("applications")
    counts.update(edits=2 * saves, overwritten=2 * saves - int(record.notes.split()[0]))
    shutil.rmtree(folder)
    return counts


def copy_while_saving(copies: int, *, plain: bool) -> Counter[str]:
    """Copy a log that another process saves into; how many copies are not whole."""
    folder = Path(tempfile.mkdtemp(prefix="writers-"))
    path, target = folder / "my_log.db", folder / "copy.db"
    log = opened(path)
    save(log, "first")
    writer = os.fork()
    if writer == 0:
        busy, number = opened(path), 0
        while True:
            number += 1
            save(busy, str(number))
            time.sleep(0.0005 if number < MOST_SAVES else 1)
    counts: Counter[str] = Counter(copies=copies, bad_backups=0)
    for _ in range(copies):
        known = names(log)
        if plain:
            shutil.copy(path, target)
        else:
            log.ledger.file.copy_to(target)
        counts["bad_backups"] += not _holds(target, known)
        log.refresh()
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    shutil.rmtree(folder)
    return counts


def _holds(path: Path, known: set[str]) -> bool:
    """Whether a copy opens and has everything that was there before it was made."""
    try:
        copy = open_copy(path)
    except ValueError:
        return False
    there = names(copy)
    is_whole = len(copy.records("applications")) == len(there)
    copy.close()
    return is_whole and known <= there


if __name__ == "__main__":
    kind, times = sys.argv[1], int(sys.argv[2])
    if kind == "copies":
        print(json.dumps(copy_while_saving(times, plain="plain" in sys.argv)))
        sys.exit()
    if kind == "edits":
        print(json.dumps(edit_together(times, guarded="unguarded" not in sys.argv)))
    else:
        print(json.dumps(add_together(int(kind), times)))
