"""The people of one application: who is who, who can be reached, and whom to write to (F8)."""

from collections import Counter
from collections.abc import Iterable

from followup_kit.log.choices import ContactInstruction, Medium, Part
from followup_kit.log.schema import Interviewer
from followup_kit.rules.case import Case, once
from followup_kit.rules.messages import LOST, ours
from followup_kit.rules.promises import instruction
from followup_kit.rules.visits import latest_held

_ASKED = (Part.RECRUITER, Part.HIRING_MANAGER)
_ASKED_LAST = Part.COORDINATOR
_AGENTS = (Part.AGENCY, Part.RECRUITER, Part.COORDINATOR)
_ARRANGERS = (Part.COORDINATOR, Part.RECRUITER, Part.AGENCY)


@once
def identities(case: Case) -> dict[str, tuple[str, int]]:
    """Who each row is, by its id; rows with the same value are the same person.

    An address tells people apart, else the name. Two rows of one name at one interview are
    two people.
    """
    people = case.history.interviewers
    known: dict[str, set[str]] = {}
    for person in people:
        known.setdefault(person.name.casefold(), set()).add(person.email.casefold())
    found: dict[str, tuple[str, int]] = {}
    so_far = Counter[tuple[str, str]]()
    for person in sorted(people, key=lambda p: not p.email):
        emails = known[person.name.casefold()] - {""}
        name = min(emails) if len(emails) == 1 else person.name.casefold()
        who = person.email.casefold() or name
        place = (person.interview_id, who)
        found[person.id] = (who, 0 if person.email else so_far[place])
        so_far[place] = 1 if person.email else so_far[place] + 1
    return found


@once
def rows_of(case: Case, person: Interviewer) -> tuple[str, ...]:
    """The ids of the same person at all interviews of one employer, this one first."""
    who = identities(case)
    others = (p.id for p in case.history.interviewers if who[p.id] == who[person.id])
    return (person.id, *(row for row in others if row != person.id))


def has_address(person: Interviewer) -> bool:
    """Whether the log says how to reach a person; LinkedIn only where it is welcome (F8)."""
    welcome = person.preferred_medium is Medium.LINKEDIN or person.linkedin_invited
    by_linkedin = bool(person.linkedin_url) and welcome
    return bool(person.email) or by_linkedin or person.preferred_medium is Medium.POST


@once
def can_be_reached(case: Case, person: Interviewer) -> bool:
    """Whether a person has an address that is known to work: the last message arrived."""
    sent = [m for m in ours(case) if m.at is not None and person.id in m.covers]
    last = max(sent, key=lambda m: m.at or case.now, default=None)
    return has_address(person) and (last is None or last.state not in LOST)


@once
def is_told_to_go_through_others(case: Case) -> bool:
    """Whether an agency or a placement office speaks for you, as they said."""
    told = instruction(case) is ContactInstruction.VIA_AGENCY
    return told or case.has("via_agency") or case.has("placement_office")


@once
def is_through_agency(case: Case) -> bool:
    """Whether everything goes through an agency: told so, or the only address there is."""
    if agency(case) is None:
        return False
    others = (p for p in case.history.interviewers if p.part is not Part.AGENCY)
    return is_told_to_go_through_others(case) or not any(has_address(p) for p in others)


@once
def agency(case: Case) -> Interviewer | None:
    """The agency recruiter with an address; if they told you so, else who arranged it."""
    return _first_with(case, _AGENTS if is_told_to_go_through_others(case) else _AGENTS[:1])


@once
def arranger(case: Case) -> Interviewer | None:
    """Whoever arranged the interview and can be written to."""
    return _first_with(case, _ARRANGERS)


@once
def primary_contact(case: Case) -> Interviewer | None:
    """Whom to ask, among those who can be reached; None if nobody can (rule F8).

    The agency, the recruiter, the hiring manager, an interviewer, or who arranged it;
    somebody of the last interview comes before somebody of an earlier one.
    """
    if is_through_agency(case):
        return agency(case)
    last = latest_held(case)
    people = sorted(
        case.history.interviewers, key=lambda p: p.interview_id != (last.id if last else "")
    )
    reachable = [p for p in people if can_be_reached(case, p)]
    return min(reachable or filter(has_address, people), key=_order, default=None)


def _order(person: Interviewer) -> int:
    if person.part in _ASKED:
        return _ASKED.index(person.part)
    return len(_ASKED) + (person.part is _ASKED_LAST)


@once
def contact_ids(case: Case) -> tuple[str, ...]:
    """The primary contact as the people of a step."""
    contact = primary_contact(case)
    return (contact.id,) if contact else ()


def _first_with(case: Case, parts: Iterable[Part]) -> Interviewer | None:
    order = list(parts)
    people = [p for p in case.history.interviewers if p.part in order and has_address(p)]
    reachable = [p for p in people if can_be_reached(case, p)]
    return min(reachable or people, key=lambda p: order.index(p.part), default=None)
