from dataclasses import replace

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.write.facts import KINDS, NoteFacts, given_name, noun_phrase
from followup_kit.write.questions import questions

EMPTY = {"sender": "", "recipient": "", "company": "", "position": ""}


def fields(facts):
    return [missing.field for missing in questions(facts)]


def test_nothing_is_asked_when_all_is_there(full):
    assert questions(full) == ()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("thank_you", ["topics", "interest", "fit"]),
        ("status_check", ["interview_on", "interest"]),
        ("combined", ["interview_on", "topics", "interest", "fit"]),
        ("closing_note", ["topics"]),
    ],
)
def test_questions_depend_on_the_kind(full, kind, asked):
    bare = replace(full, kind=kind, topics=" ", interest="", fit="", interview_on=None)

    assert fields(bare) == asked


@pytest.mark.parametrize("kind", KINDS)
def test_empty_names_are_asked_for_first(kind):
    assert fields(NoteFacts(kind=kind, **EMPTY))[:4] == [
        "recipient",
        "company",
        "position",
        "sender",
    ]


def test_question_names_the_person(full):
    missing = questions(replace(full, topics=""))[0]

    assert missing.question == "What is one thing you and Priya talked about?"
    assert missing.stem == "We talked about ..."
    assert "A15" in missing.sources


def test_unnamed_person_is_the_interviewer(full):
    missing = questions(replace(full, recipient="", topics=""))[-1]

    assert "you and the interviewer" in missing.question


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "novel"), ("formality", "icy"), ("medium", "pigeon")]
)
def test_unknown_choice_says_what_is_allowed(full, field, value):
    with pytest.raises(FollowUpError, match=f"`{field}` is '{value}'. Allowed: "):
        replace(full, **{field: value})


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("The onboarding flow.", "the onboarding flow"),
        ("How you test releases", "how you test releases"),
        ("Python and R", "Python and R"),
        ("IT support", "IT support"),
        ("first topic; second topic", "first topic"),
        ("\n first topic\nsecond topic", "first topic"),
        ("We talked about the roadmap", "the roadmap"),
        ("the   wide\tgap", "the wide gap"),
        ("A/B tests", "A/B tests"),
        ("", ""),
        (" ;; ", ""),
    ],
)
def test_fact_becomes_a_noun_phrase(typed, phrase):
    assert noun_phrase(typed, "topics") == phrase


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Priya Nair", "Priya"),
        ("  Priya\nNair ", "Priya"),
        ("Dr. Eva Holm", "Dr. Holm"),
        ("Professor Eva Holm, PhD", "Professor Holm"),
        ("J. Okafor", "J. Okafor"),
        ("Madonna", "Madonna"),
        ("", ""),
    ],
)
def test_greeting_uses_the_given_name(name, greeted):
    assert given_name(name) == greeted
