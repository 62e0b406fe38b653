"""Every notebook, opened in JupyterLab and run from the top with a log of one's own.

The log has names, addresses and topics that stand nowhere else, so that what a saved notebook
and its checkpoints hold can be searched for them. Each notebook is opened once for all tests.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.browser.conftest import opening_notebooks
from tests.browser.lab import ROOT, THEMES, Lab, NotebookPage, OpenNotebook

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
CANARIES = (
    "Zephyrine Quarrelwick",
    "Quarrelwick",
    "zq.canary@example.com",
    "the canary in the coal chute",
    "Canaryford Works",
    "Ostrichley Student",
)
CHARTED = "04_see_progress.ipynb"


@pytest.fixture(scope="module")
def own_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of one interview that ended three hours ago, whose notes are open."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    path = tmp_path_factory.mktemp("own") / "my_log.db"
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


@pytest.fixture(scope="module", params=NOTEBOOKS)
def page(
    lab: Lab, chromium: Browser, own_log: Path, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """A notebook that was run from the top."""
    with opening_notebooks(lab, chromium) as open_notebook:
        opened = open_notebook(request.param, log=own_log)
        opened.run_all()
        yield opened


def test_it_runs_clean(page: NotebookPage) -> None:
    page.screenshot(page.name.removesuffix(".ipynb"))

    assert page.console_errors == []
    assert page.outside_requests == []


@pytest.mark.parametrize("theme", THEMES)
def test_its_panels_are_accessible(page: NotebookPage, theme: str) -> None:
    panels = page.outputs.locator(".fk-panel")
    page.set_theme(THEMES[theme])
    expect(panels.first).to_be_visible()
    if page.name == CHARTED:
        expect(panels.get_by_role("img").first).to_be_visible()

    faults = Axe().run(page.page, context=".fk-panel").response["violations"]

    for number in range(panels.count()):
        page.screenshot(f"{page.name[:2]}_panel_{number}_{theme}", panels.nth(number))
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    assert page.console_errors == []


def saved_files(page: NotebookPage) -> Iterator[Path]:
    """The file of a notebook and its checkpoints, after it was saved."""
    page.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    folder = page.lab.root / "notebooks"
    yield folder / page.name
    stem = page.name.removesuffix(".ipynb")
    yield from (folder / ".ipynb_checkpoints").glob(f"{stem}*")


def test_a_saved_notebook_holds_no_name(page: NotebookPage) -> None:
    texts = [path.read_text("utf-8") for path in saved_files(page)]

    assert len(texts) >= 2
    assert "Run the cell to see it" in texts[0]
    assert [word for word in CANARIES for text in texts if word in text] == []
    assert all('"application/vnd.jupyter.widget-state+json"' not in text for text in texts)


def test_a_plain_table_would_be_noticed(notebook: OpenNotebook, own_log: Path, lab: Lab) -> None:
    name = lab.add_notebook(
        "plain_table.ipynb", "from followup_kit import open_log", "open_log().interviewers"
    )
    page = notebook(name, log=own_log)
    page.run_all()

    assert CANARIES[0] in next(saved_files(page)).read_text("utf-8")
