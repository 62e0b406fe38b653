"""What comes next: an event to look forward to, a step of mine, or word from them."""

import re
from dataclasses import replace

from followup_kit.write.fitting.phrase import (
    FEW_WORDS,
    Fitted,
    Reader,
    Said,
    framed,
    inside,
    lower_first,
    shapes_in,
)
from followup_kit.write.shapes.grammar import has_verb, head_place, with_articles, word_list
from followup_kit.write.shapes.shape import Shape, gerund_phrase
from followup_kit.write.shapes.tokens import tagged

_RELATIVE_TIME = re.compile(
    r",?\s*\b(?:tomorrow|today|tonight|later today)\b(?: morning| afternoon)?"
    r"(?:,? (?:at )?\d[\d:.]*(?: ?[ap]\.?m\b\.?)?)?",
    re.I,
)
_HEALTH = re.compile(
    r"^(?:medical|physical|drug test|background check)s?\s*(?:\+|&|and|,|then)\s*", re.I
)
_BRING = re.compile(
    r"(?<=\w)(?<!\bI)(?<!\bwill)(?<!\bto)[,.;]? (?:and )?(?:please )?(?:bring"
    r"|wear|dress|arrive|park|ask for)\b.*",
    re.I | re.S,
)
_HEAR = re.compile(
    r"\b(?:get back (?:to|with)|let (?:me|us) know|be in touch|get in touch"
    r"|reach out|contact me|contact us|come[s]? back to (?:me|us)"
    r"|(?:i'll|i will|i should|we'll|we will|i'm supposed to|i) hear|hear (?:back"
    r"|from)|wait for (?:notice|an answer|a reply|news|the result)|follow up with (?:me"
    r"|us)|notify|inform(?:s)? (?:me|us|all|the)|be informed|told (?:me )?by)\b",
    re.I,
)
_CALL = re.compile(
    r"\b(?:call|calls|phone|phones|ring|rings)(?: me| us| back)*(?=$| (?:by"
    r"|on|after|before|this|next|in|at|within|when|early|late|with|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday)\b)",
    re.I,
)
_WRITES = re.compile(r"\b(?:e-?mail|write|message|text)(?:s)? (?:me|us)\b", re.I)
_WHEN = re.compile(
    r"\b(?:(?:by|before|after|within|until|at|on|in) )?(?:the )?(?:(?:end|middle"
    r"|beginning|start) of )?(?:the )?(?:next|this|early next|late next)? ?"
    r"(?:week|month|Monday|Tuesday|Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\d+(?:-\d+)? (?:days|weeks)|(?:two|three|a few|a couple of) (?:days|weeks)|a week"
    r"|Thanksgiving|Christmas|the holidays|spring break)\b(?: \d{1,2})?(?: morning"
    r"| afternoon| week)?|\b(?:by|before|after|on) the \d{1,2}(?:st|nd|rd|th)\b",
)
_WEEK_OF = re.compile(r"\b(?:in )?the week of (?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})")
_DAY_FIRST = re.compile(
    r"\b(?:on |by |until |till |before |after )?\d{1,2} (?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December)\b"
)


def next_step(text: str, reader: Reader) -> Fitted:
    """The sentence on what comes next."""
    text = _HEALTH.sub("", _BRING.sub("", _RELATIVE_TIME.sub("", text)))
    shapes, doubt = shapes_in(text, reader)
    for shape in shapes:
        if one := _step(replace(shape, text=_first_step(shape.text)), reader):
            return Fitted((one,), "" if doubt == "unsure" else doubt)
        doubt = doubt or "unsure"
    return Fitted((), doubt)


def _first_step(text: str) -> str:
    """Only the first of several steps, without what is said beside it."""
    text = re.split(
        r"\s+(?:and then|then|if it works out|if all goes well|if i get it)\b", text, flags=re.I
    )[0]
    text = re.sub(
        r"^(\w+) round (technical|behavioral|virtual|onsite|final)\b", r"\1 \2 round", text
    )
    first, *rest = text.split(", ")
    is_verb = bool(rest) and tagged(rest[0])[:1] and tagged(rest[0])[0].tag in ("VVB", "VVI")
    return f"{first} and {rest[0]}" if is_verb and tagged(first)[0].tag in ("VVB", "VVI") else first


