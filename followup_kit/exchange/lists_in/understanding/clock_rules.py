"""Hours that may be of the night or of the afternoon: `1:25` of an interview is asked once."""

import datetime as dt
import re
from dataclasses import replace

from followup_kit.exchange.lists_in.questions import Answers, Question, rows_in_words
from followup_kit.exchange.lists_in.understanding.date_rules import ReadDate
from followup_kit.exchange.lists_in.understanding.dates import clock_of
from followup_kit.exchange.lists_in.understanding.tables import Table

_EARLY = range(1, 7)
_NO_HALF = re.compile(r"(?<![\d:.+-])0?[1-6][:.h]\d{2}(?!\s*[ap]\.?m|\d|[.:]\d)", re.IGNORECASE)
_AFTERNOON = "afternoon"
_TARGETS = ("interview_time", "interview_end", "interview_on")


class ClockRules:
    """Reads the times of the interviews of one table.

    Attributes:
        questions: Whether early hours are of the afternoon, if there are some.
    """

    def __init__(self, table: Table, answers: Answers) -> None:
        cells = [
            (number, row[at])
            for target in _TARGETS
            for at in table.where(target)
            for number, row in table.rows
            if _is_early(row[at])
        ]
        self.questions: list[Question] = []
        self._is_later = False
        if cells:
            name, example = table.sheet.name, cells[0][1].strip()[:30]
            text = (
                f"{rows_in_words([n for n, _ in cells])} of {name}: {example}. In the afternoon, "
                "or at night?"
            )
            options = (("In the afternoon", _AFTERNOON), ("At night", "night"))
            question = Question(f"afternoon:{name}", text, options)
            self.questions.append(question)
            self._is_later = question.answer(answers) == _AFTERNOON

    def read(self, text: str) -> tuple[dt.time | None, dt.time | None]:
        """The time in a cell, and the end of a span of time."""
        clock, until = clock_of(text)
        if not (self._is_later and _is_early(text)):
            return clock, until
        return _later(clock), _later(until)

    def settled(self, read: ReadDate, text: str) -> ReadDate:
        """A day with its time, which is of the afternoon if that was said."""
        if not (self._is_later and _is_early(text)):
            return read
        return replace(read, clock=_later(read.clock), until=_later(read.until))


def _is_early(text: str) -> bool:
    return _NO_HALF.search(text) is not None and clock_of(text)[0] is not None


def _later(clock: dt.time | None) -> dt.time | None:
    return clock.replace(hour=clock.hour + 12) if clock and clock.hour in _EARLY else clock
