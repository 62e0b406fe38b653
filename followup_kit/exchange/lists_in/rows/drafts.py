"""What one row of a list says, as entries of a log that are not held against it yet."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from followup_kit.log.choices import OutcomeKind

UNREAD = "could not be read, so nothing of this list can be added"
"""What is said of a cell or a row at which reading failed."""

ASSUMED = "The list names no time; "
"""How the line begins that says which time stands in for one that is not known."""


@dataclass
class InterviewDraft:
    """One interview that a row tells of.

    Attributes:
        fields: Columns of `interviews` that are known.
        day: Its local day, to know it again if its time was only assumed.
        people: Columns of `interviewers`, one mapping per person.
        lines: What goes to its notes.
        is_assumed: Whether its time is not in the list.
    """

    fields: dict[str, Any]
    day: dt.date
    is_assumed: bool = False
    people: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass
class MessageDraft:
    """One message that a row tells of, to or from a person.

    Attributes:
        fields: Columns of `messages` that are known.
        person: The name of the person; empty for everybody at the interview.
        interview: The place of its interview among those of the row.
    """

    fields: dict[str, Any]
    person: str = ""
    interview: int = 0


@dataclass(frozen=True)
class NewsDraft:
    """One piece of news that a row tells of.

    Attributes:
        outcome: What it is.
        at: When it came; when it was brought in if its day is not in the list.
        day_not_known: Whether its day is not in the list.
    """

    outcome: str
    at: dt.datetime
    day_not_known: bool = False


@dataclass
class Draft:
    """What one row says.

    Attributes:
        sheet: The table it is in.
        row: Its number.
        application: Columns of `applications` that are known.
        own_id: The number that the list gives its application.
        ref: The number of the application that it names instead of an employer.
        interviews: Its interviews, oldest first.
        people: People it names without an interview of their own.
        news: The news it tells, oldest first; what has no day comes last.
        cells: What stands in it, to tell it from other rows.
        is_sent: Whether something in it says that the application went out.
        messages: Messages it tells of.
        lines: What goes to the notes of the application.
        remarks: What could not be understood and is in the notes only, in words.
        skipped: Why nothing of it is taken; empty if it is.
        refused: Why it cannot be taken; empty if it can.
        failed: What could not be read at all, so that nothing of its list may be written.
    """

    sheet: str
    row: int
    application: dict[str, Any] = field(default_factory=dict)
    own_id: str = ""
    ref: str = ""
    interviews: list[InterviewDraft] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    news: list[NewsDraft] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    is_sent: bool = False
    messages: list[MessageDraft] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    skipped: str = ""
    refused: str = ""
    failed: str = ""


_FURTHER: dict[str, int] = {
    OutcomeKind.ADVANCED: 1,
    OutcomeKind.NO_RESPONSE: 2,
    OutcomeKind.OFFER: 3,
}
_ENDED = 4


def how_far(outcome: str) -> int:
    """How far news has brought an application: all that is not named here ends it."""
    return _FURTHER.get(outcome, _ENDED)


def is_end(outcome: str) -> bool:
    """Whether news ends an application."""
    return how_far(outcome) == _ENDED
