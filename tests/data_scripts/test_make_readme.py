"""The description of the data says what the code says."""

from pathlib import Path

import pytest

from data.make_readme import make_readme
from followup_kit.log.schema import TABLES

DATA = Path(__file__).parents[2] / "data"


def test_committed_page_is_true(tmp_path: Path) -> None:
    written = make_readme(tmp_path).read_text("utf-8")

    assert (DATA / "README.md").read_text("utf-8") == written, "Run make data, then commit."


@pytest.mark.parametrize("table", TABLES)
def test_page_has_every_column(table: str) -> None:
    page = (DATA / "README.md").read_text("utf-8")
    section = page.partition(f"### `{table}`")[2].partition("\n### ")[0]

    assert [name for name in TABLES[table].model_fields if f"| `{name}` |" not in section] == []


def test_every_row_has_five_cells() -> None:
    lines = (DATA / "README.md").read_text("utf-8").partition("### ")[2].splitlines()

    assert {line.count("|") for line in lines if line.startswith("|")} == {6}


@pytest.mark.parametrize("folder", ["sample", "cohort"])
def test_page_names_folder(folder: str) -> None:
    assert (DATA / folder).is_dir()
    assert f"| `{folder}/` |" in (DATA / "README.md").read_text("utf-8")
