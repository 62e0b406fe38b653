"""Every notebook, as a reader meets it: opened in JupyterLab and run from the top."""

import pytest

from tests.browser.lab import ROOT, OpenNotebook

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_clean(name: str, notebook: OpenNotebook) -> None:
    page = notebook(name)

    page.run_all()

    page.screenshot(name.removesuffix(".ipynb"))
    assert page.console_errors == []
    assert page.outside_requests == []
