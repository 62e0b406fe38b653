"""The tone of a note: no demand, no presumption, no pressure; neither slang nor starch."""

import re

from followup_kit.write.checks.facts import stems
from followup_kit.write.checks.finding import Finding, Span, finding
from followup_kit.write.checks.names import parts_of
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import Hit, finding_for, phrase_findings, placed_hits
from followup_kit.write.kinds import kinds
from followup_kit.write.words import words

_CASES = {
    "feedback_request": "feedback_request.found",
    "demand": "demand.found",
    "deadline": "demand.found",
    "presumption": "presumption.found",
    "pressure": "pressure.found",
    "rivals": "pressure.rivals",
    "better_terms": "pressure.rivals",
    "oversharing": "oversharing.found",
    "excuses": "oversharing.excuses",
    "pay": "oversharing.pay",
    "flattery": "gush.flattery",
}
_MAY_BE_TOLD = ("pay", "feedback_request", "demand")  # where they were what was talked about
_PATTERN = 2  # finds that make a pattern
_MOST_MARKS = 2
_MANY_STRONG_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
_CONTRACTION = re.compile(
    r"\b\w+(?:n't|'(?:m|re|ve|ll|d))\b|\b(?:it|that|there|let|here)'s\b", re.I
)


def check_manner(note: Note) -> list[Finding]:
    """Requests, claims and confessions that a note after an interview leaves out.

    Feedback before the outcome (B16), demands (A29), presumption (A30), pressure (C18),
    pay, private troubles and gifts (C22). What a kind allows is passed over. One soft find
    alone is a hint: good notes hold one now and then, but hardly two.
    """
    allowed = kinds()[note.facts.kind].allows
    found = [
        (case, where, hit)
        for list_name, case in _CASES.items()
        if list_name not in allowed
        for where, hit in placed_hits(note, list_name)
        if list_name not in _MAY_BE_TOLD or not _is_told(note, where, hit)
    ]
    places = [(where, hit.span) for _, where, hit in found]
    is_pattern = _count_apart(places) >= _PATTERN
    return [
        finding_for(note, hit, where, case, is_pattern=is_pattern) for case, where, hit in found
    ]


def _count_apart(places: list[tuple[str, Span]]) -> int:
    """How many places there are, those that overlap counted once."""
    ends: dict[str, int] = {}
    count = 0
    for where, (start, end) in sorted(places):
        count += start >= ends.get(where, 0)
        ends[where] = max(end, ends.get(where, 0))
    return count


def check_register(note: Note) -> list[Finding]:
    """Slang, smileys and shouting (A28), and phrases too stiff to sound sincere (C12)."""
    return [
        *_casual(note),
        *_marks(note),
        *_contractions(note),
        *phrase_findings(note, "stiff"),
        *_gush(note),
    ]


def _is_told(note: Note, where: str, hit: Hit) -> bool:
    """Whether the word belongs to what was talked about: wage talks, a pay survey."""
    facts = note.facts
    told = (facts.topics, facts.position, facts.interest, facts.fit, facts.next_step)
    return bool(stems(note.quote(hit.span, where)) & stems(" ".join(told)))


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
    different: dict[str, re.Match[str]] = {}
    for one in found:
        different.setdefault(one.group().lower(), one)
    if len(found) <= _MANY_STRONG_WORDS or len(different) < _MANY_STRONG_WORDS:
        return []
    one_too_many = list(different.values())[_MANY_STRONG_WORDS - 1]
    span, named = one_too_many.span(), ", ".join(different)
    return [finding("gush.found", span=span, count=len(found), found=named)]
