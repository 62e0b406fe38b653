"""One change to a log, and how changes add up to what the tables show.

Nothing is ever overwritten: the file is a list of changes, and the tables are a fold of
it. For each field the change with the latest clock wins, so the order in which changes
are read does not matter, and undo, history and merging two copies come for free.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

REMOVED = "_removed"
"""The field that says a row was taken out."""

_NO_CLOCK = "000000000000000.00000."


@dataclass(frozen=True)
class Change:
    """New values for some fields of one row, written as part of a batch."""

    id: str
    batch: str
    batch_size: int
    action: str
    """What the person did, in words, such as "Logged an interview"."""
    undoes: str
    """The batch that this change takes back, or an empty text."""
    clock: str
    """Hybrid logical clock: milliseconds, counter, writer. Sorts as text."""
    at: str
    """The writer's wall clock, in UTC, as ISO text."""
    table: str
    row: str
    fields: str
    """JSON object of the new values."""
    seen: str
    """JSON list of the changes of this row that the writer had seen last."""
    checksum: str = ""

    def sealed(self) -> "Change":
        """The same change with its checksum over every other column."""
        return Change(**{**self.__dict__, "checksum": self.expected_checksum()})

    @property
    def is_sound(self) -> bool:
        """Whether nothing was damaged or made by hand: checksum, fields and seen changes."""
        try:
            is_whole = self.checksum == self.expected_checksum()
            fields, seen = json.loads(self.fields), json.loads(self.seen)
        except (TypeError, ValueError, RecursionError):
            return False
        has_texts = isinstance(seen, list) and all(isinstance(change, str) for change in seen)
        return is_whole and has_texts and isinstance(fields, dict)

    def expected_checksum(self) -> str:
        """What `checksum` must be if nothing was damaged."""
        columns = [value for name, value in self.__dict__.items() if name != "checksum"]
        return hashlib.sha256(json.dumps(columns).encode()).hexdigest()[:16]


def next_clock(last: str, now: dt.datetime, writer: str) -> str:
    """A clock later than `last`, even if this computer's clock went backwards."""
    wall = f"{int(now.timestamp() * 1000):015d}"
    last_wall, last_count, *_ = (last or _NO_CLOCK).split(".")
    if wall > last_wall:
        return f"{wall}.00000.{writer}"
    return f"{last_wall}.{int(last_count) + 1:05d}.{writer}"


@dataclass
class RowState:
    """What the changes read so far make of one row."""

    logged_at: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, tuple[str, str]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    first: str = "~"

    def apply(self, change: Change) -> None:
        """Take in one change; an older value never replaces a newer one."""
        stamp = (change.clock, change.id)
        for name, value in json.loads(change.fields).items():
            if self.stamps.get(name, ("", "")) < stamp:
                self.values[name], self.stamps[name] = value, stamp
        self.heads.difference_update(json.loads(change.seen))
        self.heads.add(change.id)
        if change.clock < self.first:
            self.first, self.logged_at = change.clock, change.at

    @property
    def is_removed(self) -> bool:
        """Whether the row was taken out and not brought back."""
        return bool(self.values.get(REMOVED))

    def shown(self) -> dict[str, Any]:
        """The values without the mark that says a row was taken out."""
        return {name: value for name, value in self.values.items() if name != REMOVED}


def fold(changes: Iterable[Change]) -> dict[tuple[str, str], RowState]:
    """The state of every (table, row) that the changes speak of."""
    states: dict[tuple[str, str], RowState] = {}
    for change in changes:
        states.setdefault((change.table, change.row), RowState()).apply(change)
    return states


def as_json(fields: Mapping[str, Any]) -> str:
    """Field values as JSON text in plain ASCII, moments as ISO text."""
    return json.dumps(fields, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    msg = f"{type(value).__name__} cannot be kept in a log."
    raise TypeError(msg)
