"""The shape of one piece of a fact: a noun, an -ing form, a sentence about me, what they told.

A shape says into which frame the piece fits. What no rule recognises surely is `unsure`, and
the student is asked to say it another way.
"""

import re
from dataclasses import dataclass

from followup_kit.write.shapes.grammar import (
    SUBJECTS,
    has_verb,
    head_place,
    ing_form,
    main_verb,
    word_list,
)
from followup_kit.write.shapes.tokens import Token, tagged

_NOTHING = re.compile(
    r"(?:n/?a|none|nothing(?: \w+)?|no|nope|idk|tbd|\?+|-+|x+|see (?:above|resume|cv))\.?", re.I
)
_STEM = re.compile(
    r"(?:what (?:draws me|i like|interests me|attracts me|excites me|i bring"
    r"|appeals to me)(?: most)?(?: to (?:it|this \w+|the \w+))? (?:is|are)"
    r"|(?:the |my )?next step(?: is| will be|:)|i (?:would )?bring|i forgot to (?:mention"
    r"|say)|i(?:'d| would) like to know"
    r"|(?:talked|spoke|chatted|discussed|discussion)(?: about| on| of| over)?(?= (?!to\b"
    r"|with\b))"
    r"|(?:it|the (?:interview|talk|call|conversation|chat)) was (?:about|on)"
    r"|(?:regarding|re|about|concerning)(?! to\b)(?=[\s:])"
    r"|topics?:|we met on)[:,]?\s+(?:that (?=i\b))?",
    re.I,
)
_BECAUSE = re.compile(r"(?:because|since|as|so|that|plus|and|but|also|well)\b,?\s+(?!of\b)", re.I)
_REPORT = re.compile(
    r"(?P<who>he|she|they|you|{names})(?:'d| had| has| also| was| were| kept)* "
    r"(?P<verb>told|tells|tell|said|says|say|saying|mentioned|mentions|mentioning"
    r"|explained|explaining|explains|pointed out|noted|stressed|asked|asks|ask"
    r"|asking"
    r"|wanted to know|wondered|suggested|advised|recommended|encouraged|talked"
    r"|spoke|talking|thinks|thought|believes|admitted|warned|promised)\b"
    r"(?: (?P<me>me|us|to me|with me|to us)\b)?(?: (?P<link>that|about|of|to"
    r"|how|why|what|if|whether|when|where|which|who)\b)?,?\s*(?P<rest>.*)",
    re.I,
)
_TALKED = re.compile(
    r"(?:we|i)(?:'d|'ve| had| have| both| also| even| really| mostly| just| all)* "
    r"(?:talked shop|talked"
    r"|talking|spoke|spoken|chatted|discussed|laughed|joked|bonded|geeked out"
    r"|nerded out|"
    r"connected|touched|discuss|compared notes|went|swapped stories|reminisced)(?: a lot"
    r"| for a while| briefly| together| (?:with|to) (?:him|her|them|\w+ed))?"
    r"(?: (?:about|on|over|through|around|regarding|at|into))?\s+(?P<rest>.+)",
    re.I,
)
_AGREED = re.compile(
    r"we (?:both |all )?(?:agreed|found out|realized|realised|figured out|discovered)"
    r"(?: that)? (?P<rest>.+)",
    re.I,
)
_ASKED_BY_ME = re.compile(
    r"i asked(?: (?:him|her|them|you))?(?: (?P<link>about|for|if|whether|how"
    r"|what|why|when|where|which|who))? (?P<rest>.+)",
    re.I,
)
_AND_THEN = re.compile(
    r",? and (?:I|he|she|they|we) (?:\w+ed|said|told|gave|showed|had|did)\b", re.I
)
_LED = re.compile(
    r"(?:in|at|during|for|as|on|while|after|before|since|through|with) (?:[\w'-]+ ){1,7}?(?:I"
    r"|we)(?:'ve|'d)? (?:have |had |did |was |am |also )?[a-z]+\b",
    re.I,
)
_WH = ("how", "why", "what", "where", "when", "which", "who", "whether", "if")
_AUX = (
    "is",
    "are",
    "do",
    "does",
    "did",
    "can",
    "could",
    "will",
    "would",
    "may",
    "should",
    "was",
    "were",
    "has",
    "have",
)


@dataclass(frozen=True)
class Shape:
    """What a piece of a fact is, and the words that go into the frame for it."""

    kind: str
    """`noun`, `mine`, `yours`, `gerund`, `infinitive`, `past`, `adjective`, `clause`,
    `question`, `told`, `advice`, `asked`, `asked_if`, `did`, `gave`, `answered`, `agreed`,
    `sentence`, `sentence_we`, `sentence_you`, `sentence_it`, `nothing`, or `unsure`."""
    text: str
    more: str = ""
    """For `did` and `gave`, the base verb."""


