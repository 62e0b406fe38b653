"""Looking for the phrases of the folder `words` in a note."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from followup_kit.write.checks.finding import Finding, Level, Span, finding
from followup_kit.write.checks.note import Note, sentence_around
from followup_kit.write.words import Phrase, phrases

_MOST_OF_ONE_CHECK = 8


@dataclass(frozen=True)
class Hit:
    """A phrase and the place where it stands."""

    phrase: Phrase
    span: Span


def hits(text: str, check: str) -> list[Hit]:
    """Where phrases of that check stand, in order; of two that overlap, the weightier.

    Negated ones ("I do not expect") and those that the folder `words` calls harmless in their
    sentence are left out.
    """
    kept: list[Hit] = []
    for hit in sorted(_all_hits(text, check), key=_weight):
        if not any(hit.span[0] < other.span[1] and other.span[0] < hit.span[1] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.span)


def _weight(hit: Hit) -> tuple[bool, int, int]:
    """What is sure before a hint, then the earlier, then the longer."""
    return hit.phrase.is_hint, hit.span[0], -hit.span[1]


def has_phrase(text: str, check: str) -> bool:
    """Whether any phrase of that check stands in the text."""
    return next(_all_hits(text, check), None) is not None


def phrase_findings(note: Note, check: str, case: str = "") -> list[Finding]:
    """A finding for each phrase of that check in the student's own words; at most eight.

    Args:
        note: The note; its subject is read as well.
        check: The list of the folder `words`.
        case: The case of findings.toml, when it is not `found` of the same name.
    """
    case = case or f"{check}.found"
    return [finding_for(note, hit, where, case) for where, hit in placed_hits(note, check)]


def placed_hits(note: Note, check: str) -> list[tuple[str, Hit]]:
    """Where in the student's own words that check's phrases stand; at most eight.

    What belongs to a recorded fact does not count, except for its spelling.
    """
    found = [
        (where, hit)
        for where in ("body", "subject")
        for hit in hits(note.own_part(where), check)
        if check == "spelling" or not note.is_recorded(hit.span, where)
    ]
    return sorted(found, key=lambda one: one[1].phrase.is_hint)[:_MOST_OF_ONE_CHECK]


def finding_for(
    note: Note, hit: Hit, where: str, case: str, *, is_pattern: bool = False
) -> Finding:
    """The finding for a hit; where good notes say the same, a hint unless it is a pattern.

    Args:
        note: The note.
        hit: What was found.
        where: `body` or `subject`.
        case: The case of findings.toml.
        is_pattern: Whether the note holds another find of the kind.
    """
    found = finding(
        case,
        span=hit.span,
        where=where,
        fix=hit.phrase.fix,
        sources=hit.phrase.sources,
        replacement=hit.phrase.replacement(note.quote(hit.span, where)),
        found=note.quote(hit.span, where),
    )
    if hit.phrase.is_hint or is_doubtful(hit, note.own_part(where)):
        return replace(found, level=Level.WARNING if is_pattern else Level.HINT)
    return replace(found, level=Level.HINT) if hit.phrase.is_weak and not is_pattern else found


def is_doubtful(hit: Hit, text: str) -> bool:
    """Whether words that make it doubtful stand in the hit or touch it."""
    left, right = sentence_around(text, *hit.span)
    return any(
        left + found.start() < hit.span[1] and hit.span[0] < left + found.end()
        for pattern in hit.phrase.doubtful
        for found in pattern.finditer(text[left:right])
    )


def _all_hits(text: str, check: str) -> Iterator[Hit]:
    for phrase in phrases(check):
        for found in phrase.pattern.finditer(text):
            start, end = sentence_around(text, *found.span())
            if phrase.counts(text[start:end], text[start : found.start()]):
                yield Hit(phrase, found.span())
