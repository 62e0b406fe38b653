"""Words that may be misspelled, with a suggestion that nobody is made to take.

The dictionary is American; British spellings are accepted as well. Names are not in
it, so capitalised words are passed over except at the start of a sentence.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from followup_kit.write.words import words

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_LONGEST_WORD = 40
_SHORTEST_REST = 4  # after a beginning: "micro-film"
_USUAL = 200  # how often the dictionary's own texts hold the word
_NOT_RARE = 300
_SHORTEST_SWAP = 4
_SHORTEST_LOSS = 5
_SOUND_ALIKE = (frozenset("aeiouy"), frozenset("csz"), frozenset("ckq"), frozenset("gj"))
_SHORT_PART = 4  # of a compound such as "six-year-olds"
_ADDRESS = re.compile(
    r"(?<!\S)\S*?(?:@|://|www\.|\w\.\w+/|\w\.(?:com|org|net|edu|io|gov)\b)\S*", re.IGNORECASE
)
_WORD = re.compile(r"(?<![\w&])[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?![\w&])")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?][)'\"]*\s+)$")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|mx|dr|prof|st|rev|sr|jr|no|ref|approx|dept)\.\s+$", re.I)
_ENDING = re.compile(r"['\u2019](?:s|t|m|d|re|ve|ll)?$")
_BRITISH = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("ramme", "ram"),
    ("ae", "e"),
)
_BRITISH_DOUBLE = re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|ings|er|ers|or|ors|ous|ery)$)")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"([a-z])\1+")
_NEAR_CALENDAR = 0.8


@dataclass(frozen=True)
class Slip:
    """A word that may be misspelled, its place in the text, and the likeliest repair."""

    word: str
    span: tuple[int, int]
    suggestion: str
    """The likeliest word, or an empty text when none is near."""
    is_likely: bool = False
    """Whether it is nearly certain: a usual kind of slip in a usual word."""


def slips(text: str, known: Set[str] = frozenset()) -> list[Slip]:
    """The words of a text that no dictionary and none of the known words explains.

    >>> [(slip.word, slip.suggestion) for slip in slips("I recieved your organisation chart.")]
    [('recieved', 'received')]
    """
    text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    return [
        *(
            _slip(word, span)
            for word, span in _words_to_look_up(text)
            if word.lower() not in known and not _is_explained(word.lower())
        ),
        *_calendar_slips(text, known),
    ]


def _calendar_slips(text: str, known: Set[str]) -> Iterator[Slip]:
    """Days and months that are nearly right; a capital keeps them from the dictionary."""
    days = words()["calendar"]
    for found in _WORD.finditer(text):
        word = found.group()
        small = word.lower()
        if not word[0].isupper() or small in known or small in days or is_word(small):
            continue
        near = get_close_matches(small, days, 1, _NEAR_CALENDAR)
        if near and len(word) > _SHORT_PART + 1:
            yield Slip(word, found.span(), near[0].capitalize(), is_likely=True)


def _slip(word: str, span: tuple[int, int]) -> Slip:
    suggestion = _suggestion(word.lower())
    return Slip(word, span, suggestion, _is_likely(word.lower(), suggestion))


def _is_likely(word: str, right: str) -> bool:
    """Whether a word is nearly certainly a slip of that one."""
    if not right:
        return False
    is_stretched = _STRETCHED.search(word) is not None
    is_doubling = len(word) >= _SHORTEST_SWAP and _doubles_apart(word, right)
    is_usual = _speller()[right] >= _USUAL
    return is_stretched or is_doubling or (is_usual and _is_usual_slip(word, right))


def _doubles_apart(word: str, right: str) -> bool:
    """Whether the two differ only in which letters are double: "tommorow"."""
    return _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", right)


def is_common(word: str) -> bool:
    """Whether a word in small letters is one of the usual words of the dictionary."""
    return _speller()[word] >= _COMMON


_COMMON = 3_000


def is_certain(slip: Slip) -> bool:
    """Whether a word in small letters may be put right unasked: letters swapped or doubled.

    A word that is built from a known one ("funders", "googled") is no slip, and a short
    one that lacks or has another letter may be a word that the dictionary lacks ("lidar").

    >>> [is_certain(slip) for slip in slips("teh lidar and the cemetary")]
    [True, True]
    """
    word, right = slip.word.lower(), slip.suggestion
    if _is_built(word):
        return False
    is_swapped = sorted(word) == sorted(right) and (len(word) > 4 or word in ("teh", "adn", "taht"))
    is_known = _speller()[right] >= _NOT_RARE
    return is_swapped or _doubles_apart(word, right) or (len(word) >= _SURE_LENGTH and is_known)


_SURE_LENGTH = 6


def _is_built(word: str) -> bool:
    """Whether a word is a known one with an ending: "septics", "refiller"."""
    stems = [
        stem
        for ending in ("s", "es", "ed", "d", "er", "ers", "r", "rs", "ing", "ings", "able", "y")
        if word.endswith(ending) and len(stem := word[: -len(ending)]) > _SHORT_PART - 1
    ]
    return any(stem in _speller() or f"{stem}e" in _speller() for stem in stems)


def is_near_usual(slip: Slip) -> bool:
    """Whether a word that no dictionary knows is a usual slip in a word that is not rare."""
    right = slip.suggestion
    is_known = bool(right) and _speller()[right] >= _NOT_RARE
    return is_known and slip.word == slip.word.lower() and _is_usual_slip(slip.word, right)


def _is_usual_slip(word: str, right: str) -> bool:
    """Whether people often slip so: letters swapped, doubled or mistaken by ear, or one lost.

    >>> _is_usual_slip("foward", "forward"), _is_usual_slip("texted", "tested")
    (True, False)
    """
    start = _count_equal(word, right)
    rest, other = word[start:], right[start:]
    end = _count_equal(rest[::-1], other[::-1])
    wrong, wanted = rest[: len(rest) - end], other[: len(other) - end]
    if len(wrong) == len(wanted) == 2:
        return len(word) >= _SHORTEST_SWAP and wrong == wanted[::-1]
    if len(wrong) == len(wanted) == 1:
        pair = {wrong, wanted}
        return len(word) >= _SHORTEST_LOSS and any(pair <= alike for alike in _SOUND_ALIKE)
    is_double = (wrong + wanted) in (word[start - 1 : start], right[start - 1 : start])
    is_inside = start > 0 and end > 0
    return len(word) >= (_SHORTEST_SWAP if is_double else _SHORTEST_LOSS) and is_inside


def _count_equal(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def is_word(word: str) -> bool:
    """Whether a word in small letters stands in the dictionary, in American or British form."""
    word = _ENDING.sub("", word.replace("\u2019", "'"))
    stem = word[:-1] if word.endswith("n") and f"{word}'t" in _speller() else word
    if word in _speller() or stem in _speller() or len(word) <= 2:
        return True
    american = _BRITISH_DOUBLE.sub("", word)
    return american in _speller() or any(
        british in word and word.replace(british, us) in _speller() for british, us in _BRITISH
    )


def _is_explained(word: str) -> bool:
    """Whether a word is in the dictionary, as it is or with a usual beginning."""
    if is_word(word):
        return True
    cuts = range(2, len(word) - _SHORTEST_REST + 1)
    is_built = any(word[:cut] in _beginnings() and word[cut:] in _speller() for cut in cuts)
    return is_built and not _is_likely(word, _suggestion(word))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(words()["word_beginnings"])


def _words_to_look_up(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for found in _WORD.finditer(text):
        word = found.group()
        is_capital = word != word.lower()
        if len(word) > _LONGEST_WORD or (is_capital and not _may_be_plain(text, found)):
            continue
        if len(word) > _SHORT_PART or "-" not in text[max(0, found.start() - 1) : found.end() + 1]:
            yield word, found.span()


def _may_be_plain(text: str, found: re.Match[str]) -> bool:
    """Whether a word has a capital only because a sentence starts there."""
    if found.group() != found.group().capitalize():
        return False
    line_end = text.find("\n", found.end())
    rest = text[found.end() : line_end if line_end >= 0 else len(text)]
    before = text[max(0, found.start() - 8) : found.start()]
    is_short_line = before.endswith("\n") and len(rest.split()) <= 3
    starts_paragraph = before.endswith("\n\n")
    if _TITLE.search(before) or is_short_line:  # a name, a greeting or a closing
        return False
    return starts_paragraph or (found.start() > 0 and bool(_STARTS_SENTENCE.search(before)))


def _suggestion(word: str) -> str:
    for short in (_STRETCHED.sub(r"\1", word), _STRETCHED.sub(r"\1\1", word)):
        if short != word and short in _speller():
            return short
    near = {*(_speller().candidates(word) or ()), *_by_letters().get(_DOUBLED.sub(r"\1", word), ())}
    return max(sorted(near - {word}), key=lambda other: _rank(word, other), default="")


def _rank(word: str, other: str) -> tuple[bool, int]:
    """What people often slip into before what is merely a usual word."""
    is_usual = _speller()[other] >= _USUAL // 2 and _is_usual_slip(word, other)
    return is_usual or _doubles_apart(word, other), _speller()[other]


@cache
def _by_letters() -> dict[str, list[str]]:
    """The dictionary's usual words by their letters with no letter doubled."""
    found: dict[str, list[str]] = {}
    for word in _speller():
        if len(word) > _SHORT_PART and _DOUBLED.search(word):
            found.setdefault(_DOUBLED.sub(r"\1", word), []).append(word)
    return found


@cache
def _speller() -> "SpellChecker":
    from spellchecker import SpellChecker

    speller = SpellChecker(distance=1)
    speller.word_frequency.load_words(words()["office_words"])
    speller.word_frequency.load_words(words()["also_words"])
    speller.word_frequency.load_words(words()["british_words"])
    return speller
