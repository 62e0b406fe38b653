"""What a chart is: the table behind it, how it is drawn, and all its words."""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.tables import Tables
from followup_kit.progress.what_if import what_if_pairs
from followup_kit.text import cut, one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_NAME = 30
"""Letters of a name on a chart at most."""
Page = dict[str, Any]
"""What a chart is drawn for: `{"dark": True}`, `{"dark": False}` or `{"for_print": True}`."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What is looked at: the log or a part of it, when, and how it is judged."""

    tables: Tables
    now: dt.datetime
    practice: Practice
    period: str = "week"
    what_if: str = ""

    @cached_property
    def stored(self) -> pd.DataFrame:
        """The table of pairs, by the stored due times."""
        return pairs(self.tables, now=self.now, practice=self.practice)

    @cached_property
    def owed(self) -> pd.DataFrame:
        """The table of pairs, by the stored due times or by the preset that is tried."""
        if self.what_if:
            return what_if_pairs(self.tables, self.what_if, now=self.now, practice=self.practice)
        return self.stored


@dataclass(frozen=True)
class Asked:
    """What a mark says when it is asked, and what it opens.

    Attributes:
        text: Who, when, and how it stands, in words.
        application: The application it belongs to.
        person: Whose note is still to be written; empty if none is.
    """

    text: str
    application: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart, as a panel offers it.

    Attributes:
        name: What its button says.
        file: What its file is called, without an ending.
        table: The table behind it.
        plot: Draws it, for a light page, a dark one, or for print.
        alt_text: It in words.
        shown: The table under it, ready to be shown.
        labels: Columns of that table, with the words for each.
        asked: What the mark of each row of the table behind it says.
    """

    name: str
    file: str
    table: Callable[[View], pd.DataFrame]
    plot: Callable[[pd.DataFrame, View, Page], "Axes"]
    alt_text: Callable[[pd.DataFrame, View], str]
    shown: Callable[[pd.DataFrame], pd.DataFrame] = lambda table: table
    labels: Callable[[pd.DataFrame], dict[str, str]]
    asked: Callable[[pd.DataFrame], dict[Hashable, Asked]] = lambda table: {}


def moment_of(table: pd.DataFrame, now: dt.datetime | None) -> pd.Timestamp:
    """The moment that was given, else the one the table was made for, in UTC.

    Raises:
        FollowUpError: Neither is known, as for a table that was put together by hand.
    """
    known = now or table.attrs.get("now")
    if known is None:
        msg = "This table does not say for which moment it was made. Give that moment as `now=`."
        raise FollowUpError(msg)
    return pd.Timestamp(known).tz_convert("UTC")


def label_of(name: str) -> str:
    """A name on one line, cut where it is too long for a chart.

    >>> label_of("Ministry of Very Long Names and Titles")
    'Ministry of Very Long Names a…'
    """
    return cut(one_line(name.replace("$", r"\$")), LONGEST_NAME)


def empty_alt_text(text: str) -> str:
    """An empty chart in words, without its line breaks."""
    return f"Empty chart. {one_line(text)}"
