"""Looking for the phrases of words.toml in a note."""

from collections.abc import Iterator
from dataclasses import dataclass

from followup_kit.write.checks.finding import Finding, Span, finding
from followup_kit.write.checks.note import Note, sentence_around
from followup_kit.write.words import Phrase, phrases

_MOST_OF_ONE_CHECK = 5


@dataclass(frozen=True)
class Hit:
    """A phrase and the place where it stands."""

    phrase: Phrase
    span: Span


def hits(text: str, check: str) -> list[Hit]:
    """Where phrases of that check stand, in order; of two that overlap, the longer.

    Negated ones ("I do not expect") and those that words.toml calls harmless in their
    sentence are left out.
    """
    found = sorted(_all_hits(text, check), key=lambda hit: (hit.span[0], -hit.span[1]))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.span[0] >= kept[-1].span[1]:
            kept.append(hit)
    return kept


def has_phrase(text: str, check: str) -> bool:
    """Whether any phrase of that check stands in the text."""
    return next(_all_hits(text, check), None) is not None


def phrase_findings(note: Note, check: str) -> list[Finding]:
    """A finding for each phrase of that check in the student's own words; at most five."""
    return [
        finding(
            f"{check}.found",
            span=hit.span,
            fix=hit.phrase.fix,
            sources=hit.phrase.sources,
            found=note.quote(hit.span),
        )
        for hit in hits(note.own_words, check)[:_MOST_OF_ONE_CHECK]
    ]


def _all_hits(text: str, check: str) -> Iterator[Hit]:
    for phrase in phrases(check):
        for found in phrase.pattern.finditer(text):
            start, end = sentence_around(text, *found.span())
            if phrase.counts(text[start:end], text[start : found.start()]):
                yield Hit(phrase, found.span())
