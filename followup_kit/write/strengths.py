"""What the student brings: a typed list made into one or two sentences.

Each item is a thing ("Java", "two summers at a theatre"), something done ("trained 11 student
workers"), or something said of oneself ("good with kids"); each kind has its own verb. What
anybody could say is left out of a list.
"""

import re

from followup_kit.write.fitting import (
    Fitted,
    Reader,
    Said,
    inside,
    lower_first,
    own_sentence,
    sentence,
)
from followup_kit.write.shapes.grammar import head_place, word_list
from followup_kit.write.shapes.pieces import pieces
from followup_kit.write.shapes.shape import shape_of
from followup_kit.write.shapes.tokens import has_tagger, tagged
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import is_generic

_MOST_ITEMS = 5
_MOST_WORDS = 48
_ITEM = re.compile(r"\s*[,;](?!\d{3}\b)\s*(?:and\s+)?(?=\S)(?!which\b|who\b|where\b|including\b|from\b|like\b|such\b)|\s+(?:and also|as well as)\s+|(?<=[A-Z][a-z]{2})\s+and\s+(?=[A-Z]\w+$)|(?<=[a-z]{3})\s+and\s+(?=[A-Z]\w+$)")
_CODE = re.compile(r"[A-Z]{0,3}-?\d+[A-Z]?|\d+ ?%.*", re.I)
_HOURS = re.compile(r"(?:(?:up to|about) )?\d+(?:-\d+)? hours a (?:week|day)", re.I)
_SPAN = re.compile(r"(?<=\w) (?=(?:\d+|one|two|three|four|five|six|several) (?:years|year|summers|months|semesters|seasons|terms)$)")
_SINCE = re.compile(r"(?:(?:in|on) )?(?:the |a |my )?(?P<group>(?:\w+ )*(?:team|club|band|choir|crew|squad|orchestra|board|committee|staff|council)) since (?P<time>.+)", re.I)
_COURSE = re.compile(r"(?:the |a |an )?(?P<course>(?:\w+ )*(?:class|course|training|exam|test|certification)) (?P<time>(?:in|on|next|this) [\w ]+)", re.I)
_LOOSE_TIME = re.compile(r" (?:in|at|for|of|with|on|as|from|to|by|since|through|during|over) ", re.I)


def strengths(text: str, reader: Reader) -> Fitted:
    """The sentences on what the student brings; a doubt where nothing of it can be said."""
    if not text.strip():
        return Fitted()
    if not has_tagger():
        return Fitted(doubt="unsure")
    things: list[str] = []
    claims: list[str] = []
    own: list[Said] = []
    doubt = ""
    starts_with_claim = False
    for piece in pieces(repaired(text, is_british=reader.is_british, names=reader.known)):
        doubt = doubt or piece.reason
        if _is_own(piece.text) and not (claims and piece.text.startswith("I ")):
            one = own_sentence(_without_generic(piece.text), reader)
            own += [one] if one else []
            doubt = doubt or ("" if one else "unsure")
            continue
        items = [item for item in _ITEM.split(piece.text) if item]
        for item in items:
            if is_generic(item) or _CODE.fullmatch(item):
                doubt = doubt or "vague"
                continue
            thing, claim = _item(item, reader, is_listed=_are_names(items))
            things += [thing] if thing else []
            is_first = bool(claim) and not things and not claims
            claims += [claim] if claim else []
            doubt = doubt or ("" if thing or claim else "unsure")
            starts_with_claim = is_first or (starts_with_claim if claims or things else False)
    said = [*_claims(claims), *_things(things)] if starts_with_claim else [*_things(things), *_claims(claims)]
    said += _joined(own)
    return Fitted(tuple(said), "" if said and doubt in ("unsure", "vague") else doubt)


def _are_names(items: list[str]) -> bool:
    """Whether every item of a list has its capital, as names of tools do."""
    return len(items) > 1 and all(item[:1] != item[:1].lower() or not item[:1].isalpha() for item in items)


def _is_own(text: str) -> bool:
    tokens = tagged(text)
    if not tokens:
        return False
    is_mine = tokens[0].low == "i" or (tokens[0].low == "my" and shape_of(text).kind == "sentence")
    return is_mine and any(token.is_finite for token in tokens[1:8])


def _without_generic(text: str) -> str:
    first, *rest = text.split(", ")
    kept = [part for part in rest if not is_generic(part)]
    return ", ".join([first, *kept])


