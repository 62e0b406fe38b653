"""Writes statements.md: where each statement of the five guides is lived in the workbook.

Run it after a source id was added or taken away: `python docs/make_statements.py`.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "followup_kit"
PAGE = ROOT / "docs" / "statements.md"
PLACES = {
    "rule": ("plan", "rules", "practice/presets.toml", "practice/overlays.toml"),
    "draft": ("write/sentences", "write/kinds.toml", "write/templates", "write/medium.toml"),
    "check": ("write/findings.toml", "write/words", "write/checks", "write/limits.toml"),
    "field": (
        "write/questions.toml",
        "log",
        "write/facts.py",
        "write/medium.py",
        "practice/help.toml",
    ),
    "progress": ("progress", "review"),
    "lesson": (
        "../notebooks",
        "write/lesson.toml",
        "practice/contradictions.toml",
        "practice/judgements.toml",
    ),
}
_ID = re.compile(r"\b[A-E]\d\d\b")
_HEAD = """# Where each statement is lived

Every statement of the five guides (A to E), in our words, and the files that name it: a rule
of the plan, a sentence of a draft, a check of a note, a field to fill in, a chart or list of
progress, or a lesson. Made from the data by `docs/make_statements.py`; a test holds it to
what stands.

| | statement | lived as |
|---|---|---|
"""


def statements() -> dict[str, str]:
    """The statements of the five guides by id."""
    table = tomllib.loads((PACKAGE / "practice" / "sources.toml").read_text("utf-8"))
    return {name: text for name, text in table["statements"].items() if name[0] in "ABCDE"}


def places() -> dict[str, dict[str, list[str]]]:
    """For each id and each way to be lived, the files that name it."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in statements()}
    for way, parts in PLACES.items():
        for part in parts:
            for path in _files(PACKAGE / part):
                for name in set(_ID.findall(path.read_text("utf-8"))) & set(found):
                    found[name].setdefault(way, []).append(_shown(path))
    return found


def _files(part: Path) -> list[Path]:
    if part.is_file():
        return [part]
    kinds = ("*.py", "*.toml", "*.j2", "*.ipynb")
    return sorted(path for kind in kinds for path in part.rglob(kind))


def _shown(path: Path) -> str:
    return path.resolve().relative_to(ROOT).as_posix()


def page() -> str:
    """The page as Markdown."""
    lived = places()
    rows = [f"| {name} | {text} | {_ways(lived[name])} |" for name, text in statements().items()]
    return _HEAD + "\n".join(rows) + "\n"


def _ways(ways: dict[str, list[str]]) -> str:
    return "; ".join(
        f"{way}: {', '.join(f'`{one}`' for one in files[:2])}" for way, files in ways.items()
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
