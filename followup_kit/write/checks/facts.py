"""Facts in a note: no gap left open, and something that only this talk could give."""

import re

from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import hits
from followup_kit.write.facts import given_name, noun_phrase, one_line
from followup_kit.write.words import words

_PLACEHOLDER = re.compile(
    r"\[(?!\d+\]|sic\])[^\]\n]{1,160}\]|\{+[^{}\n]{0,120}\}+|<(?![^>\n]*@)(?!https?:)[^<>\n]{1,80}>"
    r"|\b(?:TODO|TBD|TBA|FIXME)\b|(?<!\w)[Xx]{3,}(?!\w)|_{3,}|\.{5,}"
    r"|\b(?:Your|My|Recipient's?|Interviewer's?|Company|Employer|Position|Job|Hiring Manager's?)"
    r" (?:Full |First |Last )?(?:Name|Title)\b|\binsert [\w ]{1,30}\bhere\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:ings?|ed|ers?|ies|es|s|ly|ments?|ations?|ions?|y|e)$")
_SHORTEST_STEM = 3
_FEW_OWN_WORDS = 5
_TALKS = ("thank_you", "combined")


def check_placeholders(note: Note) -> list[Finding]:
    """Gaps that were never filled, in body and subject (B12)."""
    recorded = _recorded_text(note)
    return [
        finding("unfilled_placeholder.found", span=found.span(), where=where, found=found.group())
        for where, text in (("body", note.body), ("subject", note.subject))
        for found in _PLACEHOLDER.finditer(text)
        if found.group() not in recorded
    ]


def check_detail(note: Note) -> list[Finding]:
    """Whether the note holds one thing that was talked about, and is not generic."""
    if note.facts.kind not in _TALKS or not note.body.strip():
        return []
    if not note.facts.topics.strip():
        person = given_name(note.facts.recipient) or "this person"
        return [finding("specific_detail.not_recorded", person=person), *_generic(note)]
    if shares_word(note.facts.topics, note):
        return []
    topics = noun_phrase(note.facts.topics, "topics")
    return [finding("specific_detail.absent", topics=topics), *_generic(note)]


def shares_word(fact: str, note: Note) -> bool:
    """Whether a telling word of the fact stands in the note, in any form of the word.

    The names of the log do not count, since every note holds them.
    """
    names = stems(_names_text(note))
    wanted = stems(fact) - names or stems(fact)
    return bool(wanted & stems(note.main_part)) or one_line(fact) in one_line(note.body)


def stems(text: str) -> set[str]:
    """The telling words of a text without their endings: "tests" and "testing" are one."""
    stop_words = words()["stop_words"]
    found = [word.lower() for word in _WORD.findall(text)]
    telling = [word for word in found if word not in stop_words and len(word) > _SHORTEST_STEM]
    telling = telling or [word for word in found if word not in stop_words]
    return {_stem(word) for word in telling}


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def _generic(note: Note) -> list[Finding]:
    """Two stock phrases and hardly a word of its own make a note generic (X12)."""
    stock = hits(note.own_words, "stock")
    usual = {_stem(word) for word in words()["generic_words"]} | stems(_names_text(note))
    own = stems(note.main_part) - usual
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
    told = (facts.topics, facts.interest, facts.fit, facts.next_step)
    return one_line(" ".join((_names_text(note), *told)))
