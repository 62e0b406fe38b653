"""A button that copies a text to the clipboard."""

import anywidget
import traitlets

from followup_kit.widgets.shared.script import script


class CopyButton(anywidget.AnyWidget):
    """Copies `text` when it is pressed, and says that it did.

    Attributes:
        label: What the button says.
        text: What it copies.
        copied: How many times it has copied.
    """

    _esm = script("copy_button.js")
    label = traitlets.Unicode("Copy").tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    copied = traitlets.Int(0).tag(sync=True)
