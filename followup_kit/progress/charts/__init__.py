"""The charts, each drawn from a finished table: data first, options by name, axes back."""

from followup_kit.progress.charts import (
    delay_dots,
    lanes,
    outcome_bars,
    promise_dots,
    state_bars,
    waiting_curve,
)
from followup_kit.progress.charts.delay_dots import plot_delay_dots
from followup_kit.progress.charts.lanes import plot_lanes
from followup_kit.progress.charts.outcome_bars import plot_monthly_outcomes
from followup_kit.progress.charts.promise_dots import plot_promises
from followup_kit.progress.charts.saving import chart_file, save_chart
from followup_kit.progress.charts.state_bars import plot_weekly_states
from followup_kit.progress.charts.waiting_curve import plot_waiting_curve

__all__ = [
    "CHARTS",
    "chart_file",
    "plot_delay_dots",
    "plot_lanes",
    "plot_monthly_outcomes",
    "plot_promises",
    "plot_waiting_curve",
    "plot_weekly_states",
    "save_chart",
]

CHARTS = tuple(
    one.CHART for one in (delay_dots, state_bars, lanes, outcome_bars, waiting_curve, promise_dots)
)
"""All charts, in the order a panel offers them."""
