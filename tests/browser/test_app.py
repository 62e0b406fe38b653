"""The one page as an app without code: `make app`."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import OWN_FOLDERS, ROOT, START_SECONDS, free_port

FLAGS = ("--Voila.ip=127.0.0.1", "--template=followup", "--show_tracebacks=False")


class App:
    """The app on 127.0.0.1, with a log and folders of its own."""

    def __init__(self, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        self.log = folder / "my_log.db"
        own = {name: str(folder / name.lower()) for name in OWN_FOLDERS}
        command = [
            *(sys.executable, "-m", "voila", "notebooks/00_start_here.ipynb", "--no-browser"),
            *(f"--port={self.address.rsplit(':', 1)[1]}", *FLAGS),
        ]
        with (folder / "app.log").open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **own, "FOLLOWUP_LOG": str(self.log)},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait_until_up(self) -> None:
        until = monotonic() + START_SECONDS
        while monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/static/none", timeout=2)
            except urllib.error.HTTPError:
                return
            except OSError:
                sleep(0.1)
        msg = "The app did not start."
        raise RuntimeError(msg)

    def end_kernel(self) -> None:
        for kernel in psutil.Process(self.process.pid).children(recursive=True):
            kernel.kill()

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(15)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    made = App(tmp_path_factory.mktemp("app"))
    try:
        made.wait_until_up()
        yield made
    finally:
        made.stop()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_the_make_target_starts_what_is_tested_here() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert all(flag in makefile for flag in FLAGS)


def test_the_page_opens_without_code_and_asks_nobody(app: App, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(app.address)

    expect(page.locator(".fk-tabs").get_by_role("button", name="Today")).to_be_visible()
    expect(page.locator(".jp-InputArea, .jp-MarkdownCell").locator("visible=true")).to_have_count(0)
    page.get_by_role("button", name="Season", exact=True).click()
    expect(page.get_by_text("Here you see your whole season")).to_be_visible()
    web = [url for url in asked if url.startswith("http")]
    assert [url for url in web if not url.startswith(app.address)] == []


def test_a_lost_kernel_loses_nothing_that_is_typed(app: App, page: Page) -> None:
    page.goto(app.address)
    page.get_by_role("button", name="Your data", exact=True).click()
    name = page.get_by_label("Your name")
    name.fill("Ana")
    app.end_kernel()

    expect(page.get_by_role("alert")).to_contain_text("The workbook has stopped")
    name.press_sequentially(" Maria")
    page.get_by_role("button", name="Start again").click()

    expect(page.get_by_label("Your name")).to_have_value("Ana Maria")
