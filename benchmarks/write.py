"""How long a draft and its checks take, next to one plain dictionary look-up.

Run `python benchmarks/write.py`. Prints medians in milliseconds; nothing is asserted.
The baseline is one call of pyspellchecker on the words of the same note.
"""

import dataclasses
import itertools
import statistics
import time
from collections.abc import Callable

from spellchecker import SpellChecker

from followup_kit.write.checks import check
from followup_kit.write.compose import compose
from followup_kit.write.facts import NoteFacts

RUNS = 200
NUMBERS = itertools.count()
FACTS = NoteFacts(
    kind="thank_you",
    sender="Ana Ruiz",
    recipient="Priya Nair",
    company="Northwind Health",
    position="Data Analyst Intern",
    topics="the onboarding flow for new nurses and how it changed after the merger",
    interest="the chance to build tools that nurses use every day",
    fit="two summers of tutoring statistics to students who had given up on it",
    others=("Tom Ek", "Lee Wu"),
    earlier_notes=(("Tom Ek", "Thank you for the tour of the archive. " * 12),),
)
EXTRA = (
    "\n\nYou also described how the night shift hands over to the day shift, and I have thought "
    "about the two charts on the wall ever since. My own notes from the tutoring center look "
    "much the same, with more coffee stains on them. I would be glad to show you one of them."
)


def milliseconds(action: Callable[[], object]) -> float:
    """How long one run of the action takes."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def median(action: Callable[[], object]) -> float:
    """The median of many runs, in milliseconds."""
    return statistics.median(milliseconds(action) for _ in range(RUNS))


def main() -> None:
    """Print the first check, then warm medians."""
    draft = compose(FACTS)
    body = draft.body.replace("\n\n", f"{EXTRA}\n\n", 1)
    first = milliseconds(lambda: check(draft.subject, body, FACTS))
    speller = SpellChecker(distance=1)
    baseline = median(lambda: speller.unknown(body.lower().split()))
    rows = {
        "dictionary look-up (baseline)": baseline,
        "draft of new facts": median(lambda: compose(_new_facts())),
        "the same draft again": median(lambda: compose(FACTS)),
        "all checks": median(lambda: check(draft.subject, body, FACTS)),
        "draft and checks": median(lambda: check(*_text(body), FACTS)),
    }
    print(f"{len(body.split())} words; first check {first:.0f} ms")
    for name, value in rows.items():
        print(f"{name:32} {value:7.2f} ms {value / baseline:7.1f} x")


def _new_facts() -> NoteFacts:
    """Facts that no run before has seen."""
    topics = f"the onboarding flow for {next(NUMBERS)} new nurses and how it changed"
    return dataclasses.replace(FACTS, topics=topics)


def _text(body: str) -> tuple[str, str]:
    return compose(FACTS).subject, body


if __name__ == "__main__":
    main()
