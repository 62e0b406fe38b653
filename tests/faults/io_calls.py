"""Lets every single call that changes a file fail once, in five ways, and looks at the log.

Run under the injector: python -m tests.faults.io_calls WORK [every-nth] [unsafe]
"""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from followup_kit.errors import FollowUpError
from followup_kit.log.file import database
from tests.faults.work import UNSAFE, WORK, make_old, state_after

KINDS = (("eio", ""), ("enospc", ""), ("enospc", "1"), ("kill", ""), ("torn", ""))
ACKNOWLEDGED, REFUSED, RAW = 0, 3, 4


def sweep(work: str, *, step: int = 1, unsafe: bool = False) -> Counter[str]:
    """How many calls failed, and what came of it."""
    counts: Counter[str] = Counter(points=0, lost=0, broken=0, raw=0, done=0, refused=0)
    folder = Path(tempfile.mkdtemp(prefix="iocalls-"))
    make_old(folder / "ready" / "my_log.db")
    for kind, sticky in KINDS:
        at = 1
        while _one(folder, work, (kind, sticky, at), counts, unsafe=unsafe):
            at += step
    shutil.rmtree(folder)
    return counts


def _one(
    folder: Path, work: str, fault: tuple[str, str, int], counts: Counter[str], *, unsafe: bool
) -> bool:
    """One failing call; whether the work needed that many calls at all."""
    case, counted = folder / "case", folder / "counted"
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(folder / "ready", case)
    counted.unlink(missing_ok=True)
    status = _in_child(case, counted, work, fault, unsafe=unsafe)
    if not counted.exists() or counted.stat().st_size < fault[2]:
        return False
    counts["points"] += 1
    counts["raw"] += status == RAW
    counts["refused"] += status == REFUSED
    state = _state(work, case / "my_log.db")
    counts["done"] += state == "done"
    counts["broken"] += state not in {"done", "not done"}
    counts["lost"] += status == ACKNOWLEDGED and state == "not done"
    if state not in {"done", "not done"} or status == RAW:
        print(work, fault, state, status, file=sys.stderr)
    return True


def _in_child(
    case: Path, counted: Path, work: str, fault: tuple[str, str, int], *, unsafe: bool
) -> int:
    child = os.fork()
    if child == 0:
        if unsafe:
            database.SETTINGS = UNSAFE
        kind, sticky, at = fault
        os.environ.update(
            FAULT_FOLDER=str(case),
            FAULT_AT=str(at),
            FAULT_KIND=kind,
            FAULT_STICKY=sticky,
            FAULT_COUNT=str(counted),
        )
        os._exit(_tried(work, case / "my_log.db"))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _tried(work: str, path: Path) -> int:
    try:
        WORK[work](path)
    except FollowUpError:
        return REFUSED
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return RAW
    return ACKNOWLEDGED


def _state(work: str, path: Path) -> str:
    """What is there, looked at in a child so that nothing carries over."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = state_after(work, path)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        os.write(write_end, said.encode())
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as said_end:
        said = said_end.read()
    os.waitpid(child, 0)
    return said


if __name__ == "__main__":
    chosen, *rest = sys.argv[1:]
    nth = next((int(word) for word in rest if word.isdigit()), 1)
    print(json.dumps(sweep(chosen, step=nth, unsafe="unsafe" in rest)))
