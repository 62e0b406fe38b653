"""What all panels share: a log, a clock, a status line, and calm handling of problems."""

import datetime as dt
from collections.abc import Callable

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.widgets.clock import Clock, clock_of
from followup_kit.widgets.parts.ground import Ground
from followup_kit.widgets.parts.status_line import StatusLine
from followup_kit.widgets.parts.watch import watch


class Panel(widgets.VBox):
    """A panel on a log. A subclass fills `body` and redraws it in `update`.

    Args:
        log: The log.
        practice: Presets and reasons; by default those of the workbook.
        clock: What time it is; by default the log's own clock.
    """

    def __init__(
        self,
        log: FollowUpLog,
        *,
        practice: Practice | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.log = log
        self.practice = practice or load_practice()
        self.clock = clock or clock_of(log)
        self.ground = Ground()
        self.status = StatusLine(log)
        self.status.undo.on_click(lambda _: self.undo())
        self.body = widgets.VBox()
        self._shown = -1
        super().__init__([self.ground, self.status, self.body])
        self.add_class("fk-panel")
        if log.bad_rows:
            self.status.problem(" ".join(log.bad_rows))

    def start(self) -> None:
        """Draw for the first time and begin to watch the log."""
        self.update()
        self._shown = self.log.version
        watch(self)

    @property
    def now(self) -> dt.datetime:
        """The moment it is for this log, with a zone."""
        return self.clock()

    @property
    def zone_name(self) -> str:
        """The zone for times: the student's own, else the browser's, else UTC."""
        return self.log.settings.timezone or self.ground.zone_name or "UTC"

    def update(self) -> None:
        """Draw the body from the log."""
        raise NotImplementedError

    def do(self, work: Callable[[], str]) -> bool:
        """Do something that may be refused, and say how it went.

        Args:
            work: Does it, and returns what to say; may raise a `FollowUpError`.

        Returns:
            Whether it was done.
        """
        try:
            said = work()
        except FollowUpError as error:
            self.status.problem(str(error))
            return False
        self.status.saved(said)
        self.redraw()
        return True

    def undo(self) -> None:
        """Take back the last thing that was done in the log."""
        self.do(lambda: f"Undone: {self.log.undo(now=self.now)}.")

    def look_again(self) -> None:
        """Show the log anew if it was changed here or in another notebook."""
        try:
            self.log.refresh()
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        if self.log.version != self._shown:
            self.redraw()

    def redraw(self) -> None:
        """Draw the body and the status line anew."""
        self._shown = self.log.version
        self.status.update()
        self.update()
