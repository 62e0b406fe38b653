"""What the student brings: what was done in whole sentences, the rest in one list."""

import re
from functools import cache

from followup_kit.write.fitting.phrase import Fitted, Reader, Said, listed, own, ready, said
from followup_kit.write.fitting.pieces import (
    hangs_loose,
    is_noun_first,
    is_plain_talk,
    opened,
    pieces,
)
from followup_kit.write.fitting.sentences import own_sentences
from followup_kit.write.shapes.grammar import article_for, word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import Token, tagged

_STEM = re.compile(
    r"(?:what i (?:would )?bring is|i (?:would )?bring|my skills(?: are| include)?:?)\s+", re.I
)
_HAVING = re.compile(r"(?:i )?(?:have|has|with|got)\s+(?P<what>.+)", re.I)
_SPEAK = re.compile(
    r"(?:i )?(?:can )?(?:speak|speaking|fluent in|fluent|native|bilingual in)\s+(?P<what>.+)", re.I
)
_SPAN = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|a|several) (?:years?|months?|weeks?|summers?|semesters?|seasons?|terms?|days?)"
_FRONT = re.compile(
    rf"(?P<span>{_SPAN})(?: of experience)? (?:as (?:an? )?|(?P<link>of|in|at|with) )?(?P<what>(?!(?:at|in|on|with|as|of)\b).+)",
    re.I,
)
_BACK = re.compile(rf"(?P<what>.+?),? (?:for )?(?P<span>{_SPAN})", re.I)
_AT_SOME_TIME = re.compile(
    r"\b(?:this|last|next) \w+$|(?<!in )(?<!since )\b(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)(?: \d+)?$|\b(?:so far|only|yet)\b"
)
_MOST_LIST = 4
_MOST_WORDS = 24


def strengths(text: str, reader: Reader) -> Fitted:
    """The sentences on what the student brings: at most two, and the languages.

    >>> [dict(one.words) for one in strengths("wrote 6 grants, speak Malay", Reader()).said]
    [{'own': 'I wrote six grants, and I speak Malay.'}]
    """
    if (whole := own_sentences(text, reader)) and is_plain_talk(text):
        return Fitted(whole)
    cut = pieces(text, reader)
    found = _Found()
    doubt = ""
    for piece in cut.texts:
        is_used = found.take(opened(_STEM.sub("", piece)), reader)
        doubt = doubt or ("" if is_used else "unsure" if is_plain_talk(piece) else "vague")
    told = found.said()
    if told:
        return Fitted(told, "" if cut.doubt in ("delicate", "smalltalk") else cut.doubt)
    return Fitted((), cut.doubt or doubt or "missing")


