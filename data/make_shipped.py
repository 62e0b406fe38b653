"""Writes the list of the cells that JupyterLab may run by itself: those of our own notebooks.

Run from the workbook's folder: `python -m data.make_shipped`. The workbook's part of JupyterLab
compares a notebook that is opened with this list, and leaves any other one to the person.
"""

import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "followup_kit" / "labextension" / "static"


def shipped() -> dict[str, list[str]]:
    """The name of each notebook to the sources of its code cells, in order."""
    return {path.name: _codes(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}


def make_shipped(folder: Path = STATIC) -> Path:
    """Write the list into a folder; returns its path."""
    path = folder / "shipped.json"
    path.write_text(json.dumps(shipped(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def _codes(path: Path) -> list[str]:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


if __name__ == "__main__":
    print(f"Wrote {make_shipped().name}")
