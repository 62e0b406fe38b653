"""Names of people as they were recorded, and how a letter greets them.

A name may come as "Nair, Priya", "SMITH, John" or "Priya Nair (she/her) | Recruiter"; the
decoration goes, the person stays. A letter never uses a family name alone, a bare title,
or "Hi" with a title.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from followup_kit.text import own_toml

_DECORATION = re.compile(r"\s*(?:\([^)]*\)?|\[[^\]]*\]?|[|\u2013\u2014\u00b7/].*|\s-\s.*|@.*|<.*)")
_SHE = re.compile(r"\b(?:she|her)\b", re.I)
_HE = re.compile(r"\b(?:he|him)\b", re.I)


@dataclass(frozen=True)
class PersonName:
    """The parts of a recorded name; a part that is not known is empty."""

    title: str
    """As in an English letter, such as `Dr.`; only when it was recorded."""
    given: str
    family: str
    full: str
    """Given and family name in the order they were recorded in, without decoration."""


@lru_cache(maxsize=500)
def person_name(recorded: str, *, family_first: bool = False) -> PersonName:
    """The parts of a name as it was recorded.

    Args:
        recorded: The name as typed or imported.
        family_first: Whether names there usually begin with the family name.

    >>> [person_name(name).full for name in ("SMITH, John", "Priya Nair | Recruiter")]
    ['John Smith', 'Priya Nair']
    >>> person_name("Herr Dr. Hans Weber").title
    'Dr.'
    """
    words = _in_order(_DECORATION.sub("", " ".join(recorded.split())))
    if words and words[-1].lower() in _table()["groups"]["words"]:
        group = " ".join(_cased(word) for word in words if word.lower() != "the")
        return PersonName("", group, "", group)
    titles, words = _titles(words)
    words = [_cased(word) for word in words]
    if titles and not words:
        return PersonName("", "", "", "")
    title = min(titles, key=_strength, default="")
    full = " ".join(words)
    if len(words) < 2:
        return PersonName(title, "" if title else full, full if title else "", full)
    given, family = _split(words, family_first=family_first)
    return PersonName(title, given, family, full)


def greeting(
    recorded: str,
    *,
    formality: str = "neutral",
    place: str = "american",
    family_first: bool = False,
    said_of: str = "",
) -> str:
    """The greeting without its comma; empty when there is no name to greet.

    Args:
        recorded: The name as typed or imported.
        formality: `formal`, `neutral` or `warm`.
        place: `american` or `british`; a British title loses its period as it was typed.
        family_first: Whether names there usually begin with the family name.
        said_of: What the student typed of the person; "she" there gives a formal "Ms.".

    >>> greeting("Dr. Melissa Quan, OTD"), greeting("kelsey", formality="warm")
    ('Dear Dr. Quan', 'Hi Kelsey')
    """
    name = person_name(recorded, family_first=family_first)
    if not name.full:
        return ""
    title = name.title or (title_of(recorded, said_of) if formality == "formal" else "")
    if title and name.family:
        return f"Dear {_spelled(title, recorded, place)} {name.family}"
    if formality == "formal":
        return f"Dear {name.full}"
    is_short = len(name.given.rstrip(".")) == 1
    opening = "Hi" if formality == "warm" else "Dear"
    return f"{opening} {name.full if is_short else name.given}"


def title_of(recorded: str, said_of: str = "") -> str:
    """`Mr.` or `Ms.` where the record says "he" or "she", else empty; never guessed by the name."""
    decoration = "".join(_DECORATION.findall(recorded)) + said_of
    is_she, is_he = bool(_SHE.search(decoration)), bool(_HE.search(decoration))
    if is_she == is_he:
        return ""
    return "Ms." if is_she else "Mr."


def _spelled(title: str, recorded: str, place: str) -> str:
    """The title with the period that its side of the sea wants; as recorded in Britain."""
    has_own = f"{title.rstrip('.').lower()}." in recorded.lower()
    return title if place == "american" or has_own or not title.endswith(".") else title[:-1]


def _in_order(text: str) -> list[str]:
    """The words of a name, where "Nair, Priya" is turned and degrees are left out."""
    first, _, rest = text.partition(",")
    rest_words = [word for part in rest.split(",") for word in part.split()]
    kept = [word for word in rest_words if not _is_degree(word)]
    words = first.split()
    before = [word for place, word in enumerate(words) if place < 2 or not _is_degree(word)]
    if not kept or len(kept) < len(rest_words) or len(kept) > 3 or len(before) > 3:
        return before
    return [*kept, *before]


def _is_degree(word: str) -> bool:
    low = word.lower().rstrip(".,")
    is_known = low in _table()["degrees"]["words"]
    return is_known and (
        word.isupper() or "." in word or word != word.capitalize() or low in ("jr", "sr")
    )


def _titles(words: list[str]) -> tuple[list[str], list[str]]:
    found = []
    table, short = _table()["titles"], _table()["short_titles"]
    while words:
        key = words[0].lower().rstrip(".,").replace(".-", "-").replace(".", "")
        is_short = key in short and (words[0].endswith(".") and len(words) > 1)
        if key not in table and not is_short:
            break
        if len(words) == 1 and key not in table:
            break
        found.append(str(table.get(key) or short.get(key)))
        words = words[1:]
    return found, words


def _strength(title: str) -> int:
    order = _table()["strength"]["order"]
    return order.index(title) if title in order else len(order)


def _cased(word: str) -> str:
    """A word in capitals or small letters throughout, with its usual capital."""
    is_initial = len(word.rstrip(".")) == 1 or (
        word.isupper() and len(word) == 2 and "." not in word
    )
    if is_initial or "." in word[:-1] or word.lower() in _table()["particles"]["words"]:
        return word.upper() if len(word.rstrip(".")) == 1 else word
    if word.isupper() or word.islower():
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return word


def _split(words: list[str], *, family_first: bool) -> tuple[str, str]:
    """Given and family name."""
    table = _table()["family_first"]
    low = [word.lower() for word in words]
    is_vietnamese = low[0] in table["vietnamese"] and (len(words) > 2 and low[1] in table["middle"])
    if is_vietnamese:
        return words[-1], words[-1]
    if (
        family_first
        and low[0] in (*table["chinese"], *table["vietnamese"])
        and low[-1] not in table["chinese"]
    ):
        return " ".join(words[1:]), words[0]
    place = len(words) - 1
    while place > 1 and low[place - 1] in _table()["particles"]["words"]:
        place -= 1
    return words[0], " ".join(words[place:])


@cache
def _table() -> dict[str, Any]:
    return own_toml("write/names.toml")
