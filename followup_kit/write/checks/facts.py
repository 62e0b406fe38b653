"""Facts in a note: no gap left open, and something that only this talk could give."""

import re
from functools import cache

from followup_kit.text import one_line
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import MOST_READ, Note
from followup_kit.write.checks.phrases import hits
from followup_kit.write.facts import given_name, noun_phrase
from followup_kit.write.kinds import kinds
from followup_kit.write.words import words

_PLACEHOLDER = re.compile(  # brackets, braces, "TODO", lines to fill in, "(company name)"
    r"\[(?!\d+\]|sic\])[^\]\n]{1,160}\]|\{{1,4}[^{}\n]{0,120}\}{1,4}|<(?![^>\n]*@)(?!https?:)[^<>\n]{1,80}>"
    r"|\b(?:TODO|TBD|TBA|FIXME|XX|YY|ZZ)\b|(?<!\w)[Xx]{3,}(?!\w)|_{3,}|\.{5,}"
    r"|\b(?:Your|My|Recipient's?|Interviewer's?|Company|Employer|Position|Job|Hiring Manager's?)"
    r" (?:Full |First |Last )?(?:Name|Title)\b|(?i:\binsert [\w ]{1,30}\bhere\b)|\bINSERT [A-Z]{3,}"
    r"|(?i:\((?:insert\b[\w ']{0,40}|(?:your |the |my )?(?:company|employer|interviewer|position"
    r"|job|topic|date|name|skill)(?:'s)?(?: name| title)?s?|x+|\?+"
    r"|(?:check|add|ask|look up|find out|verify|change|fix|fill in|confirm|mention|rewrite|maybe"
    r"|note to self|reminder|is that|is this|spelling|do i|did he|did she|or was it)\b[^)\n]{0,60}"
    r")\))|\?{3,}|(?i:\b(?:note to self|lorem ipsum)\b)"
    r"|(?i:\bdear (?:name|interviewer|recipient|first name)\b)"
)
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ings?|(?<!e)ed|ers?|ies|es|s|ly|ments?|ations?|ions?|y|e)$")
_SHORTEST_STEM = 3
_BEGINNING = 5  # "contamination" and "contaminated" begin alike
_FEW_OWN_WORDS = 5
_ENOUGH_OF_ITS_OWN = 8
_REPLACEABLE = {
    "name": "recipient",
    "first name": "recipient",
    "interviewer": "recipient",
    "interviewer name": "recipient",
    "interviewer's name": "recipient",
    "recipient": "recipient",
    "recipient name": "recipient",
    "company": "company",
    "company name": "company",
    "employer": "company",
    "position": "position",
    "position title": "position",
    "job title": "position",
    "role": "position",
    "your name": "sender",
    "my name": "sender",
    "your full name": "sender",
}


def check_placeholders(note: Note) -> list[Finding]:
    """Gaps that were never filled, in body and subject (B12)."""
    recorded = _recorded_text(note)
    return [
        finding(
            "unfilled_placeholder.found",
            span=found.span(),
            where=where,
            found=found.group(),
            replacement=_from_the_log(found.group(), note),
        )
        for where, text in (("body", note.body), ("subject", note.subject))
        for found in _PLACEHOLDER.finditer(text)
        if found.group() not in recorded
    ]


def _from_the_log(gap: str, note: Note) -> str | None:
    """What the log has for a gap such as "[Company Name]"; None when that is not certain."""
    name = re.sub(r"[^a-z' ]+", " ", gap.lower().replace("_", " ")).strip()
    field = _REPLACEABLE.get(name, "")
    known = one_line(getattr(note.facts, field)) if field else ""
    if field == "recipient" and name in ("first name", "name"):
        known = given_name(known)
    return known or None


def check_detail(note: Note) -> list[Finding]:
    """Whether the note holds one thing that was talked about, and is not generic."""
    is_email = note.facts.medium == "email"
    if not kinds()[note.facts.kind].has_detail or not is_email or not note.body.strip():
        return []
    if not note.facts.topics.strip():
        person = given_name(note.facts.recipient) or "this person"
        return [finding("specific_detail.not_recorded", person=person), *_generic(note)]
    if shares_word(note.facts.topics, note):
        return []
    topics = noun_phrase(note.facts.topics, "topics")
    case = "other_words" if is_rich(note) else "absent"
    return [finding(f"specific_detail.{case}", topics=topics), *_generic(note)]


def own_stems(text: str) -> set[str]:
    """The telling words of a text that do not stand in every thank-you note."""
    return stems(text) - _usual_stems()


def is_rich(note: Note) -> bool:
    """Whether a note has words of its own, which may say more than a check can see."""
    own = own_stems(note.told_part) - stems(_names_text(note))
    return len(own) >= _ENOUGH_OF_ITS_OWN


def shares_word(fact: str, note: Note) -> bool:
    """Whether a telling word of the fact stands in the note, in any form of the word.

    The names of the log do not count, since every note holds them.
    """
    names = stems(_names_text(note))
    telling = [word for word in _telling_words(fact) if _stem(word) not in names]
    told = _telling_words(note.told_part)
    roots, beginnings = {_stem(word) for word in told}, {word[:_BEGINNING] for word in told}
    return one_line(fact) in one_line(note.body) or any(
        _stem(word) in roots or (len(word) >= _BEGINNING and word[:_BEGINNING] in beginnings)
        for word in telling or _telling_words(fact)
    )


def stems(text: str) -> set[str]:
    """The telling words of a text without their endings: "tests" and "testing" are one."""
    return {_stem(word) for word in _telling_words(text)}


def _telling_words(text: str) -> list[str]:
    stop_words = _stop_words()
    found = [word.lower() for word in _WORD.findall(text, 0, MOST_READ)]
    telling = [
        word
        for word in found
        if word not in stop_words and (len(word) >= _SHORTEST_STEM or word.isdigit())
    ]
    return telling or [word for word in found if word not in stop_words]


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(words()["stop_words"])


@cache
def _usual_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in words()["generic_words"])


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def _generic(note: Note) -> list[Finding]:
    """Two stock phrases and hardly a word of its own make a note generic (X12)."""
    stock = hits(note.own_words, "stock")
    own = own_stems(note.told_part) - stems(_names_text(note))
    if len(stock) < 2 or len(own) > _FEW_OWN_WORDS:
        return []
    first = stock[0].span
    return [finding("generic.found", span=first, count=len(stock), found=note.quote(first))]


def _names_text(note: Note) -> str:
    facts = note.facts
    people = (facts.recipient, facts.sender, *facts.others)
    return " ".join((*people, facts.company, facts.position))


def _recorded_text(note: Note) -> str:
    facts = note.facts
    told = (facts.topics, facts.interest, facts.fit, facts.next_step, facts.answer)
    return one_line(" ".join((_names_text(note), *told)))
