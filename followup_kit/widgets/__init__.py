"""One panel per notebook; the only room that knows widgets and the clock."""

from followup_kit.widgets.log_panel import log_panel
from followup_kit.widgets.write_panel import write_panel

__all__ = ["log_panel", "write_panel"]
