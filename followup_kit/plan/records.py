"""Entries that cannot be right: shown with the fix, never guessed (tier 0)."""

import datetime as dt
from typing import Any

from followup_kit.log.choices import InterviewStatus, MessageState, Part
from followup_kit.log.entries import precedes
from followup_kit.log.schema import Interview, Message
from followup_kit.plan.making import make_step, reason_for
from followup_kit.plan.steps import Action, NextStep, Tier, Times
from followup_kit.rules.case import Case, preset_of
from followup_kit.rules.messages import received, yet_to_come
from followup_kit.rules.news import clash_of
from followup_kit.rules.promises import too_early
from followup_kit.rules.visits import has_begun, own_end, took_place
from followup_kit.text import day_in_words, time_in_words
from followup_kit.times import zone

_OVER = frozenset(
    {
        InterviewStatus.COMPLETED,
        InterviewStatus.NO_SHOW_EMPLOYER,
        InterviewStatus.NO_SHOW_ME,
    }
)
_ARRANGERS = frozenset({Part.RECRUITER, Part.COORDINATOR, Part.AGENCY})


def record_steps(case: Case) -> list[NextStep]:
    """One `fix_record` per entry that is impossible or incomplete.

    No zone (T3), an answer before the interview (R2), something that is said to have
    happened in the future, a promised day before its interview (F2), and a yes and a no of one
    moment (F3).
    """
    steps = [_fix_interview(case, interview) for interview in case.history.interviews]
    steps += [
        _fix(case, "sent_in_future", "", "messages", message.id)
        for message in yet_to_come(case)
        if message.state is MessageState.SENT
    ]
    steps += [
        _fix(case, "response_before_interview", "", "messages", message.id)
        for message in received(case)
        if _answers_too_early(case, message)
    ]
    steps += [_fix_promise(case, i) for i in took_place(case)]
    if (named := preset_of(case.application)) != case.preset.name:
        row = case.application.id
        steps.append(_fix(case, "unknown_preset", "", "applications", row, named=named))
    return [*_fix_conflict(case), *(step for step in steps if step)]


def _fix_interview(case: Case, interview: Interview) -> NextStep | None:
    if interview.timezone_assumed:
        return _fix(
            case, "T3", "timezone_assumed", "interviews", interview.id, zone=interview.timezone
        )
    if interview.status in _OVER and not has_begun(case, interview):
        return _fix(case, "interview_in_future", "", "interviews", interview.id)
    return None


def _fix_promise(case: Case, interview: Interview) -> NextStep | None:
    """A promise that lies before the end of the interview it was said in (rule F2)."""
    promised, ended = too_early(case, interview), own_end(case, interview)
    if promised is None:
        return None
    return _fix(
        case,
        "promise_before_interview",
        "",
        "interviews",
        interview.id,
        promised=_in_words(promised, interview.timezone),
        ended=_in_words(ended, interview.timezone),
    )


def _in_words(moment: dt.date, zone_name: str) -> str:
    if isinstance(moment, dt.datetime):
        return time_in_words(moment.astimezone(zone(zone_name)))
    return day_in_words(moment, weekday=True)


def _answers_too_early(case: Case, message: Message) -> bool:
    """Whether an answer is dated before the interview it belongs to (rule R2).

    It belongs to the interview it names, else to all of somebody you met only there. Those
    who arrange interviews write before them too.
    """
    if message.interview_id:
        held = [i for i in took_place(case) if i.id == message.interview_id]
    else:
        met = {p.id for p in case.history.interviewers if p.met and p.part not in _ARRANGERS}
        held = list(took_place(case)) if met.intersection(message.covers) else []
    return bool(held) and all(precedes(message, interview) for interview in held)


def _fix_conflict(case: Case) -> list[NextStep]:
    clash = clash_of(case)
    if clash is None:
        return []
    rows = [news.row for news in clash if any(o.id == news.row for o in case.history.outcomes)]
    row = rows[-1] if rows else clash[-1].row
    return [_fix(case, "conflicting_news", "", "outcomes" if rows else "messages", row)]


def _fix(case: Case, key: str, flag: str, table: str, row: str, **values: Any) -> NextStep:
    return make_step(
        case,
        Action.FIX_RECORD,
        Tier.RECORD,
        Times(),
        reason_for(case, key, **values),
        interview_id=row if table == "interviews" else "",
        flags=(flag or key,),
        table=table,
        row=row,
    )
