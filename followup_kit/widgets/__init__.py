"""One panel per notebook; the only room that knows widgets and the clock."""

from followup_kit.widgets.log.panel import log_panel
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.presets.panel import presets_panel
from followup_kit.widgets.progress.panel import progress_panel
from followup_kit.widgets.review.panel import review_panel
from followup_kit.widgets.start.panel import start_panel
from followup_kit.widgets.write.panel import write_panel

__all__ = [
    "log_panel",
    "plan_panel",
    "presets_panel",
    "progress_panel",
    "review_panel",
    "start_panel",
    "write_panel",
]
