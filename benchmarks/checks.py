"""How well the checks do on the labelled notes of tests/data/notes, and how fast.

Run `python benchmarks/checks.py`. For each half of the notes and each rule it prints how
many marked faults were found (recall) and in how many good notes the rule gave an error
or a warning. The checks were tuned on the half called "tuning"; "reported" is the measure.
Last come the subtle faults, and the good notes that no check was tuned on.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from spellchecker import SpellChecker

from followup_kit.write.grammar import SWITCH, grammar_slips
from tests.write.corpus import (
    LabelledNote,
    bad_notes,
    blind_good_notes,
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
    """Print how long a note takes without and with the grammar library, as ratios too.

    The baseline is one look-up of all words of the note in the dictionary.
    """
    speller = SpellChecker(distance=1)
    baseline = median(lambda note: speller.unknown(note.body.lower().split()), notes)
    os.environ[SWITCH] = "off"
    notes[0].findings()
    without = median(LabelledNote.findings, notes)
    os.environ[SWITCH] = "on"
    before, start = memory(), time.perf_counter()
    grammar_slips("Thank you for the tour.")
    seconds, megabytes = time.perf_counter() - start, memory() - before
    rows = {"without grammar": without, "with grammar": median(LabelledNote.findings, notes)}
    print(f"grammar library: {seconds:.1f} s and {megabytes:.0f} MB when it is first used")
    print(f"{'dictionary look-up (baseline)':32} {baseline:7.2f} ms")
    for name, value in rows.items():
        print(f"{name:32} {value:7.2f} ms {value / baseline:7.1f} x")


def memory() -> float:
    """The most memory that this program has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median(action: Callable[[LabelledNote], object], notes: list[LabelledNote]) -> float:
    """The median over the notes, in milliseconds of this program's own time."""
    return statistics.median(milliseconds(action, note) for note in notes)


def milliseconds(action: Callable[[LabelledNote], object], note: LabelledNote) -> float:
    """How much of this program's own time the action takes for one note."""
    start = time.process_time()
    action(note)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the speed, then both halves."""
    speed(blind_good_notes())
    for half in HALVES:
        report(half)
    report_the_rest()


if __name__ == "__main__":
    main()
