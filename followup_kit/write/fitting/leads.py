"""Who said or did what in a talk: the words before a topic, and what they make of it.

"We talked about" need not be said again; "she told me that", "he showed me" and "they asked
how" each want a sentence of their own kind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from followup_kit.text import own_toml
from followup_kit.write.fitting.phrase import Reader

_BARE = re.compile(r"(?:his|her|your|their|the) (?:talk|story|part|presentation)|her|him", re.I)


@dataclass(frozen=True)
class Lead:
    """What stands before a topic, and the topic itself."""

    kind: str
    """`about`, `asked`, `told`, `gave`, `advice`, or `none` where nothing is left to say."""
    rest: str
    verb: str = ""
    """For `gave`, the plain form of what the reader did."""
    is_to_me: bool = False
    """For `gave`, whether "to" stood before "me"."""


def lead_of(text: str, reader: Reader) -> Lead:
    """The lead of one piece, taken off.

    >>> lead_of("she showed me the loan boxes", Reader())
    Lead(kind='gave', rest='the loan boxes', verb='show', is_to_me=False)
    """
    found = _patterns(reader.names)
    if one := found["gave"].fullmatch(text):
        return Lead("gave", one["rest"], _plain_forms()[one["verb"].lower()], bool(one["to"]))
    if one := found["advice"].fullmatch(text):
        return Lead("advice", one["what"])
    if one := found["asked_how"].match(text):
        return Lead("asked", text[one.end() :])
    if one := found["told_about"].match(text):
        is_asked = bool(re.search(r"\b(?:ask\w*|wonder\w*)", one.group(), re.I))
        return Lead("asked" if is_asked else "about", text[one.end() :])
    if one := found["told"].match(text):
        return Lead("told", text[one.end() :])
    if _BARE.fullmatch(text):
        return Lead("none", "")
    lead = next((one for pattern in found["about"] if (one := pattern.match(text))), None)
    return Lead("about", text[lead.end() :] if lead else text)


@lru_cache(maxsize=100)
def _patterns(names: tuple[str, ...]) -> dict[str, Any]:
    """The patterns for a reader who may be called by these names."""
    table = _table()
    who = "|".join((table["who"], *(re.escape(name) for name in names)))
    lead = rf"(?:(?:{who})\s+)?(?:(?:{table['before']})\s+)*"
    ours = rf"(?:(?:we|i|{who})\s+)?(?:(?:{table['before']})\s+)*"
    to_me = r"(?:\s+(?:to )?(?:me|us))?"
    gave = "|".join(table["gave"].values())
    made = {
        "gave": rf"{lead}(?P<verb>{gave})\s+(?P<to>to )?(?:me|us)\s+(?P<rest>.+)",
        "advice": rf"{lead}(?:{table['advised']}){to_me}\s+to\s+(?P<what>.+)",
        "asked_how": rf"{lead}(?:{table['asked']}){to_me}\s+(?=(?:{table['question']})\b)",
        "told_about": (
            rf"{lead}(?:{table['told_about']}){to_me}(?:\s+(?:{table['how_much']}))?"
            r"\s+(?:about|of|on)\s+"
        ),
        "told": rf"{lead}(?:{table['told']})(?:\s+(?:to )?(?:me|us|that))*\s+",
    }
    about = (
        rf"{ours}(?:{table['talked']})(?:\s+(?:{table['how_much']}))?"
        rf"(?:\s+(?:with|to) (?:her|him|me|them))?\s*(?::|{table['on']})\s+",
        rf"{lead}(?:{table['described']})\s+(?:to (?:me|us)\s+)?"
        rf"(?=(?:{table['determiner']}|how|why|what)\b)",
        r"i asked(?: (?:her|him|them))?(?: about)?\s+",
        r"(?:i|we) (?:learned|learnt|heard)(?: (?:a lot|more))?(?: about)?\s+",
        r"(?:also|about|re|regarding|on)\s+(?!to\b)",
        r"(?:topics?:?|mainly|mostly)\s+",
        rf"(?:{who})(?:'s)? (?:talk|story|description|explanation) (?:about|of|on)\s+",
    )
    return {name: re.compile(one, re.I) for name, one in made.items()} | {
        "about": tuple(re.compile(one, re.I) for one in about)
    }


@cache
def _plain_forms() -> Mapping[str, str]:
    return {form: plain for plain, forms in _table()["gave"].items() for form in forms.split("|")}


@cache
def _table() -> dict[str, Any]:
    return own_toml("write/fitting/leads.toml")
