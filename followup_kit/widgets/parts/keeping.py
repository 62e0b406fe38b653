"""A copy of the log on the reader's own computer."""

import os
import sys

import ipywidgets as widgets

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.parts.keep_file import KeepFile
from followup_kit.widgets.parts.markup import block

_PASSING = """
<p><b><span aria-hidden="true">⚠</span> This session will vanish.</b> It runs on a server that
forgets everything some minutes after you stop. Save your log to your own computer now and then:
where your browser allows it, it is saved there after every change.</p>
"""


def is_passing() -> bool:
    """Whether this runs where files are lost when the session ends: Binder or JupyterLite."""
    return os.environ.get("FOLLOWUP_LAUNCH") == "binder" or sys.platform == "emscripten"


class Keeping(widgets.VBox):
    """Saving the log to the reader's computer.

    Attributes:
        file: The button that saves, and keeps on saving.
    """

    def __init__(self, log: FollowUpLog) -> None:
        self._log = log
        self.file = KeepFile("my_log.db", log.as_bytes, log.version, is_passing=is_passing())
        super().__init__([self.file])
        if is_passing():
            self.children = [block(_PASSING), self.file]
            self.add_class("fk-banner")

    def update(self) -> None:
        """Tell how far behind the file on the reader's computer is."""
        self.file.update(self._log.version)

    def is_behind(self) -> bool:
        """Whether `update` has something to tell."""
        return self.file.is_behind(self._log.version)
