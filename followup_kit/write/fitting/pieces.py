"""A typed fact cut into the pieces that may stand in a note, without what does not belong there."""

import re
from dataclasses import dataclass
from functools import lru_cache

from followup_kit.write.fitting.phrase import Reader, may_be_read
from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.typed import repaired, sentence_ends
from followup_kit.write.shapes.unfit import is_generic, unfit_reason, unfit_reasons

_TAINTS = ("secret", "doubt")
"""Matter in one piece that makes the whole fact doubtful."""
_SPOILS_TALK = ("complaint",)
_OF_PEOPLE = re.compile(r"\b(?:he|she|they|his|him|her|i|me|late|phone)\b", re.I)
"""Whom a complaint is about; one about a thing spoils only its own piece."""
_SENTENCE = re.compile(r"(?<=[.;?!])\s+|\n+|\s+-\s+|:\s+")
_ASIDE = re.compile(r"\s*\(([^()]*)\)?")
_COMMA = re.compile(
    r",\s+(?!(?:so|because|which|where|who|when|but|if|while|as well as|including|especially)\b)"
    r"(?:(?:and|plus|also|then)\s+)*",
    re.I,
)
_TOLD_ON = re.compile(
    r"\s+and\s+(?=(?:i|he|she|we|they) (?:also |then )?"
    r"(?:\w+ed|said|told|gave|showed|had|did|let|took)\b)",
    re.I,
)
_JOINT = re.compile(
    r",?\s+(?:and|but|so|because|since|plus|also|as well as|then|where|which)\s+"
    r"(?:also\s+|that\s+)?",
    re.I,
)
_OPENING = re.compile(
    r"(?:(?:and|but|plus|also|then|so|well|because|since|as|that|the fact that|like)\b,?\s+)+",
    re.I,
)
_SHORT_WORD = re.compile(
    r"(?<![\w'-])(?!am|an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we|ex|pi|ad|tv|id|re)"
    r"[a-z]{2}(?![\w'-])"
)
_NOTHING = re.compile(
    r"(?:n/?a|none|nothing(?: \w+)?|no|nope|idk|tbd|\W+|x+|see (?:above|resume|cv))\.?", re.I
)


@dataclass(frozen=True)
class Pieces:
    """The usable pieces of a fact in their order, and why something was left out."""

    texts: tuple[str, ...] = ()
    doubt: str = ""


@lru_cache(maxsize=500)
def pieces(text: str, reader: Reader, *, is_talk: bool = False) -> Pieces:
    """The pieces of a fact, repaired; none where it is tainted as a whole.

    Args:
        text: The fact as typed.
        reader: Whose names are known.
        is_talk: Whether the fact is about the talk, which a complaint spoils as a whole.

    >>> pieces("kitchen assessments, home visits + my rent", Reader()).texts
    ('kitchen assessments', 'home visits')
    """
    if not text.strip() or _NOTHING.fullmatch(text.strip()):
        return Pieces((), "missing" if text.strip() else "")
    if not may_be_read(text):
        return Pieces((), "unsure")
    spoilt = unfit_reasons(text) & {
        *_TAINTS,
        *(_SPOILS_TALK if is_talk and _OF_PEOPLE.search(text) else ()),
    }
    if spoilt:
        return Pieces((), min(spoilt))
    found: list[str] = []
    doubt = ""
    for whole in _sentences(repaired(text, is_british=reader.is_british, names=reader.known)):
        for part in _parts(_TOLD_ON.sub(", ", whole) if is_talk else whole):
            kept, why = _fit(part)
            doubt = doubt or why
            found += [kept] if kept else []
    return Pieces(tuple(found), doubt)


def _sentences(text: str) -> list[str]:
    """The sentences, without what stands in brackets."""
    parts: list[str] = []
    for part in _SENTENCE.split(_ASIDE.sub("", text)):
        word = parts[-1].rstrip(".").rpartition(" ")[2].lower() if parts else ""
        if parts and parts[-1].endswith(".") and word in sentence_ends() and part[:1].islower():
            parts[-1] += f" {part}"
        elif part.strip(" .,;:-"):
            parts.append(part)
    return parts


