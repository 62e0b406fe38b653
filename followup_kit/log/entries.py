"""Checks of an entry before it is written, with everything wrong said in one go."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.choices import (
    Choice,
    Direction,
    InterviewStatus,
    MessageKind,
    MessageState,
    Precision,
)
from followup_kit.log.columns import DAY, MOMENT, NAMES, Kind
from followup_kit.log.schema import TABLES, Interview, Message, Record
from followup_kit.times import local_date

Rows = Mapping[str, Mapping[str, Record]]

_NOTES = {MessageKind.THANK_YOU, MessageKind.COMBINED, MessageKind.FORWARD_REQUEST}
_ARRANGEMENTS = {
    MessageKind.SCHEDULING,
    MessageKind.QUESTION,
    MessageKind.LOGISTICS,
    MessageKind.NEW_DATE,
    MessageKind.AUTO_REPLY,
}
_REFERENCES = {
    "application_id": "applications",
    "interview_id": "interviews",
}


def kind_of(table: str, name: str) -> Kind:
    """The kind of a column."""
    return next(m for m in TABLES[table].model_fields[name].metadata if isinstance(m, Kind))


def choices_of(table: str, name: str) -> tuple[Choice, ...]:
    """The allowed values of a column that offers a list, else an empty tuple."""
    annotation = TABLES[table].model_fields[name].annotation
    is_choice = isinstance(annotation, type) and issubclass(annotation, Choice)
    return tuple(annotation) if is_choice else ()  # type: ignore[arg-type]


def make_record(table: str, fields: Mapping[str, Any]) -> Record:
    """One checked row of a table.

    Raises:
        InvalidEntryError: A field is missing, unknown or not allowed; all are listed.
    """
    try:
        return TABLES[table].model_validate(fields)
    except ValidationError as error:
        problems = [_in_words(table, detail) for detail in error.errors()]
    raise InvalidEntryError(problems)


def as_held(table: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a record holds them, from how the file keeps them; unknown ones are left out."""
    read: dict[Kind, Callable[[Any], Any]] = {
        MOMENT: dt.datetime.fromisoformat,
        DAY: dt.date.fromisoformat,
        NAMES: tuple,
    }
    found = {}
    for name, value in kept.items():
        if name in TABLES[table].model_fields:
            known = read.get(kind_of(table, name))
            found[name] = known(value) if known and value else value
    return found


def _in_words(table: str, detail: ErrorDetails) -> Problem:
    context = detail.get("ctx", {})
    name = str(context.get("field") or (detail["loc"][0] if detail["loc"] else ""))
    if detail["type"] == "sentence":
        return Problem(name, detail["msg"])
    if name not in TABLES[table].model_fields:
        return Problem(name, f"There is no column `{name}` in {table}.")
    label = TABLES[table].model_fields[name].title
    if detail["type"] == "not_allowed":
        what = detail["msg"]
    elif detail["type"].startswith("timezone"):
        what = "has no time zone"
    else:
        what = f"is {str(detail['input'])[:60]!r}"
    return Problem(name, f"`{label}` {what}. Allowed: {_allowed(table, name)}.")


def _allowed(table: str, name: str) -> str:
    return ", ".join(c.label for c in choices_of(table, name)) or kind_of(table, name).allowed


def check_entry(record: Record, rows: Rows, *, now: dt.datetime) -> None:
    """Hold a checked row against the other rows of the log and the time.

    Raises:
        InvalidEntryError: It names a row that is not there, or says that something
            happened which cannot have happened yet.
    """
    problems = list(_unknown_references(record, rows))
    if isinstance(record, Interview):
        problems += _interview_not_over(record, now)
    if isinstance(record, Message):
        problems += _impossible_time(record, rows, now)
    if problems:
        raise InvalidEntryError(problems)


def _unknown_references(record: Record, rows: Rows) -> Iterable[Problem]:
    for name, table in _REFERENCES.items():
        target = getattr(record, name, "")
        if target and target not in rows[table]:
            yield Problem(name, f"This names an entry in {table} that is not in the log any more.")
    for person in getattr(record, "covers", ()):
        if person not in rows["interviewers"]:
            yield Problem("covers", "This names a person who is not in the log any more.")


def _interview_not_over(interview: Interview, now: dt.datetime) -> Iterable[Problem]:
    if interview.status is InterviewStatus.COMPLETED and interview.starts_at:
        if interview.starts_at > now:
            yield Problem(
                "status",
                "This interview starts in the future, so it cannot have taken place yet. "
                "Check the date, or choose Planned.",
            )
        elif interview.ended_at and interview.ended_at > now:
            yield Problem("ended_at", "`Really ended` is in the future. Check the time.")


def precedes(message: Message, interview: Interview) -> bool:
    """Whether a message that can only come after an interview is dated before it (rule R2).

    Arrangements and questions may come before.
    """
    answers_it = message.kind in _NOTES
    if message.direction is Direction.IN:
        answers_it = not message.automated and message.kind not in _ARRANGEMENTS
    if not (answers_it and message.at and interview.starts_at):
        return False
    return message.at < interview.starts_at and not _is_same_day(message, interview)


def _is_same_day(message: Message, interview: Interview) -> bool:
    """Whether only the day of the message is known, and it is that of the interview."""
    if message.at_precision is not Precision.DAY or not (message.at and interview.starts_at):
        return False
    days = [local_date(at, interview.timezone) for at in (message.at, interview.starts_at)]
    return days[0] == days[1]


def _impossible_time(message: Message, rows: Rows, now: dt.datetime) -> Iterable[Problem]:
    if message.state is MessageState.DRAFT:
        return
    if message.at is None:
        yield Problem("at", "`When` is empty. Say when it was sent or received.")
        return
    if message.state is not MessageState.SCHEDULED and message.at > now:
        yield Problem("at", "`When` is in the future. Check the date and time.")
    interview = rows["interviews"].get(message.interview_id)
    if isinstance(interview, Interview) and precedes(message, interview):
        yield Problem(
            "at",
            "`When` is before the interview it belongs to. Check the date and time, or the "
            "time of the interview.",
        )
