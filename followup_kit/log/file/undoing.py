"""What can be taken back, and what can be done again.

Taking back appends a batch that brings back what was there before, and names the batch
it undoes. Doing again undoes that one. A new action ends the list of what can be done
again, as in any editor.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from followup_kit.log.file.changes import REMOVED, Change, fold
from followup_kit.log.file.tables import Tables


@dataclass(frozen=True)
class Edit:
    """New values for some fields of one row."""

    table: str
    row: str
    fields: Mapping[str, Any]


class Batches:
    """Which batches a log has, and which of them are taken back now."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[str, str, str]] = {}
        self._undone_by: dict[str, set[str]] = defaultdict(set)

    def take_in(self, change: Change) -> None:
        """Note the batch of a change; drafts have no action and are passed over."""
        if change.undoes and change.undoes != change.batch:
            self._undone_by[change.undoes].add(change.batch)
        if change.action:
            self._made[change.batch] = (change.clock, change.action, change.undoes)

    def action(self, batch: str) -> str:
        """What a batch did, in words; for one that takes another back, what that one did."""
        _, words, undoes = self._made.get(batch, ("", "", ""))
        passed = {batch}
        while undoes in self._made and undoes not in passed:
            passed.add(undoes)
            _, words, undoes = self._made[undoes]
        return words

    def next_undo(self) -> str:
        """The newest action that is not taken back; empty if there is none."""
        done = (b for b, made in self._made.items() if not made[2] and not self._is_undone(b))
        return max(done, key=lambda b: self._made[b], default="")

    def next_redo(self) -> str:
        """The newest taking back after the last action; empty if there is none."""
        last = max((made[0] for made in self._made.values() if not made[2]), default="")
        open_ = (b for b, made in self._made.items() if self._takes_back(b) and made[0] > last)
        return max(open_, key=lambda b: self._made[b], default="")

    def _takes_back(self, batch: str) -> bool:
        undoes = self._made[batch][2]
        is_of_an_action = undoes in self._made and not self._made[undoes][2]
        return is_of_an_action and not self._is_undone(batch)

    def _is_undone(self, batch: str) -> bool:
        """Whether it is taken back, as only a later batch can do; others are passed over."""
        later = (b for b in self._undone_by.get(batch, ()) if self._is_later(b, batch))
        return any(not self._is_undone(one) for one in later)

    def _is_later(self, one: str, other: str) -> bool:
        return self._made.get(one, ("",))[0] > self._made.get(other, ("",))[0]


def edits_before(
    batch: Iterable[Change], changes: Iterable[Change], tables: Tables[Any]
) -> list[Edit]:
    """The edits that bring back what a batch replaced.

    Args:
        batch: The changes of the batch.
        changes: All changes of the rows it touched.
        tables: What is true of their columns.
    """
    rows: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.table, change.row].append(change)
    return [_before(change, rows[change.table, change.row], tables) for change in batch]


def _before(change: Change, changes: list[Change], tables: Tables[Any]) -> Edit:
    earlier = [c for c in changes if (c.clock, c.id) < (change.clock, change.id)]
    if not earlier:
        return Edit(change.table, change.row, {REMOVED: True})
    values = fold(earlier)[change.table, change.row].values
    before = {name: values.get(name, tables.default(change.table, name)) for name in change.values}
    return Edit(change.table, change.row, json.loads(json.dumps(before)))
