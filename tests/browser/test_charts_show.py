"""A chart that is the last line of a cell is seen, whether pyplot is there or not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenNotebook

MADE = """from followup_kit import open_sample, pairs, plot_delay_dots
log = open_sample()
table = pairs(log, now=log.settings.stands_at)"""
PYPLOT = "import matplotlib.pyplot as plt"


@pytest.mark.parametrize(("first", "name"), [("x = 1", "without_pyplot"), (PYPLOT, "with_pyplot")])
def test_a_chart_is_seen_once(first: str, name: str, lab: Lab, notebook: OpenNotebook) -> None:
    lab.add_notebook(f"{name}.ipynb", first, MADE, "plot_delay_dots(table)")
    page = notebook(f"{name}.ipynb")
    page.run_all()

    picture = page.outputs.locator("img")
    expect(picture).to_have_count(1)
    expect(picture).to_have_attribute("alt", re.compile("Chart of the time from each interview"))
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 300
    page.screenshot(name)


def test_given_axes_are_shown_by_pyplot(lab: Lab, notebook: OpenNotebook) -> None:
    cell = "figure, ax = plt.subplots()\nax = plot_delay_dots(table, ax=ax)"
    lab.add_notebook("given_axes.ipynb", PYPLOT, MADE, cell)
    page = notebook("given_axes.ipynb")
    page.run_all()

    expect(page.outputs.locator("img")).to_have_count(1)
