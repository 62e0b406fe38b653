"""Log interviews, see the next right follow-up, write it well, and see what it adds up to.

A name is brought in when it is first used, so a notebook waits only for what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup_kit.exchange.lists_in.add_interviews import add_interviews
    from followup_kit.log.log import FollowUpLog, open_log, open_sample
    from followup_kit.plan.next_steps import next_steps
    from followup_kit.plan.steps_table import next_steps_table
    from followup_kit.practice.practice import load_practice
    from followup_kit.progress.charts import plot_delay_dots, plot_weekly_states
    from followup_kit.progress.pairs import pairs
    from followup_kit.progress.rates import on_time_rate, weekly_counts
    from followup_kit.progress.season import season
    from followup_kit.review.cohort import cohort_table, read_cohort

__all__ = [
    "FollowUpLog",
    "add_interviews",
    "cohort_table",
    "load_practice",
    "next_steps",
    "next_steps_table",
    "on_time_rate",
    "open_log",
    "open_sample",
    "pairs",
    "plot_delay_dots",
    "plot_weekly_states",
    "read_cohort",
    "season",
    "weekly_counts",
]

_HOMES = {
    "exchange.lists_in.add_interviews": ("add_interviews",),
    "log.log": ("FollowUpLog", "open_log", "open_sample"),
    "plan.next_steps": ("next_steps",),
    "plan.steps_table": ("next_steps_table",),
    "practice.practice": ("load_practice",),
    "progress.charts": ("plot_delay_dots", "plot_weekly_states"),
    "progress.pairs": ("pairs",),
    "progress.rates": ("on_time_rate", "weekly_counts"),
    "progress.season": ("season",),
    "review.cohort": ("cohort_table", "read_cohort"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
