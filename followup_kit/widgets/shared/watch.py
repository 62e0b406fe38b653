"""Noticing what another notebook wrote to the same log.

JupyterLab runs the presses and keys of widgets in another thread than timers. So a timer
never draws: it only asks the page, and the page's answer arrives where keys and presses
do, one after the other.
"""

import asyncio
import weakref
from typing import Protocol

SECONDS = 2.0


class Watching(Protocol):
    """A panel that knows whether it is out of date."""

    def is_stale(self) -> bool:
        """Whether the log may hold something that is not shown."""

    def ask_to_look(self) -> None:
        """Have the panel look again soon, in its own thread."""


def watch(panel: Watching) -> None:
    """Check every two seconds, as long as the panel exists, whether it is out of date.

    Without a running event loop, as in plain Python, nothing is watched.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    reference = weakref.ref(panel)

    def look() -> None:
        if (alive := reference()) is not None:
            if alive.is_stale():
                alive.ask_to_look()
            loop.call_later(SECONDS, look)

    loop.call_later(SECONDS, look)
