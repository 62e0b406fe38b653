"""What the student typed, fitted into the sentences of a note: which frame, and which words.

Each fact gives sentences to say (a role of the folder `sentences`, and the words that go into
it), or a doubt that the student is asked about. Nothing is guessed: a piece that no frame holds
surely is left out.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from followup_kit.write.shapes.grammar import (
    has_verb,
    head_place,
    with_articles,
    word_list,
)
from followup_kit.write.shapes.pieces import pieces
from followup_kit.write.shapes.readers import to_reader
from followup_kit.write.shapes.shape import Shape, gerund_phrase, shape_of
from followup_kit.write.shapes.tokens import has_tagger, tagged
from followup_kit.write.shapes.typed import proper_words, repaired
from followup_kit.write.shapes.unfit import is_generic
from followup_kit.write.spelling import is_near_usual, is_word, slips

MOST_WORDS = 40
_LONGEST_FACT = 700
_FEW_WORDS = 6
_RELATIVE_TIME = re.compile(r",?\s*\b(?:tomorrow|today|tonight|later today)\b(?: morning| afternoon)?(?:,? (?:at )?\d[\d:.]*(?: ?[ap]\.?m\b\.?)?)?", re.I)
_HEALTH = re.compile(r"^(?:medical|physical|drug test|background check)s?\s*(?:\+|&|and|,|then)\s*", re.I)
_BRING = re.compile(r"(?<=\w)(?<!\bI)(?<!\bwill)(?<!\bto)[,.;]? (?:and )?(?:please )?(?:bring|wear|dress|arrive|park|ask for)\b.*", re.I | re.S)
_HEAR = re.compile(
    r"\b(?:get back (?:to|with)|let (?:me|us) know|be in touch|get in touch|reach out|contact me|contact us|come[s]? back to (?:me|us)"
    r"|(?:i'll|i will|i should|we'll|we will|i'm supposed to|i) hear|hear (?:back|from)|wait for (?:notice|an answer|a reply|news|the result)|follow up with (?:me|us)|notify|inform(?:s)? (?:me|us|all|the)|be informed|told (?:me )?by)\b",
    re.I,
)
_CALL = re.compile(
    r"\b(?:call|calls|phone|phones|ring|rings)(?: me| us| back)*(?=$| (?:by|on|after|before|this|next|in|at|within|when|early|late|with|Monday|Tuesday|Wednesday|Thursday|Friday)\b)", re.I
)
_WRITES = re.compile(r"\b(?:e-?mail|write|message|text)(?:s)? (?:me|us)\b", re.I)
_WHEN = re.compile(
    r"\b(?:(?:by|before|after|within|until|at|on|in) )?(?:the )?(?:(?:end|middle|beginning|start) of )?(?:the )?(?:next|this|early next|late next)? ?"
    r"(?:week|month|Monday|Tuesday|Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\d+ (?:days|weeks)|(?:two|three|a few|a couple of) (?:days|weeks)|a week|Thanksgiving|Christmas|the holidays|spring break)\b(?: \d{1,2})?(?: morning| afternoon| week)?|\b(?:by|before|after|on) the \d{1,2}(?:st|nd|rd|th)\b",
)
_WEEK_OF = re.compile(r"\b(?:in )?the week of (?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})")
_DAY_FIRST = re.compile(r"\b(?:on |by |until |till |before |after )?\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def listed(items: list[str] | tuple[str, ...]) -> str:
    """The items as one phrase; a comma before "and" only where an item has one inside.

    >>> listed(["Java", "SQL", "data structures and algorithms"]), listed(["Ann", "Bo", "Cy"])
    ('Java, SQL, and data structures and algorithms', 'Ann, Bo and Cy')
    """
    *first, last = items or [""]
    if not first:
        return last
    is_mixed = any(" and " in item or "," in item for item in items)
    comma = "," if is_mixed and (len(items) > 2 or "," in first[0] or " and " in last) else ""
    return f"{', '.join(first)}{comma} and {last}"


@dataclass(frozen=True)
class Said:
    """A sentence to say: its role, and the words for it."""

    role: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fitted:
    """The sentences that one fact gives, and what is to be asked about it."""

    said: tuple[Said, ...] = ()
    doubt: str = ""
    """`unsure`, `vague`, `question`, or a list of unfit.toml; empty when all was used."""


@dataclass(frozen=True)
class Reader:
    """Who is written to, and how that is spelt there."""

    names: tuple[str, ...] = ()
    """What the reader may be called in a typed fact."""
    known: tuple[str, ...] = ()
    """Recorded names, whose capitals are kept."""
    is_british: bool = False
    is_formal: bool = False


@lru_cache(maxsize=500)
def shapes_in(text: str, reader: Reader) -> tuple[tuple[Shape, ...], str]:
    """The shapes of the pieces of a typed fact, and why a piece was left out."""
    if not text.strip():
        return (), ""
    if not may_be_read(text):
        return (), "unsure"
    found, doubt = [], ""
    for piece in pieces(repaired(text, is_british=reader.is_british, names=reader.known)):
        doubt = doubt or piece.reason
        if piece.text:
            found.append(shape_of(without_splice(_before_that(piece.text)), names=reader.names))
    return tuple(shape for shape in found if shape.kind != "nothing"), doubt


def may_be_read(text: str) -> bool:
    """Whether a typed fact is short enough to be one, and its words can be tagged."""
    return has_tagger() and len(text) <= _LONGEST_FACT and not re.search(r"\w{40}", text)


def inside(text: str, reader: Reader, *, first: str = "") -> str | None:
    """A phrase ready to stand inside a sentence, said to the reader; None when it cannot be.

    >>> inside("The vibration sensors they use on gearbox test bench", Reader())
    'the vibration sensors you use on the gearbox test bench'
    """
    turned = to_reader(without_splice(text), names=reader.names)
    if turned is None or len(turned.split()) > MOST_WORDS or not _can_stand(turned, reader):
        return None
    turned = lower_first(turned)
    parts = _list_parts(turned)
    if len(parts) > 1:
        turned = listed([with_articles(part, first=first) for part in parts])
    else:
        turned = with_articles(turned, first=first)
    turned = re.sub(r"(?<=[^\W\d_]) not (just|only|\d+)\b", r", not \1", turned)
    turned = re.sub(r"\s+,", ",", turned)
    return spelled_for(turned.strip(" ,;"), reader)


def without_splice(text: str) -> str:
    """The text up to a comma after which a new sentence begins without a joining word."""
    for comma in re.finditer(r",\s+", text):
        rest = text[comma.end() :]
        first = rest.partition(" ")[0].lower()
        is_subject = tagged(rest)[:1] and tagged(rest)[0].tag[0] != "V"
        if first not in _JOINING and is_subject and has_verb(rest) and not _is_open(text[: comma.start()]):
            return text[: comma.start()]
    return re.sub(r", (?:the|that|a) (?:[\w'-]+ ){1,3}(?:thing|something)$", "", text)


_JOINING = frozenset(
    ("and", "but", "or", "so", "because", "which", "who", "where", "when", "if", "how", "why", "what", "whether", "that", "although", "while", "as", "especially", "including", "not", "i", "like", "also")
)


def _is_open(before: str) -> bool:
    """Whether a clause that began before a comma goes on after it ("if it rains, the ...")."""
    return bool(re.match(r"(?:if|when|because|while|although|after|before|since|once|as)\b", before, re.I)) or not has_noun(before)


def has_noun(text: str) -> bool:
    """Whether a text begins with a noun phrase or holds a clause."""
    tokens = tagged(text)
    return bool(tokens) and (head_place(tokens) >= 0 or has_verb(text) or tokens[0].low.endswith("ing") or tokens[0].tag[0] in "VA")


def _list_parts(text: str) -> list[str]:
    """The parts of a list of things that has commas and no "and"; else the text alone."""
    parts = [part.strip() for part in text.split(", ") if part.strip()]
    is_joined = re.search(r"\b(?:and|or|but)\b", ", ".join(parts[1:]))
    goes_on = any(part.partition(" ")[0].lower() in _JOINING - {"how", "why", "what"} for part in parts[1:])
    if len(parts) < 2 or is_joined or goes_on:
        return [text]
    are_things = [is_thing(part) or part.split()[0].lower() in ("how", "why", "what") for part in parts[1:]]
    if all(are_things):
        return [part for part in parts if not re.search(r"\bsomething$|\bthing$", part)] or parts[:1]
    return [text if has_verb(parts[0]) else parts[0]]


def is_thing(text: str) -> bool:
    """Whether a text is a noun phrase and nothing more."""
    tokens = tagged(text)
    return head_place(tokens) >= 0 and not has_verb(text) and tokens[0].tag not in ("PRP", "AV0", "VM0", "VVN", "VVD", "TO0")


def _can_stand(text: str, reader: Reader) -> bool:
    """Whether the words may be sent: English, no shorthand, no word that is surely misspelt."""
    if not _is_english(text) or _SHORTHAND.search(text):
        return False
    known = frozenset(part.lower() for name in reader.known for part in name.split())
    return not any(is_near_usual(slip) for slip in slips(text, known))


_SHORTHAND = re.compile(r"(?<!\w)w/|\b(?:lol|idk|tbh|asap|nxt|vol|u\d+|\d+k)\b|\bwant that (?:I|my)\b|(?<![A-Z\d])\b[a-z]{1,3}\d+\b|^\W*$|\s/\s|\?\w")


def spelled_for(text: str, reader: Reader) -> str:
    """Short forms written out where the note is formal."""
    if not reader.is_formal:
        return text
    for short, full in _SHORT_FORMS:
        text = re.sub(short, full, text)
    return text


_SHORT_FORMS = (
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"\b([A-Za-z]+)n't\b", r"\1 not"),
    (r"\b(I|you|we|they|You|We|They)'ve\b", r"\1 have"),
    (r"\b(I|you|he|she|it|we|they|You|We|They|It)'ll\b", r"\1 will"),
    (r"\bI'm\b", "I am"),
    (r"\b(you|we|they|You|We|They)'re\b", r"\1 are"),
    (r"\b(it|It|that|That|there|There)'s\b", r"\1 is"),
    (r"\b(I|you|he|she|we|they|You|We|They)'d\b", r"\1 would"),
)


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: a name keeps its capital."""
    tokens = tagged(text)
    if not tokens or text[:1] == text[:1].lower():
        return text
    first = tokens[0]
    second = tokens[1].text if len(tokens) > 1 else ""
    is_name = first.tag == "NP0" or first.text in proper_words() or first.text != first.text.capitalize()
    is_title = second[:1].isupper() and second != "I" and first.tag not in ("AT0", "DPS", "DT0", "AVQ", "DTQ", "PRP", "CJS", "PNP")
    if not is_word(first.low.split("-")[0]) and not _ABSTRACT.search(first.low) and first.tag not in ("AT0", "DPS"):
        return text
    if first.text == "I" or is_name or is_title or len(first.text) == 1 and first.low != "a":
        return text
    return text[0].lower() + text[1:]


