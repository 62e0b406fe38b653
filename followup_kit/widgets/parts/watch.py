"""Noticing what another notebook wrote to the same log."""

import asyncio
import weakref
from typing import Protocol

SECONDS = 2.0


class Watching(Protocol):
    """A panel that can look whether its log changed."""

    def look_again(self) -> None:
        """Show the log anew if it changed."""


def watch(panel: Watching) -> None:
    """Let a panel look again every two seconds, as long as it exists.

    Without a running event loop, as in plain Python, nothing is watched.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    reference = weakref.ref(panel)

    def look() -> None:
        if (alive := reference()) is not None:
            alive.look_again()
            loop.call_later(SECONDS, look)

    loop.call_later(SECONDS, look)
