"""The names in a note: is the right person greeted, and the right employer named?

Names are compared letter by letter, accents and capitals included. What is nearly a
recorded name is taken for a slip of it.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from followup_kit.write.checks.finding import Finding, Span, finding
from followup_kit.write.checks.note import Note, bare, composed, names_in
from followup_kit.write.facts import forms_of_words, given_name, name_alone, one_line
from followup_kit.write.spelling import is_word
from followup_kit.write.words import words

_NEAR_IN_GREETING = 0.75
_NEAR_IN_TEXT = 0.8
_NEAR_FOR_KNOWN_WORD = 0.85  # "Marie" may well be somebody else than Maria
_SHORTEST_NEAR = 3
_SHORTEST_IN_TEXT = 4
_GREETING_WORDS = frozenset(
    {"dear", "hi", "hello", "hey", "good", "morning", "afternoon", "evening", "day", "and"}
)
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january"}
    | {"february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december"}
)


def check_recipient(note: Note) -> list[Finding]:
    """Whether the greeting names the person, and nobody else (A14, D11, E04)."""
    person = given_name(note.facts.recipient)
    if not person:
        return []
    if note.greeting is None:
        return [finding("recipient_name.no_greeting", span=(0, 0), person=person)]
    return [*_in_greeting(note, person, note.greeting), *_near_names_in_text(note)]


def _in_greeting(note: Note, person: str, greeting: Span) -> list[Finding]:
    parts, others = name_parts(note.facts.recipient), _parts_of(note.facts.others)
    written = note.quote(greeting)
    is_named = one_line(composed(name_alone(note.facts.recipient))) in one_line(composed(written))
    found = []
    for word, (start, end) in names_in(written):
        if word.lower() in _GREETING_WORDS:
            continue
        span = (greeting[0] + start, greeting[0] + end)
        near = nearest(word, parts, _NEAR_IN_GREETING)
        if word in parts or (near.lower() == word.lower() and near in (near.lower(), near.upper())):
            is_named = True
        elif word in others:
            found.append(finding("recipient_name.other", span=span, found=word, person=person))
        elif near and len(word) >= _SHORTEST_NEAR:
            found.append(finding("recipient_name.near", span=span, found=word, expected=near))
    if not is_named and not found:
        found = [finding("recipient_name.absent", span=greeting, found=written, person=person)]
    return found


def _near_names_in_text(note: Note) -> Iterator[Finding]:
    """Slips of anybody's recorded name after the greeting."""
    parts = [*name_parts(note.facts.recipient), *_parts_of(note.facts.others)]
    right = {*parts, *_parts_of([note.facts.sender]), *_recorded_words(note)}
    for word, span in _unusual_capitals(note):
        least = _NEAR_FOR_KNOWN_WORD if is_word(word.lower()) else _NEAR_IN_TEXT
        near = nearest(word, parts, least)
        if near and word.removesuffix("'s") not in right:
            yield finding("recipient_name.near", span=span, found=word, expected=near)


def check_employer(note: Note) -> list[Finding]:
    """Whether the note names this employer, spelled right, and no other (D11, C11)."""
    company = one_line(note.facts.company)
    if not company:
        return []
    wrong = [*_near_employers(note, company), *_other_employers(note, company)]
    text = one_line(composed(f"{note.subject} {note.text}"))
    is_named = any(_stands_in(form, text) for form in employer_forms(company))
    if wrong or is_named or note.facts.is_internal:
        return wrong
    return [finding("employer_name.absent", expected=company)]


def employer_forms(company: str) -> list[str]:
    """The full name and the short forms that people use, longest first.

    >>> employer_forms("Northwind Health Inc.")
    ['Northwind Health Inc.', 'Northwind Health', 'Northwind', 'NH']
    """
    core = _core_words(company)
    legal_free = " ".join(core)
    short = core[0] if core and core[0].lower() not in words()["generic_employer_words"] else ""
    initials = "".join(word[0] for word in core if word[:1].isupper())
    forms = [one_line(composed(company)), legal_free, short, initials if len(initials) > 1 else ""]
    return list(dict.fromkeys(form for form in forms if form))


