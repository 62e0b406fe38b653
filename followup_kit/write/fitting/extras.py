"""The one extra of a note (a point missed, a question), and plain facts of other letters."""

import re

from followup_kit.write.fitting.phrase import (
    Fitted,
    Reader,
    Said,
    can_stand,
    own,
    ready,
    said,
    spelled_for,
)
from followup_kit.write.fitting.pieces import is_asked, opened, pieces
from followup_kit.write.fitting.sentences import own_sentences
from followup_kit.write.fitting.strengths import strengths
from followup_kit.write.fitting.topics import as_topic
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import unfit_reason

_FORGOT = re.compile(
    r"(?:i )?(?:wanted|meant|forgot) to (?:say|mention|add|tell \w+)\s+(?:that\s+)?", re.I
)


def missed_point(text: str, reader: Reader) -> Fitted:
    """The one point that was forgotten in the talk.

    >>> missed_point("I forgot to mention that I speak Malay", Reader()).said[0].words
    (('own', 'I forgot to mention that I speak Malay.'),)
    """
    if whole := own_sentences(text, reader):
        return Fitted(whole[:1])
    cut = pieces(_FORGOT.sub("", text.strip()), reader)
    for piece in cut.texts:
        if parse(piece).is_all("clause"):
            phrase = ready(piece, reader)
            return _one(said("missed_that", phrase) if phrase else None, cut.doubt)
        if one := next(iter(strengths(piece, reader).said), None):
            if one.role == "own":
                clause = dict(one.words)["own"].rstrip(".")
                return _one(said("missed_that", clause), cut.doubt)
            if one.role == "fit":
                return _one(said("missed_noun", dict(one.words)["fit"]), cut.doubt)
    return Fitted((), cut.doubt or "unsure")


def clarification(text: str, reader: Reader) -> Fitted:
    """The one question that is left."""
    if reason := unfit_reason(text):
        return Fitted((), reason)
    right = repaired(text, is_british=reader.is_british, names=reader.known).strip()
    bare = _asked_of_you(opened(right.rstrip("?. ")))
    if is_asked(bare) and _is_question(bare):
        phrase = ready(bare, reader)
        asked = f"{phrase[:1].upper()}{phrase[1:]}?"
        return _one(said("clarification_question", asked) if phrase else None)
    if parse(bare).is_all("question"):
        phrase = ready(re.sub(r"^if\b", "whether", bare), reader)
        return _one(said("clarification_if", phrase) if phrase else None)
    topic = as_topic(bare, reader)
    return _one(said("clarification_noun", topic) if topic else None)


def _is_question(text: str) -> bool:
    """Whether the order of words is that of a question: "do you fix it first"."""
    words = text.lower().split()
    place = next(
        (
            n
            for n, word in enumerate(words[:3])
            if re.fullmatch(
                r"is|are|do|does|did|can|could|will|would|may|should|was|were|has|have", word
            )
        ),
        -1,
    )
    rest = parse(" ".join(words[place + 1 :])) if 0 <= place < len(words) - 2 else None
    if rest is None or not rest.tokens:
        return False
    return rest.tokens[0].tag in ("PNP", "EX0") or rest.longest("noun") > 0


def _asked_of_you(text: str) -> str:
    """A question put to the reader: "does she need" becomes "do you need"."""
    return re.sub(
        r"\b(does|is|was|has) (she|he)\b",
        lambda found: f"{_PLURAL[found.group(1).lower()]} you",
        re.sub(r"\b(do|are|will|can) they\b", r"\1 you", text, flags=re.I),
        flags=re.I,
    )


_PLURAL = {"does": "do", "is": "are", "was": "were", "has": "have"}


def plain(text: str, reader: Reader, *, name: str, role: str, first: str = "") -> Fitted:
    """A fact that stands in its sentence as a noun phrase, or is a sentence of its own."""
    if whole := own_sentences(text, reader):
        return Fitted(whole[:1])
    cut = pieces(text, reader)
    for piece in cut.texts[:1]:
        text = opened(piece)
        if text.lower().startswith("i ") and parse(text).is_all("clause"):
            phrase = ready(text, reader)
            return _one(own(phrase) if phrase else None, cut.doubt)
        if parse(text).is_all("noun") or parse(text).is_all("doing"):
            phrase = ready(text, reader, first=first)
            return _one(said(role, phrase, name) if phrase else None, cut.doubt)
    return Fitted((), cut.doubt or "unsure")


def answer(text: str, reader: Reader) -> Fitted:
    """The student's answer, each whole sentence of it as it stands.

    >>> answer("friday works. should i bring a hard hat too?", Reader()).said[1].words
    (('own', 'Should I bring a hard hat too?'),)
    """
    parts = [one for one in re.split(r"(?<=[.?!])\s+|\n+", text.strip()) if one.strip(" .!?")]
    found = [_answered(one, reader) for one in parts]
    reasons = [reason for one in parts if (reason := unfit_reason(one))]
    is_whole = all(found)
    return Fitted(
        tuple(one for one in found if one),
        (reasons[0] if reasons else "") or ("" if is_whole else "unsure"),
    )


def _answered(part: str, reader: Reader) -> Said | None:
    right = repaired(part, is_british=reader.is_british, names=reader.known)
    bare = right.strip(" .!?")
    tokens = parse(bare).tokens
    if not tokens or unfit_reason(part) or not can_stand(bare, reader):
        return None
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else tokens[0]
    is_asked = first.low in _ASKING and (
        second.tag == "PNP" or second.tag[:2] in ("AT", "DP", "EX")
    )
    is_told = first.tag[0] != "V" and any(token.is_finite for token in tokens)
    if not (is_asked or is_told or first.low in ("please", "yes", "no", "thank", "thanks")):
        return None
    end = "?" if is_asked else "?" if right.endswith("?") and is_asked_at(bare) else "."
    return Said("own", (("own", spelled_for(f"{bare[:1].upper()}{bare[1:]}{end}", reader)),))


_ASKING = (
    "is",
    "are",
    "do",
    "does",
    "did",
    "can",
    "could",
    "will",
    "would",
    "may",
    "should",
    "shall",
)


def is_asked_at(text: str) -> bool:
    """Whether a text has the order of words of a question somewhere."""
    return bool(
        re.search(
            r"\b(?:what|how|when|where|which|who|if|is|are|do|can|could|would|should)\b", text, re.I
        )
    )


def _one(one: Said | None, doubt: str = "") -> Fitted:
    return Fitted((one,), doubt) if one else Fitted((), doubt or "unsure")