def _step(shape: Shape, reader: Reader) -> Said | None:
    text = shape.text
    if text.startswith(('"', "'")):
        return None
    head = _head(text)
    is_said = (
        re.search(r"\b(?:said|says)\b", text)
        and _when(text)
        and not has_verb(re.sub(r"^.*?\bsaid\b", "", text))
    )
    is_wait = shape.kind in ("noun", "infinitive", "unsure") and head in word_list("hear")
    is_wait = is_wait and (len(text.split()) <= FEW_WORDS or text.lower().startswith(head))
    if _HEAR.search(text) or is_said or is_wait:
        return Said("next_hear", (("when", _when(text)),))
    is_theirs = shape.kind in ("told", "sentence_you") or re.match(
        r"(?:call|phone|ring|e-?mail|text|write) me\b", text, re.I
    )
    if is_theirs and _CALL.search(text):
        return Said("next_call", (("when", _when(text)),))
    if is_theirs and _WRITES.search(text):
        return Said("next_mail", (("when", _when(text)),))
    if shape.kind in ("told", "sentence_you", "sentence_it"):
        return framed("next_clause", with_articles(lower_first(text), first="the"), reader)
    if shape.kind in ("sentence", "infinitive"):
        return _my_step(shape, reader)
    first, *more = tagged(text)
    if first.low in word_list("going") and more and more[0].tag in ("AT0", "DPS"):
        return _my_step(shape, reader)
    if shape.kind in ("noun", "gerund"):
        return _next_thing(text, reader)
    return None


def _head(text: str) -> str:
    tokens = tagged(text)
    first = tokens[0].low if tokens else ""
    place = head_place(tokens)
    return first if first in word_list("hear") else tokens[place].low if place >= 0 else ""


def _when(text: str) -> str:
    """The time in a text, with its preposition and a space before it; else empty."""
    found = _WEEK_OF.search(text) or _DAY_FIRST.search(text) or _WHEN.search(text)
    if not found:
        return ""
    when = re.sub(r"^(?:until|till) ", "by ", found.group().strip())
    when = re.sub(
        r"\b(by|at|before|after|until|in) (end|middle|beginning|start) of\b", r"\1 the \2 of", when
    )
    when = f"by the {when}" if re.match(r"(?:end|middle|beginning|start) of", when) else when
    if re.match(r"\d+(?:-\d+)? (?:days|weeks)|(?:two|three|a few|a couple)", when):
        return f" in {when}"
    when = f"on {when}" if when[0].isdigit() else when
    return (
        f" {when}"
        if re.match(r"(?:by|before|after|within|until|at|on|in|next|this|early|late)\b", when)
        else f" on {when}"
        if re.match("[A-Z]", when)
        else f" {when}"
    )


def _my_step(shape: Shape, reader: Reader) -> Said | None:
    text = re.sub(
        r"^(?:I (?:will|have to|need to|am going to|should|can|must|'ll|get to)"
        r"|I'll|I'm going to|I|we|we'll|we will)\s+",
        "",
        shape.text,
    )
    tokens = tagged(text)
    if not tokens:
        return None
    base = tokens[0].base if tokens[0].tag.startswith("V") else tokens[0].low
    words = inside(text, reader)
    if words is None:
        return None
    if base in word_list("going"):
        return Said("next_going", (("next", gerund_phrase(base, words.partition(" ")[2])),))
    if base in word_list("doing") or shape.kind == "infinitive":
        return Said("next_doing", (("next", words),)) if base in word_list("doing") else None
    return None


def _next_thing(text: str, reader: Reader) -> Said | None:
    tokens = tagged(text)
    place = head_place(tokens)
    head = tokens[place].low if place >= 0 else ""
    words = inside(text, reader, first="the" if head in word_list("the") else "a")
    if words is None:
        return None
    known = (
        head in word_list("the")
        and tokens[0].tag not in ("AT0", "DPS", "CRD", "NP0")
        and tokens[place].tag == "NN2"
    )
    words = f"the {words}" if known else words
    return Said("next_event" if head in word_list("events") else "next_noun", (("next", words),))
