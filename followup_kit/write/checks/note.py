"""A note as the checks read it: plain quotes, its greeting, its sign-off, its sentences.

A place found in one of the texts here is the same place in the body. What stands after
the first `MOST_READ` characters after the greeting is counted, but not read.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from followup_kit.text import one_line
from followup_kit.write.checks.finding import Span
from followup_kit.write.facts import NoteFacts
from followup_kit.write.words import words

_PLAIN = str.maketrans("\u2018\u2019\u02bc\u2032\u201c\u201d\u201e\u00a0\u2011", "''''\"\"\" -")
_QUOTED = re.compile(r'"[^"\n]{1,400}"')
_GREETING_WORD = (
    r"dear(?:est)?|hi(?:ya)?|hello|hey|greetings|to|good (?:morning|afternoon|evening|day)|welcome"
    r"|a(?= [^\n]*\bcha(?:ra|irde)\b)"  # "A Mháire, a chara,"
)
_GREETING_LINE = re.compile(  # a short line of its own: "Dear Laura, Ben and Sheila,"
    rf"\s*((?:(?:{_GREETING_WORD})\b[^\n!?]{{0,80}}?|[^\W\d_][^\n,!?:]{{0,50}})"
    r"(?:[,:;!.\u2013\u2014-]|(?<=\w)))[^\S\n]*(?=\n|$)",
    re.IGNORECASE,
)
_GREETING = re.compile(  # or the beginning of a longer one: "Dear Priya, thank you ..."
    r"\s*((?:dear(?:est)?|hi(?:ya)?|hello|hey|greetings|to whom|good (?:morning|afternoon|evening"
    r"|day))\b[^\n]{0,20000}?(?:[,:;!\u2013\u2014]| - |\n|$|(?<=\w\w\w)\.\s))",
    re.IGNORECASE,
)
_FULL_LINE_WORDS = 12
_FULL_STOP = re.compile(r"(?<!\b[A-Za-z])(?<!\b[DMJS][rsx])(?<!\bMrs)(?<!\bProf)(?<!\bRev)\.\s")
_SENTENCE_END = re.compile(r"[.!?][)'\"]*\s|\n\s*\n")
_NAME = re.compile(r"[^\W\d_](?:[\w'\u2019.\-\u0300-\u036f]*[\w\u0300-\u036f])?")
MOST_READ = 4_000
_TOLD = (
    "topics",
    "interest",
    "fit",
    "next_step",
    "missed_point",
    "clarification",
    "request",
    "mistake",
    "agreed_terms",
    "reason",
    "occasion",
)
_SIGN_OFF_WORDS = 8
_NAME_LINE_WORDS = 4
_MOST_NAME_PARTS = 12


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
        return _QUOTED.sub(lambda quote: "\x00" * len(quote.group()), self.text[: self._read])

    @cached_property
    def greeting(self) -> Span | None:
        """Where the greeting stands, up to its comma; None when there is none."""
        line = _GREETING_LINE.match(self.text)
        if line and len(line.group(1).split()) <= _FULL_LINE_WORDS and self._greets(line.group(1)):
            return line.span(1)
        found = _GREETING.match(self.text)
        if not found:
            return None
        return found.start(1), found.start(1) + len(found.group(1).rstrip())

    def _greets(self, line: str) -> bool:
        """Whether a first line greets: by a greeting word, or it is little but a name."""
        if _FULL_STOP.search(line.rstrip(".")):
            return False
        if re.match(rf"(?:{_GREETING_WORD})\b", line, re.IGNORECASE):
            return True
        return len(line.split()) <= _NAME_LINE_WORDS and line.rstrip()[-1:] in ",:;!-\u2013\u2014"

    @cached_property
    def sign_off(self) -> int | None:
        """Where the sign-off line starts; None when there is none.

        A short line with a usual closing word, or the short line with a comma that
        stands right above the name at the end.
        """
        starts = tuple(words()["sign_offs"])
        lines = [line for line in re.finditer(r"[^\n]+", self.text) if line.group().strip()]
        found = None
        for number, line in enumerate(lines[1:], 1):
            text = line.group().strip().lower()
            is_last = len(lines) - number in (2, 3) and text.endswith(",")
            is_usual = text.startswith(starts) and not text.endswith((".", "?", "!"))
            if len(text.split()) <= _SIGN_OFF_WORDS and (is_usual or is_last):
                found = line.start()
        return found

    @cached_property
    def main_part(self) -> str:
        """The text without greeting and sign-off, which are blotted out."""
        return self._between(self.own_words)

    @cached_property
    def told_part(self) -> str:
        """The same with quoted words left in: what the interviewer said counts as a detail."""
        return self._between(self.text)

    def is_main(self, span: Span) -> bool:
        """Whether a place lies between greeting and sign-off."""
        start = self.greeting[1] if self.greeting else 0
        end = self.sign_off if self.sign_off is not None else len(self.text)
        return start <= span[0] and span[1] <= end

    def part(self, where: str) -> str:
        """The text of the body or the subject, with plain quotation marks."""
        if where == "body":
            return self.text[: self._read]
        return self.subject.translate(_PLAIN)[:MOST_READ]

    def own_part(self, where: str) -> str:
        """The student's own words there: without what stands in quotation marks."""
        return self.own_words if where == "body" else self.part(where)

    def is_recorded(self, span: Span, where: str) -> bool:
        """Whether a place belongs to a recorded fact: the pay in "Pay Adviser" is no demand.

        A place inside the name of the position, the employer or a person, or that touches a
        fact of several words.
        """
        return any(
            start <= span[0] and span[1] <= end if is_name else start < span[1] and span[0] < end
            for start, end, is_name in self._recorded[where]
        )

    @cached_property
    def _recorded(self) -> dict[str, list[tuple[int, int, bool]]]:
        """Start and end of each recorded fact in body and subject, and whether it is a name."""
        facts = self.facts
        told = "\n".join(getattr(facts, field) for field in _TOLD)
        people = [facts.sender, facts.recipient, *facts.others, *facts.pass_on_to]
        parts = [part for person in people for part, _ in names_in(person)[:_MOST_NAME_PARTS]]
        names = [facts.position, facts.company, *people, *parts]
        pieces = [one_line(piece) for piece in (*names, *re.split(r"[;\n\r]", told))]
        return {
            where: [
                (*found.span(), piece in names or " " not in piece)
                for piece in dict.fromkeys(pieces)
                if piece
                for found in re.finditer(rf"(?<!\w){_words_of(piece)}(?!\w)", text, re.IGNORECASE)
            ]
            for where, text in (("body", self.part("body")), ("subject", self.part("subject")))
        }

    @cached_property
    def _read(self) -> int:
        return MOST_READ + (self.greeting[1] if self.greeting else 0)

    def _between(self, text: str) -> str:
        text = text[: self._read]
        start = min(self.greeting[1] if self.greeting else 0, len(text))
        end = self.sign_off if self.sign_off is not None else len(text)
        end = max(start, min(end, len(text)))
        return "\x00" * start + text[start:end] + "\x00" * (len(text) - end)

    def quote(self, span: Span, where: str = "body") -> str:
        """The words at that place."""
        return (self.body if where == "body" else self.subject)[slice(*span)]


def _words_of(piece: str) -> str:
    """The pattern of a recorded fact, whose words may stand on two lines."""
    return r"\s+".join(re.escape(word) for word in piece.translate(_PLAIN).split())


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
    return [(composed(found.group()), found.span()) for found in _NAME.finditer(text, 0, MOST_READ)]


def composed(text: str) -> str:
    """The text with every accent joined to its letter, so that equal names are equal."""
    return unicodedata.normalize("NFC", text.replace("\u2019", "'"))


def bare(text: str) -> str:
    """The text in small letters without accents, to compare what looks alike."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
