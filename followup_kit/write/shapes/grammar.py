"""Small rules of English over tagged words: where an article lacks, and which.

They decide only where the tags are plain; the callers ask where they are not.
"""

import re
from functools import cache

from followup_kit.text import own_toml
from followup_kit.write.shapes.tokens import Token, tagged

_MODIFIERS = (
    "AJ0",
    "AJC",
    "AJS",
    "ORD",
    "NN1",
    "NN2",
    "NN0",
    "NP0",
    "UNC",
    "VVG",
    "VVN",
    "AV0",
    "CJC",
    "!!!",
    "ZZ0",
    "CRD",
)
_DETERMINERS = ("AT0", "DPS", "DT0", "DTQ", "POS")
_VOWEL_SOUND = ("a", "e", "i", "o", "u", "8", "11", "18", "hour", "hono", "heir")
_CONSONANT_SOUND = ("uni", "use", "usa", "eu", "one", "once", "u.", "ura", "uti")
_LETTERS_WITH_VOWEL = "AEFHILMNORSX"


def word_list(name: str) -> frozenset[str]:
    """One of the lists of nouns.toml."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = own_toml("write/shapes/nouns.toml")
    return {name: frozenset(words) for name, words in table.items()}


def head_place(tokens: tuple[Token, ...]) -> int:
    """Where the head of the noun phrase stands with which the words begin; -1 if nowhere."""
    head = -1
    for place, token in enumerate(tokens):
        if token.is_noun or token.tag == "PNI":
            head = place
        elif (
            token.tag not in (*_MODIFIERS, *_DETERMINERS)
            or token.low in ("then", "there")
            or (head >= 0 and token.tag in ("CJC", "AV0", "VVN", "VVG", "CRD", *_DETERMINERS))
        ):
            break
    return head


def lacks_article(tokens: tuple[Token, ...]) -> bool:
    """Whether words begin with a singular count noun that has no article: "creative team"."""
    if not tokens or tokens[0].tag in (*_DETERMINERS, "CRD", "PNP") or tokens[0].tag == "NP0":
        return False
    head = head_place(tokens)
    if head < 0 or any(token.tag in _DETERMINERS for token in tokens[:head]):
        return False
    noun = tokens[head]
    if head + 1 < len(tokens) and tokens[head + 1].tag == "CRD":  # "reactor 7"
        return False
    is_count = noun.low in word_list("count") or bool(
        re.fullmatch(r"\d:\d", noun.text)
    )  # a "2:1 in Economics"
    return noun.tag == "NN1" and is_count


def article_for(word: str) -> str:
    """`a` or `an`, by the sound of the next word.

    >>> [article_for(word) for word in ("hour", "union", "MRI", "team")]
    ['an', 'a', 'an', 'a']
    """
    if word.isupper() and len(word) <= 4:
        return "an" if word[0] in _LETTERS_WITH_VOWEL else "a"
    low = word.lower()
    if low.startswith(_CONSONANT_SOUND):
        return "a"
    return "an" if low.startswith(_VOWEL_SOUND) else "a"


def with_articles(text: str, *, first: str) -> str:
    """The text with the articles that a learner of English leaves out.

    Args:
        text: A phrase.
        first: The article for a noun at its beginning: `the`, `a`, or empty for none.

    >>> with_articles("vibration sensors on gearbox test bench", first="the")
    'vibration sensors on the gearbox test bench'
    """
    tokens = tagged(text)
    places = [
        (token.start, before)
        for token, before in zip(tokens[1:], tokens, strict=False)
        if takes_article(tokens, token, before)
        or _is_one_object(tokens, token, before)
        or _is_named(tokens, token, before)
    ]
    for place, before in reversed(places):
        is_one_of_many = before.tag.startswith("V") or before.low == "as"
        article = article_for(text[place:].split()[0]) if is_one_of_many else "the"
        text = f"{text[:place]}{article} {text[place:]}"
    head = head_place(tokens)
    is_pair = 0 <= head < len(tokens) - 1 and (
        tokens[head + 1].low == "and"  # "line and pastry"
        and head + 2 < len(tokens)
        and tokens[head + 2].tag not in _DETERMINERS
    )
    if first and not is_pair and lacks_article(tokens):
        word = tokens[0].text
        article = "the" if first == "the" or _is_known(tokens) else article_for(word)
        return f"{article} {text}"
    return text


_ONE_OF_MANY = (
    "inspector",
    "assistant",
    "tutor",
    "cashier",
    "intern",
    "teacher",
    "volunteer",
    "lifeguard",
)


def _is_known(tokens: tuple[Token, ...]) -> bool:
    return tokens[head_place(tokens)].low in ("round",)


def _is_named(tokens: tuple[Token, ...], token: Token, before: Token) -> bool:
    """Whether a thing with a name before it lacks "the": "treasurer of NABA chapter"."""
    rest = tokens[tokens.index(token) :]
    head = head_place(rest)
    is_link = before.tag in ("PRF", "PRP") and before.low in ("of", "in", "at", "for", "on", "with")
    is_name = token.text.isupper() and len(token.text) > 2
    return (
        is_link
        and is_name
        and head > 0
        and rest[head].tag == "NN1"
        and (rest[head].low in word_list("count"))
    )


def _is_one_object(tokens: tuple[Token, ...], token: Token, before: Token) -> bool:
    """Whether a countable noun after its verb lacks "a": "built food bank stock app"."""
    rest = tokens[tokens.index(token) :]
    place = tokens.index(before)
    if place == 0 and before.low in word_list("also_nouns"):  # "swim team"
        return False
    is_adjective = (
        before.tag in ("VVG", "VVN")
        and place > 0
        and (tokens[place - 1].tag in (*_DETERMINERS, "AJ0", "NN1", "CRD", "ORD"))
    )
    is_verb = (
        before.low != "teaching"
        and before.tag in ("VVD", "VVN", "VVB", "VVI", "VVG", "VHB", "VHD", "VHI", "VHZ")
        and (not is_adjective)
    )
    if not is_verb or token.text[:1].isupper() or not lacks_article(rest):
        return False
    return head_place(rest) > 0 or rest[0].low not in word_list("bare_after")


def takes_article(tokens: tuple[Token, ...], token: Token, before: Token) -> bool:
    """Whether a noun phrase that begins here, after that word, lacks its article."""
    is_owning = before.tag in ("VHB", "VHZ", "VHD")
    if token.tag == "VVG" or before.low == "teaching":
        return False
    if before.tag.startswith("VB") and before.low not in ("'s", "be"):
        rest = tokens[tokens.index(token) :]
        head = head_place(rest)
        is_role = head == len(rest) - 1 and rest[head].low in word_list("roles")
        return is_role and rest[head].tag == "NN1" and token.tag not in (*_DETERMINERS, "CRD")
    if (before.tag not in ("PRP", "PRF", "VVD") and not is_owning) or before.low in (
        "per",
        "like",
        "by",
        "without",
    ):
        return False
    if token.text[:1].isupper():  # a name
        return False
    rest = tokens[tokens.index(token) :]
    head = head_place(rest)
    if head < 0 or not lacks_article(rest):
        return False
    if (before.tag == "VVD" or is_owning) and head:
        return False
    if before.low == "as" and (rest[head].low not in _ONE_OF_MANY or rest[0].low == rest[head].low):
        return False
    is_bare = before.tag != "VVD" or rest[0].low in ("part", "place", "care", "note", "time")
    is_idiom = head == 0 and (
        before.low == "to" or (is_bare and rest[0].low in word_list("bare_after"))
    )
    after = rest[head + 1].tag if head + 1 < len(rest) else ""
    return not is_idiom and not (before.tag == "PRF" and head == 0) and after != "CRD"


def ing_form(base: str) -> str:
    """The -ing form of a verb.

    >>> [ing_form(base) for base in ("show", "come", "run", "tie", "visit", "see")]
    ['showing', 'coming', 'running', 'tying', 'visiting', 'seeing']
    """
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    vowels = "aeiou"
    is_short = len(base) >= 3 and base[-1] not in f"{vowels}wxy" and base[-2] in vowels
    is_single = (
        is_short and base[-3] not in vowels and sum(letter in vowels for letter in base) == 1
    )
    doubles = is_single or base in ("begin", "submit", "forget", "admit", "refer", "permit", "quit")
    return f"{base}{base[-1]}ing" if doubles else f"{base}ing"
