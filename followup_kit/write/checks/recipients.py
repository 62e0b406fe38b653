"""Who is greeted: the person the note is for, by the name as recorded, and nobody else."""

import re
from collections.abc import Iterator

from followup_kit.text import one_line
from followup_kit.write.checks.finding import Finding, Span, finding
from followup_kit.write.checks.names import (
    name_parts,
    nearest,
    parts_of,
    recorded_words,
    unusual_capitals,
)
from followup_kit.write.checks.note import Note, bare, composed, names_in
from followup_kit.write.facts import forms_of_words, given_name, name_alone
from followup_kit.write.kinds import kinds
from followup_kit.write.names import person_name
from followup_kit.write.spelling import is_word
from followup_kit.write.words import words

_NEAR_IN_GREETING = 0.75
_NEAR_IN_TEXT = 0.8
_NEAR_FOR_KNOWN_WORD = 0.85  # "Marie" may well be somebody else than Maria
_SHORTEST_NEAR = 3
_LONGEST_GREETING = 60
_IRISH = re.compile(r"\bcha(?:ra|irde)\b", re.IGNORECASE)
_VOCATIVE = (
    r"(?:\byou(?: all| both)?(?: again| so much| very much)?|\bthanks(?: again)?|\bagain),? "
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.? )?"
)


def check_recipient(note: Note) -> list[Finding]:
    """Whether the greeting names the person, and nobody else (A14, D11, E04)."""
    person = given_name(note.facts.recipient)
    if not person:
        return []
    found = [*_other_addressed(note, person), *_near_names_in_text(note)]
    if note.greeting is None:
        first_line = note.text.strip().partition("\n")[0][:200]
        is_named = person.lower() in first_line.lower().split(",")[0].split()[:6]
        return found if is_named else [_no_greeting(person), *found]
    return [*_in_greeting(note, person, note.greeting), *found]


def check_group(note: Note) -> list[Finding]:
    """Whether one thank-you greets several people; each should get their own (E04, D05)."""
    if note.greeting is None or not kinds()[note.facts.kind].has_detail:
        return []
    if not note.facts.separate_notes:
        return []
    written = note.quote(note.greeting)
    named, own = {word for word, _ in names_in(written)}, set(name_parts(note.facts.recipient))
    others = [set(name_parts(name)) - own for name in note.facts.others]  # two may share a name
    count = sum(bool(named & parts) for parts in (own, *others))
    if count > 1 or _greets_a_group(written):
        case = "with_others" if count == 1 else "found"
        return [finding(f"group_note.{case}", span=note.greeting, found=written.strip(" ,:"))]
    return []


def _no_greeting(person: str) -> Finding:
    return finding("recipient_name.no_greeting", span=(0, 0), person=person)


def _greets_a_group(written: str) -> bool:
    found = {word.lower() for word, _ in names_in(written)}
    return bool(found & set(words()["group_words"])) and "hiring" not in found


def _in_greeting(note: Note, person: str, greeting: Span) -> list[Finding]:
    written = note.quote(greeting)
    if family := _given_name_with_title(note, written):
        return [
            finding(
                "recipient_name.family_name",
                span=greeting,
                found=written,
                expected=family,
                person=note.facts.recipient,
            )
        ]
    if title := _other_title(note, written):
        recorded = name_alone(note.facts.recipient)
        return [finding("recipient_name.title", span=greeting, found=title, person=recorded)]
    if _is_named(note, written) or _greets_a_group(written) or _is_greeted_next(note, greeting):
        return []
    if _IRISH.search(written):  # names change their form there
        return [finding("recipient_name.other_form", span=greeting, found=written, person=person)]
    found = [one for word, span in names_in(written) for one in _wrong_word(note, word, span)]
    if found:
        return found
    case = "other_form" if _may_be_the_same(note, written) else "absent"
    case = "nobody" if _is_bare(written) else case
    return [finding(f"recipient_name.{case}", span=greeting, found=written, person=person)]


def _given_name_with_title(note: Note, written: str) -> str:
    """The right form where "Mr Tan Boon Kiat" is greeted as "Mr Kiat"; else an empty text."""
    parts = name_parts(note.facts.recipient)
    title, *said = [word for word, _ in names_in(written)][1:] or [""]
    if title.lower().strip(".") not in forms_of_words()["titles"] or len(said) != 1:
        return ""
    is_first = len(parts) > 2 and parts[0].lower() in words()["family_names_first"]
    return f"{title} {parts[0]}" if is_first and said[0] == parts[-1] else ""


