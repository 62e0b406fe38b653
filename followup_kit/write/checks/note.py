"""A note as the checks read it: plain quotes, its greeting, its sign-off, its sentences.

Every text here has as many characters as the body, so a place found in one is the same
place in the body.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from followup_kit.write.checks.finding import Span
from followup_kit.write.facts import NoteFacts
from followup_kit.write.words import words

_PLAIN = str.maketrans("\u2018\u2019\u02bc\u2032\u201c\u201d\u201e\u00a0\u2011", "''''\"\"\" -")
_QUOTED = re.compile(r'"[^"\n]{1,400}"')
_GREETING = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey|hiya|greetings|to whom|good (?:morning|afternoon|evening|day))\b"
    r"[^\n]{0,20000}?(?:[,:;!\u2013\u2014]|\n|$|(?<=\w\w\w)\.\s)|[^\n,]{1,60},[^\S\n]*(?=\n))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][)'\"]*\s|\n\s*\n")
_NAME = re.compile(r"[^\W\d_](?:[\w'\u2019.\-\u0300-\u036f]*[\w\u0300-\u036f])?")
_SIGN_OFF_WORDS = 6


@dataclass(frozen=True)
class Note:
    """One finished or half-finished note and the facts recorded for it."""

    subject: str
    body: str
    facts: NoteFacts

    @cached_property
    def text(self) -> str:
        """The body with plain quotation marks and spaces."""
        return self.body.translate(_PLAIN)

    @cached_property
    def own_words(self) -> str:
        """The text with whatever stands in quotation marks blotted out."""
        return _QUOTED.sub(lambda quote: "\x00" * len(quote.group()), self.text)

    @cached_property
    def greeting(self) -> Span | None:
        """Where the greeting stands, up to its comma; None when there is none."""
        found = _GREETING.match(self.text)
        if not found:
            return None
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        return start, start + len(found.group().strip())

    @cached_property
    def sign_off(self) -> int | None:
        """Where the sign-off line starts; None when there is none."""
        starts = tuple(words()["sign_offs"])
        found = None
        for line in re.finditer(r"[^\n]+", self.text):
            text = line.group().strip().lower()
            if text.startswith(starts) and len(text.split()) <= _SIGN_OFF_WORDS:
                found = line.start() if not text.endswith((".", "?")) else found
        return found

    @cached_property
    def main_part(self) -> str:
        """The text without greeting and sign-off, which are blotted out."""
        start = self.greeting[1] if self.greeting else 0
        end = self.sign_off if self.sign_off is not None else len(self.text)
        end = max(start, end)
        return "\x00" * start + self.own_words[start:end] + "\x00" * (len(self.text) - end)

    def quote(self, span: Span) -> str:
        """The words of the body at that place."""
        return self.body[slice(*span)]


def sentence_around(text: str, start: int, end: int) -> Span:
    """Start and end of the sentence in which that place lies."""
    window = max(0, start - 600)
    before = [found.end() for found in _SENTENCE_END.finditer(text, window, start)]
    after = _SENTENCE_END.search(text, max(start, end - 1), end + 600)
    return (before[-1] if before else window), (
        after.start() if after else min(len(text), end + 600)
    )


def names_in(text: str) -> list[tuple[str, Span]]:
    """The words of a text that could be names, with their places, in composed letters."""
    return [(composed(found.group()), found.span()) for found in _NAME.finditer(text)]


def composed(text: str) -> str:
    """The text with every accent joined to its letter, so that equal names are equal."""
    return unicodedata.normalize("NFC", text.replace("\u2019", "'"))


def bare(text: str) -> str:
    """The text in small letters without accents, to compare what looks alike."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
