"""What was done or is known, as a clause about me: "I wrote six grants", "I am bilingual"."""

import re
from functools import cache

from followup_kit.write.fitting.pieces import is_noun_first
from followup_kit.write.fitting.things import SPAN
from followup_kit.write.shapes.grammar import article_for, word_list
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import Token, tagged


def clause_of(text: str) -> str:
    """The piece as a clause about me; empty when it is none."""
    grammar = parse(text)
    first = grammar.lows[0] if grammar.lows else ""
    if found := re.search(r"\bbut (I \w+ .+)", text):  # "I'm small but I passed the test"
        return clause_of(found[1])
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
        inner = clause_of(found[2])
        return f"I {found[1].lower()} {inner[2:]}" if inner.startswith("I ") else inner
    if first in _ABLE and grammar.is_all("plain"):
        return f"I {text}"
    is_certified = grammar.lows and grammar.lows[-1] in _CERTIFIED and len(grammar.tokens) < 5
    if is_certified or (grammar.is_all("adjective") and _is_said_of_me(text)):
        return f"I am {text[:1].lower() if not text[:2].isupper() else text[:1]}{text[1:]}"
    return _up_to_joint(text, "past")


def as_written(clause: str) -> str:
    """The clause with the small words that were left out: "I was a tutor for two years"."""
    clause = _bare_role().sub(
        lambda found: f"{found[1]} {article_for(found[2])} {found[2]}", clause
    )
    tokens = tagged(clause)
    found = re.search(rf"(?<=\w) ({SPAN})$", clause, re.I)
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
    """The tense that goes with "since": "I have run the brunch since June"."""
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
    """Whether an adjective is a skill: "bilingual", "trained in first aid"."""
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
