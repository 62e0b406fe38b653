"""Taking data out in real JupyterLab: files really arrive, and are right."""

import datetime as dt
import email
import io
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
import vobject
from playwright.sync_api import Locator, expect

from followup_kit.log.log import FollowUpLog, open_log
from tests.browser.lab import NOTEBOOKS, THEMES, NotebookPage, panel_of

TABLES = ("applications", "interviews", "interviewers", "messages", "outcomes", "comments")
LINKS = {
    "Open in your mail program": "mailto:priya.nair@example.com?",
    "Open in Gmail": "https://mail.google.com/mail/?",
    "Open in Outlook.com": "https://outlook.live.com/mail/0/deeplink/compose?",
    "Open in Outlook (work or school)": "https://outlook.office.com/mail/deeplink/compose?",
}


def save(page: NotebookPage, panel: Locator, button: str) -> tuple[str, bytes]:
    """Press a button; the name and the content of the file that arrives."""
    with page.page.expect_download() as download:
        panel.get_by_role("button", name=button).click()
    name = download.value.suggested_filename
    expect(panel.get_by_text(f"✓ {name} is in your downloads.")).to_be_visible()
    return name, Path(download.value.path()).read_bytes()


@pytest.fixture
def start(notebook, today_log: FollowUpLog, own_log: Path) -> NotebookPage:
    page = notebook(f"{NOTEBOOKS['start']}.ipynb", log=own_log)
    page.run_all()
    page.tab("Your data")
    return page


def test_an_archive_is_carried_to_another_session(
    notebook,
    start: NotebookPage,
    today_log: FollowUpLog,
    tmp_path: Path,
) -> None:
    row = today_log.interviewers["id"][0]
    today_log.save_draft(
        {"application_id": today_log.applications["id"][0], "body": "Dear Priya,\n=1+1"},
        now=dt.datetime.now(dt.UTC),
    )
    today_log.change("interviewers", row, {"topics": "=1+1 🎉"}, now=dt.datetime.now(dt.UTC))
    name, content = save(start, panel_of(start), "Everything (.zip)")
    saved = tmp_path / name
    saved.write_bytes(content)

    path = tmp_path / "new" / "my_log.db"
    second = notebook(f"{NOTEBOOKS['start']}.ipynb", log=path)
    second.run_all()
    second.tab("Your data")
    with second.page.expect_file_chooser() as chooser:
        panel_of(second).get_by_role("button", name="Bring my log back").click()
    chooser.value.set_files(saved)

    expect(panel_of(second).get_by_role("status").first).to_contain_text("taken over")
    log = open_log(path)
    for table in TABLES:
        assert log.table(table).equals(today_log.table(table))
    assert log.ledger.file.all_changes() == today_log.ledger.file.all_changes()
    log.close()


def test_the_excel_file_opens(start: NotebookPage) -> None:
    name, content = save(start, panel_of(start), "For Excel (.xlsx)")

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert name.startswith("my_log_20")
    assert [cell.value for cell in book["People"]["D"]] == ["Name", "Priya Nair", "Tomás Ortega"]


def test_the_contacts_are_read_by_another_program(start: NotebookPage) -> None:
    name, content = save(start, panel_of(start), "Contacts (.vcf)")

    assert name.endswith(".vcf")
    cards = vobject.readComponents(content.decode())
    assert [card.fn.value for card in cards] == ["Priya Nair", "Tomás Ortega"]


def test_a_file_cannot_be_made_from_nothing(notebook, tmp_path: Path) -> None:
    page = notebook(f"{NOTEBOOKS['start']}.ipynb", log=tmp_path / "my_log.db")
    page.run_all()

    page.tab("Your data").get_by_role("button", name="Contacts (.vcf)").click()

    expect(panel_of(page).get_by_role("status").first).to_contain_text("nobody to take along yet")


def test_a_note_goes_to_a_mail_program_or_a_mail_page(
    notebook,
    today_log: FollowUpLog,
    own_log: Path,
) -> None:
    page = notebook(f"{NOTEBOOKS['write']}.ipynb", log=own_log)
    page.run_all()
    panel = panel_of(page)
    text = panel.get_by_label("Text", exact=True).input_value()

    name, content = save(page, panel, "Download as a mail file (.eml)")
    message = email.message_from_bytes(content, policy=default)
    assert (name, message["To"], message["X-Unsent"]) == (
        *("message.eml", "priya.nair@example.com", "1"),
    )
    assert message.get_content().splitlines() == text.splitlines()

    expect(panel.get_by_role("link", name="Open in Gmail")).to_be_hidden()
    panel.get_by_role("button", name="More ways to send").press("Enter")
    for label, start in LINKS.items():
        link = panel.get_by_role("link", name=label, exact=True)
        expect(link).to_be_visible()
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        assert (link.get_attribute("href") or "").startswith(start)
    for theme, title in THEMES.items():
        page.set_theme(title)
        page.screenshot(f"write_panel_send_{theme}", panel)
    assert page.outside_requests == []
