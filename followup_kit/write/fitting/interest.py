"""What draws the student to the work, as a sentence that says only that."""

import re

from followup_kit.write.fitting.phrase import (
    MOST_WORDS,
    Fitted,
    Reader,
    Said,
    framed,
    inside,
    lower_first,
    own_sentence,
    shapes_in,
)
from followup_kit.write.shapes.grammar import head_place, word_list
from followup_kit.write.shapes.shape import Shape
from followup_kit.write.shapes.tokens import tagged
from followup_kit.write.shapes.unfit import is_generic


def interest(text: str, reader: Reader) -> Fitted:
    """The sentences on what draws the student to the work; a second one only where it is sure."""
    shapes, doubt = shapes_in(text, reader)
    said: list[Said] = []
    for number, shape in enumerate(shapes):
        if (
            not said
            and number
            and doubt != "unfit"
            and shape.kind not in ("sentence", "noun", "gerund", "infinitive")
        ):
            continue
        one = _added(said, shape, reader, text) if said else _interest(shape, reader)
        if one is None:
            doubt = doubt or ("vague" if _is_vague(shape) else "unsure")
        elif one.role == "replace":
            said[-1] = Said(said[-1].role, one.words)
        elif len(said) < 2:
            said.append(one)
    return Fitted(tuple(said), "" if said and doubt in ("unsure", "vague") else doubt)


def _is_vague(shape: Shape) -> bool:
    words = [word for word in re.findall(r"[a-z]+", shape.text.lower()) if word not in _SMALL]
    is_empty = shape.kind in ("noun", "yours", "gerund") and all(
        word in word_list("vague") for word in words
    )
    is_bare = not re.search(r"\b(?:about|for|with)\b", shape.text)
    return is_empty or (is_bare and is_generic(shape.text))


_SMALL = frozenset(
    (
        "the",
        "your",
        "their",
        "and",
        "a",
        "of",
        "to",
        "for",
        "in",
        "great",
        "good",
        "more",
        "new",
        "company",
        "nice",
        "international",
        "context",
        "our",
        "his",
        "her",
        "this",
    )
)


def _interest(shape: Shape, reader: Reader) -> Said | None:
    if _is_vague(shape):
        return None
    if shape.kind in ("noun", "mine", "yours", "clause"):
        return framed(_interest_role(shape), shape.text, reader, first="a")
    if shape.kind == "gerund":
        return framed("interest_gerund", shape.text, reader)
    if shape.kind == "infinitive":
        return _wish(shape.text, reader)
    if shape.kind == "adjective":
        is_eager = any(token.low in word_list("eager") for token in tagged(shape.text)[:3])
        text = inside(shape.text, reader) if is_eager else None
        return Said("own", (("own", f"I am {text}."),)) if text else None
    first = shape.text.partition(" ")[0].lower()
    if shape.kind in ("told", "sentence_you") or (
        shape.kind == "sentence_it" and first not in _POINTING
    ):
        return framed("interest_you", shape.text, reader)
    if shape.kind in ("sentence", "sentence_we"):
        return own_sentence(shape.text, reader)
    return None


_POINTING = ("it", "it's", "that", "that's", "this", "these", "those", "there")


def _wish(text: str, reader: Reader) -> Said | None:
    """A bare verb: "want to see the field" is a wish, "love driving" a sentence about me."""
    low = text.lower()
    if low in ("learn", "help", "grow", "work", "improve"):
        return None
    if re.match(r"(?:do|does)?n't|don't|not\b|never\b", low):
        return None
    if found := re.match(
        r"(?:i )?(?:just )?(?:want(?:ed)?|hope|hoping|wish|like|would like|would love) to (.+)",
        text,
        re.I,
    ):
        return framed("interest_do", found[1], reader)
    if tagged(text)[0].base in word_list("stative"):
        return own_sentence(f"I {lower_first(text)}", reader)
    return framed("interest_do", text, reader)


def _interest_role(shape: Shape) -> str:
    tokens = tagged(shape.text)
    if shape.kind != "noun" or tokens[0].tag in ("AT0", "DT0", "CRD", "ORD"):
        return "interest_noun"
    head = tokens[head_place(tokens)].low
    if head in word_list("openers"):
        return "interest_noun"
    if head in word_list("places"):
        return "interest_for"
    return "interest_in"


def _added(said: list[Said], shape: Shape, reader: Reader, text: str) -> Said | None:
    """A second piece: the reason behind the first, or one more thing about them."""
    role, words = said[-1].role, dict(said[-1].words)
    before = next(iter(words.values()))
    if shape.kind in ("told", "sentence_you"):
        has_others = any(token.tag == "NN2" for token in tagged(before))
        return None if has_others else framed("interest_you", shape.text, reader)
    starts = shape.text.partition(" ")[0].lower()
    if shape.kind == "sentence" and role == "own" and starts == "i":
        return (
            own_sentence(shape.text, reader)
            if re.match(r"I (?:want|like|love|hope|would|enjoy)\b", shape.text)
            else None
        )
    is_reason = shape.kind == "sentence" or (shape.kind == "sentence_it" and starts[:1].isdigit())
    inner = (
        inside(shape.text, reader)
        if is_reason and role in ("interest_noun", "interest_in")
        else None
    )
    if inner is None:
        return None
    whole = f"{before}{', and' if ': ' in before else ':'} {inner}"
    return Said("replace", (("interest", whole),)) if len(whole.split()) <= MOST_WORDS else None
