"""A panel survives its kernel and its server: it says so, and no character is lost."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Locator, expect

from followup_kit.log.log import open_log
from tests.browser.lab import Lab, NotebookPage, OpenNotebook

NOTICED_MILLISECONDS = 10_000
CULLED_SECONDS = SAVED_SECONDS = 180
CULLING = [
    "--MappingKernelManager.cull_idle_timeout=20",
    "--MappingKernelManager.cull_interval=2",
    "--MappingKernelManager.cull_connected=True",
]
HELD = """() => {
    const context = jupyterapp.shell.currentWidget.sessionContext;
    context.changeKernel = () => Promise.reject(new Error("It cannot start again now."));
}"""
LET_GO = "() => { delete jupyterapp.shell.currentWidget.sessionContext.changeKernel; }"
TYPED = "Ana Maria Østergård-Öztürk 🎉"
NOTE = "Dear Mei-Ling,\n\nThis took me an hour.\n\nAna"


def name_field(page: NotebookPage) -> Locator:
    return page.first_panel.get_by_label("Your name")


@pytest.fixture
def page(workbook: OpenNotebook) -> NotebookPage:
    """The page on the tab "Your data", with a name that is typed and saved."""
    opened = workbook()
    panel = opened.tab("Your data")
    panel.get_by_label("Your name").fill("Ana")
    panel.get_by_role("button", name="Save this about me").click()
    expect(panel.locator(".fk-saved")).to_be_visible()
    return opened


def expect_noticed(page: NotebookPage, words: str) -> None:
    """The panel says it, takes "Saved" away, and holds its buttons back."""
    expect(page.first_panel.get_by_role("alert")).to_contain_text(words)


def expect_back(page: NotebookPage, typed: str = TYPED) -> None:
    """The panel is there again by itself, on the same tab, with what was typed."""
    expect(page.first_panel.get_by_text("What you typed before is back: Your name")).to_be_visible()
    expect(name_field(page)).to_have_value(typed)
    expect(page.page.locator(".fk-lost")).to_have_count(0)
    expect(page.page.locator(".fk-panel")).to_have_count(1)


def test_an_end_is_noticed_within_ten_seconds() -> None:
    """Whether it takes longer on a busy machine is no matter of the page; how often it asks is."""
    script = resources.files("followup_kit.widgets.shared").joinpath("alive.js").read_text("utf-8")
    every, too_long = (
        int(re.findall(rf"const {name} = (\d+);", script)[0]) for name in ("EVERY", "TOO_LONG")
    )

    assert every + too_long < NOTICED_MILLISECONDS


def test_an_ended_kernel_is_noticed_and_started_again(page: NotebookPage) -> None:
    name_field(page).fill(TYPED)
    page.lab.end_kernels()

    expect_noticed(page, "It is starting again by itself")
    expect_back(page)


def test_what_is_typed_after_the_end_comes_back(page: NotebookPage) -> None:
    page.lab.end_kernels()
    name_field(page).fill(TYPED)

    expect_back(page)


def test_nothing_false_stands_in_a_parted_panel(page: NotebookPage) -> None:
    page.page.evaluate(HELD)
    page.lab.end_kernels()

    expect_noticed(page, "What you type is not saved now")
    panel = page.first_panel
    expect(panel.locator(".fk-saved")).to_be_hidden()
    expect(page.page.locator(".fk-answer")).to_have_count(0)
    expect(panel.get_by_role("button", name="Save this about me")).to_be_disabled()
    expect(panel.get_by_role("button", name="Everything (.zip)")).to_be_disabled()
    name_field(page).fill(TYPED)

    again = panel.get_by_role("button", name="Start again")
    expect(again).to_be_visible()
    page.page.evaluate(LET_GO)
    again.click()
    expect_back(page)


def test_a_restarted_kernel_runs_again(page: NotebookPage) -> None:
    name_field(page).fill(TYPED)

    page.page.evaluate(
        "() => void jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )

    expect_noticed(page, "The workbook has stopped")
    expect_back(page)


def test_a_computer_that_sleeps_loses_nothing(page: NotebookPage) -> None:
    with page.lab.asleep():
        expect_noticed(page, "The workbook's server does not answer")
        name_field(page).fill(TYPED)

    expect(page.first_panel.get_by_role("alert")).to_have_count(0)
    expect(name_field(page)).to_have_value(TYPED)
    save = page.first_panel.get_by_role("button", name="Save this about me")
    expect(save).to_be_enabled()
    save.click()
    wait_until_saved(page.lab.log, TYPED)


def wait_until_saved(path: Path, name: str) -> None:
    until = monotonic() + SAVED_SECONDS
    while True:
        log = open_log(path)
        kept = log.settings.student
        log.close()
        if kept == name:
            return
        assert monotonic() < until, f"The log holds {kept!r}."
        sleep(0.2)


def test_what_was_saved_is_not_brought_back(workbook: OpenNotebook) -> None:
    page = workbook()
    page.tab("Your data").get_by_label("Your name").fill(TYPED)
    page.first_panel.get_by_role("button", name="Save this about me").click()
    expect(page.first_panel.locator(".fk-saved")).to_be_visible()
    page.lab.end_kernels()

    expect_noticed(page, "The workbook has stopped")
    expect(page.first_panel.get_by_role("alert")).to_have_count(0)
    expect(name_field(page)).to_have_value(TYPED)
    expect(page.first_panel.locator(".fk-brought")).to_have_count(0)


def test_a_note_comes_back_to_the_person_it_is_for(
    workbook: OpenNotebook, sample_log: Path
) -> None:
    page = workbook()
    text = page.tab("Write").get_by_label("Text", exact=True)
    expect(text).to_have_value(re.compile("^Dear Mei-Ling"))
    page.lab.end_kernels()
    text.fill(NOTE)

    expect(page.first_panel.get_by_text("What you typed before is back: Text")).to_be_visible()
    expect(text).to_have_value(NOTE)
    page.first_panel.get_by_label("Who is the note to?").select_option(index=1)
    expect(text).to_have_value(re.compile("^Dear (?!Mei-Ling)"))


@pytest.fixture
def culling_lab(tmp_path: Path) -> Iterator[Lab]:
    """A server that ends kernels that are idle for 20 s, also with the page open."""
    server = Lab(tmp_path, *CULLING)
    try:
        server.wait_until_up()
        yield server
    finally:
        server.stop()


def wait_until_culled(server: Lab, kernel: str) -> None:
    until = monotonic() + CULLED_SECONDS
    while server.ask(f"kernels/{kernel}") is not None:
        assert monotonic() < until, "The kernel was not culled: something keeps it busy."
        sleep(0.2)


def test_a_culled_kernel_and_a_stopped_server(culling_lab: Lab, workbook: OpenNotebook) -> None:
    page = workbook(server=culling_lab)
    page.tab("Your data").get_by_label("Your name").fill(TYPED)
    kernel = culling_lab.ask("kernels")[0]["id"]

    wait_until_culled(culling_lab, kernel)
    expect_noticed(page, "The workbook has stopped")
    expect_back(page)

    culling_lab.stop()
    expect_noticed(page, "The workbook's server does not answer")
    expect(page.first_panel.get_by_role("button", name="Save this about me")).to_be_disabled()
    expect(page.first_panel.get_by_label("Your name")).to_have_value(TYPED)
