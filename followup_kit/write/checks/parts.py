"""The parts a note should have: thanks, interest and what the student brings."""

from followup_kit.write.checks.facts import shares_word
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import has_phrase

_FULL_NOTES = ("thank_you", "combined")


def check_gratitude(note: Note) -> list[Finding]:
    """Every kind of note says thank you (E02)."""
    if has_phrase(note.main_part, "gratitude"):
        return []
    return [finding("gratitude.absent")]


def check_interest(note: Note) -> list[Finding]:
    """A thank-you says that the position interests the student; a status check may."""
    if note.facts.kind == "closing_note" or _says(note, "interest"):
        return []
    case = "absent" if note.facts.kind in _FULL_NOTES else "absent_hint"
    return [finding(f"interest.{case}")]


def check_fit(note: Note) -> list[Finding]:
    """A thank-you says what the student would bring (A04)."""
    if note.facts.kind not in _FULL_NOTES or _says(note, "fit"):
        return []
    return [finding("fit.absent")]


def _says(note: Note, part: str) -> bool:
    fact = getattr(note.facts, part)
    if fact.strip() and shares_word(fact, note):
        return True
    return has_phrase(note.main_part, part)
