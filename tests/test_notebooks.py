"""Each notebook keeps the form that readers learn once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.notebook_style import Cell, Notebook, problems

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
OPENING = ("# Log your interviews", "## Overview", "## You need", "## Set up")
CLOSING = ("## Summary", "## What's next")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_keeps_the_form(path: Path) -> None:
    assert problems(json.loads(path.read_text("utf-8")), path) == []


def text(source: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str) -> Cell:
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


@pytest.fixture
def good() -> Notebook:
    """A notebook that breaks no rule; each test below breaks one."""
    steps = [text("Say what comes."), code("log.interviews")] * 5
    cells = [*map(text, OPENING), code("log = open_log()"), *steps, *map(text, CLOSING)]
    return {"cells": cells, "metadata": {"kernelspec": {"name": "python3"}}}


def insert(*cells: Cell) -> Callable[[Notebook], None]:
    return lambda notebook: notebook["cells"].__setitem__(slice(5, 5), cells)


def drop(place: int) -> Callable[[Notebook], None]:
    return lambda notebook: notebook["cells"].pop(place)


def test_good_notebook_passes(good: Notebook, tmp_path: Path) -> None:
    assert problems(good, tmp_path / "01_log.ipynb") == []


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (drop(0), "not a title"),
        (drop(1), "`Overview` is missing"),
        (drop(2), "`You need` is missing"),
        (drop(3), "`Set up` is missing"),
        (drop(-2), "`Summary` is missing"),
        (drop(-1), "`What's next` is missing"),
        (lambda it: it["cells"].insert(1, it["cells"].pop(-2)), "not in order"),
        (lambda it: it["metadata"].clear(), "kernelspec"),
        (lambda it: it["cells"][4]["outputs"].append({}), "output is stored"),
        (lambda it: it["cells"][4].update(execution_count=1), "execution count"),
        (lambda it: it["metadata"].update(widgets={"state": {}}), "the panels showed is stored"),
        (insert(*[text("More.")] * 19), "36 cells"),
        (lambda it: it["cells"].__delitem__(slice(6, 12)), "11 cells"),
        (insert(code("a = 1\n" * 9)), "more than 8 lines"),
        (insert(code("%matplotlib inline")), "`%` or `!`"),
        (insert(code("!pip install pandas")), "`%` or `!`"),
        (insert(code("def now(): ...")), "defines, tries or prints"),
        (insert(code("class Note: ...")), "defines, tries or prints"),
        (insert(code("try:\n    x\nexcept NameError:\n    y")), "defines, tries or prints"),
        (insert(code("print(log)")), "defines, tries or prints"),
        (insert(code("a"), code("b")), "without text"),
        (insert(text("word " * 121)), "121 words"),
        (insert(text("![](plan.png)")), "no alt text"),
        (insert(text('<img src="plan.png" alt="">')), "no alt text"),
        (insert(text("[next](02_gone.ipynb)")), "leads nowhere: 02_gone.ipynb"),
    ],
)
def test_broken_rule_is_named(
    spoil: Callable[[Notebook], None], problem: str, good: Notebook, tmp_path: Path
) -> None:
    spoil(good)

    found = problems(good, tmp_path / "01_log.ipynb")

    assert problem in " ".join(found)


def test_start_notebook_may_be_short(good: Notebook, tmp_path: Path) -> None:
    del good["cells"][6:12]

    assert problems(good, tmp_path / "00_start_here.ipynb") == []


def test_link_to_a_neighbour_passes(good: Notebook, tmp_path: Path) -> None:
    (tmp_path / "02_plan.ipynb").touch()
    insert(text("[next](02_plan.ipynb#plan), [source](https://example.com/a)"))(good)

    assert problems(good, tmp_path / "01_log.ipynb") == []


def test_parts_may_be_bold(good: Notebook, tmp_path: Path) -> None:
    good["cells"][1]["source"] = ["**Overview**\n", "1. Log"]

    assert problems(good, tmp_path / "01_log.ipynb") == []
