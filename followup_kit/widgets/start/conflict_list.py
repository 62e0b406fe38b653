"""Fields that two copies of a log hold differently: both values, and a button for each."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.conflicts import Conflict, Version
from followup_kit.log.history_words import value_in_words
from followup_kit.log.log import FollowUpLog
from followup_kit.times import moment_in_words, zone
from followup_kit.widgets.shared.choice_card import Option, choice_card

_LONGEST = 4000


class ConflictList(widgets.VBox):
    """One card per field in doubt. Nothing is dropped until a person chooses.

    Args:
        log: The log.
        on_choose: Called with the conflict and the value to keep.
    """

    def __init__(self, log: FollowUpLog, on_choose: Callable[[Conflict, Any], None]) -> None:
        self._log, self._on_choose = log, on_choose
        super().__init__([])

    def show(self, zone_name: str, *, now: dt.datetime) -> None:
        """Show the fields in doubt."""
        conflicts = self._log.past.conflicts()
        self.children = [self._card(one, zone_name, now) for one in conflicts]
        self.layout.display = "" if conflicts else "none"

    def _card(self, conflict: Conflict, zone_name: str, now: dt.datetime) -> widgets.Widget:
        about = f"{conflict.label} in {conflict.table}"
        question = (
            f"{about} differs between your two copies. The later value is used until you choose."
        )
        return choice_card(
            question, about, [self._option(conflict, v, zone_name, now) for v in conflict.versions]
        )

    def _option(
        self, conflict: Conflict, version: Version, zone_name: str, now: dt.datetime
    ) -> Option:
        when = moment_in_words(dt.datetime.fromisoformat(version.at), zone_name, now=now)
        value = value_in_words(
            conflict.table,
            conflict.field,
            version.value,
            self._log.ledger,
            zone(zone_name),
            longest=_LONGEST,
        )
        if conflict.field == REMOVED:
            value = "It is taken out." if version.value else "It stays."
        return Option(
            f"Written {when}",
            value.removeprefix("“").removesuffix("”"),
            "Keep this one",
            lambda: self._on_choose(conflict, version.value),
        )
