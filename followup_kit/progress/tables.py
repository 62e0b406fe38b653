"""What every measure reads: the tables of a log, whoever holds them, and its applications."""

import datetime as dt
from typing import Protocol

import pandas as pd

from followup_kit.log.history import History, histories
from followup_kit.log.schema import Settings
from followup_kit.log.tables import from_frame
from followup_kit.practice.practice import Practice
from followup_kit.rules.case import Case
from followup_kit.rules.elsewhere import cases_of

TABLE_NAMES = ("applications", "interviews", "interviewers", "messages", "outcomes")


class Tables(Protocol):
    """Anything with the tables of a log, such as a `FollowUpLog`."""

    @property
    def applications(self) -> pd.DataFrame:
        """One row per application."""

    @property
    def interviews(self) -> pd.DataFrame:
        """One row per round."""

    @property
    def interviewers(self) -> pd.DataFrame:
        """One row per person and round."""

    @property
    def messages(self) -> pd.DataFrame:
        """One row per message, either way."""

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per piece of news."""


def cases_in(tables: Tables, *, now: dt.datetime, practice: Practice) -> list[Case]:
    """The applications of the tables as the rules see them at a moment.

    A log gives its histories; tables that were cut or put together are read back.
    """
    found = tables.histories() if hasattr(tables, "histories") else _histories(tables)
    return cases_of(found, now=now, practice=practice)


def _histories(tables: Tables) -> list[History]:
    rows = {
        name: {row.id: row for row in from_frame(name, getattr(tables, name))}
        for name in TABLE_NAMES
    }
    settings = getattr(tables, "settings", None) or Settings(id="settings", logged_at=_LONG_AGO)
    return histories({**rows, "marks": {}}, settings)


_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
