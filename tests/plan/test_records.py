import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep
from tests.plan.story import Story, ny


def one(**fields: object) -> Story:
    return Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", **fields)


def steps(story: Story, when: str = "16 Sep 10:00") -> list[NextStep]:
    return next_steps(story, now=ny(when))


def test_an_assumed_zone_is_said_on_every_deadline() -> None:
    fix, note = steps(one(timezone_assumed=True))

    assert (fix.action, fix.table) == (Action.FIX_RECORD, "interviews")
    assert "timezone_assumed" in note.flags
    assert any("assumes America/New_York" in reason.text for reason in note.reasons)


@pytest.mark.parametrize("status", ["completed", "no_show_me", "no_show_employer"])
def test_what_lies_ahead_cannot_be_over(status: str) -> None:
    story = Story().applies().planned("20 Sep 14:00", "20 Sep 15:00", "A", status=status)

    found = steps(story)

    assert (found[0].action, found[0].flags) == (Action.FIX_RECORD, ("interview_in_future",))
    assert Action.SEND_THANK_YOU not in {s.action for s in found}


def test_a_message_of_tomorrow_cannot_be_sent() -> None:
    fix, note = steps(one().sent("17 Sep 10:00", "A"))

    assert fix.flags == ("sent_in_future",)
    assert note.action is Action.SEND_THANK_YOU


@pytest.mark.parametrize(
    ("kind", "is_wrong"),
    [
        ("acknowledgement", True),
        ("rejection", True),
        ("scheduling", False),
        ("question", False),
        ("auto_reply", False),
    ],
)
def test_an_answer_before_the_interview_is_wrong(kind: str, is_wrong: bool) -> None:
    story = one().received("14 Sep 10:00", "A", kind=kind)

    flags = {flag for step in steps(story) for flag in step.flags}
    assert ("response_before_interview" in flags) == is_wrong


def test_an_offer_and_a_rejection_of_one_moment_are_shown_not_guessed() -> None:
    story = one().news("18 Sep 10:00", "offer").news("18 Sep 10:00", "rejected")

    (step,) = steps(story, "18 Sep 12:00")

    assert (step.action, step.table) == (Action.FIX_RECORD, "outcomes")
    assert "both an offer and a rejection" in step.reasons[0].text


def test_a_declined_offer_and_a_rejection_do_not_conflict() -> None:
    story = one().news("17 Sep 10:00", "offer").news("18 Sep 10:00", "declined")

    (step,) = steps(story.news("19 Sep 10:00", "rejected"), "19 Sep 12:00")

    assert step.action is Action.SEND_CLOSING_NOTE


def test_whom_you_met_is_asked_for() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00")

    (step,) = steps(story)

    assert (step.action, step.flags) == (Action.FIX_RECORD, ("nobody_named",))
    assert step.times.due == ny("17 Sep 15:00")


@pytest.mark.parametrize(("part", "is_wrong"), [("interviewer", True), ("recruiter", False)])
def test_those_who_arrange_write_before_too(part: str, is_wrong: bool) -> None:
    story = one().person("R", part=part).received("14 Sep 10:00", "R", interview_id="")

    flags = {flag for step in steps(story) for flag in step.flags}
    assert ("response_before_interview" in flags) == is_wrong
