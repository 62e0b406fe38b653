"""A plain table that can be sorted and filtered, and that a screen reader can read."""

import datetime as dt
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from followup_kit.times import zone

_HERE = Path(__file__).parent


class DataTable(anywidget.AnyWidget):
    """A native table of text; sorting and filtering happen in the browser.

    Attributes:
        caption: What the table shows.
        columns: One `{label, number}` per column.
        rows: One list of `{text, sort}` cells per row.
    """

    _esm = _HERE / "data_table.js"
    caption = traitlets.Unicode("").tag(sync=True)
    columns: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    rows: traitlets.List[list[dict[str, Any]]] = traitlets.List().tag(sync=True)

    def show(self, frame: pd.DataFrame, labels: dict[str, str], *, zone_name: str = "UTC") -> None:
        """Show some columns of a DataFrame.

        Args:
            frame: The rows.
            labels: Column name to the label to show, in the order to show them.
            zone_name: The zone for moments.
        """
        is_number = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in labels}
        with self.hold_sync():
            self.columns = [
                {"label": label, "number": bool(is_number[name])} for name, label in labels.items()
            ]
            self.rows = [
                [_cell(value, zone_name) for value in row]
                for row in frame[list(labels)].itertuples(index=False)
            ]


def _cell(value: Any, zone_name: str) -> dict[str, Any]:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return {"text": "-", "sort": ""}
    if isinstance(value, dt.datetime):
        return {"text": _when(value, zone_name), "sort": f"{value:%Y-%m-%d %H:%M:%S}"}
    if isinstance(value, bool):
        return {"text": "yes" if value else "no", "sort": int(value)}
    if isinstance(value, float):
        return {"text": f"{value:.1f}", "sort": value}
    if isinstance(value, int):
        return {"text": str(value), "sort": value}
    return {"text": str(value), "sort": str(value).casefold()}


def _when(value: dt.datetime, zone_name: str) -> str:
    """A moment in that zone; a date, which has no zone, as it is."""
    if value.tzinfo is None:
        return f"{value.day} {value:%b %Y}"
    local = value.astimezone(zone(zone_name))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"
