"""A button with a word on it and one thing to do."""

from collections.abc import Callable

import ipywidgets as widgets


def button(
    text: str, work: Callable[[], object], *, main: bool = False, tooltip: str = ""
) -> widgets.Button:
    """A button; `main` marks the one that most people want."""
    made = widgets.Button(description=text, tooltip=tooltip)
    if main:
        made.add_class("fk-main")
    made.on_click(lambda _: work())
    return made
