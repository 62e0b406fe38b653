"""A student's and a coach's way through the panels, in real JupyterLab, pictures kept."""

import datetime as dt
import re
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Locator, expect

from followup_kit.log.log import FollowUpLog, open_log
from tests.browser.lab import NOTEBOOKS, NotebookPage, OpenNotebook, panel_of
from tests.browser.test_presses import TABS

PEOPLE = ["Priya Nair", "Tomás Ortega", "Wen Li"]
KEYS_A_MINUTE = 200
"""What somebody types who types in an ordinary way."""
MOST_TABS = 40
"""When a field is taken to be out of reach of the Tab key."""


@pytest.fixture(scope="module")
def log_notebook(lasting_notebook: OpenNotebook) -> NotebookPage:
    return lasting_notebook(f"{NOTEBOOKS['log']}.ipynb")


@pytest.fixture
def log_page(log_notebook: NotebookPage, own_log: Path) -> NotebookPage:
    """The notebook of the log panel, run with an empty log."""
    log_notebook.use_log(own_log)
    log_notebook.run_all()
    return log_notebook


class Keys:
    """A person at the keyboard, who presses Tab until the field that is wanted has the focus."""

    def __init__(self, page: NotebookPage) -> None:
        self._page = page.page
        self.pressed = 0

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.pressed += 1

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, wanted: Locator) -> None:
        for _ in range(MOST_TABS):
            if wanted.count() and wanted.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        expect(wanted).to_be_focused()


def test_a_panel_interview_is_logged_by_keyboard_alone(
    log_page: NotebookPage, own_log: Path
) -> None:
    page = log_page
    panel, keys = panel_of(page), Keys(page)
    expect(panel.get_by_label("Time zone", exact=True)).not_to_have_value("")
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    typed = {
        "Employer": "Northwind Health",
        "Position": "Data Analyst Intern",
        "Preset": "Inte",
        "Date": f"{yesterday:%m%d%Y}",
        "From": "0200PM",
        "To": "0300PM",
    }

    panel.get_by_label("Application", exact=True).focus()
    for label, text in typed.items():
        keys.tab_to(panel.get_by_label(label, exact=True))
        keys.type(text)
    for number, name in enumerate(PEOPLE, 1):
        keys.tab_to(panel.get_by_label(f"Person {number}", exact=True))
        keys.type(name)
        expect(panel.get_by_label(f"Person {number + 1}", exact=True)).to_be_visible()
    keys.tab_to(panel.get_by_role("button", name="Save this interview"))
    keys.press("Enter")

    expect(panel.get_by_role("status")).to_contain_text("with 3 people is in your log")
    assert keys.pressed <= KEYS_A_MINUTE
    log = open_log(own_log)
    assert log.interviewers["name"].tolist() == PEOPLE
    assert log.applications["preset"].tolist() == ["internship"]
    log.close()


def test_keys_in_a_drop_down_are_no_commands(notebook, own_log: Path) -> None:
    """Two d's would delete the cell, were they taken for commands of JupyterLab."""
    page = notebook(f"{NOTEBOOKS['log']}.ipynb", log=own_log)
    page.run_all()
    cells = page.panel.locator(".jp-Cell").count()

    panel_of(page).get_by_label("Preset").focus()
    page.page.keyboard.type("ddxb")

    assert page.panel.locator(".jp-Cell").count() == cells


def test_a_wrong_entry_is_explained_without_a_traceback(log_page: NotebookPage) -> None:
    page = log_page
    panel = panel_of(page)

    panel.get_by_label("Employer", exact=True).fill("Northwind")
    panel.get_by_role("button", name="Save this interview").click()

    expect(panel.get_by_role("status")).to_contain_text("`Starts` is empty")
    expect(page.outputs.get_by_text("Traceback")).to_have_count(0)
    page.screenshot("log_panel_problem", panel)


