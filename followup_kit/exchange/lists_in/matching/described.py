"""What a row brings into the log, as one line of words for the preview."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from followup_kit.log.choices import Choice, MessageKind, OutcomeKind
from followup_kit.log.file.undoing import Edit
from followup_kit.log.schema import TABLES
from followup_kit.text import cut, day_in_words, one_line, time_in_words
from followup_kit.times import zone

_QUIET = frozenset(
    {"application_id", "interview_id", "preset", "employer_timezone", "company", "notes"}
)
_LONGEST = 120


def described(edits: Iterable[Edit], lines: Iterable[str]) -> str:
    """The edits of one row and its new lines in notes, in words; empty if there are none."""
    words = [word for edit in edits for word in _words(edit)]
    notes = cut(" / ".join(one_line(line) for line in dict.fromkeys(lines)), _LONGEST)
    return "; ".join([*words, f"Notes: {notes}"] if notes else words)


def _words(edit: Edit) -> Iterator[str]:
    fields = edit.fields
    if edit.table == "interviews" and "starts_at" in fields:
        yield f"interview {_moment(fields['starts_at'], fields['timezone'])}"
    elif edit.table == "interviewers" and "name" in fields:
        yield f"met {fields['name']}"
    elif edit.table == "outcomes":
        day = "day not known" if fields.get("day_not_known") else day_in_words(fields["at"])
        yield f"{_label(OutcomeKind, fields['outcome'])}, {day}"
    elif edit.table == "messages":
        yield f"{_label(MessageKind, fields['kind'])}, {day_in_words(fields['at'])}"
    else:
        yield from _columns(edit.table, fields)


def _columns(table: str, fields: Any) -> Iterator[str]:
    for name, value in fields.items():
        if name not in _QUIET and value not in ("", None):
            label = TABLES[table].model_fields[name].title
            text = day_in_words(value) if isinstance(value, dt.date) else str(value)
            yield f"{label}: {cut(' / '.join(text.splitlines()), _LONGEST)}"


def _label(kinds: type[Choice], value: str) -> str:
    return next(kind.label for kind in kinds if kind == value)


def _moment(moment: dt.datetime, zone_name: str) -> str:
    return time_in_words(moment.astimezone(zone(zone_name)))
