"""The pairs of many logs, put into one table before they are taken apart by log."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from followup_kit.log.log import FollowUpLog
from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs_of_cases
from followup_kit.progress.tables import cases_in


def pairs_by_log(
    logs: Sequence[FollowUpLog], moments: Sequence[dt.datetime], practice: Practice
) -> list[pd.DataFrame]:
    """The table of pairs of each log at its own moment, in the order of the logs."""
    return [
        pairs_of_cases(cases_in(log, now=moment, practice=practice))
        for log, moment in zip(logs, moments, strict=True)
    ]
