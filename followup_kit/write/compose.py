"""A draft made from the student's facts: the same facts always give the same draft.

Every sentence has several wordings. The sender, the round, the employer and the position
choose where to start, and the recipient's place among the people of the panel moves on from
there, so no two people of one panel, and hardly two students of one class, get the same.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from followup_kit.write.facts import NoteFacts
from followup_kit.write.fitting.phrase import Said
from followup_kit.write.fitting.told import fitted, used_facts
from followup_kit.write.kinds import kinds
from followup_kit.write.library import place_of, sentence, sentences, template
from followup_kit.write.phrasing import Words, in_fewer_words, words_for
from followup_kit.write.questions import MissingFact, questions
from followup_kit.write.reading import broken_sentences

_BEARABLE = 1
"""Marked words that a sentence may share with those before it."""
_ROOM_FOR_A_WISH = 34
_FEW_WORDS = 62
"""A body below this has room for one more sentence of courtesy."""


@dataclass(frozen=True)
class Draft:
    """A subject and a body ready to read over, and the facts that would improve them."""

    subject: str
    """Empty for a card or a LinkedIn text, which have none."""
    body: str
    missing: tuple[MissingFact, ...]


def compose(facts: NoteFacts, *, wording: int = 0) -> Draft:
    """The draft for these facts; wordings 1, 2, ... say the same in other sentences.

    A sentence whose fact is missing, or does not fit surely, is left out (`Draft.missing`
    asks for it). A LinkedIn text keeps the limit by choosing shorter sentences.
    """
    choose = _Wordings(facts, wording, words_for(facts) | {"about_request": _about_request(facts)})
    if facts.medium == "linkedin":
        return Draft("", _on_linkedin(choose), questions(facts))
    subject = _capital(choose.say(_subject_role(facts))) if facts.medium == "email" else ""
    return Draft(subject, _whole(choose), questions(facts))


def _on_linkedin(choose: "_Wordings") -> str:
    """A message like an e-mail where that fits; an invitation is always a few sentences."""
    body = "" if choose.facts.kind == "linkedin_invite" else _whole(choose)
    return body if 0 < len(body) <= choose.facts.longest else _within_limit(choose)


def _whole(choose: "_Wordings") -> str:
    """The body, without a told sentence that reads as broken."""
    body = choose.body()
    left_out: list[str] = []
    for field in used_facts(choose.facts):
        if not broken_sentences(body, choose.facts):
            break
        shorter = replace(choose, left_out=(*left_out, field))
        fewer = shorter.body()
        if len(broken_sentences(fewer, choose.facts)) < len(broken_sentences(body, choose.facts)):
            left_out.append(field)
            body = fewer
    return body


@dataclass(frozen=True)
class _Wordings:
    facts: NoteFacts
    wording: int
    words: Words
    left_out: tuple[str, ...] = ()

    def body(self) -> str:
        """The text of the kind's template; a short one gets one more sentence of courtesy."""
        text = self._filled(is_sparse=False)
        is_sparse = self.facts.medium == "email" and len(text.split()) < _FEW_WORDS
        return self._filled(is_sparse=True) if is_sparse else text

    def _filled(self, *, is_sparse: bool) -> str:
        page = template(self.facts.kind)
        so_far: list[str] = []

        def say(role: str) -> str:
            return self._fresh(role, None, so_far)

        def tell(*fields: str) -> str:
            return next((text for field in fields if (text := self._told(field, so_far))), "")

        return tidy(page.render(self.words, say=say, tell=tell, is_sparse=is_sparse))

    def say(self, role: str) -> str:
        """The sentence chosen for this role, with the facts filled in."""
        return next(self.options(role))

    def _fresh(self, role: str, told: dict[str, str] | None, so_far: list[str]) -> str:
        """The chosen one of those wordings that do not sound like a sentence before them."""
        variants = sentences()[role][self.facts.formality]
        options = [sentence(one).render(self.words | (told or {})) for one in variants]
        heard = [_sounds_like(one, so_far) for one in options]
        least = max(min(heard), _BEARABLE)
        fresh = [one for one, much in zip(options, heard, strict=True) if much <= least]
        so_far.append(fresh[self._number(role, len(fresh))])
        return so_far[-1]

    def _told(self, field: str, so_far: list[str]) -> str:
        """The sentences on one told fact; empty when it gives none."""
        if field == "link":
            return self._fresh("link", None, so_far) if self.words["link"] else ""
        if field not in used_facts(self.facts) or field in self.left_out:
            return ""
        said = fitted(self.facts, field).said
        return " ".join(self._fresh(one.role, dict(one.words), so_far) for one in said)

    def fill(self, one: Said) -> str:
        """One told sentence in its chosen wording."""
        return next(self.options(one.role, dict(one.words)))

    def options(self, role: str, told: dict[str, str] | None = None) -> Iterator[str]:
        """All sentences of this role, the chosen one first."""
        variants = sentences()[role][self.facts.formality]
        chosen = self._number(role, len(variants))
        for number in range(len(variants)):
            one = sentence(variants[(chosen + number) % len(variants)])
            yield one.render(self.words | (told or {}))

    def _number(self, role: str, count: int) -> int:
        """Which of so many wordings is chosen for a role."""
        place, rank = place_of(role), _rank(self.facts)
        start = _stable_number(*_who(self.facts), role)
        # People further down than there are wordings meet each sentence in new company: never
        # that of the person one round above them.
        apart = 1 + place % max(1, count - 1)
        step = _step(place, count)
        return (start + rank + apart * (rank // count) + step * self.wording) % count


def _sounds_like(one: str, so_far: list[str]) -> int:
    """How many marked words a sentence shares with those before it, and its opening."""
    marked = _MARKED.findall(one.lower())
    before = [word for other in so_far for word in _MARKED.findall(other.lower())]
    is_same_start = any(one.split()[:2] == other.split()[:2] for other in so_far[-2:])
    return sum(word in before for word in marked) + 2 * is_same_start


_MARKED = re.compile(
    r"\b(?:thank|enjoy|appreciat|conversation|talk|good to|glad|interest|the role|the position"
    r"|background|experience|draw|look forward|hear|this work)"
)


def _about_request(facts: NoteFacts) -> str:
    """What they asked for, with "about" and its space; empty when it is not recorded."""
    said = fitted(facts, "request").said
    return (
        f" about {dict(said[0].words)['request']}"
        if said and said[0].role == "about_request"
        else ""
    )


def _who(facts: NoteFacts) -> tuple[str, ...]:
    """What chooses the wordings: who writes, in which round, about what."""
    return facts.sender, str(facts.round), facts.company, facts.position


def _within_limit(choose: _Wordings) -> str:
    """A text of at most `NoteFacts.longest` characters, with as many sentences as fit."""
    facts = choose.facts
    kind = kinds()[facts.kind]
    text = plain = ""
    for words in in_fewer_words(choose.words):
        fitting = replace(choose, words=words)
        roles = [_role(role, words) for role in kind.short]
        text = _fitted(fitting, [role for role in roles if role])
        is_greeted = words["greeting"] == choose.words["greeting"]
        if len(text) <= facts.longest and is_greeted and _holds_detail(fitting, text):
            return text
        if len(text) <= facts.longest:
            plain = plain or text
    return plain or text


def _holds_detail(choose: _Wordings, text: str) -> bool:
    """Whether what both talked about, if it is known, stands in the text."""
    told = fitted(choose.facts, "topics").said if "topics" in used_facts(choose.facts) else ()
    return not told or any(word[:12] in text for _, word in told[0].words)


def _role(name: str, words: Words) -> str:
    """The role itself, or empty when the fact it needs is not recorded."""
    role, _, fact = name.partition(":")
    role = str(words[role]) if role in ("timing", "thanks") else role
    return role if not fact or words.get(fact) else ""


def _fitted(choose: _Wordings, roles: list[str]) -> str:
    """The first sentence always; each further one in the first wording that still fits."""
    limit, (first, *further) = choose.facts.longest, roles
    said = [_fitting(choose, first, [], limit) or min(_options(choose, first), key=len, default="")]
    for role in further:
        more = _fitting(choose, role, said, limit - _kept_free(role, further))
        said += [more] if more else []
    return _joined(choose, said)


def _kept_free(role: str, roles: list[str]) -> int:
    """Room that a detail leaves for the wish that comes after it."""
    return _ROOM_FOR_A_WISH if role.startswith("tell ") and role != roles[-1] else 0


def _fitting(choose: _Wordings, role: str, said: list[str], limit: int) -> str:
    options = _options(choose, role)
    return next((one for one in options if len(_joined(choose, [*said, one])) <= limit), "")


def _options(choose: _Wordings, role: str) -> Iterator[str]:
    """The wordings of a role, or of a told fact ("tell topics")."""
    _, is_told, field = role.partition("tell ")
    if not is_told:
        yield from choose.options(role)
    elif field in used_facts(choose.facts):
        for one in fitted(choose.facts, field).said[:1]:
            yield from choose.options(one.role, dict(one.words))
            first = {name: text.split(", ")[0] for name, text in one.words}
            yield from choose.options(one.role, first)


def _joined(choose: _Wordings, said: list[str]) -> str:
    greeting, sender = choose.words["greeting"], choose.words["sender"]
    text = _one_period(" ".join(one for one in said if one))
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
    is_named = words_for(facts)["title"] and facts.interview_kind != "informational"
    if is_named:
        is_invite = facts.kind == "linkedin_invite"
        return "subject_thank_you" if is_invite else f"subject_{facts.kind}"
    return "subject_no_position" if facts.sender.strip() else "subject_plain"


def _capital(subject: str) -> str:
    """A subject that starts with a small word starts with a capital; "iOS" stays as it is."""
    first = subject.partition(" ")[0]
    return subject[:1].upper() + subject[1:] if first == first.lower() else subject


def _one_period(text: str) -> str:
    return re.sub(r"(?<!\.)\.\.(?=\s|$)", ".", text)


def tidy(body: str) -> str:
    """The paragraphs that have text, and one period where "Inc." ends a sentence."""
    body = re.sub(r"[^\S\n]{2,}", " ", _one_period(body))
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", body)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
