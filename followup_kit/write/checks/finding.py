"""A finding: what is wrong, where, what to do about it, and why.

The words, levels and source ids of all findings stand in findings.toml.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.text import one_line, own_toml

_LONGEST_QUOTE = 60

Span = tuple[int, int]


class Level(StrEnum):
    """How much a finding weighs; the order is the order of the list."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One thing in a note to look at again."""

    check: str
    """Name of the check, such as `recipient_name`."""
    level: Level
    message: str
    """What is wrong, in words."""
    fix: str
    """A concrete thing to do."""
    reason: str
    """Why it matters, in plain words."""
    sources: tuple[str, ...]
    """Ids of the statements behind it, or `judgement`."""
    span: Span | None = None
    """Start and end of the text concerned, in characters of the body or the subject."""
    where: str = "body"
    replacement: str | None = None
    """What to put in place of the span, where that is certain; see `apply_fix`."""


def finding(
    case: str,
    *,
    span: Span | None = None,
    where: str = "body",
    fix: str = "",
    sources: tuple[str, ...] = (),
    replacement: str | None = None,
    **words: object,
) -> Finding:
    """The finding for a case of findings.toml, such as `recipient_name.near`.

    Args:
        case: Check and case, joined by a period.
        span: Start and end of the text concerned.
        where: `body` or `subject`.
        fix: What to do, when it is known better than by the case alone.
        sources: Source ids, when they are known better than by the case alone.
        replacement: What to put in place of the span, when that is certain.
        words: Values that the texts of the case name in braces; long ones are cut.
    """
    text = case_text(case)
    values = {name: _quotable(value) for name, value in words.items()}
    return Finding(
        check=case.partition(".")[0],
        level=Level(text["level"]),
        message=text["message"].format_map(values),
        fix=fix or text["fix"].format_map(values),
        reason=text["reason"],
        sources=sources or tuple(text["sources"]),
        span=span,
        where=where,
        replacement=replacement,
    )


def apply_fix(text: str, found: Finding) -> str:
    """The text with the certain fix of a finding made; nothing else changes.

    Args:
        text: The body or the subject in which the finding stands (`Finding.where`).
        found: A finding of `check` for this very text.

    Raises:
        FollowUpError: The finding has no certain fix.
    """
    if found.replacement is None or found.span is None:
        msg = f"`{found.check}` has no fix that is certain. Change the text by hand: {found.fix}"
        raise FollowUpError(msg)
    start, end = found.span
    return f"{text[:start]}{found.replacement}{text[end:]}"


def case_text(case: str) -> dict[str, Any]:
    """The entry of findings.toml for that case."""
    check, _, name = case.partition(".")
    entry: dict[str, Any] = _cases()[check][name]
    return entry


def _quotable(value: object) -> str:
    text = one_line(str(value))
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


def _cases() -> dict[str, Any]:
    return own_toml("write/findings.toml")
