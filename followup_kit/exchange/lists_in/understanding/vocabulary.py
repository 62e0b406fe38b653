"""The words other lists use, and what they are here; the words are in `vocabulary.toml`.

Words are compared without capital letters, accents and signs, so that `Rejection :(` and
`REJECTED ` are the same, in any alphabet. A word that is not in the list is never guessed.
"""

import re
import unicodedata
from functools import cache, lru_cache

from followup_kit.text import own_toml

_REMEMBERED = 4096
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_MARKED_LATIN = re.compile(r"([a-z])[\u0300-\u036f]+")
"""A Latin letter with an accent; in other scripts a mark makes another letter (`が`, `й`)."""

_SEVERAL = re.compile(r"\s*(?:[;|/&\n+]|\band\b|\bund\b)\s*")


@cache
def plain(text: str) -> str:
    """A text to compare by: no capital letters, accents or signs, single blanks.

    >>> plain("  Rejection :( "), plain("İSTANBUL"), plain("On-site"), plain("jobTitle")
    ('rejection', 'istanbul', 'on site', 'job title')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    bare = _MARKED_LATIN.sub(r"\1", unicodedata.normalize("NFKD", spaced.casefold()))
    letters = unicodedata.normalize("NFC", bare)
    return " ".join("".join(c if _is_letter(c) else " " for c in letters).split())


def _is_letter(sign: str) -> bool:
    """Whether a sign is part of a word; in many scripts a vowel is a mark (`कि` is not `क`)."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def name_key(text: str) -> str:
    """A name to compare by; blanks, signs and capital letters do not matter.

    >>> name_key("OpenRiver, Inc.") == name_key("OPEN RIVER INC"), name_key("C++")
    (True, 'c++')
    """
    joined = plain(text).replace(" ", "")
    return joined if len(joined) > 1 else "".join(text.casefold().split())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return own_toml("exchange/lists_in/understanding/vocabulary.toml")


@cache
def _known(section: str) -> dict[str, str]:
    return {plain(w) or w: key for key, words in _data()[section].items() for w in words}


def words_of(section: str) -> list[str]:
    """All words of a part of the vocabulary, as they are written there."""
    return [word for words in _data()[section].values() for word in words]


def meaning(section: str, text: str) -> str:
    """What a word is here, such as `rejected` for `Rejection :(`; empty if it is not known.

    Args:
        section: A part of the vocabulary, such as `status`.
        text: The word as it was written.
    """
    word = plain(text) or text.strip()
    known = _known(section)
    return known.get(word) or known.get(_DRAWN_OUT.sub(r"\1", word), "")


@lru_cache(_REMEMBERED)
def phrase(section: str, text: str) -> str:
    """What the longest known word or phrase inside a text is here; empty if none is known.

    >>> phrase("status", "schriftl. Absage"), phrase("kind", "Date Phone Screen")
    ('rejected', 'phone_screen')
    """
    word = plain(text)
    inside = [known for known in _known(section) if _is_within(known, word)]
    return _known(section)[max(inside, key=len)] if inside else ""


@lru_cache(_REMEMBERED)
def phrases(section: str, text: str) -> frozenset[str]:
    """All that the known words and phrases of a text are here, the longest first."""
    word, found = plain(text), set[str]()
    inside = [known for known in _known(section) if _is_within(known, word)]
    for known in sorted(inside, key=len, reverse=True):
        if _is_within(known, word):
            found.add(_known(section)[known])
            word = word.replace(known, " | ")
    return frozenset(found)


def _is_within(known: str, text: str) -> bool:
    """Whether a phrase is in a text as whole words; some scripts have no blanks."""
    if known not in text:
        return False
    if not known.isascii() and unicodedata.category(known[0]) == "Lo":
        return True
    return len(known) > 1 and f" {known} " in f" {text} "


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing, such as `-` or `N/A`."""
    return not text.strip() or meaning("nothing", text) != ""


def is_dash(text: str) -> bool:
    """Whether a cell holds signs only or `N/A`, which no name is."""
    return not plain(text) or text.strip().casefold() in {"n/a", "#n/a", "n.a."}


def names_in(text: str) -> list[str]:
    """The names in a cell with several; a comma parts only full names.

    >>> names_in("Priya Nair; Tomás Ortega"), names_in("Nair, Priya"), names_in("A B, C D")
    (['Priya Nair', 'Tomás Ortega'], ['Nair, Priya'], ['A B', 'C D'])
    """
    found = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    names = []
    for part in found:
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        are_full = len(pieces) > 1 and all(" " in piece for piece in pieces)
        names += pieces if are_full else [part]
    return names
