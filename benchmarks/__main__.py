"""Runs all benchmarks one after the other, and says how long each took.

python -m benchmarks [--short]      `--short` has fewer sizes and rounds
"""

import sys
from importlib import import_module

from benchmarks.timing import seconds, show

NAMES = ("imports", "saving", "planning", "measuring", "charting", "importing", "exporting")


def main() -> None:
    """Measure and print."""
    short = "--short" in sys.argv[1:]
    took = {name: seconds(lambda name=name: _run(name, short=short)) for name in NAMES}
    rows = [*took.items(), ("all", sum(took.values()))]
    show("How long that took", ("benchmark", "time"), [(n, f"{time:.0f} s") for n, time in rows])


def _run(name: str, *, short: bool) -> None:
    import_module(f"benchmarks.{name}").main(short=short)


if __name__ == "__main__":
    main()
