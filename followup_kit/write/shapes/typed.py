"""What was typed in a hurry, written as in a letter; the words stay the student's own.

Shorthand is written out ("w/", "ppl"), fillers and emoji go, names and days get their
capitals, and a date such as 11/19 is named. Nothing is added that was not typed.
"""

import re
from functools import cache, lru_cache, partial
from typing import Any

from followup_kit.text import own_toml
from followup_kit.write.place import american_months, date_in_words, time_in_words
from followup_kit.write.spelling import is_certain, slips
from followup_kit.write.words import Phrase, phrases

_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
    | {"\u00a0": " ", "\u2011": "-", "\u2013": " - ", "\u2014": " - ", "\u2026": "."}
)
_PICTURE = re.compile(
    "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"
    r"|(?<!\w)[:;]-?[)(DPp](?!\w)|<3"
)
_WORD = re.compile(r"(?<![\w'/.-])[A-Za-z\d][\w'/.]*[\w/]?\.?(?![\w'-])|(?<!\S)[A-Za-z]/\w*")
_LONGEST = 3_000
_NO_WORD = re.compile(r"\w{40}")
_SHOUTED = 0.7
_FEWEST_SHOUTED = 10
_RATE = re.compile(r"\b(\d[\d.,]*)\s?h(?:rs?|ours?)?/w(?:ee)?k\b", re.I)
_PER = re.compile(r"\s?/\s?(hour|hr|h|day|week|wk|month|mo|year|yr)\b", re.I)
_PER_WORDS = {"h": "hour", "hr": "hour", "wk": "week", "mo": "month", "yr": "year"}
_SPACED_NUMBER = re.compile(r"(?<![\d,.])(\d{1,3}) (\d{3})(?!\d)")
_SLASHED = re.compile(
    r"(?<=[\w)])\s+/\s+(?=\w)|(?<=[a-z]{3})/(?=[a-z]{3})|(?<=\w{4})/(?=[A-Z][a-z]{3})"
)
_DATE = re.compile(
    r"(?<![\d/.$])(\d{1,2})/(\d{1,2})(?:/(?:20)?(\d\d))?(?![\d/%])(?= ?(?:$"
    r"|[,.;)]| (?:at|for|to|and|with|by|in|or)\b))"
)
_DOTTED = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(?:(\d{1,2})\.(?!\d)|(?=January|February|March|April|May|June|July|August|September|October|November|December))"
)
_GLUED = re.compile(
    r"\b(\d+)(yrs?|wks?|mos?|mths?|hrs?|mins?|years?|weeks?|months?|hours?|days?)\b", re.I
)
_WITH = re.compile(r"\bw (?=(?:the|a|an|my|her|his|their|our)\b)")
_ITS_CLAUSE = re.compile(
    r"\b(that|because|since|but|so|and) its (?=(?:hands on|[\w-]+)(?: and\b|,|\.|$| but\b| to\b))",
    re.I,
)
_ITS = re.compile(
    r"\bits (?=(?:how|what|a|an|the|not|my|all|about|like|where|why|really|so|very)\b)", re.I
)
_ID = re.compile(
    r"\bid (?=(?:try|like|love|do|be|say|bring|want|go|use|start|never|rather"
    r"|have|make|add)\b)|\bid(?= (?:try|do)$)"
)
_SINCE = re.compile(
    r"\bsince (?=(?:\d+|two|three|four|five|several|many) (?:years|months|weeks|days)\b)", re.I
)
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:\d]|,\d)",
    re.I,
)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTHS})\b",
    re.I,
)
_HOUR = re.compile(r"\b(\d{1,2})(?::(\d\d))? ?([ap])\.?m\b\.?", re.I)
_HOUR_24 = re.compile(
    r"\b(?:(?<=at )([01]\d|2[0-3])([0-5]\d)|(\d{1,2})[h:]([0-5]\d)|(\d{1,2}) ?h)\b(?!\w)"
)
_LATE_HOUR = re.compile(r"\b(1[3-9]|2[0-3]):([0-5]\d)\b(?!:)")
_WEEKDAY_DATE = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) (?=[A-Z][a-z]+ \d)")
_SMALL_MONTH = re.compile(r"\b(?<=in |by )(may|march)\b")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_BARE_DAY = re.compile(
    rf"(?<=[a-z]) (?=(?:{_DAYS})(?:$|[,.;]| (?:at|to|for|with|the|and|morning|afternoon)\b))"
)
_NO_ON = re.compile(
    r"\b(?:on|by|until|till|before|after|next|last|this|every|each|from|since|for|the|and|or|to|of|between|through|a|first|black|cyber|good|maybe|late|early|is)$",
    re.I,
)
_ONE_OF_MANY = re.compile(
    r"\b([2-9]|[1-9]\d+|two|three|four|five|six) (month|week|day|hour|year|semester"
    r"|summer)(?=$|[,.;]| (?:of|in|at|as|for|and|with|on)\b)"
)
_ORDINAL = re.compile(r"(?<![\d$./-])\b(10|[1-9])(?:st|nd|rd|th)\b")
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_MARKS = ((r"[!?]*\?[!?]*", "?"), (r"!+", "."), (r"\.{2,}", "."), (r"(\d) %", r"\1%"))


