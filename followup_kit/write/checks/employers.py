"""Which employer the note names: this one, spelled right, and not the last one applied to."""

import re
from collections.abc import Iterator

from followup_kit.text import one_line
from followup_kit.write.checks.facts import is_rich, shares_word
from followup_kit.write.checks.finding import Finding, Span, finding
from followup_kit.write.checks.names import (
    SHORTEST_IN_TEXT,
    is_plain_start,
    nearest,
    parts_of,
    recorded_words,
    unusual_capitals,
)
from followup_kit.write.checks.note import Note, composed
from followup_kit.write.phrasing import company_name
from followup_kit.write.spelling import is_word
from followup_kit.write.words import words

_AT_EMPLOYER = re.compile(
    r"(?:\b(?i:career at|joining|join|everyone at) |(?<![Mm]y )(?<![Oo]ur )"
    r"(?i:\b(?:working|work|position|role|job|post|"
    r"internship|team|everyone|everybody|colleagues|people|staff|interview|opening|opportunity|future"
    r"|start|begin|starting|part of|interest in|interested in|contribute to|conversation|talk)"
    r"(?: (?:at|with|for|in|of))? ))(?P<name>(?!The |A |I\b)[^\W\d_a-z][\w'&-]+"
    r"(?: (?:&|and|of) (?!I\b)[^\W\d_a-z][\w'-]+| [^\W\d_a-z][\w'-]+){0,3})"
)
_NEAR = 0.8
_NEAR_BESIDE = 0.7  # beside another word of the name: "Pryce & Flower"
_SHORTEST_OTHER = 3
_BEGINNING = 6  # "estimator" and "estimate" begin alike
_MADE_FOR_ONE_EMPLOYER = ("thank_you", "combined", "status_check")


def check_employer(note: Note) -> list[Finding]:
    """Whether the note names this employer, spelled right, and no other (D11, C11)."""
    company = one_line(note.facts.company)
    if not company:
        return []
    if company == company.lower():  # typed in a hurry; a letter writes it with capitals
        company = company_name(company)
    wrong = [*_near_employers(note, company), *_other_employers(note, company)]
    return wrong or [*_unknown_employers(note, company)] or _absent(note, company)


def _absent(note: Note, company: str) -> list[Finding]:
    """The employer is missing; a hint only, where the rest says which talk it was."""
    facts = note.facts
    if facts.is_internal or facts.medium != "email" or facts.kind not in _MADE_FOR_ONE_EMPLOYER:
        return []
    text = one_line(composed(f"{note.subject} {note.text}"))
    if any(_place_of(form, text) for form in employer_forms(company)):
        return []
    is_named = any(word[:_BEGINNING] in text.lower() for word in _telling_words(facts.position))
    is_clear = (
        is_named or is_rich(note) or (facts.topics.strip() and shares_word(facts.topics, note))
    )
    is_clear = is_clear or facts.kind == "status_check"
    return [finding(f"employer_name.{'absent_hint' if is_clear else 'absent'}", expected=company)]


def employer_forms(company: str) -> list[str]:
    """The full name and the short forms that people use, longest first.

    >>> employer_forms("Northwind Health Inc.")
    ['Northwind Health Inc.', 'Northwind Health', 'Northwind', 'NH']
    """
    core = _core_words(company)
    legal_free = " ".join(core)
    short = core[0] if core and core[0].lower() not in words()["generic_employer_words"] else ""
    initials = "".join(word[0] for word in core if word[:1].isupper())
    initials = initials if len(initials) > 1 else ""
    forms = [one_line(composed(company)), legal_free, _without_kind(core), short, initials]
    return list(dict.fromkeys(form for form in forms if form))


def _without_kind(core: list[str]) -> str:
    """The name without the kind of house it ends in: "St Columba's" of its hospital."""
    kind = core[-1].lower() if len(core) > 2 else ""
    rest = core[:-1] if kind in words()["generic_employer_words"] else []
    is_telling = any(word.lower() not in words()["generic_employer_words"] for word in rest)
    return " ".join(rest) if is_telling else ""


def _core_words(company: str) -> list[str]:
    parts = [part.strip(",") for part in composed(company).split()]
    while len(parts) > 1 and parts[-1].lower().strip(".") in words()["legal_forms"]:
        parts.pop()
    return parts[1:] if len(parts) > 1 and parts[0].lower() == "the" else parts


