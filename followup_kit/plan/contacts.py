"""The people of one application, and who is the right one to write to."""

from functools import cached_property

from followup_kit.log.choices import ContactInstruction, Medium, Part
from followup_kit.log.schema import Interviewer
from followup_kit.plan.facts import Facts

_PRIMARY = (Part.RECRUITER, Part.HIRING_MANAGER)
_AGENTS = (Part.AGENCY, Part.RECRUITER, Part.COORDINATOR)
_ARRANGERS = (Part.COORDINATOR, Part.RECRUITER, Part.AGENCY)


class Contacts(Facts):
    """The people of one application."""

    def rows_of(self, person: Interviewer) -> tuple[str, ...]:
        """The ids of the same person at all sessions of one visit; one note is enough."""
        if len(self.took_place) < 2:
            return (person.id,)
        interview = self.history.interview_of(person)
        visit = {i.id for i in self.took_place if self.is_same_visit(i, interview)}
        others = (p for p in self.history.interviewers if p.met and p.interview_id in visit)
        return (person.id, *(p.id for p in others if _is_same_person(p, person)))

    @cached_property
    def is_through_agency(self) -> bool:
        """Whether everything goes through an agency: told so, or the only address there is."""
        if self.agency is None:
            return False
        others = (p for p in self.history.interviewers if p.part is not Part.AGENCY)
        return self._is_told_so or not any(has_address(p) for p in others)

    @property
    def _is_told_so(self) -> bool:
        instructed = self.application.contact_instruction is ContactInstruction.VIA_AGENCY
        return instructed or self.has("via_agency")

    @cached_property
    def agency(self) -> Interviewer | None:
        """The agency recruiter with an address; if they told you so, else who arranged it."""
        return self._first_with(_AGENTS if self._is_told_so else _AGENTS[:1])

    @cached_property
    def arranger(self) -> Interviewer | None:
        """Whoever arranged the interview and can be written to."""
        return self._first_with(_ARRANGERS)

    @cached_property
    def primary_contact(self) -> Interviewer | None:
        """Whom to ask: the agency, the recruiter, the hiring manager, or one with an address.

        Somebody of the last interview comes before somebody of an earlier one.
        """
        if self.is_through_agency:
            return self.agency
        last = self.latest.id if self.latest else ""
        people = sorted(self.history.interviewers, key=lambda p: p.interview_id != last)
        for part in _PRIMARY:
            for person in people:
                if person.part is part:
                    return person
        reachable = [p for p in people if has_address(p)]
        met = [p for p in people if p.met]
        return next(iter(reachable or met), None)

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The primary contact as the people of a step."""
        return (self.primary_contact.id,) if self.primary_contact else ()

    def _first_with(self, parts: tuple[Part, ...]) -> Interviewer | None:
        for part in parts:
            for person in self.history.interviewers:
                if person.part is part and has_address(person):
                    return person
        return None


def has_address(person: Interviewer) -> bool:
    """Whether the log says how to reach a person."""
    return bool(person.email or person.linkedin_url) or person.preferred_medium is Medium.POST


def _is_same_person(one: Interviewer, other: Interviewer) -> bool:
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()
