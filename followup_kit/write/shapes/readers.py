"""Who is who: the person written to is "you" in the note, whatever the student typed."""

import re

from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.tokens import Token, tagged

_SUBJECT = {"he", "she"}
_OBJECT = {
    "him": "you",
    "her": "you",
    "hers": "yours",
    "himself": "yourself",
    "herself": "yourself",
}
_THEY = {
    "they": "you",
    "them": "you",
    "their": "your",
    "theirs": "yours",
    "themselves": "yourselves",
}
_TO_BE = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "isn't": "aren't",
    "wasn't": "weren't",
}


def to_reader(text: str, *, names: tuple[str, ...] = ()) -> str | None:
    """The text said to the reader, or None when it is not plain who is meant.

    Args:
        text: A repaired piece of a fact.
        names: What the reader may be called in it.

    >>> to_reader("their older users print the screens she likes")
    'your older users print the screens you like'
    """
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w)the (\w+) of {re.escape(name)}(?!\w)", r"your \1", text)
        text = re.sub(rf"(?<!\w){re.escape(name)}'s(?!\w)", "your", text)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "you", text)
    tokens = tagged(text)
    if _is_about_another(tokens):
        return (
            text
            if re.search(
                r"\bmy (?:\w+ )?(?:" + "|".join(sorted(word_list("people"))) + r")\b", text, re.I
            )
            else None
        )
    out, last, was_turned = [], 0, False
    many = is_you = False
    for place, token in enumerate(tokens):
        new = _turned(tokens, place, many=many)
        is_second = is_you and token.tag == "VVZ" and tokens[place - 1].tag == "CJC"
        if new is None and (was_turned or is_second):
            new = _agreeing(token)
        is_you = (is_you or token.low in _SUBJECT) and not (
            token.tag == "PNP" and token.low in ("i", "we", "it", "they")
        )
        is_subject = token.low in _SUBJECT or (token.low == "you" and token.tag == "PNP")
        was_turned = (is_subject and token.low != "they") or (
            was_turned and token.tag in ("AV0", "XX0") and new is None
        )
        many = (
            many or token.tag == "NN2" or token.low in ("people", "everyone", "staff", "families")
        )
        out += [text[last : token.start], token.text if new is None else new]
        last = token.end
    return "".join([*out, text[last:]])


def _turned(tokens: tuple[Token, ...], place: int, *, many: bool) -> str | None:
    token = tokens[place]
    if token.low in _SUBJECT:
        return "you"
    if token.low == "his" or (token.low == "her" and _is_owner(tokens, place)):
        return "your"
    if token.low in _OBJECT:
        return _OBJECT[token.low]
    is_relative = token.low == "they" and place > 0 and tokens[place - 1].is_noun
    return _THEY[token.low] if token.low in _THEY and (is_relative or not many) else None


def _is_owner(tokens: tuple[Token, ...], place: int) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and (
        after.is_noun or after.tag in ("AJ0", "AJC", "AJS", "ORD", "CRD", "VVG", "VVN")
    )


def _agreeing(token: Token) -> str | None:
    """The verb after "you": "likes" becomes "like"."""
    if token.low in _TO_BE:
        return _TO_BE[token.low]
    if token.low == "'s":
        return "'re"
    return (
        token.base
        if token.tag == "VVZ" or (token.tag == "NN2" and token.low.endswith("s"))
        else None
    )


def _is_about_another(tokens: tuple[Token, ...]) -> bool:
    """Whether "he" or "his" may be somebody else: a client, a patient, a boss."""
    for place, token in enumerate(tokens):
        if token.low in ("he", "she", "his", "her", "him") and any(
            before.low in word_list("people")
            or (before.tag == "NP0" and before.low in word_list("people"))
            for before in tokens[:place]
        ):
            return True
    return False
