"""What one note may say: the student's own facts, and questions for the missing ones.

A missing fact is never papered over. The draft leaves its sentence out, and
`questions` says what to ask, in words that stand in questions.toml.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.text import one_line, own_toml
from followup_kit.write.kinds import kinds

KINDS = tuple(kinds())
FORMALITIES = ("formal", "neutral", "warm")
MEDIA = ("email", "linkedin", "card")

_ALLOWED = {"kind": KINDS, "formality": FORMALITIES, "medium": MEDIA}


@dataclass(frozen=True, kw_only=True)
class NoteFacts:
    """What the student recorded that one note may say; empty means not recorded.

    Raises:
        FollowUpError: The kind, formality or medium is not one of those allowed.
    """

    kind: str
    sender: str
    recipient: str
    """Full name of the person written to."""
    company: str
    position: str
    formality: str = "neutral"
    medium: str = "email"
    interview_on: dt.date | None = None
    """Date of the interview in the employer's zone."""
    interview_kind: str = ""
    topics: str = ""
    """Noun phrase that completes "We talked about ..."; several are parted by `;` or lines."""
    interest: str = ""
    """Noun phrase that completes "What draws me to this position is ..."."""
    fit: str = ""
    """Noun phrase that completes "What I bring is ..."."""
    next_step: str = ""
    """Noun phrase that completes "The next step is ..."."""
    decision_on: dt.date | None = None
    """Last day of the employer's own time for the decision."""
    written_on: dt.date | None = None
    """Date of writing in the employer's zone; tells what is past and what is to come."""
    is_internal: bool = False
    is_late: bool = False
    """Whether a thank-you comes after it was due: the note says so in half a sentence."""
    decides_same_day: bool = False
    """Whether they decide on the day of the interview: the note is short then."""
    feedback_level: str = "error"
    """How grave it is to ask for feedback in the first note; set by the preset."""
    separate_notes: bool = True
    """Whether the preset wants a note of its own to each person."""
    missed_point: str = ""
    """Noun phrase that completes "I forgot to mention ..."."""
    clarification: str = ""
    """Clause that completes "I would like to know ..."."""
    link: str = ""
    """Address of one piece of work to show."""
    request: str = ""
    """Noun phrase that completes "You asked for ..."."""
    answer: str = ""
    """Whole sentences that answer what they asked."""
    meeting_time: str = ""
    """Completes "We meet on ...", such as "Thursday 18 June at 14:00"."""
    mistake: str = ""
    """Noun phrase that completes "The slip was in ..."."""
    correct: str = ""
    """Completes "It should be ..."."""
    pass_on_to: tuple[str, ...] = ()
    """Full names of people who are to be thanked through the recipient."""
    answer_by: dt.date | None = None
    """Day by which you answer an offer, theirs or (in a competing deadline) another."""
    start_on: dt.date | None = None
    agreed_terms: str = ""
    """Noun phrase that completes "We agreed on ...", such as a salary."""
    reason: str = ""
    """Noun phrase that completes "The reason is ..." when you withdraw or decline."""
    occasion: str = ""
    """Noun phrase that completes "I thought of you because of ..."."""
    character_limit: int = 200
    """Longest LinkedIn text: 200 characters, or 300 with a paid account."""
    others: tuple[str, ...] = ()
    """Full names of the other people met at this employer."""
    other_companies: tuple[str, ...] = ()
    """Employers of the student's other applications."""
    earlier_notes: tuple[tuple[str, str], ...] = ()
    """Name of the person and body of each note to other people, for the copy check."""

    def __post_init__(self) -> None:
        for field, allowed in _ALLOWED.items():
            value = getattr(self, field)
            if value not in allowed:
                msg = f"`{field}` is {value!r}. Allowed: {', '.join(allowed)}. Choose one of them."
                raise FollowUpError(msg)


@dataclass(frozen=True)
class MissingFact:
    """A fact that the draft would use, and how to ask the student for it."""

    field: str
    """Name of the field of `NoteFacts` that is empty."""
    question: str
    stem: str
    """Start of the sentence that the answer completes."""
    reason: str
    sources: tuple[str, ...]


def questions(facts: NoteFacts) -> tuple[MissingFact, ...]:
    """The facts that this kind of note uses and that are missing, in order of asking.

    >>> facts = NoteFacts(kind="closing_note", sender="Ana Ruiz", recipient="Priya Nair",
    ...                   company="Northwind", position="Data Analyst")
    >>> [missing.question for missing in questions(facts)]
    ['What is one thing you and Priya talked about?']
    """
    person = given_name(facts.recipient) or "the interviewer"
    return tuple(
        _missing_fact(field, person)
        for field in kinds()[facts.kind].asks
        if not _is_recorded(getattr(facts, field))
    )


def given_name(full_name: str) -> str:
    """The name to greet with: the first word, or all when that is a title or an initial.

    >>> [given_name(name) for name in ("Priya Nair", "Dr. Eva Holm", "J. Okafor, PhD")]
    ['Priya', 'Dr. Eva Holm', 'J. Okafor']
    """
    name = name_alone(full_name)
    first = name.partition(" ")[0]
    is_short = len(first) == 1 or first.endswith(".")
    return name if is_short or first.lower() in forms_of_words()["titles"] else first


def name_alone(full_name: str) -> str:
    """The name without what follows a comma, such as a degree."""
    return one_line(full_name).partition(",")[0].strip()


def noun_phrase(text: str, field: str) -> str:
    """A typed fact made ready to stand inside a sentence; the first of several.

    The student's own capitals are kept, except of a leading word such as "The". A
    repeated stem ("We talked about the roadmap") and a final period are dropped.

    >>> noun_phrase("We talked about The roadmap; hiring.", "topics")
    'the roadmap'
    """
    pieces = [one_line(piece) for piece in re.split(r"[;\n\r]", text)]
    first = next((piece for piece in pieces if piece), "")
    stem = forms_of_words()["facts"][field]["stem"].removesuffix("...")
    if first.lower().startswith(stem.lower()):
        first = first[len(stem) :]
    return _lower_first_word(first.strip().rstrip(".,!?:").strip())


def _lower_first_word(phrase: str) -> str:
    first = phrase.partition(" ")[0]
    if first.lower() in forms_of_words()["lower_first"] and first == first.capitalize():
        return phrase[0].lower() + phrase[1:]
    return phrase


def _is_recorded(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _missing_fact(field: str, person: str) -> MissingFact:
    text = forms_of_words()["facts"][field]
    return MissingFact(
        field=field,
        question=text["question"].format(person=person),
        stem=text["stem"],
        reason=text["reason"],
        sources=tuple(text["sources"]),
    )


def forms_of_words() -> dict[str, Any]:
    """The texts of questions.toml: the questions, and words that names and facts begin with."""
    return own_toml("write/questions.toml")
