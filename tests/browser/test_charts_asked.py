"""The marks of a chart are asked by pointing and by keyboard, in real JupyterLab."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.lab import THEMES, NotebookPage, OpenNotebook

NARROW = 480


@pytest.fixture
def page(workbook: OpenNotebook, sample_log: Path) -> NotebookPage:
    opened = workbook()
    opened.tab("Progress")
    expect(marks(opened).first).to_be_visible()
    return opened


def marks(page: NotebookPage) -> Locator:
    return page.first_panel.locator(".fk-asked-mark:visible")


def test_a_mark_says_who_when_and_how_and_opens_the_note(page: NotebookPage) -> None:
    open_one = page.first_panel.get_by_role("button", name="Mei-Ling Hsu, Lanternfield Museum")
    open_one.hover()
    said = page.first_panel.locator(".fk-asked-said:visible")
    expect(said).to_contain_text("Mei-Ling Hsu, Lanternfield Museum: overdue. Interview on")
    for theme, title in THEMES.items():
        page.set_theme(title)
        open_one.hover()
        page.screenshot(f"asked_{theme}")
        faults = Axe().run(page.page, context=".fk-panel").response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    open_one.click()

    expect(page.first_panel.locator(".fk-tabs .mod-active")).to_have_text("Write")


def test_the_marks_are_one_stop_of_the_keyboard(page: NotebookPage) -> None:
    first = page.first_panel.locator(".fk-asked-mark[tabindex='0']:visible")
    expect(first).to_have_count(1)
    first.focus()
    expect(page.first_panel.locator(".fk-asked-said:visible")).to_have_count(1)
    page.page.keyboard.press("ArrowRight")

    expect(marks(page).nth(1)).to_be_focused()
    name = marks(page).nth(1).get_attribute("aria-label")
    expect(page.first_panel.locator(".fk-asked-said:visible")).to_have_text(name)


def test_marks_stay_on_the_picture_when_it_is_narrow(page: NotebookPage) -> None:
    page.page.set_viewport_size({"width": NARROW, "height": 800})
    picture = page.first_panel.locator(".fk-asked-stage img:visible").first
    expect(picture).to_be_visible()
    box, mark = picture.bounding_box(), marks(page).last.bounding_box()

    assert box["x"] <= mark["x"] + mark["width"] / 2 <= box["x"] + box["width"]
    assert box["y"] <= mark["y"] + mark["height"] / 2 <= box["y"] + box["height"]
