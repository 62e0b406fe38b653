"""What stands in a column: days, numbers, ticks, addresses or words look different."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from followup_kit.exchange.lists_in.understanding.dates import clock_of, find_in_date_cell
from followup_kit.exchange.lists_in.understanding.vocabulary import is_nothing, meaning
from followup_kit.log.columns import EMAIL_ADDRESS

_MOST = 200
"""How many cells of a column are looked at."""

_REMEMBERED = 4096
_LONG, _DAY_WITHIN = 120, 45
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}(?:/\S*)?", re.I)
_PHONE = re.compile(r"\+?[\d\s().-]{7,20}", re.I)
_DECIMAL = re.compile(r"\d+\.\d+(?:E\+\d+)?", re.I)
_SERIAL = re.compile(r"[3-5]\d{4}")
_NUMBER = re.compile(r"[-+]?[$€£¥₹]?\s?\d[\d.,]*\s?[%k€$]?", re.I)
_CODE = re.compile(r"(?=\S*\d)[\w#/-]{3,}", re.ASCII)
_SLIP_OF_A_DAY = re.compile(r"\d{1,2}[/.-]\s?\d{3,8}|\d{3,4}[/.-]\d{4}")
_CLOCK = re.compile(r"\D{0,4}\d{1,2}(?:\W|\d|[ap]\.?m|uhr|h)*", re.I)


def look_of(text: str) -> str:
    """What a cell looks like: the kinds are those of `holds` and `never_holds` of a column.

    >>> [look_of(t) for t in ("2026-05-02", "yes", "3", "212 555 0199", "Jane Doe", "REQ-7", "-")]
    ['day', 'flag', 'number', 'phone', 'words', 'code', 'nothing']
    """
    return _look(text.strip())


@lru_cache(_REMEMBERED)
def _look(text: str) -> str:
    if is_nothing(text):
        return "nothing"
    if len(text) > _LONG or "\n" in text:
        return "long"
    for look, fits in _LOOKS:
        if fits(text):
            return look
    return "words"


def _is_day(text: str) -> bool:
    if len(text) > _DAY_WITHIN:
        return False
    return bool(_SLIP_OF_A_DAY.match(text) or find_in_date_cell(text, from_1904=False))


_LOOKS = (
    ("flag", lambda t: meaning("yes_no", t) != "" and not t.isdigit()),
    ("email", lambda t: EMAIL_ADDRESS.fullmatch(t) is not None),
    ("address", lambda t: _ADDRESS.fullmatch(t) is not None and not _NUMBER.fullmatch(t)),
    ("number", lambda t: _DECIMAL.fullmatch(t) is not None),
    ("serial", lambda t: _SERIAL.fullmatch(t) is not None),
    ("day", _is_day),
    ("phone", lambda t: _PHONE.fullmatch(t) is not None and sum(c.isdigit() for c in t) >= 7),
    ("clock", lambda t: _CLOCK.fullmatch(t) is not None and clock_of(t)[0] is not None),
    ("number", lambda t: _NUMBER.fullmatch(t) is not None),
    ("code", lambda t: _CODE.fullmatch(t) is not None),
)


class Looks:
    """How the cells of one column look.

    Args:
        cells: The cells of the column.

    Attributes:
        count: How many cells say something, of the first.
        samples: The first three different things that stand in it.
        is_distinct: Whether no two cells say the same.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        seen: list[str] = []
        for cell in cells:
            if cell.strip() and (look_of(cell) != "nothing"):
                seen.append(cell.strip())
                if len(seen) == _MOST:
                    break
        self._count = Counter(map(look_of, seen))
        self.count = len(seen)
        self.samples = tuple(dict.fromkeys(" ".join(cell.split()) for cell in seen))[:3]
        self.is_distinct = len(set(seen)) == len(seen)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.count

    def share(self, looks: Sequence[str]) -> float:
        """The share of its cells that look like one of these; 0 if it is empty."""
        return sum(self._count[look] for look in looks) / self.count if self.count else 0.0
