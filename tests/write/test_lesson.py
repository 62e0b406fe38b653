"""The examples beside a note, and where each statement of the guides is lived."""

import re
import runpy
from pathlib import Path

import pytest

from followup_kit.text import own_toml
from followup_kit.write.facts import KINDS
from followup_kit.write.lesson import good_example, reasons, spoilt_example

ROOT = Path(__file__).parents[2]
STATEMENTS = runpy.run_path(str(ROOT / "docs" / "make_statements.py"))


@pytest.mark.parametrize("kind", KINDS)
def test_good_example_has_nothing_to_fix(kind):
    example = good_example(kind)

    assert [one for one in example.findings if one.level != "hint"] == []
    assert "Mira Okafor" in example.body


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_example_shows_a_fault(kind):
    assert [one for one in spoilt_example(kind).findings if one.level != "hint"]


def test_every_reason_names_a_known_statement():
    known = own_toml("practice/sources.toml")["statements"]

    for text, sources in reasons():
        assert text
        assert set(sources) <= set(known)


def test_every_statement_is_lived_somewhere():
    lived = STATEMENTS["places"]()

    assert len(lived) == 132
    assert [name for name, ways in lived.items() if not ways] == []


def test_every_place_that_is_named_exists_and_names_the_statement():
    page = (ROOT / "docs" / "statements.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-E]\d\d) \|.*", page, re.M)
    assert len(rows) == 132
    for row in re.finditer(r"^\| ([A-E]\d\d) \|.*", page, re.M):
        files = re.findall(r"`([^`]+)`", row.group())
        assert files
        for one in files:
            assert row.group(1) in (ROOT / one).read_text("utf-8")


def test_page_is_made_from_what_stands():
    assert (ROOT / "docs" / "statements.md").read_text("utf-8") == STATEMENTS["page"]()
