"""What a student remembers and a note should not say: private matters, pay, rivals, secrets.

A piece of a fact that holds such a thing is left out, and the student is told why.
"""

import re
from functools import cache

from followup_kit.text import own_toml
from followup_kit.write.words import phrase_pattern

_GENERIC = "generic"


def unfit_reason(text: str) -> str:
    """The name of the list that says why this does not belong into a note; empty if it does.

    >>> unfit_reason("the drug test on Monday"), unfit_reason("drug discovery with robots")
    ('private', '')
    """
    return next((name for name, found in _lists() if name != _GENERIC and _hits(text, found)), "")


def unfit_reasons(text: str) -> frozenset[str]:
    """The names of all lists that say why this does not belong into a note."""
    return frozenset(name for name, found in _lists() if name != _GENERIC and _hits(text, found))


def is_generic(text: str) -> bool:
    """Whether anybody could say this of themselves, such as "quick learner"."""
    return any(_hits(text, found) for name, found in _lists() if name == _GENERIC)


def is_reason(name: str) -> bool:
    """Whether this is the name of a list of what does not belong into a note."""
    return name in _table()


def said_of(reason: str) -> str:
    """Why it is left out, in words for the student."""
    return str(_table()[reason]["reason"])


_Patterns = tuple[re.Pattern[str], re.Pattern[str]]


def _hits(text: str, found: _Patterns) -> bool:
    unfit, harmless = found
    return unfit.search(harmless.sub(" ", text)) is not None


@cache
def _lists() -> tuple[tuple[str, _Patterns], ...]:
    return tuple((name, _patterns(entry)) for name, entry in _table().items())


def _patterns(entry: dict[str, list[str]]) -> _Patterns:
    joined = [phrase_pattern(one) for one in entry["phrases"]]
    unfit = [*joined, *(re.compile(one, re.IGNORECASE) for one in entry.get("regex", ()))]
    harmless = [phrase_pattern(one) for one in entry.get("except", ())]
    return _any_of(unfit), _any_of(harmless)


def _any_of(patterns: list[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern that finds what any of them finds; with none of them, nothing."""
    return re.compile("|".join(f"(?:{one.pattern})" for one in patterns) or "(?!)", re.IGNORECASE)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return own_toml("write/shapes/unfit.toml")
