"""What the student brings: a typed list made into one or two sentences.

Each item is a thing ("Java", "two summers at a theatre"), something done ("trained 11 student
workers"), or something said of oneself ("good with kids"); each kind has its own verb. What
anybody could say is left out of a list.
"""

import re

from followup_kit.write.fitting.phrase import (
    Fitted,
    Reader,
    Said,
    inside,
    is_thing,
    listed,
    lower_first,
    may_be_read,
    own_sentence,
    sentence,
)
from followup_kit.write.shapes.grammar import article_for, has_verb, head_place, word_list
from followup_kit.write.shapes.pieces import pieces
from followup_kit.write.shapes.shape import shape_of
from followup_kit.write.shapes.tokens import Token, tagged
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import is_generic

_MOST_ITEMS = 5
_MOST_WORDS = 48
_MOST_TOGETHER = 30
_ITEM = re.compile(
    r"\s*[,;](?!\d{3}\b)\s*(?:and\s+)?(?=\S)(?!which\b|who\b|where\b|including\b"
    r"|from\b|like\b|such\b)|\s+(?:and also|as well as)\s+"
)
_CODE = re.compile(r"[A-Z]{0,3}-?\d+[A-Z]?|\d+ ?%.*", re.I)
_HOURS = re.compile(r"(?:(?:up to|about) )?\d+(?:-\d+)? hours a (?:week|day)", re.I)
_SPAN = re.compile(
    r"(?<=\w) (?=(?:\d+|one|two|three|four|five|six|several) (?:years|year|summers"
    r"|months|weeks|semesters|seasons|terms)$)"
)
_SINCE = re.compile(
    r"(?:(?:in|on) )?(?:the |a |my )?(?P<group>(?:\w+ )*(?:team|club|band|choir"
    r"|crew|squad|orchestra|board|committee|staff|council)) since (?P<time>.+)",
    re.I,
)
_COURSE = re.compile(
    r"(?:the |a |an )?(?P<course>(?:\w+ )*(?:class|course|training|exam|test"
    r"|certification)) (?P<time>(?:in|on|next|this) [\w ]+)",
    re.I,
)


def strengths(text: str, reader: Reader) -> Fitted:
    """The sentences on what the student brings; a doubt where nothing of it can be said."""
    if not text.strip():
        return Fitted()
    if not may_be_read(text):
        return Fitted(doubt="unsure")
    things: list[str] = []
    claims: list[str] = []
    own: list[Said] = []
    doubt = ""
    starts_with_claim = False
    for piece in pieces(
        _without_asides(repaired(text, is_british=reader.is_british, names=reader.known))
    ):
        doubt = doubt or piece.reason
        if _is_own(piece.text) and not (claims and piece.text.startswith("I ")):
            one = own_sentence(_without_generic(piece.text), reader)
            own += [one] if one else []
            doubt = doubt or ("" if one else "unsure")
            continue
        items = [one for item in _ITEM.split(piece.text) if item for one in _two_names(item)]
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
    said = [*_together(things, claims, starts_with_claim=starts_with_claim), *_joined(own)]
    return Fitted(tuple(said), "" if said and doubt in ("unsure", "vague") else doubt)


def _without_asides(text: str) -> str:
    """The text without a concession before "but", or a list after a dash."""
    text = re.sub(r"(?:(?<=^)|(?<=[.;,] ))[^.;,]*? but (?=I\b)", "", text)
    dashed = re.match(r"(.*?\w) - ([^-]+)$", text)
    is_list = dashed is not None and not has_verb(dashed[2]) and not re.match(r"I\b", dashed[2])
    if dashed and is_generic(dashed[1]):
        return dashed[2]
    if dashed and is_list:
        end = re.search(r"\.\s+", dashed[2])
        return f"{dashed[1]}. {dashed[2][end.end() :]}" if end else dashed[1]
    return text


def _two_names(item: str) -> list[str]:
    """Two names of tools joined by "and" as two items."""
    found = re.fullmatch(r"([A-Z]\w+) and ([A-Z]\w+)", item)
    return [found[1], found[2]] if found else [item]


