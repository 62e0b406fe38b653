"""The one page bends to its width, and is accessible in both themes."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import THEMES, NotebookPage, OpenNotebook
from tests.browser.test_presses import TABS

LEAST_FIELD = 100
"""Pixels that a field needs for its text to be read."""

# A file list takes more than a third of a small window, and there the view is of one document.
BESIDE_FILES = (1280, 1024, 640)
ALONE = (1280, 480, 320)
ZOOMED = 1280, 2

# What sticks out of the panel or scrolls sideways, and which fields are too narrow. A wide table
# may scroll inside its own frame.
FAULTS = """least => {
    const panel = document.querySelector(".fk-panel");
    const edge = panel.getBoundingClientRect().right + 1;
    const isShown = one => one.getClientRects().length > 0;
    const name = one => one.tagName + "." + one.className + " " + one.textContent.slice(0, 40);
    const isFramed = one => {
        for (let up = one; up !== panel; up = up.parentElement) {
            if (getComputedStyle(up).overflowX === "auto") return true;
            if (getComputedStyle(up).overflowX === "hidden") return true;
        }
        return false;
    };
    const all = [...panel.querySelectorAll("*")].filter(isShown);
    const wide = all.filter(one => one.getBoundingClientRect().right > edge && !isFramed(one));
    const fields = all.filter(one => one.matches(
        "input:not([type=checkbox], [type=radio], [type=file]), select, textarea"));
    const narrow = fields.filter(one => one.getBoundingClientRect().width < least);
    const scrolls = [];
    for (let up = panel.parentElement; up; up = up.parentElement) {
        const style = getComputedStyle(up).overflowX;
        if (up.scrollWidth > up.clientWidth + 1 && ["auto", "scroll"].includes(style)) {
            scrolls.push(up);
        }
    }
    return [
        ...wide.slice(0, 4).map(one => `sticks out: ${name(one)}`),
        ...narrow.map(one => `narrow: ${name(one)} ${one.labels?.[0]?.textContent}`),
        ...scrolls.map(one => `scrolls sideways: ${one.className}`),
    ];
}"""


def faults_by_width(page: NotebookPage, widths: tuple[int, ...]) -> dict[int, object]:
    found = {}
    for width in widths:
        page.page.set_viewport_size({"width": width, "height": 800})
        found[width] = faults_by_tab(page, f"layout_{width}")
    return {width: faults for width, faults in found.items() if faults}


def faults_by_tab(page: NotebookPage, picture: str) -> dict[str, list[str]]:
    found = {}
    for tab in TABS:
        page.tab(tab)
        page.wait_ready()
        found[tab] = page.page.evaluate(FAULTS, LEAST_FIELD)
        page.screenshot(f"{picture}_{tab.lower().replace(' ', '_')}")
    return {tab: faults for tab, faults in found.items() if faults}


def test_nothing_scrolls_sideways_beside_the_file_list(
    workbook: OpenNotebook, sample_log: Path
) -> None:
    page = workbook()
    expect(page.first_panel).to_be_visible()
    page.wait_ready()
    page.page.evaluate("() => jupyterapp.commands.execute('filebrowser:activate')")
    expect(page.page.locator("#filebrowser")).to_be_visible()

    assert faults_by_width(page, BESIDE_FILES) == {}


def test_nothing_scrolls_sideways_in_the_view_of_one_document(
    workbook: OpenNotebook, sample_log: Path
) -> None:
    page = workbook(view="doc/tree")
    expect(page.first_panel).to_be_visible()
    page.wait_ready()

    assert faults_by_width(page, ALONE) == {}


def test_nothing_scrolls_sideways_at_twice_the_size(
    workbook: OpenNotebook, sample_log: Path
) -> None:
    width, zoom = ZOOMED
    page = workbook(size=(width, 800), zoom=zoom)
    expect(page.first_panel).to_be_visible()
    page.wait_ready()
    page.page.evaluate("() => jupyterapp.commands.execute('filebrowser:activate')")

    assert faults_by_tab(page, "zoomed") == {}


def test_every_tab_is_accessible_in_both_themes(workbook: OpenNotebook, sample_log: Path) -> None:
    page = workbook()
    expect(page.first_panel).to_be_visible()
    page.wait_ready()
    found = {}
    for theme, title in THEMES.items():
        page.set_theme(title)
        for tab in TABS:
            page.tab(tab)
            page.wait_ready()
            page.screenshot(f"tab_{tab.lower().replace(' ', '_')}_{theme}")
            faults = Axe().run(page.page, context=".fk-panel").response["violations"]
            found[tab, theme] = [(f["id"], f["nodes"][0]["html"]) for f in faults]
    assert {key: faults for key, faults in found.items() if faults} == {}
