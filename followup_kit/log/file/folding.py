"""What all changes add up to: the state of each row, and the checked records to show."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from followup_kit.errors import InvalidEntryError
from followup_kit.log.file.changes import REMOVED, Change, RowState
from followup_kit.log.file.tables import Tables
from followup_kit.log.file.undoing import Edit

Key = tuple[str, str]
"""A table and a row."""

R = TypeVar("R")


class Fold(Generic[R]):
    """Takes in changes, and makes states and records of those rows that are asked for.

    Most of a long log is changes of few rows, so nothing is made before it is needed.

    Args:
        tables: What is true of the tables.
    """

    def __init__(self, tables: Tables[R]) -> None:
        self._tables = tables
        self._rows: dict[str, dict[str, R]] = {table: {} for table in tables}
        self._bad_rows: dict[Key, str] = {}
        self._to_show: set[Key] = set()
        self._waiting: dict[Key, list[Change]] = {}
        self._states: dict[Key, RowState] = {}

    def take_in(self, changes: Iterable[Change]) -> None:
        """Add changes, in any order."""
        for change in changes:
            key = (change.table, change.row)
            if key in self._waiting:
                self._waiting[key].append(change)
            else:
                self._waiting[key] = [change]
        self._to_show.update(self._waiting)

    @property
    def rows(self) -> dict[str, dict[str, R]]:
        """Table name to row id to checked record."""
        self._show_waiting()
        return self._rows

    @property
    def bad_rows(self) -> dict[Key, str]:
        """What is wrong with rows that could not be shown, in words."""
        self._show_waiting()
        return self._bad_rows

    def known_rows(self) -> list[Key]:
        """Table and row of every change, also of rows that were removed."""
        return [*dict.fromkeys([*self._states, *self._waiting])]

    def state(self, key: Key) -> RowState:
        """What the changes make of one row; an empty state if there are none.

        Raises:
            ValueError: The fields of a change that was made by hand cannot be read.
        """
        waiting = self._waiting.pop(key, None)
        if waiting is None:
            return self._states.get(key, RowState())
        state = self._states.setdefault(key, RowState())
        for change in waiting:
            state.apply(change)
        return state

    def preview(self, edit: Edit, *, now: dt.datetime) -> R:
        """The record an edit would make.

        Raises:
            InvalidEntryError: A field is missing, unknown or not allowed.
        """
        state = self.state((edit.table, edit.row))
        before = self._complete(edit.table, edit.row, state)
        wanted = {name: value for name, value in edit.fields.items() if name != REMOVED}
        values = {**before, "logged_at": state.logged_at or now, **wanted}
        return self._tables.record(edit.table, values)

    def _show_waiting(self) -> None:
        waiting, self._to_show = self._to_show, set()
        for table, row in waiting:
            self._show(table, row)

    def _show(self, table: str, row: str) -> None:
        if table not in self._rows:
            return
        self._rows[table].pop(row, None)
        self._bad_rows.pop((table, row), None)
        try:
            state = self.state((table, row))
            if not state.is_removed:
                self._rows[table][row] = self._tables.record(
                    table, self._complete(table, row, state)
                )
        except InvalidEntryError as error:
            self._bad_rows[table, row] = str(error)
        except ValueError:
            self._bad_rows[table, row] = f"An entry in {table} was made by hand and cannot be read."

    def _complete(self, table: str, row: str, state: RowState) -> dict[str, Any]:
        """The columns of a row; those that a newer version added stay in the file only."""
        known = self._tables.columns(table)
        shown = {name: value for name, value in state.shown().items() if name in known}
        return {**shown, "id": row, "logged_at": state.logged_at}