def _near_employers(note: Note, company: str) -> Iterator[Finding]:
    main = next((form for form in employer_forms(company)[::-1] if len(form) > 3), "")
    targets = [word for word in _core_words(company) if _is_distinctive(word)] or [main]
    right = {*_core_words(company), *recorded_words(note)}
    right |= {word.removesuffix("'s") for word in right}
    right |= parts_of([note.facts.recipient, note.facts.sender, *note.facts.others])
    for where in ("body", "subject"):
        for word, span in unusual_capitals(note, where=where, also=targets):
            is_beside = _stands_by_another(note.part(where), span, company)
            near = nearest(word, targets, _NEAR_BESIDE if is_beside else _NEAR)
            word = word.removesuffix("'s")
            is_usual = is_word(word.lower()) and is_word(near.lower()) and not is_beside
            if near and word not in right and not is_usual and (word != f"{near}s" or is_beside):
                yield finding(
                    "employer_name.near",
                    span=(span[0], span[0] + len(word)),
                    where=where,
                    found=word,
                    expected=near,
                    replacement=near,
                )


def _stands_by_another(text: str, span: Span, company: str) -> bool:
    """Whether a word before or after is part of the employer's name: "Bright Harbour"."""
    around = [*text[: span[0]].split()[-2:], *text[span[1] :].split()[:2]]
    return bool({word.strip(",.") for word in around} & set(_core_words(company)))


def _is_distinctive(word: str) -> bool:
    known = words()["generic_employer_words"] + words()["legal_forms"]
    return len(word) >= SHORTEST_IN_TEXT and word.lower() not in known


def _other_employers(note: Note, company: str) -> Iterator[Finding]:
    own = set(employer_forms(company)) | set(_core_words(company))
    facts = note.facts
    told = [facts.topics, facts.interest, facts.fit, facts.next_step, facts.reason]
    people = [facts.sender, facts.recipient, *facts.others, *facts.pass_on_to]
    known = " ".join([*told, facts.position, *people])
    for other in facts.other_companies:
        forms = [form for form in employer_forms(other) if len(form) >= _SHORTEST_OTHER]
        if own & set(forms) or any(_place_of(form, known) for form in forms):
            continue
        for where in ("body", "subject"):
            span = next(_places(forms, note, where), None)
            if span:
                yield finding(
                    "employer_name.other", span=span, where=where, found=other, expected=company
                )


def _unknown_employers(note: Note, company: str) -> Iterator[Finding]:
    """An employer that no record names, where this one belongs: "my career at Blue Ridge"."""
    known = {word.removesuffix("'s") for word in recorded_words(note)} | set(_core_words(company))
    people = [note.facts.recipient, note.facts.sender, *note.facts.others]
    known |= parts_of(people)
    for found in _AT_EMPLOYER.finditer(note.main_part):
        named = [word for word in found.group("name").split() if word not in ("&", "and", "of")]
        own = [word for word in named if word.removesuffix("'s") in known]
        is_half_right = bool(own) and len(named) == len(_core_words(company)) > 1
        is_unknown = not own and len(named) > 1 and not _is_named(note, company)
        if len(own) < len(named) and (is_half_right or is_unknown) and not _is_school(named):
            span = found.span("name")
            yield finding(
                "employer_name.unknown", span=span, found=found.group("name"), expected=company
            )
            return


def _is_school(named: list[str]) -> bool:
    return bool({word.lower() for word in named} & set(words()["places_of_study"]))


def _is_named(note: Note, company: str) -> bool:
    text = one_line(composed(f"{note.subject} {note.text}"))
    return any(_place_of(form, text) for form in employer_forms(company))


def _places(forms: list[str], note: Note, where: str) -> Iterator[Span]:
    text = note.part(where)
    for form in forms:
        found = _place_of(form, text)
        if found and not is_plain_start(form, text, found[0]):
            yield found


def _place_of(form: str, text: str) -> Span | None:
    pattern = r"\s+".join(re.escape(word) for word in composed(form).split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text)
    return found.span() if found else None


def _telling_words(position: str) -> list[str]:
    return [word.strip(",.()").lower() for word in position.split() if len(word) > 2]
