"""The student's own facts for one note, each as the end of a sentence to complete."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import ipywidgets as widgets

from followup_kit.log.history import History
from followup_kit.log.schema import Interviewer
from followup_kit.widgets.parts.fields import as_field, on_change
from followup_kit.widgets.parts.markup import block, fill
from followup_kit.write.facts import MissingFact, NoteFacts

_PLACES = {
    "sender": ("settings", "student", "Your name"),
    "position": ("applications", "position", "Position"),
    "topics": ("interviewers", "topics", "We talked about ..."),
    "interest": ("applications", "interest", "What draws me to this position is ..."),
    "fit": ("interviewers", "fit", "What I bring is ..."),
    "next_step": ("interviews", "next_step", "The next step is ..."),
}


class FactFields(widgets.VBox):
    """One field per fact; under an empty one stands why it is worth filling in.

    Attributes:
        fields: The fields by the name of the fact.
    """

    def __init__(self, on_typed: Callable[[], None]) -> None:
        self._quiet = False
        self._on_typed = on_typed
        self._shown: dict[str, str] = {}
        self.fields = {
            name: as_field(widgets.Text(description=label, layout=widgets.Layout(width="auto")))
            for name, (_, _, label) in _PLACES.items()
        }
        self._help = {name: block(css="fk-quiet fk-help") for name in _PLACES}
        for made in self.fields.values():
            on_change(made, self._typed)
        super().__init__([w for name in _PLACES for w in (self.fields[name], self._help[name])])

    def _typed(self) -> None:
        if not self._quiet:
            self._on_typed()

    def show(self, facts: NoteFacts, missing: Sequence[MissingFact]) -> None:
        """Show what is recorded, and ask for what is missing."""
        asked = {question.field: question for question in missing}
        self._quiet = True
        for name, made in self.fields.items():
            self._shown[name] = made.value = getattr(facts, name)
            question = asked.get(name)
            self._help[name].value = _help(question) if question else ""
        self._quiet = False

    def changes(
        self, history: History, person: Interviewer
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Table, row and field of every fact that was typed since it was shown."""
        rows = {
            "settings": "settings",
            "applications": history.application.id,
            "interviews": person.interview_id,
            "interviewers": person.id,
        }
        for name, (table, column, _) in _PLACES.items():
            value = self.fields[name].value
            if value != self._shown.get(name, ""):
                yield table, rows[table], {column: value}
                self._shown[name] = value
                self._help[name].value = ""


def _help(question: MissingFact) -> str:
    return fill(
        "{question} {reason} [{sources}]",
        question=question.question,
        reason=question.reason,
        sources=", ".join(question.sources),
    )
