"""Log interviews, see the next right follow-up, write it well, and see what it adds up to."""

from followup_kit.log.log import FollowUpLog, open_log, open_sample
from followup_kit.plan.next_steps import next_steps
from followup_kit.practice.practice import load_practice
from followup_kit.progress.charts import plot_delay_dots, plot_weekly_states
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate, weekly_counts
from followup_kit.review.cohort import cohort_table, read_cohort

__all__ = [
    "FollowUpLog",
    "cohort_table",
    "load_practice",
    "next_steps",
    "on_time_rate",
    "open_log",
    "open_sample",
    "pairs",
    "plot_delay_dots",
    "plot_weekly_states",
    "read_cohort",
    "weekly_counts",
]
