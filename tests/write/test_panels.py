"""Two hundred made-up panels of two to eight people: no two notes of a panel are alike."""

import datetime as dt
import itertools
import random
import re
from dataclasses import replace

import pytest

from followup_kit.write.checks import Level, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import FORMALITIES, NoteFacts

PANELS = 200
BLOCKS = 10
MOST_ALIKE = 0.7
"""Well under a copy (0.8): what two short notes to one panel may share at most."""
TO_MANY = ("thank_you", "status_check", "combined", "closing_note")
FIRST = ("Aoife", "Bo", "Chidi", "Dana", "Emeka", "Fay", "Gus", "Hana", "Ines", "Jess", "Kofi")
LAST = ("Ashe", "Brandt", "Cole", "Díaz", "Ek", "Fox", "Harris", "Ito", "Jones", "Kaur", "Lee")
COMPANIES = ("Works {}", "The Granite Mutual Company {}", "Studio {}", "University of Wexmoor {}")
TOPICS = ("the tower clock", "night shifts; the new hall", "how you train beginners", "")
FACTS = ("topics", "interest", "fit", "next_step", "missed_point", "link")
SAME_FOR_ALL = {
    "interest": ("mending clocks", "the chance to build tools that nurses use every day", ""),
    "fit": ("steady hands", "two summers of tutoring statistics", ""),
    "next_step": ("a second interview next week", ""),
    "is_late": (True, False),
    "is_internal": (True, False, False, False),
    "decides_same_day": (True, False, False, False),
    "interview_kind": ("", "video", "phone_screen", "onsite"),
    "interview_on": (dt.date(2026, 9, 15), None),
    "written_on": (dt.date(2026, 9, 16), dt.date(2026, 9, 28), None),
    "decision_on": (dt.date(2026, 9, 25), None),
    "medium": ("email", "email", "card"),
}


def panel(number: int) -> list[NoteFacts]:
    """The facts of the notes to one panel; the number decides everything."""
    chance = random.Random(number)
    people = [f"{one} {other}" for one, other in itertools.product(FIRST, LAST)]
    met = chance.sample(people, 2 + number % 7)
    shared = {fact: chance.choice(values) for fact, values in SAME_FOR_ALL.items()}
    facts = NoteFacts(
        kind=chance.choice(TO_MANY),
        formality=chance.choice(FORMALITIES),
        sender="Zoe Quill",
        recipient="",
        company=chance.choice(COMPANIES).format(number),
        position=chance.choice(("Trainee", "Internship in accounting", "")),
        **shared,
    )
    topic = chance.choice((*TOPICS, "their own"))
    return [
        replace(
            facts,
            recipient=person,
            topics=f"the garden of {person}" if topic == "their own" else topic,
            others=tuple(other for other in met if other != person),
        )
        for person in met
    ]


def runs(facts: NoteFacts) -> set[tuple[str, ...]]:
    """The three-word runs of the draft, names and facts masked."""
    given = facts.recipient.split()[0]
    told = [facts.recipient, given, facts.company, facts.position, facts.sender]
    told += [piece.strip() for fact in FACTS for piece in getattr(facts, fact).split(";")]
    text = compose(facts).body
    for words in sorted(filter(None, told), key=len, reverse=True):
        text = text.replace(words, " x ")
    found = re.findall(r"[\w']+", text.lower())
    return set(zip(found, found[1:], found[2:], strict=False))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_notes_of_one_panel_differ(block):
    for number in range(block, PANELS, BLOCKS):
        notes = panel(number)
        for (one, facts), (two, _) in itertools.combinations([(runs(f), f) for f in notes], 2):
            alike = len(one & two) / min(len(one), len(two))
            assert alike <= MOST_ALIKE, (number, facts)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_same_facts_give_the_same_notes(block):
    for number in range(block, PANELS, BLOCKS):
        assert [compose(facts) for facts in panel(number)] == [
            compose(facts) for facts in panel(number)
        ]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_another_wording_says_it_in_other_words(block):
    for number in range(block, PANELS, BLOCKS):
        facts = panel(number)[0]
        bodies = [compose(facts, wording=wording).body for wording in range(5)]
        assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_note_to_one_of_the_panel_has_no_fault(block):
    for number in range(block, PANELS, BLOCKS):
        facts = panel(number)[-1]
        draft = compose(facts, wording=number % 8)
        found = check(draft.subject, draft.body, facts)
        lacking = {"topics": "specific_detail"}
        asked = {lacking.get(one.field, one.field) for one in draft.missing}
        serious = {one.check for one in found if one.level != Level.HINT}
        assert serious <= asked, draft.body
