"""The harness itself: what it opens is real, and what it checks can fail."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, NotebookPage, OpenNotebook, find_chromium

GREETER = """
import ipywidgets as widgets
name = widgets.Text(description="Name")
greet = widgets.Button(description="Greet")
said = widgets.Label("nothing yet")
greet.on_click(lambda _: setattr(said, "value", f"Hello {name.value}"))
widgets.VBox([name, greet, said])
"""
COPIER = '''
import anywidget, traitlets
class Copier(anywidget.AnyWidget):
    text = traitlets.Unicode("Dear Priya").tag(sync=True)
    _esm = """
    export default { render({ model, el }) {
        const button = document.createElement("button");
        button.textContent = "Copy";
        button.onclick = async () => {
            await navigator.clipboard.writeText(model.get("text"));
            button.textContent = "Copied";
        };
        el.append(button);
    } };
    """
Copier()
'''
LOG_IN_USE = "import os; print(os.environ['FOLLOWUP_LOG'])"


@pytest.fixture(scope="module")
def panel(lab: Lab, lasting_notebook: OpenNotebook) -> NotebookPage:
    page = lasting_notebook(lab.add_notebook("panel.ipynb", GREETER, COPIER))
    page.run_all()
    return page


def test_button_click_reaches_the_kernel(panel: NotebookPage) -> None:
    panel.outputs.get_by_role("textbox", name="Name").fill("Dana")
    panel.outputs.get_by_role("button", name="Greet").click()

    expect(panel.outputs.get_by_text("Hello Dana")).to_be_visible()


def test_copied_text_is_on_the_clipboard(panel: NotebookPage) -> None:
    panel.outputs.get_by_role("button", name="Copy").click()
    expect(panel.outputs.get_by_role("button", name="Copied")).to_be_visible()

    assert panel.clipboard() == "Dear Priya"


def test_theme_changes_and_is_pictured(panel: NotebookPage) -> None:
    panel.set_theme("JupyterLab Dark")

    picture = panel.screenshot("harness-dark", of=panel.panel)

    assert panel.page.locator("body").get_attribute("data-jp-theme-light") == "false"
    assert picture.stat().st_size > 1_000


def test_nothing_is_asked_of_other_hosts(panel: NotebookPage) -> None:
    assert panel.outside_requests == []


def test_no_news_prompt_is_shown(panel: NotebookPage) -> None:
    assert panel.page.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_failing_cell_is_reported(lab: Lab, notebook: OpenNotebook) -> None:
    page = notebook(lab.add_notebook("fails.ipynb", "1 / 0", "2"))

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        page.run_all()


def test_console_error_is_noted(panel: NotebookPage) -> None:
    panel.page.evaluate("() => console.error('made up')")

    assert panel.console_errors == ["made up"]


def test_notebook_uses_the_log_asked_for(lab: Lab, notebook: OpenNotebook, tmp_path: Path) -> None:
    name = lab.add_notebook("log.ipynb", LOG_IN_USE)

    page = notebook(name, log=tmp_path / "own.db")
    page.run_all()

    expect(page.outputs).to_have_text(str(tmp_path / "own.db"))


def test_notebook_never_uses_the_testers_log(lab: Lab, notebook: OpenNotebook) -> None:
    page = notebook(lab.add_notebook("log.ipynb", LOG_IN_USE))
    page.run_all()

    expect(page.outputs).to_have_text(str(lab.log))


def test_missing_chromium_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        find_chromium()
