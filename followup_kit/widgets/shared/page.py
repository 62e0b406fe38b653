"""What every panel stands on: the style sheet, and the reader's own time zone."""

from collections.abc import Callable
from pathlib import Path

import anywidget
import traitlets

from followup_kit.times import zone_names

_HERE = Path(__file__).parent
_PARTS = ("typed", "alive", "page")
_LOOK = {"look": True}
_FORGET = {"forget": True}


class Ground(anywidget.AnyWidget):
    """An invisible widget that brings the style sheet and tells about the page.

    Attributes:
        zone: The time zone of the reader's browser; empty until it is known.
        dark: Whether the page is dark.
        busy: Whether a field of the panel has the focus, so that somebody may be typing.
    """

    _esm = "\n".join((_HERE / f"{part}.js").read_text("utf-8") for part in _PARTS)
    _css = _HERE / "style.css"
    zone = traitlets.Unicode("").tag(sync=True)
    dark = traitlets.Bool(False).tag(sync=True)
    busy = traitlets.Bool(False).tag(sync=True)

    def __init__(self, on_look: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.on_msg(lambda _, message, __: on_look() if message == _LOOK else None)

    def ask_to_look(self) -> None:
        """Have the page answer, so that `on_look` is called where presses and keys are."""
        self.send(_LOOK)

    def forget(self) -> None:
        """Have the page throw away what it keeps of the texts that were typed."""
        self.send(_FORGET)

    @property
    def zone_name(self) -> str:
        """The zone of the reader's browser; empty until it is known."""
        return self.zone if self.zone in zone_names() else ""
