"""The log as a table, typed into in real JupyterLab as in a spreadsheet."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from followup_kit.log.log import open_log
from tests.browser.lab import THEMES, NotebookPage, OpenNotebook

PASTED = (
    "Fernwood\tAnalyst\t14 September 2026\t2 pm\t3 pm\tWen Li\n"
    "Oakline\tIntern\tsoon\t10:00\t11:00\tAda Obi\n"
)
NARROW = 480


@pytest.fixture
def page(workbook: OpenNotebook, sample_log: Path) -> NotebookPage:
    opened = workbook()
    opened.tab("Log").get_by_role("button", name="Edit as a table").click()
    expect(opened.first_panel.get_by_label("Employer, new row")).to_be_visible()
    return opened


def field(page: NotebookPage, column: str, row: int) -> Locator:
    rows = page.first_panel.locator(".fk-edit-table tbody tr")
    return rows.nth(row).locator(f"[data-column={column}]")


def said(page: NotebookPage) -> Locator:
    return page.first_panel.locator(".fk-status-line .fk-status")


def test_a_row_is_added_by_keyboard_alone(page: NotebookPage, sample_log: Path) -> None:
    keys = page.page.keyboard
    field(page, "company", 0).focus()
    for text in ("Fernwood", "Analyst", "09142026", "0200PM"):
        keys.type(text)
        keys.press("Tab")
        while page.page.evaluate("() => document.activeElement.type") in {"date", "time"}:
            if page.page.evaluate("() => !document.activeElement.value"):
                break
            keys.press("Tab")

    expect(said(page)).to_contain_text("1 row saved")
    log = open_log(sample_log)
    assert "Fernwood" in set(log.applications["company"])
    log.close()
    saved = page.first_panel.locator(".fk-edit-table tbody tr").filter(
        has=page.page.get_by_label("Employer, Fernwood 2026-09-14")
    )
    expect(saved).to_have_count(1)


def test_pasted_rows_are_saved_and_the_doubtful_one_says_why(
    page: NotebookPage, sample_log: Path
) -> None:
    page.page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    field(page, "company", 0).focus()
    page.page.keyboard.press("Control+V")

    expect(said(page)).to_contain_text("1 row saved. 1 cell could not be read")
    problem = page.first_panel.get_by_text("“soon” is no single date")
    expect(problem).to_be_in_viewport()
    refused = page.first_panel.locator("[data-column=day][aria-invalid=true]")
    expect(refused).to_have_accessible_description(
        "⚠ “soon” is no single date. Write it as 2026-09-25, or choose it."
    )
    page.first_panel.get_by_role("button", name="Undo").click()
    expect(said(page)).to_contain_text("Undone")
    log = open_log(sample_log)
    assert not {"Fernwood", "Oakline"} & set(log.applications["company"])
    log.close()


def test_a_refused_cell_keeps_what_was_typed(page: NotebookPage) -> None:
    cell = field(page, "email", 1)
    cell.fill("nobody at example")
    page.page.keyboard.press("Enter")

    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(cell).to_have_value("nobody at example")
    expect(field(page, "email", 2)).to_be_focused()
    cell.focus()
    page.page.keyboard.press("Escape")
    expect(cell).to_have_attribute("aria-invalid", "false")
    expect(cell).not_to_have_value("nobody at example")


def test_the_table_is_accessible_and_stays_in_its_frame(page: NotebookPage) -> None:
    for theme, title in THEMES.items():
        page.set_theme(title)
        faults = Axe().run(page.page, context=".fk-panel").response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
        page.screenshot(f"table_{theme}")
    page.page.set_viewport_size({"width": NARROW, "height": 800})
    frame = page.first_panel.locator(".fk-edit-frame")
    expect(frame).to_be_visible()
    assert frame.bounding_box()["width"] <= NARROW
    page.screenshot("table_narrow")
