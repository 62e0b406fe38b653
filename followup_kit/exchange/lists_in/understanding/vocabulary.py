"""The words other lists use, and what they are here; the words are in `vocabulary.toml`.

Words are compared without capital letters, accents and signs, so that `Rejection :(` and
`REJECTED ` are the same, in any alphabet. A word that is not in the list is never guessed.
"""

import re
import unicodedata
from functools import cache

from followup_kit.text import own_toml

_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SEVERAL = re.compile(r"\s*(?:[;|/&\n+]|\band\b|\bund\b)\s*")


@cache
def plain(text: str) -> str:
    """A text to compare by: no capital letters, accents or signs, single blanks.

    >>> plain("  Rejection :( "), plain("İSTANBUL"), plain("On-site"), plain("jobTitle")
    ('rejection', 'istanbul', 'on site', 'job title')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    parts = unicodedata.normalize("NFKD", spaced.casefold())
    letters = "".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
    return " ".join(letters.split())


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
