"""What JupyterLab runs by itself is what the notebooks hold, no more and no less."""

import json
from pathlib import Path

from data.make_shipped import STATIC, make_shipped


def test_the_list_is_that_of_the_notebooks(tmp_path: Path) -> None:
    committed = (STATIC / "shipped.json").read_text("utf-8")

    assert committed == make_shipped(tmp_path).read_text("utf-8"), "Run `make data`."


def test_every_notebook_of_the_list_has_code() -> None:
    held = json.loads((STATIC / "shipped.json").read_text("utf-8"))

    assert "00_start_here.ipynb" in held
    assert all(held.values())
