"""The brief for a chatbot: ticked facts only, nothing private, plain text."""

from dataclasses import replace

import pytest

from followup_kit.text import own_toml
from followup_kit.write.brief import brief, facts_for_brief
from followup_kit.write.facts import KINDS


def test_only_ticked_facts_stand_in_it(full):
    text = brief(full, ["fit"])

    assert "What I bring is two summers of tutoring statistics." in text
    assert "onboarding flow" not in text


def test_private_facts_are_not_offered(full):
    facts = replace(full, fit="I need the money since my divorce", topics="the salary")

    assert set(facts_for_brief(facts)) == {"interest", "next_step"}
    assert "divorce" not in brief(facts, ["fit", "topics"])


def test_brief_says_occasion_length_tone_and_what_to_leave_out(full):
    text = brief(replace(full, formality="formal", place="british"), ["topics"])

    assert "a thank-you note after an interview" in text
    assert "words in a formal tone" in text
    assert "British English" in text
    assert "Leave out: pay" in text
    assert text.startswith("Please write a thank-you note after an interview from me to Priya Nair")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_words(kind, full):
    assert own_toml("write/brief.toml")["kinds"][kind] in brief(replace(full, kind=kind), [])