def _item(item: str, reader: Reader, *, is_listed: bool) -> tuple[str, str]:
    """What one item of a list is: a thing, or a claim that follows "I"; two empty texts if unsure."""
    item = re.sub(r"^(?:i have|have|i've got|got|plus|also)\s+(?=(?:a|an|my|\d)\b)", "", item, flags=re.I)
    if found := _SINCE.fullmatch(item):
        return "", _claim(f"have been on the {found['group']} since {found['time']}", reader)
    if found := _COURSE.fullmatch(item):
        return "", _claim(f"have the {found['course']} {found['time']}", reader)
    if _HOURS.fullmatch(item):
        return "", f"can work {item}"
    if re.match(r"no (?!longer|one)\w+", item, re.I):
        return "", _claim(f"have had {item[0].lower()}{item[1:]}", reader)
    shape = shape_of(re.sub(r"(?<=\w): (?=\d)", " of ", item))
    if shape.kind in ("past", "infinitive"):
        return "", _claim(shape.text, reader)
    if shape.kind == "adjective":
        return "", _claim(f"am {lower_first(shape.text)}", reader)
    if shape.kind == "sentence" and shape.text.startswith("I "):
        return "", _claim(shape.text[2:], reader)
    if shape.kind == "gerund":
        if shape.text.lower().startswith("being "):
            return "", _claim(f"am {shape.text[6:]}", reader)
        phrase = inside(shape.text, reader)
        return (f"experience {phrase}" if phrase else ""), ""
    if shape.kind in ("noun", "mine"):
        thing = _thing(shape.text, reader)
        keeps = is_listed and thing.lower() == shape.text.lower()
        return (shape.text if keeps else thing), ""
    return "", ""


def _thing(text: str, reader: Reader) -> str:
    text = _SPAN.sub(" for ", text) if not re.match(r"\d|one|two|three|four", text, re.I) else text
    tokens = tagged(text)
    place = head_place(tokens)
    phrase = inside(text, reader, first="a")
    if not phrase:
        return ""
    if place >= 0 and tokens[place].low in word_list("roles") and tokens[0].tag not in ("DPS", "CRD"):
        has_article = phrase.split()[0] in ("a", "an", "the")
        office = tokens[place].low in ("treasurer", "president", "captain", "secretary", "vice-president", "head", "chair", "editor")
        phrase = re.sub(r"^(?:a|an|the) ", "", phrase) if office and has_article else phrase
        return f"experience as {phrase}"
    return phrase


def _claim(text: str, reader: Reader) -> str:
    phrase = inside(f"I {lower_first(text)}", reader)
    return phrase[2:] if phrase else ""


def _things(things: list[str]) -> list[Said]:
    if not things:
        return []
    chosen = _fewer(things)
    return [Said("fit", (("fit", listed(chosen)),))]


def _claims(claims: list[str]) -> list[Said]:
    if not claims:
        return []
    chosen = _fewer(claims)
    adjectives = [claim[3:] for claim in chosen if claim.startswith("am ")]
    verbs = [claim for claim in chosen if not claim.startswith("am ")]
    parts = [f"am {listed(adjectives)}"] if adjectives else []
    parts = [*parts, listed(verbs)] if verbs else parts
    if adjectives and verbs and not chosen[0].startswith("am "):
        parts.reverse()
    return [Said("own", (("own", sentence(", and I ".join(["I " + parts[0], *parts[1:]]))),))]


def _joined(own: list[Said]) -> list[Said]:
    """Two short own sentences as one."""
    if len(own) != 2:
        return own[:2]
    first, second = (dict(one.words)["own"] for one in own)
    if len(first.split()) + len(second.split()) > _MOST_WORDS // 2:
        return own
    start = second if re.match(r"I\b", second) else second[0].lower() + second[1:]
    return [Said("own", (("own", f"{first.rstrip('.')}, and {start}"),))]


def _fewer(items: list[str]) -> list[str]:
    chosen = items[:_MOST_ITEMS]
    while len(" ".join(chosen).split()) > _MOST_WORDS and len(chosen) > 1:
        chosen.pop()
    return chosen


def listed(items: list[str] | tuple[str, ...]) -> str:
    """The items as one phrase; a comma before "and" only where an item has one inside.

    >>> listed(["Java", "SQL", "data structures and algorithms"]), listed(["Ann", "Bo", "Cy"])
    ('Java, SQL, and data structures and algorithms', 'Ann, Bo and Cy')
    """
    *first, last = items or [""]
    if not first:
        return last
    is_mixed = any(" and " in item or "," in item for item in items)
    comma = "," if is_mixed and (len(items) > 2 or "," in first[0]) else ""
    return f"{', '.join(first)}{comma} and {last}"
