"""A button that saves a file to the reader's own computer."""

from collections.abc import Callable

import anywidget
import traitlets

from followup_kit.widgets.shared.script import script


class DownloadButton(anywidget.AnyWidget):
    """Makes a file when it is pressed, and hands it to the browser.

    Attributes:
        label: What the button says.
        saved: How many files it has handed over.
    """

    _esm = script("download_button.js")
    label = traitlets.Unicode("Download").tag(sync=True)
    saved = traitlets.Int(0).tag(sync=True)

    def __init__(
        self, label: str, name: str | Callable[[], str], make: Callable[[], bytes | None]
    ) -> None:
        """A button that saves what `make` gives; None saves nothing.

        `name` is the name of the file, or gives it at the moment of the press.
        """
        super().__init__(label=label)
        self._name = name
        self._make = make
        self.on_msg(lambda _, message, __: self._hand_over(message))

    def _hand_over(self, message: dict[str, object]) -> None:
        if message.get("wanted") and (content := self._make()) is not None:
            name = self._name if isinstance(self._name, str) else self._name()
            self.send({"name": name}, buffers=[content])
