"""How the dates of one table are read: one order for a whole column, asked if nothing says it.

A day above 12 in one row decides for its column, and that row is named. A year that is
missing, and which of two dates in one cell counts, are asked too.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from followup_kit.exchange.lists_in.questions import Answers, Question, rows_in_words
from followup_kit.exchange.lists_in.understanding.dates import (
    Found,
    NoDateError,
    Order,
    find_in_date_cell,
)
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import is_nothing

DATE_TARGETS = frozenset(
    {"applied_on", "status_on", "decision_on", "interview_on", "thanked_on", "sent_at", "status"}
)
_YEARS_BACK = 4
_ORDERS: tuple[Order, ...] = ("day", "month")
_FIRST, _LAST, _EACH, _NONE = "first", "last", "each", "none"


@dataclass(frozen=True)
class ReadDate:
    """One day that was read, with its time if there was one.

    Attributes:
        day: The day.
        clock: The time of day, if the text had one.
        until: The end of a span of time.
        offset: What the time is ahead of UTC, if the text says so.
        text: What stands beside it in the cell.
    """

    day: dt.date
    clock: dt.time | None = None
    until: dt.time | None = None
    offset: dt.timezone | None = None
    text: str = ""


class DateRules:
    """Reads the cells of the date columns of one table.

    Attributes:
        questions: What has to be known first.
        remarks: What one row decided for its column, in words.
    """

    def __init__(self, table: Table, answers: Answers, *, now: dt.datetime) -> None:
        self.questions: list[Question] = []
        self.remarks: list[str] = []
        self._table, self._answers = table, answers
        self._this_year = now.year
        self._known: dict[str, list[Found]] = {}
        columns = [at for at, c in enumerate(table.columns) if c.target in DATE_TARGETS]
        self._cells = {at: list(self._column(at)) for at in columns}
        self._orders: dict[int, Order] = {at: self._order(at) for at in columns}
        self._asked_order: Order = self._ask_order()
        self._year = self._ask_year()
        self._which = {at: self._ask_which(at) for at in columns}

    def read(self, at: int, text: str) -> list[ReadDate]:
        """The days in a cell of a date column; empty if it holds none.

        Raises:
            NoDateError: It holds a day that cannot be, or that is not known yet.
        """
        found = self._found(text)
        if len(found) > 1:
            chosen = self._which.get(at, "")
            if chosen in ("", _NONE):
                msg = "has several dates"
                raise NoDateError(msg)
            found = {_FIRST: found[:1], _LAST: found[-1:], _EACH: found}[chosen]
        return [self._read(at, one, text) for one in found]

    def _read(self, at: int, found: Found, text: str) -> ReadDate:
        order = self._orders.get(at, "") or self._asked_order
        latest = self._this_year + 1
        day = found.date(order=order, year=self._year, latest=latest)
        beside = f"{text[: found.start]} {text[found.end :]}".strip(" ,;&|()-–")  # noqa: RUF001
        return ReadDate(day, found.clock, found.until, found.offset, beside)

    def _found(self, text: str) -> list[Found]:
        if text not in self._known:
            from_1904 = self._table.sheet.from_1904
            self._known[text] = find_in_date_cell(text, from_1904=from_1904)
        return self._known[text]

    def _column(self, at: int) -> Iterator[tuple[int, str]]:
        for number, cells in self._table.rows:
            if not is_nothing(cells[at]):
                yield number, cells[at]

    def _order(self, at: int) -> Order:
        """What the cells of a column, or the shape of its list, say about the order."""
        if self._table.shape and self._table.shape.order:
            return "month" if self._table.shape.order == "month" else "day"
        deciding: dict[Order, tuple[int, str]] = {}
        for number, text in self._cells[at]:
            for found in self._found(text):
                if found.order:
                    deciding.setdefault(found.order, (number, text))
        if len(deciding) != 1:
            return ""
        ((order, (number, text)),) = deciding.items()
        if self._undecided(at):
            header = self._table.columns[at].header
            self.remarks.append(f"`{header}`: {order} first, as row {number} ({text}) shows.")
        return order

    def _undecided(self, at: int) -> list[tuple[int, str]]:
        """The cells that can be read in two ways, both of them days that can be."""
        return [
            (number, text)
            for number, text in self._cells[at]
            if any(f.is_undecided and self._both_can_be(f) for f in self._found(text))
        ]

    def _both_can_be(self, found: Found) -> bool:
        year, latest = found.year or self._this_year, self._this_year + 1
        try:
            for order in _ORDERS:
                found.date(order=order, year=year, latest=latest)
        except NoDateError:
            return False
        return True

    def _ask_order(self) -> Order:
        """One order for the columns of the file that nothing decides."""
        cells = [c for at in self._cells if not self._orders[at] for c in self._undecided(at)]
        if not cells:
            return ""
        number, text = cells[0]
        example = next(f for f in self._found(text) if f.is_undecided)
        options = tuple((self._both_ways(example, order), order) for order in _ORDERS)
        decided = {order for order in self._orders.values() if order}
        name = self._table.sheet.name
        question = Question(
            f"order:{name}",
            f"{rows_in_words([n for n, _ in cells])} of {name}: the day can be read in two ways. "
            f"Which one is {text} (row {number})?",
            options,
            default=decided.pop() if len(decided) == 1 else "",
        )
        self.questions.append(question)
        chosen = question.answer(self._answers)
        return next((order for order in _ORDERS if order == chosen), "")

    def _both_ways(self, found: Found, order: Order) -> str:
        day = found.date(order=order, year=found.year or self._this_year, latest=9999)
        return f"{day.day} {day:%B} ({order} first)"

    def _ask_year(self) -> int | None:
        """One year for the days of the file that have none."""
        cells = [
            (number, text)
            for at in self._cells
            for number, text in self._cells[at]
            if any(found.year is None for found in self._found(text))
        ]
        if not cells:
            return None
        name = self._table.sheet.name
        years = [str(self._this_year + 1 - back) for back in range(_YEARS_BACK + 1)]
        question = Question(
            f"year:{name}",
            f"{rows_in_words([n for n, _ in cells])} of {name}: a day without a year, such as "
            f"{cells[0][1][:30]}. Which year is it?",
            (*((year, year) for year in years), ("Keep these in the notes only", _NONE)),
        )
        self.questions.append(question)
        chosen = question.answer(self._answers)
        return int(chosen) if chosen.isdigit() else None

    def _ask_which(self, at: int) -> str:
        """Which of several dates in one cell counts."""
        cells = [(n, text) for n, text in self._cells[at] if len(self._found(text)) > 1]
        if not cells:
            return ""
        column, name = self._table.columns[at], self._table.sheet.name
        options = [("The first", _FIRST), ("The last", _LAST)]
        if column.target == "interview_on":
            options.append(("All: each is an interview", _EACH))
        question = Question(
            f"which:{name}:{column.header}",
            f"{rows_in_words([n for n, _ in cells])} of {name}: several dates in "
            f"`{column.header}`, such as {cells[0][1][:60]}. Which counts?",
            (*options, ("None: keep them in the notes only", _NONE)),
        )
        self.questions.append(question)
        return question.answer(self._answers)
