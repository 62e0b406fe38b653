"""The words of a short text with their parts of speech, from the Hanover Tagger.

Tags are those of the British National Corpus: NN1 and NN2 are nouns, VVD a past form,
PNP a personal pronoun. Where the tagger is not installed there are no tags, and whoever
asks for them must do without.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_TOKEN = re.compile(
    r"\w+(?=n't\b)|n't\b|'(?:ll|ve|re|m|d|s)\b|https?://\S+"
    r"|[$\u00a3\u20ac#]?\d[\d.,:/]*\d[%\w]*|[$\u00a3\u20ac]?\d[%+\w]*|[A-Z]\+\+|[AC]#|[ap]\.m\."
    r"|\w+(?:[-/.&]\w+)*\+?|[^\w\s]"
)
_IS_OWN = {"i": "PNP", "me": "PNP"}
_MODELS = "morphmodel_en.pgz"


@dataclass(frozen=True)
class Token:
    """One word or mark, with its tag, its base form and its place in the text."""

    text: str
    tag: str
    base: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_finite(self) -> bool:
        """Whether it may be the verb of a sentence."""
        return self.tag in _FINITE

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag.startswith(("NN", "NP")) or self.tag in ("UNC", "!!!", "ZZ0")


_FINITE = frozenset(
    ("VVB", "VVD", "VVZ", "VVI", "VBB", "VBD", "VBZ", "VHB", "VHD", "VHZ", "VDB", "VDD", "VDZ")
) | {"VM0"}


@lru_cache(maxsize=2_000)
def tagged(text: str) -> tuple[Token, ...]:
    """The words of a text with their tags; none at all where there is no tagger."""
    tagger = _tagger()
    if tagger is None:
        return ()
    found = list(_TOKEN.finditer(text))
    tags = tagger.tag_sent([one.group() for one in found]) if found else []
    return tuple(
        Token(one.group(), _right(one.group(), tag), base, *one.span())
        for one, (_, base, tag) in zip(found, tags, strict=True)
    )


def _right(word: str, tag: str) -> str:
    """The tag, except for words of which the tagger is known to be unsure."""
    return _SURE.get(word.lower(), tag)


_SURE = (
    dict.fromkeys(("i", "he", "she", "they", "we", "you", "me", "him", "them", "us"), "PNP")
    | dict.fromkeys(("my", "our", "your", "their", "its", "his"), "DPS")
    | dict.fromkeys(("and", "or", "but"), "CJC")
    | dict.fromkeys(("with", "as", "like"), "PRP")
    | {"same": "AJ0", "round": "NN1", "n't": "XX0"}
)


@cache
def has_tagger() -> bool:
    """Whether parts of speech can be told here."""
    return _tagger() is not None


@cache
def _tagger() -> Any:
    try:
        library = import_module("HanTa.HanoverTagger")  # it may be left out of a small build
    except ImportError:
        return None
    return library.HanoverTagger(_MODELS)
