"""The words of a short text with their parts of speech, from the Hanover Tagger.

Tags are those of the British National Corpus: NN1 and NN2 are nouns, VVD a past form,
PNP a personal pronoun. Where the tagger is not installed there are no tags, and whoever
asks for them must do without.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_TOKEN = re.compile(
    r"\w+(?=n't\b)|n't\b|'(?:ll|ve|re|m|d|s)\b|https?://\S+"
    r"|\d+-\d+|[$\u00a3\u20ac#]?\d[\d.,:/]*\d[%\w]*|[$\u00a3\u20ac]?\d[%+\w]*|[A-Z]\+\+|[AC]#|[ap]\.m\."
    r"|\w+(?:[-/.&]\w+)*\+?|[^\w\s]"
)
_LONGEST = 800
"""Characters; a longer text is no fact and no sentence, and is not tagged."""
_NO_WORD = re.compile(r"\w{40}")
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


@lru_cache(maxsize=10_000)
def tagged(text: str) -> tuple[Token, ...]:
    """The words of a text with their tags; none where there is no tagger or no sentence."""
    tagger = _tagger()
    if tagger is None or len(text) > _LONGEST or _NO_WORD.search(text):
        return ()
    found = list(_TOKEN.finditer(text))
    tags = tagger.tag_sent([one.group() for one in found]) if found else []
    tokens: list[Token] = []
    for one, (_, base, tag) in zip(found, tags, strict=True):
        before = tokens[-1].tag if tokens else ""
        tokens.append(Token(one.group(), _right(one.group(), tag, before), base, *one.span()))
    tokens = [_in_place(tokens, place) for place in range(len(tokens))]
    if (
        len(tokens) > 1
        and tokens[0].low in _NOUN_FIRST
        and tokens[1].low in ("for", "at", "in", "on", "of")
    ):
        tokens[0] = replace(tokens[0], tag="NN1")  # "talk for the team"
    return tuple(tokens)


def _in_place(tokens: list[Token], place: int) -> Token:
    """A word with its tag put right by the words beside it."""
    token, before = tokens[place], tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.low == "to" and token.tag == "TO0" and after and after.tag[0] not in "VAX":
        return replace(token, tag="PRP")  # "the move to R"
    if token.tag == "AV0" and "-" in token.text:
        return replace(token, tag="AJ0")  # "e-commerce data"
    if before is None:
        return token
    if before.low in _WHEN and token.tag[0] == "V":
        return replace(token, tag="NN1")  # "last spring"
    if before.tag == "CRD" and token.low in ("am", "pm"):
        return replace(token, tag="AV0")
    is_last = after is None or after.tag in ("PUN", "PRP", "CJC")
    if token.tag == "AJ0" and token.low.endswith("ing") and before.is_noun and is_last:
        return replace(token, tag="NN1")  # "mule deer collaring"
    return token


def _right(word: str, tag: str, before: str) -> str:
    """The tag, except where the tagger is known to be unsure: no verb follows an article."""
    if before in ("AT0", "DPS") and tag in ("VVB", "VVI", "VVZ"):
        return "NN1"
    if before and word[0].isupper() and tag.startswith("VV"):
        return "NP0"  # "strong Excel skills"
    if word.isupper() and len(word) > 1 and tag[:1] in "DVAP":
        return "NP0"  # an abbreviation, "HS"
    if word.lower() == "like":
        return "VVB" if before in ("", "PNP", "AV0", "CJC") else "PRP"
    if tag == "CRD" and re.search(r"[A-Za-z]", word) and re.search(r"\d", word):
        return "NP0"  # "CFM56"
    if tag == "CRD" and ":" in word:
        return "NN1"  # a British degree, "2:1 in Economics"
    return _SURE.get(word.lower(), tag)


_WHEN = ("last", "next", "every", "each")
_NOUN_FIRST = (
    "cashier",
    "coach",
    "tutor",
    "volunteer",
    "mentor",
    "guide",
    "server",
    "host",
    "talk",
    "visit",
    "tour",
    "call",
    "chat",
    "interview",
    "answer",
    "offer",
    "result",
    "zoom",
    "test",
)
_SURE = (
    dict.fromkeys(("i", "he", "she", "they", "we", "you", "me", "him", "them", "us"), "PNP")
    | dict.fromkeys(("my", "our", "your", "their", "its", "his"), "DPS")
    | dict.fromkeys(("and", "or", "but"), "CJC")
    | dict.fromkeys(("with", "as"), "PRP")
    | {"how": "AVQ", "app": "NN1", "same": "AJ0", "round": "NN1", "n't": "XX0"}
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
