"""The finished text read by its structure: sentences that no grammar library sees as broken.

"I enjoyed talking about he told me ..." is fluent to a speller. These rules look at parts of
speech and a few fixed patterns, and speak only where they are plain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from followup_kit.write.facts import NoteFacts
from followup_kit.write.names import person_name
from followup_kit.write.shapes.grammar import lacks_article, takes_article
from followup_kit.write.shapes.tokens import Token, tagged

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]*)*(?:[.!?]+(?=\s|$)|(?=\n|$))")
_ABBREVIATION = re.compile(
    r"\b(?:[ap]\.m|Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Jr|Sr|e\.g|i\.e|vs|U\.S|[A-Z])\.$"
)
_NOMINATIVE = ("i", "he", "she", "we", "they")
_BEFORE_NOUNS = (
    "about",
    "of",
    "with",
    "in",
    "for",
    "by",
    "from",
    "on",
    "at",
    "into",
    "regarding",
    "concerning",
    "through",
)
_PATTERNS = (
    (
        "shorthand",
        r"(?<!\w)w/o?(?=\s|\w)|(?<=\w) [+&] (?=[a-z])|\b(?:lol|idk|tbh|ppl|imo|omg"
        r"|btw|bc|rd|gonna|wanna|kinda)\b|[?!]{2,}|(?<!\w)[;:]-?[)(D](?!\w)",
    ),
    ("doubled", r"\b(?!that\b|had\b)(\w+)\s+\1\b(?!-)"),
    (
        "doubled",
        r"\bbecause of because\b|\bthat that\b|\bis is\b|\b(?:about|of|that|because)\s+(?:about"
        r"|because|that is that)\b",
    ),
    (
        "question_order",
        r"\b(?:ask|know|wonder|wondering|tell me|told me)(?: you| me)? (?:when|how"
        r"|where|why|what|which \w+|how \w+) (?:do|does|did|is|are|was|were|will"
        r"|can) (?:the|a|an|you|they|it|he|she|we|I|your|this|my)\b",
    ),
    ("verb_form", r"\binterested to \w+ing\b|\b(?:enjoyed?|enjoying) to \w+\b"),
    (
        "agreement",
        r"\b(?:[Hh]e|[Ss]he|[Ii]t) (?:have|are|were|do)\b|\bI (?:has|is|are|does)\b"
        r"|\b(?:[Ww]e|[Tt]hey|[Yy]ou) (?:has|is|was|does|am)\b",
    ),
    (
        "third_person",
        r"\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:told|asked|showed|gave|said|says|mentioned|explained)\b",
    ),
    ("placeholder", r"\[[^\]\n]*\]|\{\{|\}\}"),
)
_FORWARD = re.compile(r"\blook(?:ing)? forward to (\w+)", re.I)
_CLOSING = re.compile(r"\blook(?:ing)? forward to\b|\bhope to hear from you\b", re.I)
_SIGN_OFF_LINES = 2
_LONGEST = 4_000


@dataclass(frozen=True)
class Broken:
    """A place in a text that reads as broken, and the kind of the fault."""

    kind: str
    """`clause`, `doubled`, `shorthand`, `question_order`, `verb_form`, `agreement`, `article`,
    `third_person`, `repeated`, `two_closings`, `small_start`, or `placeholder`."""
    span: tuple[int, int]
    found: str


def broken_sentences(text: str, facts: NoteFacts | None = None) -> list[Broken]:
    """The places of a note that read as broken, by position.

    Args:
        text: The body of a note; greeting and sign-off are not read.
        facts: Whom the note is to, to find the reader spoken of as somebody else.

    >>> [one.kind for one in broken_sentences("I enjoyed talking about he told me it floods.")]
    ['clause', 'third_person']
    """
    if len(text) > _LONGEST:
        return []
    found = [
        Broken(one.kind, (start + one.span[0], start + one.span[1]), one.found)
        for start, sentence in _sentences(text)
        for one in _in_whole(sentence)
    ]
    found += [*_two_closings(text), *(_reader_named(text, facts) if facts else ())]
    return sorted(dict.fromkeys(found), key=lambda one: one.span)


@lru_cache(maxsize=5_000)
def _in_whole(sentence: str) -> tuple[Broken, ...]:
    return (*broken_in(sentence), *_in_sentence(sentence))


def broken_in(text: str) -> list[Broken]:
    """The same for a part of a sentence, which may begin and end anywhere."""
    found = [
        Broken(kind, one.span(), one.group())
        for kind, pattern in _PATTERNS
        for one in re.finditer(pattern, text)
    ]
    return [*found, *_clauses(tagged(text))]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each sentence between greeting and sign-off."""
    lines = text.split("\n")
    start = len(lines[0]) if len(lines) > 1 and lines[0].rstrip().endswith((",", ":")) else 0
    end = len("\n".join(lines[:-_SIGN_OFF_LINES])) if len(lines) > 4 else len(text)
    at, so_far = start, ""
    for one in _SENTENCE.finditer(text, start, end):
        so_far = so_far or ""
        at = at if so_far else one.start()
        so_far = text[at : one.end()]
        if not _ABBREVIATION.search(so_far.rstrip()):
            if so_far.strip():
                lead = len(so_far) - len(so_far.lstrip())
                yield at + lead, so_far.strip()
            so_far = ""
    if so_far.strip():
        yield at + len(so_far) - len(so_far.lstrip()), so_far.strip()


