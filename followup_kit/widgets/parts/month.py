"""Due times as a month, for people who think in calendars."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from followup_kit.widgets.parts.markup import fill, joined

_TABLE = """
<table class="fk-table fk-month"><caption>{caption}</caption>
<thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>
"""
_CELL = '<td class="{css}"><div class="fk-day">{number}</div>{items}</td>'


def month_html(items: Iterable[tuple[dt.date, str]], day: dt.date) -> str:
    """The month of `day` as a table; each item stands on its date."""
    by_day: dict[dt.date, list[str]] = defaultdict(list)
    for when, text in items:
        by_day[when].append(text)
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    rows = [
        fill("<tr>{cells}</tr>", cells=joined([_cell(d, by_day[d], day) for d in week]))
        for week in weeks
    ]
    heads = joined([fill('<th scope="col">{name}</th>', name=n) for n in calendar.day_abbr])
    return fill(_TABLE, caption=f"{day:%B %Y}", heads=heads, weeks=joined(rows))


def _cell(date: dt.date, texts: list[str], today: dt.date) -> str:
    is_other = date.month != today.month
    number = f"{date.day} today" if date == today else str(date.day)
    items = joined([fill("<div>{text}</div>", text=text) for text in texts])
    css = "fk-other" if is_other else "fk-today" if date == today else ""
    return fill(_CELL, css=css, number="" if is_other else number, items=items)
