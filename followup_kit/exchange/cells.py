"""Text in CSV files: what a spreadsheet could take for a formula is made plain text.

This is the only way out to CSV. One apostrophe is put where a cell could begin with a
formula: at the start of a text, and inside it after a semicolon, a tab or a line break,
since a spreadsheet set to another separator begins a cell there. `unguarded` takes
exactly those apostrophes off again, so every text comes back as it was.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_SIGNS = r"=+\-@＝＋－＠﹢﹣﹦﹫"  # noqa: RUF001 - the wide ones work as the others do
_UNSEEN = (
    r"\x00-\x09\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    r"\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f"
)
_MOST_UNSEEN = 40  # a bound keeps a text of nothing but blanks from taking for ever
_SKIPPED = f'["{_UNSEEN}]'
_FORMULA = rf"{_SKIPPED}{{0,{_MOST_UNSEEN}}}[{_SIGNS}']|{_SKIPPED}{{{_MOST_UNSEEN}}}"
_START = r"^|\r\n|[;\t\r\n]"
_COULD_START = re.compile(rf"^(?=[\t\r\n\0])|({_START})(?={_FORMULA})")
_GUARD = re.compile(rf"({_START})'")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet could begin a formula.

    >>> guarded("=1+1"), guarded("Northwind; -5 %"), guarded("a - b")
    ("'=1+1", "Northwind;' -5 %", 'a - b')
    """
    return _COULD_START.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded(guarded("'tis"))
    "'tis"
    """
    return _GUARD.sub(r"\1", text)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text, typed into a cell, for a formula."""
    found = _COULD_START.match(text)
    return found is not None


def table_as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file: every cell guarded and in quotes, UTF-8 with the mark that Excel needs."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([guarded(cell) for cell in row])
    return made.getvalue().encode("utf-8-sig", "replace")
