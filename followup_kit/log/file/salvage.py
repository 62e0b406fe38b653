"""What can still be read of a damaged log, brought into a new one.

The damaged file is only read. Its pages are looked at one by one, without relying on
the parts of the file that lead from one to the next, and a change is taken only if it
matches its own checksum: what comes back is right, or does not come back.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from followup_kit.errors import FollowUpError, LogUnreadableError
from followup_kit.log.file.changes import Change
from followup_kit.log.file.store import LogFile

_USUAL_PAGE = 4096
_HEADER = 100
_LEAF = 0x0D
_COLUMNS = 1 + len(Change._fields)
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
_ONE, _FIRST_TEXT = 9, 13


@dataclass(frozen=True)
class SalvageReport:
    """What came back.

    Attributes:
        path: The new log.
        saved: How many changes are in it.
        lost: How many changes are known to be missing; there may be more.
    """

    path: Path
    saved: int
    lost: int

    def __str__(self) -> str:
        lost = f"At least {self.lost:,} could not be read." if self.lost else "None is known lost."
        return f"{self.saved:,} changes were saved into {self.path.name}. {lost}"


def salvage(path: Path, into: Path) -> SalvageReport:
    """Bring what can be proved right of a damaged log into a new one.

    Args:
        path: The damaged file; it is not written to.
        into: The new file; it must not exist.

    Raises:
        FollowUpError: The new file exists already.
        LogUnreadableError: The damaged file is missing, or nothing in it can be read.
        LogNotSavedError: The new file cannot be written.
    """
    if into.exists():
        msg = f"{into.name} exists already. Choose a new name, so that nothing is overwritten."
        raise FollowUpError(msg)
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"{path.name} cannot be read ({error.strerror}). Check where it is."
        raise LogUnreadableError(msg) from error
    found = {change.id: change for change in _changes(data)}
    if not found:
        msg = f"Nothing could be read in {path.name}. Open a backup instead."
        raise LogUnreadableError(msg)
    ordered = sorted(found.values(), key=lambda change: (change.clock, change.id))
    file = LogFile(into)
    with file.writing():
        file.append(ordered)
    file.close()
    return SalvageReport(into, len(ordered), _known_lost(ordered))


def _known_lost(changes: list[Change]) -> int:
    """Changes that others speak of: the rest of their batch, and what their writers had seen."""
    there = {change.id for change in changes}
    seen = {seen for change in changes for seen in json.loads(change.seen)} - there
    sizes = {change.batch: change.batch_size for change in changes}
    found = Counter(change.batch for change in changes)
    missing = sum(max(0, size - found[batch]) for batch, size in sizes.items())
    return max(missing, len(seen))


def _changes(data: bytes) -> Iterator[Change]:
    """Every sound change in the pages of a file, in no order; one may come twice."""
    size = _page_size(data)
    for start in range(0, len(data), size):
        page = data[start : start + size]
        head = _HEADER if start == 0 else 0
        if len(page) < head + 8 or page[head] != _LEAF:
            continue
        for number in range(int.from_bytes(page[head + 3 : head + 5], "big")):
            at = head + 8 + 2 * number
            cell = int.from_bytes(page[at : at + 2], "big")
            try:
                change = _change(_payload(data, page, cell, size))
            except (IndexError, UnicodeDecodeError, TypeError):
                continue
            if change.is_sound:
                yield change


def _page_size(data: bytes) -> int:
    said = int.from_bytes(data[16:18], "big")
    return said if said in {512, 1024, 2048, 4096, 8192, 16384, 32768} else _USUAL_PAGE


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends (SQLite file format, "varint")."""
    value = 0
    for offset in range(8):
        value = value << 7 | data[at + offset] & 0x7F
        if data[at + offset] < 0x80:
            return value, at + offset + 1
    return value << 8 | data[at + 8], at + 9


def _payload(data: bytes, page: bytes, cell: int, size: int) -> bytes:
    """The bytes of one row, followed through the pages that long rows continue on."""
    length, at = _number(page, cell)
    _, at = _number(page, at)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return page[at : at + length]
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    payload, next_page = page[at : at + here], page[at + here : at + here + 4]
    while len(payload) < length:
        start = (int.from_bytes(next_page, "big") - 1) * size
        more = data[start : start + size] if start >= size else b""
        if len(more) < size:
            raise IndexError
        payload, next_page = payload + more[4:], more[:4]
    return payload[:length]


def _change(payload: bytes) -> Change:
    """The change that a row holds."""
    end, at = _number(payload, 0)
    kinds = []
    while at < end:
        kind, at = _number(payload, at)
        kinds.append(kind)
    values: list[object] = []
    for kind in kinds:
        is_text = kind >= _FIRST_TEXT and kind % 2 == 1
        length = (kind - _FIRST_TEXT) // 2 if is_text else _FIXED.get(kind, -1)
        if length < 0:
            raise TypeError
        part = payload[at : at + length]
        at += length
        whole = 1 if kind == _ONE else int.from_bytes(part, "big", signed=True)
        values.append(part.decode() if is_text else whole)
    if len(values) != _COLUMNS:
        raise IndexError
    return Change._make(values[1:])
