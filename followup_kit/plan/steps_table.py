"""The plan as a table, for people who use pandas and for lessons."""

import datetime as dt

import pandas as pd

from followup_kit.plan.next_steps import HasHistories, next_steps
from followup_kit.plan.words import title_of
from followup_kit.practice.practice import Practice
from followup_kit.text import list_in_words

STEPS_DTYPES = {
    "company": "str",
    "position": "str",
    "action": "str",
    "people": "str",
    "urgency": "str",
    "earliest": "datetime64[us, UTC]",
    "recommended": "datetime64[us, UTC]",
    "due": "datetime64[us, UTC]",
    "latest": "datetime64[us, UTC]",
    "title": "str",
    "reason": "str",
    "sources": "str",
    "application_id": "str",
    "interview_id": "str",
}
"""Columns of the plan. `action` is one of `steps.Action`, `urgency` of `steps.Urgency`; the
four moments are NaT where there is none; `people` and `sources` are lists in words, and
`reason` holds the sentences that say why."""


def next_steps_table(
    log: HasHistories, *, now: dt.datetime, practice: Practice | None = None
) -> pd.DataFrame:
    """One row per step of `next_steps`, in its order, with the columns of `STEPS_DTYPES`.

    Args:
        log: The log.
        now: The moment to judge at, with a zone.
        practice: Presets and reasons; by default those of the workbook.

    Raises:
        FollowUpError: `now` has no zone, or an application names an unknown preset.
    """
    histories = {history.application.id: history for history in log.histories()}
    rows = []
    for step in next_steps(log, now=now, practice=practice):
        history = histories[step.application_id]
        names = {person.id: person.name for person in history.interviewers}
        times = ("earliest", "recommended", "due", "latest")
        rows.append(
            {
                "company": history.application.company,
                "position": history.application.position,
                "action": str(step.action),
                "people": list_in_words(names[one] for one in step.people if one in names),
                "urgency": str(step.urgency),
                **{name: getattr(step.times, name) for name in times},
                "title": title_of(step, history, now=now),
                "reason": " ".join(reason.text for reason in step.reasons),
                "sources": ", ".join(step.sources),
                "application_id": step.application_id,
                "interview_id": step.interview_id,
            }
        )
    return pd.DataFrame(rows, columns=list(STEPS_DTYPES)).astype(STEPS_DTYPES)
