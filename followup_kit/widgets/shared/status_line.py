"""The line that always says what is saved where, with undo beside it."""

import ipywidgets as widgets

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.shared.icons import icon_html
from followup_kit.widgets.shared.markup import block, fill

_LINE = (
    '<div role="status" aria-live="polite" class="fk-status fk-{level}">'
    '{icon} <b>{word}</b> <span dir="auto">{text}</span></div>'
)
_WORDS = {"saved": ("done", "Saved."), "problem": ("problem", "Not done."), "info": ("info", "")}


class StatusLine(widgets.VBox):
    """Says what happened last, where the log is, and what undo would take back.

    Attributes:
        undo: The undo button; a panel connects it.
        redo: The button that does again what was undone, shown when there is something.
        text: What was said last, as plain text.
    """

    def __init__(self, log: FollowUpLog) -> None:
        self._log = log
        self.text = ""
        self._said = block()
        self._where = block(css="fk-quiet")
        self.undo = widgets.Button(description="Undo")
        self.undo.add_class("fk-undo")
        self.redo = widgets.Button(description="Redo")
        super().__init__([widgets.HBox([self.undo, self.redo, self._where]), self._said])
        self.add_class("fk-status-line")
        self.update()

    def saved(self, text: str) -> None:
        """Something was saved."""
        self._say("saved", text)

    def problem(self, text: str) -> None:
        """Something was refused; the text says what to do."""
        self._say("problem", text)

    def info(self, text: str) -> None:
        """Something worth knowing."""
        self._say("info", text)

    def _say(self, level: str, text: str) -> None:
        icon, word = _WORDS[level]
        self.text = text
        self._said.value = fill(_LINE, level=level, icon=icon_html(icon), word=word, text=text)

    def update(self) -> None:
        """Show where the log is and what undo would take back."""
        self._where.value = fill("{where}", where=self._place())
        next_undo = self._log.past.next_undo
        self.undo.disabled = not next_undo
        self.undo.tooltip = f"Undo: {next_undo}" if next_undo else "Nothing to undo"
        next_redo = self._log.past.next_redo
        self.redo.tooltip = f"Redo: {next_redo}"
        self.redo.layout.display = "" if next_redo else "none"

    def _place(self) -> str:
        if self._log.settings.made_up:
            return "Made-up sample log. What you change here is for trying out and is not kept."
        if self._log.problem:
            return "Your log is not open. Nothing you type here can be saved."
        if self._log.read_only:
            return f"You can read this log but not change it. {self._log.read_only}"
        if self._log.path is None:
            return "This log is in memory only. It is gone when you close the notebook."
        problem = self._log.backup_problem
        return f"Your log: {self._log.path}{f' (no backup: {problem})' if problem else ''}"
