"""Language faults by the parts of speech: each row with a use and a use that it passes over."""

import pytest

from followup_kit.write.checks import Level
from followup_kit.write.checks.language import _faults
from followup_kit.write.words import words

ROWS = words()["language"]
BODY = "Dear Priya,\n\nThank you for the tour. {}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_example_is_found(row):
    assert row in [found for _, found in _faults(row["example"])]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["counter_example"])
def test_counter_example_is_passed_over(row):
    assert row not in [found for _, found in _faults(row["counter_example"])]


def test_every_word_family_is_used():
    patterns = " ".join(row["pattern"] for row in ROWS)

    assert [name for name in words()["word_families"] if f"{{{name}}}" not in patterns] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I am agree with you.", "I am agree"),
        ("I look forward to hear from you.", "forward to hear"),
        ("We discussed about the press.", "discussed about"),
        ("I work there since two years.", "since two years."),
        ("The people on your stand was kind.", "The people on your stand was"),
        ("I wanted to ask how is the situation.", "ask how is the"),
    ],
)
def test_learners_slips_are_warnings(found, text, said):
    body = BODY.format(text)
    one = found("language", body)[0]

    assert (one.level, body[slice(*one.span)]) == (Level.WARNING, said)


def test_note_without_capitals_is_a_warning(found):
    body = "dear priya,\n\nthank you. it was good. i liked it. see you.\n\nana ruiz"

    assert "small letter" in found("language", body)[0].message


def test_small_i_can_be_mended(found):
    assert found("language", BODY.format("Then i left."))[0].replacement == "I"


def test_wrapped_lines_are_no_small_starts(found):
    body = BODY.format("I saw\nthe press and\nthe lathe and\nthe kiln\nthat day.")

    assert found("language", body) == []
