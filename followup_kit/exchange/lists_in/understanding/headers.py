"""What each column of a list is: by its name, by words in it, or as a known shape.

The names are in `headers.toml`. What is not understood is kept: a column without a place of
its own goes into the notes under its name.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from followup_kit.exchange.lists_in.understanding.vocabulary import plain
from followup_kit.text import own_toml

KEEP, LEAVE, NOTES = "keep", "leave", "notes"
APPLICATION, INTERVIEW, PERSON, MESSAGE = "application", "interview", "person", "message"
SAVED, LEFT_OUT = "saved", "left out"
ROW_LABELS = {
    APPLICATION: "an application",
    INTERVIEW: "an interview",
    PERSON: "a person",
    MESSAGE: "a message",
    SAVED: "a job you saved",
    LEFT_OUT: "nothing: leave this list out",
}
"""What one row of a list can be."""

_TYPO = 0.85
_REMARK = re.compile(r"[(\[][^)\]]*[)\]]")
_SHORTEST_TYPO = 6
_TELLING = (
    (MESSAGE, ({"sender", "body"}, {"sender", "recipient"})),
    (
        PERSON,
        (
            *({"person_first", "person_last"}, {"part", "company"}, {"contact", "company"}),
            *({"person", "company", "email"}, {"person", "company", "linkedin"}),
        ),
    ),
    (
        INTERVIEW,
        (
            *({"interview_on", "ref"}, {"interview_on", "round"}, {"interview_on", "result"}),
            {"interview_on", "interview_time"},
        ),
    ),
)
"""What the columns of a list show that its rows are."""

_NOT = {
    MESSAGE: {"applied_on", "status"},
    PERSON: {"applied_on", "status", "position", "interview_on", "thanked_on"},
    INTERVIEW: {"applied_on"},
}
"""Columns that show that its rows are something else."""


@dataclass(frozen=True)
class Target:
    """A place a column can go to.

    Attributes:
        name: What the other modules call it.
        label: As people read it.
        names: Whole names of columns, by what one row is; `any` for every kind.
        words: Groups of words, of which all of one group must be in the name.
        never: Words that must not be in it.
        many: Whether several columns may go there.
    """

    name: str
    label: str
    names: dict[str, frozenset[str]]
    words: tuple[frozenset[str], ...]
    never: frozenset[str]
    many: bool = False


@dataclass(frozen=True)
class Shape:
    """A list whose headers are known.

    Attributes:
        name: What it is called.
        has: Names of columns that all must be there.
        row: What one row of it is.
        columns: Where its columns go, where their names say something else.
        order: Which comes first in its dates: `day` or `month`; empty if they must say.
        said: What a person should know about it.
    """

    name: str
    has: frozenset[str]
    row: str
    columns: dict[str, str] = field(default_factory=dict)
    order: str = ""
    said: str = ""


@cache
def targets() -> dict[str, Target]:
    """Every place a column can go to, by name."""
    return {name: _target(name, entry) for name, entry in _data()["targets"].items()}


@cache
def shapes() -> tuple[Shape, ...]:
    """The lists whose shape is known."""
    return tuple(Shape(**{**e, "has": frozenset(e["has"])}) for e in _data()["shapes"])


@cache
def _data() -> dict:  # type: ignore[type-arg]
    return own_toml("exchange/lists_in/understanding/headers.toml")


def _target(name: str, entry: dict) -> Target:  # type: ignore[type-arg]
    kinds = ("any", APPLICATION, INTERVIEW, PERSON, MESSAGE)
    return Target(
        name,
        entry["label"],
        {kind: frozenset(map(plain, entry.get(kind, ()))) for kind in kinds},
        tuple(frozenset(group) for group in entry["words"]),
        frozenset(entry["never"]),
        entry.get("many", False),
    )


def shape_of(headers: Iterable[str]) -> Shape | None:
    """The known shape of a list with these headers, if it is one."""
    names = {plain(header) for header in headers} | {_without_remark(h) for h in headers}
    fitting = [shape for shape in shapes() if shape.has <= names]
    return max(fitting, key=lambda shape: len(shape.has), default=None)


def row_kind(headers: Sequence[str]) -> str:
    """What one row of a list with these headers is."""
    if shape := shape_of(headers):
        return shape.row
    whole = {understood(header, "any")[0] for header in headers}
    for kind, groups in _TELLING:
        found = {understood(header, kind)[0] for header in headers}
        tells = any(group <= found for group in groups) and not whole & _NOT[kind]
        if tells and (kind != INTERVIEW or _speaks_of_interviews(headers, whole)):
            return kind
    return APPLICATION


def _speaks_of_interviews(headers: Sequence[str], whole: set[str]) -> bool:
    """Whether a day in the list is surely that of an interview."""
    return "interview_on" in whole or any("interview" in plain(header) for header in headers)


def map_columns(
    headers: Sequence[str], kind: str, *, without_days: frozenset[str] = frozenset()
) -> list[str]:
    """Where each column goes, in their order. Of two for one place the better name has it.

    Args:
        headers: The names of the columns.
        kind: What one row is.
        without_days: The names of columns that hold no day, so that `Applied?` with yes and
            no does not stand for the day of applying.
    """
    shape = shape_of(headers)
    known = shape.columns if shape else {}
    found = [
        (known[plain(header)], 4) if plain(header) in known else understood(header, kind)
        for header in headers
    ]
    taken: set[str] = set()
    mapped = [KEEP] * len(headers)
    for at in sorted(range(len(headers)), key=lambda at: -found[at][1]):
        name = found[at][0]
        if name == "applied_on" and headers[at] in without_days:
            continue
        if targets()[name].many or name not in taken:
            mapped[at] = name
            taken.add(name)
    return mapped


@cache
def understood(header: str, kind: str) -> tuple[str, int]:
    """The place for a column and how sure that is.

    3 is its name, 2 its name with a remark such as `Date (day first)` or a slip in it, 1 words
    in it, 0 nothing.
    """
    name, bare = plain(header), _without_remark(header)
    for sure, written in ((3, name), (2, bare)):
        for target in targets().values():
            if written in target.names["any"] or written in target.names.get(kind, ()):
                return target.name, sure
    if near := _misspelt(name, kind):
        return near, 2
    words = frozenset(name.split())
    fitting = [
        (len(group), target.name)
        for target in targets().values()
        for group in target.words
        if group <= words and not words & target.never
    ]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1], 1
    return KEEP, 0


def _without_remark(header: str) -> str:
    """A name without what stands in brackets behind it, to compare by."""
    return plain(_REMARK.sub(" ", header))


def _misspelt(name: str, kind: str) -> str:
    if len(name) < _SHORTEST_TYPO:
        return ""
    known = {
        written: target.name
        for target in targets().values()
        for written in target.names["any"] | target.names.get(kind, frozenset())
    }
    near = difflib.get_close_matches(name, known, n=1, cutoff=_TYPO)
    return known[near[0]] if near else ""