def _clauses(tokens: tuple[Token, ...]) -> Iterator[Broken]:
    """A preposition or "be" before a whole clause, where a noun belongs."""
    for place in range(len(tokens) - 2):
        first, second, third = tokens[place : place + 3]
        if second.low not in _NOMINATIVE or not third.is_finite:
            continue
        is_after_be = (
            first.tag.startswith("VB")
            and first.low not in ("'s",)
            and place > 0
            and tokens[place - 1].tag not in ("AVQ", "DTQ", "PNQ")
        )
        is_question = tokens[-1].text == "?"
        if first.low in _BEFORE_NOUNS or (is_after_be and not is_question):
            yield Broken(
                "clause", (first.start, third.end), f"{first.text} {second.text} {third.text}"
            )


def _in_sentence(sentence: str) -> Iterator[Broken]:
    first = sentence.lstrip("\"'(")
    word = first.partition(" ")[0]
    if (
        word[:1].isalpha()
        and word == word.lower()
        and "." not in word
        and "@" not in word
        and "/" not in word
    ):
        yield Broken("small_start", (0, len(word)), word)
    tokens = tagged(sentence)
    for found in _FORWARD.finditer(sentence):
        token = next((one for one in tokens if one.start == found.start(1)), None)
        if token and token.tag in ("VVI", "VVB", "VBI") and not token.low.endswith("ing"):
            yield Broken("verb_form", found.span(), found.group())
    for before, token in pairwise(tokens):
        if takes_article(tokens, token, before) and lacks_article(tokens[tokens.index(token) :]):
            yield Broken("article", (before.start, token.end), f"{before.text} {token.text}")
    yield from _repeated(sentence)


_RUN = 5


def _repeated(sentence: str) -> Iterator[Broken]:
    """The same five words twice in one sentence: frame and fact say the same."""
    words = [(one.group().lower(), one.span()) for one in re.finditer(r"[\w']+", sentence)]
    seen: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - _RUN + 1):
        run = tuple(word for word, _ in words[place : place + _RUN])
        between = [word for word, _ in words[seen.get(run, place) : place]]
        is_contrast = bool({"before", "than", "after", "not", "but"} & set(between))
        if run in seen and place - seen[run] >= _RUN and not is_contrast:
            yield Broken(
                "repeated", (words[place][1][0], words[place + _RUN - 1][1][1]), " ".join(run)
            )
            return
        seen.setdefault(run, place)


def _two_closings(text: str) -> list[Broken]:
    found = list(_CLOSING.finditer(text))
    return [Broken("two_closings", found[1].span(), found[1].group())] if len(found) > 1 else []


def _reader_named(text: str, facts: NoteFacts) -> Iterator[Broken]:
    """The reader's own name inside the text: they are "you" there."""
    name = person_name(facts.recipient, family_first=facts.family_first)
    body = "\n".join(text.split("\n")[1:])
    start = len(text) - len(body)
    for one in {name.full, name.given} - {""}:
        others = {
            part
            for person in (facts.sender, *facts.others, *facts.pass_on_to, facts.company)
            for part in person.split()
        }
        if len(one) > 2 and one not in others:
            for found in re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", body):
                yield Broken("third_person", (start + found.start(), start + found.end()), one)
