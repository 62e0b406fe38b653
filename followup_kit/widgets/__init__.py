"""One panel per notebook; the only room that knows widgets and the clock."""

from followup_kit.widgets.log_panel import log_panel
from followup_kit.widgets.plan_panel import plan_panel
from followup_kit.widgets.presets_panel import presets_panel
from followup_kit.widgets.progress_panel import progress_panel
from followup_kit.widgets.review_panel import review_panel
from followup_kit.widgets.start_panel import start_panel
from followup_kit.widgets.write_panel import write_panel

__all__ = [
    "log_panel",
    "plan_panel",
    "presets_panel",
    "progress_panel",
    "review_panel",
    "start_panel",
    "write_panel",
]
