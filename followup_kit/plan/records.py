"""Entries that cannot be right: shown with the fix, never guessed (tier 0)."""

from followup_kit.log.choices import InterviewStatus, MessageState, Part
from followup_kit.log.entries import precedes
from followup_kit.log.schema import Interview, Message
from followup_kit.plan.case import Case
from followup_kit.plan.steps import Action, NextStep, Tier, Times

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
    happened in the future, and an offer beside a rejection.
    """
    steps = [_fix_interview(case, interview) for interview in case.history.interviews]
    steps += [
        _fix(case, "sent_in_future", "", "messages", message.id)
        for message in case.yet_to_come
        if message.state is MessageState.SENT
    ]
    steps += [
        _fix(case, "response_before_interview", "", "messages", message.id)
        for message in case.received
        if _answers_too_early(case, message)
    ]
    return [*_fix_conflict(case), *(step for step in steps if step)]


def _fix_interview(case: Case, interview: Interview) -> NextStep | None:
    if interview.timezone_assumed:
        return _fix(case, "T3", "timezone_assumed", "interviews", interview.id, interview.timezone)
    if interview.status in _OVER and not case.has_begun(interview):
        return _fix(case, "interview_in_future", "", "interviews", interview.id)
    return None


def _answers_too_early(case: Case, message: Message) -> bool:
    """Whether an answer is dated before the interview it belongs to (rule R2).

    It belongs to the interview it names, else to all of somebody you met only there. Those
    who arrange interviews write before them too.
    """
    if message.interview_id:
        held = [i for i in case.took_place if i.id == message.interview_id]
    else:
        met = {p.id for p in case.history.interviewers if p.met and p.part not in _ARRANGERS}
        held = list(case.took_place) if met.intersection(message.covers) else []
    return bool(held) and all(precedes(message, interview) for interview in held)


def _fix_conflict(case: Case) -> list[NextStep]:
    if case.conflict is None:
        return []
    wanted, rejected = case.conflict
    last = max(wanted, rejected, key=lambda news: news.at)
    table = "outcomes" if any(o.id == last.row for o in case.history.outcomes) else "messages"
    return [_fix(case, "conflicting_news", "", table, last.row)]


def _fix(case: Case, key: str, flag: str, table: str, row: str, zone: str = "") -> NextStep:
    return case.step(
        Action.FIX_RECORD,
        Tier.RECORD,
        Times(),
        case.reason(key, zone=zone),
        interview_id=row if table == "interviews" else "",
        flags=(flag or key,),
        table=table,
        row=row,
    )
