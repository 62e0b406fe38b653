"""The facts of one note, gathered from the log."""

import datetime as dt
from collections.abc import Iterable

from followup_kit.log.choices import Direction, InterviewKind, PositionType
from followup_kit.log.history import History
from followup_kit.log.schema import Interviewer
from followup_kit.practice.practice import Practice
from followup_kit.times import local_date
from followup_kit.write.facts import FORMALITIES, NoteFacts

_INTERNAL_PRESET = "internal"


def facts_from(
    history: History,
    person: Interviewer,
    kind: str,
    *,
    now: dt.datetime,
    practice: Practice,
    formality: str = "",
    other_companies: Iterable[str] = (),
) -> NoteFacts:
    """What the log knows that a note of this kind to this person may say.

    Args:
        history: The application.
        person: Whom the note is to.
        kind: The kind of note, such as `thank_you`.
        now: The moment of writing; decides whether the note is late.
        practice: Presets and industries, for the usual formality.
        formality: Another formality than the usual one.
        other_companies: Employers of the student's other applications.
    """
    application, interview = history.application, history.interview_of(person)
    is_known = interview.kind is not InterviewKind.UNKNOWN
    return NoteFacts(
        kind=kind,
        sender=history.settings.student,
        recipient=person.name,
        company=application.company,
        position=application.position,
        formality=formality or usual_formality(history, practice),
        interview_on=interview.starts_at
        and local_date(interview.starts_at, application.employer_timezone),
        interview_kind=str(interview.kind) if is_known else "",
        topics=person.topics,
        interest=application.interest,
        fit=person.fit or application.fit,
        next_step=interview.next_step,
        decision_on=application.stated_decision_on,
        written_on=local_date(now, application.employer_timezone),
        is_internal=is_internal(history),
        is_late=interview.due_at is not None and now > interview.due_at,
        others=_others(history, person),
        other_companies=tuple(sorted(set(other_companies) - {application.company, ""})),
        earlier_notes=_earlier_notes(history, person),
    )


def usual_formality(history: History, practice: Practice) -> str:
    """How formal a note starts out: by the preset, else by the industry (C26, E07)."""
    by_preset = practice.preset(history.application.preset or "general").default_formality
    if by_preset in FORMALITIES:
        return by_preset
    industry = practice.industries.get(history.application.industry)
    return industry.formality if industry else "neutral"


def is_internal(history: History) -> bool:
    """Whether the student works there already, so that notes go to colleagues."""
    is_by_type = history.application.position_type is PositionType.INTERNAL
    return is_by_type or history.application.preset == _INTERNAL_PRESET


def _others(history: History, person: Interviewer) -> tuple[str, ...]:
    names = {other.name for other in history.interviewers if other.met} - {person.name}
    return tuple(sorted(names))


def _earlier_notes(history: History, person: Interviewer) -> tuple[tuple[str, str], ...]:
    """Notes to other people there, drafts too, for the check on copies."""
    names = {other.id: other.name for other in history.interviewers}
    return tuple(
        (names[covered], message.body)
        for message in history.messages
        for covered in message.covers
        if message.direction is Direction.OUT
        and message.body.strip()
        and names.get(covered, person.name) != person.name
    )
