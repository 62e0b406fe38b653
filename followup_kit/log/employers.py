"""Whether two names are of one employer: "Acme", "ACME Inc." and "Acme, Inc" are asked once.

Names are compared with care: only capitals, signs and the legal form at the end do not count,
so unlike letters in any script never become one employer.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from followup_kit.log.history import History
from followup_kit.text import own_toml


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(own_toml("log/employers.toml")["legal_forms"])


def employer_key(name: str) -> str:
    """A name to compare employers by; empty for a name without a letter or number.

    >>> employer_key("Acme, Inc.") == employer_key("ACME") != employer_key("Acme Bikes")
    True
    """
    words = _letters(name).split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


def _letters(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace(".", "")
    kept = (c if unicodedata.category(c)[0] in "LNM" or c in "+#" else " " for c in text)
    return "".join(kept)


def at_employer(histories: Iterable[History], company: str) -> list[History]:
    """The applications at one employer, in the order given."""
    key = employer_key(company)
    return [h for h in histories if key and employer_key(h.application.company) == key]
