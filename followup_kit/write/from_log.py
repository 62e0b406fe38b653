"""The facts of one note, gathered from the log."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from followup_kit.log.choices import (
    Direction,
    InterviewKind,
    InterviewStatus,
    MessageKind,
    MessageState,
    OutcomeKind,
    PositionType,
)
from followup_kit.log.history import History
from followup_kit.log.schema import Interviewer
from followup_kit.practice.practice import Practice
from followup_kit.rules.case import Case, known_preset, preset_of
from followup_kit.rules.note_times import decides_same_day, note_times
from followup_kit.rules.promises import decision_on
from followup_kit.times import local_date, zone
from followup_kit.write.facts import FORMALITIES, NoteFacts
from followup_kit.write.place import day_in_words, time_in_words, usual_place

_INTERNAL_PRESET = "internal"
_FAMILY_FIRST = frozenset(
    (
        "Asia/Shanghai",
        "Asia/Hong_Kong",
        "Asia/Taipei",
        "Asia/Seoul",
        "Asia/Ho_Chi_Minh",
        "Asia/Macau",
    )
)
"""Time zones of places where a name usually begins with the family name."""


def facts_from(
    history: History,
    person: Interviewer,
    kind: str,
    *,
    now: dt.datetime,
    practice: Practice,
    formality: str = "",
    medium: str = "email",
    other_companies: Iterable[str] = (),
    told: Mapping[str, Any] | None = None,
) -> NoteFacts:
    """What the log knows that a note of this kind to this person may say.

    Args:
        history: The application.
        person: Whom the note is to.
        kind: The kind of note, such as `thank_you`.
        now: The moment of writing; decides whether the note is late.
        practice: Presets and industries, for the usual formality.
        formality: Another formality than the usual one.
        medium: How the note travels: `email`, `linkedin` or `card`.
        other_companies: Employers of the student's other applications.
        told: Facts typed for this note alone, by field of `NoteFacts`, such as `missed_point`.
    """
    application, interview = history.application, history.interview_of(person)
    case = Case(history, now, practice)
    due = note_times(case, interview).due
    place = usual_place(history.settings.timezone or application.employer_timezone)
    is_known = interview.kind is not InterviewKind.UNKNOWN
    facts = NoteFacts(
        kind=kind,
        medium=medium,
        sender=history.settings.student,
        recipient=person.name,
        company=application.company,
        position=application.position,
        formality=formality or usual_formality(history, practice),
        interview_on=interview.starts_at
        and local_date(interview.starts_at, application.employer_timezone),
        interview_kind=str(interview.kind) if is_known else "",
        position_type=str(application.position_type),
        place=place,
        family_first=application.employer_timezone in _FAMILY_FIRST,
        round=interview.round,
        has_met=_has_met(history, person),
        wrote_first=_wrote_first(history, person),
        owes_thanks=_owes_thanks(history, person),
        topics=person.topics,
        interest=application.interest,
        fit=person.fit or application.fit,
        next_step=interview.next_step,
        decision_on=decision_on(case),
        written_on=local_date(now, application.employer_timezone),
        is_internal=is_internal(history),
        is_late=due is not None and now > due and interview.due_at is not None,
        others=_others(history, person),
        other_companies=tuple(sorted(set(other_companies) - {application.company, ""})),
        earlier_notes=_earlier_notes(history, person),
        feedback_level=case.preset.feedback_request_level,
        separate_notes=case.preset.separate_notes,
        decides_same_day=decides_same_day(case, interview),
        meeting_time=_next_meeting(history, is_british=place == "british"),
        pass_on_to=_without_address(history, person),
        answer_by=_answer_by(history),
    )
    return replace(facts, **told or {})


def usual_formality(history: History, practice: Practice) -> str:
    """How formal a note starts out: by the preset, else by the industry (C26, E07)."""
    by_preset = known_preset(history.application, practice).default_formality
    if by_preset in FORMALITIES:
        return by_preset
    industry = practice.industries.get(history.application.industry)
    return industry.formality if industry else "neutral"


def is_internal(history: History) -> bool:
    """Whether the student works there already, so that notes go to colleagues."""
    is_by_type = history.application.position_type is PositionType.INTERNAL
    return is_by_type or preset_of(history.application) == _INTERNAL_PRESET


def _next_meeting(history: History, *, is_british: bool) -> str:
    """Day and hour of the next planned interview, such as "Thursday 18 June at 14:00"."""
    planned = [one for one in history.interviews if one.status is InterviewStatus.SCHEDULED]
    start = planned[0].starts_at if planned else None
    if start is None:
        return ""
    local = start.astimezone(zone(planned[0].timezone))
    day = day_in_words(local.date(), is_british=is_british)
    return f"{day} at {time_in_words(local.hour, local.minute, is_british=is_british)}"


def _has_met(history: History, person: Interviewer) -> bool:
    """Whether a person of that name was met in an earlier interview."""
    here = history.interview_of(person)
    return any(
        other.met
        and other.name == person.name
        and other.interview_id != person.interview_id
        and history.interview_of(other).round < here.round
        for other in history.interviewers
    )


def _wrote_first(history: History, person: Interviewer) -> bool:
    """Whether they wrote after the interview, before anything was sent to them."""
    start = history.interview_of(person).starts_at
    since = [
        message
        for message in history.messages
        if person.id in message.covers and message.at and start and message.at > start
    ]
    first = min(since, key=lambda message: message.at or start, default=None)  # type: ignore[arg-type, return-value]
    return first is not None and first.direction is Direction.IN and not first.automated


def _owes_thanks(history: History, person: Interviewer) -> bool:
    """Whether no thank-you for that interview was sent to them yet."""
    return person.met and not any(
        message.kind in (MessageKind.THANK_YOU, MessageKind.COMBINED)
        and message.state is MessageState.SENT
        and person.id in message.covers
        for message in history.messages
    )


def _without_address(history: History, person: Interviewer) -> tuple[str, ...]:
    """The people met at the same interview whose address is not known."""
    here = (one for one in history.interviewers if one.interview_id == person.interview_id)
    return tuple(one.name for one in here if one.met and not one.email and one.id != person.id)


def _answer_by(history: History) -> dt.date | None:
    """The day by which an offer is to be answered, in the employer's zone."""
    offers = [one for one in history.outcomes if one.outcome is OutcomeKind.OFFER and one.decide_by]
    if not offers or offers[-1].decide_by is None:
        return None
    return local_date(offers[-1].decide_by, history.application.employer_timezone)


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
