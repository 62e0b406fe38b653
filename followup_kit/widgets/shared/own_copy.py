"""A copy of the log on the reader's own computer, and the way back."""

import os
import sys
from collections.abc import Callable

import ipywidgets as widgets

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.file_picker import FilePicker, Files
from followup_kit.widgets.shared.keep_file import KeepFile
from followup_kit.widgets.shared.markup import block

_MOST_BYTES = 200_000_000
_PASSING = """
<p><b><span aria-hidden="true">⚠</span> This session will vanish.</b> It runs on a server that
forgets everything some minutes after you stop. Save your log to your own computer now and then:
where your browser allows it, it is saved there after every change.</p>
"""


def is_passing() -> bool:
    """Whether this runs where files are lost when the session ends: Binder or JupyterLite."""
    return os.environ.get("FOLLOWUP_LAUNCH") == "binder" or sys.platform == "emscripten"


class Keeping(widgets.VBox):
    """Saving the log to the reader's computer, and bringing a saved one back.

    Args:
        log: The log.
        on_back: Called with the bytes of a log file that the reader gave, and whether to
            take it even if it seems to be the log of another person.

    Attributes:
        file: The button that saves, and keeps on saving.
        upload: The button that takes a saved file.
        question: What to ask before a file is taken, with a button to agree.
    """

    def __init__(self, log: FollowUpLog, on_back: Callable[[bytes, bool], None]) -> None:
        self._log, self._on_back = log, on_back
        self.file = KeepFile("my_log.db", log.as_bytes, log.version, is_passing=is_passing())
        self.upload = FilePicker(
            "Bring my log back", self._chosen, accept=".db,.zip", most_bytes=_MOST_BYTES
        )
        self.question = widgets.VBox()
        row = widgets.HBox([self.file, self.upload])
        row.add_class("fk-row")
        super().__init__([row, self.question])
        if is_passing():
            self.children = [block(_PASSING), row, self.question]
            self.add_class("fk-banner")

    def _chosen(self, files: Files) -> None:
        self.question.children = ()
        self._on_back(files[0][1], False)

    def ask(self, question: str, content: bytes) -> None:
        """Ask before a file is taken that seems to be somebody else's."""
        agree = button("Yes, put them together", lambda: self._agreed(content))
        self.question.children = (block("<p>{question}</p>", question=question), agree)

    def _agreed(self, content: bytes) -> None:
        self.question.children = ()
        self._on_back(content, True)

    def update(self) -> None:
        """Tell how far behind the file on the reader's computer is."""
        self.file.update(self._log.version)

    def is_behind(self) -> bool:
        """Whether `update` has something to tell."""
        return self.file.is_behind(self._log.version)
