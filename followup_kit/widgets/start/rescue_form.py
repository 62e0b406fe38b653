"""A log that is damaged: bring back what can be read of it, or a backup, and lose neither."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from followup_kit.log.file.backups import list_backups
from followup_kit.log.file.salvage import salvage
from followup_kit.log.log import FollowUpLog
from followup_kit.log.restore import replace_damaged
from followup_kit.text import counted
from followup_kit.times import moment_in_words
from followup_kit.widgets.shared.fields import choice_field, form
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.panel import MakeRecordButton

_WHY = """
<h2>Your log is damaged</h2><p>The file {path} cannot be opened. Nothing was changed in it, and
it is kept under another name, whatever you choose here.</p>
"""
_AGAIN = "Run this notebook again to go on with it."


class RescueForm(widgets.VBox):
    """Two ways back from a damaged log; not shown while the log is whole.

    Args:
        log: The log.
        make: Makes a button that writes something down.
        now: What time it is.
        zone_name: The zone for times.

    Attributes:
        backup: Which backup to go back to.
    """

    def __init__(
        self,
        log: FollowUpLog,
        make: MakeRecordButton,
        now: Callable[[], dt.datetime],
        zone_name: Callable[[], str],
    ) -> None:
        super().__init__()
        self._now = now
        if log.damaged is None:
            return
        self._path = log.damaged
        self._backups = list_backups(self._path)
        options = [
            (f"{moment_in_words(one.at, zone_name(), now=now())}, {one.number} changes", number)
            for number, one in enumerate(self._backups)
        ]
        self.backup = choice_field("Backups beside it", options)
        parts: list[widgets.Widget] = [
            block(_WHY, path=self._path),
            make("Save what can be read", self._salvage, main=True),
        ]
        if options:
            parts += [form(self.backup), make("Go back to this backup", self._go_back)]
        self.children = parts
        self.add_class("fk-card")

    def _salvage(self) -> str:
        """Put what can be read of the damaged log in its place."""
        saved = self._path.with_name(f"{self._path.stem}_saved.db")
        report = salvage(self._path, saved)
        try:
            aside = replace_damaged(self._path, saved, now=self._now())
        finally:
            saved.unlink(missing_ok=True)
        lost = (
            f" At least {counted(report.lost, 'change')} could not be read." if report.lost else ""
        )
        return f"{counted(report.saved, 'change')} came back.{lost} {self._kept(aside)}"

    def _go_back(self) -> str:
        aside = replace_damaged(self._path, self._backups[self.backup.value], now=self._now())
        return f"The backup is your log now. {self._kept(aside)}"

    def _kept(self, aside: Path) -> str:
        return f"The damaged file is kept as {aside.name}. {_AGAIN}"
