"""Text as all rooms need it: lists, counts and days in words, cut lines, and our own files.

Days and moments are written as people of many countries read them: `Tue 15 Sep 2026`,
never `09/15`. A moment is shown as it comes; `times` says in which zone.
"""

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

_BREAKS = {"Cc", "Zl", "Zp"}


def list_in_words(things: Iterable[str]) -> str:
    """The things as part of a sentence; an empty text for none.

    >>> list_in_words(["Priya", "Wen", "Tom"])
    'Priya, Wen and Tom'
    """
    *first, last = tuple(things) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "interview"), counted(2, "person", "people")
    ('1 interview', '2 people')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def cut(text: str, longest: int) -> str:
    """The text, with an ellipsis for what is more than so many characters.

    >>> cut("Northwind Health", 10)
    'Northwind…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def visible_line(text: str, longest: int) -> str:
    r"""The text as one line without control characters, cut where it is too long.

    It is for places that know nothing else: subjects, titles and names in files.

    >>> visible_line("Thank you\r\nBcc: x", longest=200)
    'Thank you Bcc: x'
    """
    visible = "".join(" " if unicodedata.category(c) in _BREAKS else c for c in text)
    return cut(one_line(visible), longest)


def day_in_words(day: dt.date, *, weekday: bool = False, year: bool = True) -> str:
    """A day, or that of a moment as it comes.

    >>> day_in_words(dt.date(2026, 9, 15))
    '15 Sep 2026'
    >>> day_in_words(dt.date(2026, 9, 15), weekday=True, year=False)
    'Tue 15 Sep'
    """
    before, after = f"{day:%a} " if weekday else "", f" {day:%Y}" if year else ""
    return f"{before}{day.day} {day:%b}{after}"


def time_in_words(moment: dt.datetime, *, year: bool = True) -> str:
    """A moment with its day, in the zone it comes in.

    >>> time_in_words(dt.datetime(2026, 9, 15, 14))
    'Tue 15 Sep 2026, 14:00'
    """
    return f"{day_in_words(moment, weekday=True, year=year)}, {moment:%H:%M}"


def value_in_words(value: Any) -> str:
    """A value as a person reads it; an empty text for one that is missing.

    >>> [value_in_words(value) for value in (None, True, 1.26, dt.date(2026, 9, 15), ["a", "b"])]
    ['', 'yes', '1.3', '15 Sep 2026', 'a, b']
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return time_in_words(value)
    if isinstance(value, dt.date):
        return day_in_words(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def facts_as_html(title: str, facts: Mapping[str, object]) -> str:
    """A title and its facts as a small table of HTML; all of it is escaped.

    >>> facts_as_html("2 < 3", {})
    '<table><caption>2 &lt; 3</caption></table>'
    """
    rows = "".join(
        f'<tr><th scope="row" style="text-align: left">{escape(name)}</th>'
        f'<td style="text-align: left">{escape(value_in_words(value))}</td></tr>'
        for name, value in facts.items()
    )
    return f"<table><caption>{escape(title)}</caption>{rows}</table>"


@cache
def own_toml(path: str) -> dict[str, Any]:
    """The content of a TOML file that comes with the workbook; it is read once.

    Args:
        path: Its place in the package, such as `plan/words.toml`.
    """
    content: dict[str, Any] = tomllib.loads(own_text(path))
    return content


def own_text(path: str) -> str:
    """The text of a file that comes with the workbook, such as `widgets/style.css`."""
    return files("followup_kit").joinpath(path).read_text("utf-8")
