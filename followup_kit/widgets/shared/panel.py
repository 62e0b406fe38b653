"""What all panels share: a log, a clock, a status line, and calm handling of problems."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import ipywidgets as widgets

from followup_kit.errors import FollowUpError, StaleEditError
from followup_kit.log.log import FollowUpLog, open_sample
from followup_kit.practice.practice import Practice
from followup_kit.widgets.shared.bring_back import bring_back, brought_in_words
from followup_kit.widgets.shared.button import RecordButton, button
from followup_kit.widgets.shared.clash_list import SAID, ClashList
from followup_kit.widgets.shared.clock import Clock, clock_of
from followup_kit.widgets.shared.fields import mark_refused
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.own_copy import Keeping, is_passing
from followup_kit.widgets.shared.page import Ground
from followup_kit.widgets.shared.practice import practice_of_class
from followup_kit.widgets.shared.status_line import StatusLine
from followup_kit.widgets.shared.unforeseen import in_words, unforeseen_html
from followup_kit.widgets.shared.watch import watch


class MakeRecordButton(Protocol):
    """Makes a button that writes something down, as `Panel.record_button`."""

    def __call__(self, text: str, work: Callable[[], str], *, main: bool = False) -> widgets.Button:
        """A button that says `text` and does `work`."""


Do = Callable[[Callable[[], str]], object]
"""Does something that may be refused and says how it went, as `Panel.do`."""


class PanelView(widgets.VBox):
    """What a panel shows; a notebook that is saved keeps nothing of it."""

    def __repr__(self) -> str:
        """What is stored of a panel in a notebook: nothing that stands in it."""
        return "A panel. Run the cell to see it."


class Panel(ABC):
    """A panel on a log. A subclass fills `body` and redraws it in `update`.

    Args:
        log: The log.
        practice: Presets and reasons; by default those of the class, else the shipped ones.
        clock: What time it is; by default the log's own clock.
        within: The panel that this one is a tab of; they share one status line.

    Attributes:
        view: The widget that is shown, in a notebook or inside another panel.
        clashes: What was changed elsewhere while it was edited here.
    """

    def __init__(
        self,
        log: FollowUpLog,
        *,
        practice: Practice | None = None,
        clock: Clock | None = None,
        within: "Panel | None" = None,
    ) -> None:
        self.log, self.within = log, within
        self.practice, problem = (practice, "") if practice else practice_of_class()
        self.clock = clock or clock_of(log)
        self.body, self.clashes = widgets.VBox(), ClashList(log)
        self._trouble = widgets.VBox()
        self.ground: Ground
        self.status: StatusLine
        self.keeping: Keeping
        self._shown = -1
        if within is not None:
            self.ground, self.status, self.keeping = within.ground, within.status, within.keeping
            self.view = PanelView([self.clashes, self._trouble, self.body])
            return
        self.ground = Ground(self.look_again)
        self.status = StatusLine(log)
        self.status.undo.on_click(lambda _: self.undo())
        self.status.redo.on_click(lambda _: self.redo())
        self.keeping = Keeping(log, self.bring_back)
        will_vanish = is_passing() and not log.settings.made_up
        top = [self.ground, self.keeping] if will_vanish else [self.ground]
        self.view = PanelView([*top, self.status, self.clashes, self._trouble, self.body])
        self.view.add_class("fk-panel")
        if problems := [text for text in (log.problem, problem, *log.bad_rows) if text]:
            self.status.problem(" ".join(problems))

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """How a notebook shows the panel when it is the last line of a cell."""
        return self.view._repr_mimebundle_(**options)

    def start(self) -> None:
        """Draw for the first time, and watch the log unless another panel does."""
        self._show_body()
        self._shown = self.log.version
        if self.within is None:
            watch(self)

    @property
    def now(self) -> dt.datetime:
        """The moment it is for this log, with a zone."""
        return self.clock()

    @property
    def zone_name(self) -> str:
        """The zone for times: the student's own, else the browser's, else UTC."""
        return self.log.settings.timezone or self.ground.zone_name or "UTC"

    @abstractmethod
    def update(self) -> None:
        """Draw the body from the log; a field in which something was typed stays as it is."""

    def do(self, work: Callable[[], str], *, then: Callable[[], object] = lambda: None) -> bool:
        """Do something that may be refused, and say how it went.

        Args:
            work: Does it, and returns what to say; may raise a `FollowUpError`. If it was
                changed elsewhere meanwhile, it is called again when everything is chosen.
            then: Called when it was done.

        Returns:
            Whether it was done.
        """
        self.clashes.clear()
        mark_refused(self.refusable(), ())
        try:
            said = work()
        except FollowUpError as error:
            self.refused(error, lambda: self.do(work, then=then))
            return False
        except Exception as error:  # a panel is never silent, whatever is raised
            self.status.problem(in_words(error))
            return False
        self.status.saved(said)
        self.redraw()
        if self.within is not None:
            self.within.settle()
        then()
        return True

    def record_button(
        self,
        text: str,
        work: Callable[[], str],
        *,
        then: Callable[[], object] = lambda: None,
        main: bool = False,
        tooltip: str = "",
    ) -> RecordButton:
        """A button that writes something down once, as `do` does it."""
        return RecordButton(
            text, lambda: self.do(work, then=then), self.status.info, main=main, tooltip=tooltip
        )

    def keep(self, work: Callable[[], object], *, then: Callable[[], object]) -> None:
        """Save what is typed, as one batch, without drawing anew.

        Args:
            work: Saves it; may raise a `FollowUpError`.
            then: Called when it was saved.
        """
        try:
            work()
        except FollowUpError as error:
            self.refused(error, lambda: self.keep(work, then=then))
            return
        self.count_own_batch()
        self.clashes.clear()
        then()

    def count_own_batch(self) -> None:
        """Note one batch of one's own; what others wrote meanwhile is still to draw."""
        self._shown += 1
        if self.within is not None:
            self.within.count_own_batch()

    def refused(self, error: FollowUpError, again: Callable[[], object]) -> None:
        """Say why something was refused; where it was changed elsewhere, ask which value stays."""
        if isinstance(error, StaleEditError):
            self.clashes.ask(error, again, self.zone_name)
            self.status.problem(SAID)
        else:
            self.status.problem(str(error))
            mark_refused(self.refusable(), getattr(error, "problems", ()))

    def refusable(self) -> Mapping[str, widgets.DOMWidget]:
        """The field of each column that may be refused, to be marked when it is."""
        return {}

    def empty_state(self, text: str) -> widgets.Widget:
        """What will be here, and one button to try it with made-up data."""
        box = widgets.VBox([block("<p><b>Nothing here yet.</b> {text}</p>", text=text)])
        box.add_class("fk-calm")
        if not self.log.settings.made_up:
            box.children += (button("Try it with the sample log", self._try_sample),)
        return box

    def _try_sample(self) -> None:
        try:
            sample = type(self)(open_sample(), practice=self.practice)
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        self.view.children = sample.view.children

    def bring_back(self, content: bytes, even_if_other: bool) -> None:
        """Put a saved copy of the log together with this one; nothing is overwritten."""

        def merged() -> str:
            report = bring_back(self.log, content, now=self.now, even_if_other=even_if_other)
            if report.question:
                self.keeping.ask(report.question, content)
                return "Nothing was taken over yet. Answer the question first."
            return brought_in_words(report)

        self.do(merged)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.do(lambda: f"Done again: {self.log.past.redo(now=self.now)}.")

    def undo(self) -> None:
        """Take back the last thing that was done in the log."""
        self.do(lambda: f"Undone: {self.log.past.undo(now=self.now)}.")

    def is_stale(self) -> bool:
        """Whether the log may hold something that is not shown."""
        return self.is_behind() or self.keeping.is_behind() or self.log.looks_changed()

    def ask_to_look(self) -> None:
        """Have the panel look again soon, in its own thread."""
        self.ground.ask_to_look()

    def look_again(self) -> None:
        """Show the log anew if it was changed elsewhere, unless somebody may be typing here."""
        try:
            self.log.refresh()
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        self.keeping.update()
        if self.is_behind() and not self.ground.busy:
            self.redraw()

    def redraw(self) -> None:
        """Draw the body and the status line anew."""
        self.settle()
        self._show_body()

    def _show_body(self) -> None:
        """Draw the body; what cannot be drawn gives a sentence and a way on, never a half."""
        self.body.layout.display, self._trouble.children = "", ()
        try:
            self.update()
        except Exception as error:  # a panel is never silent, whatever is raised
            self.body.layout.display = "none"
            said = block()
            said.value = unforeseen_html(error)
            self._trouble.children = (said, button("Try again", self.redraw))
            self.status.problem(in_words(error))

    def settle(self) -> None:
        """Count everything in the log as shown, and bring the status line up to date."""
        self._shown = self.log.version
        self.status.update()
        self.keeping.update()

    def is_behind(self) -> bool:
        """Whether the log holds something that is not drawn here yet."""
        return self.log.version != self._shown
