"""A draft made from the student's facts: the same facts always give the same draft.

Every sentence has several wordings. The employer and the position choose where to
start, and the recipient's place among the people of the panel moves on from there, so
no two people of one panel get the same sentences while there are enough wordings.
"""

import datetime as dt
import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from followup_kit.write.facts import (
    MissingFact,
    NoteFacts,
    forms_of_words,
    given_name,
    name_alone,
    noun_phrase,
    one_line,
    questions,
)

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_MEETINGS = {"phone_screen": "phone call", "phone": "phone call", "video": "video call"}
_FACT_FIELDS = {"topic": "topics", "interest": "interest", "fit": "fit", "next_step": "next_step"}


_WEEKDAY_IS_CLEAR = 6  # days after the interview; from then on it may be the wrong week


@dataclass(frozen=True)
class Draft:
    """A subject and a body ready to read over, and the facts that would improve them."""

    subject: str
    body: str
    missing: tuple[MissingFact, ...]


def compose(facts: NoteFacts, *, wording: int = 0) -> Draft:
    """The draft for these facts; wordings 1, 2, ... say the same in other sentences.

    A sentence whose fact is missing is left out (`Draft.missing` asks for it).
    """
    words = _words(facts)
    choose = _Wordings(facts, wording, words)
    body = _environment().get_template(f"{facts.kind}.j2").render(words, say=choose.say)
    return Draft(choose.say(_subject_role(facts)), _tidy(body), questions(facts))


@dataclass(frozen=True)
class _Wordings:
    facts: NoteFacts
    wording: int
    words: dict[str, object]

    def say(self, role: str) -> str:
        """The sentence chosen for this role, with the facts filled in."""
        variants = _sentences()[role][self.facts.formality]
        place = list(_sentences()).index(role)
        count = len(variants)
        rank = _rank(self.facts)
        start = _stable_number(self.facts.company, self.facts.position, role)
        # People further down than there are wordings meet each sentence in new company.
        step = _step(place, count)
        chosen = start + rank + place * (rank // count) + step * self.wording
        return _sentence(variants[chosen % count]).render(self.words)


def _rank(facts: NoteFacts) -> int:
    """The recipient's place among the people met, or a stable number when alone."""
    if not facts.others:
        return _stable_number(facts.recipient)
    return sorted({facts.recipient, *facts.others}).index(facts.recipient)


def _step(place: int, count: int) -> int:
    """A step that visits every wording and differs from one role to the next."""
    steps = [step for step in range(1, count) if math.gcd(step, count) == 1] or [1]
    return steps[place % len(steps)]


def _stable_number(*parts: str) -> int:
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big")


def _words(facts: NoteFacts) -> dict[str, object]:
    """What the sentences may name; an optional word brings its own leading space."""
    phrases = {
        word: noun_phrase(getattr(facts, field), field) for word, field in _FACT_FIELDS.items()
    }
    company = one_line(facts.company)
    return phrases | {
        "sender": one_line(facts.sender),
        "greeting": _greeting(facts),
        "at_company": f" at {company}" if company and not facts.is_internal else "",
        "title": _title(facts.position),
        "the_position": _the_position(facts),
        "meeting": _MEETINGS.get(facts.interview_kind, "conversation"),
        "on_day": _on_day(facts),
        "on_date": f" on {_day(facts.interview_on)}" if facts.interview_on else "",
        "decision_day": _day(facts.decision_on) if facts.decision_on else "",
        "timing": _timing_role(facts),
        "is_late": facts.is_late,
        "is_internal": facts.is_internal,
    }


def _greeting(facts: NoteFacts) -> str:
    opening = "Hi" if facts.formality == "warm" else "Dear"
    name = name_alone(facts.recipient)
    if facts.formality != "formal":
        name = given_name(facts.recipient)
    return f"{opening} {name}" if name else ""


def _title(position: str) -> str:
    title = one_line(position).rstrip(".")
    return title[4:] if title.lower().startswith("the ") else title


def _the_position(facts: NoteFacts) -> str:
    noun = "position" if facts.formality == "formal" else "role"
    title = _title(facts.position)
    if title.rpartition(" ")[2].lower() in forms_of_words()["position_words"]:
        return f"the {title}"
    return f"the {title} {noun}" if title else f"the {noun}"


def _on_day(facts: NoteFacts) -> str:
    """The weekday is enough within the same week; any later note gives the date."""
    if facts.interview_on is None:
        return ""
    if facts.written_on and 0 <= (facts.written_on - facts.interview_on).days < _WEEKDAY_IS_CLEAR:
        return f" on {facts.interview_on:%A}"
    return f" on {_day(facts.interview_on)}"


def _timing_role(facts: NoteFacts) -> str:
    """Which question to ask about timing; without a date of writing theirs has passed."""
    if facts.decision_on is None:
        return "timing"
    is_ahead = facts.written_on is not None and facts.written_on <= facts.decision_on
    return "timing_ahead" if is_ahead else "timing_dated"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _subject_role(facts: NoteFacts) -> str:
    if facts.position.strip():
        return f"subject_{facts.kind}"
    return "subject_no_position" if facts.sender.strip() else "subject_plain"


def _tidy(body: str) -> str:
    """The paragraphs that have text, and one period where "Inc." ends a sentence."""
    body = re.sub(r"(?<!\.)\.\.(?=\s)", ".", body)
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", body)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _mid_sentence(sentence: str) -> str:
    """The sentence as it stands after a comma: "Thank you" becomes "thank you"."""
    keeps_capital = re.match(r"I\b", sentence) is not None
    return sentence if keeps_capital else sentence[:1].lower() + sentence[1:]


@cache
def _sentences() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("followup_kit.write") / "sentences.toml").read_text("utf-8"))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(  # the result is plain text, so nothing is escaped for HTML
        loader=PackageLoader("followup_kit.write"),
        undefined=StrictUndefined,
    )
    environment.filters["mid_sentence"] = _mid_sentence
    return environment


@cache
def _sentence(text: str) -> "Template":
    return _environment().from_string(text)
