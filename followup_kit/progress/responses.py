"""What came back from the employers, and how long each kind of waiting took.

Four clocks with four names, so that nobody calls all of them "response time". Machines do
not answer, and neither does anything that came before the interview ended (rules R1, R2).
An answer after a message is "after" it, never "because of" it.
"""

import datetime as dt

import numpy as np
import pandas as pd

from followup_kit.log.choices import (
    Direction,
    MessageKind,
    MessageState,
    OutcomeKind,
    Precision,
)
from followup_kit.progress.local_times import DAY, hours_between, local_days, moments_of
from followup_kit.progress.tables import Tables
from followup_kit.times import require_zone

ANSWER_DTYPES = {
    "application_id": "str",
    "at": "datetime64[us, UTC]",
    "answer_class": "str",
    "ending": "str",
}
"""Columns of the answers. `answer_class` is `ack` (thanks only), `process` (a question,
times, a new date) or `decision`; `ending` is what was decided, empty otherwise."""

REPLY_DTYPES = {
    "message_id": "str",
    "application_id": "str",
    "kind": "str",
    "sent_at": "datetime64[us, UTC]",
    "replied_at": "datetime64[us, UTC]",
    "hours": "float64",
    "state": "str",
}
"""Columns of the reply times. `hours` are elapsed hours to the first answer before your
next message to that employer; `state` is `replied`, `waiting`, or `wrote again`."""

_PROCESS = (
    MessageKind.QUESTION,
    MessageKind.SCHEDULING,
    MessageKind.NEW_DATE,
    MessageKind.LOGISTICS,
)
_LETTERS = {
    MessageKind.REJECTION: "rejected",
    MessageKind.OFFER: "offer",
    MessageKind.CLOSED: "closed_by_employer",
}
_NEWS = {
    OutcomeKind.ADVANCED: "advanced",
    OutcomeKind.OFFER: "offer",
    OutcomeKind.REJECTED: "rejected",
    OutcomeKind.CLOSED_BY_EMPLOYER: "closed_by_employer",
}
"""News that an employer makes."""
_REPLIED_TO = (OutcomeKind.ACCEPTED, OutcomeKind.DECLINED)
"""What you said to an offer; it tells of one where none was logged."""


def answers(tables: Tables, *, now: dt.datetime) -> pd.DataFrame:
    """Everything a person at an employer said until `now`, with the columns of `ANSWER_DTYPES`.

    A message of which only the day is known counts from the end of that day, or from `now`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    found = pd.concat([_messages(tables, moment), _news(tables)], ignore_index=True)
    found = found.loc[found["at"] <= moment].astype(ANSWER_DTYPES)
    return found.sort_values(["at", "application_id"], kind="stable").reset_index(drop=True)


def reply_times(tables: Tables, *, now: dt.datetime) -> pd.DataFrame:
    """One row per message you sent until `now`, with the columns of `REPLY_DTYPES`.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    sent = sent_messages(tables.messages, moment)
    sent = sent.assign(next_at=_next_sent(sent)).sort_values("sent_at", kind="stable")
    replies = answers(tables, now=now)[["application_id", "at"]]
    replies = replies.rename(columns={"at": "replied_at"})
    joined = pd.merge_asof(
        sent,
        replies.sort_values("replied_at"),
        left_on="sent_at",
        right_on="replied_at",
        by="application_id",
        direction="forward",
        allow_exact_matches=False,
    )
    return _judged_replies(joined)


def sent_messages(messages: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Your messages that went out until `now`: message_id, application_id, kind, sent_at."""
    went_out = messages["state"].isin([MessageState.SENT, MessageState.SCHEDULED])
    out = (messages["direction"] == Direction.OUT) & went_out
    found = messages.loc[out & (messages["at"] <= now)]
    names = {"id": "message_id", "at": "sent_at"}
    return found.rename(columns=names)[
        ["message_id", "application_id", "kind", "sent_at", "prompted", "covers"]
    ]


def _messages(tables: Tables, now: pd.Timestamp) -> pd.DataFrame:
    """What people wrote; what a machine sent is no answer (rule R1)."""
    letters = tables.messages
    by_machine = letters["automated"] | (letters["kind"] == MessageKind.AUTO_REPLY)
    letters = letters.loc[(letters["direction"] == Direction.IN) & ~by_machine]
    ending = letters["kind"].map(_LETTERS).fillna("").astype("str")
    found = np.select(
        [ending != "", letters["kind"].isin(_PROCESS)], ["decision", "process"], default="ack"
    )
    until = _until(letters, tables.applications)
    at = until.mask(until > now, now).where(letters["at"] <= now)
    return letters[["application_id"]].assign(at=at, answer_class=found, ending=ending)


def _until(letters: pd.DataFrame, applications: pd.DataFrame) -> pd.Series:
    """The latest moment at which each message can have come."""
    zones = letters["application_id"].map(applications.set_index("id")["employer_timezone"])
    zones = zones.astype("object").fillna("").astype("str")
    ends = moments_of(local_days(letters["at"], zones) + DAY, zones)
    return letters["at"].where(letters["at_precision"] != Precision.DAY, ends)


def _news(tables: Tables) -> pd.DataFrame:
    news = tables.outcomes.loc[~tables.outcomes["day_not_known"]]
    letters = tables.messages
    offered = pd.concat(
        [
            news.loc[news["outcome"] == OutcomeKind.OFFER, "application_id"],
            letters.loc[letters["kind"] == MessageKind.OFFER, "application_id"],
        ]
    )
    tells = news["outcome"].isin(_REPLIED_TO) & ~news["application_id"].isin(offered)
    news = news.loc[news["outcome"].isin(_NEWS) | tells]
    ending = news["outcome"].map(_NEWS).fillna("offer").astype("str")
    return news[["application_id", "at"]].assign(answer_class="decision", ending=ending)


def _next_sent(sent: pd.DataFrame) -> pd.Series:
    """When you wrote to the same employer again; messages of one moment are one."""
    once = sent[["application_id", "sent_at"]].drop_duplicates().sort_values("sent_at")
    once = once.assign(next_at=once.groupby("application_id")["sent_at"].shift(-1))
    joined = sent[["application_id", "sent_at"]].merge(once, how="left")
    return joined["next_at"].set_axis(sent.index)


def _judged_replies(joined: pd.DataFrame) -> pd.DataFrame:
    wrote_again = joined["next_at"] <= joined["replied_at"].fillna(joined["next_at"])
    replied = joined["replied_at"].where(~wrote_again)
    state = np.select([replied.notna(), wrote_again], ["replied", "wrote again"], default="waiting")
    table = joined.assign(
        replied_at=replied, hours=hours_between(joined["sent_at"], replied), state=state
    )
    return table[list(REPLY_DTYPES)].astype(REPLY_DTYPES)
