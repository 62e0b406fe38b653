"""A student's and a coach's way through the panels, in real JupyterLab, pictures kept."""

import datetime as dt
import re
from pathlib import Path
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from followup_kit.log.log import FollowUpLog, open_log
from tests.browser.lab import NotebookPage, OpenNotebook

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
NOTEBOOKS = {
    "start": "00_start_here",
    "log": "01_log_interviews",
    "plan": "02_plan_next_steps",
    "write": "03_write_follow_ups",
    "progress": "04_see_progress",
    "review": "20_review_logs",
    "presets": "21_set_presets",
}


@pytest.fixture
def own_log(tmp_path: Path) -> Path:
    return tmp_path / "private" / "my_log.db"


@pytest.fixture
def today_log(own_log: Path) -> FollowUpLog:
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
            {"name": "Priya Nair", "email": "priya.nair@example.com", "topics": "the move to R"},
            {"name": "Tomás Ortega", "email": "tomas@example.com"},
        ],
        application={"company": "Northwind Health", "position": "Data Analyst Intern"},
        now=now,
    )
    yield log
    log.close()


def panel_of(page: NotebookPage, number: int = 0) -> Locator:
    return page.outputs.locator(".fk-panel").nth(number)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_panel_is_accessible_and_pictured_in_both_themes(
    notebook: OpenNotebook, name: str
) -> None:
    page = notebook(f"{NOTEBOOKS[name]}.ipynb")
    page.run_all()
    panel = page.outputs.locator(".fk-panel").last
    if name == "start":
        page.tab("Your data")
    for theme, title in THEMES.items():
        page.set_theme(title)
        expect(panel).to_be_visible()
        if name == "progress":
            expect(panel.get_by_role("img").first).to_be_visible()
        panel.scroll_into_view_if_needed()

        path = page.screenshot(f"{name}_panel_{theme}", panel)

        assert path.stat().st_size > 5_000
        faults = Axe().run(page.page, context=".fk-panel").response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    assert page.console_errors == []


def test_a_panel_interview_is_logged_by_keyboard_alone(notebook, own_log: Path) -> None:
    page = notebook(f"{NOTEBOOKS['log']}.ipynb", log=own_log)
    page.run_all()
    panel, keys = panel_of(page), page.page.keyboard
    expect(panel.get_by_label("Time zone", exact=True)).not_to_have_value("")
    started = monotonic()

    def tab(times: int = 1) -> None:
        for _ in range(times):
            keys.press("Tab")

    panel.get_by_label("Application", exact=True).focus()
    tab()
    keys.type("Northwind Health")
    tab()
    keys.type("Data Analyst Intern")
    tab()
    keys.type("Inte")
    tab()
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    keys.type(f"{yesterday:%m%d%Y}")
    tab(2)
    keys.type("0200PM")
    tab(2)
    keys.type("0300PM")
    tab(5)
    tab()
    for name in ("Priya Nair", "Tomás Ortega", "Wen Li"):
        expect(panel.get_by_label(re.compile(r"Person \d"))).not_to_have_count(0)
        keys.type(name)
        tab(2)
        keys.type("someone@example.com")
        tab()
        keys.type("the move to R")
        expect(panel.get_by_label("Person", exact=False).last).to_have_value("")
        tab(3)
    panel.get_by_role("button", name="Save this interview").focus()
    keys.press("Enter")

    expect(panel.get_by_role("status")).to_contain_text("with 3 people is in your log")
    assert monotonic() - started < 60
    log = open_log(own_log)
    assert log.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]
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


def test_a_wrong_entry_is_explained_without_a_traceback(notebook, own_log: Path) -> None:
    page = notebook(f"{NOTEBOOKS['log']}.ipynb", log=own_log)
    page.run_all()
    panel = panel_of(page)

    panel.get_by_label("Employer", exact=True).fill("Northwind")
    panel.get_by_role("button", name="Save this interview").click()

    expect(panel.get_by_role("status")).to_contain_text("`Starts` is empty")
    expect(page.outputs.get_by_text("Traceback")).to_have_count(0)
    page.screenshot("log_panel_problem", panel)


def test_what_is_typed_survives_a_restart_of_the_kernel(notebook, own_log: Path) -> None:
    page = notebook(f"{NOTEBOOKS['log']}.ipynb", log=own_log)
    page.run_all()
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
    expect(text).to_have_value(re.compile("^Dear Priya,.*the move to R", re.DOTALL))

    panel.get_by_label("What I bring is").fill("two years of R at the campus clinic")
    expect(text).to_have_value(re.compile("two years of R at the campus clinic"))

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


@pytest.mark.parametrize("name", ["start", "log", "plan", "write", "progress"])
def test_a_damaged_log_shows_a_sentence_and_no_traceback(notebook, own_log: Path, name) -> None:
    own_log.parent.mkdir()
    own_log.write_text("this is no log\n" * 100)
    page = notebook(f"{NOTEBOOKS[name]}.ipynb", log=own_log)

    page.run_all()

    expect(panel_of(page).get_by_role("status").first).to_contain_text(
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
