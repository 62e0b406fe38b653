"""What is odd but may well be right gives a hint at most, and what is nearly certain more."""

import pytest

from followup_kit.write.checks import Level
from followup_kit.write.spelling import slips

SHORT = "{}\n\nThank you for the onboarding flow at Northwind. {}\n\nBest regards,\nAna Ruiz"


def levels(findings):
    return [one.level for one in findings]


@pytest.mark.parametrize(
    ("greeting", "check", "expected"),
    [
        ("Good morning,", "recipient_name", [Level.HINT]),
        ("Dear Madam,", "recipient_name", [Level.HINT]),
        ("Dear Sir or Madam,", "recipient_name", [Level.ERROR]),
        ("Dear Hiring Manager,", "recipient_name", [Level.ERROR]),
        ("A Phriya, a chara,", "recipient_name", [Level.HINT]),
        ("Hello Priya and team,", "group_note", [Level.HINT]),
        ("Dear all,", "group_note", [Level.WARNING]),
        ("Dear Priya and Tom,", "group_note", [Level.WARNING]),
    ],
)
def test_greeting_weighs_by_how_wrong_it_is(found, greeting, check, expected):
    assert levels(found(check, SHORT.format(greeting, ""))) == expected


def test_people_who_share_a_name_are_two(found):
    body = SHORT.format("Dear Priya Nair,", "")

    assert found("group_note", body, others=("Priya Shah", "Arun Nair")) == []


def test_status_check_may_greet_two(found):
    assert found("group_note", SHORT.format("Hi both,", ""), kind="status_check") == []


def test_name_after_a_rank_counts(found):
    body = SHORT.format("Dear Mr. Nair,", "")

    assert found("recipient_name", body, recipient="The Head, Mr. Arun Nair") == []


def test_unknown_signature_is_a_hint(found):
    body = SHORT.format("Dear Priya,", "").replace("Ana Ruiz", "Nita")

    assert levels(found("closing", body)) == [Level.HINT]


def test_no_signature_is_a_warning(found):
    body = SHORT.format("Dear Priya,", "").replace("\nAna Ruiz", "")

    assert Level.WARNING in levels(found("closing", body))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My English was poor.", [Level.HINT]),
        ("I talked too much.", [Level.HINT]),
        ("I talked too much and I was fired in May.", [Level.WARNING, Level.WARNING]),
        ("I was fired in May.", [Level.WARNING]),
        ("I was a bag of nerves.", [Level.WARNING]),
        ("I was a bag of nerves, and I fluffed one answer.", [Level.WARNING, Level.WARNING]),
    ],
)
def test_one_weak_find_is_a_hint_and_two_are_a_pattern(found, text, expected):
    assert levels(found("oversharing", SHORT.format("Dear Priya,", text))) == expected


def test_one_link_with_its_words_is_one_extra(found):
    text = "Here is the sketch: https://example.com/sketch"

    assert found("extras", SHORT.format("Dear Priya,", text)) == []


def test_near_employer_beside_its_other_words_is_wrong(found):
    body = SHORT.format("Dear Priya,", "I would like to join Pryce & Flower.")

    assert [one.replacement for one in found("employer_name", body, company="Pryce & Flour")] == [
        "Flour"
    ]


@pytest.mark.parametrize(
    ("word", "is_likely"),
    [
        ("foward", True),  # a letter lost
        ("realy", True),  # a double letter
        ("reagrds", True),  # two swapped
        ("enterview", True),  # mistaken by ear
        ("grinded", False),  # a letter that nobody mistakes
        ("ack", False),  # short
    ],
)
def test_only_usual_slips_are_likely(word, is_likely):
    assert [slip.is_likely for slip in slips(f"It is {word} here.")] == [is_likely]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It was realy good.", [Level.WARNING]), ("I like the ackk.", [Level.HINT])],
)
def test_only_likely_slips_are_warnings(found, text, expected):
    assert levels(found("spelling", SHORT.format("Dear Priya,", text))) == expected


def test_closing_words_may_be_in_any_tongue(found):
    body = SHORT.format("Dear Priya,", "").replace("Best regards,", "Mit besten Grüssen,")

    assert Level.WARNING not in levels(found("spelling", body))


@pytest.mark.parametrize(
    "text",
    [
        "I will not be joining you.",
        "I have chosen to take up a position with another firm.",
        "I am going to stay where I am.",
        "It is a no from me.",
        "I shall have to turn it down.",
    ],
)
def test_many_ways_of_declining_are_clear(found, text):
    body = SHORT.format("Dear Priya,", text)

    assert found("decline_clear", body, kind="offer_decline") == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I am thinking it over.", Level.ERROR),
        ("I am not sure yet.", Level.ERROR),
        ("I keep changing my mind.", Level.ERROR),
        ("I have been given a place on a course.", Level.HINT),
    ],
)
def test_only_an_undecided_answer_is_at_fault(found, text, level):
    body = SHORT.format("Dear Priya,", text)

    assert levels(found("decline_clear", body, kind="offer_decline")) == [level]
