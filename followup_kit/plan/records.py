"""Entries that cannot be right: shown with the fix, never guessed (tier 0)."""

from followup_kit.log.choices import InterviewStatus, MessageState
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


def record_steps(case: Case) -> list[NextStep]:
    """One `fix_record` per entry that is impossible or incomplete.

    No zone (T3), an answer before the interview (R2), something that is said to have
    happened in the future, and an offer beside a rejection.
    """
    steps = [_fix_interview(case, interview) for interview in case.history.interviews]
    steps += [_fix_message(case, message) for message in case.messages]
    steps += [_fix_answer(case, message) for message in case.received]
    return [*_fix_conflict(case), *(step for step in steps if step)]


def _fix_interview(case: Case, interview: Interview) -> NextStep | None:
    if interview.timezone_assumed:
        return _fix(case, "T3", "timezone_assumed", "interviews", interview.id, interview.timezone)
    if interview.status in _OVER and not case.has_begun(interview):
        return _fix(case, "interview_in_future", "", "interviews", interview.id)
    return None


def _fix_message(case: Case, message: Message) -> NextStep | None:
    if message.state is MessageState.SENT and case.is_yet_to_come(message):
        return _fix(case, "sent_in_future", "", "messages", message.id)
    return None


def _fix_answer(case: Case, message: Message) -> NextStep | None:
    if _answers_too_early(case, message):
        return _fix(case, "response_before_interview", "", "messages", message.id)
    return None


def _answers_too_early(case: Case, message: Message) -> bool:
    """Whether an answer is dated before the interview it belongs to (rule R2)."""
    belongs = message.interview_id or next(
        (p.interview_id for p in case.history.interviewers if p.id in message.covers), ""
    )
    return any(i.id == belongs and precedes(message, i) for i in case.took_place)


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
