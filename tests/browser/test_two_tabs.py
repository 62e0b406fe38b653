"""Two tabs on one log, in real JupyterLab: nothing that was typed in either is lost."""

import re
from pathlib import Path

from playwright.sync_api import expect

from followup_kit.log.log import FollowUpLog
from tests.browser.lab import NOTEBOOKS, THEMES, panel_of


def test_two_texts_of_one_note_are_shown_and_one_is_chosen(
    notebook, today_log: FollowUpLog, own_log: Path
) -> None:
    mine, theirs = (notebook(f"{NOTEBOOKS['write']}.ipynb", log=own_log) for _ in range(2))
    for page in (mine, theirs):
        page.run_all()
    text, other = (panel_of(p).get_by_label("Text", exact=True) for p in (mine, theirs))
    expect(text).to_have_value(re.compile("^Dear Priya,"))
    text.fill("Dear Priya, from this tab.\n\nThank you for your time.\n\nSam")
    expect(other).to_have_value(re.compile("from this tab"))

    # While a field has the focus here, what the other tab saves is not put over it.
    text.focus()
    other.fill("Dear Priya, from the other tab.\n\nThank you for your time.\n\nSam")
    expect(panel_of(theirs).get_by_role("status").first).to_contain_text("Your draft is kept")
    text.press("Control+End")
    text.press_sequentially(" Rivera")

    panel = panel_of(mine)
    expect(panel.get_by_text("Your note: which one stays?")).to_be_visible()
    expect(text).to_have_value(re.compile("from this tab.*Sam Rivera$", re.DOTALL))
    for theme, title in THEMES.items():
        mine.set_theme(title)
        mine.screenshot(f"clash_{theme}", panel.locator(".fk-choice"))
    other.blur()
    panel.get_by_role("button", name="Keep mine").focus()
    mine.page.keyboard.press("Enter")

    expect(panel.get_by_text("Your note: which one stays?")).to_have_count(0)
    expect(other).to_have_value(re.compile("from this tab.*Sam Rivera$", re.DOTALL))
    today_log.refresh()
    assert today_log.messages["body"].tolist() == [text.input_value()]


def test_a_setting_typed_in_two_tabs_is_asked_about(notebook, today_log, own_log: Path) -> None:
    mine, theirs = (notebook(f"{NOTEBOOKS['start']}.ipynb", log=own_log) for _ in range(2))
    for page in (mine, theirs):
        page.run_all()
        page.tab("Your data")
    panel, other = panel_of(mine), panel_of(theirs)
    panel.get_by_label("Your name").fill("Sam R.")
    other.get_by_label("Your name").fill("S. Rivera")
    other.get_by_role("button", name="Save this about me").click()
    expect(other.get_by_role("status").first).to_contain_text("Drafts are signed")

    panel.get_by_role("button", name="Save this about me").click()
    expect(panel.get_by_role("status").first).to_contain_text("what you typed is still here")
    mine.screenshot("clash_settings", panel)
    panel.get_by_role("button", name="Take the other").click()

    expect(panel.get_by_label("Your name")).to_have_value("S. Rivera")
