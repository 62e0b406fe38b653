"""What the student brings: what was done in whole sentences, the rest in one list."""

import re

from followup_kit.write.fitting.done import as_written, clause_of, is_certified
from followup_kit.write.fitting.phrase import Fitted, Reader, Said, listed, own, ready, said
from followup_kit.write.fitting.pieces import hangs_loose, is_plain_talk, opened, pieces
from followup_kit.write.fitting.sentences import own_sentences
from followup_kit.write.fitting.things import IN_MONTH, SPAN, is_held, thing
from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.parse import parse

_STEM = re.compile(
    r"(?:what i (?:would )?bring is|i (?:would )?bring|my skills(?: are| include)?:?)\s+", re.I
)
_SPEAK = re.compile(
    r"(?:i )?(?:can )?(?:speak|speaking|fluent in|fluent|native|bilingual in)\s+(?P<what>.+)", re.I
)
_MOST_LIST = 4
_MOST_WORDS = 24


def strengths(text: str, reader: Reader) -> Fitted:
    """The sentences on what the student brings: at most two, and the languages.

    >>> [dict(one.words) for one in strengths("wrote 6 grants, speak Malay", Reader()).said]
    [{'own': 'I wrote six grants.'}, {'fit': 'Malay'}]
    """
    if (whole := own_sentences(text, reader)) and is_plain_talk(text):
        return Fitted(whole)
    cut = pieces(text, reader, is_mine=True)
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
        if is_certified(IN_MONTH.sub("", text)):
            text = IN_MONTH.sub("", text)
        if names := _languages(text):
            self.languages += names
            return True
        if names := _tools(text):
            self.tools += names
            return True
        if (clause := clause_of(text)) and not hangs_loose(clause):
            phrase = ready(as_written(clause), reader)
            self.done += [phrase] if phrase else []
            return bool(phrase)
        phrase = thing(text, reader)
        if self.things and self.things[-1].startswith("my ") and re.match(r"an? ", phrase):
            self.things[-1] += f", {phrase}"  # "my project: a spectrometer"
            return True
        where = self.held if phrase and is_held(phrase) else self.things
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
    if all(one.startswith("work as ") for one in things):
        return own(f"I have been {listed([one[8:] for one in things])}")
    if len(things) == 1 and first.startswith("my ") and not re.match(r"my own\b", first):
        return own(f"I could draw on {first}")
    if len(things) == 1 and first.startswith("work at "):
        return own(f"I have worked{first[4:]}")
    if len(things) == 1 and re.match(rf"{SPAN} (?:as\b|\w+ing\b)", first):
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
        r"\s+(?:native|fluent|fluently|\(?[abc][12]\)?|too|speaker|as well|at home)$",
        "",
        text,
        flags=re.I,
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
    text = re.sub(r"^(?:a bit of|some|basic|beginner|intermediate|advanced) ", "", text, flags=re.I)
    names = re.split(r",? and |, ", text)
    is_all = all(name.lower() in word_list("tools") for name in names)
    return names if is_all else []
