"""A field for a time zone: a city is enough, and letters such as EST are asked about."""

import datetime as dt

import ipywidgets as widgets
import traitlets

from followup_kit.errors import FollowUpError, InvalidEntryError, Problem
from followup_kit.times import zone
from followup_kit.widgets.shared.fields import as_field
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.zones import zone_in_words, zone_named, zones_offered


class ZoneField(widgets.VBox):
    """A time zone as people say it.

    Args:
        label: What stands over the field.
        column: The column of the log it is for, as refusals name it.
        help: What an empty field means; without it the field must be filled.

    Attributes:
        value: What is typed, such as `Boston`.
        typed: The field itself.
    """

    value = traitlets.Unicode("")

    def __init__(self, label: str, *, column: str = "timezone", help: str = "") -> None:
        self.label, self.column, self._help = label, column, help
        self.typed = as_field(
            widgets.Combobox(
                description=label,
                options=zones_offered(),
                placeholder="Type a city",
                continuous_update=False,
                layout=widgets.Layout(width="auto"),
            )
        )
        self._said = block(css="fk-quiet fk-help")
        super().__init__([self.typed, self._said])
        traitlets.link((self, "value"), (self.typed, "value"))
        self.observe(lambda _: self._explain(), names="value")
        self._explain()

    @property
    def is_known(self) -> bool:
        """Whether what is typed names one zone."""
        return not self._problem()

    def zone_name(self) -> str:
        """The zone that is meant; an empty text if the field may be and is empty.

        Raises:
            InvalidEntryError: It is empty, unknown, or has to be asked about.
        """
        if not self.value.strip() and self._help:
            return ""
        if problem := self._problem():
            raise InvalidEntryError([Problem(self.column, f"{self.label}: {problem}")])
        return zone_named(self.value)

    def show(self, name: str) -> None:
        """Show a zone of the log."""
        self.value = zone_in_words(name) if name else ""

    def clock(self, now: dt.datetime) -> str:
        """What time it is there, such as `14:05`; empty while no zone is known."""
        return f"{now.astimezone(zone(self.zone_name())):%H:%M}" if self.is_known else ""

    def _problem(self) -> str:
        try:
            zone_named(self.value)
        except FollowUpError as error:
            return str(error)
        return ""

    def _understood(self) -> str:
        """The zone that was understood, unless it is what stands in the field."""
        found = zone_in_words(zone_named(self.value))
        return "" if found == self.value else f"Understood: {found}"

    def _explain(self) -> None:
        """Say under the field which zone was understood, or what has to be chosen."""
        is_empty = not self.value.strip()
        text = self._help if is_empty else self._problem() or self._understood()
        self._said.value = fill("{text}", text=text)
