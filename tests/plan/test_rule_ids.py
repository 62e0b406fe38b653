"""Each rule of the policy can be found by its id, in the docstring of what holds it."""

import ast
from pathlib import Path

import pytest

from followup_kit import plan, rules

RULES = [
    *(f"T{n}" for n in range(1, 8)),
    *(f"S{n}" for n in range(6)),
    *(f"F{n}" for n in range(1, 9)),
    *("B1", "B1a", "R1", "R2", "W1", "W2", "O1", "C1", "N1", "Q1", "P1"),
]
NAMED = (ast.FunctionDef, ast.ClassDef, ast.Module)


def docstrings() -> list[str]:
    files = [f for room in (plan, rules) for f in Path(room.__file__).parent.glob("*.py")]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, NAMED)]
    return [ast.get_docstring(node) or "" for node in found]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_found_by_its_id(rule: str) -> None:
    assert any(rule in text for text in docstrings())
