"""The history of an entry in plain sentences, oldest first.

Each sentence says when, what, and from what to what, on the reader's clock: "Tue 15 Sep,
14:03 you changed Starts of the interview from Tue 15 Sep, 14:00 to Wed 16 Sep, 10:00."
Typing that was not saved yet is left out.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from followup_kit.log.columns import DAY, LONG_TEXT, MOMENT
from followup_kit.log.entries import choices_of, kind_of
from followup_kit.log.file.changes import REMOVED, Change
from followup_kit.log.file.ledger import Ledger
from followup_kit.log.schema import TABLES, Record
from followup_kit.log.tables import LOG_TABLES
from followup_kit.text import cut, day_in_words, own_toml, time_in_words
from followup_kit.times import zone

_NOT_TOLD = {"id", "application_id", "interview_id"}
_LONGEST = 60


def _words() -> dict[str, dict[str, str]]:
    return own_toml("log/history_words.toml")


def history_of(ledger: Ledger[Record], table: str, row: str, *, zone_name: str) -> list[str]:
    """What was done to one row, in sentences, oldest first.

    Args:
        ledger: What the log holds.
        table: The table of the row.
        row: The id of the row; it may be removed.
        zone_name: The zone of the reader, such as `Europe/London`.
    """
    ledger.refresh()
    changes = [c for c in ledger.file.changes_in("row", [row]) if c.table == table]
    return list(_told(changes, ledger, zone(zone_name)))


def history_of_interview(ledger: Ledger[Record], interview: str, *, zone_name: str) -> list[str]:
    """What was done to an interview, the people at it, and its messages, oldest first.

    Args:
        ledger: What the log holds.
        interview: The id of the interview; it may be removed.
        zone_name: The zone of the reader.
    """
    ledger.refresh()
    parts = [
        row
        for table, row in ledger.known_rows()
        if ledger.values(table, row).get("interview_id") == interview
    ]
    changes = ledger.file.changes_in("row", [interview, *parts])
    return list(_told(changes, ledger, zone(zone_name)))


def _told(changes: list[Change], ledger: Ledger[Record], where: ZoneInfo) -> Iterator[str]:
    known: dict[str, dict[str, Any]] = {}
    for change in changes:
        if change.table not in TABLES:
            continue
        before = known.setdefault(change.row, {})
        now = {**before, **change.values}
        if change.action:
            suffix = _words()["suffixes"]["undo"] if change.undoes else ""
            for sentence in _sentences(change, before, now, ledger, where):
                yield f"{sentence.removesuffix('.')}{suffix}."
        known[change.row] = now


def _sentences(
    change: Change,
    before: dict[str, Any],
    now: dict[str, Any],
    ledger: Ledger[Record],
    where: ZoneInfo,
) -> Iterator[str]:
    said = _words()["sentences"]
    what = _thing(change.table, now)
    when = _moment(change.at, where)
    if not before:
        yield said["added"].format(when=when, what=what)
        return
    if before.get(REMOVED, False) != now.get(REMOVED, False):
        key = "removed" if now[REMOVED] else "returned"
        yield said[key].format(when=when, what=what)
    for name in change.values:
        old, new = (
            value_in_words(change.table, name, values.get(name), ledger, where)
            for values in (before, now)
        )
        if old != new and name != REMOVED and name not in _NOT_TOLD:
            key = "changed" if old and new else "filled" if new else "emptied"
            label = LOG_TABLES.label(change.table, name)
            yield said[key].format(when=when, what=what, label=label, old=old, new=new)


def thing_in_words(ledger: Ledger[Record], table: str, row: str) -> str:
    """What a row is, such as `the interview`, as the middle of a sentence."""
    return _thing(table, ledger.values(table, row))


def _thing(table: str, values: dict[str, Any]) -> str:
    return _words()["things"][table].format(name=values.get("name") or "a person")


def _moment(text: str, where: ZoneInfo) -> str:
    return time_in_words(dt.datetime.fromisoformat(text).astimezone(where), year=False)


def value_in_words(
    table: str,
    name: str,
    value: Any,
    ledger: Ledger[Record],
    where: ZoneInfo,
    *,
    longest: int = _LONGEST,
) -> str:
    """A value as a person reads it; an empty text for nothing.

    Args:
        table: The table of the column.
        name: The column.
        value: The value as it is kept in the log.
        ledger: What the log holds, for the names of people.
        where: The zone of the reader.
        longest: How many characters of a long text to show.
    """
    if name == REMOVED or name not in TABLES[table].model_fields:
        return ""
    value = LOG_TABLES.default(table, name) if value is None else value
    if value is None or value in ("", [], ()):
        return ""
    if isinstance(value, bool):
        return _words()["values"][str(value).lower()]
    if name == "covers":
        return ", ".join(_name(ledger, person) for person in value)
    if choices := choices_of(table, name):
        return next((f"“{c.label}”" for c in choices if c == value), str(value))
    kind = kind_of(table, name)
    if kind is MOMENT:
        return _moment(value, where)
    if kind is DAY:
        return day_in_words(dt.date.fromisoformat(value), weekday=True)
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    shown = cut(text, longest + 1) if kind is LONG_TEXT else text
    return f"“{shown}”"


def _name(ledger: Ledger[Record], person: str) -> str:
    name = ledger.values("interviewers", person).get("name")
    return str(name or _words()["values"]["nobody"])
