"""What a student does on the one page, as it is shipped, with a fresh profile; pictures kept."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from followup_kit.log.log import FollowUpLog, open_log
from tests.browser.lab import NotebookPage, OpenNotebook

KEPT = """Company,Position,Interview date,Start,Interviewer,Email
Northwind Health,Data Analyst Intern,2026-09-14,14:00,Priya Nair,priya.nair@example.com
Harbour Lane,Research Assistant,2026-09-16,10:30,Wen Li,
"""
PICTURED = ("Today", "Season", "Write", "Progress")
REJECTED = "Brightwater Ledger · Audit Support Intern"
IN_TALKS = "Kestrelmoor Analytics · Data Analyst Intern"


@pytest.fixture
def page(workbook: OpenNotebook, sample_log: Path) -> NotebookPage:
    return workbook()


def read(path: Path) -> FollowUpLog:
    log = open_log(path)
    log.close()
    return log


def said(panel: Locator) -> Locator:
    return panel.locator(".fk-status-line .fk-status")


def press(panel: Locator, name: str) -> None:
    panel.get_by_role("button", name=name, exact=True).first.click()


def open_application(page: NotebookPage, name: str) -> Locator:
    panel = page.tab("Season")
    press(panel, name)
    expect(panel.get_by_role("button", name="Back to all applications")).to_be_visible()
    return panel


def test_opening_says_what_is_due(page: NotebookPage) -> None:
    panel = page.first_panel

    expect(panel.get_by_text("1 late, 1 today")).to_be_in_viewport()
    expect(panel.get_by_text("Thank Mei-Ling Hsu now.")).to_be_in_viewport()
    expect(panel.get_by_role("button", name="Write it now").first).to_be_in_viewport()


def test_a_panel_of_three_is_logged(workbook: OpenNotebook, shipped_log: Path) -> None:
    page = workbook()
    panel = page.tab("Log")
    expect(panel.get_by_label("Time zone", exact=True)).not_to_have_value("")
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    panel.get_by_label("Employer", exact=True).fill("Northwind Health")
    panel.get_by_label("Position", exact=True).fill("Data Analyst Intern")
    panel.get_by_label("Date", exact=True).fill(f"{yesterday:%Y-%m-%d}")
    panel.get_by_label("From", exact=True).fill("14:00")
    panel.get_by_label("To", exact=True).fill("15:00")
    for number, name in enumerate(("Priya Nair", "Tomás Ortega", "Wen Li"), 1):
        panel.get_by_label(f"Person {number}", exact=True).fill(name)
    press(panel, "Save this interview")

    expect(said(panel)).to_contain_text("with 3 people is in your log")
    expect(page.page.locator(".fk-answer")).to_be_in_viewport()
    log = read(shipped_log)
    assert log.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]
    expect(page.tab("Today").get_by_text("Priya Nair").first).to_be_in_viewport()


def test_a_note_is_written_and_marked_as_sent(page: NotebookPage, sample_log: Path) -> None:
    panel = page.first_panel
    press(panel, "Write it now")
    expect(panel.get_by_label("Text", exact=True)).to_be_in_viewport()

    press(panel, "I sent it")

    expect(said(panel)).to_contain_text("Sent to Mei-Ling Hsu")
    today = page.tab("Today")
    expect(today.get_by_text("1 late")).to_have_count(0)
    expect(today.get_by_text("Thank Mei-Ling Hsu now.")).to_have_count(0)


def test_a_wrong_rejection_is_corrected_and_undone(page: NotebookPage, sample_log: Path) -> None:
    panel = open_application(page, REJECTED)
    entry = panel.locator(".fk-entry").filter(has_text="Rejected.")

    press(entry, "Take out")

    expect(said(panel)).to_contain_text("Taken out. Undo brings it back.")
    expect(entry).to_have_count(0)
    assert "rejected" not in set(read(sample_log).outcomes["outcome"])
    press(panel, "Undo")
    expect(said(panel)).to_contain_text("Undone")
    expect(entry).to_have_count(1)
    assert "rejected" in set(read(sample_log).outcomes["outcome"])


def test_an_offer_gets_the_day_of_the_answer(page: NotebookPage, sample_log: Path) -> None:
    panel = open_application(page, IN_TALKS)
    press(panel, "Add news")
    panel.get_by_label("News", exact=False).first.select_option(label="Offer")
    days, times = panel.get_by_label("They want your answer by"), panel.get_by_label("At")
    days.fill("2026-10-12")
    times.last.fill("17:00")
    press(panel, "Save")

    expect(said(panel)).to_contain_text("It is in your log")
    outcomes = read(sample_log).outcomes
    wanted = outcomes[outcomes["outcome"] == "offer"]["decide_by"]
    assert f"{wanted.max():%Y-%m-%d}" == "2026-10-12"


def test_a_list_that_was_kept_elsewhere_is_brought_in(
    workbook: OpenNotebook, shipped_log: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "interviews.csv"
    kept.write_text(KEPT)
    panel = workbook().tab("Log")
    press(panel, "Bring in a list")
    with panel.page.expect_file_chooser() as chooser:
        press(panel, "Choose files")
    chooser.value.set_files(kept)
    add = panel.get_by_role("button", name="Add these to my log")
    expect(add).to_be_enabled()
    add.click()

    expect(said(panel)).to_contain_text("Rows taken into your log")
    assert read(shipped_log).interviewers["name"].tolist() == ["Priya Nair", "Wen Li"]


def test_a_step_is_put_off_and_comes_back_by_undo(page: NotebookPage, sample_log: Path) -> None:
    panel = page.first_panel
    press(panel, "Later, or not at all")
    expect(panel.get_by_role("button", name="Remind me then")).to_be_in_viewport()
    press(panel, "Remind me then")

    expect(said(panel)).to_contain_text("It comes back at that time. The due time stays.")
    expect(panel.get_by_text("1 late, 1 today")).to_have_count(0)
    press(panel, "Undo")
    expect(panel.get_by_text("1 late, 1 today")).to_be_in_viewport()


def test_the_log_is_saved_to_another_computer(
    workbook: OpenNotebook, shipped_log: Path, today_log: FollowUpLog, tmp_path: Path
) -> None:
    """Saved as a file, and brought back on a page that never saw it."""
    shipped_log.parent.mkdir(parents=True)
    shipped_log.write_bytes(today_log.as_bytes())
    panel = workbook().tab("Your data")
    with panel.page.expect_download() as download:
        press(panel, "Everything (.zip)")
    carried = tmp_path / download.value.suggested_filename
    download.value.save_as(carried)
    shipped_log.unlink()

    panel = workbook().tab("Your data")
    expect(panel.get_by_text("0 applications, 0 interviews")).to_be_visible()
    with panel.page.expect_file_chooser() as chooser:
        press(panel, "Bring my log back")
    chooser.value.set_files(carried)

    expect(said(panel)).to_contain_text("taken over")
    assert read(shipped_log).interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega"]


def test_the_page_is_pictured(page: NotebookPage) -> None:
    """`make pictures` puts these on the page of README."""
    for tab in PICTURED:
        panel = page.tab(tab)
        if tab == "Progress":
            expect(panel.get_by_role("img").first).to_be_visible()
        page.wait_ready()
        page.page.mouse.move(0, 0)
        path = page.screenshot(f"workbook_{tab.lower()}")
        assert path.stat().st_size > 20_000
