"""Damages a log file at random places, and looks whether it is noticed, and what can be saved.

python -m tests.faults.damage DAMAGES
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from followup_kit.log.file.salvage import salvage
from followup_kit.log.log import FollowUpLog, open_copy
from tests.faults.work import opened, save

PAGE = 4096
ENTRIES = 30
KINDS = ("flip", "cut", "zero")


def damage(times: int) -> Counter[str]:
    """How many damages of each kind were noticed, harmless, or went unnoticed."""
    counts: Counter[str] = Counter(damages=0, noticed=0, harmless=0, wrong=0, touched=0)
    folder, random = Path(tempfile.mkdtemp(prefix="damage-")), Random(3)
    path = folder / "my_log.db"
    log = opened(path)
    for number in range(ENTRIES):
        save(log, str(number))
    truth = shown(log)
    whole = {change.id: change for change in log.ledger.file.all_changes()}
    log.close()
    good = path.read_bytes()
    for number in range(times):
        path.write_bytes(spoilt(good, KINDS[number % len(KINDS)], random))
        counts["damages"] += 1
        counts[_outcome(path, truth)] += 1
        salvaged = _salvaged(path, folder / f"saved{number}.db", whole)
        if KINDS[number % len(KINDS)] != "zero":  # what was cut off cannot come back
            del salvaged["salvaged"], salvaged["to_salvage"]
        counts.update(salvaged)
    counts["salvaged_percent"] = round(100 * counts["salvaged"] / max(1, counts["to_salvage"]))
    shutil.rmtree(folder)
    return counts


def spoilt(good: bytes, kind: str, random: Random) -> bytes:
    """The file with one bit flipped, cut off, or with one page of zeros."""
    data = bytearray(good)
    if kind == "flip":
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    elif kind == "cut":
        del data[random.randrange(1, len(data)) :]
    else:
        start = PAGE * random.randrange(len(data) // PAGE)
        data[start : start + PAGE] = bytes(PAGE)
    return bytes(data)


def shown(log: FollowUpLog) -> dict[str, list[object]]:
    """Everything the tables show."""
    return {table: log.records(table) for table in ("applications", "interviews", "interviewers")}


def _outcome(path: Path, truth: dict[str, list[object]]) -> str:
    try:
        copy = open_copy(path)
    except ValueError:
        return "noticed"
    is_right = shown(copy) == truth
    copy.close()
    return "harmless" if is_right else "wrong"


def _salvaged(path: Path, into: Path, whole: dict[str, object]) -> Counter[str]:
    """What came back out of a damaged file; a change that never was is `wrong`."""
    before = path.read_bytes()
    try:
        salvage(path, into)
    except ValueError:
        return Counter(to_salvage=len(whole), touched=path.read_bytes() != before)
    saved = open_copy(into).ledger.file.all_changes()
    wrong = sum(whole.get(change.id) != change for change in saved)
    return Counter(
        to_salvage=len(whole),
        salvaged=len(saved),
        wrong=wrong,
        touched=path.read_bytes() != before,
    )


if __name__ == "__main__":
    print(json.dumps(damage(int(sys.argv[1]))))
