"""What each column of a list is: by its name, by words in it, or as a known shape.

The names are in `headers.toml`. What is not understood is kept: a column without a place of
its own goes into the notes under its name.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from followup_kit.exchange.lists_in.understanding.looks import Looks
from followup_kit.exchange.lists_in.understanding.vocabulary import meaning, plain
from followup_kit.log.choices import OutcomeKind
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
_SEVERAL_NAMES = re.compile(r"\s*(?:[/+&|]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_SHORTEST_TYPO = 6
_EXACT, _SURE, _SOME, _MOST_OTHERS = 3.0, 2.5, 0.3, 0.5
"""From where a name is sure, and the share of cells that must suit a sure one and another."""

_ENOUGH_CELLS = 2
"""How many cells say more about a column than its exact name."""

_LONGEST_SLIP = 2
_OF_A_STAGE = 2.7
_HAVE_IDS = ("company", "position")

_OUTCOMES = frozenset(kind.value for kind in OutcomeKind)
_OF_AN_APPLICATION = frozenset({"company", "position", "applied_on", "status", "url"})
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
        holds: What stands in such a column, as `looks.look_of` says; empty for anything.
        never_holds: What does not stand in it.
        surely_holds: As `holds`, where the name of the column is not quite sure.
        days_are: The place of a column of that name that holds days.
        instead: Whole names that stand for it in a list without another column for it.
        many: Whether several columns may go there.
    """

    name: str
    label: str
    names: dict[str, frozenset[str]]
    words: tuple[frozenset[str], ...]
    never: frozenset[str]
    holds: tuple[str, ...] = ()
    never_holds: tuple[str, ...] = ()
    surely_holds: tuple[str, ...] = ()
    days_are: str = ""
    instead: frozenset[str] = frozenset()
    many: bool = False

    def suits(self, looks: Looks, sure: float) -> bool:
        """Whether what stands in a column may stand in this one."""
        if looks.is_empty:
            return True
        if looks.share(self.never_holds) > _MOST_OTHERS:
            return False
        is_sure = sure >= _SURE
        if sure >= _EXACT and looks.count < _ENOUGH_CELLS:
            return True
        wanted = self.holds if is_sure else (self.surely_holds or self.holds)
        return not wanted or looks.share(wanted) >= (_SOME if is_sure else _MOST_OTHERS)


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
        tuple(entry.get("holds", ())),
        tuple(entry.get("never_holds", ())),
        tuple(entry.get("surely_holds", ())),
        entry.get("days_are", ""),
        frozenset(map(plain, entry.get("instead", ()))),
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
    by_word = "interview_on" in whole or any("interview" in plain(header) for header in headers)
    as_row = {understood(header, INTERVIEW)[0] for header in headers}
    is_schedule = {"interview_on", "interview_time", "company"} <= as_row
    return by_word or (is_schedule and not whole & {"position", "status"})


def map_columns(
    headers: Sequence[str], kind: str, looks: Sequence[Looks] | None = None
) -> list[str]:
    """Where each column goes, in their order. Of two for one place the better name has it.

    Args:
        headers: The names of the columns.
        kind: What one row is.
        looks: What stands in them: a place that does not suit it is not taken, so that
            `Applied?` with yes and no is no day of applying.
    """
    looks = looks or [Looks(())] * len(headers)
    shape = shape_of(headers)
    known = shape.columns if shape else {}
    found = []
    for at, header in enumerate(headers):
        if plain(header) in known:
            found.append((4.0, at, known[plain(header)]))
            continue
        found += [(sure, at, name) for name, sure in _suited(header, kind, looks[at])]
    mapped: dict[int, str] = {}
    taken: set[str] = set()
    for _, at, name in sorted(found, key=lambda one: (-one[0], looks[one[1]].is_empty, one[1])):
        if at not in mapped and (targets()[name].many or name not in taken):
            mapped[at] = name
            taken.add(name)
    if kind == APPLICATION and not shape:
        _fill_in(headers, looks, mapped, taken)
    return [mapped.get(at, KEEP) for at in range(len(headers))]


