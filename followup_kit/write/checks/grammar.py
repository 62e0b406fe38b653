"""Grammar, where the grammar library is at hand: it knows what our own lists do not (A27)."""

from dataclasses import replace

from followup_kit.write.checks.finding import Finding, Level, finding
from followup_kit.write.checks.language import check_language
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import hits
from followup_kit.write.checks.slips import known_words
from followup_kit.write.grammar import GrammarSlip, grammar_slips


def check_grammar(note: Note) -> list[Finding]:
    """Doubtful grammar that our own checks do not name; names and recorded facts pass."""
    known = [hit.span for hit in hits(note.own_words, "spelling")]
    known += [one.span for one in check_language(note) if one.span and one.where == "body"]
    return [
        _finding(note, slip)
        for slip in grammar_slips(note.part("body"))
        if not any(start < slip.span[1] and slip.span[0] < end for start, end in known)
        and not _is_recorded(note, slip)
        and note.is_main(slip.span)
    ]


def _is_recorded(note: Note, slip: GrammarSlip) -> bool:
    """Whether it is a recorded fact, or one of the names of the log."""
    said = note.quote(slip.span)
    is_name = said[:1].isupper() and said.lower() in known_words(note)
    return is_name or note.is_recorded(slip.span, "body")


def _finding(note: Note, slip: GrammarSlip) -> Finding:
    found = finding(
        "grammar.suggestion" if slip.suggestion else "grammar.found",
        span=slip.span,
        found=note.quote(slip.span),
        suggestion=slip.suggestion,
        why=slip.message,
    )
    return replace(found, level=Level.WARNING) if slip.is_sure else found
