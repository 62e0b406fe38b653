"""Typing errors: stock slips that spellers miss, and words no dictionary knows."""

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note, names_in
from followup_kit.write.checks.phrases import hits, phrase_findings
from followup_kit.write.spelling import Slip, slips


def check_spelling(note: Note) -> list[Finding]:
    """Slips in body and subject; a suggestion is offered, never applied (A27, E11)."""
    named = [*hits(note.own_words, "spelling"), *hits(note.own_words, "casual")]
    stock = [hit.span for hit in named]
    known = _known_words(note)
    unknown = [
        _finding(slip, where)
        for where, text in (("body", note.text), ("subject", note.subject))
        for slip in slips(text, known)
        if where == "subject" or not any(a <= slip.span[0] < b for a, b in stock)
    ]
    return [*phrase_findings(note, "spelling"), *unknown]


def _finding(slip: Slip, where: str) -> Finding:
    case = "suggestion" if slip.suggestion else "unknown"
    return finding(
        f"spelling.{case}",
        span=slip.span,
        where=where,
        found=slip.word,
        suggestion=slip.suggestion,
    )


def _known_words(note: Note) -> set[str]:
    facts = note.facts
    names = (facts.recipient, facts.sender, facts.company, facts.position, *facts.others)
    return {
        part.lower() for name in names for word, _ in names_in(name) for part in word.split("-")
    }