@lru_cache(maxsize=1_000)
def repaired(text: str, *, is_british: bool = False, names: tuple[str, ...] = ()) -> str:
    """The text with shorthand written out, capitals put right and dates named.

    Args:
        text: As typed.
        is_british: Whether 11/12 is the eleventh of December.
        names: Recorded names, whose capitals are kept.

    >>> repaired("kids + animals w/ ppl on monday lol")
    'kids and animals with people on Monday'
    """
    if len(text) > _LONGEST or _NO_WORD.search(text):
        return text
    text = _PICTURE.sub(" ", text.translate(_QUOTES))
    text = _quiet(text, names)
    for found, mark in _MARKS:
        text = re.sub(found, mark, text)
    text = _spelled_out(text)
    text = _dated(text, is_british=is_british)
    text = _capitals(text, names)
    text = _with_on(" ".join(text.split()))
    if not is_british:
        text = _WEEKDAY_DATE.sub(r"\1, ", text)
    text = _ORDINAL.sub(lambda found: _ORDINALS[int(found.group(1)) - 1], text)
    text = _ONE_OF_MANY.sub(r"\1 \2s", _spelled_right(text, names))
    return _tidy(text)


def _quiet(text: str, names: tuple[str, ...]) -> str:
    """A text in capitals throughout, in small letters."""
    letters = [letter for letter in text if letter.isalpha()]
    is_loud = sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters)
    return text.lower() if is_loud and len(letters) >= _FEWEST_SHOUTED and " " in text else text


def _spelled_out(text: str) -> str:
    text = re.sub(r"\s\+\s|\s&\s", " and ", text)
    text = re.sub(r"(?<=[a-z])\s?\+\s?(?=[a-z])", " and ", text)
    text = re.sub(r"\bw/\s?(?=\w)(?!o\b|out\b)", "with ", text, flags=re.I)
    text = re.sub(r"\bpolish(?=, | and (?:english|german|russian)\b)", "Polish", text)
    text = _SLASHED.sub(", " if len(_SLASHED.findall(text)) > 1 else " and ", text)
    text = _RATE.sub(r"\1 hours a week", text)
    text = _PER.sub(lambda per: f" {_a(per.group(1).lower())}", text)
    text = re.sub(r"\s@\s", " at ", text)
    text = _GLUED.sub(r"\1 \2", text)
    text = _WITH.sub("with ", text)
    text = _ITS_CLAUSE.sub(r"\1 it's ", _ITS.sub("it's ", text))
    text = _ID.sub("I'd ", text)
    text = _SINCE.sub("for ", text)
    text = re.sub(r"(?<=\w) esp\b\.?", ", especially", text)
    text = re.sub(r"\b(\d+)k(?= [a-z]+s\b)", r"\1,000", text)
    text = re.sub(
        r"\b(in|for|during) (?=(?:thesis|capstone|dissertation|practicum|internship)\b)",
        r"\1 my ",
        text,
    )
    text = re.sub(r"(?<=\w) also (?=\w)(?!\w+ed\b)", ", also ", text) if "," not in text else text
    text = re.sub(
        r"\b(combination|mix|mixture|balance) (?=(?!of\b|between\b|with\b)[a-z]+ and\b)",
        r"\1 of ",
        text,
    )
    text = _SPACED_NUMBER.sub(r"\1,\2", text)
    text = _WORD.sub(_in_full, text)
    for pattern, right in _wrong():
        text = pattern.sub(right, text)
    for pattern in _droppings():
        text = pattern.sub(" ", text)
    return text


