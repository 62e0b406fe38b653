"""A chart on the screen: an image with words for it, the table under it, and its files."""

import base64
from typing import TYPE_CHECKING

import ipywidgets as widgets

from followup_kit.progress.charts.saving import chart_file
from followup_kit.widgets.progress.chart_kinds import ChartKind, View
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.markup import block, fill

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_IMAGE = '<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'


class ChartView(widgets.VBox):
    """One chart with its table, and buttons to save it as a picture.

    Attributes:
        image: The chart, with its alt text.
        table: The numbers under it.
    """

    def __init__(self, name: str, kind: ChartKind) -> None:
        self.kind = kind
        self._view: View | None = None
        self.image = block(css="fk-chart")
        self.table = DataTable(caption=f"{name}: the table")
        files = widgets.HBox(
            [
                DownloadButton("Save as PNG", f"{kind.file}.png", lambda: self._file("png")),
                DownloadButton("Save as SVG", f"{kind.file}.svg", lambda: self._file("svg")),
            ]
        )
        files.add_class("fk-row")
        super().__init__([self.image, files, self.table])

    def show(self, view: View, *, dark: bool, zone_name: str) -> None:
        """Draw the chart and fill the table."""
        self._view = view
        table = self.kind.table(view)
        self.image.value = chart_html(
            self.kind.plot(table, view, {"dark": dark}), self.kind.alt_text(table, view)
        )
        self.table.show(self.kind.shown(table), self.kind.labels(table), zone_name=zone_name)

    def _file(self, ending: str) -> bytes | None:
        if self._view is None:
            return None
        table = self.kind.table(self._view)
        alt_text = self.kind.alt_text(table, self._view)
        page = self.kind.plot(table, self._view, {"for_print": True})
        return chart_file(page, ending, alt_text)


def chart_html(ax: "Axes", alt_text: str) -> str:
    """An image of a chart with its alt text; the figure is let go."""
    data = base64.b64encode(chart_file(ax, "svg", alt_text)).decode()
    return fill(_IMAGE, alt=alt_text, data=data)
