"""Grammar from Harper, when the `grammar` extra is installed; otherwise there is none.

Harper is asked for grammar alone: its spelling and style rules disturb more good notes
than they help. Building its linter takes about a second, so it is built once, when used.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_KINDS = frozenset({"Agreement", "Eggcorn", "Grammar", "Malapropism", "Nonstandard"})
_OFF = ("LongSentences", "Spaces", "SplitWords", "SpellCheck")


@dataclass(frozen=True)
class GrammarSlip:
    """A place where the grammar may be wrong, and what Harper says about it."""

    span: tuple[int, int]
    message: str
    suggestion: str
    """What it proposes instead, or an empty text."""


def grammar_slips(text: str) -> list[GrammarSlip]:
    """The places of a text with doubtful grammar; none when Harper is not installed."""
    linter = _linter()
    if linter is None:
        return []
    found = linter.lint(text, language="plaintext", dedup=False)
    return [_slip(lint) for lint in found if lint.lint_kind in _KINDS]


def _slip(lint: Any) -> GrammarSlip:
    offered = [one.replacement_text for one in lint.suggestions if one.replacement_text]
    return GrammarSlip(
        span=(lint.span.start, lint.span.end),
        message=lint.message,
        suggestion=offered[0] if offered else "",
    )


@cache
def _linter() -> Any:
    try:
        harper = import_module("harper")  # the extra is optional
    except ImportError:
        return None
    linter = harper.Linter()
    linter.set_lint_config(linter.get_lint_config() | dict.fromkeys(_OFF, False))
    return linter
