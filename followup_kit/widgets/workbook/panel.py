"""One page for everything: the tabs share one log, one kernel and one status line.

A tab is made when it is first looked at, so that the page opens quickly, and what one tab saves
the others show when they are looked at.
"""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from followup_kit.log.choices import MessageKind
from followup_kit.log.log import FollowUpLog
from followup_kit.progress.charts.chart import Asked
from followup_kit.widgets.log.panel import LogPanel
from followup_kit.widgets.plan.panel import PlanPanel
from followup_kit.widgets.progress.panel import ProgressPanel
from followup_kit.widgets.season.panel import SeasonPanel
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.start.panel import StartPanel
from followup_kit.widgets.write.panel import WritePanel

TODAY, SEASON, LOG, WRITE, PROGRESS, DATA = (
    "Today",
    "Season",
    "Log",
    "Write",
    "Progress",
    "Your data",
)


class WorkbookPanel(Panel):
    """The whole workbook as one panel.

    Attributes:
        tab: Which tab is shown.
        tabs: The tabs that were looked at, by name.
    """

    def __init__(self, log: FollowUpLog, **options: Any) -> None:
        super().__init__(log, **options)
        self.tabs: dict[str, Panel] = {}
        self._makers: Mapping[str, Callable[..., Panel]] = {
            TODAY: self._today,
            SEASON: self._season,
            LOG: LogPanel,
            WRITE: WritePanel,
            PROGRESS: self._progress,
            DATA: StartPanel,
        }
        self.tab = widgets.ToggleButtons(
            options=list(self._makers), value=DATA if log.damaged else TODAY
        )
        self.tab.add_class("fk-tabs")
        self.tab.style.button_width = "auto"
        self.tab.observe(lambda _: self._show(), names="value")
        self._place = widgets.VBox()
        self.body.children = [self.tab, self._place]
        self.start()

    @property
    def shown(self) -> Panel:
        """The panel of the tab that is shown, made if it was never looked at."""
        name = self.tab.value
        if name not in self.tabs:
            made = self._makers[name](
                self.log, practice=self.practice, clock=self.clock, within=self
            )
            self.tabs[name] = made
        return self.tabs[name]

    def update(self) -> None:
        """Draw the tab that is shown; the others are drawn when they are looked at."""
        known = self.tab.value in self.tabs
        shown = self.shown
        if known and shown.is_behind():
            shown.redraw()
        self._place.children = (shown.view,)

    def _show(self) -> None:
        """Show the chosen tab, with what was saved in another one."""
        self.update()

    def go_to(self, tab: str) -> Panel:
        """Show a tab, by its name; gives back its panel."""
        self.tab.value = tab
        return self.shown

    def _today(self, log: FollowUpLog, **options: Any) -> Panel:
        return PlanPanel(log, write=self._write, change_interview=self._change, **options)

    def _season(self, log: FollowUpLog, **options: Any) -> Panel:
        return SeasonPanel(log, change_interview=self._change, **options)

    def _progress(self, log: FollowUpLog, **options: Any) -> Panel:
        return ProgressPanel(log, open_mark=self._open_mark, **options)

    def _open_mark(self, asked: Asked) -> None:
        """Open the note that a mark of a chart asks for, else its application."""
        if asked.person:
            self._write(asked.person, MessageKind.THANK_YOU)
            return
        season = self.go_to(SEASON)
        assert isinstance(season, SeasonPanel)
        season.open(asked.application)

    def _write(self, person: str, kind: str) -> None:
        """Open the note to a person."""
        writer = self.go_to(WRITE)
        assert isinstance(writer, WritePanel)
        writer.open_note(person, kind)

    def _change(self, interview: str) -> None:
        """Open the form for an interview of the log."""
        logging = self.go_to(LOG)
        assert isinstance(logging, LogPanel)
        logging.change(interview)


def workbook_panel(log: FollowUpLog, **options: Any) -> WorkbookPanel:
    """The whole workbook on one page: today, season, log, write, progress, your data."""
    return WorkbookPanel(log, **options)
