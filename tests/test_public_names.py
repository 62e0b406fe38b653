"""The public names are few, and work without Jupyter."""

import subprocess
import sys
from pathlib import Path

import pytest

import followup_kit

ROOT = Path(__file__).parents[1]
PUBLIC = [
    "FollowUpLog",
    "add_interviews",
    "cohort_table",
    "load_practice",
    "next_steps",
    "next_steps_table",
    "on_time_rate",
    "open_log",
    "open_sample",
    "pairs",
    "plot_delay_dots",
    "plot_weekly_states",
    "read_cohort",
    "season",
    "weekly_counts",
]
WITHOUT_JUPYTER = """
import sys
for name in ("IPython", "ipykernel", "ipywidgets", "anywidget"):
    sys.modules[name] = None
from pathlib import Path
import followup_kit
from followup_kit import cohort_table, next_steps, on_time_rate, open_sample, pairs, read_cohort
log = open_sample()
now = log.settings.stands_at
rate = on_time_rate(pairs(log, now=now))
students = cohort_table(read_cohort(Path("data/cohort")))
print(len(next_steps(log, now=now)), rate.done, rate.of, len(students))
"""
SLOW = ("matplotlib", "holidays", "jinja2", "spellchecker", "IPython", "ipywidgets")
EVERY_NAME = f"from followup_kit import {', '.join(PUBLIC)}"


def run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout


def test_public_names_are_these() -> None:
    assert followup_kit.__all__ == PUBLIC
    assert len(PUBLIC) <= 15


@pytest.mark.parametrize("name", PUBLIC)
def test_public_name_has_a_docstring(name: str) -> None:
    assert getattr(followup_kit, name).__doc__


def test_rules_work_without_jupyter() -> None:
    assert run(WITHOUT_JUPYTER).split() == ["9", "9", "13", "24"]


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        ("import followup_kit", ("pandas", "pydantic", *SLOW)),
        ("from followup_kit import next_steps, open_log", ("pandas", *SLOW)),
        (EVERY_NAME, SLOW),
    ],
)
def test_import_leaves_slow_libraries_out(code: str, left_out: tuple[str, ...]) -> None:
    found = run(f"import sys; {code}; print([n for n in {left_out!r} if n in sys.modules])")

    assert found.strip() == "[]"


def test_public_names_are_listed() -> None:
    assert set(PUBLIC) <= set(dir(followup_kit))


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_lgo'"):
        _ = followup_kit.open_lgo
