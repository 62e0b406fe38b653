"""What a log shows: its tables, records and histories, and what is known about its file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, TypeVar

from followup_kit.errors import FollowUpError
from followup_kit.log.file.backups import Keeper
from followup_kit.log.file.ledger import Ledger
from followup_kit.log.file.store import LogFile
from followup_kit.log.history import History, histories
from followup_kit.log.schema import Record, Settings
from followup_kit.log.tables import LOG_TABLES, to_frame
from followup_kit.text import facts_as_html

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Record)

SETTINGS_ROW = "settings"
_SHOWN = ("applications", "interviews", "interviewers", "messages", "outcomes")


class ReadableLog:
    """The half of a log that is looked at; `FollowUpLog` adds the verbs.

    Attributes:
        problem: Why the log could not be opened, in words; empty if it was.
        damaged: The file that could not be opened because it is damaged; None if it is not.
    """

    def __init__(
        self,
        file: LogFile,
        *,
        random: Random | None = None,
        problem: str = "",
        keeper: Keeper | None = None,
    ) -> None:
        self._ledger = Ledger(file, LOG_TABLES, random or SystemRandom(), keeper)
        self.problem = problem
        self.damaged: Path | None = None
        file.read_only = problem or file.read_only
        self._frames: dict[str, tuple[int, pd.DataFrame]] = {}

    @property
    def changed_at(self) -> dt.datetime | None:
        """When something in it was last changed; None for an empty log."""
        return self._ledger.changed_at

    def table(self, name: str) -> pd.DataFrame:
        """One table as a new DataFrame, oldest row first."""
        version, frame = self._frames.get(name, (-1, None))
        if frame is None or version != self._ledger.version:
            frame = to_frame(name, self.records(name))
            self._frames[name] = (self._ledger.version, frame)
        return frame.copy(deep=False)

    @property
    def applications(self) -> pd.DataFrame:
        """One row per employer and position."""
        return self.table("applications")

    @property
    def interviews(self) -> pd.DataFrame:
        """One row per round."""
        return self.table("interviews")

    @property
    def interviewers(self) -> pd.DataFrame:
        """One row per person at one interview."""
        return self.table("interviewers")

    @property
    def messages(self) -> pd.DataFrame:
        """One row per message, either way."""
        return self.table("messages")

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per piece of news."""
        return self.table("outcomes")

    @property
    def comments(self) -> pd.DataFrame:
        """One row per remark of a coach."""
        return self.table("comments")

    def records(self, table: str) -> list[Record]:
        """The rows of a table as checked records, oldest first."""
        rows = self._ledger.rows[table]
        return [rows[row] for row in sorted(rows)]

    def get(self, table: type[R], row: str) -> R:
        """One row by its id.

        Raises:
            FollowUpError: It is not in the log any more.
        """
        for rows in self._ledger.rows.values():
            if isinstance(record := rows.get(row), table):
                return record
        msg = "This entry is not in the log any more. It may have been removed in another tab."
        raise FollowUpError(msg)

    def histories(self) -> list[History]:
        """Everything that happened, one history per application, oldest first."""
        return histories(self._ledger.snapshot(), self.settings)

    def history(self, application: str) -> History:
        """The history of one application.

        Raises:
            FollowUpError: It is not in the log any more.
        """
        for history in self.histories():
            if history.application.id == application:
                return history
        msg = "This application is not in the log any more."
        raise FollowUpError(msg)

    @property
    def settings(self) -> Settings:
        """The settings of the log; defaults if nothing was set."""
        found = self._ledger.rows["settings"].get(SETTINGS_ROW)
        if isinstance(found, Settings):
            return found
        return Settings(id=SETTINGS_ROW, logged_at=dt.datetime.min.replace(tzinfo=dt.UTC))

    @property
    def path(self) -> Path | None:
        """Where the file is; None for a log that is in memory only."""
        return self._ledger.file.path

    @property
    def ledger(self) -> Ledger[Record]:
        """The file and its changes, for the other modules of this room."""
        return self._ledger

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, in words; empty if it can."""
        return self._ledger.file.read_only

    @property
    def bad_rows(self) -> tuple[str, ...]:
        """What is wrong with rows that cannot be shown, in words."""
        return tuple(self._ledger.bad_rows.values())

    def _repr_html_(self) -> str:
        """How a notebook shows the log: counts, and no name that would be stored with it."""
        counts = {name.capitalize(): len(self._ledger.rows[name]) for name in _SHOWN}
        return facts_as_html(f"Follow-up log {self.path.name if self.path else ''}", counts)

    @property
    def version(self) -> int:
        """A number that goes up whenever something in the log changed."""
        return self._ledger.version

    @property
    def is_empty(self) -> bool:
        """Whether no application was logged yet."""
        return not self._ledger.rows["applications"]

    @property
    def backup_problem(self) -> str:
        """Why the last backup could not be made, in words; empty if it was."""
        return self._ledger.keeper.problem

    def back_up(self, why: str, *, now: dt.datetime) -> Path | None:
        """Make a backup now, such as before an import; where it is.

        Args:
            why: One lower-case word, such as `import`.
            now: When.

        Returns:
            The file, or None for a log in memory.

        Raises:
            LogNotSavedError: It could not be made.
        """
        return self._ledger.keeper.make(why, now)

    def refresh(self) -> bool:
        """Take in what another notebook wrote; whether there was anything."""
        return self._ledger.refresh()

    def as_bytes(self) -> bytes:
        """The whole log as the bytes of a log file, to be kept elsewhere."""
        return self._ledger.as_bytes()

    def looks_changed(self) -> bool:
        """Whether another notebook may have written since this was asked last; cheap."""
        return self._ledger.file.looks_changed()

    def close(self) -> None:
        """Close the file, when the copy of it that is being made is ready."""
        self._ledger.keeper.wait()
        self._ledger.file.close()
