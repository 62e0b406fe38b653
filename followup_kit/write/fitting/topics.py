"""What both talked about: which frame holds it, by its shape and by whose it is."""

import re

from followup_kit.write.fitting.phrase import (
    FEW_WORDS,
    Fitted,
    Reader,
    Said,
    before_that,
    framed,
    inside,
    lower_first,
    shapes_in,
)
from followup_kit.write.shapes.grammar import has_verb, with_articles, word_list
from followup_kit.write.shapes.shape import Shape, gerund_phrase
from followup_kit.write.shapes.tokens import tagged


def topics(text: str, reader: Reader) -> Fitted:
    """The sentences on what both talked about; two only where the first is very short."""
    shapes, doubt = shapes_in(text, reader)
    if doubt == "doubt":
        return Fitted(doubt=doubt)
    said: list[Said] = []
    for shape in shapes:
        is_hanging = (
            bool(doubt)
            and doubt != "smalltalk"
            and shape.kind not in ("noun", "mine", "gerund", "clause", "did")
        )
        one = (
            None
            if is_hanging or (doubt == "complaint" and " " not in shape.text)
            else _topic(shape, reader)
        )
        if one is None:
            doubt = doubt or "unsure"
        elif not said:
            said.append(one)
        elif len(said) == 1 and (both := _two_nouns(said[0], one)):
            said = [both]
        elif (
            len(said) == 1 and _has_room(said[0]) and _adds(one, said[0]) and shape.more != "plain"
        ):
            said.append(one)
    return Fitted(tuple(said), "" if said and doubt in ("unsure", "smalltalk") else doubt)


def _two_nouns(one: Said, other: Said) -> Said | None:
    """Two short things that were typed one after the other, in one sentence."""
    first, second = dict(one.words).get("topic", ""), dict(other.words).get("topic", "")
    is_short = len(first.split()) <= FEW_WORDS and len(second.split()) <= FEW_WORDS
    if one.role == other.role == "topic_noun" and is_short and " and " not in first + second:
        return Said("topic_noun", (("topic", f"{first} and {second}"),))
    return None


def _has_room(one: Said) -> bool:
    """Whether a second sentence may follow: after a few words, or after advice."""
    return one.role in ("topic_advice", "topic_gave") or all(
        len(text.split()) <= FEW_WORDS for _, text in one.words
    )


def _adds(one: Said, first: Said) -> bool:
    return one.role != first.role and all(len(text.split()) > 2 for _, text in one.words)


def _topic(shape: Shape, reader: Reader) -> Said | None:
    text = shape.text
    if shape.kind == "noun":
        text = re.sub(r"^((?:the|that|this) .*) (?:thing|stuff|bit|part)$", r"\1", text, flags=re.I)
        return framed("topic_noun", before_that(text), reader, first="the")
    if shape.kind == "told":
        return _told(text, reader)
    if shape.kind in _TOPIC_ROLES:
        return framed(_TOPIC_ROLES[shape.kind], before_that(text), reader)
    if shape.kind == "clause":
        is_whether = text.lower().startswith(("whether", "if "))
        text = re.sub("^if ", "whether ", text, flags=re.I)
        return framed("topic_whether" if is_whether else "topic_clause", text, reader)
    if shape.kind == "question":
        turned = indirect(text)
        return framed("topic_clause", turned, reader) if turned else None
    if shape.kind == "sentence_it" and text.partition(" ")[0].lower() in (
        "it",
        "that",
        "this",
        "there",
    ):
        return None
    if shape.kind == "sentence_it":
        return framed(
            "topic_clause", f"how {with_articles(lower_first(text), first='the')}", reader
        )
    if shape.kind == "asked":
        many = " and " in text and not has_verb(text)
        return framed("topic_questions" if many else "topic_asked", text, reader, first="the")
    if shape.kind in ("did", "gave"):
        return _done(shape, reader)
    return None


def _told(text: str, reader: Reader) -> Said | None:
    if re.search(r"\b(?:why|it|that|so|too)$", text):
        return None
    if re.search(r", (?:which|so|and) ", text):
        return framed("topic_told_more", text, reader)
    is_praise = text.lower().startswith(("my ", "i ")) and bool(
        word_list("good") & set(text.lower().split())
    )
    return framed("topic_praise" if is_praise else "topic_told", text, reader)


_TOPIC_ROLES = {
    "mine": "topic_mine",
    "yours": "topic_yours",
    "gerund": "topic_noun",
    "sentence_you": "topic_told",
    "advice": "topic_advice",
    "asked_if": "topic_asked_if",
    "answered": "topic_answered",
    "agreed": "topic_agreed",
    "sentence_we": "topic_we",
}


def _done(shape: Shape, reader: Reader) -> Said | None:
    text = inside(shape.text, reader)
    if text is None:
        return None
    if shape.kind == "gave":
        rest = text.partition(" ")[2]
        whom, _, what = rest.partition(" ") if rest.startswith(("me ", "us ")) else ("", "", rest)
        rest = f"{whom} {with_articles(what, first='the')}".strip()
        return Said("topic_gave", (("topic", gerund_phrase(shape.more, rest)),))
    return Said(
        "topic_did", (("topic", gerund_phrase(shape.more, text)), ("base", f"{shape.more} {text}"))
    )


def indirect(question: str) -> str:
    """A question as it stands after "about": "which do you fix first?" loses its "do".

    Empty where the order of words cannot be turned surely.

    >>> indirect("which breaks do you fix first?"), indirect("how many people are in the team?")
    ('which breaks you fix first', 'how many people are in the team')
    """
    text = question.strip(" ?")
    tokens = tagged(text)
    if not tokens or tokens[0].low not in (
        "how",
        "why",
        "what",
        "where",
        "when",
        "which",
        "who",
        "whose",
    ):
        return ""
    place = next(
        (n for n, token in enumerate(tokens[1:], 1) if token.tag[:2] in ("VB", "VD", "VH", "VM")),
        -1,
    )
    if place < 0 or place + 1 >= len(tokens):
        return text if any(token.is_finite for token in tokens[1:]) else ""
    verb, after = tokens[place], tokens[place + 1]
    if after.tag in ("PRP", "AVP", "AJ0", "VVG", "VVN"):
        return text  # the question word is the subject
    if verb.low == "do" and after.low in ("you", "they", "we", "i"):
        return " ".join(f"{text[: verb.start]}{text[after.start :]}".split())
    if after.low in ("you", "they", "we", "i", "it"):
        rest = text[after.end :]
        return " ".join(f"{text[: verb.start]}{after.text} {verb.text}{rest}".split())
    return ""
