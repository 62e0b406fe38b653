"""Copies: does this note repeat one that the student wrote to somebody else?

The measure is how many runs of three words the two notes share, out of the shorter
one. Names and recorded facts are masked first: two notes may well share those.
"""

import re

from followup_kit.text import one_line
from followup_kit.write.checks.employers import employer_forms
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.names import name_parts
from followup_kit.write.checks.note import Note, composed
from followup_kit.write.facts import NoteFacts, noun_phrase

_COPY = 0.8
_CLOSE = 0.5
_FEWEST_RUNS = 8
_RUN = 3
_WORD = re.compile(r"[\w']+")
_FACTS = ("topics", "interest", "fit", "next_step")


def check_copies(note: Note) -> list[Finding]:
    """The earlier note that this one repeats most, when it repeats much (E04, E05)."""
    shares = [
        (share_of_runs(note.body, body, note.facts, person), person)
        for person, body in note.facts.earlier_notes
    ]
    share, person = max(shares, default=(0.0, ""))
    if share >= _COPY:
        return [finding("duplicate_text.copy", person=person or "someone else")]
    if share >= _CLOSE:
        percent = round(100 * share)
        return [finding("duplicate_text.close", person=person or "someone else", percent=percent)]
    return []


def share_of_runs(text: str, other: str, facts: NoteFacts, person: str = "") -> float:
    """The share, 0 to 1, of three-word runs of the shorter text that both texts hold.

    Args:
        text: The note at hand.
        other: The earlier note.
        facts: Whose names and facts are masked.
        person: The person of the earlier note, masked as well.
    """
    mask = _mask(facts, person)
    runs, others = _runs(text, mask), _runs(other, mask)
    shorter = min(len(runs), len(others))
    return len(runs & others) / shorter if shorter >= _FEWEST_RUNS else 0.0


def _runs(text: str, mask: re.Pattern[str]) -> set[tuple[str, ...]]:
    found = _WORD.findall(mask.sub(" ", one_line(composed(text))).lower())
    return {tuple(found[start : start + _RUN]) for start in range(len(found) - _RUN + 1)}


def _mask(facts: NoteFacts, person: str) -> re.Pattern[str]:
    people = [facts.recipient, facts.sender, person, *facts.others]
    known = [part for name in people for part in (one_line(name), *name_parts(name))]
    known += employer_forms(facts.company) if facts.company.strip() else []
    known += [one_line(facts.position)]
    known += [noun_phrase(getattr(facts, field), field) for field in _FACTS]
    longest_first = sorted({composed(text) for text in known if text}, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest_first) or "(?!)"
    )
