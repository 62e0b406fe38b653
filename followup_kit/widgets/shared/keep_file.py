"""Keeping the log in a file on the reader's own computer, while the session may vanish."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from followup_kit.widgets.shared.script import script


class KeepFile(anywidget.AnyWidget):
    """Saves the log to the reader's computer, and keeps on saving where the browser can.

    Args:
        name: The name of the file.
        content: Gives the whole log as bytes.

    Attributes:
        unsaved: Changes that are not on the reader's computer yet; leaving warns if any.
        follows: Whether the browser keeps writing to a file the reader chose.
        is_passing: Whether the session will vanish, so that leaving with changes warns.
    """

    _esm = script("keep_file.js")
    unsaved = traitlets.Int(0).tag(sync=True)
    follows = traitlets.Bool(False).tag(sync=True)
    is_passing = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, name: str, content: Callable[[], bytes], version: int, *, is_passing: bool
    ) -> None:
        super().__init__(is_passing=is_passing)
        self._name, self._content = name, content
        self._saved = self._seen = version
        self._sent = version
        self.on_msg(lambda _, message, __: self._heard(message))

    def update(self, version: int) -> None:
        """Tell how far behind the reader's file is, and write it anew if it is followed."""
        self._seen = version
        self.unsaved = max(0, version - self._saved)
        if self.follows and version != self._sent:
            self._hand_over()

    def is_behind(self, version: int) -> bool:
        """Whether there is something that `update` would tell or write."""
        return version != self._seen

    def _heard(self, message: dict[str, Any]) -> None:
        if message.get("wanted"):
            self._hand_over()
        if (version := message.get("saved")) is not None:
            self._saved = int(version)
            self.unsaved = max(0, self._seen - self._saved)

    def _hand_over(self) -> None:
        self._sent = self._seen
        self.send({"name": self._name, "version": self._sent}, buffers=[self._content()])
