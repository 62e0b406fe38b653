"""What is written in anger or despair is not for today, and a calm note is offered."""

import pytest

from followup_kit.write.checks import Level, apply_fix, check
from followup_kit.write.checks.temper import calm_note
from followup_kit.write.facts import KINDS, NoteFacts
from tests.write.conftest import FULL

BODY = "Dear Priya,\n\nThank you for letting me know. {}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I was kept waiting for an hour before anyone came to the lobby.", Level.WARNING),
        ("What a farce.", Level.ERROR),
        ("You took a less qualified applicant.", Level.ERROR),
        ("I lost a week because of you.", Level.WARNING),
        ("Nobody wants to give a foreigner a chance.", Level.WARNING),
        ("I will leave a review on Glassdoor.", Level.ERROR),
        ("It is your loss.", Level.WARNING),
    ],
)
def test_temper_is_found_in_a_reply_to_a_rejection(found, text, level):
    one = found("temper", BODY.format(text), kind="closing_note")[0]

    assert one.level == level


@pytest.mark.parametrize(
    "text",
    [
        "I was disappointed, but I am grateful for your time.",
        "I waited for the bus and read your brochure.",
        "I learned from a big mistake of mine.",
        "I wish the person you chose a good start.",
        "The second round was better than the first.",
    ],
)
def test_calm_words_pass(found, text):
    assert found("temper", BODY.format(text), kind="closing_note") == []


def test_calm_note_takes_the_place_of_the_whole(found):
    body = BODY.format("It is your loss.")
    offered = found("calm", body, kind="closing_note")[0]

    assert apply_fix(body, offered).startswith("Dear Priya,\n\nThank you for letting me know")


@pytest.mark.parametrize("kind", KINDS)
def test_every_calm_note_is_calm(kind):
    facts = NoteFacts(
        kind=kind, sender="Ana Ruiz", recipient="Priya Nair", company="Northwind", position=""
    )
    checks = {one.check for one in check("Thank you", calm_note(facts), facts)}

    assert not checks & {"temper", "demand", "presumption", "pressure", "language", "spelling"}


def test_calm_note_needs_no_position():
    assert "position" not in calm_note(FULL.__class__(**{**vars(FULL), "position": "(fair)"}))
