"""What every panel stands on: the style sheet, and the reader's own time zone."""

from pathlib import Path

import anywidget
import traitlets

from followup_kit.times import zone_names

_HERE = Path(__file__).parent


class Ground(anywidget.AnyWidget):
    """An invisible widget that brings the style sheet and asks the browser for its zone."""

    _esm = _HERE / "ground.js"
    _css = _HERE.parent / "style.css"
    zone = traitlets.Unicode("").tag(sync=True)

    @property
    def zone_name(self) -> str:
        """The zone of the reader's browser; empty until it is known."""
        return self.zone if self.zone in zone_names() else ""
