"""Interviews that notes seem to tell of: offered, never taken without a person's word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from followup_kit.exchange.lists_in.rows.drafts import Draft
from followup_kit.exchange.lists_in.understanding.date_rules import ReadDate
from followup_kit.exchange.lists_in.understanding.dates import NoDateError, find_dates

_WORDS = re.compile(r"interview|phone screen|met with|面试", re.IGNORECASE)
_REACH = 90


@dataclass(frozen=True)
class Suggestion:
    """One interview that may have been.

    Attributes:
        key: Names it among those that were agreed to.
        text: What the notes say, for people.
        read: Its day and time.
    """

    key: str
    text: str
    read: ReadDate


def suggestions_in(draft: Draft, *, latest: int) -> Iterator[Suggestion]:
    """The days near a word for an interview in what goes to the notes of a row.

    Only days that can be read in one way are offered.

    Args:
        draft: The row.
        latest: The last year that may be.
    """
    known = {one.day for one in draft.interviews}
    for line in draft.lines:
        dates = find_dates(line)
        for found, after in zip(dates, [*dates[1:], None], strict=False):
            end = min(after.start if after else len(line), found.end + _REACH)
            beside = line[max(0, found.start - _REACH // 3) : end]
            if not _WORDS.search(beside):
                continue
            try:
                day = found.date(order="", year=None, latest=latest)
            except NoDateError:
                continue
            if day not in known:
                known.add(day)
                read = ReadDate(day, found.clock, found.until, found.offset)
                key = f"{draft.sheet}:{draft.row}:{day}"
                yield Suggestion(key, f"Row {draft.row}: “{beside.strip()}”", read)
