"""Which thank-you notes are owed, to whom, and in which state each is (metrics, section 2).

A pair is one person met on one visit. The plan makes its steps from the pairs that are open
or overdue, the charts show all of them, and the coach counts them: so they cannot disagree.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from followup_kit.log.choices import InterviewKind, Medium, MessageKind, OutcomeKind, Precision
from followup_kit.log.schema import Interview, Interviewer, Message
from followup_kit.rules.case import Case, once
from followup_kit.rules.messages import NOTES, delivered, is_after, says_thanks
from followup_kit.rules.news import ending_of
from followup_kit.rules.note_times import note_times
from followup_kit.rules.people import agency, identities, is_through_agency, rows_of
from followup_kit.rules.promises import decision_promised, may_not_contact
from followup_kit.rules.step_times import Times
from followup_kit.rules.visits import end_of, start_of, took_place, visit_of

NO_CONTACT = "asked not to be contacted"
RECORDED = "recorded video"
NOT_MET = "not met"
DECIDED_FIRST = "decided before the note was due"
OWED = frozenset({"open", "overdue"})


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One person at one visit, and the note to them.

    Attributes:
        interview: The interview at which they were met, the last one of a visit.
        person: Who it is.
        times: When the note may go out, is due, and is too late.
        note: The first message that thanked them.
        note_from: The earliest moment at which it can have gone out.
        note_until: The latest.
        decided_at: When a decision, or your own word, made an unsent note needless.
        exempt_reason: Why no note is owed, in words; empty when one is.
        state: The state at the moment of the case, one of `STATES` of the charts.
    """

    interview: Interview
    person: Interviewer
    times: Times
    note: Message | None
    note_from: dt.datetime | None
    note_until: dt.datetime | None
    decided_at: dt.datetime | None
    exempt_reason: str
    state: str


@once
def pairs_of(case: Case) -> tuple[Pair, ...]:
    """One pair for each person of each visit that took place, in the order of the log."""
    held = {i.id: i for i in took_place(case) if end_of(case, i) <= case.now}
    visits: dict[tuple[object, ...], tuple[Interview, Interviewer]] = {}
    for person in case.history.interviewers:
        interview = held.get(person.interview_id)
        if interview is not None:
            key = (end_of(case, interview), identities(case)[person.id])
            known = visits.get(key)
            if known is None or _stands(interview, person) >= _stands(*known):
                visits[key] = (interview, person)
    return tuple(_pair(case, interview, person) for interview, person in visits.values())


def _stands(interview: Interview, person: Interviewer) -> tuple[bool, dt.datetime]:
    """Which row stands for a person who was at several interviews of one visit."""
    return person.met, start_of(interview)


def _pair(case: Case, interview: Interview, person: Interviewer) -> Pair:
    times, note = note_times(case, interview), note_to(case, interview, person)
    earliest, until = span_of(case, note, end_of(case, interview)) if note else (None, None)
    decided = decided_at(case)
    if decided is not None:
        decided = max(decided, end_of(case, interview))
    exempt = _exempt_reason(case, interview, person, decided, times, earliest)
    return Pair(
        interview=interview,
        person=person,
        times=times,
        note=note,
        note_from=earliest,
        note_until=until,
        decided_at=decided,
        exempt_reason=exempt,
        state="exempt" if exempt else _state(case, note, times, earliest, until, decided),
    )


@once
def decided_at(case: Case) -> dt.datetime | None:
    """When the news came that ended the notes: of this application, or a yes elsewhere."""
    ending, elsewhere = ending_of(case), case.elsewhere
    moments = [ending.at] if ending else []
    if elsewhere is not None and elsewhere.accepted_at is not None:
        moments.append(elsewhere.accepted_at)
    return min(moments, default=None)


def _exempt_reason(
    case: Case,
    interview: Interview,
    person: Interviewer,
    decided: dt.datetime | None,
    times: Times,
    sent: dt.datetime | None,
) -> str:
    assert times.due is not None
    ending = ending_of(case)
    if may_not_contact(case) or may_not_contact(case, end_of(case, interview)):
        return NO_CONTACT
    if interview.kind is InterviewKind.ONE_WAY_VIDEO:
        return RECORDED
    if not person.met:
        return NOT_MET
    gave_up = ending is not None and ending.kind is OutcomeKind.NO_RESPONSE
    in_time = sent is not None and sent <= times.due
    came_first = decided is not None and decided <= times.due and not gave_up
    return DECIDED_FIRST if came_first and not in_time else ""


def _state(
    case: Case,
    note: Message | None,
    times: Times,
    earliest: dt.datetime | None,
    until: dt.datetime | None,
    decided: dt.datetime | None,
) -> str:
    """The state of a note at the moment of the case (metrics, section 2)."""
    assert times.due is not None
    if note is None or earliest is None or until is None:
        if decided is not None:
            return "missed"
        if case.now <= times.due:
            return "open"
        return "missed" if times.latest is not None and case.now > times.latest else "overdue"
    if earliest > times.due:
        return "late"
    if until > times.due:
        return "unknown_time"
    if note.kind is MessageKind.FORWARD_REQUEST:
        return "forwarded"
    return "on_time_amber" if times.target and earliest > times.target else "on_time"


