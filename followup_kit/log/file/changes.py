"""One change to a log, and how changes add up to what the tables show.

Nothing is ever overwritten: the file is a list of changes, and the tables are a fold of
it. For each field the change with the latest clock wins, so the order in which changes
are read does not matter, and undo, history and merging two copies come for free.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

REMOVED = "_removed"
"""The field that says a row was taken out."""

ERASED = "_erased"
"""The table whose changes say, as field names, which rows and changes were erased for ever."""

NEW = "new"
"""The revision of a row that is not in the log."""

_NO_CLOCK = "000000000000000.00000."
_CLOCK = re.compile(r"[0-4]\d{14}\.\d{5}\.")
_LAST_COUNT = 99_999
_LAST_CLOCK = "004102444800000"
"""The clock at the start of the year 2100: a later one would brick every log it is taken into."""
_READ = json.JSONDecoder().decode


class Change(NamedTuple):
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
        return self._replace(checksum=self.expected_checksum())

    @property
    def is_sound(self) -> bool:
        """Whether nothing was damaged or made by hand: checksum, clock, fields and seen changes."""
        return are_sound([self])

    @property
    def values(self) -> dict[str, Any]:
        """The new values, as kept: moments are ISO texts."""
        values: dict[str, Any] = json.loads(self.fields)
        return values

    def expected_checksum(self, quoted: Callable[[str], str] = encode_basestring_ascii) -> str:
        """What `checksum` must be if nothing was damaged.

        The text is that of `json.dumps` over the columns, put together by hand because
        opening a long log checks every change.

        Raises:
            TypeError: A column does not hold what it should.
        """
        own, batch, size, action, undoes, clock, at, table, row, fields, seen, _ = self
        columns = (
            f"[{quoted(own)}, {quoted(batch)}, {size}, {quoted(action)}, {quoted(undoes)}, "
            f"{quoted(clock)}, {quoted(at)}, {quoted(table)}, {quoted(row)}, {quoted(fields)}, "
            f"{quoted(seen)}]"
        )
        return hashlib.sha256(columns.encode()).hexdigest()[:16]


def are_sound(changes: Sequence[Change]) -> bool:
    """Whether nothing in any of the changes was damaged or made by hand.

    Each is judged by itself: texts that are no JSON alone could be read as some together.
    """
    try:
        for change in changes:
            if change.checksum != change.expected_checksum() or not _CLOCK.match(change.clock):
                return False
            if not _is_moment(change.at) or change.clock > _LAST_CLOCK:
                return False
            if type(_READ(change.fields)) is not dict or not _are_ids(_READ(change.seen)):
                return False
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _is_moment(text: str) -> bool:
    """Whether a text is a moment with a zone, which every zone on earth can show.

    Raises:
        ValueError: It is no moment at all.
    """
    moment = dt.datetime.fromisoformat(text)
    return moment.tzinfo is not None and dt.MINYEAR < moment.year < dt.MAXYEAR


def _are_ids(seen: Any) -> bool:
    return type(seen) is list and all(type(one) is str for one in seen)


def next_clock(last: str, now: dt.datetime, writer: str) -> str:
    """A clock later than `last`, even if this computer's clock went backwards."""
    wall = f"{int(now.timestamp() * 1000):015d}"
    last_wall, last_count, *_ = (last or _NO_CLOCK).split(".")
    if wall > last_wall:
        return f"{wall}.00000.{writer}"
    if int(last_count) == _LAST_COUNT:
        return f"{int(last_wall) + 1:015d}.00000.{writer}"
    return f"{last_wall}.{int(last_count) + 1:05d}.{writer}"


@dataclass
class RowState:
    """What the changes read so far make of one row."""

    logged_at: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, tuple[str, str]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    first: str = "~"
    has_branched: bool = False
    """Whether two changes were ever made without knowing of each other."""

    def apply(self, change: Change) -> None:
        """Take in one change; an older value never replaces a newer one."""
        stamp = (change.clock, change.id)
        for name, value in change.values.items():
            if self.stamps.get(name, ("", "")) < stamp:
                self.values[name], self.stamps[name] = value, stamp
        self.heads.difference_update(json.loads(change.seen))
        self.heads.add(change.id)
        self.has_branched = self.has_branched or len(self.heads) > 1
        if change.clock < self.first:
            self.first, self.logged_at = change.clock, change.at

    @property
    def revision(self) -> str:
        """Which version of the row this is: the changes that nothing was built upon yet."""
        return " ".join(sorted(self.heads)) or NEW

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


def erased(changes: Iterable[Change]) -> set[str]:
    """The ids of the rows and changes that were erased for ever, as some changes say."""
    return {gone for change in changes if change.table == ERASED for gone in change.values}


def as_json(fields: Mapping[str, Any]) -> str:
    """Field values as JSON text in plain ASCII, moments as ISO text."""
    return json.dumps(fields, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    msg = f"{type(value).__name__} cannot be kept in a log."
    raise TypeError(msg)
