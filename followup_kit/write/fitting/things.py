"""What one has or has been, as a noun: "three years as a cashier", "a white card"."""

import re
from functools import cache

from followup_kit.write.fitting.phrase import Reader, ready
from followup_kit.write.fitting.pieces import hangs_loose
from followup_kit.write.shapes.grammar import article_for, word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import tagged

SPAN = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|a|several)"
    r" (?:years?|months?|weeks?|summers?|semesters?|seasons?|terms?|days?)"
)
"""A time that was spent on something, as a pattern."""
_HAVING = re.compile(r"(?:i )?(?:have|has|with|got)\s+(?P<what>.+)", re.I)
_FRONT = re.compile(
    rf"(?P<span>{SPAN})(?: of experience)? (?:as (?:an? )?|(?P<link>of|in|at|with) )?"
    r"(?P<what>(?!(?:at|in|on|with|as|of)\b).+)",
    re.I,
)
_BACK = re.compile(rf"(?P<what>.+?),? (?:for )?(?P<span>{SPAN})", re.I)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_AT_SOME_TIME = re.compile(
    rf"\b(?:this|last|next) \w+$|(?<!in )(?<!since )\b{_MONTH}(?: \d+)?$|\b(?:so far|only|yet)\b"
)
_IN_MONTH = re.compile(rf" (?:in|by) {_MONTH}(?: \d{{4}})?$")


def thing(text: str, reader: Reader) -> str:
    """A noun in the list "My background includes ..."; empty when it is none."""
    if found := _HAVING.fullmatch(text):
        text = found["what"]
    text = _completed(re.sub(r"^own\b", "my own", text, flags=re.I))
    if found := _FRONT.fullmatch(text):
        return _span(found["what"], found["span"], reader, link=found["link"] or "")
    if (found := _BACK.fullmatch(text)) and not parse(text).is_all("clause"):
        return _span(found["what"], found["span"], reader, link="for")
    grammar = parse(text)
    if not (grammar.is_all("noun") or _is_doing(text)) or hangs_loose(text) or _is_bare_word(text):
        return ""
    text = _IN_MONTH.sub("", text)
    if re.fullmatch(SPAN, text, re.I) or re.match(r"[\d.,]+%", text):
        return ""
    if _AT_SOME_TIME.search(text) or re.match(r"no\b|doing \d", text, re.I):
        return ""
    if _role_in(text):
        return _as_role(text, reader)
    is_count_alone = re.fullmatch(r"[\d,]+ [\w-]+s", text) and not _TRAINED.search(text)
    return "" if is_count_alone else _with_a(ready(text, reader, first="a"))


_TRAINED = re.compile(
    r"(?:internship|placement|degree|language|job|class|course|certificate|licen[cs]e)s$", re.I
)


def _with_a(phrase: str) -> str:
    """A countable thing with its article: "a harvester licence", "a Saturday counter job"."""
    tokens = tagged(phrase)
    core = parse(phrase).longest("core") if tokens else 0
    if core < 1 or tokens[0].tag in ("AT0", "DPS", "CRD", "DT0") or tokens[core - 1].tag != "NN1":
        return phrase
    is_count = is_held(phrase) or tokens[core - 1].low in word_list("count")
    is_pair = core < len(tokens) and tokens[core].low == "and"
    if is_pair and is_held(phrase):
        phrase = re.sub(
            r"\band (?!a\b|an\b)(\w+)$", lambda one: f"and {article_for(one[1])} {one[1]}", phrase
        )
    is_one = is_count and (not is_pair or is_held(phrase))
    return f"{article_for(phrase.split()[0])} {phrase}" if is_one else phrase


def _completed(text: str) -> str:
    """The small words that are left out: "a BSc in textile", "a placement in a clinic"."""
    degree, bare_degree, training = _incomplete()
    text = bare_degree.sub(r"\1 in", text)
    text = re.sub(r"^masters?(?:'s)?(?: degree)?\b(?! of)", "a master's degree", text, flags=re.I)
    text = degree.sub(lambda found: f"{article_for(found[1])} {found[1]}", text)
    return training.sub(r"\1 in ", text)


@cache
def _incomplete() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A degree at the beginning, a degree and a training with no word after them."""
    degrees, trainings = ("|".join(word_list(name)) for name in ("degrees", "trainings"))
    small = "in|on|at|with|and|as|for|from|of|where|under|during|doing|student"
    bare = rf"(?!(?:terms?|jobs?|work|experience|programs?|certificate|{small})\b)[a-z]"
    return (
        re.compile(rf"^({degrees})\b", re.I),
        re.compile(rf"(?:(?<=and )|^)({degrees})(?= {bare})", re.I),
        re.compile(rf"\b({trainings}) (?={bare})", re.I),
    )


def _is_doing(text: str) -> bool:
    return parse(text).is_all("doing")


def _is_bare_word(text: str) -> bool:
    """Whether one word alone says too little: "kennels", "notary"."""
    return len(text.split()) == 1 and not text.endswith("ing") and not _role_in(text)


def _role_in(text: str) -> bool:
    """Whether the head of a noun is what somebody is: "treasurer", "camp counselor"."""
    tokens = tagged(text)
    head = parse(text).longest("core") - 1
    return head >= 0 and tokens[head].low in word_list("roles") and tokens[head].tag != "NN2"


def is_held(phrase: str) -> bool:
    """Whether a thing is what one has: "a white card", "a PhD on cassava roots"."""
    tokens = tagged(phrase)
    head = parse(phrase).longest("core")
    return any(token.low in word_list("degrees") for token in tokens[:2]) or (
        head > 0 and tokens[head - 1].low in word_list("credentials")
    )


def _as_role(text: str, reader: Reader) -> str:
    phrase = ready(text, reader)
    if not phrase:
        return ""
    first = phrase.split()[0].lower()
    is_one = any(
        one in first for one in ("president", "treasurer", "captain", "head", "secretary")
    ) or first in ("a", "an", "the", "my")
    return f"work as {phrase}" if is_one else f"work as {article_for(phrase.split()[0])} {phrase}"


def _span(what: str, span: str, reader: Reader, *, link: str) -> str:
    """A time and what it was spent on: "three years as a cashier", "two seasons of collaring"."""
    grammar = parse(what)
    if not (grammar.is_all("noun") or grammar.is_all("doing") or grammar.is_all("place")):
        return ""
    if (
        span.lower() in ("a day", "a week", "a month")
        or hangs_loose(what)
        or (grammar.tokens[0].tag in ("PNP", "AT0") and grammar.lows[0] == "no")
    ):
        return ""
    time = ready(span, reader)
    if _role_in(what):
        phrase = ready(re.sub(r"\s+here$", "", what), reader)
        here = " here" if re.search(r"\bhere$", what) else ""
        first = phrase.split()[0] if phrase else ""
        article = "" if first.lower() in ("a", "an", "the", "my") else f"{article_for(first)} "
        return f"{time} as {article}{phrase}{here}" if phrase else ""
    phrase = _with_a(ready(what, reader, first="a"))
    if not phrase:
        return ""
    if parse(what).is_all("doing"):
        return f"{time} {phrase}" if tagged(what)[0].tag == "VVG" else f"{time} of {phrase}"
    head = tagged(phrase)[max(parse(phrase).longest("core"), 1) - 1].low
    if head in word_list("workplaces"):
        link = {"for": "for", "at": "at"}.get(link, "in")
        return f"work at {phrase} for {time}" if link == "for" else f"{time} {link} {phrase}"
    if link == "for":
        return f"{phrase} for {time}"
    return f"{time} {link or 'of'} {phrase}"
