"""Two people changed one thing, or one person on two computers: which values are in doubt.

A change knows which changes its writer had seen. A value that no later writer of the
same field had seen is a head. Two heads with different values are a conflict, which a
person settles. Nothing is dropped until then: the tables show the later one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from followup_kit.log.file.changes import REMOVED, Change
from followup_kit.log.file.tables import Tables


@dataclass(frozen=True)
class Version:
    """One of the values in doubt, and where it comes from."""

    value: Any
    """As kept in the log: moments are ISO texts. For `_removed`: True or False."""
    at: str
    """When it was written, by that computer's clock, as ISO text."""
    change: str
    """The id of the change."""


@dataclass(frozen=True)
class Conflict:
    """One field of one row with two or more values, none written knowing the others."""

    table: str
    row: str
    field: str
    label: str
    """The field's name as people see it."""
    versions: tuple[Version, ...]
    """Oldest first; the tables show the last one."""


def conflicts_in(changes: Iterable[Change], tables: Tables[Any]) -> list[Conflict]:
    """The conflicts among all changes of some rows, in the order of table, row and field."""
    rows: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        if change.table not in tables.never_in_conflict:
            rows[change.table, change.row].append(change)
    found = [conflict for key, made in rows.items() for conflict in _in_row(key, made, tables)]
    return sorted(found, key=lambda c: (c.table, c.row, c.field))


def _in_row(key: tuple[str, str], changes: list[Change], tables: Tables[Any]) -> Iterator[Conflict]:
    ordered = sorted(changes, key=lambda change: (change.clock, change.id))
    known = _known_to(ordered)
    writes: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for number, change in enumerate(ordered):
        values = change.values
        if REMOVED not in values and not _was_removed(writes[REMOVED], known[number]):
            values[REMOVED] = False
        for name, value in values.items():
            writes[name].append((number, value))
    for name, written in writes.items():
        known_later = 0
        for number, _ in written:
            known_later |= known[number]
        heads = [(number, value) for number, value in written if not known_later >> number & 1]
        if len({json.dumps(value, sort_keys=True) for _, value in heads}) > 1:
            versions = [Version(v, ordered[n].at, ordered[n].id) for n, v in heads]
            yield Conflict(*key, name, tables.label(key[0], name), tuple(versions))


def _was_removed(written: list[tuple[int, Any]], known: int) -> bool:
    """Whether the row was removed as far as a writer knew; any other change wants it kept."""
    seen = [value for number, value in written if known >> number & 1]
    return bool(seen and seen[-1])


def _known_to(ordered: list[Change]) -> list[int]:
    """For each change the set of changes its writer knew, as the bits of a number."""
    numbers = {change.id: number for number, change in enumerate(ordered)}
    known: list[int] = []
    for change in ordered:
        bits = 0
        for seen in json.loads(change.seen):
            number = numbers.get(seen, len(known))
            if number < len(known):
                bits |= known[number] | 1 << number
        known.append(bits)
    return known