def _are_names(items: list[str]) -> bool:
    """Whether every item of a list has its capital, as names of tools do."""
    return len(items) > 1 and all(
        item[:1] != item[:1].lower() or not item[:1].isalpha() for item in items
    )


def _is_own(text: str) -> bool:
    tokens = tagged(text)
    if not tokens:
        return False
    if shape_of(text).kind == "sentence" and tokens[0].tag == "PRP":
        return True
    is_mine = tokens[0].low == "i" or (tokens[0].low == "my" and shape_of(text).kind == "sentence")
    return is_mine and any(token.is_finite for token in tokens[1:8])


def _without_generic(text: str) -> str:
    first, *rest = text.split(", ")
    kept = [part for part in rest if not is_generic(part)]
    return ", ".join([first, *kept])


def _item(item: str, reader: Reader, *, is_listed: bool) -> tuple[str, str]:
    """One item of a list: a thing, or a claim that follows "I"; two empty texts if unsure."""
    item = re.sub(r"^(?:[\w-]+ )?skills?:\s*", "", item, flags=re.I)
    item = re.sub(
        r"^(?:i have|have|i've got|got|plus|also)\s+(?=(?:a|an|my|\d)\b)", "", item, flags=re.I
    )
    item = re.sub(
        r"^(.*\b(?:exam|test|course|training)s?) passed$", r"passed the \1", item, flags=re.I
    )
    item = re.sub(r"^(front|help|service|reference) desk\b", r"\1-desk work", item, flags=re.I)
    if found := _SINCE.fullmatch(item):
        return "", _claim(f"have been on the {found['group']} since {found['time']}", reader)
    if (found := _COURSE.fullmatch(item)) and is_thing(found["course"]):
        return "", _claim(f"have the {found['course']} {found['time']}", reader)
    if _HOURS.fullmatch(item):
        return "", f"can work {item}"
    if re.match(r"no (?:accident|violation|absence|complaint)s?\b", item, re.I):
        return "", _claim(f"have had {item[0].lower()}{item[1:]}", reader)
    shape = shape_of(re.sub(r"(?<=\w): (?=\d)", " of ", item))
    if shape.kind in ("past", "infinitive"):
        return "", ("" if re.fullmatch(r"\w+ \d+", shape.text) else _claim(shape.text, reader))
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
        thing = _thing(re.sub(r"(?<=\w): (?=\d)", " with ", item), reader)
        keeps = is_listed and thing.lower() == shape.text.lower()
        return (shape.text if keeps else thing), ""
    return "", ""


def _thing(text: str, reader: Reader) -> str:
    """A thing as it stands after "I would bring"; empty when its words do not hold together."""
    text = _YEARS_AS.sub(_as_a, text)
    tokens = tagged(text)
    if not tokens or not _is_sure(text, tokens):
        return ""
    has_span = _SPAN.search(text) and tokens[0].tag != "CRD"
    text = _SPAN.sub(" for ", text) if has_span else text
    tokens = tagged(text)
    place = head_place(tokens)
    role = next((token for token in tokens[: place + 1] if token.low in word_list("roles")), None)
    is_role = (
        role is not None and role.low == tokens[place].low and tokens[0].tag not in ("DPS", "CRD")
    )
    is_lasting = tokens[place].low in word_list("lasting") or any(
        token.tag == "PRP" for token in tokens[:-3]
    )
    if has_span and not is_role and not is_lasting:
        return ""
    phrase = inside(text, reader, first="a")
    if not phrase:
        return ""
    if is_role and role is not None:
        return _as_role(phrase, role.low)
    return phrase


def _as_role(phrase: str, role: str) -> str:
    bare = re.sub(r"^(?:a|an|the) ", "", phrase)
    if role in _OFFICES:
        return f"experience as {bare}"
    return f"experience as {phrase if bare != phrase else article_for(bare) + ' ' + bare}"


