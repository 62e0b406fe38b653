"""The student's own facts for one note, each as the end of a sentence to complete."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets

from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.reading import SETTINGS_ROW
from followup_kit.log.schema import Interviewer
from followup_kit.widgets.shared.fields import as_field, on_change
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.write.facts import NoteFacts, columns, forms_of_words
from followup_kit.write.kinds import kinds
from followup_kit.write.questions import MissingFact, questions

_PLACES = columns()
"""Facts that the log holds in a column of their own; the others belong to one note."""
_DATES = ("answer_by", "start_on")
_KNOWN = frozenset({"recipient", "company", "interview_on", "pass_on_to"})
"""Facts that are recorded elsewhere and only read here."""
_ALSO = {
    "thank_you": (
        "next_step",
        "anecdote",
        "company_detail",
        "topic_skill",
        "missed_point",
        "clarification",
        "link",
        "attachment",
    ),
    "networking": ("clarification", "link"),
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

    Args:
        log: The log that holds some of the facts.
        on_typed: Called after a person changed a field.

    Attributes:
        fields: The fields by the name of the fact.
    """

    def __init__(self, log: FollowUpLog, on_typed: Callable[[], None]) -> None:
        self._quiet = False
        self._log = log
        self._on_typed = on_typed
        self._shown: dict[str, Any] = {}
        self._seen: dict[str, Seen] = {}
        self._rows: dict[str, str] = {}
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

    def show(self, facts: NoteFacts, history: History, person: Interviewer) -> None:
        """Show what is recorded for a note, and ask for what is missing."""
        self._kind = facts.kind
        self._rows = {
            "settings": SETTINGS_ROW,
            "applications": history.application.id,
            "interviews": person.interview_id,
            "interviewers": person.id,
        }
        for name, made in self.fields.items():
            is_used = name in facts_of(facts.kind)
            for part in (made, self._help[name]):
                part.layout.display = "" if is_used else "none"
        self._put(facts, self.fields)

    def refresh(self, facts: NoteFacts) -> bool:
        """Show what was changed elsewhere, except where something is typed and not saved.

        Returns:
            Whether anything was.
        """
        before, typed = dict(self._shown), self.typed()
        self._put(facts, [name for name in _PLACES if name not in typed])
        return self._shown != before

    def _put(self, facts: NoteFacts, names: Iterable[str]) -> None:
        open_ones = [one for one in questions(facts) if one.field in self.fields]
        asked = {one.field: one for one in open_ones[:1]}  # one question at a time
        self._quiet = True
        for name in names:
            self._shown[name] = self.fields[name].value = getattr(facts, name)
            self._help[name].value = _help(asked[name]) if name in asked else ""
            if name in _PLACES:
                self._seen[name] = self._log.seen(self._place(name))
        self._quiet = False

    def _place(self, name: str) -> tuple[str, str]:
        """Table and row of a fact of the log."""
        table = _PLACES[name][0]
        return table, self._rows[table]

    def typed(self) -> list[str]:
        """The facts of the log that were typed and are not saved."""
        return [n for n in _PLACES if self.fields[n].value != self._shown.get(n, "")]

    def save(self, name: str, *, now: dt.datetime) -> None:
        """Save one fact in the log.

        Raises:
            FollowUpError: It is not allowed, or it was changed elsewhere.
        """
        value = self.fields[name].value
        fields, seen = {_PLACES[name][1]: value}, self._seen[name]
        self._log.change(*self._place(name), fields, now=now, action="", seen=seen)
        self._shown[name], self._help[name].value = value, ""
        self._seen[name] = self._log.seen(self._place(name))

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
