"""What a notebook of the workbook looks like, as a list of rules that each name a problem."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
Cell = dict[str, Any]

PARTS = ("Overview", "You need", "Set up", "Summary", "What's next")
FEWEST_CELLS, FEWEST_CELLS_AT_START, MOST_CELLS = 15, 8, 35
MOST_CODE_LINES = 8
MOST_WORDS = 120
MOST_CODE_IN_A_ROW = 2
NOT_FOR_LEARNERS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try)

IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^)]*\)")
IMAGE_TAG = re.compile(r"<img\b[^>]*>")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)[^)]*\)")


def problems(notebook: Notebook, path: Path) -> list[str]:
    """Every rule the notebook breaks; `path` is where its links start from."""
    rules = (_opening, _parts, _stored, _size, _code, _rhythm, _text)
    return [problem for rule in rules for problem in rule(notebook, path)]


def _opening(notebook: Notebook, _: Path) -> Iterator[str]:
    first = notebook["cells"][0] if notebook["cells"] else {"cell_type": "", "source": ""}
    if first["cell_type"] != "markdown" or not text_of(first).startswith("# "):
        yield "The first cell is not a title (`# ...`)."


def _parts(notebook: Notebook, _: Path) -> Iterator[str]:
    lines = [line for cell in _texts(notebook) for line in text_of(cell).splitlines()]
    marks = [
        re.match(r"(?:## |\*\*)(?P<name>[^*:.]+)", line.replace("\u2019", "'")) for line in lines
    ]
    names = [mark["name"].strip() for mark in marks if mark]
    for part in PARTS:
        if part not in names:
            yield f"The part `{part}` is missing."
    found = [names.index(part) for part in PARTS if part in names]
    if found != sorted(found):
        yield f"The parts are not in order: {', '.join(PARTS)}."


def _stored(notebook: Notebook, _: Path) -> Iterator[str]:
    kernel = notebook["metadata"].get("kernelspec", {})
    if kernel.get("name") != "python3":
        yield "The kernelspec is not python3; JupyterLab would ask for a kernel."
    if "widgets" in notebook["metadata"]:
        yield "What the panels showed is stored (`widgets` in the metadata)."
    for cell in _codes(notebook):
        if cell["outputs"]:
            yield f"An output is stored: {text_of(cell)!r}"
        if cell["execution_count"] is not None:
            yield f"An execution count is stored: {text_of(cell)!r}"


def _size(notebook: Notebook, path: Path) -> Iterator[str]:
    fewest = FEWEST_CELLS_AT_START if path.name.startswith("00") else FEWEST_CELLS
    count = len(notebook["cells"])
    if not fewest <= count <= MOST_CELLS:
        yield f"It has {count} cells; {fewest} to {MOST_CELLS} are allowed."


def _code(notebook: Notebook, _: Path) -> Iterator[str]:
    for cell in _codes(notebook):
        source = text_of(cell)
        if len(source.splitlines()) > MOST_CODE_LINES:
            yield f"A code cell has more than {MOST_CODE_LINES} lines: {source!r}"
        if re.search(r"^\s*[%!]", source, re.MULTILINE):
            yield f"A code cell has a `%` or `!` command: {source!r}"
        elif not _is_for_learners(source):
            yield f"A code cell defines, tries or prints: {source!r}"


def _rhythm(notebook: Notebook, _: Path) -> Iterator[str]:
    kinds = "".join("c" if cell["cell_type"] == "code" else "t" for cell in notebook["cells"])
    if "c" * (MOST_CODE_IN_A_ROW + 1) in kinds:
        yield f"More than {MOST_CODE_IN_A_ROW} code cells follow each other without text."


def _text(notebook: Notebook, path: Path) -> Iterator[str]:
    for cell in _texts(notebook):
        text = text_of(cell)
        words = len(re.findall(r"\w['\w\u2019-]*", text))
        if words > MOST_WORDS:
            yield f"A text cell has {words} words; {MOST_WORDS} are allowed: {text[:40]!r}"
        tags = [tag for tag in IMAGE_TAG.findall(text) if not re.search(r'alt="[^"]', tag)]
        if tags or any(not image["alt"].strip() for image in IMAGE.finditer(text)):
            yield f"A picture has no alt text: {text[:40]!r}"
        yield from _dead_links(text, path.parent)


def _dead_links(text: str, folder: Path) -> Iterator[str]:
    for link in LINK.finditer(text):
        target = link["target"].split("#")[0]
        elsewhere = re.match(r"[a-z]+:", target)
        if target and not elsewhere and not (folder / target).exists():
            yield f"A link leads nowhere: {target}"


def _is_for_learners(source: str) -> bool:
    nodes = list(ast.walk(ast.parse(source)))
    prints = any(isinstance(node, ast.Name) and node.id == "print" for node in nodes)
    return not prints and not any(isinstance(node, NOT_FOR_LEARNERS) for node in nodes)


def text_of(cell: Cell) -> str:
    """A cell's source as one text; a file may hold it as a list of lines."""
    return "".join(cell["source"])


def _codes(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _texts(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
