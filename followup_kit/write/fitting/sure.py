"""The gate of the draft: a typed fact is used only when it is sure to read well, else it is asked.

A fact that is left out costs a note nothing; a fact that is used badly costs it everything.
So a piece passes only if its words are known, nothing in it needs a repair but a capital, it
holds no matter for another occasion, and it has one of the plain forms of `_FORMS`.
"""

import re
from functools import cache
from typing import Any

from followup_kit.text import own_toml
from followup_kit.write.fitting.phrase import Reader, listed
from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.tokens import Token, tagged
from followup_kit.write.shapes.typed import proper_words, repaired
from followup_kit.write.shapes.unfit import is_generic, unfit_reason
from followup_kit.write.spelling import is_word

_PIECE = re.compile(r"(?<=[.;!?])\s+|;\s*|\n+|,\s+(?:(?:and|but|plus)\s+)?|\s+[-\u2013\u2014]\s+")
_LEAD = re.compile(
    r"(?:we (?:talked|spoke|chatted|discussed)(?: (?:a lot|mostly))?(?: about)?"
    r"|(?:we )?(?:talked|discussed)(?: about)?|what (?:draws|attracts) me is|what i bring is"
    r"|i forgot to (?:mention|say)"
    r"|i would like to know|the next step is)\s+(?:that (?=i\b))?",
    re.I,
)
_LINKS = frozenset(
    (
        "about",
        "after",
        "around",
        "at",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "through",
        "to",
        "under",
        "with",
        "as",
    )
)
_RAW = re.compile(
    r"[!?\u2026\"\u201c\u201d()\[\]{}/+&=@#*<>~|\\%$\u00a3\u20ac:_]|\.\.|\d[a-z]|\b\d+[.,]\d"
)
_ASKED = ("clarification",)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_PHRASE, _MOST_SENTENCE, _MOST_TOLD = 14, 22, 16
_FEWEST = 2
_TAINTS = ("secret", "doubt", "complaint", "delicate")
"""Matter in one piece of a fact that makes the rest of it doubtful too."""


def sure_piece(text: str, field: str, reader: Reader) -> tuple[str, str]:
    """The first piece of a typed fact that is sure, and why others were left out.

    Args:
        text: The fact as typed.
        field: Its name in `NoteFacts`, which decides what forms its frames can hold.
        reader: Whose names are known.

    >>> sure_piece("the loan boxes for schools; teh bus", "topics", Reader())
    ('the loan boxes for schools', 'unsure')
    """
    doubt = unfit_reason(text)
    if doubt in _TAINTS:
        return "", doubt
    parts = [_without_lead(part.strip(" .,;-"), field) for part in _PIECE.split(text.strip())]
    parts = [text.strip(" .")] if field in _ASKED else [part for part in parts if part]
    for part in parts:
        found = _sure(part, field, reader)
        is_half = bool(found) and len(parts) > 1 and field == "topics" and is_told(tagged(found))
        if is_half:  # half of what somebody said may twist it
            found = ""
        if found and field == "fit" and is_skill(tagged(found)):
            skills = [_sure(one, field, reader) for one in parts]
            found = listed(
                [one for one in skills if one and is_skill(tagged(one)) and " and " not in one]
                or [found]
            )
        if found:
            return found, doubt or ("" if len(parts) == 1 else "unsure")
        doubt = doubt or ("vague" if is_generic(part) else "unsure")
    return "", doubt or "unsure"


def _without_lead(part: str, field: str) -> str:
    """The piece without what need not be said: "we talked about", "because"."""
    part = _LEAD.sub("", part, count=1) if _LEAD.match(part) else part
    part = re.sub(r"^(?:that (?=i\b)|about (?=\w))", "", part, flags=re.I)
    if field == "interest":
        part = re.sub(r"^(?:because|since|as|that) (?=i\b)", "", part, flags=re.I)
        part = re.sub(r"^(?=(?:want|hope|would like) to\b)", "I ", part)
    return part


def _sure(part: str, field: str, reader: Reader) -> str:
    """The piece with its capitals put right; empty when it is not sure."""
    question = part.endswith("?") and field in _ASKED
    bare = part.rstrip("?").strip() if question else part
    if unfit_reason(bare) or is_generic(bare) or _RAW.search(bare) or bare.upper() == bare:
        return ""
    right = repaired(bare, is_british=reader.is_british, names=reader.known)
    if right.lower() != bare.lower().replace("\u2019", "'"):
        return ""
    tokens = tagged(right)
    if not tokens or not all(
        _is_known(token, place, tokens, reader) for place, token in enumerate(tokens)
    ):
        return ""
    forms = _QUESTION if field in _ASKED else _FORMS.get(field, _PLAIN_FORMS)
    return (f"{right}?" if question else right) if any(form(tokens) for form in forms) else ""


