"""What every measure reads: the tables of a log, whoever holds them."""

from typing import Protocol

import pandas as pd


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
