"""Where a note is written: subject and text, with the cursor kept and words counted."""

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Editor(anywidget.AnyWidget):
    """A subject line and a text with labels.

    Attributes:
        subject: The subject as it stands in the browser.
        body: The text.
        is_typed: Whether a person changed the text since it was last put in from here.
    """

    _esm = _HERE / "editor.js"
    subject = traitlets.Unicode("").tag(sync=True)
    body = traitlets.Unicode("").tag(sync=True)
    is_typed = traitlets.Bool(False).tag(sync=True)
    is_open = traitlets.Bool(True).tag(sync=True)

    def put(self, subject: str, body: str, *, is_typed: bool = False) -> None:
        """Show another text."""
        with self.hold_sync():
            self.subject, self.body, self.is_typed = subject, body, is_typed

    def select(self, where: str, start: int, end: int) -> None:
        """Select characters of the `body` or the `subject`, and move the cursor there."""
        self.send({"select": where, "start": start, "end": end})
