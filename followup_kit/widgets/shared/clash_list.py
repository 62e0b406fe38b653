"""What was changed elsewhere while it was edited here: both values, and a button for each.

Nothing is saved before everything is chosen, and nothing that was typed is lost.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import ipywidgets as widgets

from followup_kit.errors import Clash, StaleEditError
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.history_words import thing_in_words, value_in_words
from followup_kit.log.log import FollowUpLog
from followup_kit.times import zone
from followup_kit.widgets.shared.choice_card import Option, choice_card
from followup_kit.widgets.shared.markup import block

SAID = (
    "It was changed elsewhere while you worked on it. Nothing is saved yet, and what you typed "
    "is still here. Choose below what stays."
)
_LONGEST = 4000
_NOTE = "messages"
_NOT_SHOWN = {"facts", "covers"}
"""Parts of a note that say nothing to its writer."""
_NAMES = {_NOTE: "Your note", "settings": ""}
"""What a question is about where it is not a field of something; empty for the field alone."""
_REMOVAL = {
    ("yours", "kept"): "It stays, with what you typed.",
    ("theirs", "removed"): "It was taken out.",
    ("yours", "removed"): "It is taken out.",
    ("theirs", "kept"): "It stays, and was changed.",
}


class ClashList(widgets.VBox):
    """One card per question. When all are answered the edit is saved.

    Args:
        log: The log, for the names of people; None where the values are none of a log.
    """

    def __init__(self, log: FollowUpLog | None = None) -> None:
        self._log = log
        super().__init__()

    def clear(self) -> None:
        """Ask nothing any more."""
        self.children = ()

    def ask(self, error: StaleEditError, again: Callable[[], object], zone_name: str) -> None:
        """Show what is in doubt.

        Args:
            error: The refusal.
            again: Called when everything is chosen; saves the same edit.
            zone_name: The zone of the reader, for times.
        """
        grouped: dict[tuple[str, ...], list[Clash]] = {}
        for clash in error.clashes:
            grouped.setdefault(_group(clash), []).append(clash)
        groups = list(grouped.values())
        waiting = dict(enumerate(groups))

        def chosen(number: int, *, mine: bool) -> None:
            for clash in waiting.pop(number):
                error.choose(clash, mine)
            if not waiting:
                self.clear()
                again()
                return
            cards[number] = self._settled(groups[number], mine=mine)
            self.children = tuple(cards)

        where = zone(zone_name)
        cards = [self._card(n, group, chosen, where) for n, group in enumerate(groups)]
        self.children = tuple(cards)

    def _card(
        self, number: int, group: list[Clash], chosen: Callable[..., None], where: ZoneInfo
    ) -> widgets.Widget:
        mine, other = (self._in_words(group, whose, where) for whose in ("yours", "theirs"))
        return choice_card(
            f"{self._about(group)}: which one stays?",
            self._about(group),
            [
                Option("You have here", mine, "Keep mine", lambda: chosen(number, mine=True)),
                Option(
                    "In the log now", other, "Take the other", lambda: chosen(number, mine=False)
                ),
            ],
        )

    def _about(self, group: list[Clash]) -> str:
        """What a question is about, such as `Notes of the application`."""
        first = group[0]
        if self._log is None:
            return first.label
        things = [thing_in_words(self._log.ledger, clash.table, clash.row) for clash in group]
        if first.field == REMOVED:
            return f"Taken out or kept: {', '.join(dict.fromkeys(things))}"
        if first.table in _NAMES:
            return _NAMES[first.table] or first.label
        return f"{first.label} of {things[0]}"

    def _in_words(self, group: list[Clash], whose: str, where: ZoneInfo) -> str:
        """One side of a question as a person reads it; parts of a note on their own lines."""
        if group[0].field == REMOVED:
            return _REMOVAL[whose, getattr(group[0], whose)]
        shown = [clash for clash in group if clash.field not in _NOT_SHOWN] or group
        texts = [self._value(clash, getattr(clash, whose), where) for clash in shown]
        if len(shown) == 1:
            return texts[0]
        pairs = zip(shown, texts, strict=True)
        return "\n\n".join(f"{clash.label}: {text or '(empty)'}" for clash, text in pairs)

    def _value(self, clash: Clash, value: object, where: ZoneInfo) -> str:
        if self._log is None:
            return str(value)
        words = value_in_words(
            clash.table, clash.field, value, self._log.ledger, where, longest=_LONGEST
        )
        return words.removeprefix("“").removesuffix("”")

    def _settled(self, group: list[Clash], *, mine: bool) -> widgets.Widget:
        said = "yours stays" if mine else "the other one is taken"
        return block("<p>✓ {about}: {said}.</p>", about=self._about(group), said=said)


def _group(clash: Clash) -> tuple[str, ...]:
    """What is one question: all removed rows, all parts of one note, else one field."""
    if clash.field == REMOVED:
        return REMOVED, clash.yours
    return (clash.table, clash.row) if clash.table == _NOTE else (clash.row, clash.field)
