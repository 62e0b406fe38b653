"""What both talked about: nouns and questions in one sentence, what was told in another."""

import re

from followup_kit.write.fitting.leads import Lead, lead_of
from followup_kit.write.fitting.phrase import Fitted, Reader, Said, listed, ready, said
from followup_kit.write.fitting.pieces import (
    hangs_loose,
    is_noun_first,
    is_plain_talk,
    opened,
    pieces,
)
from followup_kit.write.fitting.sentences import own_sentences
from followup_kit.write.shapes.grammar import ing_form, word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import tagged

_MOST_ABOUT = 3
_MOST_TOLD = 20
_DID = re.compile(r"(?:we|i)\s+(?:also |even )?(?P<verb>\w+)\s+(?P<rest>.+)", re.I)
_NO = re.compile(
    r"\b(?:n't|lost|still|not|never|no|nobody|none|without|hardly|barely|cannot)\b|n't\b", re.I
)


def topics(text: str, reader: Reader) -> Fitted:
    """The sentences on what both talked about: at most one of each kind.

    >>> topics("the relay upgrade, why it takes years", Reader()).said[0].words
    (('topic', 'the relay upgrade and why it takes years'),)
    """
    if whole := own_sentences(text, reader):
        return Fitted(whole)
    cut = pieces(text, reader, is_talk=True)
    about: list[str] = []
    more: list[Said] = []
    left = 0
    for number, piece in enumerate(cut.texts):
        others = [
            token for one in cut.texts[:number] for token in tagged(one) if token.tag == "NN2"
        ]
        name, one = _topic(opened(piece), reader, is_later=bool(others))
        if name == "about" and isinstance(one, str) and len(about) < _MOST_ABOUT:
            about.append(one)
        elif isinstance(one, Said):
            more.append(one)
        else:
            left += 1
    found = _about(about) + more[:1]
    if len(more) > 1 and not about:
        found += [one for one in more[1:2] if one.role != more[0].role]
    return Fitted(tuple(found), _doubt(found, cut.doubt, left))


_ASKED = re.compile(r"(?:how|why|what|where|when|which|who|whether)\b")


def _doubt(found: list[Said], doubt: str, left: int) -> str:
    if found:
        return doubt if doubt not in ("smalltalk", "unsure", "delicate", "missing") else ""
    return doubt or ("unsure" if left else "missing")


def _about(items: list[str]) -> list[Said]:
    if not items:
        return []
    items = sorted(items, key=lambda item: bool(_ASKED.match(item)))  # nouns first
    while len(listed(items).split()) > 30 and len(items) > 1:
        items = items[:-1]
    is_asked = _ASKED.match(items[0])
    is_mine = re.match(r"my\b", items[0])
    is_open = items[0].startswith("whether")
    role = "topic_clause" if is_asked and not is_open else "topic_mine" if is_mine else "topic_noun"
    return [said(role, listed(items))]


def _topic(text: str, reader: Reader, *, is_later: bool) -> tuple[str, str | Said | None]:
    """What kind of sentence a piece gives, and the words or the sentence itself."""
    lead = lead_of(text, reader)
    if lead.kind == "gave":
        return "gave", _gave(lead, reader)
    if lead.kind == "advice" and parse(lead.rest).is_all("plain"):
        return "advice", _framed("topic_advice", ready(lead.rest, reader))
    if lead.kind == "told":
        return "told", _told(lead.rest, reader, is_later=is_later)
    if lead.kind == "asked":
        return "asked", _framed("topic_asked", as_topic(lead.rest, reader))
    if (found := _DID.fullmatch(lead.rest)) and (one := _did(found, reader)):
        return "did", one
    if lead.kind == "about" and (phrase := as_topic(lead.rest, reader)):
        return "about", phrase
    return "told", _told(lead.rest, reader, is_later=is_later) if lead.rest else None


def _framed(role: str, phrase: str) -> Said | None:
    return said(role, phrase) if phrase else None


def as_topic(text: str, reader: Reader) -> str:
    """A noun or a question that may stand after "about"; empty when it is neither."""
    text = re.sub(r"^((?:the|that|this) .*?) (?:thing|stuff|bit|part)s?$", r"\1", text, flags=re.I)
    text = re.sub(r"^if\b", "whether", text, flags=re.I)
    grammar = parse(text)
    if _ASKED.match(text.lower()) and not grammar.is_all("question"):
        text = _up_to_joint(text)
        grammar = parse(text)
    if text and grammar.is_all("question"):
        return "" if _is_bad_question(text) else ready(_asked_by(text), reader)
    if not _is_noun_topic(text):
        text = _noun_in(text)
    if not text or hangs_loose(text) or not is_plain_talk(text):
        return ""
    return _the(ready(text, reader, first="the"))


def _the(phrase: str) -> str:
    """The article of a single thing that is told apart: "the gearbox off a trawler"."""
    tokens = tagged(phrase)
    if not tokens or tokens[0].tag in _NO_ARTICLE:
        return phrase
    core = parse(phrase).longest("core")
    if core < 1:
        return phrase
    head, after = tokens[core - 1], tokens[core] if core < len(tokens) else None
    is_told_apart = after and (after.tag in ("PRF", "VVN") or after.low in _TELLS_APART)
    is_single = (
        (head.tag == "NN1" or head.low in word_list("count"))
        and not head.low.endswith("ing")
        and not head.text[0].isupper()
    )
    is_told_apart = is_told_apart or head.low in word_list("count")
    return f"the {phrase}" if is_told_apart and is_single else phrase


