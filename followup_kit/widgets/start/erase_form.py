"""Erasing for ever: what, a copy of it first, a typed word to confirm, and what is left to do."""

import datetime as dt
from collections.abc import Callable

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.erase import EraseReport, employers, erase_employer, erase_everything
from followup_kit.log.log import FollowUpLog
from followup_kit.text import counted
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.fields import as_field, choice_field, form, on_change
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.panel import Do

_WORD = "ERASE"
_EVERYTHING = ("Everything in this log", "")
_INTRO = """
<h2>Erase for ever</h2>
<p>What you remove can be brought back with Undo, so its text stays in the file. Erasing takes it
out of the file, out of what you typed and did not save, and out of the backups beside it.
<b>It cannot be undone.</b></p>
"""
_COPY = """
<p>You can save a copy first. It holds everything, also what you erase. What you erased does not
come back when you bring that copy back into this log.</p>
"""
_REPORT = """
<p><b>{what}</b> is erased for ever: {rows} gone, {backups} written anew or removed.</p>
{files}
<p>Notebooks that are open may still show it. Clear their outputs, or close them without saving.</p>
"""
_FILES = """
<p>These files may still hold it. Only you can delete them, or clear their outputs:</p>
<ul>{items}</ul>
"""


class EraseForm(widgets.VBox):
    """Erases one employer or everything, after a typed word.

    Args:
        log: The log.
        do: Does something that may be refused, and says how it went.
        clock: What time it is.

    Attributes:
        chosen: The employer; an empty text for everything.
        copy: Downloads a copy of the log.
        typed: The word that confirms.
        report: What was erased, and what only the reader can delete.
    """

    def __init__(self, log: FollowUpLog, do: Do, clock: Callable[[], dt.datetime]) -> None:
        self._log, self._clock = log, clock
        self.chosen = choice_field("What to erase", [_EVERYTHING], value="")
        self.copy = DownloadButton("Save a copy first", "my_log.db", log.as_bytes)
        self.typed = as_field(widgets.Text(layout=widgets.Layout(width="auto")))
        self.report = block()
        on_change(self.chosen, self._ask)
        self._ask()
        erase = button("Erase it for ever", lambda: do(self.erase))
        super().__init__(
            [
                block(_INTRO),
                form(self.chosen),
                block(_COPY),
                self.copy,
                form(self.typed),
                erase,
                self.report,
            ]
        )

    def update(self) -> None:
        """Offer the employers of the log."""
        choices = [*((name, name) for name in employers(self._log)), _EVERYTHING]
        chosen = self.chosen.value
        self.chosen.options = choices
        self.chosen.value = chosen if chosen in dict(choices) else choices[0][1]
        is_shown = not (self._log.settings.made_up or self._log.read_only)
        self.layout.display = "" if is_shown else "none"

    @property
    def _word(self) -> str:
        """What is to be typed."""
        return self.chosen.value or _WORD

    def _ask(self) -> None:
        self.typed.value = ""
        self.typed.description = f"Type {self._word} to confirm"

    def erase(self) -> str:
        """Erase what is chosen; returns what to say.

        Raises:
            FollowUpError: The word was not typed, or a file cannot be written.
        """
        if self.typed.value.strip().casefold() != self._word.casefold():
            msg = f"Type `{self._word}` to confirm. Nothing was erased."
            raise FollowUpError(msg)
        company, now = self.chosen.value, self._clock()
        if company:
            report = erase_employer(self._log, company, now=now)
        else:
            report = erase_everything(self._log, now=now)
        self._ask()
        what = company or "Everything"
        self._tell(what, report)
        return f"{what} is erased for ever. What is left to do stands at the end of the panel."

    def _tell(self, what: str, report: EraseReport) -> None:
        items = joined([fill("<li>{path}</li>", path=path) for path in report.look_at])
        self.report.value = fill(
            _REPORT,
            what=what,
            rows=counted(report.rows, "entry is", "entries are"),
            backups=counted(report.backups, "backup was", "backups were"),
            files=fill(_FILES, items=items) if report.look_at else "",
        )
