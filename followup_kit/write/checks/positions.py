"""Which position the note names: the one applied for, and spelled right (D11, C11)."""

import re
from collections.abc import Iterator

from followup_kit.text import one_line
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.names import nearest, parts_of, recorded_words, unusual_capitals
from followup_kit.write.checks.note import Note, bare
from followup_kit.write.spelling import is_word
from followup_kit.write.words import words

_NEAR = 0.8
_TITLE = r"[^\W\d_a-z][\w&/.'-]*(?: (?:(?:of|and|for|in|to|&) )?[^\W\d_a-z][\w&/.'-]*){0,5}"
_SHORT = 4


def check_position(note: Note) -> list[Finding]:
    """Whether the note names another position than that of the log, or misspells it."""
    position = one_line(note.facts.position)
    if not position or position.startswith("("):
        return []
    near = [*_near(note, position)]
    return near or [*_other(note, position)]


def _near(note: Note, position: str) -> Iterator[Finding]:
    """A capitalised word that is nearly one of the position's: "Data Anaylst Intern"."""
    own = [word for word in re.findall(r"[^\W\d_]+", position) if len(word) > _SHORT]
    facts = note.facts
    known = {*own, *recorded_words(note)} | parts_of([facts.recipient, facts.sender, *facts.others])
    for where in ("body", "subject"):
        for word, span in unusual_capitals(note, where=where):
            near = nearest(word, own, _NEAR)
            if near and word not in known and not is_word(bare(word)):
                yield finding(
                    "position_name.near",
                    span=span,
                    where=where,
                    found=word,
                    expected=near,
                    replacement=near,
                )


def _other(note: Note, position: str) -> Iterator[Finding]:
    for where in ("subject", "body"):
        for title, span in _titles(note, where):
            if _is_other(title, position, note):
                yield finding(
                    "position_name.other", span=span, where=where, found=title, expected=position
                )
                return


def _titles(note: Note, where: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The positions a text speaks of: "the Sales Associate role", "applied for Line Cook"."""
    text = note.part(where)
    after = "|".join(words()["position_nouns_after"])
    patterns = (
        rf"\b(?:the|your|this|a|an|my) ({_TITLE}) (?:{after})\b",
        rf"\b(?:{after}) (?:of|as|for)(?: an?| the)? ({_TITLE})",
        rf"\b(?:apply|applied|applying|interview|interviewed|application|candidate|considered)"
        rf" (?:for|as)(?: an?| the)? ({_TITLE})",
    )
    in_subject = (rf"({_TITLE})(?=$|\s*[-:,|\u2013\u2014]|\s+(?i:{after})\b)",)
    for pattern in (*patterns, *(in_subject if where == "subject" else ())):
        for found in re.finditer(pattern, text):
            title = found.group(1).rstrip(".-")
            yield title, (found.start(1), found.start(1) + len(title))


def _is_other(title: str, position: str, note: Note) -> bool:
    """Whether it ends in a word for a post, and says another one than the log."""
    said = [word.lower() for word in re.findall(r"[^\W\d_]+", title)]
    own = {word.lower() for word in re.findall(r"[^\W\d_]+", position)}
    company = {word.lower() for word in re.findall(r"[^\W\d_]+", note.facts.company)}
    said = [word for word in said if word not in company]
    posts = set(words()["posts"])
    if not said or said[-1] not in posts or set(said) <= own:
        return False
    shared = {*said} & own
    if shared and ({*said} - own) & set(words()["ranks"]):
        return True
    has_own_head = said[-1] in own
    return not has_own_head or (len(said) > 1 and shared <= posts and len(own) > 1)
