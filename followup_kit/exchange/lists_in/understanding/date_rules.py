"""How the dates of one table are read: one order for a whole column, asked if nothing says it.

A day above 12 in one row decides for its column, and that row is named. A year that is
missing, and which of two dates in one cell counts, are asked too.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

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
    {
        *("applied_on", "status_on", "decision_on", "interview_on", "thanked_on", "sent_at"),
        *("status", "news_column"),
    }
)
_FIRST_YEAR = 2000
_MOST_LATER = dt.timedelta(days=270)
"""How long after applying a day without a year may be, if its row is to say the year."""

_AROUND = " ,;&|()（）-–:"  # noqa: RUF001
_AS_ROW = "row"
_YEAR_FIRST = re.compile(r"\s*\d{4}[-/.年]\d")
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
        self._this_year, self._turn, self._year = now.year, 1, ""
        self._known: dict[str, list[Found]] = {}
        columns = [at for at, c in enumerate(table.columns) if c.target in DATE_TARGETS]
        self._cells = {at: list(self._column(at)) for at in columns}
        self._orders: dict[int, Order] = {at: self._order(at) for at in columns}
        self._asked_order: Order = self._ask_order()
        self._year = self._ask_year()
        self._which = {at: self._ask_which(at) for at in columns}

    def anchor(self, cells: tuple[str, ...]) -> dt.date | None:
        """The day of applying of a row, which says the year of other days in it."""
        for at in self._table.where("applied_on"):
            for found in self._found(cells[at]):
                if found.year is not None:
                    try:
                        return self._day(at, found, found.year)
                    except NoDateError:
                        return None
        return None

    def read(self, at: int, text: str, after: dt.date | None = None) -> list[ReadDate]:
        """The days in a cell of a date column; empty if it holds none.

        Args:
            at: The place of the column.
            text: The cell.
            after: The day of applying of its row, for days without a year.

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
        return [self._read(at, one, text, after) for one in found]

    def _read(self, at: int, found: Found, text: str, after: dt.date | None) -> ReadDate:
        day = self._with_year(at, found, after)
        beside = f"{text[: found.start]} {text[found.end :]}".strip(_AROUND)
        return ReadDate(day, found.clock, found.until, found.offset, beside)

    def likely(self, found: Found, after: dt.date | None) -> dt.date:
        """A day of the notes as the days of the list are read, to be offered and looked at.

        Raises:
            NoDateError: It is no day that can be, or its order or year is not known.
        """
        orders = {order for order in [*self._orders.values(), self._asked_order] if order}
        order = orders.pop() if len(orders) == 1 else ""
        if not order and self._years_come_first:
            order = "month"
        for year in (after.year, after.year + 1) if after and found.year is None else (None,):
            day = found.date(order=order, year=year, latest=self._this_year + 1)
            if after is None or day >= after:
                return day
        msg = "is before the day of applying"
        raise NoDateError(msg)

    def beside(self, at: int, text: str) -> str:
        """What a cell says beside its days."""
        for found in reversed(self._found(text)):
            text = f"{text[: found.start]} {text[found.end :]}"
        return text.strip(_AROUND)

    def _day(self, at: int, found: Found, year: int | None) -> dt.date:
        order = self._orders.get(at, "") or self._asked_order
        return found.date(order=order, year=year, latest=self._this_year + 1)

    def _with_year(self, at: int, found: Found, after: dt.date | None) -> dt.date:
        """The day, with the year that was chosen if its text has none."""
        if found.year is not None or not self._year:
            return self._day(at, found, None)
        if self._year == _AS_ROW:
            return self._after(at, found, after)
        first, _, second = self._year.partition("/")
        day = self._day(at, found, int(first))
        return self._day(at, found, int(second)) if second and day.month < self._turn else day

    def _after(self, at: int, found: Found, after: dt.date | None) -> dt.date:
        """The first such day on or after the day of applying."""
        if after is None:
            msg = "has no year"
            raise NoDateError(msg)
        for year in (after.year, after.year + 1):
            day = self._day(at, found, year)
            if after <= day <= after + _MOST_LATER:
                return day
        msg = "has no year, and is not within months after the day of applying"
        raise NoDateError(msg)

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
        if self._years_come_first and all(self._has_no_year(text) for _, text in cells):
            self.remarks.append("Days such as 9/8 are read month first, as the others are written.")
            return "month"
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

    def _has_no_year(self, text: str) -> bool:
        return all(found.year is None for found in self._found(text))

    @cached_property
    def _years_come_first(self) -> bool:
        """Whether whoever typed the list writes year, month, day."""
        texts = [text for cells in self._cells.values() for _, text in cells]
        return self._table.sheet.is_text and any(map(_YEAR_FIRST.match, texts))

    def _ask_year(self) -> str:
        """The year, or two, of the days of the file that have none."""
        cells = [
            (at, number, text)
            for at in self._cells
            for number, text in self._cells[at]
            if any(found.year is None for found in self._found(text))
        ]
        if not cells:
            return ""
        self._turn = self._turn_of_the_year([(at, text) for at, _, text in cells])
        known = self._known_years()
        options = self._year_options(known)
        by_row = self._rows_that_say(cells)
        if by_row:
            options.insert(0, ("The first such day after the day of applying", _AS_ROW))
        name = self._table.sheet.name
        question = Question(
            f"year:{name}",
            f"{rows_in_words([n for _, n, _ in cells])} of {name}: a day without a year, such as "
            f"{cells[0][2][:30]}. Which year is it?",
            (*options, ("Keep these in the notes only", _NONE)),
            default=_AS_ROW if by_row == len(cells) else "",
        )
        self.questions.append(question)
        chosen = question.answer(self._answers)
        return "" if chosen == _NONE else chosen

    def _known_years(self) -> list[int]:
        """The years of the other days, and those above the list; the most frequent first."""
        above = [cell for n, cells in self._table.sheet.rows for cell in cells if n in self._above]
        texts = [self._table.sheet.name, self._table.sheet.about, *above]
        said = [int(y) for text in texts for y in re.findall(r"(?<!\d)20\d\d(?!\d)", text)]
        found = [f.year for found in self._known.values() for f in found if f.year]
        years = Counter([*found, *said])
        return [y for y, _ in years.most_common() if _FIRST_YEAR <= y <= self._this_year + 1]

    @property
    def _above(self) -> frozenset[int]:
        return frozenset(self._table.above)

    def _year_options(self, known: Iterable[int]) -> list[tuple[str, str]]:
        latest = range(self._this_year + 1, _FIRST_YEAR - 1, -1)
        options = []
        for year in dict.fromkeys([*known, *latest]):
            if self._turn > 1:
                label = f"{year}, and {year + 1} from January on"
                options.append((label, f"{year}/{year + 1}"))
            options.append((str(year), str(year)))
        return options

    def _turn_of_the_year(self, cells: list[tuple[int, str]]) -> int:
        """The month in which a list that goes over New Year begins; 1 if it does not."""
        months = set()
        for at, text in cells:
            for found in self._found(text):
                try:
                    months.add(self._day(at, found, 2000).month)
                except NoDateError:
                    continue
        gaps = [(self._gap_before(month, months), month) for month in months]
        gap, first = max(gaps, default=(0, 1))
        return first if gap > 1 and first != min(months, default=1) else 1

    def _gap_before(self, month: int, months: set[int]) -> int:
        return next(back for back in range(1, 13) if (month - back - 1) % 12 + 1 in months)

    def _rows_that_say(self, cells: list[tuple[int, int, str]]) -> int:
        """In how many of these cells the day of applying says the year."""
        rows = dict(self._table.rows)
        applied = set(self._table.where("applied_on"))
        return sum(at not in applied and self.anchor(rows[n]) is not None for at, n, _ in cells)

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
