"""How well the checks do on the labelled notes of tests/data/notes, and how fast.

Run `python benchmarks/checks.py`. For each half of the notes and each rule it prints how
many marked faults were found (recall) and in how many good notes the rule gave an error
or a warning. The checks were tuned on the half called "tuning"; "reported" is the measure.
Last come the subtle faults, and the good notes that no check was tuned on.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.write.corpus import (
    LabelledNote,
    bad_notes,
    false_alarms,
    good_notes,
    in_half,
    only_hints,
    recall,
    second_bad_notes,
    second_good_notes,
    unseen_bad_notes,
    unseen_notes,
)

HALVES = ("tuning", "reported")


def report(half: str) -> None:
    """Print recall and false alarms per rule for one half."""
    good, bad = in_half(good_notes(), half), in_half(bad_notes(), half)
    alarms = false_alarms(good)
    disturbed = {note for found in alarms.values() for note in found}
    found = recall(bad)
    share = 100 * len(disturbed) / len(good)
    print(f"\n{half}: {len(good)} good notes, {len(bad)} bad ones")
    print(f"good notes with an error or a warning: {len(disturbed)} ({share:.1f} %)")
    print(f"{'rule':22} {'found':>9} {'recall':>7} {'false alarms':>13}")
    for name in sorted({*found, *alarms}):
        hits, total = found.get(name, (0, 0))
        rate = f"{hits / total:.2f}" if total else "-"
        print(f"{name:22} {f'{hits} of {total}':>9} {rate:>7} {len(alarms.get(name, ())):>13}")
    hits, total = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    print(f"{'all':22} {f'{hits} of {total}':>9} {hits / total:>7.2f}")


def report_the_rest() -> None:
    """Print the unseen notes, the subtle faults, and how many notes get hints alone."""
    for name, good in (("", unseen_notes()), ("second author's ", second_good_notes())):
        disturbed = {note for notes in false_alarms(good).values() for note in notes}
        print(f"\n{name}unseen good notes disturbed: {len(disturbed)} of {len(good)}")
    batches = {
        "bad notes": bad_notes(),
        "unseen bad notes": unseen_bad_notes(),
        "unseen bad notes of a second author": second_bad_notes(),
    }
    for name, bad in batches.items():
        print(f"\n{len(bad)} {name}, {len(only_hints(bad))} of them with hints alone")
        for kind, subtle in (("plain", False), ("subtle", True)):
            numbers = recall(bad, subtle=subtle).values()
            found, total = (sum(part) for part in zip(*numbers, strict=True))
            print(f"{kind} faults found: {found} of {total}")


def speed(notes: list[LabelledNote]) -> None:
    """Print the time of the first check, and the median and the 95th percentile after it."""
    first, *times = [milliseconds(note) for note in notes]
    words = statistics.median(len(note.body.split()) for note in notes)
    high = statistics.quantiles(times, n=20)[-1]
    print(f"\nfirst check {first:.0f} ms; then, for notes of {words:.0f} words (median):")
    print(f"median {statistics.median(times):.1f} ms, 95th percentile {high:.1f} ms")


def milliseconds(note: LabelledNote) -> float:
    """How long all checks of one note take."""
    start = time.perf_counter()
    note.findings()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Print the speed, then both halves."""
    speed([*good_notes(), *bad_notes()])
    for half in HALVES:
        report(half)
    report_the_rest()


if __name__ == "__main__":
    main()
