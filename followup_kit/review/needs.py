"""What one student needs now, in numbers and in calm words for a coach."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from followup_kit.log.log import FollowUpLog
from followup_kit.plan.steps import Action, NextStep, Urgency
from followup_kit.text import own_toml
from followup_kit.times import local_date, moment_in_words

_TO_SEND = {
    Action.SEND_THANK_YOU,
    Action.ASK_COORDINATOR_TO_FORWARD,
    Action.FIND_CONTACT,
    Action.SEND_STATUS_CHECK,
}
_TO_ANSWER = {
    Action.ACKNOWLEDGE_OFFER,
    Action.DECIDE_OFFER,
    Action.CONFIRM_NEXT_ROUND,
    Action.REPLY,
    Action.REPLY_RESCHEDULE,
}
_TABLES = ("applications", "interviews", "interviewers", "messages", "outcomes")
_QUIET_DAYS = 21
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Need:
    """What one student needs: notes by state, messages to send, and signs of life.

    Attributes:
        overdue: Notes that are overdue and may still be sent.
        missed: Notes that were not sent and are too late now.
        open_until: When each note that is not due yet is due, soonest first.
        status_checks: Status checks that may be sent now.
        next_due: The soonest due time of all that is to be sent; in the past if overdue.
        last_activity: When something was last changed, sent or heard.
        unshown: Entries of the log that cannot be shown.
        unanswered: Offers, invitations and questions that wait for an answer.
        zone_name: Where the student is.
    """

    overdue: int
    missed: int
    open_until: tuple[dt.datetime, ...]
    status_checks: int
    next_due: dt.datetime | None
    last_activity: dt.datetime | None
    unshown: int
    unanswered: int
    zone_name: str

    @property
    def rank(self) -> tuple[int, int, int, dt.datetime, dt.datetime]:
        """Sorts students by who needs help first; never by a rate."""
        due, active = self.next_due or _FAR, self.last_activity or _LONG_AGO
        return -self.overdue, -self.unanswered, -self.missed, due, active


def needs_of(
    log: FollowUpLog, pairs: pd.DataFrame, steps: Sequence[NextStep], *, now: dt.datetime
) -> Need:
    """What the student of this log needs at `now`.

    Args:
        log: The log.
        pairs: Its table of pairs at that moment.
        steps: Its plan at that moment.
        now: The moment, with a zone.
    """
    to_send = [step for step in steps if step.action in _TO_SEND]
    checks = [step for step in to_send if step.action is Action.SEND_STATUS_CHECK]
    states = pairs["state"]
    return Need(
        overdue=int((states == "overdue").sum()),
        missed=int((states == "missed").sum()),
        open_until=_moments(pairs.loc[states == "open", "due_at"]),
        status_checks=sum(step.urgency is not Urgency.UPCOMING for step in checks),
        next_due=min((step.times.due for step in to_send if step.times.due), default=None),
        last_activity=_last_activity(log, now),
        unshown=len(log.bad_rows),
        unanswered=sum(step.action in _TO_ANSWER for step in steps),
        zone_name=log.settings.timezone or "UTC",
    )


def need_in_words(need: Need, *, now: dt.datetime) -> str:
    """Why this student needs help, such as `2 notes overdue, 1 note to go today`."""
    today = local_date(now, need.zone_name)
    due_today = [m for m in need.open_until if local_date(m, need.zone_name) <= today]
    later = need.open_until[len(due_today) :]
    by = moment_in_words(later[0], need.zone_name, now=now) if later else ""
    quiet = (now - need.last_activity).days if need.last_activity else 0
    counts = {
        "overdue": need.overdue,
        "unanswered": need.unanswered,
        "today": len(due_today),
        "later": len(later),
        "status_check": need.status_checks,
        "missed": need.missed,
        "unshown": need.unshown,
        "quiet": quiet if quiet >= _QUIET_DAYS else 0,
        "none_logged": need.last_activity is None,
    }
    words = _words()
    said = [
        words[key][count > 1].format(count=count, by=by) for key, count in counts.items() if count
    ]
    text = ", ".join(said) or words["nothing"]
    return f"{text[0].upper()}{text[1:]}"


def _words() -> dict[str, Any]:
    return own_toml("review/words.toml")


def _moments(column: pd.Series) -> tuple[dt.datetime, ...]:
    return tuple(sorted(moment.to_pydatetime() for moment in column))


def _last_activity(log: FollowUpLog, now: dt.datetime) -> dt.datetime | None:
    """The latest time, up to now, at which something was changed, sent or heard."""
    rows = [row for table in _TABLES for row in log.records(table)]
    told = [m for row in rows for m in (row.logged_at, getattr(row, "at", None))]
    changed = [log.changed_at] if rows else []
    return max((m for m in (*told, *changed) if m is not None and m <= now), default=None)
