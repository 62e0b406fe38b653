"""One row per application: how long you waited after its latest round, and how it ended.

*Silence* runs from the end of the latest round to the first word of a person there;
*decision wait* from the same moment to a decision. An application without that is still
waiting at now. If you withdraw, the waiting stops too: it is a competing ending.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.interviews import held_interviews
from followup_kit.progress.local_times import days_between
from followup_kit.progress.responses import answers
from followup_kit.progress.survival import cumulative_incidence
from followup_kit.progress.tables import Tables, cases_in
from followup_kit.rules.case import Case
from followup_kit.rules.news import OUTCOMES, outcome_of
from followup_kit.times import require_zone

WAIT_DTYPES = {
    "application_id": "str",
    "company": "str",
    "position": "str",
    "round": "int64",
    "first_held_at": "datetime64[us, UTC]",
    "clock_start": "datetime64[us, UTC]",
    "answered_at": "datetime64[us, UTC]",
    "answer_class": "str",
    "ended_at": "datetime64[us, UTC]",
    "ending": "str",
    "silence_days": "float64",
    "decision_days": "float64",
    "watched_days": "float64",
    "is_closed_by_you": "bool",
    "is_retrospective": "bool",
}
"""Columns of the waits. `round` is the latest round held and `clock_start` its end;
`ending` is one of `ENDINGS`, empty while you wait; days are elapsed days from
`clock_start`, NaN while it has not happened, and `watched_days` run to the ending or to
now. `ended_at` is empty too if the day of the ending is not known. `is_closed_by_you` marks
what you closed as "no answer"; `is_retrospective` what was typed in more than 7 days
afterwards."""

ENDINGS = ("advanced", "offer", "rejected", "closed_by_employer", "withdrawn")
DECIDED = ENDINGS[:-1]
CLOSED_BY_YOU = "no_response"
CURVE_FROM = 20
"""Applications from which a waiting curve says more than the lanes (metrics, section 5)."""

_NOTHING: dict[str, Any] = {"answer_class": "", "ending": ""}


def waits(tables: Tables, *, now: dt.datetime, practice: Practice | None = None) -> pd.DataFrame:
    """One row per application with an interview that took place, with `WAIT_DTYPES`.

    Args:
        tables: The log; it is not changed.
        now: The moment to judge at, with a time zone.
        practice: The presets; the packaged ones by default.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = require_zone(now, "The moment to judge at")
    cases = cases_in(tables, now=moment, practice=practice or load_practice())
    return waits_of(cases, answers(tables, now=now), now=pd.Timestamp(moment))


def waits_of(cases: Sequence[Case], said: pd.DataFrame, *, now: pd.Timestamp) -> pd.DataFrame:
    """The table of waits, from applications that are at hand and the answers until `now`."""
    latest = _latest_rounds(held_interviews(cases))
    first = _first_after(latest, said).rename(columns={"at": "answered_at"}).drop(columns="ending")
    table = latest.join(first).join(_outcomes(cases)).fillna(_NOTHING)
    closed = table["ending"] == CLOSED_BY_YOU
    table = table.assign(
        is_closed_by_you=closed,
        ending=table["ending"].mask(closed, ""),
        ended_at=table["ended_at"].mask(closed).clip(lower=table["clock_start"]),
    )
    return _with_days(table, now)


def _outcomes(cases: Iterable[Case]) -> pd.DataFrame:
    """What came of each application that is not waiting, as the rules have it (rule F3)."""
    known = ((case, outcome_of(case)) for case in cases)
    rows = [
        (case.application.id, found[0], _day_of(case, *found))
        for case, found in known
        if found is not None
    ]
    table = pd.DataFrame(rows, columns=["application_id", "ending", "ended_at"])
    table = table.astype({name: WAIT_DTYPES[name] for name in table.columns})
    return table.set_index("application_id")


def _day_of(case: Case, ending: str, at: dt.datetime) -> dt.datetime | None:
    """When it ended; None if the day of that news is not known."""
    told = [news for news in case.history.outcomes if OUTCOMES[news.outcome] == ending]
    return None if any(news.day_not_known for news in told) else at


def counted_waits(waits: pd.DataFrame, *, retrospective: bool = False) -> pd.DataFrame:
    """The rows that count over time: by default without those typed in from memory.

    What is typed in later is mostly what had an answer, so it would look too fast. What ended
    on a day that is not known has no wait, so it never counts.
    """
    kept = waits.loc[(waits["ending"] == "") | waits["ended_at"].notna()]
    return kept if retrospective else kept.loc[~kept["is_retrospective"]]


def waiting_curves(waits: pd.DataFrame, *, retrospective: bool = False) -> pd.DataFrame:
    """The share with `any answer` and with a `decision` by days since the latest round.

    The columns are those of `survival.CURVE_DTYPES`, with `time` in days. Withdrawing
    competes with both: it stops the waiting and is not taken for more of it.
    """
    kept = counted_waits(waits, retrospective=retrospective)
    answered, gone = kept["silence_days"].notna(), kept["ending"] == "withdrawn"
    decided = kept["ending"].isin(DECIDED)
    spans = kept["silence_days"].fillna(kept["watched_days"])
    by_answer = np.select([answered, gone], ["any answer", "withdrawn"], default="")
    by_decision = np.select([decided, gone], ["decision", "withdrawn"], default="")
    curves = [
        cumulative_incidence(spans, pd.Series(by_answer, index=kept.index)),
        cumulative_incidence(kept["watched_days"], pd.Series(by_decision, index=kept.index)),
    ]
    both = pd.concat(curves, ignore_index=True)
    return both.loc[both["ending"] != "withdrawn"].reset_index(drop=True)


def _latest_rounds(held: pd.DataFrame) -> pd.DataFrame:
    """The latest round held of each application, by application."""
    first = held.groupby("application_id")["clock_start"].min().rename("first_held_at")
    ordered = held.sort_values(["clock_start", "round", "interview_id"], kind="stable")
    latest = ordered.drop_duplicates("application_id", keep="last").set_index("application_id")
    columns = ["company", "position", "round", "clock_start", "retrospective"]
    return latest[columns].join(first).sort_values("first_held_at", kind="stable")


def _first_after(latest: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The first of these for each application after its latest round, by application.

    Of two at one moment the weightier counts, so that news and the letter it came in are one.
    """
    rows = said.join(latest["clock_start"], on="application_id", how="inner")
    rows = rows.loc[rows["at"] > rows["clock_start"]].drop(columns="clock_start")
    rows = rows.sort_values(["at", "ending"], ascending=[True, False], kind="stable")
    return rows.drop_duplicates("application_id").set_index("application_id")


def _with_days(table: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    start, ending = table["clock_start"], table["ending"]
    ended = days_between(start, table["ended_at"])
    silence = days_between(start, table["answered_at"])
    stopped = (ending == "withdrawn") & ~(silence <= ended)
    table = table.assign(
        answered_at=table["answered_at"].where(~stopped),
        answer_class=table["answer_class"].where(~stopped, ""),
        silence_days=silence.where(~stopped),
        decision_days=ended.where(ending.isin(DECIDED)),
        watched_days=ended.fillna(days_between(start, now)),
        is_retrospective=table["retrospective"],
    )
    return table.reset_index()[list(WAIT_DTYPES)].astype(WAIT_DTYPES)