def _a(unit: str) -> str:
    unit = _PER_WORDS.get(unit, unit)
    return f"{'an' if unit == 'hour' else 'a'} {unit}"


def _in_full(found: re.Match[str]) -> str:
    word = found.group()
    low = word.lower()
    short = _table()["short"]
    if word.isupper() and len(word) > 1:
        return word
    if low in short:
        return str(short[low])
    bare = low.rstrip(".")
    ends = bare != low and bare in short
    return f"{short[bare]}." if ends else ("I" if word == "i" else _self(word))


def _self(word: str) -> str:
    return f"I{word[1:]}" if word.startswith("i'") else word


def _dated(text: str, *, is_british: bool) -> str:
    def slashed(found: re.Match[str]) -> str:
        first, second = int(found.group(1)), int(found.group(2))
        day, month = (first, second) if is_british or first > 12 else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return found.group()
        return _on(text, found, date_in_words(day, month, is_british=is_british))

    def named(day: str, month: str, found: re.Match[str]) -> str:
        number = american_months().index(month[:3].lower()) + 1
        return _on(text, found, date_in_words(int(day), number, is_british=is_british))

    text = _DOTTED.sub(_as_slashed, text)
    text = _DATE.sub(slashed, text)
    if not is_british:
        text = _LATE_HOUR.sub(_in_twelve, text)
    text = _MONTH_DAY.sub(lambda m: named(m.group(2), m.group(1), m), text)
    if is_british or not _MONTH_DAY.search(text):
        text = _DAY_MONTH.sub(lambda m: named(m.group(1), m.group(2), m), text)
    text = _HOUR.sub(
        lambda m: _at(
            text, m, time_in_words(_of_day(m), int(m.group(2) or 0), is_british=is_british)
        ),
        text,
    )
    return (
        _HOUR_24.sub(lambda m: time_in_words(*_clock(m), is_british=is_british), text)
        if re.search(r"\bat \d{4}\b|\d{1,2}[h]\d?\d?\b", text)
        else text
    )


def _as_slashed(found: re.Match[str]) -> str:
    """A dotted date with a slash: "30.10." as "30/10"; a plain "0.91." as it is."""
    day, month = found.group(1), found.group(2)
    if not month:
        return f"{day} "
    is_date = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return f"{day}/{month}" if is_date else found.group()


def _in_twelve(found: re.Match[str]) -> str:
    """An hour after noon as it is said in America."""
    return time_in_words(int(found.group(1)), int(found.group(2)), is_british=False)


def _of_day(found: re.Match[str]) -> int:
    hour = int(found.group(1)) % 12
    return hour + (12 if found.group(3).lower() == "p" else 0)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    one, two, three, four, five = found.groups()
    hour, minute = (one, two) if one else (three, four) if three else (five, "0")
    return int(hour) % 24, int(minute)


