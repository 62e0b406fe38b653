"""All applications of a log at one glance: stage, what comes next, last contact, deadline."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_kit.log.choices import InterviewStatus, OutcomeKind
from followup_kit.log.history import History
from followup_kit.plan.steps import IDLE, NextStep
from followup_kit.plan.words import short_title_of, title_of

BOARD = ("Applied", "Interviewing", "Waiting", "Offer", "Ended")
"""The columns of the board, in the order of a season."""

_OFFER = {OutcomeKind.OFFER, OutcomeKind.ACCEPTED}
_GOES_ON = {OutcomeKind.ADVANCED}


@dataclass(frozen=True)
class Row:
    """One application as the overview shows it.

    Attributes:
        id: The application.
        name: Employer and position.
        stage: What stands last, in words.
        column: Its column of the board.
        next_step: What to do next, in words.
        due: When that is due; None if nothing is.
        last_contact: When something last went either way; None if never.
        is_urgent: Whether there is something to do now.
    """

    id: str
    name: str
    stage: str
    column: str
    next_step: str
    due: dt.datetime | None
    last_contact: dt.datetime | None
    is_urgent: bool


def name_of(history: History) -> str:
    """Employer and position, such as `Northwind Health · Data Analyst Intern`."""
    about = history.application
    return " · ".join(filter(None, (about.company, about.position)))


def overview(
    histories: Mapping[str, History], steps: Iterable[NextStep], *, now: dt.datetime
) -> list[Row]:
    """One row per application, those with something to do first, then by their deadline."""
    first: dict[str, NextStep] = {}
    for step in steps:
        first.setdefault(step.application_id, step)
    rows = [_row(history, first.get(name), now) for name, history in histories.items()]
    return sorted(rows, key=lambda row: (not row.is_urgent, row.due is None, row.due or now))


def _row(history: History, step: NextStep | None, now: dt.datetime) -> Row:
    stage, column = stage_of(history, now=now)
    is_urgent = step is not None and step.action not in IDLE and not step.is_snoozed
    moments = [m.at for m in (*history.sent, *history.received) if m.at is not None]
    due = step.times.due or step.times.earliest if step else None
    words = short_title_of(step, history) if step and due else ""
    return Row(
        id=history.application.id,
        name=name_of(history),
        stage=stage,
        column=column,
        next_step=words or (title_of(step, history, now=now) if step else ""),
        due=due,
        last_contact=max(moments, default=None),
        is_urgent=is_urgent,
    )


def stage_of(history: History, *, now: dt.datetime) -> tuple[str, str]:
    """What stands last with an application, in words, and its column of the board (rule F3)."""
    held = [i for i in history.completed if i.starts_at and i.starts_at <= now]
    last_held = held[-1].starts_at if held else None
    long_ago = dt.datetime.min.replace(tzinfo=dt.UTC)
    news = [o for o in history.outcomes if o.at and o.at <= now]
    if news and news[-1].outcome in _OFFER:
        return news[-1].outcome.label, "Offer"
    if news and news[-1].outcome not in _GOES_ON:
        return news[-1].outcome.label, "Ended"
    coming = [i for i in history.interviews if i.status is InterviewStatus.SCHEDULED]
    if coming:
        return f"Round {coming[-1].round} is planned", "Interviewing"
    if news and (news[-1].at or now) > (last_held or long_ago):
        return news[-1].outcome.label, "Interviewing"
    if held:
        return f"After round {held[-1].round}", "Waiting"
    if history.interviews:
        return history.interviews[-1].status.label, "Interviewing"
    return "Applied", "Applied"
