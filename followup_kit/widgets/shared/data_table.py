"""A plain table that can be sorted and filtered, and that a screen reader can read."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from followup_kit.text import value_in_words
from followup_kit.times import zone

_HERE = Path(__file__).parent


class DataTable(anywidget.AnyWidget):
    """A native table of text; sorting and filtering happen in the browser.

    Attributes:
        caption: What the table shows.
        columns: One `{label, number}` per column.
        rows: One list of `{text, sort}` cells per row.
        row_keys: What each row is called when it is opened; empty if rows cannot be opened.

    Args:
        on_open: Called with the key of a row whose first cell was pressed.
    """

    _esm = _HERE / "data_table.js"
    caption = traitlets.Unicode("").tag(sync=True)
    columns: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    rows: traitlets.List[list[dict[str, Any]]] = traitlets.List().tag(sync=True)
    row_keys: traitlets.List[str] = traitlets.List().tag(sync=True)

    def __init__(self, on_open: Callable[[str], object] = lambda _: None, **options: Any) -> None:
        super().__init__(**options)
        self.on_msg(lambda _, message, __: on_open(message["open"]))

    def __repr__(self) -> str:
        """What is stored of it in a notebook: nothing that stands in it."""
        return "A table. Run the cell to see it."

    def show(
        self,
        frame: pd.DataFrame,
        labels: dict[str, str],
        *,
        zone_name: str = "UTC",
        keys: str = "",
    ) -> None:
        """Show some columns of a DataFrame.

        Args:
            frame: The rows.
            labels: Column name to the label to show, in the order to show them.
            zone_name: The zone for moments.
            keys: The column that names a row when it is opened.
        """
        is_number = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in labels}
        with self.hold_sync():
            self.columns = [
                {"label": label, "number": bool(is_number[name])} for name, label in labels.items()
            ]
            self.row_keys = list(frame[keys]) if keys else []
            self.rows = [
                [_cell(value, zone_name) for value in row]
                for row in frame[list(labels)].itertuples(index=False)
            ]


class _TableAlone(DataTable):
    """A table outside a panel; it brings the style sheet itself."""

    _css = _HERE / "style.css"


def show_table(frame: pd.DataFrame, *, caption: str = "", zone_name: str = "UTC") -> DataTable:
    """A table to look at whose cells are not stored in the notebook's file.

    A DataFrame that is the last line of a cell is saved with the notebook, with every name
    in it; this one is gone when the notebook is closed.

    Args:
        frame: The table, such as that of `season`.
        caption: What it shows, in words.
        zone_name: The zone for moments; their columns name it.
    """
    shown = _TableAlone(caption=caption)
    shown.add_class("fk-panel")
    moments = frame.select_dtypes("datetimetz").columns
    labels = {name: f"{name} ({zone_name})" if name in moments else name for name in frame.columns}
    shown.show(frame, labels, zone_name=zone_name)
    return shown


def _cell(value: Any, zone_name: str) -> dict[str, Any]:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return {"text": "-", "sort": ""}
    if isinstance(value, dt.datetime):
        local = value.astimezone(zone(zone_name)) if value.tzinfo else value
        return {"text": value_in_words(local), "sort": f"{value:%Y-%m-%d %H:%M:%S}"}
    if isinstance(value, bool | int | float):
        return {"text": value_in_words(value), "sort": float(value)}
    return {"text": value_in_words(value), "sort": str(value).casefold()}
