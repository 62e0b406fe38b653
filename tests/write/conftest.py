import datetime as dt
from dataclasses import replace

import pytest

from followup_kit.write.checks import Finding, check
from followup_kit.write.facts import NoteFacts

FULL = NoteFacts(
    kind="thank_you",
    sender="Ana Ruiz",
    recipient="Priya Nair",
    company="Northwind Health Inc.",
    position="Data Analyst Intern",
    interview_on=dt.date(2026, 9, 15),
    written_on=dt.date(2026, 9, 16),
    topics="the onboarding flow for new nurses",
    interest="the chance to build tools that nurses use every day",
    fit="two summers of tutoring statistics",
    next_step="a second interview next week",
    others=("Tom Ek", "Lee Wu"),
    other_companies=("Contoso Labs",),
)

MORE = replace(  # and every fact that letters around an interview may hold
    FULL,
    request="my certificates",
    answer="Both certificates are attached. The originals are in English.",
    meeting_time="Thursday 24 September at 14:00",
    mistake="the year of my first-aid course",
    correct="2024",
    pass_on_to=("Tom Ek", "Lee Wu"),
    answer_by=dt.date(2026, 10, 9),
    start_on=dt.date(2026, 11, 2),
    agreed_terms="22 dollars an hour for twelve weeks",
    reason="a position in my home town",
    occasion="the article on night shifts in your newsletter",
)

GOOD_NOTE = """Dear Priya,

Thank you for showing me the onboarding flow at Northwind on Tuesday. It was clear how
much the new nurses rely on it.

{piece}I am keen to work on such tools, and I have tutored statistics for two summers.

Best regards,
Ana Ruiz"""


@pytest.fixture
def full():
    """Every fact recorded, and two other people met."""
    return FULL


@pytest.fixture
def more():
    """Every fact there is, except the extras, of which a note holds one at most."""
    return MORE


@pytest.fixture
def good_note():
    """A body without any finding but hints."""
    return GOOD_NOTE.format(piece="")


@pytest.fixture
def found():
    """The findings of one check for a note and changed facts."""

    def find(name, body, *, subject="Thank you: Data Analyst Intern", **changes) -> list[Finding]:
        facts = replace(FULL, **changes)
        return [one for one in check(subject, body, facts) if one.check == name]

    return find
