"""What becomes of each row of a list, and what a row would change."""

from dataclasses import dataclass, field
from enum import StrEnum

from followup_kit.log.file.undoing import Edit

SOMEBODY_ELSES = "It is somebody else's."


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowReport:
    """What becomes of one row, and why.

    Attributes:
        sheet: The table it is in.
        row: Its number in the file.
        state: What becomes of it.
        entry: Whom or what it is about, for people.
        after: What goes into the log, in words.
        said: Why, and what could not be taken as it is, in words.
        conflicts: Where the log and the list differ; the log stays as it is.
    """

    sheet: str
    row: int
    state: RowState
    entry: str = ""
    after: str = ""
    said: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass
class Taken:
    """What one row would change."""

    edits: list[Edit] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    is_new: bool = False
    refused: str = ""
    skipped: str = ""

    @property
    def state(self) -> RowState:
        """What becomes of the row."""
        if self.refused:
            return RowState.REFUSED
        if self.skipped:
            return RowState.SKIPPED
        if not self.edits:
            return RowState.SAME
        return RowState.NEW if self.is_new else RowState.CHANGED
