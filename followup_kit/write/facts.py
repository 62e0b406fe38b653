"""What one note may say: the student's own facts, each described once.

A missing fact is never papered over. The draft leaves its sentence out, and
questions.py says what to ask.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, fields
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.text import one_line, own_toml
from followup_kit.write.kinds import kinds
from followup_kit.write.names import person_name
from followup_kit.write.place import PLACES

KINDS = tuple(kinds())
FORMALITIES = ("formal", "neutral", "warm")
MEDIA = ("email", "linkedin", "card")

_INVITATION = 200
_LINKEDIN_MESSAGE = 1_900

_ALLOWED = {"kind": KINDS, "formality": FORMALITIES, "medium": MEDIA, "place": PLACES}


def _told(table: str = "", column: str = "") -> Any:
    """A fact in the student's own words; the log keeps it in that column, if in any."""
    return field(default="", metadata={"is_told": True, "column": (table, column or "")})


def _kept(table: str, column: str) -> Any:
    """A fact that is not in the student's own words, and its column in the log."""
    return field(metadata={"column": (table, column)})


@dataclass(frozen=True, kw_only=True)
class NoteFacts:
    """What the student recorded that one note may say; empty means not recorded.

    Raises:
        FollowUpError: The kind, formality or medium is not one of those allowed.
    """

    kind: str
    sender: str = _kept("settings", "student")
    recipient: str
    """Full name of the person written to."""
    company: str
    position: str = _kept("applications", "position")
    formality: str = "neutral"
    medium: str = "email"
    interview_on: dt.date | None = None
    """Date of the interview in the employer's zone."""
    interview_kind: str = ""
    position_type: str = ""
    """A value of `PositionType`, or empty."""
    place: str = "american"
    """How dates, times and titles are written: `american` or `british`."""
    family_first: bool = False
    """Whether names at the employer's place begin with the family name."""
    round: int = 1
    """Number of the interview among those of the application."""
    has_met: bool = False
    """Whether the student had spoken with this person before that interview."""
    wrote_first: bool = False
    """Whether the person wrote to the student after the interview."""
    owes_thanks: bool = False
    """Whether the thank-you for the last interview is still open."""
    topics: str = _told("interviewers", "topics")
    """Completes "We talked about ..."."""
    interest: str = _told("applications", "interest")
    """Completes "What draws me to this position is ..."."""
    fit: str = _told("interviewers", "fit")
    """Completes "What I bring is ..."."""
    next_step: str = _told("interviews", "next_step")
    """Completes "The next step is ..."."""
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
    missed_point: str = _told()
    """Completes "I forgot to mention ..."."""
    clarification: str = _told()
    """Completes "I would like to know ..."."""
    anecdote: str = _told()
    """Completes "They told me the story of ..."."""
    company_detail: str = _told()
    """Completes "What I like about them is ..."."""
    topic_skill: str = _told()
    """What the student did that fits the topic: completes "That reminds me of ..."."""
    attachment: str = _told()
    """Completes "I attach ..."."""
    link: str = ""
    """Address of one piece of work to show."""
    request: str = _told()
    """Completes "You asked for ..."."""
    answer: str = ""
    """Whole sentences that answer what they asked."""
    meeting_time: str = _told()
    """Completes "We meet on ...", such as "Thursday 18 June at 14:00"."""
    mistake: str = _told()
    """Completes "The slip was in ..."."""
    correct: str = _told()
    """Completes "It should be ..."."""
    pass_on_to: tuple[str, ...] = ()
    """Full names of people who are to be thanked through the recipient."""
    answer_by: dt.date | None = None
    """Day by which you answer an offer, theirs or (in a competing deadline) another."""
    start_on: dt.date | None = None
    agreed_terms: str = _told()
    """Completes "We agreed on ...", such as a salary."""
    reason: str = _told()
    """Completes "The reason is ..." when you withdraw or decline."""
    occasion: str = _told()
    """Completes "I thought of you because of ..."."""
    character_limit: int = 0
    """Most characters of a LinkedIn text, such as 300 with a paid account; 0 "
"for the usual number (`longest`)."""
    others: tuple[str, ...] = ()
    """Full names of the other people met at this employer."""
    other_companies: tuple[str, ...] = ()
    """Employers of the student's other applications."""
    earlier_notes: tuple[tuple[str, str], ...] = ()
    """Name of the person and body of each note to other people, for the copy check."""

    def __post_init__(self) -> None:
        for name, allowed in _ALLOWED.items():
            value = getattr(self, name)
            if value not in allowed:
                msg = f"`{name}` is {value!r}. Allowed: {', '.join(allowed)}. Choose one of them."
                raise FollowUpError(msg)

    @property
    def longest(self) -> int:
        """Most characters of a LinkedIn text: a message has more room than an invitation."""
        usual = _INVITATION if self.kind == "linkedin_invite" else _LINKEDIN_MESSAGE
        return self.character_limit or usual


def told_facts() -> tuple[str, ...]:
    """The facts that are typed in the student's own words, in any shape."""
    return tuple(one.name for one in fields(NoteFacts) if one.metadata.get("is_told"))


def columns() -> dict[str, tuple[str, str]]:
    """Fact to table and column, of the facts that the log keeps in a column of their own."""
    return {
        one.name: one.metadata["column"]
        for one in fields(NoteFacts)
        if one.metadata.get("column", ("",))[0]
    }


def given_name(full_name: str) -> str:
    """What to call a person: the given name, or title and family name where one is recorded.

    >>> [given_name(name) for name in ("Priya Nair", "Dr. Eva Holm", "J. Okafor, PhD")]
    ['Priya', 'Dr. Holm', 'J. Okafor']
    """
    name = person_name(full_name)
    if name.title and name.family:
        return f"{name.title} {name.family}"
    return name.full if len(name.given.rstrip(".")) <= 1 else name.given


def name_alone(full_name: str) -> str:
    """The name with its title and without decoration, such as a degree."""
    name = person_name(full_name)
    return f"{name.title} {name.full}".strip()


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


def forms_of_words() -> dict[str, Any]:
    """The texts of questions.toml: the questions, and words that names and facts begin with."""
    return own_toml("write/questions.toml")
