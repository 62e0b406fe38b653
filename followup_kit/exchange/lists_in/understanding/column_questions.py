"""Which column holds what a list has no column for: asked, with what stands in each."""

from collections.abc import Iterator

from followup_kit.exchange.lists_in.questions import Answers, Question
from followup_kit.exchange.lists_in.understanding.headers import (
    APPLICATION,
    INTERVIEW,
    KEEP,
    targets,
)
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.text import cut

NO_EMPLOYER = "No column is understood as Employer. Choose it among the columns."
_NONE = "none"
_ASKED = ("company", "position", "applied_on", "status")
_SAMPLE = 30
_LIKELY = 0.6
_HOLDS = {
    "company": ("words",),
    "position": ("words",),
    "applied_on": ("day", "serial"),
    "status": ("words", "flag"),
}
"""What stands in a column that may be the one."""


def missing_columns(table: Table, answers: Answers) -> Iterator[Question]:
    """A question for each of employer, position, day and news without a column.

    The employer must be said; the others only are asked if the list has no header.
    """
    if table.kind not in (APPLICATION, INTERVIEW) or table.where("ref"):
        return
    for target in _ASKED:
        is_needed = target == "company"
        if table.where(target) and not answers.get(_key(table, target)):
            continue
        if not is_needed and table.has_header:
            continue
        if found := list(_likely(table, target)):
            none = () if is_needed else ((f"None: it has no {_label(target)}", _NONE),)
            default = "" if is_needed else _NONE
            yield Question(_key(table, target), _text(table, target), (*found, *none), default)


def columns_answered(table: Table, answers: Answers) -> dict[str, str]:
    """The columns that were chosen in answer to these questions, and where they go."""
    headers = {column.header for column in table.columns}
    chosen = {answers.get(_key(table, target), ""): target for target in _ASKED}
    return {header: target for header, target in chosen.items() if header in headers}


def _likely(table: Table, target: str) -> Iterator[tuple[str, str]]:
    """The columns that may be it, with the first three things in each."""
    for at, column in enumerate(table.columns):
        looks = table.looks(at)
        is_free = column.target in (KEEP, "notes", target) or not table.has_header
        if is_free and looks.share(_HOLDS[target]) >= _LIKELY:
            samples = ", ".join(cut(sample, _SAMPLE) for sample in looks.samples)
            yield f"{column.header}: {samples}", column.header


def _text(table: Table, target: str) -> str:
    name = table.sheet.name
    label = _label(target)
    if table.has_header:
        return f"No column of {name} is understood as {label}. Which is it?"
    return f"{name} has no row with the names of its columns. Which column is {label}?"


def _label(target: str) -> str:
    return targets()[target].label


def _key(table: Table, target: str) -> str:
    return f"column:{table.sheet.name}:{target}"
