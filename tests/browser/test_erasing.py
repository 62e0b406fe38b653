"""Erasing one employer from the start panel, by keyboard, in real JupyterLab."""

from pathlib import Path

from playwright.sync_api import expect

from followup_kit.log.log import open_copy
from tests.browser.lab import NOTEBOOKS, THEMES


def test_a_copy_is_saved_and_an_employer_erased(
    notebook, today_log, own_log: Path, tmp_path: Path
) -> None:
    page = notebook(f"{NOTEBOOKS['start']}.ipynb", log=own_log)
    page.run_all()
    panel, keys = page.tab("Your data"), page.page.keyboard
    with page.page.expect_download() as download:
        panel.get_by_role("button", name="Save a copy first").click()
    copy = tmp_path / "copy.db"
    download.value.save_as(copy)

    panel.get_by_label("Type Northwind Health to confirm").focus()
    keys.type("Northwind Healt")
    keys.press("Tab")
    keys.press("Enter")
    expect(panel.get_by_role("status").first).to_contain_text("Nothing was erased")
    page.wait_ready()  # a value typed while the kernel works is sent after the next press
    panel.get_by_label("Type Northwind Health to confirm").fill("Northwind Health")
    keys.press("Tab")
    keys.press("Enter")

    expect(panel.get_by_role("status").first).to_contain_text("Northwind Health is erased")
    expect(panel.get_by_text("4 entries are gone")).to_be_visible()
    expect(panel.get_by_text("0 applications, 0 interviews")).to_be_visible()
    for theme, title in THEMES.items():
        page.set_theme(title)
        page.screenshot(f"erased_{theme}", panel)
    assert open_copy(copy).applications["company"].tolist() == ["Northwind Health"]
    kept = page.page.evaluate("() => JSON.stringify(sessionStorage)")
    assert "Northwind" not in kept
    held = [f for f in own_log.parent.rglob("*") if f.is_file() and b"Northwind" in f.read_bytes()]
    assert held == []
