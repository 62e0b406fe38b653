"""A chart on the screen: an image with words for it, the table under it, and its files."""

from collections.abc import Callable

import ipywidgets as widgets

from followup_kit.progress.charts.chart import Asked, Chart, View
from followup_kit.progress.charts.own_axes import places_of
from followup_kit.progress.charts.saving import chart_file, picture
from followup_kit.widgets.progress.asked_chart import AskedChart
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.download_button import DownloadButton


class ChartView(widgets.VBox):
    """One chart with its table, and buttons to save it as a picture.

    Args:
        chart: The chart.
        on_open: Called with a mark that was pressed; None where nothing can be opened.

    Attributes:
        image: The chart, with its alt text, and its marks that can be asked.
        table: The numbers under it.
    """

    def __init__(self, chart: Chart, on_open: Callable[[Asked], object] | None = None) -> None:
        self.chart = chart
        self._view: View | None = None
        self.image = AskedChart(on_open)
        self.table = DataTable(caption=f"{chart.name}: the table")
        files = widgets.HBox(
            [
                DownloadButton("Save as PNG", f"{chart.file}.png", lambda: self._file("png")),
                DownloadButton("Save as SVG", f"{chart.file}.svg", lambda: self._file("svg")),
            ]
        )
        files.add_class("fk-row")
        super().__init__([self.image, files, self.table])

    def show(self, view: View, *, dark: bool, zone_name: str) -> None:
        """Draw the chart and fill the table."""
        self._view = view
        table = self.chart.table(view)
        drawn = self.chart.plot(table, view, {"dark": dark})
        image = picture(drawn, self.chart.alt_text(table, view))
        self.image.show(image, places_of(drawn), self.chart.asked(table))
        self.table.show(self.chart.shown(table), self.chart.labels(table), zone_name=zone_name)

    def _file(self, ending: str) -> bytes | None:
        if self._view is None:
            return None
        table = self.chart.table(self._view)
        alt_text = self.chart.alt_text(table, self._view)
        page = self.chart.plot(table, self._view, {"for_print": True})
        return chart_file(page, ending, alt_text)
