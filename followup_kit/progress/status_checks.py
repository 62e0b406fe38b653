"""Whether status checks went out in their window: not too early, not late, not too many.

This is a measure of its own and never part of the rate of thank-you notes. After a
promised date the window is that of rule S0, after silence that of rule S1; what they asked
for is always welcome (rule B1).
"""

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd

from followup_kit.log.choices import MessageKind
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.check_windows import check_windows, has_overlay
from followup_kit.progress.interviews import held_interviews, preset_numbers
from followup_kit.progress.local_times import local_days
from followup_kit.progress.responses import answers, named_anew, sent_messages
from followup_kit.progress.tables import Tables
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

CHECKS = (MessageKind.STATUS_CHECK, MessageKind.COMBINED)
_THANKS = (MessageKind.THANK_YOU, MessageKind.FORWARD_REQUEST)
_PRACTICAL = (MessageKind.LOGISTICS, MessageKind.CORRECTION)
_NUMBERS = (
    "max_unprompted_rounds",
    "missed_date_is_prompt",
    "status_after_date_earliest_business_days",
    "status_after_date_due_business_days",
    "status_after_silence_earliest_days",
    "status_after_silence_due_days",
    "status_gap_days",
)
_OF_STAGE = [
    "application_id",
    "clock_start",
    "company",
    "preset",
    "overlays",
    "stated_decision_on",
    "prompt_on",
    "employer_timezone",
]


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
        free_days: Days other than weekends on which nobody works.

    Raises:
        FollowUpError: `now` has no time zone.
    """
    practice = practice or load_practice()
    moment = pd.Timestamp(require_zone(now, "The moment to judge at"))
    held = held_interviews(tables, now=moment, practice=practice)
    sent = _in_stage(sent_messages(tables.messages, moment), held)
    said = answers(tables, now=now).rename(columns={"at": "heard_at"})
    checks = _with_silence(sent.loc[sent["kind"].isin(CHECKS)], sent, said)
    checks = checks.join(preset_numbers(checks["preset"], practice, _NUMBERS))
    checks = _with_rounds(_with_promise(checks, named_anew(tables)), sent)
    free = np.array(list(free_days), dtype="datetime64[D]")
    return _judged(checks.join(check_windows(checks, free)))


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


def _in_stage(sent: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The messages after an interview, with the last one before each; that is their stage."""
    found = pd.merge_asof(
        sent.sort_values("sent_at", kind="stable"),
        held[_OF_STAGE].sort_values("clock_start", kind="stable"),
        left_on="sent_at",
        right_on="clock_start",
        by="application_id",
    )
    return found.loc[found["clock_start"].notna()]


def _with_silence(checks: pd.DataFrame, sent: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The checks with `since`: the last of the interview, your message and theirs (rule S1)."""
    ours = sent.loc[~sent["kind"].isin(_PRACTICAL), ["application_id", "sent_at"]]
    ours = ours.assign(wrote_at=ours["sent_at"])
    theirs = said[["application_id", "heard_at"]].assign(sent_at=said["heard_at"])
    for before in (ours, theirs.sort_values("sent_at", kind="stable")):
        checks = pd.merge_asof(
            checks, before, on="sent_at", by="application_id", allow_exact_matches=False
        )
    moments = checks[["clock_start", "wrote_at", "heard_at"]]
    return checks.assign(
        since=moments.max(axis=1), day=local_days(checks["sent_at"], checks["employer_timezone"])
    )


def _with_promise(checks: pd.DataFrame, named: pd.Series) -> pd.DataFrame:
    """The checks with the promised day that held for them, and whether they were asked for.

    A date that was named anew after a check did not hold for it yet, and one date is good
    for one check only (rule S0).
    """
    checks = checks.join(named, on="application_id")
    promised = checks["stated_decision_on"].astype("datetime64[us]")
    heard_on = local_days(checks["heard_at"], checks["employer_timezone"])
    held_on = local_days(checks["clock_start"], checks["employer_timezone"])
    gone = (checks["named_at"] > checks["sent_at"]) | (promised < held_on) | (heard_on > promised)
    promised = promised.mask(gone)
    after = checks["day"] > promised
    used = after.groupby([checks["application_id"], checks["clock_start"]]).cumsum() > 1
    asked = (checks["day"] >= checks["prompt_on"]) | checks["prompted"]
    missed = after & ~used & (checks["missed_date_is_prompt"] == 1)
    return checks.assign(promised=promised.mask(used), is_asked=asked, is_prompted=asked | missed)


def _with_rounds(checks: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """The checks with the unprompted rounds used before them in their stage (rule B1)."""
    stage = ["application_id", "clock_start"]
    thanks = sent.loc[sent["kind"].isin(_THANKS) & ~sent["prompted"]]
    thanked = thanks.groupby(stage)["sent_at"].min().rename("thanked_at")
    checks = checks.join(thanked, on=stage)
    counted = (~checks["is_prompted"]).astype("int64")
    groups = [checks[name] for name in stage]
    earlier = counted.groupby(groups).cumsum() - counted
    last_check = checks.groupby(stage)["day"].shift()
    used = earlier + (checks["thanked_at"] < checks["sent_at"])
    return checks.assign(rounds_used=used, last_check=last_check)


def _judged(checks: pd.DataFrame) -> pd.DataFrame:
    sent, asked = checks["sent_at"], checks["is_asked"]
    allowed = checks["max_unprompted_rounds"] + has_overlay(checks, "persistent")
    table = checks.assign(
        is_inside=asked | ((sent >= checks["earliest_at"]) & (sent <= checks["due_at"])),
        is_too_early=~asked & (sent < checks["earliest_at"]),
        is_too_many=~checks["is_prompted"] & (checks["rounds_used"] >= allowed),
    )
    return table[list(CHECK_DTYPES)].astype(CHECK_DTYPES).reset_index(drop=True)
