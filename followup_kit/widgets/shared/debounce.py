"""Doing something once, a moment after the last of many changes."""

import asyncio
from collections.abc import Callable


class Debounce:
    """Runs `work` after `seconds` without another call; at once where nothing can wait."""

    def __init__(self, seconds: float, work: Callable[[], None]) -> None:
        self._seconds = seconds
        self._work = work
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self, *_: object) -> None:
        """Ask for the work to be done soon."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._work()
            return
        self.cancel()
        self._timer = loop.call_later(self._seconds, self.flush)

    def flush(self) -> None:
        """Do the work now if it is waiting."""
        if self._timer is not None:
            self.cancel()
            self._work()

    def cancel(self) -> None:
        """Forget work that is waiting."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