def _is_known(token: Token, place: int, tokens: tuple[Token, ...], reader: Reader) -> bool:
    """Whether a word is one that a reader knows as it stands."""
    text, after = token.text, tokens[place + 1] if place + 1 < len(tokens) else None
    if text in ("'", "'s", "'m", "'ve", "'d", "n't", "-", "re", "'re", "'ll"):
        return True
    if text.isdigit():
        is_count = int(text) < 1000 and after is not None and after.tag == "NN2"
        return is_count or (
            bool(_YEAR.fullmatch(text))
            and place > 0
            and tokens[place - 1].low in ("in", "since", "of")
        )
    if text.isupper() and text not in ("I", "A"):
        return text in proper_words() or text in _table()["abbreviations"]
    if text[0].isupper() and text != "I":
        is_name = text in proper_words() or any(text in name.split() for name in reader.known)
        return is_name or (place == 0 and is_word(token.low)) or (place > 0 and text[1:].islower())
    parts = re.split("-", token.low)
    return all(_is_usual(part) for part in parts)


def _is_usual(word: str) -> bool:
    if len(word) == 1:
        return word in ("a", "i")
    if len(word) == 2:
        return word in _table()["two_letters"]
    return word.isalpha() and is_word(word) and word not in _table()["shorthand"]


# --- the forms ------------------------------------------------------------------------------

_DET = ("AT0", "DPS", "DT0", "CRD", "ORD")
_ADJ = ("AJ0", "AJC", "AJS", "ORD")
_NOUN = ("NN1", "NN2", "NN0", "NP0")
_BASE = ("VVI", "VVB", "VBI", "VHI", "VDI", "NN1")


def _nouns(tokens: tuple[Token, ...], at: int) -> int:
    """Where the noun phrase that begins here ends; -1 when there is none or it is doubtful."""
    start, determiner = at, ""
    if at < len(tokens) and tokens[at].tag in _DET:
        determiner = tokens[at].tag
        at += 1
        if at < len(tokens) and tokens[at].tag in ("CRD", "ORD") and determiner != "CRD":
            at += 1
    while at < len(tokens) and (tokens[at].tag in _ADJ or _is_adjective_noun(tokens, at)):
        at += 1
    first = at
    while at < len(tokens) and tokens[at].tag in _NOUN and at - first < 3:
        at += 1
        if (
            at < len(tokens) - 1
            and tokens[at].text == "'s"
            and tokens[at + 1].tag in (*_NOUN, *_ADJ)
        ):
            at += 1
    if at == first or at - start > 6:
        return -1
    head = tokens[at - 1]
    if determiner == "CRD" and head.tag == "NN1" and tokens[start].low not in ("one", "1"):
        return -1
    if determiner == "AT0" and tokens[start].low in ("a", "an") and head.tag == "NN2":
        return -1
    if tokens[start].low in ("these", "those", "many", "several") and head.tag == "NN1":
        return -1
    if head.tag == "NN1" and not determiner and not _stands_bare(head, tokens, start):
        return -1
    return at


def _is_adjective_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """A participle before a noun: "growing team", "printed books"."""
    return (
        tokens[at].tag in ("VVG", "VVN")
        and at > 0
        and tokens[at - 1].tag in (*_DET, *_ADJ)
        and at + 1 < len(tokens)
        and tokens[at + 1].tag in _NOUN
    )


def _stands_bare(head: Token, tokens: tuple[Token, ...], start: int) -> bool:
    """Whether a singular noun needs no article: "wound care", not "gearbox test bench"."""
    if head.low in word_list("count") or head.text != head.low:
        return head.text in proper_words() or (start > 0 and head.text != head.low)
    is_after = start > 0 and tokens[start - 1].tag == "PRP" and tokens[start] is head
    return (
        head.low in _table()["uncounted"]
        or (head.low.endswith("ing") and len(head.low) > 6)
        or (is_after and head.low in word_list("bare_after"))
    )


