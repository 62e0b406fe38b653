"""Grammar from Harper, where it can be loaded and is not switched off; otherwise none.

It costs about a second and 137 MB, so it is loaded when the first note is checked. A hub
that is short of memory switches it off with `FOLLOWUP_GRAMMAR=off`; the checks of our own
run all the same. Which kinds of its remarks count was measured on good notes (grammar.toml).
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from followup_kit.write.words import words

SWITCH = "FOLLOWUP_GRAMMAR"
_OFF = ("off", "0", "no", "false")


@dataclass(frozen=True)
class GrammarSlip:
    """A place where the grammar may be wrong, and what Harper says about it."""

    span: tuple[int, int]
    message: str
    suggestion: str
    """What it proposes instead, or an empty text."""
    is_sure: bool
    """Whether good notes hardly ever get a remark of this kind."""


def grammar_slips(text: str) -> list[GrammarSlip]:
    """The places of a text with doubtful grammar; none when Harper is not at hand."""
    linter = _linter() if os.environ.get(SWITCH, "").lower() not in _OFF else None
    if linter is None:
        return []
    found = linter.lint(text, language="plaintext", dedup=False)
    return list(dict.fromkeys(_slips(found)))


def _slips(found: Iterable[Any]) -> Iterable[GrammarSlip]:
    known = words()["grammar"]
    for lint in found:
        is_sure = lint.lint_kind in known["sure_kinds"]
        is_meant = is_sure or lint.lint_kind in known["doubtful_kinds"]
        if is_meant and not any(part in lint.message for part in known["not_counted"]):
            offered = [one.replacement_text for one in lint.suggestions if one.replacement_text]
            yield GrammarSlip(
                span=(lint.span.start, lint.span.end),
                message=lint.message,
                suggestion=offered[0] if offered else "",
                is_sure=is_sure,
            )


@cache
def _linter() -> Any:
    try:
        harper = import_module("harper")  # it has no wheel for the browser
    except ImportError:
        return None
    linter = harper.Linter()
    off = dict.fromkeys(words()["grammar"]["rules_off"], False)
    linter.set_lint_config(linter.get_lint_config() | off)
    return linter