def shape_of(text: str, *, names: tuple[str, ...] = ()) -> Shape:
    """The shape of one piece, after what need not be said is taken off its beginning.

    Args:
        text: One of the `pieces` of a fact.
        names: What the person written to may be called in it.

    >>> shape_of("she told me the greenhouse floods every spring")
    Shape(kind='told', text='the greenhouse floods every spring', more='')
    """
    text = _without_stem(text)
    if _NOTHING.fullmatch(text) or not text.strip():
        return Shape("nothing", "")
    tokens = tagged(text)
    if not tokens:
        return Shape("unsure", text)
    if text.endswith("?") or (tokens[0].low in _AUX and len(tokens) > 2 and _is_inverted(tokens)):
        return Shape("question", text)
    told = _reported(text, names) or _together(text, names)
    return told or _by_words(text, tokens)


def _without_stem(text: str) -> str:
    for _ in range(2):
        text = _STEM.sub("", text, count=1) if _STEM.match(text) else text
        rest = _BECAUSE.sub("", text, count=1) if _BECAUSE.match(text) else text
        text = rest if has_verb(rest) or not _BECAUSE.match(text) else text
    return text


def _is_inverted(tokens: tuple[Token, ...]) -> bool:
    return tokens[1].tag in ("PNP", "AT0", "DPS", "NN1", "NN2", "NN0", "NP0", "EX0", "DT0")


def _reported(text: str, names: tuple[str, ...]) -> Shape | None:
    """What the reader said, asked, advised or did."""
    people = "|".join(re.escape(name) for name in names) or "(?!)"
    found = re.compile(_REPORT.pattern.replace("{names}", people), re.I).fullmatch(text)
    if not found:
        return _given(text, names)
    verb, link, rest = found["verb"].lower(), (found["link"] or "").lower(), found["rest"].strip()
    if not rest:
        return None
    if verb.startswith(("ask", "wanted", "wonder")):
        return _asked(link, rest)
    if link == "to":
        return (
            Shape("advice", rest)
            if verb in ("told", "advised", "encouraged", "recommended", "said")
            else None
        )
    if verb in ("recommended", "suggested") and not has_verb(rest):
        return Shape("gave", f"recommend {rest}", "recommend")
    if link in _WH:
        return Shape("clause", f"{link} {rest}")
    if link in ("about", "of"):
        return shape_of(rest, names=names)
    if has_verb(rest):
        return Shape("told", rest)
    is_thing = verb.startswith(("mention", "explain", "talk", "spoke"))
    return shape_of(rest, names=names) if is_thing else Shape("unsure", text)


def _asked(link: str, rest: str) -> Shape | None:
    rest = _AND_THEN.split(rest)[0]
    if link in ("how", "what", "why", "where", "when", "which", "who", "if", "whether"):
        return Shape("asked_if", f"{'whether' if link == 'if' else link} {rest}")
    if link == "to":
        return Shape("asked_if", f"to {rest}")
    rest = _AND_THEN.split(rest)[0]
    starts_with_wh = rest.partition(" ")[0].lower() in _WH
    if starts_with_wh or not has_verb(rest):
        return Shape("asked", rest)
    return Shape("unsure", rest)


def _given(text: str, names: tuple[str, ...]) -> Shape | None:
    """What the reader did for the student ("she showed me the lab"), or told of themselves."""
    tokens = tagged(text)
    is_reader = tokens[0].low in ("he", "she", "they") or text.startswith(names or ("\0",))
    if not is_reader:
        return None
    place = next((n for n, token in enumerate(tokens[1:5], 1) if token.is_finite), -1)
    if place < 0 or any(token.low in ("n't", "not", "never") for token in tokens[: place + 2]):
        return None
    verb, rest = tokens[place], text[tokens[place].end :].strip()
    is_for_me = rest.lower().startswith(("me ", "us "))
    if verb.base in ("say", "ask", "mention", "tell"):
        return Shape("unsure", text)
    if verb.base in word_list("gave") and (verb.tag in ("VVD", "VVN") or is_for_me) and rest:
        return Shape("gave", f"{verb.base} {rest}", verb.base)
    return Shape("told", text, "plain")


