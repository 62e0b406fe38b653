"""A sheet with its header found and every column understood; a person can change both."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from followup_kit.exchange.lists_in.reading.sheet import Sheet
from followup_kit.exchange.lists_in.understanding.header_row import header_row
from followup_kit.exchange.lists_in.understanding.headers import (
    APPLICATION,
    INTERVIEW,
    KEEP,
    LEAVE,
    LEFT_OUT,
    ROW_LABELS,
    Shape,
    map_columns,
    row_kind,
    shape_of,
)
from followup_kit.exchange.lists_in.understanding.looks import Looks
from followup_kit.exchange.lists_in.understanding.vocabulary import phrases, plain
from followup_kit.log.choices import OutcomeKind


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
        has_header: Whether a row names its columns.
        remarks: What was noticed in it, in words.
    """

    sheet: Sheet
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: tuple[int, ...] = ()
    too_long: tuple[tuple[int, int], ...] = ()
    repeated: tuple[int, ...] = ()
    shape: Shape | None = None
    has_header: bool = True
    remarks: tuple[str, ...] = ()

    def where(self, target: str) -> list[int]:
        """The places of the columns that go there."""
        return [at for at, column in enumerate(self.columns) if column.target == target]

    def understood_as(self, kind: str) -> "Table":
        """The same table with rows of that kind, and its columns understood anew."""
        headers = [column.header for column in self.columns]
        looks = [self.looks(at) for at in range(len(headers))]
        mapped = map_columns(headers, kind, looks)
        if "url" not in mapped and kind in (APPLICATION, INTERVIEW):
            links = [at for at, header in enumerate(headers) if header.endswith(": link")]
            for at in links[:1]:
                mapped[at] = "url"
        if headers and headers[0] == "Column 1" and self.has_header and _is_count(self.rows):
            mapped[0] = LEAVE
        columns = tuple(Column(h, t) for h, t in zip(headers, mapped, strict=True))
        return _with_decided_days(replace(self, kind=kind, columns=columns))

    def looks(self, at: int) -> Looks:
        """What stands in a column."""
        return Looks(cells[at] for _, cells in self.rows)

    def with_choices(self, kind: str, chosen: Mapping[str, str]) -> "Table":
        """The same table with another kind of row, or columns that go elsewhere.

        Args:
            kind: What one row is; empty to leave it.
            chosen: Header to target, for the columns a person changed.
        """
        headers = [column.header for column in self.columns]
        known = [column.target for column in self.columns]
        if kind and kind != self.kind:
            known = [column.target for column in self.understood_as(kind).columns]
        columns = tuple(
            Column(header, chosen.get(header, target))
            for header, target in zip(headers, known, strict=True)
        )
        return replace(self, kind=kind or self.kind, columns=columns)


def as_table(sheet: Sheet) -> Table:
    """The table of a sheet, with its header and columns as words and values show them."""
    place = header_row(sheet)
    start = -1 if place is None else place
    header, below = () if place is None else sheet.rows[start][1], sheet.rows[start + 1 :]
    width = len(header)
    if not sheet.is_text or place is None:
        width = max([width, *(len(cells) for _, cells in below)])
    header = _padded(header, width)
    too_long = [(number, len(cells)) for number, cells in below if any(cells[width:])]
    rows = [(n, _padded(cells[:width], width)) for n, cells in below if not any(cells[width:])]
    again = {number for number, cells in rows if _says_again(cells, header)}
    rows = [(number, cells) for number, cells in rows if number not in again]
    names = _unique(header)
    names, rows = _with_beside(sheet, names, rows)
    found = Table(
        sheet,
        row_kind(names),
        tuple(Column(name, KEEP) for name in names),
        tuple(rows),
        tuple(n for n, _ in sheet.rows[: max(start, 0)]),
        tuple(too_long),
        tuple(sorted(again)),
        shape_of(names),
        has_header=place is not None,
    )
    return found.understood_as(found.kind)


def _with_beside(
    sheet: Sheet, names: list[str], rows: list[tuple[int, tuple[str, ...]]]
) -> tuple[list[str], list[tuple[int, tuple[str, ...]]]]:
    """The columns and rows, with columns for what belongs to cells and is not in them."""
    kinds = sorted({(one.at, one.what) for one in sheet.beside if one.at < len(names)})
    texts = {(one.row, one.at, one.what): one.text for one in sheet.beside}
    added = [f"{names[at]}: {what}" for at, what in kinds]
    filled = [
        (number, (*cells, *(texts.get((number, at, what), "") for at, what in kinds)))
        for number, cells in rows
    ]
    return [*names, *added], filled


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


def _is_count(rows: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    """Whether the first column only counts the rows."""
    firsts = [cells[0].strip() for _, cells in rows]
    return bool(firsts) and all(re.fullmatch(r"\d+", first) for first in firsts)


def _with_decided_days(table: Table) -> Table:
    """The table with days of a decision that was made told from days it is promised for."""
    words = table.where("status")
    for at in table.where("decision_on"):
        rows = [cells for _, cells in table.rows if cells[at].strip()]
        made = [cells for cells in rows if any(_is_news(cells[word]) for word in words)]
        if rows and len(made) * 2 >= len(rows):
            columns = list(table.columns)
            columns[at] = Column(columns[at].header, "status_on")
            table = replace(table, columns=tuple(columns))
    return table


def _is_news(text: str) -> bool:
    return bool(phrases("status", text) & {kind.value for kind in OutcomeKind})


def in_words(table: Table) -> str:
    """What a table was understood as, for people."""
    known = f"It looks like {table.shape.name}. {table.shape.said}" if table.shape else ""
    each = "left out" if table.kind == LEFT_OUT else f"each {ROW_LABELS[table.kind]}"
    rows = f"{len(table.rows):,} rows, {each}."
    return " ".join(filter(None, (rows, known)))
