"""What draws the student to the work, as a sentence that says only that."""

import re

from followup_kit.write.fitting.phrase import Fitted, Reader, Said, listed, own, ready, said
from followup_kit.write.fitting.pieces import (
    hangs_loose,
    is_noun_first,
    is_plain_talk,
    opened,
    pieces,
)
from followup_kit.write.fitting.sentences import own_sentences
from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import tagged
from followup_kit.write.spelling import is_word

_STEM = re.compile(
    r"what (?:draws|attracts|interests|excites|appeals to|i like)\b.{0,40}?\b(?:is|are)"
    r"\s+(?:that (?=i\b))?",
    re.I,
)
_WISH = re.compile(
    r"(?:i(?:'d| would)? )?(?:really |just |also )?(?:want|wanting|hope|hoping|wish|looking"
    r"|would like|'d like|would love|'d love|like|love|excited) to (?P<do>.+)",
    re.I,
)
_LIKE = re.compile(
    r"(?:i )?(?:really |also |always )?(?P<verb>love|like|enjoy|loved|liked|prefer)d? (?P<what>.+)",
    re.I,
)
_MINE = re.compile(
    r"i(?:'m|'d|'ve)? (?:(?:really|also|always|have|would|do|just|want|would like to) )*"
    r"(?:like|liked|love|loved|enjoy|enjoyed|want|wanted|care|believe|hope|am|feel|find|grew|prefer|know|think|see|learn|learned|learnt|need)\b",
    re.I,
)
_NO = re.compile(r"\b(?:not|never|nobody|no one|hardly|cannot)\b|n't\b", re.I)
_SMALL = frozenset(
    [
        "kind",
        "nice",
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
        "nice",
        "our",
        "his",
        "her",
        "this",
        "it",
    ]
)
_ROLES = ("interest_noun", "interest_in", "interest_gerund")


def interest(text: str, reader: Reader) -> Fitted:
    """The sentence on what draws the student to the work, and a second where it is as plain.

    >>> interest("want to see the field", Reader()).said[0].words
    (('interest', 'see the field'),)
    """
    if (whole := own_sentences(text, reader)) and is_plain_talk(text):
        return Fitted(whole)
    cut = pieces(text, reader)
    found: list[Said] = []
    doubt = ""
    for piece in cut.texts:
        one = _interest(opened(_STEM.sub("", piece)), reader)
        if one is None:
            doubt = doubt or ("vague" if _is_vague(piece) else "unsure")
        elif not found:
            found.append(one)
        elif both := _both(found[-1], one):
            found[-1] = both
        elif one.role == "own" and found[-1].role != "own" and len(found) < 2:
            found.append(one)
    if found:
        return Fitted(tuple(found), "" if cut.doubt in ("delicate", "smalltalk") else cut.doubt)
    return Fitted((), cut.doubt or doubt or "missing")


def _both(one: Said, other: Said) -> Said | None:
    """Two things of one kind in one sentence."""
    if one.role != other.role or one.role not in _ROLES:
        return None
    first, second = dict(one.words)["interest"], dict(other.words)["interest"]
    is_long = len(first.split()) + len(second.split()) > 22
    return None if is_long or " and " in first else said(one.role, listed([first, second]))


def _is_vague(text: str) -> bool:
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word not in _SMALL]
    return all(word in word_list("vague") for word in words) or not is_plain_talk(text)


def _interest(text: str, reader: Reader) -> Said | None:
    if _is_vague(text) or hangs_loose(text):
        return None
    if one := _about_me(text, reader):
        return one
    grammar = parse(text)
    first = grammar.lows[0] if grammar.lows else ""
    if first in ("i", "my", "we", "me"):
        return None
    if grammar.is_all("infinitive"):
        return _said("interest_do", text.partition(" ")[2], reader)
    if grammar.is_all("doing"):
        return _said("interest_gerund", text, reader)
    if grammar.is_all("question"):
        return _said("interest_learn", text, reader)
    if grammar.is_all("adjective") and (
        any(token.low in word_list("eager") for token in grammar.tokens[:3])
    ):
        return _own(f"I am {text}", reader)
    is_noun = grammar.is_all("noun")
    if not is_noun and {"me", "my", "i"} & set(grammar.lows):
        return None
    if grammar.is_all("clause") and not (is_noun and is_noun_first(text)):
        is_family = {*grammar.lows[:2]} & word_list("people")
        is_open = bool(is_family) or first in ("it", "that", "this", "there", "he", "she")
        return None if is_open or _NO.search(text) else _said("interest_you", text, reader)
    if is_noun:
        return _noun(text, reader)
    if cut := _up_to_joint(text):
        return _interest(cut, reader)
    if grammar.is_all("plain") and first not in ("learn", "help", "grow"):
        return _said("interest_do", text, reader)
    return None


def _up_to_joint(text: str) -> str:
    """What stands before a joining word, where that alone is a noun or an -ing form."""
    for cut in reversed(
        list(re.finditer(r",?\s+(?:and|but|so|because|since|instead|if|like)\b", text))
    ):
        head = text[: cut.start()]
        if len(head.split()) > 1 and (parse(head).is_all("noun") or parse(head).is_all("doing")):
            return head
    return ""


def _noun(text: str, reader: Reader) -> Said | None:
    tokens = tagged(text)
    if tokens[0].tag == "PNP":
        return None
    if tokens[0].low in word_list("vague") and len(tokens) == 1:
        return None
    is_short_word = len(tokens) == 1 and not is_word(tokens[0].low) and not text[0].isupper()
    if is_short_word or "while" in text.lower().split():
        return None
    phrase = ready(text, reader, first="a")
    is_told_apart = phrase and (tagged(phrase)[0].tag in ("AT0", "DPS", "DT0", "CRD", "ORD"))
    role = "interest_noun" if is_told_apart else "interest_in"
    return said(role, phrase) if phrase else None


def _about_me(text: str, reader: Reader) -> Said | None:
    """A wish, a liking, or a sentence of one's own."""
    if _NO.match(text) or re.match(r"(?:don|do)\b.{0,2}n?'?t", text, re.I):
        return None
    if (wish := _WISH.fullmatch(text)) and parse(wish["do"]).is_all("plain"):
        return _said("interest_do", wish["do"], reader)
    if like := _LIKE.fullmatch(text):
        what = like["what"]
        grammar = parse(what)
        if re.match(r"that (?=\w)", what) and parse(what[5:]).is_all("clause"):
            return _own(f"I like that {what[5:]}", reader)
        is_bare = like["verb"].lower() == "like" and not text.lower().startswith("i ")
        fits = (
            (grammar.is_all("noun") and not is_bare)
            or grammar.is_all("doing")
            or grammar.is_all("question")
        )
        if fits and not (" since " in what or grammar.tokens[0].tag == "PNP" or _NO.search(what)):
            return _own(f"I {like['verb'].lower()} {what}", reader)
    if (
        _MINE.match(text)
        and parse(text).is_all("clause")
        and not re.search(r"\bsince (?!I\b|we\b)|\bneed\b|\bwant that\b", text)
    ):
        return _own(text, reader)
    return None


def _own(text: str, reader: Reader) -> Said | None:
    phrase = ready(text, reader)
    return own(phrase) if phrase else None


def _said(role: str, text: str, reader: Reader) -> Said | None:
    phrase = ready(text, reader, first="the" if role == "interest_you" else "")
    return said(role, phrase) if phrase else None