class _Found:
    """What the pieces gave so far, by how it is said."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.things: list[str] = []
        self.held: list[str] = []
        self.tools: list[str] = []
        self.languages: list[str] = []

    def take(self, text: str, reader: Reader) -> bool:
        """Whether a piece could be used."""
        if not is_plain_talk(text) or not text:
            return False
        if names := _languages(text):
            self.languages += names
            return True
        if names := _tools(text):
            self.tools += names
            return True
        if (clause := _clause(text)) and not hangs_loose(clause):
            phrase = ready(_as_written(clause), reader)
            self.done += [phrase] if phrase else []
            return bool(phrase)
        phrase = _thing(text, reader)
        where = self.held if phrase and _is_held(phrase) else self.things
        where += [phrase] if phrase else []
        return bool(phrase)

    def said(self) -> tuple[Said, ...]:
        """The sentences: what was done, then what one has and knows, then languages."""
        found: list[Said] = []
        if self.things:
            found.append(_of_things(_short(self.things)))
        if self.done:
            found.append(own(_joined(_short(self.done)[:2])))
        if self.held:
            found.append(own(f"I have {listed(_short(self.held))}"))
        if self.tools:
            found.append(said("fit_tools", listed(self.tools), "fit"))
        if self.languages and len(found) < 3:
            names = listed(list(dict.fromkeys(self.languages)))
            found.append(said("fit_languages", names, "fit") if found else own(f"I speak {names}"))
        return tuple(found[:3])


def _of_things(things: list[str]) -> Said:
    """One sentence on what one has done and knows, by the form of the first."""
    first = things[0]
    if len(things) == 1 and first.startswith("work as "):
        return own(f"I have been {first[8:]}")
    if len(things) == 1 and first.startswith("my ") and not re.match(r"my own\b", first):
        return own(f"I could draw on {first}")
    if len(things) == 1 and first.startswith("work at "):
        return own(f"I have worked{first[4:]}")
    if len(things) == 1 and re.match(rf"{_SPAN} (?:as\b|\w+ing\b)", first):
        return said("fit_spent", first, "fit")
    return said("fit", listed(things))


def _short(items: list[str]) -> list[str]:
    items = items[:_MOST_LIST]
    while len(" ".join(items).split()) > _MOST_WORDS and len(items) > 1:
        items = items[:-1]
    return items


def _joined(clauses: list[str]) -> str:
    """One or two clauses about me in one sentence: "I wrote a play and taught 30 children"."""
    if len(clauses) == 1:
        return clauses[0]
    first, second = clauses
    is_long = " and " in first or len(first.split()) > 8
    if is_long or not second.startswith("I ") or first.split()[1:2] == second.split()[1:2]:
        return (
            f"{first}, and {second}"
            if " and " not in second
            else f"{first}. {second[:1].upper()}{second[1:]}"
        )
    is_same = _is_past(first) == _is_past(second)
    return f"{first} and {second[2:]}" if is_same else f"{first}, and {second}"


def _is_past(clause: str) -> bool:
    return parse(clause.partition(" ")[2]).is_all("past")


def _languages(text: str) -> list[str]:
    if found := _SPEAK.fullmatch(text):
        text = found["what"]
    text = re.sub(
        r"\s+(?:native|fluent|fluently|\(?[abc][12]\)?|too|speaker|as well)$", "", text, flags=re.I
    )
    names = re.split(r",? and |, | & ", text)
    is_all = all(
        re.sub(
            r"^(?:some|fluent|basic|conversational|native|a little|intermediate) ", "", name.lower()
        )
        in word_list("languages")
        for name in names
    )
    return (
        [
            f"{name[:1].upper()}{name[1:]}" if name.islower() and " " not in name else name
            for name in names
        ]
        if is_all
        else []
    )


def _tools(text: str) -> list[str]:
    names = re.split(r",? and |, ", text)
    is_all = all(name.lower() in word_list("tools") for name in names)
    return names if is_all else []


def _clause(text: str) -> str:
    """The piece as a clause about me; empty when it is none."""
    grammar = parse(text)
    first = grammar.lows[0] if grammar.lows else ""
    if found := re.search(r"\bbut (I \w+ .+)", text):  # "I'm small but I passed the test"
        return _clause(found[1])
    if first in ("i", "my") or first.startswith("i'"):
        return text if grammar.is_all("clause") else _up_to_joint(text, "clause")
    is_mine = {"i", "me", "my"} & set(grammar.lows)
    if is_mine and grammar.is_all("clause") and not is_noun_first(text):
        return text
    if first == "done" and grammar.is_all("noun", 1):
        return f"I have {text}"
    if (
        len(grammar.tokens) > 1
        and grammar.is_all("past")
        and (not grammar.is_all("noun") or _is_done(grammar.tokens))
    ):
        return f"I {text[:1].lower()}{text[1:]}" if first not in ("was", "were") else f"I {text}"
    if first == "can" and parse(text.partition(" ")[2]).is_all("plain"):
        return f"I {text}"
    if (
        grammar.tokens
        and grammar.tokens[0].tag in ("VVB", "VVI", "VHB", "VDB")
        and grammar.is_all("plain")
    ):
        is_noun = (first not in _ABLE and len(grammar.tokens) < 4) or (
            first in word_list("also_nouns")
            and first not in _ABLE
            and (grammar.tokens[1].tag not in ("AVP", "PNP", "AT0", "DPS", "CRD"))
        )
        return "" if is_noun else f"I {text[:1].lower()}{text[1:]}"
    if found := re.fullmatch(r"(still|also|currently|now) (.+)", text, re.I):
        inner = _clause(found[2])
        return f"I {found[1].lower()} {inner[2:]}" if inner.startswith("I ") else inner
    if first in _ABLE and grammar.is_all("plain"):
        return f"I {text}"
    is_certified = grammar.lows and grammar.lows[-1] in _CERTIFIED and len(grammar.tokens) < 5
    if is_certified or (grammar.is_all("adjective") and _is_said_of_me(text)):
        return f"I am {text[:1].lower() if not text[:2].isupper() else text[:1]}{text[1:]}"
    return _up_to_joint(text, "past")


def _as_written(clause: str) -> str:
    """The clause with the small words that were left out: "I was a tutor for two years"."""
    clause = _bare_role().sub(
        lambda found: f"{found[1]} {article_for(found[2])} {found[2]}", clause
    )
    tokens = tagged(clause)
    found = re.search(rf"(?<=\w) ({_SPAN})$", clause, re.I)
    before = next((one for one in tokens if found and one.end == found.start()), None)
    if found and before and before.is_noun:
        clause = f"{clause[: found.start()]} for{clause[found.start() :]}"
    return _so_far(clause)


@cache
def _bare_role() -> re.Pattern[str]:
    """What somebody is, without its article: "was teaching assistant"."""
    roles = "|".join(sorted(word_list("roles"), key=len, reverse=True))
    none = r"(?!(?:a|an|the|my|their|one)\b)"
    return re.compile(rf"\b(was|am|been|as) {none}(?=(?:[a-z]+ ){{0,2}}(?:{roles})\b)(\w+)")


def _so_far(clause: str) -> str:
    """ "I run the brunch since June" in the tense that goes with "since"."""
    found = re.fullmatch(r"I (\w+) (.+\bsince\b.+)", clause)
    verb = found[1].lower() if found else ""
    if not found or tagged(clause)[1].tag not in ("VVB", "VVI"):
        return clause
    past = _PAST.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")
    return f"I have {past} {found[2]}"


_PAST = {
    "run": "run",
    "teach": "taught",
    "lead": "led",
    "do": "done",
    "write": "written",
    "speak": "spoken",
    "make": "made",
    "keep": "kept",
    "sell": "sold",
    "drive": "driven",
    "know": "known",
    "study": "studied",
}


def _is_done(tokens: tuple[Token, ...]) -> bool:
    """Whether a past form is a verb here: "measured fibre length", not "certified nurse"."""
    return tokens[0].low not in word_list("participles") and tokens[1].tag not in ("PRP", "TO0")


def _up_to_joint(text: str, rule: str) -> str:
    """What stands before "and", "but", "so" where that alone is such a phrase."""
    for cut in reversed(list(re.finditer(r"\s+(?:and|but|so|also|because)\s+", text))):
        head = text[: cut.start()]
        if parse(head).is_all(rule) and len(head.split()) > 2 and not parse(head).is_all("noun"):
            return head if rule == "clause" else f"I {head[:1].lower()}{head[1:]}"
    return ""


_ABLE = (
    "know",
    "speak",
    "use",
    "have",
    "run",
    "edit",
    "play",
    "hold",
    "handle",
    "coach",
    "teach",
    "lead",
    "volunteer",
    "build",
    "code",
)
_CERTIFIED = ("registered", "certified", "trained", "licensed", "licenced", "qualified")


def _is_said_of_me(text: str) -> bool:
    """Whether an adjective is a skill: "bilingual", "forklift certified", "trained in first aid"."""
    tokens = tagged(text)
    last = tokens[-1].low
    is_trained = any(
        token.low in word_list("participles") - {"based", "used", "interested"} for token in tokens
    )
    return (
        last == "bilingual"
        or (is_trained and len(tokens) > 1)
        or (
            tokens[0].low in ("good", "comfortable", "used", "familiar", "calm", "confident")
            and len(tokens) > 2
        )
    )


def _thing(text: str, reader: Reader) -> str:
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
    text = re.sub(
        r" (?:in|by) (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?$",
        "",
        text,
    )
    if re.fullmatch(_SPAN, text, re.I) or re.match(r"[\d.,]+%", text):
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
    is_count = _is_held(phrase) or tokens[core - 1].low in word_list("count")
    is_pair = core < len(tokens) and tokens[core].low == "and"
    if is_pair and _is_held(phrase):
        phrase = re.sub(
            r"\band (?!a\b|an\b)(\w+)$", lambda one: f"and {article_for(one[1])} {one[1]}", phrase
        )
    is_one = is_count and (not is_pair or _is_held(phrase))
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


def _is_held(phrase: str) -> bool:
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
