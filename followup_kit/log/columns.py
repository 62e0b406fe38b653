"""The kinds of column a log has: what each allows, and its dtype in a DataFrame.

A kind is declared once and used by `schema.py`; the forms, the checks of an entry and
the data dictionary are made from it.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

from followup_kit import times
from followup_kit.errors import FollowUpError

_YEARS = range(2000, 2101)
EMAIL_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,490}")


@dataclass(frozen=True)
class Kind:
    """One kind of column."""

    name: str
    dtype: str
    allowed: str
    """What may be entered, as the end of the sentence "Allowed: ..."."""


LINE = Kind("line", "str", "one line of at most 200 characters")
LONG_TEXT = Kind("long_text", "str", "text of at most 20,000 characters")
EMAIL = Kind("email", "str", "one address such as name@example.com")
WEB = Kind("web", "str", "an address that starts with https://")
ZONE = Kind("zone", "str", "a time zone such as Europe/London")
MOMENT = Kind("moment", "datetime64[us, UTC]", "a date and time with its zone, 2000 to 2100")
DAY = Kind("day", "datetime64[s]", "a date such as 2026-09-25, 2000 to 2100")
FLAG = Kind("flag", "bool", "yes or no")
COUNT = Kind("count", "int64", "a whole number from 1 to 99")
CHOICE = Kind("choice", "str", "one of the list")
NAMES = Kind("names", "object", "a list of short texts")


def _refuse(message: str) -> PydanticCustomError:
    """What is wrong with a value, as the end of the sentence "`Label` ..."."""
    return PydanticCustomError("not_allowed", "{message}", {"message": message})


def sentence(message: str, field: str = "") -> PydanticCustomError:
    """A whole sentence about a field that needs no more words around it."""
    return PydanticCustomError("sentence", "{message}", {"message": message, "field": field})


def is_blank(text: str) -> bool:
    """Whether nothing visible is in the text."""
    return not any(unicodedata.category(c)[0] not in "ZC" for c in text)


def _whole(text: str) -> str:
    """The text with half letters, as a broken paste leaves them, shown as U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(text: str, limit: int = 200) -> str:
    if len(text) > limit:
        msg = f"is {len(text):,} characters long"
        raise _refuse(msg)
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in text.strip()):
        msg = "holds a line break or a control character"
        raise _refuse(msg)
    return "" if is_blank(text) else _whole(text.strip())


def _long_text(text: str) -> str:
    limit = 20_000
    if len(text) > limit:
        msg = f"is {len(text):,} characters long"
        raise _refuse(msg)
    return _whole(text)


def _matching(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(text: str) -> str:
        if text and not pattern.fullmatch(text):
            msg = f"is not {what}"
            raise _refuse(msg)
        return text

    return AfterValidator(check)


def _zone(name: str) -> str:
    try:
        times.zone(name or "UTC")
    except FollowUpError as error:
        raise sentence(str(error)) from None
    return name


def _dates(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            msg = f"holds `{text}`, which is not a date such as 2026-12-24"
            raise _refuse(msg) from None
        _in_years(day)
    return tuple(sorted(set(texts)))


def _in_years(value: dt.date | None) -> dt.date | None:
    if value is not None and value.year not in _YEARS:
        msg = f"is in the year {value.year}"
        raise _refuse(msg)
    return value


def _utc(value: dt.datetime | None) -> dt.datetime | None:
    return value.astimezone(dt.UTC) if value else value


def _no_empty(value: Any) -> Any:
    """An empty text means unknown where a date or moment is wanted."""
    return None if value == "" else value


Line = Annotated[str, LINE, AfterValidator(_line)]
LongText = Annotated[str, LONG_TEXT, AfterValidator(_long_text)]
Email = Annotated[str, EMAIL, AfterValidator(_line), _matching(EMAIL_ADDRESS, "one e-mail address")]
Web = Annotated[
    str, WEB, AfterValidator(partial(_line, limit=500)), _matching(WEB_ADDRESS, "a web address")
]
Zone = Annotated[str, ZONE, AfterValidator(_zone)]
Moment = Annotated[
    AwareDatetime | None,
    MOMENT,
    BeforeValidator(_no_empty),
    AfterValidator(_in_years),
    AfterValidator(_utc),
]
Day = Annotated[dt.date | None, DAY, BeforeValidator(_no_empty), AfterValidator(_in_years)]
Names = Annotated[tuple[Line, ...], NAMES]
Dates = Annotated[tuple[Line, ...], NAMES, AfterValidator(_dates)]
