"""The people at an interview: one row each, and always one empty row to go on with."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.widgets.shared.fields import field, on_change, values_of

_COLUMNS = ("name", "part", "email", "topics", "met")


class PersonRow(widgets.Box):
    """One person: name, part, e-mail, one thing you talked about, and whether you met."""

    def __init__(self, number: int, values: dict[str, Any] | None = None) -> None:
        self.id = (values or {}).get("id", "")
        self.fields = {name: field("interviewers", name) for name in _COLUMNS}
        self.fields["name"].description = f"Person {number}"
        self.remove = widgets.Button(description="Take out", tooltip=f"Take out person {number}")
        super().__init__([*self.fields.values(), self.remove])
        self.add_class("fk-form")
        self.add_class("fk-person")
        for name, value in (values or {}).items():
            if name in self.fields:
                self.fields[name].value = value

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in this row."""
        typed = ("name", "email", "topics")
        return not self.id and not any(self.fields[name].value.strip() for name in typed)

    def values(self) -> dict[str, Any]:
        """The columns of `interviewers`, with the `id` of a person who is in the log."""
        found = values_of(self.fields)
        return {"id": self.id, **found} if self.id else found


class PeopleRows(widgets.VBox):
    """As many rows as there are people, and one more."""

    def __init__(self, on_typed: Callable[[], None]) -> None:
        self._on_typed = on_typed
        self.rows: list[PersonRow] = []
        super().__init__([])
        self.show([])

    def show(self, people: list[dict[str, Any]]) -> None:
        """Show these people, and an empty row."""
        self.rows = []
        for person in people:
            self._append(person)
        self._append(None)
        self._lay_out()

    def values(self) -> list[dict[str, Any]]:
        """The people in the rows that are not empty."""
        return [row.values() for row in self.rows if not row.is_empty]

    def _append(self, values: dict[str, Any] | None) -> None:
        row = PersonRow(len(self.rows) + 1, values)
        for made in row.fields.values():
            on_change(made, self._typed)
        row.remove.on_click(lambda _: self._take_out(row))
        self.rows.append(row)

    def _typed(self) -> None:
        if not self.rows[-1].is_empty:
            self._append(None)
            self._lay_out()
        self._on_typed()

    def _take_out(self, row: PersonRow) -> None:
        self.show(
            [other.values() for other in self.rows if other is not row and not other.is_empty]
        )
        self._on_typed()

    def _lay_out(self) -> None:
        for row in self.rows:
            row.remove.layout.display = "none" if row is self.rows[-1] else ""
        self.children = self.rows
