"""The parts a note should have: thanks, interest, what the student brings, what comes next.

Whether interest or a strength is missing is hard to see from words alone: people say "if
you'll have me" and "I drove those roads for nine years". So every first-person sentence
that is not about the talk itself counts as a strength, and a long list of turns counts as
interest; a note with words of its own gets a hint at most, not a warning.
"""

import re

from followup_kit.write.checks.facts import is_rich, own_stems, shares_word
from followup_kit.write.checks.finding import Finding, finding
from followup_kit.write.checks.note import Note, sentence_around
from followup_kit.write.checks.phrases import has_phrase, hits
from followup_kit.write.kinds import kinds
from followup_kit.write.words import words

_FAR_APART = 4
_GOODBYES = ("closing_note", "withdrawal", "offer_decline", "feedback_request")
_FIRST_PERSON = re.compile(
    r"(?<![\w'])(?:I|we)(?:'ve| have|'d| had)?(?: (?:also|already|once|always|just|now|still|even"
    r"|never|only|often|usually|[a-z]+ly|can|could))* ([a-z]+)\b",
    re.IGNORECASE,
)
_WOULD_DO = re.compile(
    r"(?<![\w'])I(?:'d| would| could| should)(?: (?:also|then|first|take|[a-z]+ly))* ([a-z]+)\b",
    re.IGNORECASE,
)
_THANKFUL = re.compile(  # words that thank in a roundabout way
    r"\b(?:thank|grat|obliged|indebted|kind(?:ness|ly)\b|generous|generosity|hospitality"
    r"|pleasure\b|privilege\b|honou?red\b|bless|meant (?:a lot|a great deal|so much|the world))",
    re.IGNORECASE,
)
_THANKS_ANYWHERE = re.compile(
    r"\b(?:thank|grateful|gratitude|grazie|merci|dank|gracias|obrigad)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]|\n|$)")


def check_gratitude(note: Note) -> list[Finding]:
    """Every kind of note says thank you (E02); a thank-you without thanks is an error."""
    if has_phrase(note.main_part, "gratitude"):
        return []
    if not kinds()[note.facts.kind].has_detail:
        is_goodbye = note.facts.kind in _GOODBYES and not _sounds_thankful(note)
        return [finding(f"gratitude.absent_{'goodbye' if is_goodbye else 'hint'}")]
    return [finding("gratitude.unsure" if _sounds_thankful(note) else "gratitude.absent")]


def check_order(note: Note) -> list[Finding]:
    """Thanks come first (E02), and a no before what may sound like a yes (R10)."""
    facts, text = note.facts, note.main_part
    if facts.kind == "offer_decline":
        hopes, noes = hits(text, "hopeful"), hits(text, "decline")
        if hopes and noes and hopes[0].span[0] < noes[0].span[0]:
            span = hopes[0].span
            return [finding("order.answer_late", span=span, found=note.quote(span))]
    thanks = hits(text, "gratitude")
    if not kinds()[facts.kind].has_detail or not thanks or not text.strip("\x00 \n"):
        return []
    before = text[: thanks[0].span[0]].lstrip("\x00 \n")
    is_late = "\n\n" in before and (
        has_phrase(before, "hopeful")
        or has_phrase(before, "asking")
        or (facts.kind == "thank_you" and bool(_OF_MYSELF.match(before)))
    )
    return [finding("order.thanks_late", span=thanks[0].span)] if is_late else []


_OF_MYSELF = re.compile(r"(?:I|My)\b(?!.{0,60}\b(?:enjoyed|liked|glad|pleas|grateful|appreciat))")
"""A beginning that speaks of the student, before any thanks."""


def check_interest(note: Note) -> list[Finding]:
    """A thank-you says that the position interests the student; a status check may."""
    level = kinds()[note.facts.kind].interest
    if not level or note.facts.medium != "email" or _says_interest(note):
        return []
    if level == "hint":
        return [finding("interest.absent_hint")]
    return [finding("interest.unsure" if is_rich(note) else "interest.absent")]


def check_fit(note: Note) -> list[Finding]:
    """A thank-you says what the student would bring (A04)."""
    level = kinds()[note.facts.kind].fit
    if not level or note.facts.medium != "email" or _says_fit(note):
        return []
    return [finding("fit.unsure" if is_rich(note) else "fit.absent")]


def check_next_step(note: Note) -> list[Finding]:
    """A next step that they named may be mentioned (A23)."""
    step = note.facts.next_step
    is_thanks = kinds()[note.facts.kind].has_detail and note.facts.medium == "email"
    if not is_thanks or not step.strip() or not note.body.strip():
        return []
    if shares_word(step, note) or has_phrase(note.main_part, "next_step"):
        return []
    return [finding("next_step.absent", step=step)]


def check_decline(note: Note) -> list[Finding]:
    """Declining an offer says so in plain words (R10).

    People have many ways of saying no, so only a note that sounds undecided is at fault.
    """
    if note.facts.kind != "offer_decline" or has_phrase(note.main_part, "decline"):
        return []
    is_undecided = has_phrase(note.main_part, "undecided")
    return [finding(f"decline_clear.{'absent' if is_undecided else 'unsure'}")]


def check_link_to_skill(note: Note) -> list[Finding]:
    """What was talked about and the matching strength stand near each other (A21)."""
    facts = note.facts
    if not (facts.topics.strip() and facts.fit.strip() and kinds()[facts.kind].has_detail):
        return []
    sentences = [found.group() for found in _SENTENCE.finditer(note.main_part)]
    told, brought = _places(facts.topics, sentences), _places(facts.fit, sentences)
    distances = [abs(one - other) for one in told for other in brought]
    if not distances or min(distances) < _FAR_APART:
        return []
    return [finding("topic_skill_link.apart")]


def _places(fact: str, sentences: list[str]) -> list[int]:
    wanted = own_stems(fact)
    return [place for place, text in enumerate(sentences) if wanted & own_stems(text)]


def _sounds_thankful(note: Note) -> bool:
    whole = note.own_words  # "With warmest thanks," and "Grazie mille" count as half a thank-you
    return bool(_THANKFUL.search(note.main_part) or _THANKS_ANYWHERE.search(whole))


def _says_interest(note: Note) -> bool:
    fact = note.facts.interest
    if fact.strip() and shares_word(fact, note):
        return True
    return has_phrase(note.main_part, "interest") or _says_what_one_would_do(note)


def _says_fit(note: Note) -> bool:
    fact = note.facts.fit
    if fact.strip() and shares_word(fact, note):
        return True
    return has_phrase(note.main_part, "fit") or _tells_of_oneself(note)


def _says_what_one_would_do(note: Note) -> bool:
    """Whether a sentence such as "I would begin with the pumps" speaks of the work."""
    usual = set(words()["talk_verbs"])
    found = (one.group(1).lower() for one in _WOULD_DO.finditer(note.main_part))
    return any(verb not in usual for verb in found)


def _tells_of_oneself(note: Note) -> bool:
    """A sentence with "I" that is not about the talk, thanks, wishes or arrangements."""
    usual = set(words()["talk_verbs"])
    text = note.main_part
    for found in _FIRST_PERSON.finditer(text):
        start, end = sentence_around(text, *found.span())
        is_question_or_wish = text[start:end].lstrip().lower().startswith("if ")
        if found.group(1).lower() not in usual and not is_question_or_wish:
            return True
    return False
