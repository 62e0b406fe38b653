import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep
from followup_kit.plan.why import why
from followup_kit.practice.practice import load_practice
from tests.plan.story import Story, ny

PRACTICE = load_practice()


def step(preset: str, when: str, *, thanked: bool = False, **fields: object) -> NextStep:
    story = Story().applies(preset, **fields).interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    if thanked:
        story.sent("15 Sep 20:00", "A")
    return next_steps(story, now=ny(when))[0]


def test_a_note_rests_on_its_statements() -> None:
    found = why(step("internship", "15 Sep 17:00"), PRACTICE)

    assert [one.id for one in found.statements] == ["A08", "C33", "A09"]


def test_a_note_meets_the_24_hour_contradiction() -> None:
    found = why(step("general", "15 Sep 17:00"), PRACTICE)

    assert found.contradictions[0].id == "X1"


def test_a_status_check_meets_its_contradictions() -> None:
    found = why(step("general", "23 Sep 10:00", thanked=True), PRACTICE)

    assert "X2" in [one.id for one in found.contradictions]


def test_no_more_than_three_statements() -> None:
    found = why(step("general", "20 Oct 10:00", thanked=True), PRACTICE)

    assert 2 <= len(found.statements) <= 3


def test_a_judgement_call_is_named() -> None:
    found = why(step("internship", "20 Oct 10:00", thanked=True), PRACTICE)

    assert [one.name for one in found.judgements] == ["no_response"]


def test_a_rule_without_a_source_says_that_it_is_ours() -> None:
    story = Story().applies().planned("15 Sep 14:00", "15 Sep 15:00", status="no_show_employer")
    found = next_steps(story, now=ny("15 Sep 15:00"))[0]

    assert found.action is Action.CONTACT_COORDINATOR
    assert [one.name for one in why(found, PRACTICE).judgements] == ["employer_no_show"]


@pytest.mark.parametrize("name", PRACTICE.contradictions)
def test_a_contradiction_names_real_actions(name: str) -> None:
    assert set(PRACTICE.contradictions[name].actions) <= set(Action)


def test_a_missed_date_is_told_as_judgement() -> None:
    late = step("internship", "29 Sep 10:00", thanked=True, stated_decision_on="2026-09-25")

    found = why(late, PRACTICE)

    assert "missed_date" in [one.name for one in found.judgements]
    assert "X2b" in [one.id for one in found.contradictions]
