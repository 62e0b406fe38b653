"""What happened with one application, oldest first, each thing in a line of words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from followup_kit.log.choices import Direction, MessageState
from followup_kit.log.history import History
from followup_kit.log.schema import Message
from followup_kit.plan.words import zone_of
from followup_kit.text import list_in_words
from followup_kit.times import moment_in_words


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    Attributes:
        table: The table of the log it is in.
        row: Its id.
        at: When; None if that is not known.
        when: When, in the reader's words.
        what: What, in words.
        text: The text of a message, to be read again.
    """

    table: str
    row: str
    at: dt.datetime | None
    when: str
    what: str
    text: str = ""


def timeline(history: History, *, now: dt.datetime) -> list[Entry]:
    """Interviews, messages and news of an application, oldest first; unsent drafts left out."""
    entries = [*_interviews(history, now), *_messages(history, now), *_news(history, now)]
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(entries, key=lambda entry: (entry.at or never, entry.row))


def _when(at: dt.datetime | None, zone_name: str, now: dt.datetime) -> str:
    return moment_in_words(at, zone_name, now=now) if at else "Day not known"


def _interviews(history: History, now: dt.datetime) -> Iterator[Entry]:
    for interview in history.interviews:
        people = list_in_words([person.name for person in history.people_at(interview)])
        what = f"Interview, round {interview.round}: {_lower(interview.status.label)}"
        yield Entry(
            "interviews",
            interview.id,
            interview.starts_at,
            _when(interview.starts_at, interview.timezone, now),
            f"{what}, with {people}." if people else f"{what}.",
        )


def _messages(history: History, now: dt.datetime) -> Iterator[Entry]:
    names = {person.id: person.name for person in history.interviewers}
    for message in history.messages:
        if message.state is not MessageState.DRAFT:
            yield Entry(
                "messages",
                message.id,
                message.at,
                _when(message.at, zone_of(history), now),
                _message(message, names),
                message.body,
            )


def _message(message: Message, names: dict[str, str]) -> str:
    people = list_in_words([names[one] for one in message.covers if one in names])
    if message.direction is Direction.IN:
        return f"They wrote: {_lower(message.kind.label)}{f', from {people}' if people else ''}."
    state = "" if message.state is MessageState.SENT else f" ({_lower(message.state.label)})"
    return f"{message.kind.label}{f' to {people}' if people else ''}{state}."


def _news(history: History, now: dt.datetime) -> Iterator[Entry]:
    for news in history.outcomes:
        by = news.decide_by
        answer = f" Your answer is wanted by {_when(by, zone_of(history), now)}." if by else ""
        when = _when(None if news.day_not_known else news.at, zone_of(history), now)
        yield Entry("outcomes", news.id, news.at, when, f"{news.outcome.label}.{answer}")


def _lower(label: str) -> str:
    """A label inside a sentence; "I" keeps its capital."""
    return label if label.startswith("I ") else label[:1].lower() + label[1:]
