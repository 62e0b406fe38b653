"""A typed piece made ready to stand inside a sentence of the note, or found unfit to.

What no frame holds surely is left out, and the student is asked about it.
"""

import re
from dataclasses import dataclass

from followup_kit.write.shapes.grammar import with_articles, word_list
from followup_kit.write.shapes.readers import to_reader
from followup_kit.write.shapes.tokens import has_tagger, tagged
from followup_kit.write.shapes.typed import proper_words
from followup_kit.write.spelling import is_common, is_near_usual, is_word, slips

MOST_WORDS = 32
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
    comma = (
        ","
        if is_mixed and (len(items) > 2 or "," in first[0] or " and " in first[0] + last)
        else ""
    )
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
    """`unsure`, `vague`, or a list of unfit.toml; empty when enough of it was used."""


@dataclass(frozen=True)
class Reader:
    """Who is written to, and how that is spelt there."""

    names: tuple[str, ...] = ()
    """What the reader may be called in a typed fact."""
    known: tuple[str, ...] = ()
    """Recorded names, whose capitals are kept."""
    is_british: bool = False
    is_formal: bool = False


def said(role: str, text: str, name: str = "") -> Said:
    """One sentence whose frame holds one text."""
    return Said(role, ((name or role.partition("_")[0], text),))


def own(text: str) -> Said:
    """The student's own sentence."""
    return said("own", sentence(text))


def may_be_read(text: str) -> bool:
    """Whether a typed fact is short enough to be one, and its words can be tagged."""
    return has_tagger() and len(text) <= _LONGEST_FACT and not re.search(r"\w{40}", text)


def ready(text: str, reader: Reader, *, first: str = "") -> str:
    """A phrase ready to stand inside a sentence, said to the reader; empty when it cannot be.

    Args:
        text: A repaired piece that the grammar holds.
        reader: Who reads it.
        first: Article for a countable noun at its beginning, if it has none.

    >>> ready("The vibration sensors they use on gearbox test bench", Reader())
    'the vibration sensors you use on the gearbox test bench'
    """
    turned = to_reader(text, names=reader.names)
    if not turned or len(turned.split()) > MOST_WORDS or not can_stand(turned, reader):
        return ""
    turned = with_articles(lower_first(turned), first=first)
    turned = re.sub(r"(?<=[^\W\d_]) not (?=just|only)", ", not ", turned)
    turned = _numbers(re.sub(r"\s+,", ",", turned))
    return spelled_for(turned.strip(" ,;"), reader)


def can_stand(text: str, reader: Reader) -> bool:
    """Whether the words may be sent: English, no shorthand, no word that is surely misspelt."""
    if not _is_english(text) or _SHORTHAND.search(text):
        return False
    known = frozenset(part.lower() for name in reader.known for part in name.split())
    return not any(is_near_usual(slip) for slip in slips(text, known))


_SHORTHAND = re.compile(
    r"(?<!\w)w/|\b(?:lol|idk|tbh|asap|nxt|luv|dey|d|smth|flwrs|lang|esp|w|n|r|u|b|k|mkt|vol|goss)\b"
    r"|(?<!\S)\d+k\b|^\W*$|\s/\s|\?|[=<>~*^_\\|@#\[\]{}]|\s\+|(?<![A-Z])\+\s|\"",
)


def _of_year(found: re.Match[str]) -> str:
    """A year with its "of": "the water damage of 1981"; "since 1981" as it is."""
    is_linked = found[1] in ("since", "from", "until", "before", "after", "class", "about")
    return found.group() if is_linked else f"{found[1]} of {found[2]}"


def _numbers(text: str) -> str:
    """Small numbers in words before a plain word: "5 seasons", but "cell 3" and "5 p.m."."""

    def word(found: re.Match[str]) -> str:
        is_label = found[1].strip().lower() in word_list("labels") | {"a", "an"}
        return found.group() if is_label else f"{found[1]}{_WORDS[int(found[2])]}"

    text = re.sub(
        r"((?:[^\W\d_]+|^) ?)(?<![.,:/$\u00a3\u20ac-])\b([2-9])(?= [a-z]{3,}(?!\.))", word, text
    )
    text = re.sub(
        r"\b(\d+|two|three|four|five|six|seven|eight|nine)"
        r" (minute|hour|day|week|month|year|page|ton|mile|person|bed)"
        r"(?= [a-z]{3,})(?! of\b| and\b| in\b| for\b)",
        r"\1-\2",
        text,
    )
    text = re.sub(
        r"(?<![\w])((?!in |since |by |of |until |from |class )[a-z]{3,}) ((?:18|19|20)\d\d)$",
        _of_year,
        text,
    )
    text = re.sub(r"\b(done|have|has|had|did|made) 1 (?=[a-z]{3,})", r"\1 one ", text)
    return re.sub(r"\b1 (year|month|week|day|summer|term|semester)\b", r"one \1", text)


_WORDS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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
    (r"\b(it|It|that|That|there|There|everything|everyone)'s\b", r"\1 is"),
    (r"\b(I|you|he|she|we|they|You|We|They)'d\b", r"\1 would"),
)


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: a name keeps its capital."""
    tokens = tagged(text)
    if not tokens or text[:1] == text[:1].lower():
        return text
    first = tokens[0]
    second = tokens[1].text if len(tokens) > 1 else ""
    is_small = first.tag in ("AT0", "DPS", "DT0", "AVQ", "DTQ", "PRP", "CJS", "PNP", "CRD", "VVG")
    is_name = (
        first.text in proper_words()
        or first.low in word_list("languages")
        or first.text != first.text.capitalize()
    )
    is_name = is_name or (first.tag == "NP0" and not is_common(first.low))
    is_title = second[:1].isupper() and second != "I" and not is_small
    is_plain = is_word(first.low.split("-")[0]) or bool(_ABSTRACT.search(first.low))
    if first.text == "I" or is_name or is_title or not (is_plain or is_small):
        return text
    if (len(first.text) == 1 or first.text[1:2] == "-") and first.low != "a":
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


_BORROWED = frozenset(["café", "cafés", "résumé", "naïve", "fiancée", "décor", "cliché", "clichés"])
_FOREIGN = re.compile(
    r"\b(?:te ligo|na|um|uma|der|und|mit|les|pour|avec|dans|por|que|para|est"
    r"|nous|vous|R\u00fcckmeldung|Gespr\u00e4ch|Termin|\u00e0)\b"
)


def sentence(text: str) -> str:
    """A text as a sentence of its own."""
    text = text.strip(" ,;-")
    end = "" if text.endswith((".", "?", "!")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"
