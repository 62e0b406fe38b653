"""A sheet with its header found and every column understood; a person can change both."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from followup_kit.exchange.lists_in.reading.sheet import Sheet
from followup_kit.exchange.lists_in.understanding.headers import (
    INTERVIEW,
    KEEP,
    LEAVE,
    LEFT_OUT,
    ROW_LABELS,
    Shape,
    map_columns,
    row_kind,
    shape_of,
    understood,
)
from followup_kit.exchange.lists_in.understanding.vocabulary import meaning, plain

_HEADER_WITHIN = 25
_ENOUGH, _ENOUGH_BELOW = 3, 2
"""What a known shape counts, and how many known names a header below the first row needs."""


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Attributes:
        header: Its name; columns of one name are numbered, those without one called so.
        target: Where it goes: a name of `headers.targets()`.
    """

    header: str
    target: str


@dataclass(frozen=True)
class Table:
    """A sheet that is understood.

    Attributes:
        sheet: The sheet.
        kind: What one row is: a key of `headers.ROW_LABELS`.
        columns: Its columns, in their order.
        rows: The number of each row in the file, and its cells, as many as columns.
        above: The numbers of the rows above the header.
        too_long: The rows with more cells than the header, and how many.
        repeated: The numbers of rows that say the header again.
        shape: The known list it is, if it is one.
    """

    sheet: Sheet
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: tuple[int, ...] = ()
    too_long: tuple[tuple[int, int], ...] = ()
    repeated: tuple[int, ...] = ()
    shape: Shape | None = None

    def where(self, target: str) -> list[int]:
        """The places of the columns that go there."""
        return [at for at, column in enumerate(self.columns) if column.target == target]

    def with_choices(self, kind: str, chosen: Mapping[str, str]) -> "Table":
        """The same table with another kind of row, or columns that go elsewhere.

        Args:
            kind: What one row is; empty to leave it.
            chosen: Header to target, for the columns a person changed.
        """
        headers = [column.header for column in self.columns]
        known = [column.target for column in self.columns]
        if kind and kind != self.kind:
            known = map_columns(headers, kind, without_days=_without_days(headers, self.rows))
        columns = tuple(
            Column(header, chosen.get(header, target))
            for header, target in zip(headers, known, strict=True)
        )
        return replace(self, kind=kind or self.kind, columns=columns)


def as_table(sheet: Sheet) -> Table:
    """The table of a sheet, with its header and columns as its words show them."""
    start = _header_row(sheet)
    below = sheet.rows[start + 1 :]
    width = len(sheet.rows[start][1])
    if not sheet.is_text:
        width = max([width, *(len(cells) for _, cells in below)])
    header = _padded(sheet.rows[start][1], width)
    names = _unique(header)
    kind = row_kind(names)
    too_long = [(number, len(cells)) for number, cells in below if any(cells[width:])]
    rows = [(n, _padded(cells[:width], width)) for n, cells in below if not any(cells[width:])]
    again = [number for number, cells in rows if _says_again(cells, header)]
    rows = [(number, cells) for number, cells in rows if number not in set(again)]
    mapped = map_columns(names, kind, without_days=_without_days(names, rows))
    if not header[0].strip() and _is_count(rows):
        mapped[0] = LEAVE
    return Table(
        sheet,
        kind,
        tuple(Column(name, target) for name, target in zip(names, mapped, strict=True)),
        tuple(rows),
        tuple(number for number, _ in sheet.rows[:start]),
        tuple(too_long),
        tuple(again),
        shape_of(names),
    )


def _header_row(sheet: Sheet) -> int:
    """The place of the row that names the columns: the one with most names we know."""
    best, place = 0, 0
    for at, (_, cells) in enumerate(sheet.rows[:_HEADER_WITHIN]):
        names = [cell for cell in cells if cell.strip()]
        known = {understood(name, INTERVIEW)[0] for name in names if len(name) < 60} - {KEEP}
        shape = shape_of(names)
        worth = len(known) + (_ENOUGH if shape else 0)
        if worth > best and (at == 0 or worth >= _ENOUGH_BELOW):
            best, place = worth, at
    return place


def _without_days(
    headers: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]
) -> frozenset[str]:
    """The columns that hold something, and only words for yes and no."""
    found = set()
    for at, header in enumerate(headers):
        words = {cells[at].strip() for _, cells in rows} - {""}
        if words and all(meaning("yes_no", word) for word in words):
            found.add(header)
    return frozenset(found)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _unique(header: Sequence[str]) -> list[str]:
    """The names of the columns, each told from the others."""
    shown = [" ".join(name.split()) or f"Column {at}" for at, name in enumerate(header, start=1)]
    counts: Counter[str] = Counter()
    names = []
    for name in shown:
        counts[plain(name)] += 1
        again = counts[plain(name)]
        names.append(name if again == 1 else f"{name} ({again})")
    return names


def _says_again(cells: Sequence[str], header: Sequence[str]) -> bool:
    same = [plain(a) == plain(b) for a, b in zip(cells, header, strict=True) if a.strip()]
    return len(same) > 1 and all(same)


def _is_count(rows: list[tuple[int, tuple[str, ...]]]) -> bool:
    """Whether the first column only counts the rows."""
    firsts = [cells[0].strip() for _, cells in rows]
    return bool(firsts) and all(re.fullmatch(r"\d+", first) for first in firsts)


def in_words(table: Table) -> str:
    """What a table was understood as, for people."""
    known = f"It looks like {table.shape.name}. {table.shape.said}" if table.shape else ""
    each = "left out" if table.kind == LEFT_OUT else f"each {ROW_LABELS[table.kind]}"
    rows = f"{len(table.rows):,} rows, {each}."
    return " ".join(filter(None, (rows, known)))
