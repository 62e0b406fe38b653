"""What can go wrong, in words for the person who has to put it right.

Every message says what came in, what is allowed, and what to do. Panels catch
`FollowUpError` and show its words; nothing else may reach a student.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class FollowUpError(ValueError):
    """Any problem the workbook can explain to its user."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows when a cell stops with this error: its words, no traceback."""
        return [str(self)]


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field of an entry."""

    field: str
    """Column the problem is in, or an empty text when it concerns the whole entry."""
    message: str
    """What came in, what is allowed, and what to do."""


class InvalidEntryError(FollowUpError):
    """An entry was refused; `problems` lists everything wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))


@dataclass(frozen=True)
class Clash:
    """One field that was changed elsewhere since it was read here."""

    table: str
    row: str
    field: str
    label: str
    """The field's name as people see it."""
    yours: Any
    """What was to be saved, as kept in the log; `removed` or `kept` for the whole row."""
    theirs: Any
    """What is in the log now."""


class StaleEditError(FollowUpError):
    """An edit was made on an old version of a row.

    Attributes:
        clashes: Both values of each field.
        choose: Takes a clash and whether your value stays; when all are settled, the same
            edit is saved.
    """

    def __init__(self, clashes: list[Clash], choose: Callable[[Clash, bool], None]) -> None:
        self.clashes = tuple(clashes)
        self.choose = choose
        parts = [
            f"`{clash.label}` was changed elsewhere since you opened it. It is now "
            f"{clash.theirs or 'empty'!r}; you wrote {clash.yours or 'empty'!r}."
            for clash in clashes
        ]
        super().__init__(" ".join([*parts, "Nothing was saved. Choose one, then save again."]))


class LogUnreadableError(FollowUpError):
    """The file is not a follow-up log, is damaged, or is of a newer version."""


class LogDamagedError(LogUnreadableError):
    """The file is damaged or not a follow-up log; what can be read of it may be saved."""


class LogNotSavedError(FollowUpError):
    """The log could not be written: read-only, full, or locked by another program."""


class PracticeError(FollowUpError):
    """A file of presets or phrases has a value that is not allowed."""
