"""Writing a note in real JupyterLab: findings are underlined, and no letter is lost."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.lab import THEMES, NotebookPage, OpenNotebook

MISSPELT = (
    "Dear Mei-Lin,\n\nI did recieve teh invitation 🎉. I expect your answer.\n\nBest,\nSam Rivera"
)
FIXED = (
    MISSPELT.replace("Mei-Lin,", "Mei-Ling,").replace("recieve", "receive").replace("teh", "the")
)
# Where words stand in a field is not known to the page, so the sheet has to be as the field is:
# the same box, and as much text in it.
SAME_SIZE = """field => {
    const sheet = field.previousElementSibling;
    const [one, other] = [field.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const [mine, theirs] = [getComputedStyle(field), getComputedStyle(sheet)];
    const same = ["fontSize", "fontFamily", "lineHeight", "letterSpacing", "paddingLeft",
        "paddingTop", "borderLeftWidth", "whiteSpace", "direction"];
    return [
        one.width - other.width, one.height - other.height,
        field.clientWidth - sheet.clientWidth,
        ...same.filter(name => mine[name] !== theirs[name]),
    ].filter(Boolean);
}"""


@pytest.fixture
def page(workbook: OpenNotebook, sample_log: Path) -> NotebookPage:
    opened = workbook()
    expect(text_of(opened)).to_have_value(re.compile("^Dear Mei-Ling"))
    return opened


def text_of(page: NotebookPage) -> Locator:
    return page.tab("Write").get_by_label("Text", exact=True)


def marks(page: NotebookPage) -> Locator:
    return page.first_panel.locator(".fk-stack-textarea .fk-mark")


def finding(page: NotebookPage, words: str) -> Locator:
    return page.first_panel.locator(".fk-finding").filter(has_text=words)


def test_findings_are_underlined_and_listed_in_view(page: NotebookPage) -> None:
    text = text_of(page)
    text.fill(MISSPELT)

    expect(marks(page)).to_have_text(["Mei-Lin", "recieve", "teh", "🎉", "I expect your"])
    expect(page.first_panel.locator(".fk-finding").first).to_be_in_viewport()
    assert text.evaluate(SAME_SIZE) == []
    for theme, title in THEMES.items():
        page.set_theme(title)
        page.screenshot(f"underlined_{theme}")
        faults = Axe().run(page.page, context=".fk-panel").response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []


def test_the_list_goes_to_the_words_and_the_words_to_the_list(page: NotebookPage) -> None:
    text = text_of(page)
    text.fill(MISSPELT)
    finding(page, "reads as a demand").get_by_role("button", name="Show me").click()
    expect(text).to_be_focused()
    selected = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
    assert text.evaluate(selected) == "I expect your"

    text.press("Control+Home")
    for _ in range(len("Dear Me")):
        text.press("ArrowRight")
    expect(page.first_panel.locator(".fk-finding.fk-pointed")).to_contain_text("Mei-Lin")


def test_all_certain_fixes_are_made_and_the_browser_takes_them_back(page: NotebookPage) -> None:
    text = text_of(page)
    text.fill(MISSPELT)
    page.first_panel.get_by_role("button", name="Fix all 3 that are certain").click()

    expect(text).to_have_value(FIXED)
    expect(marks(page)).to_have_text(["🎉", "I expect your"])
    expect(text).to_be_focused()
    for _ in range(3):
        text.press("Control+z")
    expect(text).to_have_value(MISSPELT)
    expect(marks(page)).to_have_count(5)


def test_underlines_follow_what_is_typed_and_no_letter_is_lost(page: NotebookPage) -> None:
    text = text_of(page)
    text.fill(MISSPELT)
    expect(marks(page)).to_have_count(5)
    text.press("Control+Home")
    more = "Hello there. I write this while the checks run over it, letter by letter. "
    text.press_sequentially(more)

    expect(text).to_have_value(more + MISSPELT)
    assert text.evaluate("t => t.selectionStart") == len(more)
    expect(marks(page).filter(has_text="recieve")).to_have_count(1)
