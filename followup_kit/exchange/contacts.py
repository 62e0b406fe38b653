"""The people you met, as cards for the address book of a phone or a mail program.

Version 3.0 of the format is written: phones, Gmail, Outlook and Apple's Contacts all
read it, while some still do not read 4.0. icalendar does the escaping and the folding,
which are the same as in calendars; it has no card of its own that escapes a semicolon.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup_kit.log.choices import Part
from followup_kit.log.history import History
from followup_kit.log.schema import Interview, Interviewer
from followup_kit.text import day_in_words, visible_line
from followup_kit.times import local_date, require_zone

if TYPE_CHECKING:
    from icalendar import Component
    from icalendar.prop import vInline

_DOMAIN = "follow-up-workbook.invalid"
_LONGEST = 300


@dataclass
class _Contact:
    """One person, with every interview they were met at, oldest first."""

    company: str
    rows: list[Interviewer] = field(default_factory=list)
    met_at: list[Interview] = field(default_factory=list)

    def is_same(self, person: Interviewer, company: str) -> bool:
        """Whether a person is this one: by address, else by name at the same employer."""
        mine, theirs = self.latest("email").casefold(), person.email.casefold()
        if mine and theirs:
            return mine == theirs
        names = (self.rows[0].name.casefold(), person.name.casefold())
        return self.company == company and names[0] == names[1]

    def latest(self, name: str) -> str:
        """What was recorded last in a field, or an empty text."""
        return next((v for row in reversed(self.rows) if (v := getattr(row, name))), "")

    @property
    def note(self) -> str:
        """When and where you met, in words."""
        days = dict.fromkeys(_day(interview) for interview in self.met_at)
        met = f"Met at interview with {self.company} on {' and '.join(days)}."
        return f"{self.rows[-1].part.label}. {met}"


def contacts_file(histories: Iterable[History], *, now: dt.datetime) -> bytes:
    """A `.vcf` file with one card for each person met at an interview that took place.

    A card has the name, employer, job title, e-mail and LinkedIn address, and when you
    met. Topics and private notes stay in the log. The id of a card stays, so reading a
    newer file in again updates the card where the address book can do that.

    Args:
        histories: The histories, as the log gives them.
        now: When the file is made, with a zone.

    Returns:
        The bytes; none at all if nobody was met.
    """
    made_at = require_zone(now, "Now")
    cards = (_card(contact, made_at).to_ical(sorted=False) for contact in _contacts(histories))
    return b"".join(map(bytes, cards))


def _contacts(histories: Iterable[History]) -> list[_Contact]:
    found: list[_Contact] = []
    for history in histories:
        company = history.application.company
        for interview in history.completed:
            for person in (p for p in history.people_at(interview) if p.met):
                known = next((c for c in found if c.is_same(person, company)), None)
                if known is None:
                    found.append(known := _Contact(company))
                known.rows.append(person)
                known.met_at.append(interview)
    return found


def _day(interview: Interview) -> str:
    assert interview.starts_at is not None
    day = local_date(interview.starts_at, interview.timezone)
    return day_in_words(day)


def _card(contact: _Contact, made_at: dt.datetime) -> "Component":
    from icalendar import Component, vText

    name = _line(contact.latest("name"))
    card = Component()
    card.name = "VCARD"  # type: ignore[misc]  # it has no class for cards
    card.add("version", vText("3.0"))
    card.add("uid", vText(f"{contact.rows[0].id}@{_DOMAIN}"))
    card.add("rev", vText(f"{made_at:%Y%m%dT%H%M%SZ}"))
    card.add("fn", vText(name))
    card.add("n", _whole(name))
    if contact.rows[-1].part is not Part.AGENCY:  # works for the agency, not for the employer
        card.add("org", vText(_line(contact.company)))
    if title := contact.latest("title"):
        card.add("title", vText(_line(title)))
    if email := contact.latest("email"):
        card.add("email", vText(_line(email)), parameters={"TYPE": "INTERNET"})
    if address := contact.latest("linkedin_url"):
        card.add("url", _line(address))
    card.add("note", vText(_line(contact.note)))
    return card


def _whole(name: str) -> "vInline":
    """A name that is not taken apart: which part is the family name is not for us to guess."""
    from icalendar.prop import vInline, vText

    given = vText(name).to_ical().decode()
    return vInline(f";{given};;;")


def _line(text: str) -> str:
    return visible_line(text, longest=_LONGEST)
