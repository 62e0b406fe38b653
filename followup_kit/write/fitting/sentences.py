"""Whole sentences of the student's own, used as they stand.

The answer to a question of the panel is such a sentence: it begins with "You" or "I".
"""

import re

from followup_kit.write.fitting.phrase import Reader, Said, own, ready
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import unfit_reasons

_START = re.compile(
    r"(?:I|You|Your|My|Thank you|(?:It|What|The|This|That) .*\b(?:I|me|my|you|your))\b"
)
_SPLIT = re.compile(r"(?<=[.!])\s+(?=[A-Z0-9])")
_MAY_BE_SAID = {"delicate", "smalltalk"}
"""What one may say in a sentence that one wrote for the reader."""
_MOST = 2
_FEWEST, _LONGEST = 3, 40


def own_sentences(text: str, reader: Reader) -> tuple[Said, ...]:
    """The sentences of a fact that is typed as one writes to the reader; none when it is not.

    >>> own_sentences("You told me how the night shift hands over.", Reader())[0].role
    'own'
    """
    parts = _SPLIT.split(" ".join(text.split()))
    if (
        not parts
        or not all(_is_written(part) for part in parts)
        or unfit_reasons(text) - _MAY_BE_SAID
    ):
        return ()
    found = [_said(part, reader) for part in parts[:_MOST]]
    return tuple(one for one in found if one) if all(found) else ()


def _is_written(part: str) -> bool:
    if not (_START.match(part) and _FEWEST < len(part.split()) < _LONGEST):
        return False
    return part.endswith((".", "!")) or parse(part).is_all("clause")


def _said(part: str, reader: Reader) -> Said | None:
    if re.search(r"\b(?:he|she|his|him|hers)\b|\bwant that\b", part, re.I):
        return None
    right = repaired(part, is_british=reader.is_british, names=reader.known).rstrip(".!")
    is_clause = parse(right).is_all("clause") or right.startswith("Thank you for ")
    has_verb = any(token.is_finite for token in parse(right).tokens)
    is_careful = has_verb and right.rstrip(".") == part.rstrip(".!")
    phrase = ready(right, reader) if is_clause or is_careful else ""
    return own(phrase) if phrase else None
