"""What can go wrong, in words for the person who has to put it right.

Every message says what came in, what is allowed, and what to do. Panels catch
`FollowUpError` and show its words; nothing else may reach a student.
"""

from dataclasses import dataclass


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


class LogUnreadableError(FollowUpError):
    """The file is not a follow-up log, is damaged, or is of a newer version."""


class LogNotSavedError(FollowUpError):
    """The log could not be written: read-only, full, or locked by another program."""


class PracticeError(FollowUpError):
    """A file of presets or phrases has a value that is not allowed."""
