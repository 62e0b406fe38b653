"""A native table whose cells are fields: a person types, pastes and picks, the log answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent


class EditTable(anywidget.AnyWidget):
    """Shows some rows of fields, and tells what a person does in them.

    Args:
        on_wish: Called with what was done: `{"edit": {row: {column: text}}}` for cells that were
            typed, `{"paste": lines, "row": row, "column": column}`, `{"restore": row, "column":
            column}`, `{"add": true}`, `{"remove": row}` or `{"page": number}`.

    Attributes:
        caption: What the table shows.
        remark: A line above it.
        columns: Name, label, kind of field and choices of each column.
        rows: Key, cells, problems and a remark of each row.
        page: Which page is shown, from 0.
        pages: How many there are.
    """

    _esm = _HERE / "edit_table.js"
    remark = traitlets.Unicode("").tag(sync=True)
    caption = traitlets.Unicode("").tag(sync=True)
    columns: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    page = traitlets.Int(0).tag(sync=True)
    pages = traitlets.Int(1).tag(sync=True)

    def __init__(self, on_wish: Callable[[dict[str, Any]], object], **options: Any) -> None:
        super().__init__(**options)
        self.on_msg(lambda _, message, __: on_wish(message))

    def __repr__(self) -> str:
        """What is stored of it in a notebook: nothing that stands in it."""
        return "A table. Run the cell to see it."

    def focus(self, row: str, column: str) -> None:
        """Move the cursor to a cell."""
        self.send({"focus": row, "column": column})
