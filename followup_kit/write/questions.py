"""What to ask the student: facts that are missing, and facts that could not be used as typed.

One question at a time is shown; they come most useful first, in the order of kinds.toml.
"""

from dataclasses import dataclass

from followup_kit.write.facts import NoteFacts, forms_of_words, given_name
from followup_kit.write.fitting.phrase import Fitted
from followup_kit.write.fitting.told import fitted, used_facts
from followup_kit.write.kinds import kinds
from followup_kit.write.names import person_name, title_of
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import is_reason, said_of

_SHORT_TOPIC = 1


@dataclass(frozen=True)
class MissingFact:
    """A fact that the draft would use, and how to ask the student for it."""

    field: str
    """Name of the field of `NoteFacts` that is empty, or that could not be used as typed."""
    question: str
    stem: str
    """Start of the sentence that the answer completes."""
    reason: str
    sources: tuple[str, ...]


def questions(facts: NoteFacts) -> tuple[MissingFact, ...]:
    """The facts this kind of note uses that are missing or left out, in order of asking.

    >>> facts = NoteFacts(kind="closing_note", sender="Ana Ruiz", recipient="Priya Nair",
    ...                   company="Northwind", position="Data Analyst")
    >>> [missing.question for missing in questions(facts)]
    ['What is one thing you and Priya talked about?']
    """
    person = given_name(facts.recipient) or "the interviewer"
    asked = [_asked(facts, field, person) for field in _fields(facts)]
    return tuple(one for one in (*asked, _title(facts)) if one)


def _fields(facts: NoteFacts) -> tuple[str, ...]:
    asks = [
        field
        for field in kinds()[facts.kind].asks
        if not (facts.interview_kind == "informational" and field in ("position", "fit"))
    ]
    typed = [
        field for field in used_facts(facts) if field not in asks and getattr(facts, field).strip()
    ]
    return (*asks, *typed)


def _asked(facts: NoteFacts, field: str, person: str) -> MissingFact | None:
    value = getattr(facts, field)
    if not (value.strip() if isinstance(value, str) else value):
        return _missing_fact(field, person)
    if field not in used_facts(facts):
        return None
    return _doubted(facts, field, person)


def _doubted(facts: NoteFacts, field: str, person: str) -> MissingFact | None:
    one = fitted(facts, field)
    if not one.doubt:
        text = _one_word(field, one)
        return _doubt(field, "short", text=text) if text else None
    words = {
        "person": person,
        "begin": _BEGINNINGS[field in _OF_THE_READER],
        "attempt": _attempt(field, getattr(facts, field)),
    }
    if is_reason(one.doubt):
        return _doubt(field, "part" if one.said else "unfit", why=said_of(one.doubt), **words)
    return (
        _doubt(field, one.doubt, **words)
        if one.doubt != "missing"
        else (_missing_fact(field, person))
    )


_OF_THE_READER = ("topics", "anecdote", "company_detail", "request")
_BEGINNINGS = ('"I"', '"You" or "I"')
_MOST_SHOWN = 12


def _attempt(field: str, typed: str) -> str:
    """The sentence as it would stand with what was typed."""
    stem = forms_of_words()["facts"][field]["stem"].removesuffix("...")
    said = repaired(typed).rstrip(".")
    said = said[len(stem) :] if said.lower().startswith(stem.lower()) else said
    words = said.split()
    dots = " ..." if len(words) > _MOST_SHOWN else "."
    return f"{stem}{' '.join(words[:_MOST_SHOWN])}{dots}"


def _one_word(field: str, one: Fitted) -> str:
    words = [text for said in one.said for _, text in said.words]
    is_short = field == "topics" and len(words) == 1 and len(words[0].split()) <= _SHORT_TOPIC
    return words[0] if is_short else ""


def _missing_fact(field: str, person: str) -> MissingFact:
    text = forms_of_words()["facts"][field]
    question, reason = text["question"].format(person=person), text["reason"]
    return MissingFact(field, question, text["stem"], reason, tuple(text["sources"]))


def _doubt(field: str, name: str, **words: str) -> MissingFact:
    fact, text = forms_of_words()["facts"][field], forms_of_words()["doubts"][name]
    question = text["question"].format(**words)
    return MissingFact(
        field, question, fact["stem"], text["reason"].format(**words), tuple(fact["sources"])
    )


def _title(facts: NoteFacts) -> MissingFact | None:
    """Asked once for a formal note to somebody whose title is not recorded."""
    name = person_name(facts.recipient, family_first=facts.family_first)
    is_open = facts.formality == "formal" and name.family and name.given and not name.title
    if not is_open or title_of(facts.recipient, f"{facts.topics} {facts.next_step}"):
        return None
    return _doubt("recipient", "greeting", person=name.full)
