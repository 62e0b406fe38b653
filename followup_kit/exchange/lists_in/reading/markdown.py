"""Tables of a Markdown file: rows between upright lines, with a line of dashes below the first."""

import re
from collections.abc import Iterator

from followup_kit.exchange.lists_in.reading.sheet import Beside, Sheet

_DASHES = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_STRUCK = re.compile(r"~~(.*?)~~")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def markdown_tables(text: str, name: str) -> tuple[Sheet, ...]:
    """The tables of a Markdown file; none if it is no such file."""
    lines = text.splitlines()
    starts = [
        at
        for at in range(len(lines) - 1)
        if "|" in lines[at] and "|" in lines[at + 1] and _DASHES.fullmatch(lines[at + 1])
    ]
    found = [_table(lines, at, name, number, len(starts)) for number, at in enumerate(starts, 1)]
    return tuple(found)


def _table(lines: list[str], start: int, name: str, number: int, several: int) -> Sheet:
    rows: list[tuple[int, tuple[str, ...]]] = []
    beside: list[Beside] = []
    end = start
    for end, line in enumerate([*lines[start:], ""], start=start):
        if "|" not in line:
            break
        if end == start + 1:
            continue
        cells = [_cell(cell, end + 1, at, beside) for at, cell in enumerate(_cells(line))]
        if any(cell.strip() for cell in cells):
            rows.append((end + 1, tuple(cells)))
    around = "\n".join([*lines[:start], *lines[end:]])
    called = name if several == 1 else f"{name}, table {number}"
    return Sheet(called, tuple(rows), is_text=True, about=around, beside=tuple(beside))


def _cells(line: str) -> Iterator[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return (cell.strip().replace("\\|", "|") for cell in _BAR.split(inner))


def _cell(cell: str, row: int, at: int, beside: list[Beside]) -> str:
    """A cell without its marks; addresses and words that are struck out stay beside it."""
    beside += [Beside(row, at, "link", link[2]) for link in _LINK.finditer(cell)]
    beside += [Beside(row, at, "struck out", s[1]) for s in _STRUCK.finditer(cell)]
    cell = _STRUCK.sub(" ", _LINK.sub(r"\1", cell))
    return " ".join(_MARKS.sub("", _BREAK.sub(" ", cell)).split())
