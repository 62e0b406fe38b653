"""Grammar, as a hint, where the optional grammar extra is installed."""

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import hits
from followup_kit.write.grammar import grammar_slips


def check_grammar(note: Note) -> list[Finding]:
    """Doubtful grammar that our own list of slips does not know (A27)."""
    known = [hit.span for hit in hits(note.own_words, "spelling")]
    return [
        finding(
            "grammar.suggestion" if slip.suggestion else "grammar.found",
            span=slip.span,
            found=note.quote(slip.span),
            suggestion=slip.suggestion,
            why=slip.message,
        )
        for slip in grammar_slips(note.text)
        if not any(start < slip.span[1] and slip.span[0] < end for start, end in known)
    ]
