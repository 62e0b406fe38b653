"""The charts, each drawn from a finished table: data first, options by name, axes back."""

from followup_kit.progress.charts.delay_dots import plot_delay_dots
from followup_kit.progress.charts.state_bars import plot_weekly_states

__all__ = ["plot_delay_dots", "plot_weekly_states"]
