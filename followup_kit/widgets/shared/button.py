"""A button with a word on it and one thing to do."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.widgets.shared.clock import seconds

_PAUSE = 2.0
"""Seconds in which a second press is taken for the same press."""
TWICE = "Pressed twice within two seconds, so it was done once. Press again if you mean it again."


def button(
    text: str, work: Callable[[], object], *, main: bool = False, tooltip: str = ""
) -> widgets.Button:
    """A button; `main` marks the one that most people want."""
    made = widgets.Button(description=text, tooltip=tooltip)
    if main:
        made.add_class("fk-main")
    made.on_click(lambda _: work())
    return made


class RecordButton(widgets.Button):
    """A button that writes something down, and acts once.

    A second press within two seconds of one that was done does nothing, and says so; the
    page holds back such a press also when another button has taken its place (`page.js`).

    Args:
        text: What it says.
        work: Does it; gives back False if it was refused.
        say: Called with what to say about a press that did nothing.
        main: Whether most people want it.
        tooltip: More words, for a pointer and a screen reader.
    """

    def __init__(
        self,
        text: str,
        work: Callable[[], bool],
        say: Callable[[str], object],
        *,
        main: bool = False,
        tooltip: str = "",
        **options: Any,
    ) -> None:
        super().__init__(description=text, tooltip=tooltip, **options)
        self._done_at = -_PAUSE
        self._work, self._say = work, say
        self.add_class("fk-once")
        if main:
            self.add_class("fk-main")
        self.on_click(lambda _: self._pressed())

    def _pressed(self) -> None:
        if seconds() - self._done_at < _PAUSE:
            self._say(TWICE)
        elif self._work():
            self._done_at = seconds()
