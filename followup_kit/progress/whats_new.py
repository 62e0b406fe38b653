"""What changed since some moment, such as a week ago, in two plain sentences."""

import datetime as dt

import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_interviews
from followup_kit.progress.pairs import pairs
from followup_kit.progress.responses import answers, sent_messages
from followup_kit.progress.states import ON_TIME
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.rules.messages import CHECKS
from followup_kit.text import counted, day_in_words, list_in_words
from followup_kit.times import require_zone

_NEWS = {
    "offer": ("offer", "offers"),
    "advanced": ("invitation to the next round", "invitations to the next round"),
    "rejected": ("rejection", "rejections"),
    "closed_by_employer": ("position closed", "positions closed"),
}


def whats_new(
    tables: Tables,
    *,
    since: dt.datetime,
    now: dt.datetime,
    practice: Practice | None = None,
    owed: pd.DataFrame | None = None,
) -> tuple[str, str]:
    """Two sentences: what you did since then, and what came back and stands open now.

    Args:
        tables: The log; it is not changed.
        since: From when on, with a time zone; its day is named as it is in that zone.
        now: The moment to judge at, with a time zone.
        practice: The presets; the packaged ones by default.
        owed: What `pairs` gives for the same log and moment, if it is there already.

    Raises:
        FollowUpError: A moment has no time zone, or `since` is after `now`.
    """
    start = pd.Timestamp(require_zone(since, "The moment to look back to"))
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    if start > moment:
        msg = f"{since} is after {now}. Choose a moment in the past to look back to."
        raise FollowUpError(msg)
    practice = practice or load_practice()
    owed = pairs(tables, now=now, practice=practice) if owed is None else owed
    done = _what_you_did(tables, owed, start, moment, practice)
    named = f"Since {day_in_words(since, weekday=True, year=False)}"
    news = _what_came_back(answers(tables, now=now), start)
    did = list_in_words(done) or "logged nothing new"
    return f"{named} you {did}.", f"{news}; {_open_now(owed)}."


def _what_you_did(
    tables: Tables, owed: pd.DataFrame, start: pd.Timestamp, now: pd.Timestamp, practice: Practice
) -> list[str]:
    held = held_interviews(cases_in(tables, now=now.to_pydatetime(), practice=practice))
    interviews = int((held["clock_start"] > start).sum())
    sent = owed.loc[owed["first_note_at"] > start]
    out = sent_messages(tables.messages, now)
    checks = int((out["kind"].isin(CHECKS) & (out["sent_at"] > start)).sum())
    missed = int(((owed["state"] == "missed") & (_missed_at(owed) > start)).sum())
    said = {
        f"had {counted(interviews, 'interview')}": interviews,
        f"thanked {counted(len(sent), 'person', 'people')}{_punctual(sent)}": len(sent),
        f"sent {counted(checks, 'status check')}": checks,
        f"left {counted(missed, 'note')} unsent": missed,
    }
    return [words for words, count in said.items() if count]


def _punctual(sent: pd.DataFrame) -> str:
    """How many of the notes were on time, of those that can be judged."""
    judged = sent.loc[~sent["state"].isin(["exempt", "unknown_time"])]
    on_time = int(judged["state"].isin(ON_TIME).sum())
    if len(judged) == len(sent) == on_time:
        return " (on time)" if on_time == 1 else " (all on time)"
    return f" ({on_time} of {len(judged)} on time)" if len(judged) else ""


def _missed_at(owed: pd.DataFrame) -> pd.Series:
    """When a note that was not sent was given up: its last moment, or the decision."""
    return owed["latest_at"].where(~(owed["decided_at"] < owed["latest_at"]), owed["decided_at"])


def _what_came_back(said: pd.DataFrame, start: pd.Timestamp) -> str:
    """How many employers answered, and with which news."""
    new = said.loc[said["at"] > start]
    employers = new["application_id"].nunique()
    if not employers:
        return "No employer answered"
    endings = new.drop_duplicates(["application_id", "ending"])["ending"].value_counts()
    news = [counted(int(endings[key]), *words) for key, words in _NEWS.items() if key in endings]
    return f"{counted(employers, 'employer')} answered" + (f" ({', '.join(news)})" if news else "")


def _open_now(owed: pd.DataFrame) -> str:
    overdue = int((owed["state"] == "overdue").sum())
    still_open = int((owed["state"] == "open").sum())
    if not overdue and not still_open:
        return "you owe no note now"
    said = {f"{overdue} overdue": overdue, f"{still_open} not due yet": still_open}
    owe = counted(overdue + still_open, "note")
    return f"you still owe {owe} ({', '.join(words for words, count in said.items() if count)})"
