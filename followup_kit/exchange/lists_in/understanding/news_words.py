"""Status words of one list: known ones are ours, the others are asked, never guessed."""

from collections.abc import Iterator

from followup_kit.exchange.lists_in.questions import Answers, Question, rows_in_words
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import (
    is_nothing,
    meaning,
    phrases,
    plain,
)
from followup_kit.log.choices import OutcomeKind
from followup_kit.text import cut

OPEN, SAVED, ONLY_NOTES = "open", "saved", "notes"
MOST_ASKED = 12
"""A column with more unknown words than this is no column of news: they stay in the notes."""

_MOST_TOLD = 12
_KNOWN = ("status", "interview_status", "yes_no")
_NEWS_TARGETS = ("status", "result", "interview_status")


_OUTCOMES = frozenset(kind.value for kind in OutcomeKind)
_MOST_WORD_BY_WORD = 2
_WORD_BY_WORD = "each"


class NewsWords:
    """What the status words of one table mean.

    Attributes:
        questions: What has to be asked: one for each word that is not known, or whether all of
            them are still open if they are many.
        remarks: What was understood by a word in it, in words.
    """

    def __init__(self, table: Table, answers: Answers, rules: DateRules) -> None:
        self.questions: list[Question] = []
        self.remarks: list[str] = []
        self._answers, self._rules = answers, rules
        self._all_mean = ""
        unknown: dict[str, list[tuple[int, str]]] = {}
        by_a_word: dict[str, str] = {}
        for word, number in self._words(table):
            known, is_whole = self._known(word)
            if not known:
                unknown.setdefault(plain(word), []).append((number, word))
            elif not is_whole and known != OPEN:
                by_a_word.setdefault(word, known)
        self._tell(by_a_word)
        self._ask(table.sheet.name, list(unknown.values()))

    def _words(self, table: Table) -> Iterator[tuple[str, int]]:
        for target in _NEWS_TARGETS:
            for at in table.where(target):
                for number, cells in table.rows:
                    word = self.beside_days(at, cells[at]) if target == "status" else cells[at]
                    if not is_nothing(word):
                        yield word, number

    def beside_days(self, at: int, text: str) -> str:
        """What a cell says beside its days."""
        return self._rules.beside(at, text)

    def _tell(self, by_a_word: dict[str, str]) -> None:
        labels = {kind.value: kind.label for kind in OutcomeKind} | {SAVED: "Not sent yet"}
        shown = [f"“{cut(word, 40)}” as {labels[known]}" for word, known in by_a_word.items()]
        if shown:
            self.remarks.append(f"Read by a word in it: {'; '.join(shown[:_MOST_TOLD])}.")

    def _ask(self, name: str, unknown: list[list[tuple[int, str]]]) -> None:
        if len(unknown) > MOST_ASKED:
            self.remarks.append(
                f"{len(unknown)} words for news are not known; the notes keep them."
            )
            return
        if len(unknown) <= _MOST_WORD_BY_WORD:
            self.questions = [self._question(rows) for rows in unknown]
            return
        words = "; ".join(f"“{cut(rows[0][1].strip(), 40)}”" for rows in unknown)
        question = Question(
            f"words:{name}",
            f"{len(unknown)} words for news of {name} are not known: {words}. What are they?",
            (
                ("No news: still open", OPEN),
                ("Keep them in the notes only", ONLY_NOTES),
                ("I say it for each word", _WORD_BY_WORD),
            ),
        )
        self.questions = [question]
        chosen = question.answer(self._answers)
        if chosen == _WORD_BY_WORD:
            self.questions += [self._question(rows) for rows in unknown]
        else:
            self._all_mean = chosen

    def meaning(self, text: str) -> str:
        """An outcome, `open`, `saved`, or `notes` if the word is in the notes only."""
        if is_nothing(text):
            return OPEN
        if known := self._known(text)[0]:
            return known
        key = _key(text)
        question = next((q for q in self.questions if q.key == key), None)
        chosen = question.answer(self._answers) if question else self._all_mean
        return chosen or ONLY_NOTES

    def _known(self, text: str) -> tuple[str, bool]:
        """What a word means, and whether all of it is known or only a word in it."""
        if known := meaning("status", text):
            return known, True
        if any(meaning(other, text) for other in _KNOWN):
            return OPEN, True
        inside = phrases("status", text)
        outcomes = inside & (_OUTCOMES | {SAVED})
        if not outcomes:
            return (OPEN if OPEN in inside else ""), False
        if len(outcomes) > 1 or phrases("not_so", text):
            return "", False
        return next(iter(outcomes)), False

    def _question(self, rows: list[tuple[int, str]]) -> Question:
        word = rows[0][1].strip()[:60]
        outcomes = tuple((kind.label, kind.value) for kind in OutcomeKind)
        options = (
            ("Still open, nothing decided", OPEN),
            *outcomes,
            ("Saved, not applied for", SAVED),
            ("Keep the word in the notes only", ONLY_NOTES),
        )
        where = rows_in_words([number for number, _ in rows])
        return Question(_key(word), f"{where}: what does “{word}” mean?", options)


def _key(text: str) -> str:
    return f"word:{plain(text[:60])}"
