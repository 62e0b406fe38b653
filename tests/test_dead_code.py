"""Nothing is built that nobody reads: functions, classes, constants, and lists of words."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "followup_kit"
SOURCES = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
HOOK = re.compile(r"_.*_|handle_\w+")
"""What Python, IPython or the reader of HTML calls by its name."""
VERBS = {"record_received", "record_outcome"}
"""What is there for whoever works with a log in Python."""
WORD = re.compile(r"\w+")
USES = Counter(word for text in SOURCES.values() for word in WORD.findall(text))
TEXTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
TEXTS += "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.j2"))
LISTS = sorted((PACKAGE / "write" / "words").glob("*.toml"))


def defined(tree: ast.Module) -> list[str]:
    """The names a module defines at its top, and the methods of its classes."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    names = [node.name for node in ast.walk(tree) if isinstance(node, kinds) and not _called(node)]
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return names


def _called(node: ast.AST) -> bool:
    """Whether pydantic calls it, as it does with what checks a row."""
    marks = " ".join(ast.unparse(mark) for mark in getattr(node, "decorator_list", ()))
    return "validator" in marks


def unread() -> dict[str, str]:
    """Names that stand nowhere but where they are defined, with the module of each."""
    found = {}
    for path, text in SOURCES.items():
        for name in set(defined(ast.parse(text))):
            is_read = USES[name] > 1 or HOOK.fullmatch(name) or re.search(rf"\b{name}\b", TEXTS)
            if not is_read and name not in VERBS:
                found[name] = path.relative_to(PACKAGE).as_posix()
    return found


def test_everything_that_is_defined_is_read() -> None:
    assert unread() == {}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_list_of_words_has_a_reader(path: Path) -> None:
    lists = tomllib.loads(path.read_text("utf-8"))

    names = {*lists, *(check for name in ("phrases", "hints") for check in lists.get(name, {}))}
    assert [name for name in sorted(names) if not USES[name]] == []
