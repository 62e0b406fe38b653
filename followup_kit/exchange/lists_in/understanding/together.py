"""Lists that were chosen together: joined by the numbers in them, the others left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from followup_kit.exchange.lists_in.reading.sheet import Sheet
from followup_kit.exchange.lists_in.understanding.headers import (
    APPLICATION,
    INTERVIEW,
    KEEP,
    LEAVE,
    LEFT_OUT,
)
from followup_kit.exchange.lists_in.understanding.tables import Column, Table, as_table
from followup_kit.exchange.lists_in.understanding.vocabulary import plain

_NUMBERS = frozenset({"id", "no", "number", "nr"})
_NAMED_BY = {
    "company": {"company", "employer", "organization", "organisation", "firm"},
    "position": {"role", "position", "job", "vacancy", "title"},
}


def as_tables(sheets: Sequence[Sheet]) -> list[Table]:
    """The tables of some sheets that were chosen together.

    Lists that name each other are joined, and sheets without a list are left out beside one.
    """
    return left_out(joined([_table(sheet) for sheet in sheets]))


def _table(sheet: Sheet) -> Table:
    """The table of a sheet; one that is left out if nothing can be made of it."""
    try:
        return as_table(sheet)
    except Exception as error:  # no sheet may end an import of the others
        why = f"It could not be understood ({type(error).__name__}), so it is left out."
        width = max(len(cells) for _, cells in sheet.rows)
        columns = tuple(Column(f"Column {at}", KEEP) for at in range(1, width + 1))
        rows = tuple((n, (*cells, *[""] * (width - len(cells)))) for n, cells in sheet.rows)
        return Table(sheet, LEFT_OUT, columns, rows, has_header=False, remarks=(why,))


def joined(tables: list[Table]) -> list[Table]:
    """The tables, with the numbers in one that name rows of another replaced by their names."""
    tables = [_with_ref(table, tables) for table in tables]
    employers = [table for table in tables if _names_only(table, "company")]
    roles = [table for table in tables if _names_only(table, "position")]
    return [
        table
        if table in employers or table in roles
        else _joined(_joined(table, employers, "company"), roles, "position")
        for table in tables
    ]


def _with_ref(table: Table, tables: list[Table]) -> Table:
    """The table with the column that names applications of another list by their numbers."""
    if table.kind != INTERVIEW or table.where("ref") or table.where("company"):
        return table
    for other in tables:
        if other is table or not (ids := _ids(other)):
            continue
        for at, column in enumerate(table.columns):
            said = {cells[at].strip() for _, cells in table.rows} - {""}
            if column.target == KEEP and said and said <= ids:
                return _with_column(table, at, "ref")
    return table


def _ids(table: Table) -> set[str]:
    """The numbers that a list of applications gives them."""
    is_one = table.kind == APPLICATION and table.where("id")
    return {cells[table.where("id")[0]].strip() for _, cells in table.rows} if is_one else set()


def _with_column(table: Table, at: int, target: str) -> Table:
    columns = list(table.columns)
    columns[at] = Column(columns[at].header, target)
    return replace(table, columns=tuple(columns))


def _names_only(table: Table, target: str) -> bool:
    """Whether a table only says more of employers, or of positions, by their numbers."""
    others = {"applied_on", "status", "interview_on", "person", "sender", "ref"}
    has_numbers = any(plain(c.header) in _NUMBERS for c in table.columns)
    return bool(table.where(target)) and has_numbers and not any(map(table.where, others))


def _joined(table: Table, lists: list[Table], target: str) -> Table:
    if table.where(target):
        return table
    for other in lists:
        number = next(a for a, c in enumerate(other.columns) if plain(c.header) in _NUMBERS)
        name = other.where(target)[0]
        names = {cells[number].strip(): cells[name] for _, cells in other.rows}
        for at, column in enumerate(table.columns):
            said = {cells[at].strip() for _, cells in table.rows} - {""}
            fits = target in _NAMED_BY and _NAMED_BY[target] & set(plain(column.header).split())
            if fits and said and said <= set(names):
                return _replaced(table, at, names, target)
    return table


def _replaced(table: Table, at: int, names: Mapping[str, str], target: str) -> Table:
    rows = [
        (n, (*cells[:at], names.get(cells[at].strip(), ""), *cells[at + 1 :]))
        for n, cells in table.rows
    ]
    return _with_column(replace(table, rows=tuple(rows)), at, target)


def left_out(tables: list[Table]) -> list[Table]:
    """The tables, with sheets that hold no list left out beside one that does."""
    lists = [table for table in tables if _is_a_list(table)]
    if not lists:
        return tables
    return [table if table in lists else _left_out(table) for table in tables]


def _is_a_list(table: Table) -> bool:
    if table.kind != APPLICATION:
        return True
    if _names_only(table, "company") or _names_only(table, "position"):
        return False
    is_about = any(map(table.where, ("company", "ref")))
    says = {c.target for c in table.columns} - {KEEP, LEAVE, "notes", "id", "company"}
    return is_about and bool(says)


def _left_out(table: Table) -> Table:
    why = "It has no list of applications, so it is left out."
    return replace(table, kind=LEFT_OUT, remarks=(*table.remarks, why))
