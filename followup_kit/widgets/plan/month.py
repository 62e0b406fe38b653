"""Due times as a month, for people who think in calendars."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from followup_kit.widgets.shared.markup import fill, joined

_TABLE = """
<table class="fk-table fk-month"><caption>{caption}</caption>
<thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>
"""
_CELL = '<td class="{css}"><div class="fk-day">{number}</div>{items}</td>'


def month_html(items: Iterable[tuple[dt.date, str]], month: dt.date, *, today: dt.date) -> str:
    """The month that holds the date `month` as a table; each item stands on its date."""
    by_day: dict[dt.date, list[str]] = defaultdict(list)
    for when, text in items:
        by_day[when].append(text)
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    rows = [
        fill(
            "<tr>{cells}</tr>",
            cells=joined([_cell(d, by_day[d], month, today) for d in week]),
        )
        for week in weeks
    ]
    heads = joined([fill('<th scope="col">{name}</th>', name=n) for n in calendar.day_abbr])
    return fill(_TABLE, caption=f"{month:%B %Y}", heads=heads, weeks=joined(rows))


def _cell(date: dt.date, texts: list[str], month: dt.date, today: dt.date) -> str:
    if date.month != month.month:
        return "<td></td>"
    number = f"{date.day} today" if date == today else str(date.day)
    items = joined([fill("<div>{text}</div>", text=text) for text in texts])
    return fill(_CELL, css="fk-today" if date == today else "", number=number, items=items)
