"""The lists and phrases of the folder `words`, and the small language of its phrases.

In a phrase a space stands for any white space, `(a|b)` for a choice, ` [word]` for a
word that may be left out, `(a )?` for a part that may be, ` ...` for up to four words, and
`*` for the rest of a word.
"I am" also finds "I'm", and "do not" also finds "don't". `{kin}` stands for any word of
that family in families.toml.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from followup_kit.text import own_toml

_FILES = (
    "lists.toml",
    "families.toml",
    "parts.toml",
    "tone.toml",
    "slips.toml",
    "hints.toml",
    "structure.toml",
    "temper.toml",
    "polite.toml",
    "language.toml",
    "grammar.toml",
)
_FAMILY = re.compile(r"\{(\w+)\}")
_SHORT_FORMS = {
    "am": r"(?:\s+am|'?m)",
    "are": r"(?:\s+are|'re)",
    "is": r"(?:\s+is|'s)",
    "has": r"(?:\s+has|'s)",
    "will": r"(?:\s+will|'ll)",
    "have": r"(?:\s+have|'ve)",
    "had": r"(?:\s+had|'d)",
    "would": r"(?:\s+would|'d)",
    "not": r"(?:\s+not|n'?t)",
}
_CAN_SHORTEN = re.compile(
    r"\b(?:(?<=i)|(?<=you)|(?<=we)|(?<=they)|(?<=it)|(?<=that)|(?<=what)|(?<=there))"
    r" (am|are|is|has|will|have|had|would)\b"
)
_CHOICE_TO_SHORTEN = re.compile(
    r"(?<![\w|])((?:i|you|we|they|it|that|what|there)) \(([^()]*)\)(?!\?)"
)
_CAN_TAKE_NOT = re.compile(
    r"(?<=do|is) (not)\b|(?<=did|are|was|has|had) (not)\b|(?<=have|does|were) (not)\b"
    r"|(?<=could|would) (not)\b|(?<=should) (not)\b"
)
_TOKEN = re.compile(r" \[([^\]]+)\]|\[([^\]]+)\] | \.\.\.|<(\w+)>|\)\?| |[(|)*]|.", re.DOTALL)
_PLAIN_TOKENS = {"(": "(?:", ")": ")", ")?": ")?", "|": "|", "*": r"\w*", " ": r"\s+"}
_GAP = r"(?:\s+[^\s.!?]+){0,4}?"
_NEGATED = re.compile(
    r"(?:\b(?:not(?!\s+(?:only|just|to mention))|never|without|nor|rather than|instead of"
    r"|(?:do|does|did|ca|wo|is|was|would|could|should|have|has|are)n'?t|cannot(?!\s+wait))"
    r"(?<!can't)(?:\s+[\w'-]+){0,2}\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phrase:
    """One thing to look for in a note, and what to say about it."""

    pattern: re.Pattern[str]
    fix: str
    sources: tuple[str, ...]
    not_when: tuple[str, ...]
    """Words that make it harmless when they stand in the same sentence."""
    only_when: tuple[str, ...]
    """Words that must all stand in the same sentence."""
    doubtful: tuple[re.Pattern[str], ...]
    """Words around or in the find that leave it a hint unless there is another find."""
    is_hint: bool
    """Whether it is a hint unless there is another find, since good notes may say it too."""
    is_weak: bool
    """Whether it is more than a hint only beside another find."""
    replacements: Mapping[str, str]
    """Slip in small letters to the one right form, where that is certain."""
    can_be_negated: bool
    """Whether "not" before it makes it harmless; slang stays slang."""
    example: str
    counter_example: str

    def replacement(self, found: str) -> str | None:
        """What to write instead of what was found, where that is certain."""
        right = self.replacements.get(" ".join(found.lower().replace("\u2019", "'").split()))
        if right is None:
            return None
        return right[0].upper() + right[1:] if found[0].isupper() else right

    def counts(self, sentence: str, before: str) -> bool:
        """Whether a find counts, given its sentence and what stands before it there."""
        if self.can_be_negated and _NEGATED.search(before):
            return False
        if not all(phrase_pattern(needed).search(sentence) for needed in self.only_when):
            return False
        return not any(phrase_pattern(harmless).search(sentence) for harmless in self.not_when)


@cache
def words() -> dict[str, Any]:
    """The lists by name; `phrases`, `hints`, `harmless` and `doubtful` hold theirs by check."""
    tables = [own_toml(f"write/words/{name}") for name in _FILES]
    merged = {name: value for table in tables for name, value in table.items()}
    families = {
        word: value for table in tables for word, value in table.get("families", {}).items()
    }
    joined = {name: _joined(tables, name) for name in ("phrases", "hints")}
    return merged | joined | {"families": families}


def _joined(tables: list[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    """Check to its entries in all files."""
    joined: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        for check, entries in table.get(name, {}).items():
            joined.setdefault(check, []).extend(entries)
    return joined


@cache
def phrases(check: str) -> tuple[Phrase, ...]:
    """The phrases listed for that check, those that are only a hint last."""
    harmless = tuple(one["phrase"] for one in words()["harmless"].get(check, ()))
    doubtful = tuple(phrase_pattern(one["phrase"]) for one in words()["doubtful"].get(check, ()))
    certain, hints = words()["phrases"].get(check, ()), words()["hints"].get(check, ())
    entries = [*certain, *({**entry, "is_hint": True} for entry in hints)]
    slang = check == "casual"
    return tuple(_phrase(entry, harmless, doubtful, slang) for entry in entries)


@cache
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    r"""The regular expression for a phrase of the small pattern language.

    >>> bool(phrase_pattern("i am sure").fullmatch("I'm\nsure"))
    True
    """
    phrase = _FAMILY.sub(lambda found: f"({words()['families'][found.group(1)]})", phrase)
    marked = phrase.replace("will not", "(will not|won't)")
    marked = marked.replace("cannot", "(cannot|can not|can't)")
    marked = _CHOICE_TO_SHORTEN.sub(_each_shortened, marked)
    marked = _CAN_SHORTEN.sub(r"<\1>", marked)
    marked = _CAN_TAKE_NOT.sub("<not>", marked)
    inside = "".join(_tokens(marked))
    return re.compile(rf"(?<![\w'-])(?:{inside})(?!-?\w)", re.IGNORECASE)


def _each_shortened(found: re.Match[str]) -> str:
    """A choice after "I" or "you" with a short form for each word that has one."""
    choices = (choice.partition(" ") for choice in found.group(2).split("|"))
    marked = [
        f"<{first}>{space}{rest}" if first in _SHORT_FORMS else f" {first}{space}{rest}"
        for first, space, rest in choices
    ]
    return f"{found.group(1)}({'|'.join(marked)})"


def _tokens(phrase: str) -> Iterator[str]:
    for token in _TOKEN.finditer(phrase):
        after_space, before_space, short = token.groups()
        if after_space:
            yield rf"(?:\s+(?:{''.join(_tokens(after_space))}))?"
        elif before_space:
            yield rf"(?:(?:{''.join(_tokens(before_space))})\s+)?"
        elif short:
            yield _SHORT_FORMS[short]
        elif token.group() == " ...":
            yield _GAP
        else:
            yield _PLAIN_TOKENS.get(token.group()) or re.escape(token.group())


def _phrase(
    entry: dict[str, Any],
    harmless: tuple[str, ...],
    doubtful: tuple[re.Pattern[str], ...],
    slang: bool,
) -> Phrase:
    pattern = entry.get("regex")
    return Phrase(
        pattern=re.compile(pattern) if pattern else phrase_pattern(entry["phrase"]),
        fix=entry.get("fix", ""),
        sources=tuple(entry.get("sources", ())),
        not_when=(*harmless, *entry.get("not_when", ())),
        only_when=tuple(entry.get("only_when", ())),
        doubtful=doubtful,
        can_be_negated=not slang,
        is_hint=entry.get("is_hint", False),
        is_weak=entry.get("is_weak", False),
        replacements=entry.get("replace", {}),
        example=entry["example"],
        counter_example=entry["counter_example"],
    )
