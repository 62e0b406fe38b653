"""What employers promised, moved from the application to where they said it (version 2).

A value that was typed with a message of theirs, or after one that named a new date, belongs to
that message, any other to the last interview that had begun when it was first typed. Without
an interview it stays with the application, as what the advert says; nothing is lost. A wish
about contact stays there too: it was meant for the whole application.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from followup_kit.log.choices import Direction, MessageKind
from followup_kit.log.file.changes import Change
from followup_kit.log.file.undoing import Edit
from followup_kit.log.schema import Application, Interview, Message

MOVED = ("stated_decision_on", "decides_same_day", "decides_at", "prompt_on")


def moved_promises(changes: Sequence[Change], rows: Mapping[str, Mapping[str, Any]]) -> list[Edit]:
    """The edits that move every promise to where it was said.

    Args:
        changes: All changes of the log, oldest first.
        rows: Table name to row id to checked row.
    """
    edits = []
    for application in rows["applications"].values():
        own = [c for c in changes if c.table == "applications" and c.row == application.id]
        for name in MOVED:
            if value := getattr(application, name):
                first = _first_with(own, name)
                target = first and _where(application, first, changes, rows, value)
                if target:
                    usual = Application.model_fields[name].default
                    edits.append(Edit("applications", application.id, {name: usual}))
                    edits.append(Edit(*target, {name: value}))
    return edits


def _first_with(changes: Iterable[Change], name: str) -> Change | None:
    """The change in which the value that a field has now was first typed."""
    first, last = None, None
    for change in changes:
        values = change.values
        if name in values and (first is None or values[name] != last):
            first, last = change, values[name]
    return first


def _where(
    application: Application,
    change: Change,
    changes: Sequence[Change],
    rows: Mapping[str, Mapping[str, Any]],
    value: object,
) -> tuple[str, str] | None:
    """Table and row of what a promise was said in; None without an interview."""
    for other in changes:
        message = rows["messages"].get(other.row) if other.batch == change.batch else None
        if isinstance(message, Message) and message.direction is Direction.IN:
            return "messages", message.id
    found = [i for i in rows["interviews"].values() if i.application_id == application.id]
    ordered = sorted(found, key=_start)
    typed_at = dt.datetime.fromisoformat(change.at)
    begun = [i for i in ordered if _start(i) <= typed_at and not _is_over(i, value)]
    chosen = (begun or ordered)[-1 if begun else 0] if ordered else None
    named = [m for m in rows["messages"].values() if _names_a_date(m, application.id, typed_at)]
    if named and (chosen is None or max(m.at for m in named) > _start(chosen)):
        return "messages", max(named, key=lambda m: m.at).id
    return ("interviews", chosen.id) if chosen else None


def _names_a_date(message: Message, application: str, typed_at: dt.datetime) -> bool:
    """Whether they named a new date in a message that came before a moment."""
    is_new_date = message.kind is MessageKind.NEW_DATE and message.direction is Direction.IN
    is_past = message.at is not None and message.at <= typed_at
    return is_new_date and is_past and message.application_id == application


def _is_over(interview: Interview, value: object) -> bool:
    """Whether a promised day lies before an interview, in which it cannot have been named."""
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return is_day and value < _start(interview).date()  # type: ignore[operator]


def _start(interview: Interview) -> dt.datetime:
    assert interview.starts_at is not None
    return interview.starts_at