def _together(text: str, names: tuple[str, ...]) -> Shape | None:
    """What both talked about, agreed on, or did."""
    if re.match(r"(?:i|we) (?:messed|forgot|blanked|panicked)", text, re.I):
        return Shape("unsure", text)
    if found := _TALKED.fullmatch(text):
        return shape_of(found["rest"], names=names)
    if (found := _AGREED.fullmatch(text)) and has_verb(found["rest"]):
        return Shape("agreed", found["rest"])
    if found := _ASKED_BY_ME.fullmatch(text):
        link = (found["link"] or "").lower()
        rest = found["rest"] if link in ("about", "for", "") else f"{link} {found['rest']}"
        return Shape("answered", rest)
    tokens = tagged(text)
    if tokens[0].low not in ("i", "we") or len(tokens) < 3:
        return None
    verb = next((token for token in tokens[1:3] if token.tag.startswith("VV")), None)
    is_done = verb is not None and verb.tag in ("VVD", "VVN") and verb.base in word_list("did")
    if is_done and verb is not None:
        return Shape("did", text[verb.end :].strip(), verb.base)
    return None


def _by_words(text: str, tokens: tuple[Token, ...]) -> Shape:
    first = tokens[0]
    if text.startswith(('"', "'")):
        return Shape("unsure", text)
    if first.tag == "VVZ" and len(tokens) > 1 and first.base in word_list("decides"):
        return Shape("told", f"they {first.base}{text[first.end :]}")
    if lead := _LED.match(text):
        return Shape("sentence", text) if lead else Shape("unsure", text)
    if first.low in SUBJECTS and any(token.is_finite for token in tokens[1:6]):
        return Shape(_sentence_kind(first.low, tokens), text)
    if first.tag == "TO0" or (
        first.low == "to" and len(tokens) > 1 and tokens[1].tag.startswith("V")
    ):
        return Shape("infinitive", text[tokens[1].start :])
    if first.low in _WH:
        return _clause(text, tokens)
    if _is_gerund(tokens):
        return Shape("gerund", text)
    if main_verb(tokens) > 0 and first.tag not in (
        "VVB",
        "VVI",
        "VVD",
        "VVN",
        "VM0",
        "AV0",
        "VDB",
        "VHB",
        "VBB",
    ):
        return Shape(_sentence_kind(first.low, tokens), text)
    return _phrase(text, tokens)


def _sentence_kind(first: str, tokens: tuple[Token, ...]) -> str:
    if first in ("i", "my"):
        return "sentence"
    if first in ("we", "our"):
        return "sentence_we"
    if first in ("you", "your", "they", "their", "he", "she", "his", "her"):
        return "sentence_you"
    return "sentence_it"


def _clause(text: str, tokens: tuple[Token, ...]) -> Shape:
    second = tokens[1] if len(tokens) > 1 else tokens[0]
    if second.low in _AUX and len(tokens) > 2 and tokens[2].tag in ("PNP", "AT0", "DPS", "NN2"):
        return Shape("question", f"{text}?")
    has_finite = any(token.is_finite for token in tokens[1:]) or second.tag == "TO0"
    return Shape("clause", text) if has_finite else Shape("unsure", text)


def _is_gerund(tokens: tuple[Token, ...]) -> bool:
    first = tokens[0]
    if not first.low.endswith("ing") or first.low in word_list("not_gerunds") or len(first.low) < 5:
        return False
    if len(tokens) == 1:
        return first.tag == "VVG"
    after = tokens[1]
    is_compound = after.tag == "NN1" and after.low in word_list("count")
    return not is_compound and after.tag not in ("VBZ", "VBD", "PRF", "CJC", "PUN")


def _phrase(text: str, tokens: tuple[Token, ...]) -> Shape:
    first = tokens[0]
    is_name = first.text[:1].isupper() and first.tag[:2] not in ("AJ", "VV", "AV")
    if len(tokens) == 1 and (first.text in _LANGUAGES or is_name or first.text == "Excel"):
        return Shape("noun", text)
    if kind := _verb_phrase(tokens):
        return Shape(kind, text)
    if _is_adjective(tokens):
        return Shape("adjective", text)
    if first.low in ("my", "our"):
        return Shape("mine", text)
    if first.low in ("your", "his", "her", "their"):
        return Shape("yours", text)
    return (
        Shape("noun", text)
        if head_place(tokens) >= 0 and not _is_broken(tokens)
        else Shape("unsure", text)
    )


def _is_broken(tokens: tuple[Token, ...]) -> bool:
    """Whether a noun phrase is mixed with something else that no frame can hold."""
    return tokens[0].tag in ("PRP", "XX0", "AVP", "PRF") or tokens[-1].tag in (
        "PRP",
        "AT0",
        "CJC",
        "DPS",
        "TO0",
        "PRF",
    )


