import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def one(preset: str = "internship") -> Story:
    return Story().applies(preset).interviewed("15 Sep 14:00", "15 Sep 15:00", "A")


def first(story: Story, when: str) -> NextStep:
    return next_steps(story, now=ny(when))[0]


@pytest.mark.parametrize(
    ("when", "urgency"), [("15 Sep 18:00", Urgency.OPEN), ("16 Sep 16:00", Urgency.OVERDUE)]
)
def test_a_bounced_note_keeps_its_due_time(when: str, urgency: Urgency) -> None:
    step = first(one().sent("15 Sep 15:20", "A", state="bounced"), when)

    assert (step.action, step.times.due) == (Action.FIX_BOUNCE, ny("16 Sep 15:00"))
    assert step.urgency is urgency
    assert "came back" in step.reasons[0].text


def test_a_second_try_settles_a_bounced_note() -> None:
    story = one().sent("15 Sep 17:00", "A", state="bounced").sent("15 Sep 18:00", "A")

    assert first(story, "15 Sep 19:00").action is Action.WAIT


def test_a_bounced_status_check_is_sent_again() -> None:
    story = one("general").sent("15 Sep 20:00", "A")
    story.sent("22 Sep 10:00", "A", kind="status_check", state="bounced")

    assert first(story, "22 Sep 11:00").action is Action.FIX_BOUNCE


def test_a_bounced_answer_is_sent_again() -> None:
    story = one().sent("15 Sep 20:00", "A").received("17 Sep 10:00", "A", kind="question")
    story.sent("17 Sep 11:00", "A", kind="reply", state="bounced")

    assert first(story, "17 Sep 12:00").action is Action.FIX_BOUNCE


def test_a_scheduled_closing_note_needs_nothing_done() -> None:
    story = one().news("17 Sep 10:00", "rejected")
    story.sent("18 Sep 10:00", "A", kind="closing_note", state="scheduled")

    step = first(story, "17 Sep 12:00")

    assert (step.action, step.then) == (Action.WAIT, Action.SEND_CLOSING_NOTE)


def test_a_wrong_name_is_corrected_once() -> None:
    story = one().sent("15 Sep 17:00", "A", wrong_name_noticed_at=ny("16 Sep 9:00"))
    assert first(story, "16 Sep 9:05").action is Action.SEND_CORRECTION

    story.sent("16 Sep 9:30", "A", kind="correction")
    assert first(story, "16 Sep 10:00").action is Action.WAIT


def test_after_a_week_a_wrong_name_can_stay() -> None:
    story = one().sent("15 Sep 17:00", "A", wrong_name_noticed_at=ny("16 Sep 9:00"))

    assert first(story, "23 Sep 9:01").action is Action.WAIT


def test_a_correction_counts_as_no_contact() -> None:
    story = one("general").sent("15 Sep 17:00", "A")
    story.sent("18 Sep 9:30", "A", kind="correction")

    assert first(story, "19 Sep 10:00").times.earliest == ny("22 Sep 9:00")


def test_a_bounce_keeps_the_key_of_its_step() -> None:
    before = first(one(), "15 Sep 15:30")
    after = first(one().sent("15 Sep 16:20", "A", state="bounced"), "15 Sep 18:00")

    assert (after.instead_of, after.key) == (Action.SEND_THANK_YOU, before.key)
