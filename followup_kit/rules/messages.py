"""What was written so far, either way, and what each message does.

What satisfies what is one table, `satisfies.toml`; plan, write panel, tables and coach ask
here (rule Q1).
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from followup_kit.log.choices import (
    Direction,
    MessageKind,
    MessageState,
    Precision,
)
from followup_kit.log.schema import Message
from followup_kit.rules.case import Case, once

_WENT_OUT = frozenset({MessageState.SENT, MessageState.SCHEDULED})
LOST = frozenset({MessageState.BOUNCED, MessageState.FAILED})


@cache
def _table() -> Mapping[str, dict[str, Any]]:
    return tomllib.loads((files("followup_kit.rules") / "satisfies.toml").read_text("utf-8"))


@cache
def _kinds() -> Mapping[MessageKind, dict[str, Any]]:
    return {kind: _table().get(kind, {}) for kind in MessageKind}


def _kinds_with(name: str, value: object) -> frozenset[MessageKind]:
    return frozenset(kind for kind, entry in _kinds().items() if entry.get(name) == value)


@cache
def that_end(action: str) -> frozenset[MessageKind]:
    """The kinds of message that end a step with that action (rule Q1)."""
    return frozenset(kind for kind, entry in _kinds().items() if action in entry.get("ends", ()))


NOTES = _kinds_with("thanks", "people")
"""Kinds that thank the people they name."""
ANSWERS_WITH_THANKS = _kinds_with("thanks", "if_it_says_so")
"""Kinds that thank only if their text does."""
ONE_ROUND = _kinds_with("round", "once")
CHECKS = _kinds_with("round", "each")
"""Status checks, with or without late thanks."""
_MOVES_SILENCE = _kinds_with("moves_silence", True)
SAYS_THANKS = re.compile(_table()["says_thanks"]["pattern"])
"""What a text holds that thanks for the talk."""


@once
def all_messages(case: Case) -> tuple[Message, ...]:
    """All messages, each once even if it was imported twice (rule S4)."""
    messages = case.history.messages
    if len(messages) < 2:
        return messages
    seen: dict[tuple[object, ...], Message] = {}
    for m in messages:
        key = (m.direction, m.kind, m.state, m.at, m.covers, m.subject, m.body)
        seen.setdefault(key, m)
    return tuple(seen.values())


@once
def ours(case: Case) -> tuple[Message, ...]:
    """Our messages in any state."""
    return tuple(m for m in all_messages(case) if m.direction is Direction.OUT)


@once
def delivered(case: Case) -> tuple[Message, ...]:
    """Our messages that went out: sent, or scheduled for a time that has passed (S2, S3)."""
    return tuple(m for m in ours(case) if m.state in _WENT_OUT and is_past(case, m))


@once
def received(case: Case) -> tuple[Message, ...]:
    """What people at the employer wrote until now; machines do not count (rule R1)."""
    return tuple(
        m
        for m in all_messages(case)
        if m.direction is Direction.IN
        and not (m.automated or m.kind is MessageKind.AUTO_REPLY)
        and is_past(case, m)
    )


@once
def yet_to_come(case: Case) -> tuple[Message, ...]:
    """Messages in either direction that are dated after now."""
    return tuple(m for m in all_messages(case) if m.at is not None and not is_past(case, m))


def is_past(case: Case, message: Message) -> bool:
    """Whether a message is not dated after now; the same day counts if only it is known."""
    if message.at is None:
        return False
    if message.at <= case.now or message.at_precision is not Precision.DAY:
        return message.at <= case.now
    return case.calendar.date_of(message.at) <= case.calendar.date_of(case.now)


def is_after(case: Case, message: Message, moment: dt.datetime) -> bool:
    """Whether a message is not before a moment; the same day counts if only it is known."""
    assert message.at is not None
    if message.at_precision is Precision.DAY:
        return case.calendar.date_of(message.at) >= case.calendar.date_of(moment)
    return message.at >= moment


def sent_since(case: Case, moment: dt.datetime, kinds: Iterable[MessageKind]) -> Message | None:
    """The first message of ours of these kinds that went out since a moment."""
    wanted = frozenset(kinds)
    found = (m for m in delivered(case) if m.kind in wanted and is_after(case, m, moment))
    return next(found, None)


def says_thanks(message: Message) -> bool:
    """Whether a message is one that thanks somebody for a talk."""
    if message.kind in ANSWERS_WITH_THANKS:
        return bool(SAYS_THANKS.search(message.body))
    return message.kind in NOTES


def moves_silence(message: Message) -> bool:
    """Whether the silence is counted from it (rule S1)."""
    return message.direction is Direction.IN or message.kind in _MOVES_SILENCE


def heard_since(case: Case, moment: dt.datetime) -> bool:
    """Whether somebody there wrote after a moment."""
    return any(m.at is not None and m.at > moment for m in received(case))
