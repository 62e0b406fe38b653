"""How long an import takes, against `import pandas`, each in a fresh process.

`import followup_kit` brings a public name in when it is first used, so the rooms and
"all public names" show what that use costs. Every time without pandas is a gain: the
log and the plan need it only when a table is asked for.
"""

import subprocess
import sys
from statistics import median

from benchmarks.timing import milliseconds, show

REPEAT, SHORT_REPEAT = 9, 1
STATEMENTS = (
    "import pandas",
    "import pydantic.main",
    "import followup_kit",
    "from followup_kit import open_log, next_steps",
    "from followup_kit import *",
)
ROOMS = (
    "log.log",
    "practice.practice",
    "plan.next_steps",
    "write.compose",
    "progress.pairs",
    "progress.charts",
    "review.cohort",
    "widgets.log.panel",
)


def import_seconds(statement: str) -> float:
    """How long a fresh process needs for one import."""
    code = f"from time import perf_counter as t; s = t(); {statement}; print(t() - s)"
    command = [sys.executable, "-c", code]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def main(*, short: bool = False) -> None:
    """Measure and print."""
    rooms = [f"import followup_kit.{room}" for room in ROOMS]
    statements = [*STATEMENTS, *rooms]
    rounds = [
        [import_seconds(one) for one in statements]
        for _ in range(SHORT_REPEAT if short else REPEAT)
    ]
    times = [median(column) for column in zip(*rounds, strict=True)]
    rows = [
        (f"`{statement}`", milliseconds(time), f"{time / times[0]:.2f}x")
        for statement, time in zip(statements, times, strict=True)
    ]
    show("Import, in a fresh process", ("statement", "median", "to pandas"), rows)


if __name__ == "__main__":
    main()
