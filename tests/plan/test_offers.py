import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def offered(**fields: object) -> Story:
    """An offer of Fri 18 Sep 16:00, after an interview on Tue 15 Sep."""
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    return story.news("18 Sep 16:00", "offer", **fields)


def other(story: Story, **fields: object) -> Story:
    """One more application, with its interview on Wed 16 Sep."""
    story.applies(**fields).interviewed("16 Sep 14:00", "16 Sep 15:00", "Y")
    return story.sent("16 Sep 17:00", "Y")


def steps(story: Story, when: str) -> list[NextStep]:
    """The steps about the application that was told last."""
    found = next_steps(story, now=ny(when))
    return [s for s in found if s.application_id == story.application]


def test_an_offer_is_acknowledged_then_decided() -> None:
    found = steps(offered(decide_by=ny("25 Sep 17:00")), "18 Sep 17:00")

    assert [(s.action, s.times.due) for s in found] == [
        (Action.ACKNOWLEDGE_OFFER, ny("21 Sep 17:00")),
        (Action.DECIDE_OFFER, ny("25 Sep 17:00")),
    ]


def test_an_offer_on_a_workday_is_acknowledged_within_24_hours() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.news("16 Sep 11:00", "offer")

    assert steps(story, "16 Sep 12:00")[0].times.due == ny("17 Sep 11:00")


@pytest.mark.parametrize("kind", ["offer_reply", "reply", "thank_you"])
def test_an_acknowledged_offer_is_left_to_decide(kind: str) -> None:
    story = offered(decide_by=ny("25 Sep 17:00")).sent("18 Sep 18:00", "A", kind=kind)

    (found,) = steps(story, "19 Sep 10:00")

    assert (found.action, found.urgency) == (Action.DECIDE_OFFER, Urgency.OPEN)


def test_without_a_day_two_weeks_are_assumed() -> None:
    found = steps(offered(), "18 Sep 17:00")[1]

    assert found.times.due == ny("2 Oct 17:00")
    assert "14 days" in found.reasons[0].text


def test_a_letter_and_its_outcome_are_one_offer() -> None:
    story = offered(decide_by=ny("25 Sep 17:00"))
    story.received("18 Sep 15:59", "A", kind="offer")

    found = steps(story, "18 Sep 17:00")

    assert [s.action for s in found] == [Action.ACKNOWLEDGE_OFFER, Action.DECIDE_OFFER]
    assert found[1].times.due == ny("25 Sep 17:00")


@pytest.mark.parametrize("outcome", ["accepted", "declined"])
def test_a_decided_offer_is_the_end(outcome: str) -> None:
    (found,) = steps(offered().news("22 Sep 10:00", outcome), "22 Sep 12:00")

    assert found.action is Action.NONE


def test_a_withdrawal_is_told_once() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.news("17 Sep 10:00", "withdrawn")

    (before,) = steps(story, "17 Sep 11:00")
    (after,) = steps(story.sent("17 Sep 12:00", "A", kind="withdrawal"), "17 Sep 13:00")

    assert (before.action, before.times.due) == (Action.SEND_WITHDRAWAL, ny("18 Sep 10:00"))
    assert after.action is Action.NONE


def test_an_accepted_offer_means_withdrawing_elsewhere() -> None:
    story = other(offered().news("25 Sep 11:00", "accepted"))

    (found,) = steps(story, "25 Sep 11:30")

    assert (found.action, found.people) == (Action.SEND_WITHDRAWAL, ("Y",))


@pytest.mark.parametrize("outcome", ["rejected", "no_response", "declined"])
def test_what_is_over_needs_no_withdrawal(outcome: str) -> None:
    story = other(offered().news("25 Sep 11:00", "accepted")).news("24 Sep 10:00", outcome)

    assert Action.SEND_WITHDRAWAL not in {s.action for s in steps(story, "25 Sep 12:00")}


def test_an_offer_of_a_past_season_has_no_say() -> None:
    story = offered().news("25 Sep 11:00", "accepted")
    story.applies().interviewed("12 Oct 14:00", "12 Oct 15:00", "Y")
    row = story.rows["applications"][story.application]
    late = row.model_copy(update={"logged_at": ny("12 Oct 09:00")})
    story.rows["applications"][story.application] = late

    assert steps(story, "12 Oct 16:30")[0].action is Action.SEND_THANK_YOU


def test_a_deadline_elsewhere_is_told_before_the_promised_date() -> None:
    story = other(offered(decide_by=ny("25 Sep 17:00")), stated_decision_on="2026-10-02")

    (found,) = steps(story, "18 Sep 17:00")

    assert (found.action, found.times.due) == (
        Action.TELL_COMPETING_DEADLINE,
        ny("21 Sep 17:00"),
    )


@pytest.mark.parametrize(
    ("decide_by", "promised"), [("25 Sep 17:00", "2026-09-23"), ("21 Sep 9:00", None)]
)
def test_no_deadline_is_told_when_it_is_not_needed(decide_by: str, promised: str | None) -> None:
    story = other(offered(decide_by=ny(decide_by)), stated_decision_on=promised)

    actions = {s.action for s in steps(story, "22 Sep 10:00")}
    assert Action.TELL_COMPETING_DEADLINE not in actions


def test_a_deadline_is_told_once() -> None:
    story = other(offered(decide_by=ny("25 Sep 17:00")))
    story.sent("18 Sep 17:30", "Y", kind="competing_deadline")

    assert steps(story, "18 Sep 18:00")[0].action is Action.WAIT


def test_an_offer_without_a_day_presses_nobody() -> None:
    assert steps(other(offered()), "18 Sep 17:00")[0].action is Action.WAIT


def test_the_soonest_of_two_deadlines_is_told() -> None:
    story = offered(decide_by=ny("25 Sep 17:00"))
    story.applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "B")
    story.news("18 Sep 16:30", "offer", decide_by=ny("23 Sep 17:00"))

    (found,) = steps(other(story), "18 Sep 17:00")

    assert "Wed 23 Sep" in found.reasons[0].text
