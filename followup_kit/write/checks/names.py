"""Names as the checks compare them: letter by letter, accents and capitals included.

What is nearly a recorded name is taken for a slip of it.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from followup_kit.write.checks.finding import Span
from followup_kit.write.checks.note import Note, bare, names_in
from followup_kit.write.facts import forms_of_words, name_alone
from followup_kit.write.spelling import is_word

SHORTEST_IN_TEXT = 4
_LONGEST = 40
_MOST_PARTS = 12
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january"}
    | {"february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december"}
)


def name_parts(name: str) -> list[str]:
    """The words of a name that can stand in a greeting, without titles."""
    titles = forms_of_words()["titles"]
    parts = [part for part, _ in names_in(name_alone(name))]
    return [part for part in parts if part.lower().strip(".") not in titles][:_MOST_PARTS]


def parts_of(names: Iterable[str]) -> set[str]:
    """The words of several names."""
    return {part for name in names for part in name_parts(name)}


def nearest(word: str, names: Iterable[str], least: float) -> str:
    """The name most like the word, or an empty text when none reaches `least` (0 to 1)."""
    word = bare(word.removesuffix("'s"))
    best, likeness = "", least
    for name in names:
        other = bare(name)
        if abs(len(word) - len(other)) > 3 or max(len(word), len(other)) > _LONGEST:
            continue
        ratio = 1.0 if word == other else SequenceMatcher(None, word, other).ratio()
        if ratio >= likeness:
            best, likeness = name, ratio
    return best


def unusual_capitals(
    note: Note, *, where: str = "body", also: Iterable[str] = ()
) -> Iterator[tuple[str, Span]]:
    """Capitalised words after the greeting that are not plain words at a sentence start.

    `also` adds words in small letters that equal one of these names, unless the
    dictionary knows them ("northwind", but not "apple").
    """
    small = {bare(name) for name in also if not is_word(name.lower())}
    text = note.part(where)
    start = note.greeting[1] if note.greeting and where == "body" else 0
    for word, (left, right) in names_in(text[start:]):
        span = (start + left, start + right)
        if len(word) < SHORTEST_IN_TEXT or len(word) > _LONGEST or word.lower() in _CALENDAR:
            continue
        is_name = word[0].isupper() and not is_plain_start(word, text, span[0])
        if is_name or bare(word.removesuffix("'s")) in small:
            yield word, span


def is_plain_start(word: str, text: str, start: int) -> bool:
    """Whether a word of the dictionary has a capital only because a sentence starts."""
    before = text[max(0, start - 6) : start].rstrip(" ")
    return (not before or before[-1] in '.!?\n:"') and is_word(word.lower())


def recorded_words(note: Note) -> set[str]:
    """Every word that the recorded facts spell out."""
    facts = note.facts
    told = (facts.company, facts.position, facts.topics, facts.interest, facts.fit, facts.reason)
    more = (facts.next_step, facts.missed_point, facts.clarification, facts.request, facts.answer)
    rest = (facts.meeting_time, facts.mistake, facts.correct, facts.agreed_terms, facts.occasion)
    people = facts.pass_on_to
    return {word for text in (*told, *more, *rest, *people) for word, _ in names_in(text)}
