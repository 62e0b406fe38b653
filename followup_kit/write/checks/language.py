"""Language faults by the structure of a sentence: the kinds of language.toml (A27, E11)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from followup_kit.write.checks.finding import Finding, Level, Span, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.shapes.tokens import tagged
from followup_kit.write.tag_patterns import TaggedLine
from followup_kit.write.words import words

_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\S)[^.!?;\n]*)*[.!?;]?")
_LONGEST = 800
_NO_WORD = re.compile(r"\w{40}")
_FEWEST_SMALL_STARTS = 3
_SMALL_START = re.compile(r"(?:^|[.!?]\s+|\n\s*\n\s*)([a-z][a-z']*)\b")
_SMALL_I = re.compile(r"(?<![\w.'/@-])i(?=[ ,]|'(?:m|ve|d|ll)\b)(?!\.)")


def check_language(note: Note) -> list[Finding]:
    """Wrong forms, missing articles, verbs that do not fit, real words in the wrong place."""
    found: dict[Span, Finding] = {}
    for where, text in (("subject", note.part("subject")), ("body", note.main_part)):
        for span, row in _faults(text):
            level = Level.HINT if row.get("is_hint") else Level.WARNING
            if any(one[0] < span[1] and span[0] < one[1] for one in found):
                continue
            said = note.quote(span, where)
            one = finding("language.found", span=span, where=where, fix=row["fix"], found=said)
            found[span] = replace(one, level=level)
    return [*found.values(), *_capitals(note)]


@lru_cache(maxsize=64)
def _faults(text: str) -> list[tuple[Span, dict[str, str]]]:
    """Each place of a text that one of the rows fits, those that are sure first."""
    rows = sorted(words()["language"], key=lambda row: "is_hint" in row)
    line = TaggedLine(
        (one.start(), tagged(one.group().replace("\x00", " ")))
        for one in _SENTENCE.finditer(text)
        if one.group().strip(" \x00\n") and _can_be_tagged(one.group())
    )
    return [(span, row) for row in rows for span in line.places(row["pattern"])]


def _can_be_tagged(sentence: str) -> bool:
    """Whether it is short enough to be a sentence of words; the tagger is slow with others."""
    return len(sentence) <= _LONGEST and not _NO_WORD.search(sentence)


def _capitals(note: Note) -> Iterator[Finding]:
    """A note whose sentences begin small, or that writes "i" for "I"."""
    text = note.main_part
    small = [found.span(1) for found in _SMALL_START.finditer(text.replace("\x00", " ").strip())]
    alone = [found.span() for found in _SMALL_I.finditer(text)]
    if len(small) >= _FEWEST_SMALL_STARTS:
        yield finding("language.no_capitals", count=len(small))
    elif alone:
        yield finding("language.small_i", span=alone[0], replacement="I")
