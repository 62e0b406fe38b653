"""Form fields made from the columns of the log: label, help and allowed values."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.columns import DAY, FLAG, LONG_TEXT
from followup_kit.log.entries import choices_of, kind_of
from followup_kit.log.schema import TABLES
from followup_kit.times import at_local, local_date, zone
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.zones import zone_in_words

_ABOUT = "fk-about-"
_LONGEST_NIGHT = dt.timedelta(hours=6)
"""An end before the start is on the next day only if the talk is not longer than this."""
_WIDE = {"layout": widgets.Layout(width="auto")}


def field(table: str, name: str, *, label: str = "") -> widgets.ValueWidget:
    """The widget for one column, with the column's label as its name for screen readers."""
    column = TABLES[table].model_fields[name]
    kind = kind_of(table, name)
    described: dict[str, Any] = {
        "description": label or column.title,
        "tooltip": column.description or "",
        **_WIDE,
    }
    if choices := choices_of(table, name):
        options = [(choice.label, choice.value) for choice in choices]
        made = widgets.Dropdown(options=options, value=column.default.value, **described)
    elif kind is FLAG:
        made = widgets.Checkbox(value=column.default, indent=False, **described)
    elif kind is DAY:
        made = widgets.DatePicker(value=None, **described)
    elif kind is LONG_TEXT:
        made = widgets.Textarea(value="", rows=3, **described)
    else:
        made = widgets.Text(value="", placeholder=column.description or "", **described)
    return as_field(made)


def as_field(made: widgets.ValueWidget) -> widgets.ValueWidget:
    """The same widget laid out as a field of a form: label above, full width."""
    if not isinstance(made, widgets.Checkbox):
        made.add_class("fk-field")
    return made


def choice_field(
    label: str, options: list[tuple[str, Any]], *, value: Any = None, tooltip: str = ""
) -> widgets.Dropdown:
    """A drop-down that is not a column of the log."""
    chosen = options[0][1] if value is None and options else value
    made = widgets.Dropdown(
        options=options, value=chosen, description=label, tooltip=tooltip, **_WIDE
    )
    made.add_class("fk-field")
    return made


def form(*fields: widgets.Widget) -> widgets.Box:
    """Fields in as many columns as fit."""
    box = widgets.Box(list(fields))
    box.add_class("fk-form")
    return box


class MomentField(widgets.HBox):
    """A date and a clock time in one zone.

    Attributes:
        day: The date picker.
        clock_time: The time picker.
    """

    def __init__(self, day_label: str, time_label: str) -> None:
        self.day = as_field(widgets.DatePicker(description=day_label, **_WIDE))
        self.clock_time = as_field(widgets.TimePicker(description=time_label, step=60, **_WIDE))
        self._zone = block(css="fk-quiet fk-help")
        super().__init__([self.day, self.clock_time, self._zone])

    def show(self, moment: dt.datetime | None, zone_name: str) -> None:
        """Show a moment as the wall clock of that zone, and the zone beside it."""
        self.tell_zone(zone_name)
        local = moment.astimezone(zone(zone_name)) if moment else None
        self.day.value = local.date() if local else None
        self.clock_time.value = local.time().replace(second=0, microsecond=0) if local else None

    def tell_zone(self, zone_name: str) -> None:
        """Say beside the fields whose clock is meant."""
        self._zone.value = fill("{zone} time", zone=zone_in_words(zone_name))

    def moment(self, zone_name: str) -> dt.datetime | None:
        """The moment that is shown, or None when nothing is filled in.

        Raises:
            InvalidEntryError: Only one of date and time is filled in.
            FollowUpError: The clock time does not exist that day in that zone.
        """
        return moment_of(self.day, self.clock_time, zone_name)


def moment_of(
    day: widgets.DatePicker, clock_time: widgets.TimePicker, zone_name: str
) -> dt.datetime | None:
    """The moment of a date picker and a time picker; None when both are empty.

    Raises:
        InvalidEntryError: Only one of them is filled in.
        FollowUpError: The clock time does not exist that day in that zone.
    """
    if day.value is None and clock_time.value is None:
        return None
    for picker in (day, clock_time):
        if picker.value is None:
            message = f"`{picker.description}` is empty. Fill it in."
            raise InvalidEntryError([Problem("", message)])
    return at_local(day.value, clock_time.value, zone_name)


def end_of(start: dt.datetime, clock_time: dt.time, zone_name: str) -> dt.datetime:
    """The end that is meant: a short talk that begins late may end after midnight."""
    day = local_date(start, zone_name)
    end = at_local(day, clock_time, zone_name)
    next_day = at_local(day + dt.timedelta(days=1), clock_time, zone_name)
    return next_day if end <= start and next_day - start <= _LONGEST_NIGHT else end


def values_of(fields: Mapping[str, widgets.ValueWidget]) -> dict[str, Any]:
    """Column name to what the field holds."""
    return {name: made.value for name, made in fields.items()}


def mark_refused(fields: Mapping[str, widgets.DOMWidget], problems: Iterable[Problem]) -> None:
    """Mark the fields that were refused, and no other; the page shows and focuses them.

    Args:
        fields: The field of each column.
        problems: What was refused; empty to take all marks away.
    """
    wrong = {problem.field for problem in problems}
    for name, made in fields.items():
        if name in wrong:
            made.add_class("fk-wrong")
        else:
            made.remove_class("fk-wrong")


def tell_about(box: widgets.DOMWidget, *whom: str) -> None:
    """Tell the page whom the fields of a box are about.

    What was typed about one person then never comes back in the form of another.
    """
    for name in box._dom_classes:
        if name.startswith(_ABOUT):
            box.remove_class(name)
    box.add_class(_ABOUT + "-".join(whom))


def on_change(made: widgets.Widget, work: Callable[[], None]) -> None:
    """Call `work` whenever the value of a field changes."""
    made.observe(lambda _: work(), names="value")
