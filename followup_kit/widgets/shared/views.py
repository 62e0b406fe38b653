"""Several things to look at, one at a time, each behind a button of its own."""

from collections.abc import Mapping

import ipywidgets as widgets


class Views(widgets.VBox):
    """A row of buttons; a pressed one shows its part under the row.

    Attributes:
        buttons: The buttons by the words on them.
    """

    def __init__(self, parts: Mapping[str, widgets.Widget]) -> None:
        self._parts = parts
        self.buttons = {name: widgets.ToggleButton(description=name) for name in parts}
        for name, made in self.buttons.items():
            made.observe(lambda change, name=name: self._pressed(name, change["new"]), "value")
        row = widgets.HBox(list(self.buttons.values()))
        row.add_class("fk-row")
        super().__init__([row, *parts.values()])
        self._show()

    def fold(self) -> None:
        """Show none of the parts; `close` is what ipywidgets calls the end of a widget."""
        for made in self.buttons.values():
            made.value = False

    def _pressed(self, name: str, is_open: bool) -> None:
        if is_open:
            for other, made in self.buttons.items():
                made.value = other == name
        self._show()

    def _show(self) -> None:
        for name, part in self._parts.items():
            part.layout.display = "" if self.buttons[name].value else "none"
