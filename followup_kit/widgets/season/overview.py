"""All applications of a log at one glance: stage, what comes next, last contact, deadline."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_kit.log.choices import OutcomeKind
from followup_kit.log.history import History
from followup_kit.plan.steps import IDLE, NextStep
from followup_kit.plan.words import short_title_of, title_of
from followup_kit.practice.practice import Practice
from followup_kit.rules.case import Case
from followup_kit.rules.news import ending_of, invitation_of, path_of
from followup_kit.rules.visits import latest_held, next_round

BOARD = ("Applied", "Interviewing", "Waiting", "Offer", "Ended")
"""The columns of the board, in the order of a season."""

_OFFER = {OutcomeKind.OFFER, OutcomeKind.ACCEPTED}


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
    histories: Mapping[str, History],
    steps: Iterable[NextStep],
    *,
    now: dt.datetime,
    practice: Practice,
) -> list[Row]:
    """One row per application, those with something to do first, then by their deadline."""
    first: dict[str, NextStep] = {}
    for step in steps:
        first.setdefault(step.application_id, step)
    rows = [
        _row(Case(history, now=now, practice=practice), first.get(name))
        for name, history in histories.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_urgent, row.due is None, row.due or now))


def _row(case: Case, step: NextStep | None) -> Row:
    stage, column = stage_of(case)
    history = case.history
    is_urgent = step is not None and step.action not in IDLE and not step.is_snoozed
    moments = [m.at for m in (*history.sent, *history.received) if m.at is not None]
    due = step.times.due or step.times.earliest if step else None
    words = short_title_of(step, history) if step and due else ""
    return Row(
        id=history.application.id,
        name=name_of(history),
        stage=stage,
        column=column,
        next_step=words or (title_of(step, history, now=case.now) if step else ""),
        due=due,
        last_contact=max(moments, default=None),
        is_urgent=is_urgent,
    )


def stage_of(case: Case) -> tuple[str, str]:
    """What stands last with an application, in words, and its column of the board (rule F3)."""
    ending, held, coming = ending_of(case), latest_held(case), next_round(case)
    if ending is not None:
        return ending.kind.label, "Offer" if ending.kind in _OFFER else "Ended"
    if coming is not None:
        return f"Round {coming.round} is planned", "Interviewing"
    if invitation_of(case) is not None:
        return OutcomeKind.ADVANCED.label, "Interviewing"
    if held is not None:
        return f"After round {held.round}", "Waiting"
    if case.history.interviews:
        return case.history.interviews[-1].status.label, "Interviewing"
    return "Applied", "Applied"


def path_in_words(case: Case) -> str:
    """All news so far, such as `Rejected, then Offer`; empty if there was only one or none."""
    path = [kind.label for kind in path_of(case)]
    return ", then ".join(path) if len(path) > 1 else ""
