"""The workbook opens by itself, as it is shipped, and runs nothing that is not its own."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.lab import WORKBOOK, Lab, NotebookPage, OpenNotebook

LESSON = "02_plan_next_steps.ipynb"
VIEWS = ["lab/tree", "doc/tree"]


def is_in_view(panel: Locator) -> bool:
    """Whether the top of the panel is in the upper half of the window."""
    return bool(
        panel.evaluate(
            """panel => {
                const { top } = panel.getBoundingClientRect();
                return top >= 0 && top < window.innerHeight / 2;
            }"""
        )
    )


def save(page: NotebookPage) -> None:
    page.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_is_in_view_with_nothing_pressed(workbook: OpenNotebook, view: str) -> None:
    page = workbook(view=view)

    expect(page.first_panel.get_by_role("button", name="Today")).to_be_visible()
    page.wait_ready()
    assert is_in_view(page.first_panel)
    assert page.console_errors == []
    assert page.outside_requests == []


def test_the_bars_at_the_sides_are_folded_away(workbook: OpenNotebook) -> None:
    page = workbook()

    expect(page.first_panel).to_be_visible()
    for side in ("left", "right"):
        expect(page.page.locator(f"#jp-{side}-stack")).to_be_hidden()


def test_a_lesson_opens_with_its_panel_in_view(workbook: OpenNotebook) -> None:
    page = workbook(LESSON)

    expect(page.first_panel).to_be_visible()
    page.wait_ready()
    assert is_in_view(page.first_panel)


def test_a_changed_notebook_is_left_to_the_person(lab: Lab, workbook: OpenNotebook) -> None:
    path = lab.root / "notebooks" / WORKBOOK
    held = json.loads(path.read_text("utf-8"))
    code = next(cell for cell in held["cells"] if cell["cell_type"] == "code")
    code["source"] = [*code["source"], "\nopen('ran.txt', 'w').close()"]
    (lab.root / "notebooks" / "changed.ipynb").write_text(json.dumps(held), "utf-8")

    page = workbook("changed.ipynb")
    page.wait_ready()
    # The shipped one is opened after it and runs, so the changed one had the time to run, too.
    page.page.evaluate(
        "path => void jupyterapp.commands.execute('docmanager:open', { path })",
        f"notebooks/{WORKBOOK}",
    )

    expect(page.panel.locator(".fk-panel").first).to_be_visible()
    assert not (lab.root / "notebooks" / "ran.txt").exists()


@pytest.mark.parametrize("view", VIEWS)
def test_a_reopened_workbook_starts_by_itself(
    lab: Lab, workbook: OpenNotebook, view: str, tmp_path: Path
) -> None:
    first = workbook(view=view)
    expect(first.first_panel).to_be_visible()
    first.wait_ready()
    save(first)
    first.leave()

    second = workbook(view=view)

    expect(second.first_panel.get_by_role("button", name="Today")).to_be_visible()
    expect(second.page.get_by_text("Error displaying widget")).to_have_count(0)


def test_a_reopened_notebook_of_ones_own_says_what_to_press(
    lab: Lab, workbook: OpenNotebook
) -> None:
    code = "from followup_kit import open_log\nfrom followup_kit.widgets import plan_panel\n"
    name = lab.add_notebook("own_panel.ipynb", f"{code}plan_panel(open_log())")
    first = workbook(name)
    first.wait_ready()
    first.run_all()
    expect(first.first_panel).to_be_visible()
    save(first)
    first.leave()

    second = workbook(name)
    second.page.get_by_role("button", name="Press here to open your workbook").click()

    expect(second.first_panel).to_be_visible()


def test_a_reload_keeps_the_panel_and_what_is_typed(workbook: OpenNotebook) -> None:
    page = workbook()
    page.tab("Your data").get_by_label("Your name").fill("Ana Maria")
    page.wait_ready()
    save(page)

    page.page.reload()

    expect(page.first_panel.get_by_label("Your name")).to_have_value("Ana Maria")
    expect(page.page.locator(".fk-panel")).to_have_count(1)


def test_the_launcher_and_the_palette_open_it(lab: Lab, workbook: OpenNotebook) -> None:
    page = workbook("30_play_with_your_tables.ipynb")
    page.wait_ready()
    page.page.evaluate("() => void jupyterapp.commands.execute('launcher:create')")

    page.page.locator(".jp-LauncherCard", has_text="Follow-Up Workbook").click()
    expect(page.panel.locator(".fk-tabs")).to_be_visible()

    page.page.evaluate(
        "() => void jupyterapp.commands.execute('apputils:activate-command-palette')"
    )
    expect(page.page.get_by_role("menuitem", name="Follow-Up Workbook")).to_be_visible()
