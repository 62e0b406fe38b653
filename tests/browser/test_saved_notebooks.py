"""What a notebook's file and its checkpoints hold after Run All and save: no name of a person.

The log is one's own, with names, addresses and topics that stand nowhere else.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.browser.lab import ROOT, NotebookPage, OpenNotebook

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
CANARIES = (
    "Zephyrine Quarrelwick",
    "Quarrelwick",
    "zq.canary@example.com",
    "the canary in the coal chute",
    "Canaryford Works",
    "Ostrichley Student",
)
SENT = dt.timedelta(hours=2)


@pytest.fixture
def own_log(tmp_path: Path) -> Path:
    """A log of one interview that ended three hours ago, and one note that went out."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    path = tmp_path / "my_log.db"
    log = FollowUpLog(LogFile(path), random=Random(1))
    log.change_settings({"student": CANARIES[5], "timezone": "Europe/London"}, now=now)
    start = now - dt.timedelta(hours=4)
    held = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1), "status": "completed"}
    people = [
        {"name": CANARIES[0], "email": CANARIES[2], "topics": CANARIES[3]},
        {"name": "Corvina Quarrelwick"},
    ]
    log.add_interview(
        {**held, "timezone": "Europe/London"},
        people,
        application={"company": CANARIES[4], "position": "Keeper"},
        now=now,
    )
    log.close()
    return path


def saved_files(page: NotebookPage, name: str) -> Iterator[Path]:
    """The file of a notebook and its checkpoints, after it was saved."""
    page.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    folder = page.lab.root / "notebooks"
    yield folder / name
    yield from (folder / ".ipynb_checkpoints").glob(f"{name.removesuffix('.ipynb')}*")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_saved_notebook_holds_no_name(name: str, notebook: OpenNotebook, own_log: Path) -> None:
    page = notebook(name, log=own_log)
    page.run_all()

    files = list(saved_files(page, name))

    texts = [path.read_text("utf-8") for path in files]
    assert len(texts) >= 2
    assert "Run the cell to see it" in texts[0]
    assert [word for word in CANARIES for text in texts if word in text] == []
    assert all('"application/vnd.jupyter.widget-state+json"' not in text for text in texts)


def test_a_plain_table_would_be_noticed(notebook: OpenNotebook, own_log: Path, lab) -> None:
    name = lab.add_notebook(
        "plain_table.ipynb", "from followup_kit import open_log", "open_log().interviewers"
    )
    page = notebook(name, log=own_log)
    page.run_all()

    assert CANARIES[0] in next(saved_files(page, name)).read_text("utf-8")
