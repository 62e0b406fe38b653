"""The long run: every fault, with its control, as figures. `make faults` starts it.

Ends with an error if a promise was broken, or if a control found nothing to break.
"""

import os
import sys
from dataclasses import dataclass

from tests.faults.shim import LEFT_OUT, built, figures
from tests.faults.work import WORK

MUST_BE_ZERO = {
    "lost",
    "unreadable",
    "broken",
    "raw",
    "bad_backups",
    "missing",
    "overwritten",
    "wrong",
    "touched",
    "unusable",
    "strays",
    "unsaid",
    "backup_not_refused",
}


@dataclass(frozen=True)
class Trial:
    """One part of the run; a control must find something."""

    what: str
    part: str
    arguments: tuple[object, ...]
    preloaded: bool = False
    is_control: bool = False
    needs_root: bool = False


TRIALS = (
    Trial("killed while saving", "killing", (1000,)),
    Trial("control: a CSV table", "killing", (200, "csv"), is_control=True),
    *(Trial(f"every call of {work} fails", "io_calls", (work,), preloaded=True) for work in WORK),
    Trial("control: no journal", "io_calls", ("save", "unsafe"), preloaded=True, is_control=True),
    Trial("power cut", "power", (2000,), preloaded=True),
    Trial("control: no journal", "power", (500, "unsafe"), preloaded=True, is_control=True),
    Trial("full disk in memory", "disks", ("tmpfs",), needs_root=True),
    Trial("full disk in a file", "disks", ("loop",), needs_root=True),
    Trial("limit on file size", "disks", ("limit",)),
    Trial("two writers", "writers", (2, 300)),
    Trial("four writers", "writers", (4, 300)),
    Trial("two edit one field", "writers", ("edits", 150)),
    Trial("control: no check", "writers", ("edits", 150, "unguarded"), is_control=True),
    Trial("copied while saving", "writers", ("copies", 100)),
    Trial("control: plain copy", "writers", ("copies", 100, "plain"), is_control=True),
    Trial("damaged file", "damage", (1200,)),
)


def run(trial: Trial) -> bool:
    """Run one part and print its figures; whether it went as it must."""
    if trial.preloaded and built() is None:
        print(f"{trial.what:32} {LEFT_OUT}")
        return True
    if trial.needs_root and os.geteuid() != 0:
        print(f"{trial.what:32} left out: this needs root, to mount a small disk")
        return True
    counted = figures(trial.part, *trial.arguments, preloaded=trial.preloaded)
    found = sum(counted.get(name, 0) for name in MUST_BE_ZERO)
    is_right = found > 0 if trial.is_control else found == 0
    words = ", ".join(f"{name.replace('_', ' ')} {int(count)}" for name, count in counted.items())
    print(f"{trial.what:32} {'as it must' if is_right else 'NOT AS IT MUST'}: {words}", flush=True)
    return is_right


if __name__ == "__main__":
    went = [run(trial) for trial in TRIALS]
    sys.exit(0 if all(went) else 1)
