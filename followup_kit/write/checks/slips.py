"""Typing errors: stock slips that spellers miss, and words no dictionary knows."""

import re

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note, names_in
from followup_kit.write.checks.phrases import hits, phrase_findings
from followup_kit.write.spelling import Slip, slips

_DOUBLE_SPACE = re.compile(r"(?<=[^\s.!?:])[^\S\n]{2,}(?=\S)")


def check_spelling(note: Note) -> list[Finding]:
    """Slips in body and subject; a suggestion is offered, never applied (A27, E11)."""
    stock = {
        where: [
            hit.span
            for check in ("spelling", "casual")
            for hit in hits(note.own_part(where), check)
        ]
        for where in ("body", "subject")
    }
    known = known_words(note)
    unknown = [
        _finding(slip, where, is_read=where == "subject" or note.is_main(slip.span))
        for where, text in (("body", note.text), ("subject", note.subject))
        for slip in slips(text, known)
        if not any(start <= slip.span[0] < end for start, end in stock[where])
    ]
    return [*phrase_findings(note, "spelling"), *unknown, *_double_spaces(note)]


def _double_spaces(note: Note) -> list[Finding]:
    """Two spaces between words; after a sentence some people mean them."""
    return [
        finding("spacing.double", span=found.span(), where=where, replacement=" ")
        for where in ("body", "subject")
        for found in _DOUBLE_SPACE.finditer(note.part(where))
    ]


def _finding(slip: Slip, where: str, *, is_read: bool) -> Finding:
    """A warning only where it is nearly certain; greetings and sign-offs may be in any tongue."""
    case = "suggestion" if slip.suggestion else "unknown"
    case = "likely" if slip.is_likely and is_read else case
    return finding(
        f"spelling.{case}",
        span=slip.span,
        where=where,
        found=slip.word,
        suggestion=slip.suggestion,
    )


def known_words(note: Note) -> set[str]:
    """The words of the recorded names and facts, in small letters."""
    facts = note.facts
    people = (facts.recipient, facts.sender, *facts.others, *facts.pass_on_to)
    told = (facts.company, facts.position, facts.topics, facts.interest, facts.fit)
    known = {
        part.lower()
        for name in (*people, *told, *facts.other_companies, facts.reason, facts.occasion)
        for word, _ in names_in(name)
        for part in (word, *word.split("-"))
    }
    return known | {f"{word}'s" for word in known} | {f"{word}\u2019s" for word in known}