def _verb_phrase(tokens: tuple[Token, ...]) -> str:
    """`past` or `infinitive` for "built a model", "still have a licence"; else empty."""
    place = (
        1
        if tokens[0].tag == "AV0" and len(tokens) > 2 and tokens[0].low not in ("very", "so", "how")
        else 0
    )
    verb = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or (verb.low in word_list("participles") and after.tag in ("PRP", "TO0")):
        return ""
    holds_object = after.tag in (
        "AT0",
        "DPS",
        "DT0",
        "PNP",
        "PRP",
        "AVP",
        "AV0",
        "CRD",
        "NN2",
        "NP0",
        "TO0",
        "NN0",
        "UNC",
        "VVG",
        "ORD",
        "AJ0",
        "XX0",
    )
    if verb.low in _DONE and (holds_object or after.is_noun):
        return "past"
    if _looks_past(verb.low) and after.tag in ("AT0", "DPS", "CRD", "DT0"):
        return "past"
    if verb.tag in ("VVD", "VVN", "VHD", "VDD", "VBD") and (holds_object or after.is_noun):
        return "past"
    if verb.tag in ("VVB", "VVI", "VHB", "VDB", "VM0", "VBI", "VHI", "VBB"):
        is_compound = (
            verb.tag in ("VVB", "VVI")
            and after.tag in ("NN1", "PRP", "NN2")
            and verb.low in _NOUN_TOO
        )
        return "infinitive" if (holds_object or after.is_noun) and not is_compound else ""
    return ""


def _looks_past(word: str) -> bool:
    return word.endswith("ed") or word in (
        "proofread",
        "led",
        "ran",
        "built",
        "taught",
        "wrote",
        "made",
        "won",
        "got",
        "did",
        "drove",
        "kept",
        "sold",
        "grew",
        "held",
        "co-led",
    )


_DONE = (
    "learned",
    "learnt",
    "managed",
    "led",
    "taught",
    "tutored",
    "coached",
    "organized",
    "built",
)
_LANGUAGES = (
    "English",
    "Spanish",
    "French",
    "German",
    "Italian",
    "Portuguese",
    "Chinese",
    "Mandarin",
    "Japanese",
    "Korean",
    "Arabic",
    "Hindi",
    "Urdu",
    "Bengali",
    "Turkish",
    "Polish",
    "Russian",
    "Dutch",
    "Vietnamese",
    "Swahili",
    "Hausa",
    "Yoruba",
    "Igbo",
    "Finnish",
    "Swedish",
    "Norwegian",
    "Danish",
    "Greek",
    "Hebrew",
    "Hungarian",
    "Czech",
    "Tamil",
    "Telugu",
    "Punjabi",
    "Gujarati",
    "Welsh",
    "Irish",
    "Latin",
    "Xhosa",
    "Zulu",
    "Afrikaans",
    "Somali",
    "Nepali",
    "Thai",
)
_NOUN_TOO = frozenset(
    (
        "swim",
        "design",
        "research",
        "work",
        "study",
        "field",
        "test",
        "market",
        "team",
        "chat",
        "match",
        "welcome",
        "plant",
        "program",
        "support",
        "sales",
        "dance",
        "ski",
        "sample",
        "drive",
        "train",
        "build",
        "track",
        "cross",
        "group",
        "summer",
        "event",
        "help",
        "contract",
        "service",
        "start",
        "set",
        "stock",
        "check",
        "call",
        "talk",
        "visit",
        "tour",
        "plan",
        "answer",
        "contact",
        "gel",
        "dip",
        "water",
        "film",
        "press",
        "exhibit",
    )
)


def _is_adjective(tokens: tuple[Token, ...]) -> bool:
    """Whether it is said of oneself: "very interested in", "good with kids", "CPR certified"."""
    head = 0
    while head < len(tokens) - 1 and tokens[head].tag == "AV0":
        head += 1
    word = tokens[head]
    after = tokens[head + 1].tag if head + 1 < len(tokens) else "END"
    if word.tag in ("AJ0", "AJC", "AJS") or word.low in word_list("participles") | word_list(
        "eager"
    ):
        return after in ("END", "PRP", "TO0", "AVP") and word.tag != "AT0"
    certified = next(
        (n for n, token in enumerate(tokens[:4]) if token.low in word_list("participles")), -1
    )
    return certified > 0 and all(
        token.is_noun or token.tag in ("AJ0", "CRD") for token in tokens[:certified]
    )


def gerund_phrase(base: str, rest: str) -> str:
    """A verb and what follows as an -ing phrase: "showing you my project"."""
    return f"{ing_form(base)} {rest}".strip()
