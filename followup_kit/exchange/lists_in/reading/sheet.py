"""One table of a file as text, and how large a file may be.

Only text files and .xlsx workbooks are taken, as bytes that are never more than the limits
below. Nothing is opened by name, unpacked to a disk or run.
"""

from dataclasses import dataclass

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.questions import Question

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200


class TableFileError(FollowUpError):
    """The file cannot be taken in; the message names it and says what to do."""


@dataclass(frozen=True)
class Beside:
    """What belongs to a cell and is not in it, such as the address behind its words.

    Attributes:
        row: The number of its row.
        at: The place of its column.
        what: What it is: `link`, `comment` or `struck out`.
        text: What it says.
    """

    row: int
    at: int
    what: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """One table of a file, as text.

    Attributes:
        name: The file, and the sheet if it has several, for people to read.
        rows: The number of each row in the file, and its cells; rows without text are left
            out.
        remarks: What was noticed while reading, in words.
        questions: What has to be known to read it right.
        is_text: Whether its rows are lines of text, in which a separator may be misplaced.
        from_1904: Whether its day numbers count from 1904, as on old Macs.
        broken_rows: Why a row cannot be used, by its number.
        about: What stands around the table in the file, which may name its year.
        comments: The numbers of lines that only say something about the list.
        beside: What belongs to a cell and is not in it.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    is_text: bool = False
    from_1904: bool = False
    broken_rows: tuple[tuple[int, str], ...] = ()
    about: str = ""
    comments: tuple[int, ...] = ()
    beside: tuple[Beside, ...] = ()


def refusal(name: str, why: str) -> TableFileError:
    """The error that says why a file was not read."""
    return TableFileError(f"{name} was not read: {why}")