def _phrase_from(tokens: tuple[Token, ...], at: int, *, tail: int = 2) -> int:
    """Where nouns end that may have "and" and up to that many prepositions after them."""
    at = _nouns(tokens, at)
    used = 0
    while 0 <= at < len(tokens):
        if tokens[at].low in ("that", "who") and _is_relative(tokens, at + 1):
            return len(tokens)
        is_and = tokens[at].low == "and" and used == 0
        is_link = tokens[at].tag in ("PRP", "PRF") and tokens[at].low in _LINKS
        if not (is_and or is_link) or used > tail:
            return at
        end = _nouns(tokens, at + 1)
        if end < 0 and is_link and at + 1 < len(tokens) and tokens[at + 1].tag == "VVG":
            end = _verb_rest(tokens, at + 2)
        if end < 0:
            return -1
        used += 0 if is_and else 1
        at = end
    return at


def _is_relative(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "that nurses use every day" or "that lasts" fills the rest after its "that"."""
    if at >= len(tokens) or _has_person(tokens[at:]):
        return False
    is_many = tokens[at - 2].tag == "NN2"
    if tokens[at].tag in ("VVB", "VVZ", "VVD"):
        return _agrees(tokens[at], is_many=is_many) and _after_verb(tokens, at)
    return tokens[at].tag == "NN2" and _clause(tokens, at)


def _verb_rest(tokens: tuple[Token, ...], at: int) -> int:
    """Where what follows a verb ends: nouns, places, adverbs, "to do"; -1 when it is doubtful."""
    count = 0
    while at < len(tokens) and count < 5:
        token = tokens[at]
        if token.tag in ("AVP", "AV0", "AJ0", "AJC") and token.low not in _table()["loose"]:
            end = _nouns(tokens, at) if token.tag in _ADJ else -1
            at = end if end > 0 else at + 1
        elif token.tag in ("PRP", "PRF") and token.low in _LINKS and at + 1 < len(tokens):
            if tokens[at + 1].tag == "VVG":
                at += 2
            else:
                at = _phrase_from(tokens, at + 1)
        elif token.tag == "TO0" and at + 1 < len(tokens) and tokens[at + 1].tag in _BASE:
            at += 2
        elif token.tag == "PNP" and token.low in ("me", "us"):
            at += 1
        elif token.tag in (*_DET, *_NOUN, "VVG", "VVN"):
            at = _phrase_from(tokens, at) if token.tag != "VVG" else at + 1
        else:
            return -1
        if at < 0:
            return -1
        count += 1
        if at < len(tokens) and tokens[at].low == "and" and at + 1 < len(tokens):
            end = _phrase_from(tokens, at + 1)
            if end < 0:
                return -1
            at = end
    return at if at == len(tokens) else -1


def _ends(at: int, tokens: tuple[Token, ...]) -> bool:
    return at == len(tokens)


def is_noun_phrase(tokens: tuple[Token, ...]) -> bool:
    """Nouns with at most two prepositions, or "the chance to" and a plain verb."""
    if not _FEWEST <= len(tokens) <= _MOST_PHRASE:
        return False
    theirs = [token for token in tokens[1:] if token.low != "they"]
    if _has_person(tuple(theirs)) or len(tokens) - len(theirs) > 2:
        return False
    at = _phrase_from(tokens, 0)
    if _ends(at, tokens):
        return True
    head = _nouns(tokens, 0)
    if head < 0 or head + 1 >= len(tokens):
        return False
    if tokens[head].tag == "TO0" and tokens[head - 1].low in ("chance", "opportunity"):
        return tokens[head + 1].tag in _BASE and _verb_rest(tokens, head + 2) > 0
    is_theirs = tokens[head].low == "they" and tokens[head + 1].tag == "VVB"
    return is_theirs and (head + 2 == len(tokens) or _verb_rest(tokens, head + 2) > 0)


def is_topic(tokens: tuple[Token, ...]) -> bool:
    """A noun phrase that says what it is about: two words and more beside its article."""
    return is_noun_phrase(tokens) and sum(token.tag not in _DET for token in tokens) > 1


def is_attraction(tokens: tuple[Token, ...]) -> bool:
    """A noun phrase that may draw somebody: not "kind people"."""
    head = tokens[max(_nouns(tokens, 0), 1) - 1]
    return is_topic(tokens) and head.low.rstrip("s") not in (*word_list("people"), "people")


def _has_person(tokens: tuple[Token, ...]) -> bool:
    return any(token.low in _PERSONS for token in tokens)


_PERSONS = (
    "he",
    "she",
    "his",
    "her",
    "him",
    "their",
    "them",
    "they",
    "it",
    "its",
    "hers",
    "i",
    "we",
    "us",
    "who",
)


def is_gerund(tokens: tuple[Token, ...]) -> bool:
    """An -ing phrase with its object or place: "mending old clocks"."""
    is_form = tokens[0].low.endswith("ing") and tokens[0].tag == "VVG"
    return (
        is_form
        and _FEWEST < len(tokens) <= _MOST_PHRASE
        and _verb_rest(tokens, 1) > 0
        and not _has_person(tokens)
    )


def is_how(tokens: tuple[Token, ...]) -> bool:
    """A clause such as "how they train new staff", with a subject and an agreeing verb."""
    if (
        len(tokens) < 4
        or tokens[0].low not in ("how", "why", "where", "what")
        or len(tokens) > _MOST_PHRASE
    ):
        return False
    return _clause(tokens, 1)


def _clause(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a plain clause begins here and fills the rest."""
    start = at
    if at >= len(tokens):
        return False
    if tokens[at].low in ("they", "he", "she", "i", "we", "you"):
        is_many = tokens[at].low in ("they", "we", "you", "i")
        at += 1
        at += at < len(tokens) and tokens[at].low in ("also", "still")
    else:
        at = _phrase_from(tokens, at, tail=0)
        if at < 0:
            return False
        is_many = tokens[at - 1].tag == "NN2" or any(one.low == "and" for one in tokens[start:at])
    if at >= len(tokens) or _has_person(tokens[at + 1 :]):
        return False
    is_i = tokens[start].low == "i"
    return _agrees(tokens[at], is_many=is_many, is_i=is_i) and _after_verb(tokens, at)


def _agrees(verb: Token, *, is_many: bool, is_i: bool = False) -> bool:
    if verb.low in ("am", "was") and is_i:
        return True
    if verb.low in ("is", "was", "has", "does"):
        return not is_many
    if verb.low in ("are", "were", "have", "do"):
        return is_many and not (is_i and verb.low in ("are", "were"))
    if verb.tag in ("VVD", "VM0", "VHD") or verb.low == "had":
        return True
    return verb.tag == ("VVB" if is_many else "VVZ")


def _after_verb(tokens: tuple[Token, ...], at: int) -> bool:
    verb = tokens[at]
    rest = at + 1
    if rest >= len(tokens):
        return verb.tag in ("VVB", "VVZ", "VVD")
    if verb.tag == "VM0":
        if tokens[rest].tag not in _BASE:
            return False
        rest += 1
    elif verb.low in ("have", "has", "had", "am", "is", "are", "was", "were") and tokens[
        rest
    ].tag in ("VVN", "VVG", "VVD"):
        rest += 1
    return rest >= len(tokens) or _verb_rest(tokens, rest) > 0


def is_own_sentence(tokens: tuple[Token, ...]) -> bool:
    """One whole sentence about what the student did or knows: "I passed the exam in May"."""
    return _is_mine(tokens, "own_verbs")


def is_wish(tokens: tuple[Token, ...]) -> bool:
    """What the student likes or wants: "I like working with animals", "to learn welding"."""
    if tokens[0].low == "to" and 3 < len(tokens) <= _MOST_PHRASE and tokens[1].tag in _BASE:
        return _verb_rest(tokens, 2) > 0 and not _has_person(tokens)
    if tokens[0].low in _table()["wishes"] and 2 < len(tokens) <= _MOST_PHRASE:
        return tokens[1].tag == "VVG" and _verb_rest(tokens, 2) > 0 and not _has_person(tokens)
    return _is_mine(tokens, "wishes")


def _is_mine(tokens: tuple[Token, ...], verbs: str) -> bool:
    if not _FEWEST < len(tokens) <= _MOST_SENTENCE or tokens[0].low != "i":
        return False
    is_helped = tokens[1].low in ("have", "would", "can") and tokens[2].low not in (
        *_ARTICLES,
        *_NUMBERS,
    )
    verb = tokens[2] if is_helped or tokens[1].low in ("also", "still") else tokens[1]
    return verb.low in _table()[verbs] and _clause(tokens, 0)


_ARTICLES = ("a", "an", "the", "my")
_NUMBERS = ("one", "two", "three", "four", "five", "six")


def is_certified(tokens: tuple[Token, ...]) -> bool:
    """A certificate by its usual name: "CPR certified"."""
    *name, last = (token.text for token in tokens)
    return last in ("certified", "licensed") and " ".join(name).lower() in _table()["certificates"]


def is_done(tokens: tuple[Token, ...]) -> bool:
    """Something done, without its "I": "taught two classes at a library"."""
    is_past = tokens[0].low in _table()["done"] and len(tokens) >= _FEWEST
    return (
        is_past
        and len(tokens) <= _MOST_PHRASE
        and tokens[1].tag in (*_DET, *_ADJ, *_NOUN)
        and _verb_rest(tokens, 1) > 0
        and not _has_person(tokens)
    )


def is_told(tokens: tuple[Token, ...]) -> bool:
    """What the reader told, as one plain clause that needs no guess who is who."""
    if len(tokens) < 6 or tokens[0].low not in ("he", "she", "they"):
        return False
    is_me = tokens[1].low == "told" and tokens[2].low in ("me", "us")
    if not is_me and tokens[1].low not in ("said", "mentioned", "explained"):
        return False
    at = 3 if is_me else 2
    at += tokens[at].low == "that"
    if tokens[at].low in ("how", "why"):
        at += 1
    rest = tokens[at:]
    if not 3 < len(rest) <= _MOST_TOLD or any(
        one.low in ("not", "n't", "never", "no") for one in rest
    ):
        return False
    if rest[0].low in _PERSONS and rest[0].low not in (tokens[0].low, "they"):
        return False
    return _clause(rest, 0)


def is_asked(tokens: tuple[Token, ...]) -> bool:
    """A question of the reader: "she asked about my year abroad"."""
    if len(tokens) < 5 or tokens[0].low not in ("he", "she", "they") or tokens[1].low != "asked":
        return False
    at = 3 if tokens[2].low in ("me", "us") else 2
    return tokens[at].low == "about" and is_topic(tokens[at + 1 :])


def is_shown(tokens: tuple[Token, ...]) -> bool:
    """What the reader showed: "he showed me the cold store"."""
    is_it = len(tokens) > 4 and tokens[0].low in ("he", "she", "they") and tokens[1].low == "showed"
    return is_it and tokens[2].low == "me" and tokens[3].tag in _DET and is_noun_phrase(tokens[3:])


def is_span(tokens: tuple[Token, ...]) -> bool:
    """Experience by its length or name: "two years as a cashier", "my training in first aid"."""
    is_ing = len(tokens) > 4 and tokens[0].tag == "CRD" and tokens[2].tag == "VVG"
    if is_ing and tokens[1].low in _table()["spans"]:
        return len(tokens) <= _MOST_PHRASE and _verb_rest(tokens, 3) > 0 and not _has_person(tokens)
    if not is_noun_phrase(tokens):
        return False
    if tokens[0].tag == "CRD" or (tokens[0].low == "a" and tokens[1].low in _table()["spans"]):
        is_unit = tokens[1].low in word_list("units") or tokens[1].low in _table()["spans"]
        return is_unit and len(tokens) > 3 and tokens[2].low in ("as", "of", "in", "at", "with")
    head = tokens[_nouns(tokens, 0) - 1]
    is_own = tokens[0].low in ("my", "a", "an") and head.low in _table()["placements"]
    is_mine = tokens[0].low == "my" or tokens[0].low == "experience"
    return is_own or (is_mine and len(tokens) > _FEWEST and head.low in _table()["held"])


def is_skill(tokens: tuple[Token, ...]) -> bool:
    """The name of a known tool or language."""
    names = " ".join(token.text for token in tokens).replace(" ,", ",")
    return set(re.split(", | and ", names)) <= _table()["tools"]


def is_quality(tokens: tuple[Token, ...]) -> bool:
    """A word that is said of oneself: "bilingual"."""
    return len(tokens) == 1 and tokens[0].low == "bilingual"


def is_question(tokens: tuple[Token, ...]) -> bool:
    """A plain question to the reader, or "whether" and a clause."""
    if len(tokens) < 4 or len(tokens) > _MOST_PHRASE:
        return False
    if tokens[0].low in ("whether", "if", "when", "how", "where", "why", "what"):
        is_asked = tokens[1].low in ("do", "will", "can") and tokens[2].low in ("they", "you")
        if is_asked and tokens[3].tag in _BASE:
            return _verb_rest(tokens, 4) > 0 and not _has_person(tokens[3:])
        return _clause(tokens, 1)
    return False


_PLAIN_FORMS = (is_noun_phrase,)
_QUESTION = (is_question,)
_FORMS: dict[str, Any] = {
    "topics": (is_topic, is_gerund, is_how, is_told, is_asked, is_shown),
    "interest": (is_attraction, is_gerund, is_wish),
    "fit": (is_span, is_skill, is_certified, is_quality, is_done, is_own_sentence),
    "missed_point": (is_own_sentence,),
}


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in own_toml("write/fitting/sure.toml").items()}