_NO_ARTICLE = ("AT0", "DPS", "DT0", "CRD", "NP0", "NN2", "VVG", "AVQ", "DTQ", "PNQ")
_TELLS_APART = ("between", "with", "from", "off", "behind", "after", "on")


def _is_noun_topic(text: str) -> bool:
    grammar = parse(text)
    if re.match(
        r"\d+ (?:min|mins|hr|hours|minutes|days|weeks|months|years|miles|times)\b|no\b", text
    ):
        return False
    if grammar.tokens and grammar.tokens[0].tag in ("PNP", "PNI"):
        return False
    return is_noun_first(text) or grammar.is_all("doing")


def _up_to_joint(text: str) -> str:
    """A question up to a joining word, where what follows is something else."""
    for cut in reversed(list(re.finditer(r"\s+(?:and|but|so|because|since)\s+", text))):
        if parse(text[: cut.start()]).is_all("question"):
            return text[: cut.start()]
    return ""


def _noun_in(text: str) -> str:
    """The noun with which a text begins, where it ends before a joining word."""
    grammar = parse(text)
    end = grammar.longest("noun")
    if end < 1 or end >= grammar.length or grammar.tokens[0].tag in ("PNP", "PNI", "EX0"):
        return ""
    after = grammar.tokens[end]
    is_boundary = after.tag in ("CJC", "CJS", "CJT", "XX0", "PUN") or after.low in ("but", "so")
    kept = text[: grammar.tokens[end - 1].end]
    return kept if is_boundary and (_is_noun_topic(kept)) else ""


def _is_bad_question(text: str) -> bool:
    low = text.lower()
    return (
        len(text.split()) < 3
        or low.startswith("when ")
        or bool(
            re.search(r"\b(?:it|that|this|so)$", low)
            and not re.search(r"\b(?:the|a|their|your)\b", low)
        )
        or bool(re.search(r"\bi (?:messed|failed|blew)\b", low))
    )


def _asked_by(text: str) -> str:
    """The question with its order of words turned: "what would I do" to "what I would do"."""
    return re.sub(
        r"^((?:how|why|what|where|when|which)(?: \w+)?) (would|will|can|could|should)"
        r" (I|you|they|we)\b",
        r"\1 \3 \2",
        text,
        flags=re.I,
    )


def _told(text: str, reader: Reader, *, is_later: bool) -> Said | None:
    text = re.sub(r"^that\s+", "", text)
    if not parse(text).is_all("clause") and re.search(r", (?:which|where|so|because)\b", text):
        text = re.split(r", (?:which|where|so|because)\b", text)[0]
    grammar = parse(text)
    if grammar.is_all("question") and not _is_bad_question(text):
        phrase = ready(text, reader)
        return said("topic_clause", phrase) if phrase else None
    if not grammar.is_all("clause"):
        return None
    first = grammar.lows[0]
    is_mine = (
        first == "you"
        or re.search(r"\b(?:liked|loved)\b", text)
        or first in ("i", "we", "our")
        or (first == "my" and not word_list("good") & set(grammar.lows))
    )
    is_open = first in ("it", "this", "that", "there") or (first == "they" and is_later)
    is_joined = re.search(r"\b(?:and|or) (?:how|why|what|when|where)\b", text)
    if (
        is_mine
        or is_open
        or is_joined
        or _NO.search(text)
        or hangs_loose(text)
        or len(text.split()) < 4
    ):
        return None
    phrase = ready(text, reader, first="the")
    if not phrase or len(phrase.split()) > _MOST_TOLD:
        return None
    is_praise = first == "my"
    return said("topic_praise" if is_praise else "topic_told", phrase)


def _gave(lead: Lead, reader: Reader) -> Said | None:
    base, rest = lead.verb, lead.rest
    grammar = parse(rest)
    fits = {
        "let": ("plain",),
        "help": ("plain",),
        "take": ("place",),
        "walk": ("place",),
        "invite": ("infinitive", "place"),
        "introduce": ("place",),
    }
    rules = fits.get(base, ("noun", "question", "infinitive" if base == "teach" else "noun"))
    if base == "show" and grammar.is_all("place"):
        rules = ("place",)
    if not any(grammar.is_all(rule) for rule in rules):
        rest = _noun_in(rest) if "noun" in rules else ""
    if not rest or hangs_loose(rest) or _NO.search(rest):
        return None
    phrase = ready(rest, reader, first="the")
    whom = f"{'to ' if lead.is_to_me or base in ('explain', 'suggest', 'recommend') else ''}me"
    if base in ("explain", "suggest", "recommend"):
        return (
            said("topic_gave", f"{ing_form(base)} {phrase} {whom}")
            if phrase and len(phrase.split()) < 7
            else None
        )
    return said("topic_gave", f"{ing_form(base)} {whom} {phrase}") if phrase else None


def _did(found: re.Match[str], reader: Reader) -> Said | None:
    verb = tagged(f"I {found['verb'].lower()} it")[1]
    rest = found["rest"]
    if verb.tag not in ("VVD", "VVN", "VDD") or verb.base not in word_list("did"):
        return None
    grammar = parse(rest)
    is_two = (
        grammar.tokens
        and grammar.lows[0] in ("her", "him", "them")
        and parse(rest.partition(" ")[2]).is_all("noun")
    )
    if not (is_two or grammar.is_all("noun") or grammar.is_all("place")):
        rest = _noun_in(rest)
    if not rest or hangs_loose(rest):
        return None
    phrase = ready(f"{ing_form(verb.base)} {rest}", reader)
    return said("topic_did", phrase) if phrase else None
