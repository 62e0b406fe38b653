import sys
from types import SimpleNamespace

import pytest

from followup_kit.write import grammar
from followup_kit.write.checks import Level, check


def lint(start, end, *, kind="Agreement", instead=()):
    offered = [SimpleNamespace(replacement_text=text) for text in instead]
    span = SimpleNamespace(start=start, end=end)
    return SimpleNamespace(
        lint_kind=kind, message="Check the verb.", span=span, suggestions=offered
    )


class FakeLinter:
    found: list = []  # noqa: RUF012 (each test sets its own)
    config: dict = {}  # noqa: RUF012

    def get_lint_config(self):
        return {"LongSentences": True, "Grammar": True}

    def set_lint_config(self, config):
        FakeLinter.config = config

    def lint(self, text, *, language, dedup):
        assert (language, dedup) == ("plaintext", False)
        return FakeLinter.found


@pytest.fixture
def harper(monkeypatch):
    """A module in the place of Harper, whose findings a test sets."""
    monkeypatch.setitem(sys.modules, "harper", SimpleNamespace(Linter=FakeLinter))
    grammar._linter.cache_clear()
    yield FakeLinter
    grammar._linter.cache_clear()


@pytest.fixture
def without_harper(monkeypatch):
    monkeypatch.setitem(sys.modules, "harper", None)
    grammar._linter.cache_clear()
    yield
    grammar._linter.cache_clear()


def test_no_harper_means_no_grammar(without_harper):
    assert grammar.grammar_slips("He go home.") == []


@pytest.mark.parametrize(
    ("kind", "level"), [("Agreement", Level.WARNING), ("WordChoice", Level.HINT)]
)
def test_grammar_weighs_by_how_sure_its_kind_is(harper, full, good_note, kind, level):
    harper.found = [lint(20, 26, kind=kind, instead=["thanks"])]
    found = [one for one in check("Data Analyst", good_note, full) if one.check == "grammar"]

    assert [one.level for one in found] == [level]
    assert "thanks" in found[0].fix
    assert "Check the verb." in found[0].message


def test_it_can_be_switched_off(harper, monkeypatch):
    harper.found = [lint(3, 5)]
    monkeypatch.setenv(grammar.SWITCH, "off")

    assert grammar.grammar_slips("He go home.") == []


def test_remarks_that_good_notes_get_do_not_count(harper):
    brand = lint(0, 2)
    brand.message = "This word's canonical spelling is all-caps."
    harper.found = [brand]

    assert grammar.grammar_slips("He go home.") == []


def test_recorded_names_pass(harper, full, good_note):
    start = good_note.index("Northwind")
    harper.found = [lint(start, start + 9)]

    assert not [one for one in check("Data Analyst", good_note, full) if one.check == "grammar"]


def test_only_grammar_is_asked_for(harper):
    harper.found = [lint(0, 2, kind="Style"), lint(0, 2, kind="Readability"), lint(3, 5)]

    assert [slip.span for slip in grammar.grammar_slips("He go home.")] == [(3, 5)]
    assert harper.config["LongSentences"] is False


def test_known_slip_is_said_once(harper, full, good_note):
    body = good_note.replace("I am keen", "I should of said so. I am keen")
    start = body.index("should of")
    harper.found = [lint(start, start + 9)]

    assert not [one for one in check("Data Analyst", body, full) if one.check == "grammar"]


def test_real_harper_agrees_where_it_is_installed():
    if grammar._linter() is not None:  # it has no wheel for the browser
        assert grammar.grammar_slips("Thank you for the the tour. He go home yesterday.")
