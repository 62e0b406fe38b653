"""Bringing in a list that was kept elsewhere, in real JupyterLab, pictures kept."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from followup_kit.log.log import open_log
from tests.browser.lab import THEMES, NotebookPage, OpenNotebook

LISTS = Path(__file__).parents[1] / "data" / "tables"


@pytest.fixture
def own_log(tmp_path: Path) -> Path:
    return tmp_path / "private" / "my_log.db"


@pytest.fixture
def page(notebook: OpenNotebook, own_log: Path) -> NotebookPage:
    opened = notebook("01_log_interviews.ipynb", log=own_log)
    opened.run_all()
    return opened


def bring_in(page: NotebookPage, *paths: Path) -> Locator:
    """Choose files of a list; returns the panel."""
    panel = page.outputs.locator(".fk-panel").first
    panel.get_by_role("button", name="Bring in a list").click()
    with page.page.expect_file_chooser() as chooser:
        panel.get_by_role("button", name="Choose files").click()
    chooser.value.set_files(paths)
    return panel


def test_a_list_is_looked_at_answered_taken_and_undone(page: NotebookPage, own_log: Path) -> None:
    names = ("three_applications.csv", "three_interviews.csv", "three_contacts.csv")
    panel = bring_in(page, *(LISTS / name for name in names))
    add = panel.get_by_role("button", name="Add these to my log")
    expect(add).to_be_disabled()

    panel.get_by_label("what does “Suspected Ghost Job” mean?").select_option(
        "No answer, closed by me"
    )
    panel.get_by_label("Did you meet them at the latest one?").select_option("Yes, add them there")
    expect(add).to_be_enabled()
    panel.get_by_role("button", name="Where the columns go").first.click()
    for theme, title in THEMES.items():
        page.set_theme(title)
        page.screenshot(f"bring_in_{theme}", panel)
        faults = Axe().run(page.page, context=".fk-panel").response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    add.click()

    expect(panel.get_by_role("status").first).to_contain_text("Rows taken into your log: 3 new")
    log = open_log(own_log)
    assert log.applications["company"].tolist() == ["Northwind Health", "Harbour Lane"]
    assert log.interviewers["name"].tolist() == ["Priya Nair"]
    panel.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("status").first).to_contain_text("Undone: Imported three_appl")
    log.refresh()
    assert log.is_empty
    log.close()
    assert page.console_errors == []


def test_a_file_that_is_no_list_is_explained(page: NotebookPage, tmp_path: Path) -> None:
    page_file = tmp_path / "jobs.csv"
    page_file.write_text("<!doctype html><p>Sign in</p>")

    panel = bring_in(page, page_file)

    expect(
        panel.get_by_text("it is a web page without a table. Download the list itself")
    ).to_be_visible()
    expect(page.outputs.get_by_text("Traceback")).to_have_count(0)


def test_a_list_of_nearly_the_largest_size_is_read(page: NotebookPage, tmp_path: Path) -> None:
    """A notebook server drops messages over 10 MB without a word."""
    large = tmp_path / "large.csv"
    large.write_text("Company,Notes\n" + f"Birch Foods,{'x' * 19_000}\n" * 1000)

    panel = bring_in(page, large)

    expect(panel.get_by_text("1,000 rows:")).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(page: NotebookPage, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_text("Company\n" + "x" * 20_000_001)

    panel = bring_in(page, large)

    expect(panel.get_by_text("large.csv is larger than 20 MB.")).to_be_visible()


def test_a_long_list_shows_how_far_it_is(page: NotebookPage, tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    long.write_text("Company,Role\n" + "".join(f"Company {n},Cook\n" for n in range(12_000)))

    panel = bring_in(page, long)

    expect(panel.get_by_role("progressbar", name="Reading rows")).to_be_visible()
    expect(panel.get_by_text("12,000 rows:")).to_be_visible()
    expect(panel.get_by_role("progressbar", name="Reading rows")).to_have_count(0)
