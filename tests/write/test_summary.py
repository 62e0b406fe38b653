"""The one line above the findings promises no more than was read."""

from dataclasses import replace

from followup_kit.write.checks import check, summary
from tests.write.conftest import FULL, GOOD_NOTE


def test_nothing_found_says_that_a_reader_judges_the_rest():
    assert summary([], FULL).startswith("✓ Nothing to fix")
    assert "Only a reader" in summary([], FULL)


def test_hints_are_counted():
    found = check("Hello", GOOD_NOTE.format(piece=""), FULL)

    assert "hint" in summary(found, FULL)
    assert "Nothing to fix" not in summary(found, FULL)


def test_nothing_to_fix_is_not_said_of_what_could_not_be_compared():
    said = summary([], replace(FULL, recipient="", topics=""))

    assert "Nothing to fix" not in said
    assert "the greeting, the detail" in said
