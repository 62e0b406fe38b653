import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def ended(outcome: str = "rejected", *overlays: str) -> Story:
    """The news came on Thu 17 Sep at 10:00; nobody was thanked."""
    story = Story().applies("general", *overlays)
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A").news("17 Sep 10:00", outcome)


def only(story: Story, when: str) -> NextStep:
    (step,) = next_steps(story, now=ny(when))
    return step


def test_after_a_rejection_a_closing_note_takes_the_place_of_thanks() -> None:
    step = only(ended(), "17 Sep 12:00")

    assert step.action is Action.SEND_CLOSING_NOTE
    assert step.times.recommended == ny("18 Sep 10:00")
    assert step.is_optional


def test_a_rejection_by_letter_counts() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", "B")
    story.received("17 Sep 10:00", "B", kind="rejection")

    step = only(story, "17 Sep 12:00")

    assert (step.action, step.people) == (Action.SEND_CLOSING_NOTE, ("B",))


def test_a_closed_position_is_not_called_a_rejection() -> None:
    step = only(ended("closed_by_employer"), "17 Sep 12:00")

    assert "closed" in step.reasons[0].text


@pytest.mark.parametrize(
    ("when", "urgency"), [("19 Sep 9:00", Urgency.OPEN), ("20 Sep 9:00", Urgency.OVERDUE)]
)
def test_a_closing_note_is_due_in_two_days(when: str, urgency: Urgency) -> None:
    assert only(ended(), when).urgency is urgency


def test_after_a_week_the_closing_note_is_dropped() -> None:
    step = only(ended(), "24 Sep 10:01")

    assert (step.action, step.then) == (Action.WAIT, Action.NETWORKING_TOUCH)
    assert step.times.earliest == ny("15 Jan 2027 09:00")


def test_feedback_is_offered_once() -> None:
    story = ended().sent("16 Sep 10:00", "A", kind="feedback_request")

    assert "may_ask_feedback" not in only(story, "17 Sep 12:00").flags


def test_answered_feedback_keeps_the_contact() -> None:
    story = ended().sent("18 Sep 11:00", "A", kind="feedback_request")
    story.received("21 Sep 10:00", "A")

    assert only(story, "22 Sep 10:00").then is Action.NETWORKING_TOUCH


def test_a_word_is_due_every_120_days() -> None:
    story = ended().sent("18 Sep 11:00", "A", kind="closing_note")
    assert only(story, "19 Jan 2027 10:00").action is Action.NETWORKING_TOUCH

    step = only(story.sent("19 Jan 2027 11:00", "A", kind="networking"), "20 Jan 2027 10:00")
    assert (step.action, step.times.earliest) == (Action.WAIT, ny("19 May 2027 09:00"))


def test_staying_in_touch_is_not_pressed() -> None:
    story = ended().sent("18 Sep 11:00", "A", kind="closing_note")

    assert only(story, "1 Mar 2027 10:00").action is Action.NONE


def test_nobody_is_kept_in_touch_against_their_wish() -> None:
    story = ended("rejected", "no_contact").sent("18 Sep 11:00", "A", kind="closing_note")

    assert only(story, "19 Sep 10:00").action is Action.NONE


def test_a_question_after_a_rejection_is_answered() -> None:
    story = ended().received("18 Sep 10:00", "A", kind="question")

    actions = [s.action for s in next_steps(story, now=ny("18 Sep 12:00"))]
    assert actions == [Action.REPLY, Action.SEND_CLOSING_NOTE]


def test_an_invitation_after_a_rejection_reopens() -> None:
    story = ended().news("21 Sep 10:00", "advanced")

    assert only(story, "21 Sep 12:00").action is Action.SEND_THANK_YOU


def test_news_of_later_is_not_known_yet() -> None:
    assert only(ended(), "16 Sep 12:00").action is Action.SEND_THANK_YOU


@pytest.mark.parametrize("kind", ["informational", "careers_fair"])
def test_after_a_talk_there_is_no_status_check(kind: str) -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", kind=kind)
    story.sent("15 Sep 20:00", "A")

    step = only(story, "30 Sep 10:00")

    assert (step.then, step.times.earliest) == (Action.NETWORKING_TOUCH, ny("13 Jan 2027 09:00"))


def test_closed_twice_for_silence_stays_closed() -> None:
    story = ended("no_response").received("20 Sep 10:00", "A").news("1 Dec 10:00", "no_response")

    assert only(story, "2 Dec 10:00").action is Action.NONE


def test_a_closing_note_after_asking_for_feedback_changes_nothing() -> None:
    story = ended().sent("18 Sep 10:00", "A", kind="feedback_request")
    story.sent("18 Sep 11:00", "A", kind="closing_note")

    assert only(story, "12 Oct 10:00").action is Action.NONE
