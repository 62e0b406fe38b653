"""From a key to the findings on the screen, beside a bare echo, in a real browser.

Run with `python -m benchmarks.keystrokes`; needs Chromium, as the browser tests do.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS
from tests.browser.lab import Lab, NotebookPage, find_chromium

KEYS = 60
ECHO = """
import ipywidgets as widgets
typed = widgets.Textarea(description="Text")
said = widgets.HTML("")
def echo(change):
    said.value = f"<p>{change['new']}</p>"
typed.observe(echo, "value")
widgets.VBox([typed, said])
"""
PANEL = """
from followup_kit import open_sample
from followup_kit.widgets.write import panel as write_panel
write_panel(open_sample())
"""
WATCH = """([selector]) => {
    window.fkTimes = [];
    window.fkKey = null;
    document.addEventListener("input", () => { window.fkKey = performance.now(); }, true);
    const seen = new MutationObserver(() => {
        if (window.fkKey === null) return;
        window.fkTimes.push(performance.now() - window.fkKey);
        window.fkKey = null;
    });
    const where = document.querySelector(selector);
    seen.observe(where, { childList: true, subtree: true, characterData: true });
}"""


def delays(page: Page, box: Locator, watched: str) -> list[float]:
    """Milliseconds from each key to the change it makes on the screen."""
    page.evaluate(WATCH, [watched])
    box.press("Control+End")
    for count in range(KEYS):
        page.keyboard.type(" a")  # a new word changes the number of words that is shown
        page.wait_for_function("n => window.fkTimes.length >= n", arg=count + 1)
    return list(page.evaluate("() => window.fkTimes"))


def main() -> None:
    """Print the median and the 95th percentile of both."""
    lab = Lab(Path(tempfile.mkdtemp()))
    try:
        lab.wait_until_up()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=CHROMIUM_FLAGS
            )
            print("| what | median | 95th percentile |\n| --- | --- | --- |")
            for name, code, watched in (
                ("bare echo", ECHO, ".widget-html"),
                ("findings of the write panel", PANEL, ".fk-summary"),
            ):
                page = NotebookPage(lab, browser.new_context())
                page.open(lab.add_notebook(f"{watched[1:]}.ipynb", code))
                page.run_all()
                box = page.outputs.get_by_role("textbox", name="Text", exact=True)
                box.wait_for()
                found = sorted(delays(page.page, box, watched))
                high = found[int(len(found) * 0.95)]
                print(f"| {name} | {statistics.median(found):.0f} ms | {high:.0f} ms |")
            browser.close()
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
