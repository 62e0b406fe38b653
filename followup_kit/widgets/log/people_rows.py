"""The people at an interview: one row each, and always one empty row to go on with."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.widgets.shared.fields import field, form, on_change, values_of
from followup_kit.widgets.shared.zone_field import ZoneField

_COLUMNS = ("name", "part", "email", "topics", "met")
_MORE = ("title", "preferred_medium", "linkedin_url", "linkedin_invited", "fit")


class PersonRow(widgets.VBox):
    """One person: name, part, e-mail, one thing you talked about, and more behind a button.

    Attributes:
        id: The person in the log; empty for a new one.
        fields: The fields by column; the time zone is a city, as in `ZoneField`.
    """

    def __init__(self, number: int, values: dict[str, Any] | None = None) -> None:
        self.id = (values or {}).get("id", "")
        self.fields = {name: field("interviewers", name) for name in (*_COLUMNS, *_MORE)}
        self.zone = ZoneField("Their time zone", help="Only if it is not the employer's.")
        self.fields["name"].description = f"Person {number}"
        self.remove = widgets.Button(description="Take out", tooltip=f"Take out person {number}")
        self.more = widgets.ToggleButton(
            description="More", tooltip=f"More about person {number}: title, LinkedIn, time zone"
        )
        top = widgets.Box([*(self.fields[n] for n in _COLUMNS), self.more, self.remove])
        for css in ("fk-form", "fk-person"):
            top.add_class(css)
        self._below = form(*(self.fields[name] for name in _MORE), self.zone)
        self.more.observe(lambda _: self._fold(), names="value")
        self._fold()
        super().__init__([top, self._below])
        self.show(values or {})

    def _fold(self) -> None:
        self._below.layout.display = "" if self.more.value else "none"

    def show(self, values: dict[str, Any]) -> None:
        """Put what is known about the person into the fields."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].value = value
        self.zone.value = str(values.get("typed_zone") or "")
        if not self.zone.value:
            self.zone.show(str(values.get("timezone") or ""))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in this row."""
        typed = ("name", "email", "topics", "title", "linkedin_url", "fit")
        return not self.id and not any(self.fields[name].value.strip() for name in typed)

    def values(self) -> dict[str, Any]:
        """The columns of `interviewers`, with the `id` of a person who is in the log.

        Raises:
            InvalidEntryError: The time zone is not known.
        """
        found = {**values_of(self.fields), "timezone": self.zone.zone_name()}
        return {"id": self.id, **found} if self.id else found

    def state(self) -> dict[str, Any]:
        """Everything typed, as it is; `show` takes it back."""
        found = {**values_of(self.fields), "typed_zone": self.zone.value}
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

    def state(self) -> list[dict[str, Any]]:
        """What is typed in the rows that are not empty, to be kept."""
        return [row.state() for row in self.rows if not row.is_empty]

    def refusable(self) -> dict[str, widgets.DOMWidget]:
        """The fields of the first row that cannot be right, or of the first row."""
        rows = [row for row in self.rows if not row.is_empty] or self.rows
        wrong = next((row for row in rows if not row.fields["name"].value.strip()), rows[0])
        return {name: wrong.fields[name] for name in ("name", "email")}

    def _append(self, values: dict[str, Any] | None) -> None:
        row = PersonRow(len(self.rows) + 1, values)
        for made in (*row.fields.values(), row.zone):
            on_change(made, self._typed)
        row.remove.on_click(lambda _: self._take_out(row))
        self.rows.append(row)

    def _typed(self) -> None:
        if not self.rows[-1].is_empty:
            self._append(None)
            self._lay_out()
        self._on_typed()

    def _take_out(self, row: PersonRow) -> None:
        self.show([other.state() for other in self.rows if other is not row and not other.is_empty])
        self._on_typed()

    def _lay_out(self) -> None:
        for row in self.rows:
            row.remove.layout.display = "none" if row is self.rows[-1] else ""
        self.children = self.rows
