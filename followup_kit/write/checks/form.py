"""The form of a note: its length, its subject, its closing, and what is added to it."""

import re

from followup_kit.text import one_line
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note, bare, sentence_around
from followup_kit.write.checks.phrases import has_phrase, hits
from followup_kit.write.facts import given_name
from followup_kit.write.kinds import kinds
from followup_kit.write.words import words

_LONG = 200
_TOO_LONG = 300
_LONG_CARD = 120
_LONG_PARAGRAPH = 110
_LAST_LINES = 5
_MOST_EXTRAS = 1
_NAME_LINE = re.compile(r"[^\W\d_a-z][\w.'-]*(?: [^\W\d_a-z][\w.'-]*){0,2}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()]+", re.IGNORECASE)


def check_length(note: Note) -> list[Finding]:
    """Whether the note is empty, very short (a hint) or long, by the rule of its medium."""
    count = len(note.body.split())
    if count == 0:
        return [finding("length.empty")]
    if note.facts.medium == "linkedin":
        return _length_on_linkedin(note)
    if count < kinds()[note.facts.kind].fewest_words and note.facts.medium == "email":
        return [finding("length.short", count=count, limit=kinds()[note.facts.kind].fewest_words)]
    if count > _TOO_LONG:
        return [finding("length.too_long", count=count, limit=_LONG)]
    if count > _LONG:
        return [finding("length.long", count=count, limit=_LONG)]
    if note.facts.medium == "card" and count > _LONG_CARD:
        return [finding("length.card", count=count, limit=_LONG_CARD)]
    return _long_paragraph(note)


def _length_on_linkedin(note: Note) -> list[Finding]:
    count, limit = len(note.body.strip()), note.facts.longest
    return [finding("length.linkedin", count=count, limit=limit)] if count > limit else []


def _long_paragraph(note: Note) -> list[Finding]:
    for found in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", note.body):
        count = len(found.group().split())
        if count > _LONG_PARAGRAPH:
            return [finding("length.paragraph", span=found.span(), count=count)]
    return []


def check_subject(note: Note) -> list[Finding]:
    """Whether the subject of an e-mail is there, on one line, and says what it is (B08)."""
    case = _subject_case(note) if note.facts.medium == "email" else ""
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
    is_signed = _is_signed(note)
    if note.sign_off is None and note.facts.medium != "linkedin":
        case = "only_name" if is_signed and note.facts.sender.strip() else "no_sign_off"
        found.append(finding(f"closing.{case}", span=end))
    if not is_signed:
        person, signed = given_name(note.facts.sender), _signature(note)
        case = "other_name" if signed else "no_name"
        found.append(finding(f"closing.{case}", span=end, person=person, found=signed))
    return found


def _signature(note: Note) -> str:
    """The name under the closing line, whosever it is; empty when there is none."""
    if note.sign_off is None:
        return ""
    _, *lines = [line.strip() for line in note.text[note.sign_off :].splitlines() if line.strip()]
    return lines[0] if lines and _NAME_LINE.fullmatch(lines[0]) else ""


def _is_signed(note: Note) -> bool:
    """Whether one of the sender's names, or a short form of it, stands at the end."""
    names = [word.strip(".,") for word in bare(one_line(note.facts.sender)).split()]
    names = [name for name in names if len(name) > 1] or names
    last_lines = [line for line in bare(note.body).splitlines() if line.strip()][-_LAST_LINES:]
    found = re.findall(r"[^\W\d_]{2,}", " ".join(last_lines))
    short = [form for name in names for form in words()["short_names"].get(name, ())]
    return (
        not names
        or any(name in " ".join(last_lines) for name in names)
        or any(
            word in short or any(len(word) > 2 and word in name for name in names) for word in found
        )
    )


def check_extras(note: Note) -> list[Finding]:
    """At most one extra: one link, one attachment or one more point (C15, C22, X7).

    What they asked for does not count, and neither do addresses under the name.
    """
    if "extras" in kinds()[note.facts.kind].allows:
        return []
    text = note.main_part
    links = [found.span() for found in _LINK.finditer(text)]
    with_link = {sentence_around(text, *span) for span in links}
    added = {sentence_around(text, *hit.span) for hit in hits(text, "extras")}
    spans = sorted([*links, *(added - with_link)])
    wanted = [span for span in spans if not _was_asked_for(text, span)]
    if len(wanted) <= _MOST_EXTRAS:
        return []
    return [finding("extras.many", span=wanted[1], count=len(wanted))]


def _was_asked_for(text: str, span: tuple[int, int]) -> bool:
    start, end = sentence_around(text, *span)
    return has_phrase(text[start:end], "asked_for")
