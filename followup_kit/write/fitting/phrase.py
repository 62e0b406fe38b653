"""A typed piece made ready to stand inside a sentence of the note, or found unfit to.

What no frame holds surely is left out, and the student is asked about it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from followup_kit.write.shapes.grammar import has_verb, head_place, with_articles, word_list
from followup_kit.write.shapes.pieces import pieces
from followup_kit.write.shapes.readers import to_reader
from followup_kit.write.shapes.shape import Shape, shape_of
from followup_kit.write.shapes.tokens import has_tagger, tagged
from followup_kit.write.shapes.typed import proper_words, repaired
from followup_kit.write.spelling import is_near_usual, is_word, slips

MOST_WORDS = 40
FEW_WORDS = 6
_LONGEST_FACT = 700


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
            found.append(shape_of(without_splice(before_that(piece.text)), names=reader.names))
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
        if (
            first not in _JOINING
            and is_subject
            and has_verb(rest)
            and not _is_open(text[: comma.start()])
        ):
            return text[: comma.start()]
    return re.sub(r", (?:the|that|a) (?:[\w'-]+ ){1,3}(?:thing|something)$", "", text)


_JOINING = frozenset(
    (
        "and",
        "but",
        "or",
        "so",
        "because",
        "which",
        "who",
        "where",
        "when",
        "if",
        "how",
        "why",
        "what",
        "whether",
        "that",
        "although",
        "while",
        "as",
        "especially",
        "including",
        "not",
        "i",
        "like",
        "also",
    )
)


def _is_open(before: str) -> bool:
    """Whether a clause that began before a comma goes on after it ("if it rains, the ...")."""
    return bool(
        re.match(r"(?:if|when|because|while|although|after|before|since|once|as)\b", before, re.I)
    ) or not has_noun(before)


def has_noun(text: str) -> bool:
    """Whether a text begins with a noun phrase or holds a clause."""
    tokens = tagged(text)
    return bool(tokens) and (
        head_place(tokens) >= 0
        or has_verb(text)
        or tokens[0].low.endswith("ing")
        or tokens[0].tag[0] in "VA"
    )


def _list_parts(text: str) -> list[str]:
    """The parts of a list of things that has commas and no "and"; else the text alone."""
    parts = [part.strip() for part in text.split(", ") if part.strip()]
    is_joined = re.search(r"\b(?:and|or|but)\b", ", ".join(parts[1:]))
    goes_on = any(
        part.partition(" ")[0].lower() in _JOINING - {"how", "why", "what"} for part in parts[1:]
    )
    if len(parts) < 2 or is_joined or goes_on:
        return [text]
    are_things = [
        is_thing(part) or part.split()[0].lower() in ("how", "why", "what") for part in parts[1:]
    ]
    if all(are_things):
        return [part for part in parts if not re.search(r"\bsomething$|\bthing$", part)] or parts[
            :1
        ]
    return [text if has_verb(parts[0]) else parts[0]]


def is_thing(text: str) -> bool:
    """Whether a text is a noun phrase and nothing more."""
    tokens = tagged(text)
    return (
        head_place(tokens) >= 0
        and not has_verb(text)
        and tokens[0].tag not in ("PRP", "AV0", "VM0", "VVN", "VVD", "TO0")
    )


def _can_stand(text: str, reader: Reader) -> bool:
    """Whether the words may be sent: English, no shorthand, no word that is surely misspelt."""
    if not _is_english(text) or _SHORTHAND.search(text):
        return False
    known = frozenset(part.lower() for name in reader.known for part in name.split())
    return not any(is_near_usual(slip) for slip in slips(text, known))


_SHORTHAND = re.compile(
    r"(?<!\w)w/|\b(?:lol|idk|tbh|asap|nxt|vol|u\d+|\d+k)\b|\bwant that (?:I"
    r"|my)\b|(?<![A-Z\d])\b[a-z]{1,3}\d+\b|^\W*$|\s/\s|\?\w"
)


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
    is_name = (
        first.tag == "NP0" or first.text in proper_words() or first.text != first.text.capitalize()
    )
    is_title = (
        second[:1].isupper()
        and second != "I"
        and first.tag not in ("AT0", "DPS", "DT0", "AVQ", "DTQ", "PRP", "CJS", "PNP")
    )
    if (
        not is_word(first.low.split("-")[0])
        and not _ABSTRACT.search(first.low)
        and first.tag not in ("AT0", "DPS")
    ):
        return text
    if first.text == "I" or is_name or is_title or (len(first.text) == 1 and first.low != "a"):
        return text
    return text[0].lower() + text[1:]


_ABSTRACT = re.compile(r"(?:ency|ancy|tion|sion|ity|ment|ness|ance|ence|ism|logy|graphy|ings?)$")


def _is_english(text: str) -> bool:
    """Whether the words can be English: no other letters in a word in small letters."""
    words = re.findall(r"[^\W\d_]+", text)
    foreign = [
        word for word in words if word.islower() and not word.isascii() and word not in _BORROWED
    ]
    return not foreign and not _FOREIGN.search(text)


_BORROWED = frozenset(
    (
        "caf\u00e9",
        "caf\u00e9s",
        "r\u00e9sum\u00e9",
        "na\u00efve",
        "fianc\u00e9e",
        "d\u00e9cor",
        "clich\u00e9",
        "clich\u00e9s",
    )
)
_FOREIGN = re.compile(
    r"\b(?:te ligo|na|um|uma|der|und|mit|les|pour|avec|dans|por|que|para|est"
    r"|nous|vous|R\u00fcckmeldung|Gespr\u00e4ch|Termin|\u00e0)\b"
)


def sentence(text: str) -> str:
    """A text as a sentence of its own."""
    text = text.strip(" ,;-")
    end = "" if text.endswith((".", "?", "!")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"


def before_that(text: str) -> str:
    """What comes before ", and that ...", which is another sentence."""
    return text if _TELLS.match(text) else re.split(r",? and that (?=\w+ )", text)[0]


_TELLS = re.compile(r"(?:he|she|they)\b", re.I)


def framed(role: str, text: str, reader: Reader, *, first: str = "", name: str = "") -> Said | None:
    """The words of a piece in a frame; None when it does not fit."""
    words = inside(text, reader, first=first)
    return Said(role, ((name or role.partition("_")[0], words),)) if words else None


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