def _core_words(company: str) -> list[str]:
    parts = [part.strip(",") for part in composed(company).split()]
    while len(parts) > 1 and parts[-1].lower().strip(".") in words()["legal_forms"]:
        parts.pop()
    return parts[1:] if len(parts) > 1 and parts[0].lower() == "the" else parts


def _near_employers(note: Note, company: str) -> Iterator[Finding]:
    main = next((form for form in employer_forms(company)[::-1] if len(form) > 3), "")
    targets = [word for word in _core_words(company) if _is_distinctive(word)] or [main]
    right = {*_core_words(company), *_parts_of([note.facts.recipient, *note.facts.others])}
    for word, span in _unusual_capitals(note, also=targets):
        near = nearest(word, targets, _NEAR_IN_TEXT)
        if near and word.removesuffix("'s") not in right:
            yield finding("employer_name.near", span=span, found=word, expected=near)


def _is_distinctive(word: str) -> bool:
    known = words()["generic_employer_words"] + words()["legal_forms"]
    return len(word) >= _SHORTEST_IN_TEXT and word.lower() not in known


def _other_employers(note: Note, company: str) -> Iterator[Finding]:
    own = set(employer_forms(company)) | set(_core_words(company))
    told = " ".join([note.facts.topics, note.facts.interest, note.facts.fit, note.facts.next_step])
    for other in note.facts.other_companies:
        forms = [form for form in employer_forms(other) if len(form) >= _SHORTEST_NEAR]
        if own & set(forms) or any(_stands_in(form, told) for form in forms):
            continue
        for form in forms:
            found = _place_of(form, note.text)
            if found and not (is_word(form.lower()) and _starts_sentence(note.text, found[0])):
                yield finding("employer_name.other", span=found, found=other, expected=company)
                break


def name_parts(name: str) -> list[str]:
    """The words of a name that can stand in a greeting, without titles."""
    titles = forms_of_words()["titles"]
    parts = [part for part, _ in names_in(name_alone(name))]
    return [part for part in parts if part.lower().strip(".") not in titles]


def nearest(word: str, names: Iterable[str], least: float) -> str:
    """The name most like the word, or an empty text when none reaches `least` (0 to 1)."""
    word = bare(word.removesuffix("'s"))
    best, likeness = "", least
    for name in names:
        other = bare(name)
        if abs(len(word) - len(other)) > 3:
            continue
        ratio = 1.0 if word == other else SequenceMatcher(None, word, other).ratio()
        if ratio >= likeness:
            best, likeness = name, ratio
    return best


def _unusual_capitals(note: Note, also: Iterable[str] = ()) -> Iterator[tuple[str, Span]]:
    """Capitalised words after the greeting that are not plain words at a sentence start.

    `also` adds words in small letters that equal one of these names, unless the
    dictionary knows them ("northwind", but not "apple").
    """
    small = {bare(name) for name in also if not is_word(name.lower())}
    start = note.greeting[1] if note.greeting else 0
    for word, (left, right) in names_in(note.text[start:]):
        span = (start + left, start + right)
        if len(word) < _SHORTEST_IN_TEXT or len(word) > 40 or word.lower() in _CALENDAR:
            continue
        is_plain = _starts_sentence(note.text, span[0]) and is_word(word.lower())
        if (word[0].isupper() and not is_plain) or bare(word.removesuffix("'s")) in small:
            yield word, span


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n:"'


def _recorded_words(note: Note) -> set[str]:
    facts = note.facts
    told = [facts.company, facts.position, facts.topics, facts.interest, facts.fit, facts.next_step]
    return {word for text in told for word, _ in names_in(text)}


def _parts_of(names: Iterable[str]) -> set[str]:
    return {part for name in names for part in name_parts(name)}


def _stands_in(form: str, text: str) -> bool:
    return _place_of(form, text) is not None


def _place_of(form: str, text: str) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in composed(form).split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text)
    return found.span() if found else None