def _on(text: str, found: re.Match[str], date: str) -> str:
    """The date, with "on" where it follows a word that needs it."""
    before = text[: found.start()].rstrip()
    if not before or _NO_ON.search(before) or re.search(rf"(?:{_DAYS}),?$", before, re.I):
        return date
    return f"on {date}" if before[-1].isalpha() else date


def _at(text: str, found: re.Match[str], time: str) -> str:
    before = text[: found.start()].rstrip()
    if re.search(r"\b(?:the|a|an|our|their|your|this|that)$", before, re.I):  # "the 4 a.m. sort"
        return f"{found.group(1)} {found.group(3).lower()}m" if ":" in time else time
    needs = bool(before) and not re.search(
        r"\b(?:at|from|to|until|by|before|after|around|about|the|a|an|our|their|this|that|-)$",
        before,
        re.I,
    )
    return f"at {time}" if needs else time


def _capitals(text: str, names: tuple[str, ...]) -> str:
    text = re.sub(r"\bi(?=\b(?!\.|-|/)|')", "I", text)
    text = _SMALL_MONTH.sub(lambda found: found.group().capitalize(), text)
    for pattern, right in _proper():
        text = pattern.sub(right, text)
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", name, text, flags=re.I)
    return text


def _with_on(text: str) -> str:
    def day(found: re.Match[str]) -> str:
        return " " if _NO_ON.search(text[: found.start()]) else " on "

    return _BARE_DAY.sub(day, text)


def _put_right(phrase: Phrase, found: re.Match[str]) -> str:
    return phrase.replacement(found.group()) or found.group()


def _spelled_right(text: str, names: tuple[str, ...]) -> str:
    """Certain slips put right: those of the list, and the speller's likely ones."""
    for phrase in phrases("spelling"):
        if phrase.replacements:
            text = phrase.pattern.sub(partial(_put_right, phrase), text)
    known = frozenset(part.lower() for name in names for part in name.split())
    for slip in reversed(slips(text, known)):
        if slip.is_likely and is_certain(slip):
            start, end = slip.span
            right = slip.suggestion
            text = (
                text[:start]
                + (right.capitalize() if slip.word[0].isupper() else right)
                + text[end:]
            )
    return text


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:?!)])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*[,;:.])+", r"\1", text)
    text = re.sub(r"\bat at\b", "at", re.sub(r"\bon on\b", "on", text))
    text = re.sub(
        r" (?:ok|okay)(?=$|[,.;])| like (?:that|this)(?= (?:with|in|at|for|on)\b)", "", text
    )
    return text.strip(" ,;:-")


@cache
def _table() -> dict[str, Any]:
    return own_toml("write/shapes/typing.toml")


@cache
def sentence_ends() -> frozenset[str]:
    """Abbreviations whose period ends no sentence."""
    return frozenset(_table()["sentence_ends"]["words"])


@cache
def _wrong() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = _table()["wrong"]
    return tuple(
        (re.compile(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", re.I), right)
        for wrong, right in table.items()
    )


@cache
def _droppings() -> tuple[re.Pattern[str], ...]:
    words = sorted(_table()["dropped"]["words"], key=len, reverse=True)
    return tuple(re.compile(rf"(?<![\w'-]){re.escape(word)}(?![\w'-])", re.I) for word in words)


@cache
def _proper() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = _table()["capital"]
    doubtful = set(table["not_words"])
    return tuple(
        (re.compile(rf"(?<![\w@/.-]){re.escape(word.lower())}(?![\w@-])"), word)
        for word in dict.fromkeys((*table["words"], *_languages()))
        if word.lower() not in doubtful
    )


@cache
def proper_words() -> frozenset[str]:
    """Single words that always have their capital."""
    return frozenset(word for word in _table()["capital"]["words"] if " " not in word)


def _languages() -> list[str]:
    """Names of languages that are no plain words as well."""
    both = ("polish", "dari", "thai", "lao", "twi", "latin")
    names = own_toml("write/shapes/nouns.toml")["languages"]
    return [name.capitalize() for name in names if name not in both]