def _as_a(found: re.Match[str]) -> str:
    """The years in a role said in full: "3 years as an events porter"."""
    rest = found[2]
    tokens = tagged(rest)
    place = head_place(tokens)
    if place >= 0 and tokens[place].low in word_list("roles"):
        return f"{found[1]} as {article_for(rest)} {rest}"
    is_field = tokens[0].is_noun and not rest.lower().startswith("front")
    return f"{found[1]} of {rest}" if is_field else found.group()


_OFFICES = (
    "treasurer",
    "president",
    "captain",
    "secretary",
    "vice-president",
    "head",
    "chair",
    "editor",
)
_YEARS_AS = re.compile(
    r"^((?:\d+|one|two|three|four|five|six) (?:years|year|summers|months|seasons)) (?!of\b"
    r"|in\b|at\b|as\b|on\b|with\b|for\b|from\b)(\w.*)$",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November"
    r"|December)\b(?! \d)|\bin May\b|\b[A-Z][a-z]+ 20\d\d\b|\b(?:June|May|March) 20\d\d\b",
    re.I,
)


def _is_sure(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a thing has the words that hold it together."""
    if re.search(
        r"\bsince\b|\b(?:first|second|third|fourth|final) year$|^(?:very |so )?(?:fast|slow)\b",
        text,
    ) or _MONTH.search(text):
        return False
    first = tokens[0]
    if first.tag == "CRD" and len(tokens) > 1:
        unit = tokens[1].low
        is_people = any(
            token.low.rstrip("s") in word_list("people")
            or token.low in ("ieps", "freshmen", "baristas")
            for token in tokens[1:3]
        )
        after = tokens[2] if len(tokens) > 2 else None
        is_span = unit in word_list("units")
        is_held = after is not None and (
            after.tag in ("PRP", "PRF", "VVG", "NN1")
            or after.low in ("experience", "as", "front", "running")
        )
        return is_held if is_span else not is_people and len(tokens) > 2
    return not any(
        token.tag == "CRD"
        and before.is_noun
        and before.text == before.low
        and (after.low not in word_list("units") or after is not tokens[-1])
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _claim(text: str, reader: Reader) -> str:
    phrase = inside(f"I {lower_first(text)}", reader)
    return phrase[2:] if phrase else ""


def _together(things: list[str], claims: list[str], *, starts_with_claim: bool) -> list[Said]:
    """One sentence where things and claims fit into one, else one each."""
    fit, claim = listed(_fewer(_one_experience(things))) if things else "", _claim_text(claims)
    if fit and claim and len(f"{fit} {claim}".split()) <= _MOST_TOGETHER:
        return [
            Said("fit_after" if starts_with_claim else "fit_and", (("fit", fit), ("claim", claim)))
        ]
    role = "fit_tools" if things and all(map(_is_tool, things)) else "fit"
    both = [Said(role, (("fit", fit),))] if fit else []
    if claim:
        both.insert(0 if starts_with_claim else 1, Said("own", (("own", sentence(claim)),)))
    return both


def _one_experience(things: list[str]) -> list[str]:
    """Several roles in one: "experience as an EMT and a lifeguard"."""
    roles = [thing for thing in things if thing.startswith("experience as ")]
    if len(roles) < 2:
        return things
    joined = f"experience as {listed([role.removeprefix('experience as ') for role in roles])}"
    return [*(thing for thing in things if thing not in roles), joined]


def _is_tool(thing: str) -> bool:
    """Whether it is the name of a tool or skill: no article, no number, few words."""
    words = thing.split()
    return len(words) <= 3 and not re.match(r"(?:an?|the|my|\d|experience|one|two|three)\b", thing)


def _claim_text(claims: list[str]) -> str:
    if not claims:
        return ""
    chosen = _fewer(claims)
    adjectives = [claim[3:] for claim in chosen if claim.startswith("am ")]
    verbs = [claim for claim in chosen if not claim.startswith("am ")]
    parts = [f"am {listed(adjectives)}"] if adjectives else []
    parts = [*parts, listed(verbs)] if verbs else parts
    if adjectives and verbs and not chosen[0].startswith("am "):
        parts.reverse()
    return ", and I ".join([f"I {parts[0]}", *parts[1:]])


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