def _other_title(note: Note, written: str) -> str:
    """A title in the greeting that cannot be the recorded one: "Mr" for a "Dr"."""
    recorded = person_name(note.facts.recipient).title.strip(".").lower()
    said = [word.strip(".").lower() for word, _ in names_in(written)]
    title = next((word for word in said if word in _PLAIN_TITLES), "")
    is_woman, is_man = recorded in ("ms", "mrs", "miss"), recorded == "mr"
    is_other = (
        (recorded in _RANKS and bool(title))
        or (is_woman and title == "mr")
        or (is_man and title in ("ms", "mrs", "miss"))
    )
    return title.capitalize() if is_other else ""


_PLAIN_TITLES = ("mr", "ms", "mrs", "miss")
_RANKS = ("dr", "professor", "prof")


def _is_greeted_next(note: Note, greeting: Span) -> bool:
    """Whether a greeting by rank comes first, and the name after it: "Respected Sir,"."""
    following = note.text[greeting[1] :].lstrip(" ,:\n").partition(",")[0]
    is_greeting = following.lower().startswith("dear ") and len(following) <= _LONGEST_GREETING
    return is_greeting and _is_named(note, following)


def _is_bare(written: str) -> bool:
    """Whether a greeting holds no name at all: "Good morning,"."""
    found = {word.lower() for word, _ in names_in(written)}
    return found <= {*words()["greeting_words"], "sir"} or found <= {"dear", "madam"}


def _wrong_word(note: Note, word: str, place: Span) -> Iterator[Finding]:
    """A finding for a name in the greeting that is another's, or nearly the right one."""
    start = note.greeting[0] if note.greeting else 0
    span = (start + place[0], start + place[1])
    person = given_name(note.facts.recipient)
    near = nearest(word, name_parts(note.facts.recipient), _NEAR_IN_GREETING)
    if word.lower() in words()["greeting_words"] or len(word) < _SHORTEST_NEAR:
        return
    if word in parts_of(note.facts.others):
        yield finding("recipient_name.other", span=span, found=word, person=person)
    elif near:
        yield finding("recipient_name.near", span=span, found=word, expected=near, replacement=near)


def _is_named(note: Note, written: str) -> bool:
    """Whether the text holds a part of the recipient's name, or all of it."""
    recipient = name_alone(note.facts.recipient)
    if one_line(composed(recipient)) in one_line(composed(written)):
        return True
    parts = name_parts(recipient)
    right = {*parts, *(piece for part in parts for piece in part.split("-") if len(piece) > 2)}
    right |= set(name_parts(note.facts.recipient.replace(",", " ")))  # "The Head, Mr. Ian Bo"
    for word, _ in names_in(written):
        word = word.removesuffix("'s")
        near = next((part for part in parts if part.lower() == word.lower()), "")
        if word in right or (near and near in (near.lower(), near.upper())):
            return True
    return False


def _may_be_the_same(note: Note, written: str) -> bool:
    """A short form ("Bob"), or a surname where only the first name is recorded."""
    parts = [part.lower() for part in name_parts(note.facts.recipient)]
    found = {word.lower() for word, _ in names_in(written)}
    short_forms = {short for part in parts for short in words()["short_names"].get(part, ())}
    full_forms = {full for full, short in words()["short_names"].items() if set(parts) & set(short)}
    has_title = {word.strip(".") for word in found} & set(forms_of_words()["titles"])
    return bool(found & (short_forms | full_forms)) or (len(parts) == 1 and bool(has_title))


def _other_addressed(note: Note, person: str) -> Iterator[Finding]:
    """Somebody else's name where the reader is spoken to: "Thanks again, Tom"."""
    own = {*name_parts(note.facts.recipient), *name_parts(note.facts.sender)}
    start = note.greeting[1] if note.greeting else 0
    for name in sorted(parts_of(note.facts.others) - own):
        pattern = rf"(?i:{_VOCATIVE})({re.escape(name)})(?=[,.!;]|\s+for\b)"
        found = re.search(pattern, note.own_words[start:])
        if found and "," in found.group(0) + note.own_words[start + found.end() :][:1]:
            span = (start + found.start(1), start + found.end(1))
            yield finding("recipient_name.addressed", span=span, found=name, person=person)


def _near_names_in_text(note: Note) -> Iterator[Finding]:
    """Slips of anybody's recorded name after the greeting, and in the subject."""
    parts = [*name_parts(note.facts.recipient), *parts_of(note.facts.others)]
    right = {*parts, *parts_of([note.facts.sender]), *recorded_words(note)}
    right |= {piece for part in right for piece in part.split("-")}
    for where in ("body", "subject"):
        for word, span in unusual_capitals(note, where=where):
            least = _NEAR_FOR_KNOWN_WORD if is_word(word.lower()) else _NEAR_IN_TEXT
            near = nearest(word, parts, least)
            word = word.removesuffix("'s")
            if near and word not in right and not is_word(bare(word)):
                span = (span[0], span[0] + len(word))
                yield finding(
                    "recipient_name.near",
                    span=span,
                    where=where,
                    found=word,
                    expected=near,
                    replacement=near,
                )
