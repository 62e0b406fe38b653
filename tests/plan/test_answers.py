import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def one(*overlays: str, **fields: object) -> Story:
    story = Story().applies("general", *overlays, **fields)
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", "B")


def steps(story: Story, when: str = "17 Sep 11:00") -> list[NextStep]:
    return next_steps(story, now=ny(when))


def test_a_question_is_answered_by_the_next_business_day() -> None:
    story = one().sent("15 Sep 17:00", "A", "B").received("18 Sep 10:00", "B", kind="question")

    step = steps(story, "18 Sep 11:00")[0]

    assert (step.action, step.people, step.times.due) == (
        Action.REPLY,
        ("B",),
        ny("21 Sep 17:00"),
    )


@pytest.mark.parametrize(
    ("kind", "is_answered"),
    [("reply", True), ("logistics", True), ("thank_you", False), ("status_check", False)],
)
def test_only_an_answer_is_an_answer(kind: str, is_answered: bool) -> None:
    story = one().sent("15 Sep 17:00", "A", "B").received("17 Sep 10:00", "A", kind="question")
    story.sent("17 Sep 10:30", "A", kind=kind)

    assert (Action.REPLY not in {s.action for s in steps(story)}) == is_answered


def test_two_people_who_ask_get_two_answers() -> None:
    story = one().received("17 Sep 9:00", "A", kind="question")
    story.received("17 Sep 10:00", "B", kind="question")

    assert [s.people for s in steps(story) if s.action is Action.REPLY] == [("A",), ("B",)]


def test_thanks_go_into_the_answer_to_an_invitation() -> None:
    found = steps(one().received("17 Sep 10:00", "A", kind="scheduling"))

    assert [(s.action, s.people) for s in found] == [
        (Action.CONFIRM_NEXT_ROUND, ("A",)),
        (Action.SEND_THANK_YOU, ("B",)),
    ]
    assert "thanks_inside" in found[0].flags


def test_a_fixed_round_answers_the_invitation() -> None:
    story = one().sent("15 Sep 17:00", "A", "B")
    story.received("1 Sep 10:00", "A", kind="scheduling")
    story.planned("22 Sep 10:00", "22 Sep 11:00", "C", round=2)
    row = story.rows["interviews"][story.interview]
    fixed = row.model_copy(update={"logged_at": ny("2 Sep 10:00")})
    story.rows["interviews"][story.interview] = fixed

    assert [s.action for s in steps(story)] == [Action.PREPARE]


@pytest.mark.parametrize("kind", ["acknowledgement", "new_date", "logistics"])
def test_thanks_need_no_thanks(kind: str) -> None:
    story = one().sent("15 Sep 17:00", "A", "B").received("16 Sep 10:00", "A", kind=kind)

    assert steps(story)[0].action is Action.WAIT


def test_a_machine_asks_nothing() -> None:
    story = one().sent("15 Sep 17:00", "A", "B")
    story.received("16 Sep 10:00", "A", kind="question", automated=True)

    assert steps(story)[0].action is Action.WAIT


@pytest.mark.parametrize("overlay", ["no_contact", "match_programme"])
def test_what_they_ask_is_answered_even_without_contact(overlay: str) -> None:
    story = one(overlay).received("17 Sep 10:00", "A", kind="question")

    assert [s.action for s in steps(story)] == [Action.REPLY, Action.DO_NOT_CONTACT]


def test_without_contact_closing_is_still_proposed() -> None:
    found = steps(one("no_contact"), "2 Nov 10:00")

    assert {s.action for s in found} == {Action.DO_NOT_CONTACT, Action.CLOSE_OUT}


def test_without_contact_an_interview_is_still_prepared() -> None:
    story = Story().applies("general", "match_programme")
    story.planned("15 Sep 14:00", "15 Sep 15:00", "A")

    found = steps(story, "14 Sep 10:00")
    assert [s.action for s in found] == [Action.PREPARE, Action.DO_NOT_CONTACT]


def test_a_question_of_today_is_open_at_once() -> None:
    story = one().received("17 Sep 23:00", "A", kind="question", at_precision="day")

    assert steps(story)[0].urgency is Urgency.OPEN
