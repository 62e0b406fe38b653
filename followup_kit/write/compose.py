"""A draft made from the student's facts: the same facts always give the same draft.

Every sentence has several wordings. The employer and the position choose where to
start, and the recipient's place among the people of the panel moves on from there, so
no two people of one panel get the same sentences while there are enough wordings.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from followup_kit.write.facts import MissingFact, NoteFacts, questions
from followup_kit.write.kinds import kinds
from followup_kit.write.library import place_of, sentence, sentences, template
from followup_kit.write.phrasing import Words, in_fewer_words, words_for


@dataclass(frozen=True)
class Draft:
    """A subject and a body ready to read over, and the facts that would improve them."""

    subject: str
    """Empty for a card or a LinkedIn text, which have none."""
    body: str
    missing: tuple[MissingFact, ...]


def compose(facts: NoteFacts, *, wording: int = 0) -> Draft:
    """The draft for these facts; wordings 1, 2, ... say the same in other sentences.

    A sentence whose fact is missing is left out or stays general (`Draft.missing` asks
    for the fact). A LinkedIn text keeps the limit by choosing shorter sentences.
    """
    choose = _Wordings(facts, wording, words_for(facts))
    if facts.medium == "linkedin":
        return Draft("", _within_limit(choose), questions(facts))
    body = tidy(template(facts.kind).render(choose.words, say=choose.say))
    subject = _capital(choose.say(_subject_role(facts))) if facts.medium == "email" else ""
    return Draft(subject, body, questions(facts))


@dataclass(frozen=True)
class _Wordings:
    facts: NoteFacts
    wording: int
    words: Words

    def say(self, role: str) -> str:
        """The sentence chosen for this role, with the facts filled in."""
        return next(self.options(role))

    def options(self, role: str) -> Iterator[str]:
        """All sentences of this role, the chosen one first."""
        variants = sentences()[role][self.facts.formality]
        place, count = place_of(role), len(variants)
        rank = _rank(self.facts)
        start = _stable_number(self.facts.company, self.facts.position, role)
        # People further down than there are wordings meet each sentence in new company: never
        # that of the person one round above them.
        apart = 1 + place % max(1, count - 1)
        step = _step(place, count)
        chosen = start + rank + apart * (rank // count) + step * self.wording
        for number in range(count):
            yield sentence(variants[(chosen + number) % count]).render(self.words)


def _within_limit(choose: _Wordings) -> str:
    """A text of at most `character_limit` characters, with as many sentences as fit."""
    facts = choose.facts
    kind = kinds()[facts.kind]
    text = ""
    for words in in_fewer_words(choose.words):
        fitting = _Wordings(facts, choose.wording, words)
        roles = [_role(role, words) for role in kind.short]
        text = _fitted(fitting, [role for role in roles if role])
        if len(text) <= facts.character_limit:
            break
    return text


def _role(name: str, words: Words) -> str:
    """The role itself, or empty when the fact it needs is not recorded."""
    role, _, fact = name.partition(":")
    role = str(words["timing"]) if role == "timing" else role
    return role if not fact or words[fact] else ""


def _fitted(choose: _Wordings, roles: list[str]) -> str:
    """The first sentence always; each further one in the first wording that still fits."""
    limit, (first, *further) = choose.facts.character_limit, roles
    said = [_fitting(choose, first, [], limit) or min(choose.options(first), key=len)]
    for role in further:
        more = _fitting(choose, role, said, limit)
        said += [more] if more else []
    return _joined(choose, said)


def _fitting(choose: _Wordings, role: str, said: list[str], limit: int) -> str:
    options = choose.options(role)
    return next((one for one in options if len(_joined(choose, [*said, one])) <= limit), "")


def _joined(choose: _Wordings, said: list[str]) -> str:
    greeting, sender = choose.words["greeting"], choose.words["sender"]
    text = re.sub(r"(?<!\.)\.\.(?=\s|$)", ".", " ".join(said))
    lines = [f"{greeting}," if greeting else "", text, str(sender)]
    return "\n".join(line for line in lines if line)


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


def _subject_role(facts: NoteFacts) -> str:
    if facts.position.strip():
        is_invite = facts.kind == "linkedin_invite"
        return "subject_thank_you" if is_invite else f"subject_{facts.kind}"
    return "subject_no_position" if facts.sender.strip() else "subject_plain"


def _capital(subject: str) -> str:
    """A subject that starts with a small word starts with a capital; "iOS" stays as it is."""
    first = subject.partition(" ")[0]
    return subject[:1].upper() + subject[1:] if first == first.lower() else subject


def tidy(body: str) -> str:
    """The paragraphs that have text, and one period where "Inc." ends a sentence."""
    body = re.sub(r"(?<!\.)\.\.(?=\s)", ".", body)
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", body)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
