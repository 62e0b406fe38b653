"""Sixty interviews of last year: one question for all of them."""

import datetime as dt

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.old_ones import answer_edits
from followup_kit.plan.steps import Action
from tests.conftest import NOW, at


@pytest.fixture
def imported(log: FollowUpLog) -> FollowUpLog:
    """Thirty that took place and thirty whose list does not say, all read in today."""
    for number in range(60):
        start = at(1 + number % 28, 14, month=3)
        status = "completed" if number % 2 else "scheduled"
        interview = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1)}
        fields = {"company": f"Employer {number}", "employer_timezone": "America/New_York"}
        people = [{"name": "Wen Li", "email": "wen@example.com"}]
        about = {**interview, "timezone": "America/New_York", "status": status}
        log.add_interview(about, people, application=fields, now=NOW)
    return log


def asked(log: FollowUpLog) -> list[Action]:
    return [s.action for s in next_steps(log, now=NOW)]


def test_sixty_old_interviews_are_one_question(imported: FollowUpLog) -> None:
    (step,) = next_steps(imported, now=NOW)

    assert step.action is Action.SORT_OLD_ONES
    assert len(step.instead) == 60
    assert "60 interviews" in step.reasons[0].text


def test_a_new_interview_keeps_its_own_card(imported: FollowUpLog) -> None:
    about = {"starts_at": at(15, 14), "ends_at": at(15, 15), "timezone": "America/New_York"}
    imported.add_interview({**about, "status": "scheduled"}, application={"company": "A"}, now=NOW)

    assert sorted(asked(imported)) == [Action.CONFIRM_INTERVIEW, Action.SORT_OLD_ONES]


def test_left_out_they_ask_nothing_and_undo_brings_the_question_back(imported) -> None:
    (step,) = next_steps(imported, now=NOW)
    edits = answer_edits(step, took_place=False, new_id=lambda: imported.new_id(now=NOW))
    imported.take_in(edits, source="older interviews", now=NOW)

    assert asked(imported) == []
    imported.past.undo(now=NOW)
    assert asked(imported) == [Action.SORT_OLD_ONES]


def test_they_took_place_leaves_one_question_about_closing(imported) -> None:
    (step,) = next_steps(imported, now=NOW)
    edits = answer_edits(step, took_place=True, new_id=lambda: imported.new_id(now=NOW))
    imported.take_in(edits, source="older interviews", now=NOW)

    (again,) = next_steps(imported, now=NOW)
    assert {one.action for one in again.instead} == {Action.CLOSE_OUT}


def test_few_old_ones_keep_their_cards(log: FollowUpLog) -> None:
    about = {"starts_at": at(1, 14, month=3), "timezone": "America/New_York"}
    log.add_interview(about, application={"company": "A"}, now=NOW)

    assert asked(log) == [Action.CONFIRM_INTERVIEW]
