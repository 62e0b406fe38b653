import datetime as dt

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny


def thanked(preset: str = "general", *overlays: str, **fields: object) -> Story:
    story = Story().applies(preset, *overlays, **fields)
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    return story.sent("15 Sep 20:00", "A")


def first(story: Story, when: str) -> NextStep:
    return next_steps(story, now=ny(when))[0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"B": "recruiter", "C": "hiring_manager"}, "B"),
        ({"B": "peer", "C": "hiring_manager"}, "C"),
        ({"B": "peer", "C": "peer"}, "A"),
    ],
)
def test_one_person_is_asked_recruiter_first(parts: dict[str, str], expected: str) -> None:
    story = thanked()
    for name, part in parts.items():
        story.person(name, part=part, met=False)

    assert first(story, "23 Sep 10:00").people == (expected,)


def test_an_answer_after_the_promised_date_starts_the_silence_rule() -> None:
    story = thanked(stated_decision_on="2026-09-25").received("28 Sep 10:00", "A")

    step = first(story, "29 Sep 10:00")

    assert (step.action, step.then) == (Action.WAIT, Action.SEND_STATUS_CHECK)
    assert step.times.earliest == ny("5 Oct 09:00")


def test_only_one_status_check_per_stated_date() -> None:
    story = thanked("internship", stated_decision_on="2026-09-25")
    story.sent("29 Sep 10:00", "A", kind="status_check")

    step = first(story, "30 Sep 10:00")

    assert (step.action, step.then) == (Action.WAIT, Action.CLOSE_OUT)


def test_a_day_they_named_is_a_prompt() -> None:
    story = thanked("internship", prompt_on="2026-09-23")

    step = first(story, "23 Sep 10:00")

    assert step.action is Action.SEND_STATUS_CHECK
    assert (step.times.earliest, step.times.due) == (ny("23 Sep 09:00"), ny("23 Sep 17:00"))


def test_nobody_is_chased_before_a_promised_date() -> None:
    story = thanked(stated_decision_on="2026-10-30")

    step = first(story, "1 Oct 10:00")

    assert step.action is Action.WAIT
    assert step.times.earliest == ny("3 Nov 09:00")


def test_slow_season_adds_a_week_and_skips_the_holidays() -> None:
    story = Story().applies("general", "slow_season")
    story.interviewed("10 Dec 14:00", "10 Dec 15:00", "A").sent("10 Dec 17:00", "A")

    assert first(story, "14 Dec 10:00").times.earliest == ny("4 Jan 2027 09:00")


def test_thanks_never_sent_go_into_the_status_check() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")

    step = first(story, "24 Sep 10:00")

    assert (step.action, step.message_kind) == (Action.SEND_STATUS_CHECK, "combined")


def test_after_45_days_closing_is_proposed() -> None:
    step = first(thanked(), "2 Nov 10:00")

    assert (step.action, step.urgency) == (Action.CLOSE_OUT, Urgency.OPEN)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (thanked("internship"), "as often as this preset advises"),
        (thanked(contact_instruction="no_status"), "asked people not to enquire"),
        (thanked(), "time for a status check has passed"),
    ],
)
def test_waiting_says_why(story: Story, words: str) -> None:
    step = first(story, "20 Oct 10:00")

    assert step.then is Action.CLOSE_OUT
    assert words in step.reasons[0].text


def test_a_stated_date_on_a_weekend_counts_from_there() -> None:
    story = thanked(stated_decision_on="2026-09-26")

    assert first(story, "27 Sep 10:00").times.earliest == ny("29 Sep 09:00")


def checked(*overlays: str, **fields: object) -> Story:
    """Promised for Fri 25 Sep, asked on Tue 29 Sep."""
    story = thanked("general", *overlays, stated_decision_on="2026-09-25", **fields)
    return story.sent("29 Sep 10:00", "A", kind="status_check")


def test_a_new_date_in_their_answer_allows_one_more() -> None:
    day = {"stated_decision_on": dt.date(2026, 10, 9)}
    story = checked().received("30 Sep 10:00", "A", kind="new_date", **day)

    step = first(story, "1 Oct 10:00")

    assert (step.action, step.then) == (Action.WAIT, Action.SEND_STATUS_CHECK)
    assert (step.times.earliest, step.times.due) == (ny("14 Oct 9:00"), ny("19 Oct 17:00"))


def test_a_later_date_without_an_answer_allows_no_more() -> None:
    story = checked()
    row = story.rows["applications"][story.application]
    moved = row.model_copy(update={"stated_decision_on": dt.date(2026, 10, 9)})
    story.rows["applications"][story.application] = moved

    assert first(story, "20 Oct 10:00").then is Action.CLOSE_OUT


def test_persistent_allows_one_more_and_no_third() -> None:
    story = checked("persistent").sent("6 Oct 10:00", "A", kind="status_check")

    assert first(story, "14 Oct 10:00").then is Action.CLOSE_OUT


def test_a_check_in_they_asked_for_is_within_any_budget() -> None:
    story = thanked("internship", prompt_on="2026-09-23")
    story.sent("16 Sep 10:00", "A", kind="status_check")

    assert first(story, "24 Sep 10:00").action is Action.SEND_STATUS_CHECK


def test_the_second_round_has_its_own_budget() -> None:
    story = checked().interviewed("6 Oct 14:00", "6 Oct 15:00", "B", round=2)
    story.sent("6 Oct 17:00", "B")

    assert first(story, "14 Oct 10:00").action is Action.SEND_STATUS_CHECK


def test_somebody_of_the_last_round_is_asked() -> None:
    story = thanked().interviewed("22 Sep 14:00", "22 Sep 15:00", "B", round=2)
    story.sent("22 Sep 17:00", "B")

    assert first(story, "30 Sep 10:00").people == ("B",)


def test_through_an_agency_the_agency_is_asked() -> None:
    story = thanked(contact_instruction="via_agency").person("G", part="agency", met=False)

    assert first(story, "23 Sep 10:00").people == ("G",)


def test_your_own_free_days_are_no_business_days() -> None:
    story = thanked()
    days = {"free_days": ("2026-09-22",)}
    story.settings = story.settings.model_copy(update=days)

    assert first(story, "16 Sep 10:00").times.earliest == ny("23 Sep 9:00")


@pytest.mark.parametrize(("prompted", "then"), [(True, "send_status_check"), (False, "close_out")])
def test_what_they_asked_for_uses_up_nothing(prompted: bool, then: str) -> None:
    story = thanked().sent("23 Sep 10:00", "A", kind="status_check", prompted=prompted)

    assert first(story, "24 Sep 10:00").then == then


def test_a_check_in_they_asked_for_uses_up_nothing() -> None:
    story = thanked(prompt_on="2026-09-23").sent("23 Sep 10:00", "A", kind="status_check")

    assert first(story, "24 Sep 10:00").then is Action.SEND_STATUS_CHECK
