"""What one row of a list says, as entries of a log that are not held against it yet."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

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
        news: The outcome it tells; empty if none.
        news_at: When that was.
        messages: Messages it tells of.
        lines: What goes to the notes of the application.
        remarks: What could not be understood and is in the notes only, in words.
        skipped: Why nothing of it is taken; empty if it is.
        refused: Why it cannot be taken; empty if it can.
    """

    sheet: str
    row: int
    application: dict[str, Any] = field(default_factory=dict)
    own_id: str = ""
    ref: str = ""
    interviews: list[InterviewDraft] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    news: str = ""
    news_at: dt.datetime | None = None
    messages: list[MessageDraft] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    skipped: str = ""
    refused: str = ""
