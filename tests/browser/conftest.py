"""Fixtures of the browser tests: one server and one browser, a fresh page per notebook."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from followup_kit.log.log import FollowUpLog, open_log
from tests.browser.lab import ROOT, WORKBOOK, Lab, NotebookPage, OpenNotebook, find_chromium

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = {"width": 1280, "height": 900}
ANSWER_MILLISECONDS = 90_000
"""When an answer is taken to be missing; it is waited for no longer than it takes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, so that `-m "not browser"` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    server = Lab(tmp_path_factory.mktemp("lab"))
    try:
        server.wait_until_up()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    expect.set_options(timeout=ANSWER_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def shipped_log(lab: Lab) -> Path:
    """Where the log of a page that is opened as shipped will be; nothing is there yet."""
    return lab.fresh_log()


@pytest.fixture
def sample_log(shipped_log: Path) -> Path:
    """The made-up sample as the log of a page that is opened as shipped."""
    shipped_log.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "data" / "sample" / "sample_log.db", shipped_log)
    return shipped_log


@pytest.fixture
def workbook(lab: Lab, chromium: Browser, shipped_log: Path) -> Iterator[OpenNotebook]:
    """Open a notebook as a reader meets it: the shipped settings only, and nothing is pressed.

    `workbook(name, view="doc/tree", size=(width, height), zoom=2)`; all have a default.
    """
    with ExitStack() as contexts:

        def open_workbook(
            name: str = WORKBOOK,
            *,
            view: str = "lab/tree",
            size: tuple[int, int] = (WINDOW["width"], 800),
            zoom: int = 1,
            server: Lab = lab,
        ) -> NotebookPage:
            context = contexts.enter_context(
                chromium.new_context(
                    viewport={"width": size[0] // zoom, "height": size[1] // zoom},
                    device_scale_factor=zoom,
                    accept_downloads=True,
                    permissions=["clipboard-read", "clipboard-write"],
                )
            )
            page = NotebookPage(server, context)
            contexts.callback(page.leave)
            return page.open_as_shipped(name, view)

        yield open_workbook


@pytest.fixture
def own_log(tmp_path: Path) -> Path:
    """Where a log of one's own can be; nothing is there yet."""
    return tmp_path / "private" / "my_log.db"


@pytest.fixture
def today_log(own_log: Path) -> Iterator[FollowUpLog]:
    """A panel interview with two people that ended two hours ago."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    log = open_log(own_log)
    log.change_settings({"student": "Sam Rivera"}, now=now)
    log.add_interview(
        {
            "starts_at": now - dt.timedelta(hours=3),
            "ends_at": now - dt.timedelta(hours=2),
            "timezone": "UTC",
            "status": "completed",
        },
        [
            {
                "name": "Priya Nair",
                "email": "priya.nair@example.com",
                "topics": "the intake dashboard",
            },
            {"name": "Tomás Ortega", "email": "tomas@example.com"},
        ],
        application={"company": "Northwind Health", "position": "Data Analyst Intern"},
        now=now,
    )
    yield log
    log.close()


@contextmanager
def opening_notebooks(lab: Lab, chromium: Browser) -> Iterator[OpenNotebook]:
    """Gives what opens a notebook; the pages are closed and their kernels end with it."""
    with ExitStack() as contexts:

        def open_notebook(
            name: str, *, log: Path | None = None, width: int = WINDOW["width"]
        ) -> NotebookPage:
            context = contexts.enter_context(
                chromium.new_context(
                    viewport={"width": width, "height": WINDOW["height"]},
                    accept_downloads=True,
                    permissions=["clipboard-read", "clipboard-write"],
                )
            )
            page = NotebookPage(lab, context)
            contexts.callback(page.leave)
            page.open(name)
            if log is not None:
                page.use_log(log)
            return page

        yield open_notebook


@pytest.fixture
def notebook(lab: Lab, chromium: Browser) -> Iterator[OpenNotebook]:
    """Open a notebook ready for use: `notebook(name)`, or with a log of its own, `log=path`.

    `width` is that of the window in pixels. Kernels end with the test.
    """
    with opening_notebooks(lab, chromium) as open_notebook:
        yield open_notebook


@pytest.fixture(scope="module")
def lasting_notebook(lab: Lab, chromium: Browser) -> Iterator[OpenNotebook]:
    """The same for a page that all tests of a module look at, one after the other."""
    with opening_notebooks(lab, chromium) as open_notebook:
        yield open_notebook
