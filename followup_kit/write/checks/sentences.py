"""Sentences that read as broken: a clause where a noun belongs, two closings, a repetition.

Of the kinds that `broken_sentences` knows, those that good notes of people never get.
"""

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.reading import broken_sentences

_SURE = ("clause", "verb_form", "two_closings", "repeated")


def check_sentences(note: Note) -> list[Finding]:
    """The places of the body that read as broken."""
    return [
        finding("sentence.broken", span=one.span, found=one.found)
        for one in broken_sentences(note.part("body"), note.facts)
        if one.kind in _SURE
    ]
