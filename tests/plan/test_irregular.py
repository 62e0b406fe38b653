import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def planned(status: str = "scheduled", **fields: object) -> Story:
    """An interview on Tue 15 Sep, 14:00-15:00, that did not go the usual way."""
    story = Story().applies()
    return story.planned("15 Sep 14:00", "15 Sep 15:00", "A", status=status, **fields)


def first(story: Story, when: str) -> NextStep:
    return next_steps(story, now=ny(when))[0]


def actions(story: Story, when: str) -> list[Action]:
    return [step.action for step in next_steps(story, now=ny(when))]


def test_a_planned_interview_is_prepared() -> None:
    step = first(planned(), "14 Sep 12:00")

    assert (step.action, step.times.earliest) == (Action.PREPARE, ny("15 Sep 14:00"))


def test_during_the_interview_there_is_nothing_to_do() -> None:
    step = first(planned(), "15 Sep 14:30")

    assert (step.action, step.then) == (Action.WAIT, Action.CONFIRM_INTERVIEW)
    assert step.times.earliest == ny("15 Sep 15:00")


def test_after_its_end_an_interview_is_confirmed() -> None:
    step, note = next_steps(planned(), now=ny("15 Sep 16:30"))

    assert (step.action, step.row) == (Action.CONFIRM_INTERVIEW, step.interview_id)
    assert (note.action, "provisional" in note.flags) == (Action.SEND_THANK_YOU, True)


def test_whoever_was_thanked_before_the_interview_is_confirmed_is_not_thanked_again() -> None:
    story = planned().sent("15 Sep 16:15", "A")

    assert actions(story, "15 Sep 16:30") == [Action.CONFIRM_INTERVIEW]


def test_a_talk_of_the_same_day_moves_the_end_of_one_that_is_not_confirmed() -> None:
    story = planned().interviewed("15 Sep 16:00", "15 Sep 17:00", "B")

    steps = next_steps(story, now=ny("15 Sep 18:30"))

    thanks = [step for step in steps if step.action is Action.SEND_THANK_YOU]
    assert {step.times.due for step in thanks} == {ny("17 Sep 17:00")}


def test_a_moved_interview_waits_for_its_new_time() -> None:
    story = planned("rescheduled").planned("17 Sep 14:00", "17 Sep 15:00", "A2")

    (step,) = next_steps(story, now=ny("15 Sep 16:30"))

    assert (step.action, step.times.earliest) == (Action.PREPARE, ny("17 Sep 14:00"))


def test_the_old_time_of_a_moved_interview_is_forgotten() -> None:
    story = planned("rescheduled").planned("17 Sep 14:00", "17 Sep 15:00", "A2")

    assert first(story, "14 Sep 10:00").times.earliest == ny("17 Sep 14:00")


@pytest.mark.parametrize("known", ["message", "entry"])
def test_a_cancelled_interview_is_answered_with_other_times(known: str) -> None:
    since = ny("14 Sep 16:00") if known == "entry" else None
    story = planned("cancelled_by_employer", status_since=since)
    if known == "message":
        story.received("14 Sep 16:00", "A", kind="scheduling")

    (step,) = next_steps(story, now=ny("14 Sep 17:00"))

    assert (step.action, step.people) == (Action.REPLY_RESCHEDULE, ("A",))
    assert (step.times.earliest, step.times.due) == (ny("14 Sep 16:00"), ny("15 Sep 17:00"))


def test_once_times_are_offered_the_next_word_is_theirs() -> None:
    story = planned("cancelled_by_employer", status_since=ny("14 Sep 16:00"))
    story.sent("14 Sep 17:00", "A", kind="reply")

    step = first(story, "15 Sep 10:00")

    assert (step.action, step.then) == (Action.WAIT, Action.CLOSE_OUT)
    assert "next word is theirs" in step.reasons[0].text


def test_a_new_time_settles_a_cancelled_interview() -> None:
    story = planned("cancelled_by_employer", status_since=ny("14 Sep 16:00"))
    story.planned("18 Sep 14:00", "18 Sep 15:00", "A2")

    assert actions(story, "15 Sep 10:00") == [Action.PREPARE]


def test_my_own_cancelling_is_left_to_me() -> None:
    step = first(planned("cancelled_by_me"), "15 Sep 10:00")

    assert step.action is Action.WAIT
    assert "You cancelled" in step.reasons[0].text


@pytest.mark.parametrize(
    ("when", "urgency"),
    [
        ("15 Sep 14:05", Urgency.UPCOMING),
        ("15 Sep 14:15", Urgency.OPEN),
        ("16 Sep 14:01", Urgency.OVERDUE),
    ],
)
def test_when_nobody_comes_the_coordinator_is_asked(when: str, urgency: Urgency) -> None:
    story = planned("no_show_employer").person("R", part="coordinator", met=False)

    step = first(story, when)

    assert (step.action, step.people) == (Action.CONTACT_COORDINATOR, ("R",))
    assert step.urgency is urgency


def test_a_missed_interview_needs_an_apology_at_once() -> None:
    step = first(planned("no_show_me"), "15 Sep 14:20")

    assert step.action is Action.SEND_APOLOGY
    assert (step.times.earliest, step.times.due, step.times.latest) == (
        ny("15 Sep 14:00"),
        ny("16 Sep 14:00"),
        ny("17 Sep 17:00"),
    )


@pytest.mark.parametrize(
    ("status", "kind"), [("no_show_me", "apology"), ("no_show_employer", "logistics")]
)
def test_one_message_is_enough(status: str, kind: str) -> None:
    story = planned(status).sent("15 Sep 15:00", "A", kind=kind)

    assert actions(story, "15 Sep 16:30") == [Action.WAIT]


@pytest.mark.parametrize("status", ["cancelled_by_employer", "no_show_employer", "no_show_me"])
def test_what_did_not_happen_needs_no_thanks(status: str) -> None:
    assert Action.SEND_THANK_YOU not in actions(planned(status), "15 Sep 16:30")


def test_thanks_for_the_first_round_stay_when_the_second_is_cancelled() -> None:
    story = Story().applies().interviewed("14 Sep 14:00", "14 Sep 15:00", "A")
    story.planned("15 Sep 14:00", "15 Sep 15:00", "B", round=2, status="cancelled_by_employer")
    story.received("14 Sep 16:00", "A", kind="scheduling")

    assert actions(story, "14 Sep 17:00") == [Action.REPLY_RESCHEDULE, Action.SEND_THANK_YOU]


def test_a_question_about_something_else_is_answered_too() -> None:
    story = planned("cancelled_by_employer", status_since=ny("14 Sep 16:00"))
    story.received("14 Sep 16:30", "A", kind="question", interview_id="")

    assert actions(story, "14 Sep 17:00") == [Action.REPLY, Action.REPLY_RESCHEDULE]
