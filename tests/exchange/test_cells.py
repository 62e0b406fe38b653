"""Texts in CSV files: no cell starts a formula in any reading, and all come back exactly."""

import csv
import io
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.exchange.cells import could_be_formula, guarded, table_as_csv, unguarded

FILE = Path(__file__).parents[1] / "data" / "formula_cells.toml"
FORMULAS = [text for group in tomllib.loads(FILE.read_text("utf-8")).values() for text in group]
DELIMITERS = [",", ";", "\t"]
SIGNS = "=+-@"
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def rows_of(content: bytes, delimiter: str = ",") -> list[list[str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def starts_a_formula(cell: str) -> bool:
    """Whether the first character that can be seen is one that begins a formula."""
    seen = (c for c in cell if unicodedata.category(c) not in UNSEEN)
    return unicodedata.normalize("NFKC", next(seen, "x"))[0] in SIGNS


def formulas_in(content: bytes, delimiter: str) -> list[str]:
    return [cell for row in rows_of(content, delimiter) for cell in row if starts_a_formula(cell)]


def test_there_are_45_formulas() -> None:
    assert len(set(FORMULAS)) == 45


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("columns", [1, 3])
def test_no_cell_starts_a_formula(delimiter: str, columns: int) -> None:
    rows = [[text] * columns for text in FORMULAS]

    assert formulas_in(table_as_csv(["Name"] * columns, rows), delimiter) == []


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_without_the_guard_many_do(delimiter: str) -> None:
    """The control: what the test above would find."""
    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows([[text] * 3 for text in FORMULAS])

    assert len(formulas_in(made.getvalue().encode(), delimiter)) >= 20


@pytest.mark.parametrize("text", FORMULAS)
def test_every_text_comes_back(text: str) -> None:
    header, row = rows_of(table_as_csv(["Name", text], [["x", text]]))

    assert [unguarded(cell) for cell in header] == ["Name", text]
    assert [unguarded(cell) for cell in row] == ["x", text]


SPECIAL = "=+-@'\";,\t\r\n\0 \u00a0\u200b\ufeff\u202e\uff1d\ufe63ab"
AWKWARD = st.text(st.sampled_from(SPECIAL) | st.characters(codec="utf-8"))


@given(st.lists(st.lists(AWKWARD, min_size=3, max_size=3), max_size=4))
def test_any_table_is_safe_and_comes_back(rows: list[list[str]]) -> None:
    content = table_as_csv(["a", "b", "c"], rows)

    assert [[unguarded(cell) for cell in row] for row in rows_of(content)[1:]] == rows
    for delimiter in DELIMITERS:
        assert formulas_in(content, delimiter) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Zoë & Söhne", "Zoë & Söhne"),
        ("I liked it, - really", "I liked it, - really"),
        ("Dear Priya,\n\nThank you.", "Dear Priya,\n\nThank you."),
        ("Ask about:\r\n- pay\r\n- hours", "Ask about:\r\n'- pay\r\n'- hours"),
        ("2026-09-15", "2026-09-15"),
    ],
)
def test_plain_text_stays_as_it_is(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_a_text_of_blanks_takes_no_time() -> None:
    """A search without a bound would look through the rest of the text at every tab."""
    text = "\t" * 200_000

    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(("text", "is_one"), [("=1", True), (" @x", True), ("a=1", False)])
def test_a_formula_is_known_by_its_start(text: str, is_one: bool) -> None:
    assert could_be_formula(text) is is_one
