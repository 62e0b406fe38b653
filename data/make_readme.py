"""Writes `data/README.md`: what each folder holds, and every column of a log.

Run from the workbook's folder: `python -m data.make_readme`. The columns come from
`followup_kit/log/schema.py`, so that the page cannot say anything else than the code.
"""

from collections.abc import Iterator
from pathlib import Path

from followup_kit.log.entries import choices_of, kind_of
from followup_kit.log.schema import TABLES
from followup_kit.log.tables import dtypes_of

FOLDER = Path(__file__).parent


def readme() -> str:
    """The page as Markdown."""
    intro = (FOLDER / "readme_intro.md").read_text("utf-8")
    return "\n".join([intro, *(line for table in TABLES for line in _table(table))])


def make_readme(folder: Path = FOLDER) -> Path:
    """Write the page into a folder; returns its path."""
    path = folder / "README.md"
    path.write_text(readme(), "utf-8")
    return path


def _table(table: str) -> Iterator[str]:
    yield f"### `{table}`: {TABLES[table].about}\n"
    yield "| column | label | dtype | allowed | help |"
    yield "|---|---|---|---|---|"
    yield from (_row(table, column) for column in TABLES[table].model_fields)
    yield ""


def _row(table: str, column: str) -> str:
    field = TABLES[table].model_fields[column]
    extra = field.json_schema_extra
    is_required = isinstance(extra, dict) and extra["required"]
    allowed = _allowed(table, column) + ("; required" if is_required else "")
    cells = (
        f"`{column}`",
        field.title or "",
        f"`{dtypes_of(table)[column]}`",
        allowed,
        field.description or "",
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |".replace("|  |", "| |")


def _allowed(table: str, column: str) -> str:
    choices = choices_of(table, column)
    named = ", ".join(f"`{choice}` ({choice.label})" for choice in choices)
    return named or kind_of(table, column).allowed


if __name__ == "__main__":
    print(f"Wrote {make_readme().name}")
