"""A chart as a picture whose marks can be asked: by pointing at one, or by keyboard."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from followup_kit.progress.charts.chart import Asked

_HERE = Path(__file__).parent
_NOTE, _APPLICATION = "Opens the note.", "Opens the application."


class AskedChart(anywidget.AnyWidget):
    """A picture with a place for each mark, which says who, when and how it stands.

    Args:
        on_open: Called with the mark that was pressed; None where nothing can be opened.

    Attributes:
        value: The picture as HTML, with its alt text.
        marks: The place of each mark from the left and the top, 0 to 1, and what it says.
    """

    _esm = _HERE / "asked_chart.js"
    value = traitlets.Unicode("").tag(sync=True)
    marks: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, on_open: Callable[[Asked], object] | None) -> None:
        super().__init__()
        self._on_open = on_open
        self._asked: list[Asked] = []
        self.on_msg(lambda _, message, __: self._opened(message))

    def __repr__(self) -> str:
        """What is stored of it in a notebook: nothing that stands in it."""
        return "A chart. Run the cell to see it."

    def show(
        self,
        picture: str,
        places: Mapping[Any, tuple[float, float]],
        asked: Mapping[Any, Asked],
    ) -> None:
        """Show a picture, and what is known of the marks in it."""
        known = [(places[row], said) for row, said in asked.items() if row in places]
        known.sort(key=lambda one: one[0])
        self._asked = [said for _, said in known]
        with self.hold_sync():
            self.value = picture
            self.marks = [
                {"left": left, "top": top, "text": f"{said.text} {self._opens(said)}".strip()}
                for (left, top), said in known
            ]

    def _opens(self, said: Asked) -> str:
        if self._on_open is None:
            return ""
        return _NOTE if said.person else _APPLICATION

    def _opened(self, message: dict[str, Any]) -> None:
        number = message.get("open")
        if self._on_open and isinstance(number, int) and 0 <= number < len(self._asked):
            self._on_open(self._asked[number])
