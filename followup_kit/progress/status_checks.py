"""Whether status checks went out in their window: not too early, not late, not too many.

This is a measure of its own and never part of the rate of thank-you notes. The window is the
one that the rules had for the moment at which each check went out.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from followup_kit.log.schema import Message
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.rules.case import Case
from followup_kit.rules.messages import CHECKS, delivered
from followup_kit.rules.visits import end_of, took_place
from followup_kit.rules.windows import has_budget, is_prompted, status_window
from followup_kit.times import require_zone

CHECK_DTYPES = {
    "message_id": "str",
    "application_id": "str",
    "company": "str",
    "sent_at": "datetime64[us, UTC]",
    "earliest_at": "datetime64[us, UTC]",
    "due_at": "datetime64[us, UTC]",
    "is_prompted": "bool",
    "is_inside": "bool",
    "is_too_early": "bool",
    "is_too_many": "bool",
}
"""Columns of the status checks. `earliest_at` to `due_at` is the window, NaT where the
preset has none or where they asked for it; `is_inside` is sent within it, or asked for;
`is_too_many` is over the number of messages that the preset allows (B1)."""


def status_checks(
    tables: Tables,
    *,
    now: dt.datetime,
    practice: Practice | None = None,
    free_days: Iterable[dt.date] = (),
) -> pd.DataFrame:
    """One row per status check sent after an interview, with the columns of `CHECK_DTYPES`.

    Args:
        tables: The log; it is not changed.
        now: The moment to judge at, with a time zone.
        practice: The presets; the packaged ones by default.
        free_days: Days other than weekends on which nobody works, beside those of the log.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = require_zone(now, "The moment to judge at")
    cases = cases_in(tables, now=moment, practice=practice or load_practice())
    days = [day.isoformat() for day in free_days]
    rows = [row for case in cases for row in _rows(case, days)]
    return pd.DataFrame(rows, columns=list(CHECK_DTYPES)).astype(CHECK_DTYPES)


def status_check_counts(checks: pd.DataFrame) -> pd.DataFrame:
    """One row: `sent`, and how many of them were `inside`, `too_early` and `too_many`.

    One check can be both too early and one too many; the three are not a partition.
    """
    counts = {
        "sent": len(checks),
        "inside": checks["is_inside"].sum(),
        "too_early": checks["is_too_early"].sum(),
        "too_many": checks["is_too_many"].sum(),
    }
    return pd.DataFrame([counts]).astype("int64")


def _rows(case: Case, free_days: list[str]) -> Iterator[tuple[Any, ...]]:
    began = min((end_of(case, i) for i in took_place(case)), default=case.now)
    for check in delivered(case):
        if check.kind in CHECKS and check.at is not None and began <= check.at:
            yield _row(_just_before(case, check, free_days), check)


def _just_before(case: Case, check: Message, free_days: list[str]) -> Case:
    """The application at the moment of a check, without it and what came later."""
    assert check.at is not None
    history = case.history
    settings = history.settings.model_copy(
        update={"free_days": (*history.settings.free_days, *free_days)}
    )
    earlier = tuple(m for m in history.messages if m.at is not None and m.at < check.at)
    before = replace(history, messages=earlier, settings=settings)
    return Case(before, check.at, case.practice)


def _row(case: Case, check: Message) -> tuple[Any, ...]:
    """The values of a check in the order of `CHECK_DTYPES`."""
    window, sent = status_window(case), check.at
    assert sent is not None
    is_asked = check.prompted or (window is not None and window.is_asked and sent >= window.opens)
    prompted = is_asked or is_prompted(case, check)
    earliest, due = (window.times.earliest, window.times.due) if window else (None, None)
    is_inside = earliest is not None and due is not None and earliest <= sent <= due
    return (
        check.id,
        case.application.id,
        case.application.company,
        sent,
        None if is_asked else earliest,
        None if is_asked else due,
        prompted,
        is_asked or is_inside,
        not is_asked and earliest is not None and sent < earliest,
        not prompted and not has_budget(case),
    )
