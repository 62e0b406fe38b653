"""What only the person who made a file can know, asked before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
"""The key of a question to the value that was chosen."""


@dataclass(frozen=True)
class Question:
    """One thing to choose.

    Attributes:
        key: Names the question in `Answers`.
        text: The question, in words, with the rows it is about.
        options: Label and value of each answer.
        default: The value that holds until another is chosen; empty if one must be chosen.
    """

    key: str
    text: str
    options: tuple[tuple[str, str], ...]
    default: str = ""

    def answer(self, answers: Answers) -> str:
        """The value that was chosen, else the default; empty if one must still be chosen."""
        chosen = answers.get(self.key, "")
        return chosen if chosen in {value for _, value in self.options} else self.default


def rows_in_words(rows: list[int], most: int = 8) -> str:
    """Row numbers as part of a sentence.

    >>> rows_in_words([4]), rows_in_words([4, 7, 9], most=2)
    ('Row 4', 'Rows 4, 7 and 1 more')
    """
    rows = sorted(set(rows))
    if len(rows) == 1:
        return f"Row {rows[0]}"
    shown = ", ".join(str(row) for row in rows[:most])
    more = len(rows) - most
    return f"Rows {shown}" + (f" and {more:,} more" if more > 0 else "")
