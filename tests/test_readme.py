"""What the README and CONTRIBUTING name exists, and the README stays short."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MADE_BY_USE = {"data/private/my_log.db", "build/screenshots/"}
BLOCK = re.compile(r"^```\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def named_files() -> list[str]:
    """Paths in backticks, and the local targets of links and pictures."""
    quoted = re.findall(
        r"`(?:lab/tree/)?([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:md|toml)|LICENSE)`", PAGES
    )
    linked = re.findall(r"\]\(([^):]+)\)", PAGES)
    return sorted({*quoted, *linked} - MADE_BY_USE)


def find(name: str) -> Path:
    """Where a named file is: from the top, or in the package for `log/file/store.py`."""
    return next(
        (top / name for top in (ROOT, ROOT / "followup_kit") if (top / name).exists()), ROOT / name
    )


def command_lines() -> list[str]:
    lines = [line for block in BLOCK.findall(README) for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines]


def test_readme_is_short() -> None:
    assert len(README.splitlines()) < 120


def test_picture_comes_early() -> None:
    assert any(re.match(r"!\[.{20,}\]\(", line) for line in README.splitlines()[:20])


def test_two_commands_set_everything_up() -> None:
    assert [line for line in command_lines() if line.startswith("make")] == [
        "make lab",
        "make test",
    ]


def test_windows_has_one_line() -> None:
    others = [line for line in command_lines() if not line.startswith("make")]

    assert others == ["uv run jupyter lab notebooks/00_start_here.ipynb"]


@pytest.mark.parametrize("name", named_files())
def test_named_file_exists(name: str) -> None:
    assert find(name).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+)\b(?=[`\n ])", PAGES))))
def test_named_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
