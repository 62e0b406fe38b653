"""The layers of CONTRIBUTING.md: imports point down, only panels know Jupyter and the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "followup_kit"

BASE = {"errors", "text", "times", "zones", "countries"}
LOG = BASE | {"practice", "log"}
RULES = LOG | {"rules"}
WORK = RULES | {"plan", "write", "progress"}
MAY_IMPORT = {
    "errors": set(),
    "text": set(),
    "times": {"errors", "text"},
    "zones": {"errors", "text", "times"},
    "countries": {"errors", "text"},
    "practice": BASE,
    "log": LOG,
    "rules": LOG,
    "plan": RULES,
    "write": RULES,
    "progress": RULES,
    "exchange": WORK,
    "review": WORK,
    "widgets": WORK | {"exchange", "review"},
    "__init__": WORK | {"exchange", "review"},
}
ONLY_IN_WIDGETS = {"IPython", "anywidget", "ipykernel", "ipywidgets"}
ONLY_IN_FUNCTIONS = {"icalendar", "matplotlib", "openpyxl"}
ONLY_IN_STORE = {"sqlite3"}
OPEN_THE_FILE = {"log/file/database.py", "log/file/store.py"}
CLOCK_CALLS = {"now", "today", "utcnow"}
CLOCK_OWNERS = {"date", "datetime", "Timestamp"}
TIME_FUNCTIONS = {"localtime", "time", "time_ns"}


def imported(node: ast.AST) -> list[str]:
    """The dotted names an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from outside_functions(child)


def reads_clock(node: ast.AST) -> bool:
    """Whether the node asks for, or hands on, the present moment."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in CLOCK_CALLS or ast.unparse(node.func) in {
            f"time.{name}" for name in TIME_FUNCTIONS
        }
    if isinstance(node, ast.Attribute) and node.attr in CLOCK_CALLS:
        return ast.unparse(node.value).rsplit(".", 1)[-1] in CLOCK_OWNERS
    return any(name in {f"time.{wanted}" for wanted in TIME_FUNCTIONS} for name in imported(node))


def room_problems(name: str, room: str) -> Iterator[str]:
    """What is wrong with importing that name of our own into that room."""
    parts = name.split(".")
    if parts[0] != "followup_kit":
        return
    target = parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else "__init__"
    if target != room and target not in MAY_IMPORT[room]:
        yield f"{room} imports {name}"


def problems(source: str, module: str) -> list[str]:
    """Everything in a module's source that its place in the house does not allow.

    `module` is its path in the package, such as `log/file/store.py`.
    """
    tree = ast.parse(source)
    room = module.split("/")[0].removesuffix(".py")
    nodes = list(ast.walk(tree))
    names = [name for node in nodes for name in imported(node)]
    at_import = [name for node in outside_functions(tree) for name in imported(node)]
    found = [problem for name in names for problem in room_problems(name, room)]
    banned = set() if room == "widgets" else set(ONLY_IN_WIDGETS)
    banned |= set() if module in OPEN_THE_FILE else ONLY_IN_STORE
    found += [f"{module} imports {name}" for name in names if name.split(".")[0] in banned]
    found += [
        f"{module} imports {name} before it is used"
        for name in at_import
        if name.split(".")[0] in ONLY_IN_FUNCTIONS
    ]
    if room != "widgets":
        found += [f"{module}:{node.lineno} reads the clock" for node in nodes if reads_clock(node)]
    found += [
        f"{module}:{node.lineno} prints"
        for node in nodes
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    return found


MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_module_keeps_to_its_layer(module: str) -> None:
    assert problems((PACKAGE / module).read_text("utf-8"), module) == []


@pytest.mark.parametrize(
    ("room", "may_use"),
    [
        ("log/file", ("errors", "times", "log.file")),
        (
            "exchange/lists_in/reading",
            ("errors", "exchange.lists_in.questions", "exchange.lists_in.reading"),
        ),
    ],
)
def test_a_room_that_could_leave_knows_nothing_of_follow_ups(
    room: str, may_use: tuple[str, ...]
) -> None:
    allowed = tuple(f"followup_kit.{name}" for name in may_use)
    trees = [ast.parse(path.read_text("utf-8")) for path in (PACKAGE / room).glob("*.py")]
    names = [name for tree in trees for node in ast.walk(tree) for name in imported(node)]

    assert trees
    assert [n for n in names if n.startswith("followup_kit") and not n.startswith(allowed)] == [
        name for name in names if name == "followup_kit.times"
    ]


def test_every_room_has_a_layer() -> None:
    assert {module.split("/")[0].removesuffix(".py") for module in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("errors.py", "import followup_kit.times"),
        ("practice/practice.py", "from followup_kit.log.log import open_log"),
        ("log/log.py", "from followup_kit import plan"),
        ("log/log.py", "from followup_kit.rules.case import Case"),
        ("rules/case.py", "from followup_kit.plan.steps import NextStep"),
        ("log/log.py", "from followup_kit import open_log"),
        ("plan/next_steps.py", "from followup_kit.write.compose import compose"),
        ("write/compose.py", "from followup_kit import progress"),
        ("progress/pairs.py", "def pairs():\n    from followup_kit.plan import next_steps"),
        ("review/cohort.py", "from followup_kit.exchange import mail"),
        ("exchange/mail.py", "from followup_kit.widgets import shared"),
        ("__init__.py", "from followup_kit.widgets import log_panel"),
        ("plan/next_steps.py", "import ipywidgets"),
        ("write/compose.py", "from IPython.display import HTML"),
        ("log/log.py", "import sqlite3"),
        ("review/cohort.py", "import sqlite3"),
        ("progress/charts.py", "import matplotlib.pyplot as plt"),
        ("widgets/progress/panel.py", "from matplotlib.figure import Figure"),
        ("exchange/workbook.py", "from openpyxl import Workbook"),
        ("plan/next_steps.py", "import datetime as dt\nstart = dt.datetime.now(dt.UTC)"),
        ("plan/next_steps.py", "import datetime as dt\nday = dt.date.today()"),
        ("log/log.py", "import datetime as dt\ndef log(clock=dt.datetime.now): ..."),
        ("log/file/store.py", "import time\nstamp = time.time()"),
        ("log/file/store.py", "from time import time_ns"),
        ("plan/next_steps.py", "import pandas as pd\nnow = pd.Timestamp.now()"),
        ("log/log.py", "print('saved')"),
        ("widgets/log/panel.py", "print('saved')"),
    ],
)
def test_violation_is_caught(module: str, source: str) -> None:
    assert problems(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("log/file/store.py", "import sqlite3"),
        ("log/log.py", "from followup_kit.log.file.store import Store"),
        ("plan/next_steps.py", "from followup_kit import times"),
        ("progress/charts.py", "def plot():\n    from matplotlib.figure import Figure"),
        ("widgets/log/panel.py", "import datetime as dt\nnow = dt.datetime.now(dt.UTC)"),
        ("plan/next_steps.py", "def steps(facts):\n    return facts.now"),
        ("__init__.py", "from followup_kit.plan.next_steps import next_steps"),
    ],
)
def test_allowed_import_passes(module: str, source: str) -> None:
    assert problems(source, module) == []


def test_type_only_import_of_matplotlib_passes() -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import matplotlib.axes"

    assert problems(source, "progress/charts.py") == []
