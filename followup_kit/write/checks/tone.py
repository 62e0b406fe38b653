"""The tone of a note: no demand, no presumption, no pressure; neither slang nor starch."""

import re

from followup_kit.write.checks.facts import stems
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.names import parts_of
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import phrase_findings
from followup_kit.write.kinds import kinds
from followup_kit.write.words import words

_CASES = {
    "feedback_request": "feedback_request.found",
    "demand": "demand.found",
    "deadline": "demand.found",
    "presumption": "presumption.found",
    "pressure": "pressure.found",
    "rivals": "pressure.rivals",
    "oversharing": "oversharing.found",
    "excuses": "oversharing.excuses",
    "pay": "oversharing.pay",
    "flattery": "gush.flattery",
}
_MOST_MARKS = 2
_MANY_STRONG_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
_CONTRACTION = re.compile(
    r"\b\w+(?:n't|'(?:m|re|ve|ll|d))\b|\b(?:it|that|there|let|here)'s\b", re.I
)


def check_manner(note: Note) -> list[Finding]:
    """Requests, claims and confessions that a note after an interview leaves out.

    Feedback before the outcome (B16), demands (A29), presumption (A30), pressure (C18),
    pay, private troubles and gifts (C22). What a kind allows is passed over.
    """
    allowed = kinds()[note.facts.kind].allows
    recorded = _recorded(note)
    return [
        found
        for list_name, case in _CASES.items()
        if list_name not in allowed
        for found in phrase_findings(note, list_name, case)
        if list_name != "pay" or not _is_told(note, found, recorded)
    ]


def check_register(note: Note) -> list[Finding]:
    """Slang, smileys and shouting (A28), and phrases too stiff to sound sincere (C12)."""
    return [
        *_casual(note),
        *_marks(note),
        *_contractions(note),
        *phrase_findings(note, "stiff"),
        *_gush(note),
    ]


def _recorded(note: Note) -> str:
    facts = note.facts
    told = (facts.topics, facts.position, facts.interest, facts.fit, facts.next_step)
    return " ".join(told).lower()


def _is_told(note: Note, found: Finding, recorded: str) -> bool:
    """Whether the word belongs to what was talked about: wage talks, a pay survey."""
    if found.span is None:
        return False
    return bool(stems(note.quote(found.span, found.where)) & stems(recorded))


def _casual(note: Note) -> list[Finding]:
    """Slang, except where it is somebody's name."""
    facts = note.facts
    names = {part.lower() for part in parts_of([facts.sender, facts.recipient, *facts.others])}
    found = phrase_findings(note, "casual")
    return [
        one for one in found if one.span and note.quote(one.span, one.where).lower() not in names
    ]


def _marks(note: Note) -> list[Finding]:
    count = note.own_words.count("!")
    if count <= _MOST_MARKS or "!!" in note.own_words:
        return []
    last = note.own_words.rindex("!")
    return [finding("casual.marks", span=(last, last + 1), count=count)]


def _contractions(note: Note) -> list[Finding]:
    """The first contraction of a note that is meant to be formal."""
    if note.facts.formality != "formal":
        return []
    found = _CONTRACTION.search(note.main_part)
    if not found:
        return []
    return [finding("casual.contraction", span=found.span(), found=note.quote(found.span()))]


def _gush(note: Note) -> list[Finding]:
    """Many strong words in one note sound less sincere than one (A19)."""
    strong = set(words()["strong_words"])
    found = [one for one in _WORD.finditer(note.main_part) if one.group().lower() in strong]
    distinct = {one.group().lower() for one in found}
    if len(found) <= _MANY_STRONG_WORDS or len(distinct) < _MANY_STRONG_WORDS:
        return []
    named = ", ".join(dict.fromkeys(one.group().lower() for one in found))
    return [finding("gush.found", span=found[0].span(), count=len(found), found=named)]
