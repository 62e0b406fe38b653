"""What an editor saw of the log, and what is left of an edit if the log changed meanwhile.

A field that the editor left as it was is not an edit, so the other value stays. A field
that was changed on both sides is a clash: a person sees both values and chooses.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from followup_kit.errors import Clash, StaleEditError
from followup_kit.log.file.changes import NEW, REMOVED, Change, RowState, as_json, fold
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.tables import Tables
from followup_kit.log.file.undoing import Edit


@dataclass
class Seen:
    """The revision of each row an editor saw, and what was chosen where it clashes.

    Attributes:
        revisions: Row to its revision; rows without are not compared.
        choices: Every clash that was settled, and whether the editor's own value stays.
    """

    revisions: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[Clash, bool]] = field(default_factory=list)

    def choose(self, clash: Clash, keeps_mine: bool) -> None:
        """Settle a clash; if either value changes again, it is asked anew."""
        self.choices.append((clash, keeps_mine))

    def choice(self, clash: Clash) -> bool | None:
        """Whether the editor's own value stays; None if nobody chose yet."""
        return next((mine for known, mine in reversed(self.choices) if known == clash), None)


def settled(
    edits: Iterable[Edit],
    seen: Seen,
    file: LogFile,
    revision: Callable[[str, str], str],
    tables: Tables[Any],
) -> list[Edit]:
    """What is left of some edits when the log changed since their editor looked.

    Args:
        edits: The edits.
        seen: What their editor saw and chose.
        file: The log's file.
        revision: Which version of a row, given by table and id, is in the log now.
        tables: What is true of their columns.

    Raises:
        StaleEditError: A person has to choose first.
    """
    back: dict[str, Edit] = {}
    left: list[Edit] = []
    clashes: list[Clash] = []
    for edit in edits:
        newest = revision(edit.table, edit.row)
        if seen.revisions.get(edit.row, newest) == newest:
            left.append(edit)
            continue
        changes = file.changes_in("row", [edit.row])
        fields, found = _settle(edit, seen, changes, tables)
        if fields.get(REMOVED) is False:
            removals = [change.id for change in changes if change.values.get(REMOVED)]
            back |= {one.row: one for one in removed_with(removals[-1:], file)}
        clashes += found
        rest = {n: v for n, v in fields.items() if (n, v) != (REMOVED, False)}
        left += [Edit(edit.table, edit.row, rest)] if rest else []
    if clashes:
        raise StaleEditError(clashes, seen.choose)
    return [*back.values(), *left]


def removed_with(removals: Iterable[str], file: LogFile, *, but: str = "") -> list[Edit]:
    """The edits that bring back all rows that were removed in the same batches."""
    batches = {change.batch for change in file.changes_in("id", removals)}
    return [
        Edit(change.table, change.row, {REMOVED: False})
        for change in file.changes_in("batch", batches)
        if change.values.get(REMOVED) and change.row != but
    ]


def _settle(
    edit: Edit, seen: Seen, changes: list[Change], tables: Tables[Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """The fields that are left of an edit, and the clashes that nobody settled yet.

    A row that was removed elsewhere and is kept all the same has `_removed` among its
    fields, as False.

    Args:
        edit: The edit.
        seen: What its editor saw and chose.
        changes: All changes of the row.
        tables: What is true of its columns.
    """
    made = [change for change in changes if change.table == edit.table]
    then = _values(edit, _up_to(seen.revisions[edit.row], made))
    now = _values(edit, made)
    if (removal := _removal(edit, then, now, tables)) is not None:
        choice = seen.choice(removal)
        if choice is None:
            return {}, [removal]
        return ({REMOVED: False, **edit.fields}, []) if choice else ({}, [])
    left, clashes = dict(edit.fields), []
    for name, value in _kept(edit.fields).items():
        before, theirs = (v.get(name, tables.default(edit.table, name)) for v in (then, now))
        is_mine_alone = (
            tables.are_same(edit.table, name, theirs, before) or name in tables.worked_out
        )
        if is_mine_alone or tables.are_same(edit.table, name, theirs, value):
            continue
        clash = Clash(edit.table, edit.row, name, tables.label(edit.table, name), value, theirs)
        choice = False if tables.are_same(edit.table, name, value, before) else seen.choice(clash)
        if choice is None:
            clashes.append(clash)
        elif not choice:
            left.pop(name)
    return left, clashes


def _removal(
    edit: Edit, then: Mapping[str, Any], now: Mapping[str, Any], tables: Tables[Any]
) -> Clash | None:
    """The clash of removing a row here and keeping it there, or the other way round."""
    yours, theirs = ("removed" if x.get(REMOVED) else "kept" for x in (edit.fields, now))
    is_theirs = theirs == "removed" and not then.get(REMOVED)
    if yours == theirs or not (is_theirs or (yours == "removed" and now != then)):
        return None
    return Clash(edit.table, edit.row, REMOVED, tables.label(edit.table, REMOVED), yours, theirs)


def _values(edit: Edit, changes: list[Change]) -> dict[str, Any]:
    return fold(changes).get((edit.table, edit.row), RowState()).values


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept in the log."""
    kept: dict[str, Any] = json.loads(as_json(fields))
    return kept


def _up_to(revision: str, changes: list[Change]) -> list[Change]:
    """The changes that a revision is made of."""
    by_id = {change.id: change for change in changes}
    found: dict[str, Change] = {}
    to_do = [] if revision == NEW else revision.split()
    while to_do:
        change = by_id.get(to_do.pop())
        if change and change.id not in found:
            found[change.id] = change
            to_do += json.loads(change.seen)
    return list(found.values())
