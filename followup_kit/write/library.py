"""The sentences and templates that drafts are made of, read once from their files."""

import re
from functools import cache
from typing import TYPE_CHECKING

from followup_kit.text import own_toml

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_FILES = ("talk", "interview", "letters", "offers", "network")
_TONES = ("formal", "neutral", "warm")
_SHORT = (("I am ", "I'm "), ("I have ", "I've "), ("I would ", "I'd "), ("that is ", "that's "))


@cache
def sentences() -> dict[str, dict[str, list[str]]]:
    """Role to formality to wordings, in the order of the files; `any` stands in each tone."""
    tables = [own_toml(f"write/sentences/{name}.toml") for name in _FILES]
    return {role: _by_tone(wordings) for table in tables for role, wordings in table.items()}


def _by_tone(wordings: dict[str, list[str]]) -> dict[str, list[str]]:
    shared = wordings.get("any", [])
    tones = {tone: [*shared, *wordings.get(tone, [])] for tone in _TONES}
    return tones | {"warm": [*map(_shortened, shared), *wordings.get("warm", [])]}


def _shortened(text: str) -> str:
    """The sentence as one says it: "I am" becomes "I'm"."""
    for full, short in _SHORT:
        text = text.replace(full, short)
    return text


@cache
def place_of(role: str) -> int:
    """The place of a role among all; it spreads the wordings over the people of a panel."""
    return list(sentences()).index(role)


@cache
def template(kind: str) -> "Template":
    """The template of the body of that kind of note."""
    return _environment().get_template(f"{kind}.j2")


@cache
def sentence(text: str) -> "Template":
    """One sentence, ready to have the facts filled in."""
    return _environment().from_string(text)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(  # the result is plain text, so nothing is escaped for HTML
        loader=PackageLoader("followup_kit.write"),
        undefined=StrictUndefined,
    )
    environment.filters["mid_sentence"] = _mid_sentence
    environment.filters["sentence_start"] = _sentence_start
    return environment


def _mid_sentence(text: str) -> str:
    """The sentence as it stands after a comma: "Thank you" becomes "thank you"."""
    keeps_capital = re.match(r"I\b", text) is not None
    return text if keeps_capital else text[:1].lower() + text[1:]


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