# Who was thanked


@once
def note_to(case: Case, interview: Interview, person: Interviewer) -> Message | None:
    """The first message after an interview that thanked this person, if any (rule Q1)."""
    rows = {*rows_of(case, person), *_stand_ins(case, interview)}
    return _first_note(case, end_of(case, interview), rows, person)


def _stand_ins(case: Case, interview: Interview) -> Iterable[str]:
    """Through an agency one note thanks everybody there: to it, or to any of them."""
    through = agency(case) if is_through_agency(case) else None
    if through is None:
        return ()
    visit = {interview.id, *(i.id for i in visit_of(case, interview))}
    there = (p.id for p in case.history.interviewers if p.interview_id in visit)
    return (*rows_of(case, through), *there)


def _first_note(
    case: Case, ended: dt.datetime, rows: set[str], person: Interviewer
) -> Message | None:
    found = [
        m
        for m in delivered(case)
        if not rows.isdisjoint(m.covers)
        and is_after(case, m, ended)
        and says_thanks(m)
        and _arrives(case, m, person)
    ]
    return min(found, key=lambda m: span_of(case, m, ended), default=None)


def span_of(case: Case, message: Message, ended: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The earliest and latest moment at which a message after `ended` can have gone out."""
    assert message.at is not None
    if message.at_precision is not Precision.DAY:
        return message.at, message.at
    day = case.calendar.date_of(message.at)
    return max(case.calendar.midnight(day), ended), case.calendar.midnight(day + _DAY)


def _arrives(case: Case, message: Message, person: Interviewer) -> bool:
    """A card counts if they like post, or if it surely arrives before the decision (P25)."""
    if message.medium is not Medium.POST or person.preferred_medium is Medium.POST:
        return True
    assert message.at is not None
    promise = decision_promised(case, message.at)
    if promise is None or promise.decision_on is None:
        return False
    posted = case.calendar.date_of(message.at)
    slowest = case.calendar.business_days_after(posted, case.preset.card_business_days)
    return slowest < promise.decision_on


@once
def unthanked(case: Case) -> tuple[Pair, ...]:
    """The pairs that owe a note now: open or overdue, and the later of two rounds (F7)."""
    return tuple(pair for pair in _latest_of_each(case) if pair.state in OWED)


@once
def too_late(case: Case) -> tuple[Pair, ...]:
    """The pairs whose note was never sent and is too late now, unless there is a later round."""
    return tuple(pair for pair in _latest_of_each(case) if pair.state == "missed")


@once
def _latest_of_each(case: Case) -> tuple[Pair, ...]:
    """The last pair of each person: one note thanks for all rounds (rule F7)."""
    last: dict[object, Pair] = {}
    for pair in pairs_of(case):
        who = identities(case)[pair.person.id]
        known = last.get(who)
        is_kept = known is not None and end_of(case, known.interview) > end_of(case, pair.interview)
        if pair.state != "exempt" and not is_kept:
            last[who] = pair
    kept = {id(pair) for pair in last.values()}
    return tuple(pair for pair in pairs_of(case) if id(pair) in kept)


def rows_to_thank(case: Case, pair: Pair) -> tuple[str, ...]:
    """The rows of the log that one note to this person settles, the one of the pair first."""
    before = {
        p.person.id for p in pairs_of(case) if p.note is None and p.state in {*OWED, "missed"}
    }
    visit = {i.id for i in visit_of(case, pair.interview)}
    people = {p.id: p for p in case.history.interviewers}
    rows = (people[row] for row in rows_of(case, pair.person))
    kept = (p.id for p in rows if p.met and (p.id in before or p.interview_id in visit))
    return (pair.person.id, *(row for row in kept if row != pair.person.id))


def rows_met(case: Case, person: Interviewer) -> tuple[str, ...]:
    """The visits at which the same person was met and not thanked after, by their rows."""
    who = identities(case)[person.id]
    return tuple(
        p.person.id
        for p in pairs_of(case)
        if identities(case)[p.person.id] == who and p.note is None and p.state != "exempt"
    )


def sent_too_early(case: Case, interview: Interview, person: Interviewer) -> bool:
    """Whether a note to this person went out before the interview ended."""
    ended = end_of(case, interview)
    return any(
        m.kind in NOTES - {MessageKind.FORWARD_REQUEST}
        and person.id in m.covers
        and not is_after(case, m, ended)
        for m in delivered(case)
    )


def thanks_since(case: Case, ended: dt.datetime) -> Iterator[Message]:
    """The messages since a moment that thank somebody."""
    return (m for m in delivered(case) if is_after(case, m, ended) and says_thanks(m))


_DAY = dt.timedelta(days=1)
