"""Fields that two copies of a log hold differently: both values, and a button for each."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.log.conflicts import Conflict, Version
from followup_kit.log.log import FollowUpLog
from followup_kit.times import moment_in_words
from followup_kit.widgets.parts.button import button
from followup_kit.widgets.parts.markup import block

_LONGEST = 60


class ConflictList(widgets.VBox):
    """One card per field in doubt. Nothing is dropped until a person chooses.

    Args:
        on_choose: Called with the conflict and the value to keep.
    """

    def __init__(self, on_choose: Callable[[Conflict, Any], None]) -> None:
        self._on_choose = on_choose
        super().__init__([])

    def show(self, log: FollowUpLog, zone_name: str, *, now: dt.datetime) -> None:
        """Show the fields in doubt."""
        conflicts = log.conflicts()
        self.children = [self._card(one, zone_name, now) for one in conflicts]
        self.layout.display = "" if conflicts else "none"

    def _card(self, conflict: Conflict, zone_name: str, now: dt.datetime) -> widgets.Widget:
        text = block(
            "<p><b>{label}</b> in {table} differs between your two copies. The later value is "
            "used until you choose.</p>",
            label=conflict.label,
            table=conflict.table,
        )
        buttons = [
            button(
                _in_words(version, zone_name, now),
                lambda v=version: self._on_choose(conflict, v.value),  # type: ignore[misc]
            )
            for version in conflict.versions
        ]
        card = widgets.VBox([text, *buttons])
        card.add_class("fk-card")
        return card


def _in_words(version: Version, zone_name: str, now: dt.datetime) -> str:
    value = str(version.value)
    value = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    when = moment_in_words(dt.datetime.fromisoformat(version.at), zone_name, now=now)
    return f"Keep: {value or 'nothing'} (written {when})"