def _parts(whole: str) -> list[str]:
    """The parts between commas; a part that says who said it keeps what was said."""
    is_question = whole.rstrip().endswith("?")
    parts = [part.strip(" .,;:-?!\"'") for part in _COMMA.split(whole)]
    parts = [part for part in parts if part]
    if is_question and parts and not is_asked(parts[-1]):
        parts.pop()  # "grounding issue?" is a guess
    return parts


def is_asked(text: str) -> bool:
    """Whether a text begins as a question."""
    return bool(
        re.match(
            r"(?:how|why|what|where|when|which|who|whether|if|is|are|do|does|can|could|will|would|may|should)\b",
            text,
            re.I,
        )
    )


def _fit(part: str) -> tuple[str, str]:
    """The part up to where it is fit for a note, and why the rest is not."""
    text = re.sub(r"\ba\.m$", "a.m.", re.sub(r"\bp\.m$", "p.m.", part))
    reason = unfit_reason(text)
    if not reason:
        return text, ""
    if re.match(r"(?:he|she|they|i)\b", text, re.I):
        return "", reason  # half of what was said would twist it
    for cut in reversed([cut.start() for cut in _JOINT.finditer(text)]):
        if cut and not unfit_reason(text[:cut]):
            return text[:cut].strip(" ,;-"), reason
    return "", reason


def opened(text: str) -> str:
    """The piece without a joining word at its beginning, where a clause or a noun follows.

    >>> opened("because I love data"), opened("as a nurse")
    ('I love data', 'as a nurse')
    """
    rest = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    is_more = parse(rest).is_all("clause") or not re.match(r"(?:as|like|since|that)\b", text, re.I)
    return rest if rest and is_more else text


def is_plain_talk(text: str) -> bool:
    """Whether a piece says something of its own, not what anybody says."""
    return not is_generic(text)


def is_noun_first(text: str) -> bool:
    """Whether what may be read as a clause is rather a noun: "blister packs", "a rule that helps".

    >>> is_noun_first("bark beetle trap counts"), is_noun_first("the crew starts at six")
    (True, False)
    """
    grammar = parse(text)
    if not grammar.is_all("noun"):
        return False
    verbs = [place for place, token in enumerate(grammar.tokens) if token.is_finite]
    if not verbs or not grammar.is_all("clause"):
        return True
    place = verbs[0]
    before = grammar.tokens[:place]
    is_inside = any(
        token.low in ("that", "which", "who", "where", "how", "why", "what", "when", "whether")
        or token.tag == "PNP"
        for token in before[1:]
    )
    has_article = any(token.tag in ("AT0", "DPS", "DT0") for token in before)
    word = grammar.lows[place]
    is_either = {word, word.rstrip("s")} & word_list("also_nouns")
    return is_inside or bool(is_either and before and before[-1].tag == "NN1" and not has_article)


def hangs_loose(text: str) -> bool:
    """Whether words point at something outside the piece, or it breaks off: "so I get it"."""
    low = text.lower()
    first = re.match(r"(?:it|that|this|these|those|them)\b(?!'?s? (?:is|was))", low)
    is_pointing = re.search(r"\b(?:it|them|this|that)$|\b(?:it|them)\b", low)
    has_noun_before = is_pointing and re.search(
        r"\b(?:the|a|an|my|your|\w+s)\s*\w*\b", low[: is_pointing.start()]
    )
    return bool(
        (first and not parse(text).is_all("noun"))
        or (is_pointing and not has_noun_before)
        or re.search(
            r"(?<!is )(?<!still )(?<!already )\bthere\b(?! (?:is|are|was|were)|'s)(?! in\b)", low
        )
        or re.search(
            r"\b(?:so|too|does|do|did|why|part|something|thing|etc|ones?|the|a|an|and|of|to|for)$",
            low,
        )
        or re.search(r"\bthe ones?\b|\bthat (?:part|one|rule|thing|stuff|way|kind|sort)\b", low)
        or _SHORT_WORD.search(text)
    )