_ABSTRACT = re.compile(r"(?:ency|ancy|tion|sion|ity|ment|ness|ance|ence|ism|logy|graphy|ings?)$")


def _is_english(text: str) -> bool:
    """Whether the words can be English: no other letters in a word in small letters."""
    words = re.findall(r"[^\W\d_]+", text)
    foreign = [word for word in words if word.islower() and not word.isascii() and word not in _BORROWED]
    return not foreign and not _FOREIGN.search(text)


_BORROWED = frozenset(("caf\u00e9", "caf\u00e9s", "r\u00e9sum\u00e9", "na\u00efve", "fianc\u00e9e", "d\u00e9cor", "clich\u00e9", "clich\u00e9s"))
_FOREIGN = re.compile(r"\b(?:te ligo|na|um|uma|der|und|mit|les|pour|avec|dans|por|que|para|est|nous|vous|R\u00fcckmeldung|Gespr\u00e4ch|Termin|\u00e0)\b")


def sentence(text: str) -> str:
    """A text as a sentence of its own."""
    text = text.strip(" ,;-")
    end = "" if text.endswith((".", "?", "!")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"


# What was talked about


def topics(text: str, reader: Reader) -> Fitted:
    """The sentences on what both talked about; two only where the first is very short."""
    shapes, doubt = shapes_in(text, reader)
    if doubt == "doubt":
        return Fitted(doubt=doubt)
    said: list[Said] = []
    for shape in shapes:
        is_hanging = bool(doubt) and doubt != "smalltalk" and shape.kind not in ("noun", "mine", "gerund", "clause", "did")
        one = None if is_hanging or (doubt == "complaint" and " " not in shape.text) else _topic(shape, reader)
        if one is None:
            doubt = doubt or "unsure"
        elif not said:
            said.append(one)
        elif len(said) == 1 and (both := _two_nouns(said[0], one)):
            said = [both]
        elif len(said) == 1 and _has_room(said[0]) and _adds(one, said[0]) and shape.more != "plain":
            said.append(one)
    return Fitted(tuple(said), "" if said and doubt in ("unsure", "smalltalk") else doubt)


def _two_nouns(one: Said, other: Said) -> Said | None:
    """Two short things that were typed one after the other, in one sentence."""
    first, second = dict(one.words).get("topic", ""), dict(other.words).get("topic", "")
    is_short = len(first.split()) <= _FEW_WORDS and len(second.split()) <= _FEW_WORDS
    if one.role == other.role == "topic_noun" and is_short and " and " not in first + second:
        return Said("topic_noun", (("topic", f"{first} and {second}"),))
    return None


def _has_room(one: Said) -> bool:
    """Whether a second sentence may follow: after a few words, or after advice."""
    return one.role in ("topic_advice", "topic_gave") or all(len(text.split()) <= _FEW_WORDS for _, text in one.words)


def _adds(one: Said, first: Said) -> bool:
    return one.role != first.role and all(len(text.split()) > 2 for _, text in one.words)


def _topic(shape: Shape, reader: Reader) -> Said | None:
    text = shape.text
    if shape.kind == "noun":
        text = re.sub(r"^((?:the|that|this) .*) (?:thing|stuff|bit|part)$", r"\1", text, flags=re.I)
        return _said("topic_noun", _before_that(text), reader, first="the")
    if shape.kind == "told":
        return _told(text, reader)
    if shape.kind in _TOPIC_ROLES:
        return _said(_TOPIC_ROLES[shape.kind], _before_that(text), reader)
    if shape.kind == "clause":
        is_whether = text.lower().startswith(("whether", "if "))
        text = re.sub("^if ", "whether ", text, flags=re.I)
        return _said("topic_whether" if is_whether else "topic_clause", text, reader)
    if shape.kind == "question":
        turned = indirect(text)
        return _said("topic_clause", turned, reader) if turned else None
    if shape.kind == "sentence_it" and text.partition(" ")[0].lower() in ("it", "that", "this", "there"):
        return None
    if shape.kind == "sentence_it":
        return _said("topic_clause", f"how {with_articles(lower_first(text), first='the')}", reader)
    if shape.kind == "asked":
        many = " and " in text and not has_verb(text)
        return _said("topic_questions" if many else "topic_asked", text, reader, first="the")
    if shape.kind in ("did", "gave"):
        return _done(shape, reader)
    return None


def _before_that(text: str) -> str:
    """What comes before ", and that ...", which is another sentence."""
    return text if _TELLS.match(text) else re.split(r",? and that (?=\w+ )", text)[0]


_TELLS = re.compile(r"(?:he|she|they)\b", re.I)


def _told(text: str, reader: Reader) -> Said | None:
    if re.search(r"\b(?:why|it|that|so|too)$", text):
        return None
    if re.search(r", (?:which|so|and) ", text):
        return _said("topic_told_more", text, reader)
    is_praise = text.lower().startswith(("my ", "i ")) and bool(word_list("good") & set(text.lower().split()))
    return _said("topic_praise" if is_praise else "topic_told", text, reader)


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


def _said(role: str, text: str, reader: Reader, *, first: str = "", name: str = "") -> Said | None:
    words = inside(text, reader, first=first)
    return Said(role, ((name or role.partition("_")[0], words),)) if words else None


def _done(shape: Shape, reader: Reader) -> Said | None:
    text = inside(shape.text, reader)
    if text is None:
        return None
    if shape.kind == "gave":
        rest = text.partition(" ")[2]
        whom, _, what = rest.partition(" ") if rest.startswith(("me ", "us ")) else ("", "", rest)
        rest = f"{whom} {with_articles(what, first='the')}".strip()
        return Said("topic_gave", (("topic", gerund_phrase(shape.more, rest)),))
    return Said("topic_did", (("topic", gerund_phrase(shape.more, text)), ("base", f"{shape.more} {text}")))


def indirect(question: str) -> str:
    """A question as it stands after "about": "which do you fix first?" loses its "do".

    Empty where the order of words cannot be turned surely.

    >>> indirect("which breaks do you fix first?"), indirect("how many people are in the team?")
    ('which breaks you fix first', 'how many people are in the team')
    """
    text = question.strip(" ?")
    tokens = tagged(text)
    if not tokens or tokens[0].low not in ("how", "why", "what", "where", "when", "which", "who", "whose"):
        return ""
    place = next((n for n, token in enumerate(tokens[1:], 1) if token.tag[:2] in ("VB", "VD", "VH", "VM")), -1)
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


# What draws the student


def interest(text: str, reader: Reader) -> Fitted:
    """The sentences on what draws the student to the work; a second one only where it is sure."""
    shapes, doubt = shapes_in(text, reader)
    said: list[Said] = []
    for number, shape in enumerate(shapes):
        if not said and number and doubt != "unfit" and shape.kind not in ("sentence", "noun", "gerund", "infinitive"):
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
    is_empty = shape.kind in ("noun", "yours", "gerund") and all(word in word_list("vague") for word in words)
    return is_empty or is_generic(shape.text)


_SMALL = frozenset(("the", "your", "their", "and", "a", "of", "to", "for", "in", "great", "good", "more", "new", "company", "nice", "international", "context", "our", "his", "her", "this"))


def _interest(shape: Shape, reader: Reader) -> Said | None:
    if _is_vague(shape):
        return None
    if shape.kind in ("noun", "mine", "yours", "clause"):
        return _said(_interest_role(shape), shape.text, reader, first="a")
    if shape.kind == "gerund":
        return _said("interest_gerund", shape.text, reader)
    if shape.kind == "infinitive":
        return _wish(shape.text, reader)
    if shape.kind == "adjective":
        is_eager = any(token.low in word_list("eager") for token in tagged(shape.text)[:3])
        text = inside(shape.text, reader) if is_eager else None
        return Said("own", (("own", f"I am {text}."),)) if text else None
    first = shape.text.partition(" ")[0].lower()
    if shape.kind in ("told", "sentence_you") or (shape.kind == "sentence_it" and first not in _POINTING):
        return _said("interest_you", shape.text, reader)
    if shape.kind in ("sentence", "sentence_we"):
        return own_sentence(shape.text, reader)
    return None


_POINTING = ("it", "it's", "that", "that's", "this", "these", "those", "there")


def _wish(text: str, reader: Reader) -> Said | None:
    """A bare verb: "want to see the field" is a wish, "love driving" a sentence about me."""
    low = text.lower()
    if re.match(r"(?:do|does)?n't|don't|not\b|never\b", low):
        return None
    if found := re.match(r"(?:i )?(?:just )?(?:want(?:ed)?|hope|hoping|wish|like|would like|would love) to (.+)", text, re.I):
        return _said("interest_do", found[1], reader)
    if tagged(text)[0].base in word_list("stative"):
        return own_sentence(f"I {lower_first(text)}", reader)
    return _said("interest_do", text, reader)


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
        return None if has_others else _said("interest_you", shape.text, reader)
    starts = shape.text.partition(" ")[0].lower()
    if shape.kind == "sentence" and role == "own" and starts == "i":
        return own_sentence(shape.text, reader) if re.match(r"I (?:want|like|love|hope|would|enjoy)\b", shape.text) else None
    is_reason = shape.kind == "sentence" or (shape.kind == "sentence_it" and starts[:1].isdigit())
    inner = inside(shape.text, reader) if is_reason and role in ("interest_noun", "interest_in") else None
    if inner is None:
        return None
    whole = f"{before}{', and' if ': ' in before else ':'} {inner}"
    return Said("replace", (("interest", whole),)) if len(whole.split()) <= MOST_WORDS else None


def own_sentence(text: str, reader: Reader) -> Said | None:
    """The student's own sentence as it stands, with what hangs loose after a comma joined."""
    turned = inside(re.sub(r", also .*", "", text), reader)
    if turned is None:
        return None
    parts = turned.split(", ")
    loose = [part for part in parts[1:] if _is_loose(part)]
    verb = next((token.base for token in tagged(turned)[1:6] if token.tag[0] == "V"), "")
    is_list = verb in word_list("holding") or any(tagged(part)[0].tag[0] == "V" for part in loose)
    if loose and not is_list:
        turned = parts[0]
    elif loose and len(loose) == len(parts) - 1:
        turned = f"{', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} and {parts[-1]}"
    return Said("own", (("own", sentence(turned)),))


def _is_loose(part: str) -> bool:
    tokens = tagged(part)
    is_verb = bool(tokens) and tokens[0].tag in ("VVB", "VVD", "VM0", "VHB", "VVI")
    is_thing = bool(tokens) and head_place(tokens) == len(tokens) - 1 and not has_verb(part)
    return is_verb or is_thing


# What comes next


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
    text = re.split(r"\s+(?:and then|then|if it works out|if all goes well|if i get it)\b", text, flags=re.I)[0]
    text = re.sub(r"^(\w+) round (technical|behavioral|virtual|onsite|final)\b", r"\1 \2 round", text)
    first, *rest = text.split(", ")
    is_verb = bool(rest) and tagged(rest[0])[:1] and tagged(rest[0])[0].tag in ("VVB", "VVI")
    return f"{first} and {rest[0]}" if is_verb and tagged(first)[0].tag in ("VVB", "VVI") else first


def _step(shape: Shape, reader: Reader) -> Said | None:
    text = shape.text
    if text.startswith(('"', "'")):
        return None
    head = _head(text)
    is_said = re.search(r"\b(?:said|says)\b", text) and _when(text) and not has_verb(re.sub(r"^.*?\bsaid\b", "", text))
    is_wait = shape.kind in ("noun", "infinitive", "unsure") and head in word_list("hear")
    is_wait = is_wait and (len(text.split()) <= _FEW_WORDS or text.lower().startswith(head))
    if _HEAR.search(text) or is_said or is_wait:
        return Said("next_hear", (("when", _when(text)),))
    is_theirs = shape.kind in ("told", "sentence_you") or re.match(r"(?:call|phone|ring|e-?mail|text|write) me\b", text, re.I)
    if is_theirs and _CALL.search(text):
        return Said("next_call", (("when", _when(text)),))
    if is_theirs and _WRITES.search(text):
        return Said("next_mail", (("when", _when(text)),))
    if shape.kind in ("told", "sentence_you", "sentence_it"):
        return _said("next_clause", with_articles(lower_first(text), first="the"), reader)
    if shape.kind in ("sentence", "infinitive"):
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
    when = re.sub(r"\b(by|at|before|after|until|in) (end|middle|beginning|start) of\b", r"\1 the \2 of", when)
    when = f"by the {when}" if re.match(r"(?:end|middle|beginning|start) of", when) else when
    when = f"on {when}" if when[0].isdigit() and not re.match(r"\d+ (?:days|weeks)", when) else when
    return f" {when}" if re.match(r"(?:by|before|after|within|until|at|on|in|next|this|early|late)\b", when) else f" on {when}" if re.match("[A-Z]", when) else f" {when}"


def _my_step(shape: Shape, reader: Reader) -> Said | None:
    text = re.sub(r"^(?:I (?:will|have to|need to|am going to|should|can|must|'ll|get to)|I'll|I'm going to|I|we|we'll|we will)\s+", "", shape.text)
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
    known = head in word_list("the") and tokens[0].tag not in ("AT0", "DPS", "CRD", "NP0") and tokens[place].tag == "NN2"
    words = f"the {words}" if known else words
    return Said("next_event" if head in word_list("events") else "next_noun", (("next", words),))


# Extras and other facts


def missed_point(text: str, reader: Reader) -> Fitted:
    """The one point that was forgotten in the talk."""
    shapes, doubt = shapes_in(re.sub(r"^(?:i (?:wanted|meant|forgot) to (?:say|mention|tell \w+)\s+)?(?:that\s+)?", "", text.strip(), flags=re.I), reader)
    for shape in shapes[:1]:
        if len(shapes) > 1 and shape.kind == "sentence" and not doubt:
            whole = repaired(text, is_british=reader.is_british, names=reader.known)
            one = _said("missed_that", re.sub(r"^I (?:wanted|meant|forgot) to (?:say|mention|tell \w+)(?: that)? ", "", whole).rstrip("."), reader)
        elif shape.kind in ("sentence", "sentence_we", "sentence_it"):
            one = _said("missed_that", shape.text, reader)
        elif shape.kind in ("infinitive", "past"):
            one = _said("missed_that", f"I {lower_first(shape.text)}", reader)
        elif shape.kind == "adjective":
            one = _said("missed_that", f"I am {lower_first(shape.text)}", reader)
        elif shape.kind in ("noun", "mine", "clause"):
            one = _said("missed_noun", shape.text, reader, first="a")
        else:
            one = None
        return Fitted((one,) if one else (), "" if one else doubt or "unsure")
    return Fitted((), doubt)


def clarification(text: str, reader: Reader) -> Fitted:
    """The one question that is left."""
    shapes, doubt = shapes_in(text, reader)
    for shape in shapes[:1]:
        if shape.kind == "question":
            asked = inside(_asked_of_you(shape.text), reader)
            one = Said("clarification_question", (("clarification", sentence(asked)),)) if asked else None
        elif shape.kind == "clause":
            one = _said("clarification_if", shape.text, reader)
        elif shape.kind in ("noun", "yours"):
            one = _said("clarification_noun", shape.text, reader, first="the")
        else:
            one = None
        return Fitted((one,) if one else (), "" if one else doubt or "unsure")
    return Fitted((), doubt)


def _asked_of_you(text: str) -> str:
    """A question put to the reader: "does she need" becomes "do you need"."""
    return re.sub(r"\b(does|is|was|has) (she|he)\b", lambda found: f"{_PLURAL[found.group(1).lower()]} you", text, flags=re.I)


_PLURAL = {"does": "do", "is": "are", "was": "were", "has": "have"}


def plain(text: str, reader: Reader, *, name: str, role: str, first: str = "") -> Fitted:
    """A fact that stands in its sentence as a noun phrase, or is a sentence of its own."""
    shapes, doubt = shapes_in(text, reader)
    for shape in shapes:
        if shape.kind in ("sentence", "sentence_we"):
            one = own_sentence(shape.text, reader)
        elif shape.kind in ("noun", "mine", "yours", "gerund", "clause"):
            one = _said(role, shape.text, reader, first=first, name=name)
        else:
            one = None
        if one:
            return Fitted((one,), doubt)
        doubt = doubt or "unsure"
    return Fitted((), doubt)
