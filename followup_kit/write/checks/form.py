"""The form of an e-mail: its length, its subject, its closing."""

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.facts import given_name, one_line
from followup_kit.write.words import words

_SHORT = {"thank_you": 50, "combined": 50, "status_check": 20, "closing_note": 20}
_LONG = 200
_TOO_LONG = 300
_LAST_LINES = 5


def check_length(note: Note) -> list[Finding]:
    """Whether the note is empty, very short (a hint) or long; in words of the body."""
    count = len(note.body.split())
    short = _SHORT[note.facts.kind]
    if count == 0:
        return [finding("length.empty")]
    if count < short:
        return [finding("length.short", count=count, limit=short)]
    if count > _TOO_LONG:
        return [finding("length.too_long", count=count, limit=_LONG)]
    return [finding("length.long", count=count, limit=_LONG)] if count > _LONG else []


def check_subject(note: Note) -> list[Finding]:
    """Whether the subject is there, on one line, and says what the message is (B08)."""
    case = _subject_case(note)
    if not case:
        return []
    span = (0, len(note.subject))
    example = f"Thank you: {one_line(note.facts.position) or 'name of the position'} interview"
    subject = note.subject.strip()
    return [finding(f"subject.{case}", span=span, where="subject", found=subject, example=example)]


def _subject_case(note: Note) -> str:
    subject = note.subject.strip()
    if not subject:
        return "empty"
    if len(subject.splitlines()) > 1:
        return "line_break"
    if subject.lower().strip(" .!?:-") in words()["vague_subjects"]:
        return "vague"
    facts = note.facts
    named = [*_telling_words(facts.position), given_name(facts.sender).lower()]
    is_named = any(name and name in subject.lower() for name in named)
    has_names = bool(facts.position.strip() or facts.sender.strip())
    return "no_name" if has_names and not is_named else ""


def _telling_words(position: str) -> list[str]:
    return [word.strip(",.()") for word in position.lower().split() if len(word) > 3] or [
        position.lower().strip()
    ]


def check_closing(note: Note) -> list[Finding]:
    """Whether the note ends with a closing line and the student's name (B11, B14)."""
    if not note.body.strip():
        return []
    end = (len(note.body.rstrip()), len(note.body.rstrip()))
    found = []
    if note.sign_off is None:
        found.append(finding("closing.no_sign_off", span=end))
    person = given_name(note.facts.sender)
    last_lines = " ".join(note.body.strip().splitlines()[-_LAST_LINES:])
    if person and person.lower() not in last_lines.lower():
        found.append(finding("closing.no_name", span=end, person=person))
    return found
