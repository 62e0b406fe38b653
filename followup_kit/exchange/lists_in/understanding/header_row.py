"""Which row of a sheet names its columns: judged by its words and by the rows below it."""

from collections.abc import Sequence

from followup_kit.exchange.lists_in.reading.sheet import Sheet
from followup_kit.exchange.lists_in.understanding.headers import (
    APPLICATION,
    INTERVIEW,
    KEEP,
    candidates,
    shape_of,
)
from followup_kit.exchange.lists_in.understanding.looks import look_of

_WITHIN = 25
_BELOW = 30
_LONGEST_NAME = 60
_KNOWN_SHAPE = 3.0
_ENOUGH_BELOW = 2.0
"""What a known shape counts, and how much a header below the first row needs."""

_VALUES = frozenset({"day", "address", "email", "phone", "clock", "long", "flag"})
"""What a cell looks like that names no column."""


def header_row(sheet: Sheet) -> int | None:
    """The place of the row that names the columns; None if no row does."""
    best, place = 0.0, None
    for at, (_, cells) in enumerate(sheet.rows[:_WITHIN]):
        worth = _worth(cells)
        if worth > best and (at == 0 or worth >= _ENOUGH_BELOW):
            best, place = worth, at
    if place is None and sheet.rows and not _looks_like_the_rest(sheet):
        return 0
    return place


def _worth(cells: Sequence[str]) -> float:
    """How much a row is like one that names columns: the names it has, less the values."""
    names = [cell for cell in cells if cell.strip()]
    short = [name for name in names if len(name) < _LONGEST_NAME]
    known = {_best(name) for name in short} - {(KEEP, 0.0)}
    sure = {target for target, worth in known if worth >= 2.0}
    guessed = {target for target, _ in known} - sure
    values = sum(look_of(name) in _VALUES for name in names)
    shape = _KNOWN_SHAPE if shape_of(names) else 0.0
    return len(sure) + 0.5 * len(guessed) + shape - values


def _best(name: str) -> tuple[str, float]:
    """The likeliest place of a name, in a list of applications or of interviews."""
    found = [*candidates(name, APPLICATION)[:1], *candidates(name, INTERVIEW)[:1]]
    return max(found, key=lambda one: one[1], default=(KEEP, 0.0))


def _looks_like_the_rest(sheet: Sheet) -> bool:
    """Whether the first row holds values such as a day, where the rows below hold the like."""
    first = sheet.rows[0][1]
    below = [cells for _, cells in sheet.rows[1 : _BELOW + 1]]
    for at, cell in enumerate(first):
        look = look_of(cell)
        column = [look_of(cells[at]) for cells in below if at < len(cells)]
        if look in _VALUES and look in column:
            return True
    return False
