"""How a notebook shows a log, a step, a rate and a cohort: escaped, and without names."""

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.plan.next_steps import next_steps
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate
from followup_kit.review.cohort import Cohort, Refusal, StudentLog
from followup_kit.text import facts_as_html
from tests.conftest import NOW

NAMES = ("Priya", "Nair", "Tomás", "Wen Li", "move to R", "example.com", "Sam Rivera")


@pytest.fixture
def cohort(panel_log: FollowUpLog) -> Cohort:
    students = (
        StudentLog("Sam Rivera", panel_log, "sam.db"),
        StudentLog("Wen Li", panel_log, "w.db"),
    )
    return Cohort(students, (Refusal("x.db", "broken"),))


def test_a_log_is_shown_as_counts(panel_log: FollowUpLog) -> None:
    shown = panel_log._repr_html_()

    assert "Follow-up log my_log.db" in shown
    assert '<th scope="row" style="text-align: left">Interviewers</th>' in shown
    assert ">3</td>" in shown


def test_a_step_says_what_and_why(panel_log: FollowUpLog) -> None:
    shown = next_steps(panel_log, now=NOW)[0]._repr_html_()

    assert "Send thank you" in shown
    assert "Why" in shown


def test_a_rate_says_how_sure_one_can_be(panel_log: FollowUpLog) -> None:
    assert "0 of 0" in on_time_rate(pairs(panel_log, now=NOW))._repr_html_()


def test_a_cohort_can_be_walked_through(cohort: Cohort) -> None:
    assert [student.student for student in cohort] == ["Sam Rivera", "Wen Li"]
    assert len(cohort) == 2
    assert "Logs of 2 students" in cohort._repr_html_()


def test_no_view_holds_a_name(panel_log: FollowUpLog, cohort: Cohort) -> None:
    steps = next_steps(panel_log, now=NOW)
    shown = [panel_log._repr_html_(), cohort._repr_html_(), *(one._repr_html_() for one in steps)]

    assert [name for name in NAMES if any(name in text for text in shown)] == []


def test_text_in_a_view_is_escaped() -> None:
    shown = facts_as_html("<b>", {"<i>": "<script>alert(1)</script>"})

    assert shown.count("<b>") + shown.count("<i>") + shown.count("<script") == 0