def test_what_is_typed_survives_a_restart_of_the_kernel(
    log_page: NotebookPage, own_log: Path
) -> None:
    page = log_page
    panel_of(page).get_by_label("Employer", exact=True).fill("Northwind Health")
    expect_saved(own_log)

    page.page.evaluate(
        "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    page.wait_ready()
    page.use_log(own_log)
    page.run_all()

    expect(panel_of(page).get_by_label("Employer", exact=True)).to_have_value("Northwind Health")


def expect_saved(path: Path) -> None:
    """Wait until what was typed is in the file."""
    until = monotonic() + 10
    while monotonic() < until:
        log = open_log(path)
        typed = log.form("log_interview").get("company")
        log.close()
        if typed:
            return
    msg = "What was typed was not kept within 10 s."
    raise AssertionError(msg)


def test_a_note_is_drafted_checked_copied_and_sent(notebook, today_log, own_log: Path) -> None:
    page = notebook(f"{NOTEBOOKS['write']}.ipynb", log=own_log)
    page.run_all()
    panel = panel_of(page)
    text = panel.get_by_label("Text", exact=True)
    expect(text).to_have_value(re.compile("^Dear Priya,.*the intake dashboard", re.DOTALL))

    panel.get_by_label("What I bring is").fill("three years of R")
    expect(text).to_have_value(re.compile("three years of R"))

    text.press("Control+End")
    text.press_sequentially(" I expect your answer.")
    finding = panel.get_by_role("listitem").filter(has_text="reads as a demand")
    expect(finding).to_be_visible()
    finding.get_by_role("button", name="Show me").click()
    expect(text).to_be_focused()
    selected = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
    assert text.evaluate(selected).startswith("I expect")
    page.screenshot("write_panel_finding", panel)
    page.page.keyboard.press("Delete")
    expect(finding).to_have_count(0)

    panel.get_by_role("button", name="Copy the text").click()
    expect(panel.get_by_text("✓ Copied")).to_be_visible()
    assert page.clipboard() == text.input_value()
    link = panel.get_by_role("link", name="Open in your mail program").get_attribute("href")
    assert link is not None
    assert link.startswith("mailto:priya.nair@example.com?subject=")

    panel.get_by_role("button", name="I sent it").click()
    expect(panel.get_by_role("status").first).to_contain_text("Sent to Priya Nair")
    panel.get_by_role("button", name="Next: write to Tomás Ortega").click()
    expect(text).to_have_value(re.compile("^Dear Tomás,"))
    today_log.refresh()
    assert today_log.messages["state"].tolist() == ["sent"]
    assert "I expect" not in today_log.messages["body"][0]


def test_plan_and_chart_change_when_a_note_is_sent(notebook, today_log, own_log: Path) -> None:
    plan = notebook(f"{NOTEBOOKS['plan']}.ipynb", log=own_log)
    plan.run_all()
    cards = panel_of(plan).locator(".fk-card")
    expect(cards).to_have_count(2)
    progress = notebook(f"{NOTEBOOKS['progress']}.ipynb", log=own_log)
    progress.run_all()
    expect(panel_of(progress).get_by_role("img").first).to_have_attribute(
        "alt", re.compile("0 due so far, 2 open")
    )

    panel_of(plan).get_by_role("button", name="I sent it already").first.click()
    panel_of(plan).get_by_role("button", name="Save the time").click()

    expect(cards).to_have_count(1)
    expect(panel_of(progress).get_by_role("img").first).to_have_attribute(
        "alt", re.compile("1 of 1 on time, 1 still open")
    )


def test_one_column_on_a_narrow_window(notebook, today_log, own_log: Path) -> None:
    page = notebook(f"{NOTEBOOKS['write']}.ipynb", log=own_log, width=690)
    page.run_all()
    panel = panel_of(page)

    facts = panel.get_by_label("This note is from").bounding_box()
    text = panel.get_by_label("Text", exact=True).bounding_box()

    assert facts is not None
    assert text is not None
    assert text["y"] > facts["y"] + facts["height"]


def test_a_damaged_log_shows_a_sentence_and_no_traceback(notebook, own_log: Path) -> None:
    own_log.parent.mkdir()
    own_log.write_text("this is no log\n" * 100)
    page = notebook(f"{NOTEBOOKS['start']}.ipynb", log=own_log)
    page.run_all()

    for tab in TABS:
        expect(page.tab(tab).get_by_role("status").first).to_contain_text(
            "it is damaged or not a follow-up log"
        )
    expect(page.outputs.get_by_text("Traceback")).to_have_count(0)


PICKER = """
    window.showSaveFilePicker = async () => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle("my_log.db", { create: true });
    };
"""
SAVED_FILE = """async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle("my_log.db")).getFile();
    return Array.from(new Uint8Array(await file.arrayBuffer()));
}"""


def test_a_log_is_carried_from_one_session_to_another(
    notebook, today_log: FollowUpLog, own_log: Path, tmp_path: Path
) -> None:
    """The browser's own private folder stands for the reader's disk."""
    first = notebook(f"{NOTEBOOKS['start']}.ipynb", log=own_log)
    first.run_all()
    first.tab("Your data")
    first.page.evaluate(f"() => {{ {PICKER} }}")
    panel_of(first).get_by_role("button", name="Save to my computer").click()
    expect(panel_of(first).get_by_text("is up to date")).to_be_visible()

    # What comes later is written to the same file without another press.
    today_log.change_settings({"student": "Sam Rivera-Okafor"}, now=dt.datetime.now(dt.UTC))
    expect(panel_of(first).get_by_label("Your name")).to_have_value("Sam Rivera-Okafor")
    expect(panel_of(first).get_by_text("is up to date")).to_be_visible()
    saved = tmp_path / "downloads" / "my_log.db"
    saved.parent.mkdir()
    saved.write_bytes(bytes(first.page.evaluate(SAVED_FILE)))

    second = notebook(f"{NOTEBOOKS['start']}.ipynb", log=tmp_path / "new" / "my_log.db")
    second.run_all()
    second.tab("Your data")
    with second.page.expect_file_chooser() as chooser:
        panel_of(second).get_by_role("button", name="Bring my log back").click()
    chooser.value.set_files(saved)

    expect(panel_of(second).get_by_role("status").first).to_contain_text("taken over")
    log = open_log(tmp_path / "new" / "my_log.db")
    assert log.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega"]
    assert log.settings.student == "Sam Rivera-Okafor"
    log.close()
