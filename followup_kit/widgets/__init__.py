"""One panel per notebook; the only room that knows widgets and the clock."""

from followup_kit.widgets.log.panel import log_panel
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.presets.panel import presets_panel
from followup_kit.widgets.progress.panel import progress_panel
from followup_kit.widgets.review.panel import review_panel
from followup_kit.widgets.season.panel import season_panel
from followup_kit.widgets.shared.clock import now_for
from followup_kit.widgets.shared.data_table import show_table
from followup_kit.widgets.start.panel import start_panel
from followup_kit.widgets.workbook.panel import workbook_panel
from followup_kit.widgets.write.panel import write_panel

__all__ = [
    "log_panel",
    "now_for",
    "plan_panel",
    "presets_panel",
    "progress_panel",
    "review_panel",
    "season_panel",
    "show_table",
    "start_panel",
    "workbook_panel",
    "write_panel",
]
