"""The special rules of one application, one box to tick each."""

from collections.abc import Collection, Mapping

import ipywidgets as widgets
import traitlets

from followup_kit.practice.presets import Overlay
from followup_kit.widgets.shared.markup import block


class OverlayBoxes(widgets.VBox):
    """Boxes for the special rules that go on top of a preset.

    Attributes:
        value: The names of the rules that are ticked.
    """

    value = traitlets.Tuple()

    def __init__(self, overlays: Mapping[str, Overlay]) -> None:
        self._said = {name: f"{one.label}: {one.help}" for name, one in overlays.items()}
        self.boxes = {
            name: widgets.Checkbox(description=said, indent=False)
            for name, said in self._said.items()
        }
        for box in self.boxes.values():
            box.layout.width = "auto"
            box.observe(lambda _: self._ticked(), names="value")
        super().__init__([block("<b>Special rules</b>"), *self.boxes.values()])
        self.add_class("fk-wide")
        self.observe(self._show, names="value")

    def offer(self, fitting: Collection[str]) -> None:
        """Say beside the rules that fit the place; nothing is ticked by itself."""
        for name, box in self.boxes.items():
            suits = " (fits this place)" if name in fitting else ""
            box.description = f"{self._said[name]}{suits}"

    def _ticked(self) -> None:
        self.value = tuple(name for name, box in self.boxes.items() if box.value)

    def _show(self, _: object) -> None:
        for name, box in self.boxes.items():
            box.value = name in self.value
