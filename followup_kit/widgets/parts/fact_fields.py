"""The student's own facts for one note, each as the end of a sentence to complete."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import ipywidgets as widgets

from followup_kit.log.history import History
from followup_kit.log.schema import Interviewer
from followup_kit.widgets.parts.fields import as_field, on_change
from followup_kit.widgets.parts.markup import block, fill
from followup_kit.write.facts import MissingFact, NoteFacts, forms_of_words, questions
from followup_kit.write.kinds import kinds

_PLACES = {
    "sender": ("settings", "student"),
    "position": ("applications", "position"),
    "topics": ("interviewers", "topics"),
    "interest": ("applications", "interest"),
    "fit": ("interviewers", "fit"),
    "next_step": ("interviews", "next_step"),
}
"""Facts that the log holds in a column of their own; the others belong to one note."""
_DATES = ("answer_by", "start_on")
_KNOWN = frozenset({"recipient", "company", "interview_on", "pass_on_to"})
"""Facts that are recorded elsewhere and only read here."""
_ALSO = {
    "thank_you": ("next_step", "missed_point", "clarification", "link"),
    "combined": ("next_step",),
    "withdrawal": ("reason",),
    "offer_decline": ("reason",),
}
"""Facts that a kind may use and does not ask for."""


def facts_of(kind: str) -> tuple[str, ...]:
    """The facts to show for a kind of note, in the order of asking."""
    asked = [name for name in kinds()[kind].asks if name not in _KNOWN]
    return (*asked, *_ALSO.get(kind, ()))


class FactFields(widgets.VBox):
    """One field per fact; under an empty one stands why it is worth filling in.

    Attributes:
        fields: The fields by the name of the fact.
    """

    def __init__(self, on_typed: Callable[[], None]) -> None:
        self._quiet = False
        self._on_typed = on_typed
        self._shown: dict[str, Any] = {}
        self._kind = ""
        names = dict.fromkeys(name for kind in kinds() for name in facts_of(kind))
        self.fields = {name: _field(name) for name in names}
        self._help = {name: block(css="fk-quiet fk-help") for name in names}
        for made in self.fields.values():
            on_change(made, self._typed)
        super().__init__([w for n in names for w in (self.fields[n], self._help[n])])

    def _typed(self) -> None:
        if not self._quiet:
            self._on_typed()

    def show(self, facts: NoteFacts) -> None:
        """Show what is recorded for a note, and ask for what is missing."""
        self._kind = facts.kind
        asked = {question.field: question for question in questions(facts)}
        self._quiet = True
        for name, made in self.fields.items():
            is_used = name in facts_of(facts.kind)
            for part in (made, self._help[name]):
                part.layout.display = "" if is_used else "none"
            self._shown[name] = made.value = getattr(facts, name)
            self._help[name].value = _help(asked[name]) if name in asked else ""
        self._quiet = False

    def changes(
        self, history: History, person: Interviewer
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Table, row and field of every fact of the log that was typed since it was shown."""
        rows = {
            "settings": "settings",
            "applications": history.application.id,
            "interviews": person.interview_id,
            "interviewers": person.id,
        }
        for name, (table, column) in _PLACES.items():
            value = self.fields[name].value
            if value != self._shown.get(name, ""):
                yield table, rows[table], {column: value}
                self._shown[name] = value
                self._help[name].value = ""

    def own(self) -> dict[str, Any]:
        """The facts that belong to this note alone and are filled in."""
        names = (name for name in facts_of(self._kind) if name not in _PLACES)
        return {name: self.fields[name].value for name in names if self.fields[name].value}


def as_plain(own: Mapping[str, Any]) -> dict[str, str]:
    """A note's own facts as plain text, to be kept with its draft."""
    return {n: v.isoformat() if isinstance(v, dt.date) else v for n, v in own.items()}


def from_plain(kept: Mapping[str, str]) -> dict[str, Any]:
    """What `as_plain` gave, as facts again."""
    return {n: dt.date.fromisoformat(v) if n in _DATES else v for n, v in kept.items()}


def _field(name: str) -> widgets.ValueWidget:
    words = forms_of_words()["facts"][name]
    described = {
        "description": words["stem"] or words["question"],
        "layout": widgets.Layout(width="auto"),
    }
    if name in _DATES:
        return as_field(widgets.DatePicker(value=None, **described))
    if name == "answer":
        return as_field(widgets.Textarea(rows=4, **described))
    return as_field(widgets.Text(**described))


def _help(question: MissingFact) -> str:
    return fill(
        "{question} {reason} [{sources}]",
        question=question.question,
        reason=question.reason,
        sources=", ".join(question.sources),
    )
