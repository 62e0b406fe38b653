"""Status words of one list: known ones are ours, the others are asked, never guessed."""

from followup_kit.exchange.lists_in.questions import Answers, Question, rows_in_words
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules
from followup_kit.exchange.lists_in.understanding.dates import find_dates
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import is_nothing, meaning, plain
from followup_kit.log.choices import OutcomeKind

OPEN, SAVED, ONLY_NOTES = "open", "saved", "notes"
MOST_ASKED = 12
"""A column with more unknown words than this is no column of news: they stay in the notes."""

_KNOWN = ("status", "interview_status", "yes_no")
_NEWS_TARGETS = ("status", "result", "interview_status")


class NewsWords:
    """What the status words of one table mean.

    Attributes:
        questions: One for each word that is not known.
        remarks: What is not asked, in words.
    """

    def __init__(self, table: Table, answers: Answers, rules: DateRules) -> None:
        self.questions: list[Question] = []
        self.remarks: list[str] = []
        self._answers = answers
        unknown: dict[str, list[tuple[int, str]]] = {}
        for target in _NEWS_TARGETS:
            for at in table.where(target):
                for number, cells in table.rows:
                    if self._is_unknown(cells[at]):
                        unknown.setdefault(plain(cells[at]), []).append((number, cells[at]))
        if len(unknown) > MOST_ASKED:
            self.remarks.append(
                f"{len(unknown)} words for news are not known; the notes keep them."
            )
            return
        self.questions = [self._question(rows) for rows in unknown.values()]

    def meaning(self, text: str) -> str:
        """An outcome, `open`, `saved`, or `notes` if the word is in the notes only."""
        if is_nothing(text):
            return OPEN
        known = meaning("status", text)
        if known or any(meaning(other, text) for other in _KNOWN):
            return known or OPEN
        key = _key(text)
        question = next((q for q in self.questions if q.key == key), None)
        return (question.answer(self._answers) if question else "") or ONLY_NOTES

    def _is_unknown(self, text: str) -> bool:
        if is_nothing(text) or any(meaning(known, text) for known in _KNOWN):
            return False
        return not find_dates(text)

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