def _suited(header: str, kind: str, looks: Looks) -> Iterator[tuple[str, float]]:
    """The places a column may go to by its name, if what stands in it suits them."""
    for name, sure in candidates(header, kind):
        target = targets()[name]
        if sure == _OF_A_STAGE and looks.is_empty:
            continue
        if target.suits(looks, sure):
            yield name, sure
        elif target.days_are and looks.share(("day",)) > _MOST_OTHERS:
            yield target.days_are, sure


def _fill_in(
    headers: Sequence[str], looks: Sequence[Looks], mapped: dict[int, str], taken: set[str]
) -> None:
    """Let `Name` be the employer, or the position, of a list of applications without one."""
    if len(taken & _OF_AN_APPLICATION) < 1:
        return
    for target in targets().values():
        for at, header in enumerate(headers):
            free = mapped.get(at, KEEP) == KEEP and target.name not in taken
            if free and plain(header) in target.instead and target.suits(looks[at], _SURE):
                mapped[at] = target.name
                taken.add(target.name)


def understood(header: str, kind: str) -> tuple[str, float]:
    """The likeliest place for a column by its name, and how sure that is; 0 for none."""
    return next(iter(candidates(header, kind)), (KEEP, 0.0))


@cache
def candidates(header: str, kind: str) -> tuple[tuple[str, float], ...]:
    """The places a column may go to by its name, the likeliest first.

    3 is its name, 2.8 its name for that kind of row, 2.7 that of a stage, 2 a part of its name
    or its name with a remark such as `Date (day first)`, 1.5 a slip in it, 1 words in it.
    """
    name = plain(header)
    found = [(t, 3.0) for t in _named(name, "any")]
    found += [(t, 2.8) for t in _named(name, kind)]
    if kind == APPLICATION and (stage := _stage(header)):
        found.append((stage, _OF_A_STAGE))
    for part in _parts(header):
        found += [(t, 2.0) for t in (*_named(part, "any"), *_named(part, kind))]
    if name.endswith(" id"):
        found += [(t, 2.0) for t in _named(name.removesuffix(" id"), "any") if t in _HAVE_IDS]
    if near := _misspelt(name, kind):
        found.append((near, 1.5))
    if by_words := _by_words(frozenset(name.split())):
        found.append((by_words, 1.0))
    return tuple(dict.fromkeys(found))


def _named(name: str, kind: str) -> list[str]:
    return [t.name for t in targets().values() if name in t.names.get(kind, ())]


def _by_words(words: frozenset[str]) -> str:
    fitting = [
        (len(group), target.name)
        for target in targets().values()
        for group in target.words
        if group <= words and not words & target.never
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else ""


def _parts(header: str) -> list[str]:
    """Names inside a name: without its remark, and of two names each."""
    bare = _REMARK.sub(" ", header)
    found = [bare, *(_SEVERAL_NAMES.split(bare) if _SEVERAL_NAMES.search(bare) else ())]
    names = [plain(part) for part in found]
    return [name for name in dict.fromkeys(names) if name]


@cache
def _stage(header: str) -> str:
    """The place of a column for one stage, such as `Date Onsite / Final Round` or `Rejected`."""
    data = _data()["stages"]
    drop, interviews = set(data["date_words"]), set(map(plain, data["interviews"]))
    for part in (header, *_SEVERAL_NAMES.split(header)):
        rest = " ".join(word for word in plain(part).split() if word not in drop)
        if interviews & {plain(part), rest}:
            return "interview_on"
        if news_of_column(part) in _OUTCOMES:
            return "news_column"
    return ""


def news_of_column(header: str) -> str:
    """The news that a column of its own is about, such as `rejected` for `Date of rejection`."""
    drop = set(_data()["stages"]["date_words"])
    rest = " ".join(word for word in plain(header).split() if word not in drop)
    return meaning("status", header) or meaning("status", rest)


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
        if len(written.split()) == len(name.split())
        and abs(len(written) - len(name)) <= _LONGEST_SLIP
    }
    near = difflib.get_close_matches(name, known, n=1, cutoff=_TYPO)
    return known[near[0]] if near else ""
