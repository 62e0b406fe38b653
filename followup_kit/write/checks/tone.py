"""The tone of a note: no demand, no presumption, no pressure; neither slang nor starch."""

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import phrase_findings

_MOST_MARKS = 2


def check_feedback(note: Note) -> list[Finding]:
    """No request for feedback before the outcome is known (B16)."""
    if note.facts.kind == "closing_note":
        return []
    return phrase_findings(note, "feedback_request")


def check_manner(note: Note) -> list[Finding]:
    """Demands (A29), presumption (A30) and pressure (C18)."""
    return [
        found
        for check in ("demand", "presumption", "pressure")
        for found in phrase_findings(note, check)
    ]


def check_oversharing(note: Note) -> list[Finding]:
    """Pay, private troubles and gifts have no place in a note after an interview (C22)."""
    return phrase_findings(note, "oversharing")


def check_register(note: Note) -> list[Finding]:
    """Slang, smileys and shouting (A28), and phrases too stiff to sound sincere (C12)."""
    return [*phrase_findings(note, "casual"), *_marks(note), *phrase_findings(note, "stiff")]


def _marks(note: Note) -> list[Finding]:
    count = note.own_words.count("!")
    if count <= _MOST_MARKS or "!!" in note.own_words:
        return []
    last = note.own_words.rindex("!")
    return [finding("casual.marks", span=(last, last + 1), count=count)]
