import datetime as dt

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep
from tests.plan.story import Story, ny


def one(*overlays: str, **fields: object) -> Story:
    story = Story().applies("general", *overlays, **fields)
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A")


def first(story: Story, when: str = "15 Sep 16:30") -> NextStep:
    return next_steps(story, now=ny(when))[0]


def steps_of(story: Story, when: str = "15 Sep 16:30") -> list[NextStep]:
    return next_steps(story, now=ny(when))


def test_a_next_round_pulls_the_due_time_forward() -> None:
    story = one().interviewed("16 Sep 10:00", "16 Sep 11:00", round=2, status="scheduled")

    step = first(story)

    assert step.times.due == ny("16 Sep 09:00")
    assert "next round comes first" in step.reasons[0].text


@pytest.mark.parametrize(
    ("decides_at", "earliest", "due"),
    [
        (None, "15 Sep 15:15", "15 Sep 17:00"),
        ("15 Sep 16:00", "15 Sep 15:15", "15 Sep 16:00"),
        ("15 Sep 15:10", "15 Sep 15:00", "15 Sep 15:10"),
    ],
)
def test_a_same_day_decision_is_quick(decides_at, earliest, due) -> None:
    at = ny(decides_at) if decides_at else None

    step = first(one(decides_same_day=True, decides_at=at), "15 Sep 15:05")

    assert (step.times.earliest, step.times.due) == (ny(earliest), ny(due))


def test_the_real_end_beats_the_planned_one() -> None:
    story = Story().applies("internship")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", ended_at=ny("15 Sep 15:40"))

    assert first(story).times.due == ny("16 Sep 15:40")


def test_without_an_end_the_default_length_counts() -> None:
    story = Story().applies("internship")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", ends_at=None)

    assert first(story).times.due == ny("16 Sep 15:00")


def test_sessions_of_one_visit_share_the_last_end() -> None:
    story = Story().applies("campus").interviewed("15 Sep 10:00", "15 Sep 11:00", "A")
    story.interviewed("15 Sep 13:00", "15 Sep 15:00", "B")

    dues = {step.people: step.times.due for step in next_steps(story, now=ny("15 Sep 16:00"))}

    assert dues == {("A",): ny("16 Sep 15:00"), ("B",): ny("16 Sep 15:00")}


def test_a_person_not_met_is_owed_nothing() -> None:
    story = one().person("B", met=False)

    people = [step.people for step in next_steps(story, now=ny("15 Sep 16:30"))]
    assert people == [("A",)]


def test_without_an_address_the_coordinator_is_asked() -> None:
    story = one().person("C", email="").person("R", part="coordinator", met=False)

    steps = next_steps(story, now=ny("15 Sep 16:30"))

    assert [s.action for s in steps] == [Action.SEND_THANK_YOU, Action.ASK_COORDINATOR_TO_FORWARD]
    assert (steps[1].people, steps[1].on_behalf_of) == (("R",), ("C",))


def test_without_anybody_to_ask_an_address_is_needed() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", ("C", {"email": ""}))

    assert first(story).action is Action.FIND_CONTACT


@pytest.mark.parametrize(
    ("body", "is_thanked"),
    [("Thank you for today!", True), ("Here is the file.", False), ("", False)],
)
def test_a_reply_counts_if_it_thanks(body: str, is_thanked: bool) -> None:
    story = one().sent("15 Sep 16:00", "A", kind="reply", body=body)

    assert (first(story).action is Action.WAIT) == is_thanked


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("draft", Action.SEND_THANK_YOU),
        ("bounced", Action.FIX_BOUNCE),
        ("failed", Action.FIX_BOUNCE),
    ],
)
def test_what_did_not_arrive_does_not_count(state: str, action: Action) -> None:
    story = one().sent("15 Sep 16:00", "A", state=state)

    assert first(story).action is action


def test_a_card_counts_if_post_is_asked_for() -> None:
    person = ("A", {"preferred_medium": "post"})
    story = Story().applies("campus", stated_decision_on="2026-09-18")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", person)
    story.sent("15 Sep 17:00", "A", medium="post")

    assert first(story, "15 Sep 18:00").action is Action.WAIT


def test_a_scheduled_note_that_comes_too_late_is_flagged() -> None:
    story = one().sent("18 Sep 08:30", "A", state="scheduled")

    step = first(story)
    assert step.action is Action.SEND_THANK_YOU
    assert step.flags == ("scheduled_after_due",)


def test_after_a_week_the_note_is_dropped() -> None:
    story = one(stated_decision_on="2026-09-21")

    assert first(story, "22 Sep 15:01").action is not Action.SEND_THANK_YOU


def test_an_impossible_decision_date_is_asked_about_and_pulls_nothing() -> None:
    fix, note = steps_of(one(stated_decision_on="2026-09-01"))[:2]

    assert fix.flags == ("promise_before_interview",)
    assert "Tue 1 Sep" in fix.reasons[0].text
    assert note.times.due == ny("17 Sep 15:00")


def test_a_decision_on_the_day_leaves_two_hours() -> None:
    assert first(one(stated_decision_on="2026-09-15")).times.due == ny("15 Sep 17:00")


def test_reasons_name_the_sources_of_the_number() -> None:
    step = first(one())

    assert step.reasons[0].text.startswith("Within 48 hours")
    assert "C06" in step.sources


def test_the_display_zone_changes_no_instant() -> None:
    story, now = one(), ny("15 Sep 16:30")

    elsewhere = next_steps(story, now=now.astimezone(dt.UTC))
    assert elsewhere == next_steps(story, now=now)


def test_one_person_in_two_sessions_gets_one_note() -> None:
    story = Story().applies().interviewed("15 Sep 10:00", "15 Sep 11:00", "A")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", ("A2", {"email": "a@example.com"}))

    (step,) = next_steps(story, now=ny("15 Sep 16:30"))
    assert step.people == ("A2", "A")

    story.sent("15 Sep 17:00", "A2")
    assert first(story, "15 Sep 18:00").action is Action.WAIT


def test_a_card_without_a_known_decision_does_not_count() -> None:
    story = one().sent("15 Sep 16:00", "A", medium="post")

    step = first(story)

    assert step.action is Action.SEND_THANK_YOU
    assert "card_on_its_way" in step.flags


def test_thanks_are_optional_where_they_are_less_usual() -> None:
    assert first(one("thanks_optional")).is_optional


def test_an_optional_note_does_not_hide_what_comes_later() -> None:
    steps = next_steps(one("thanks_optional"), now=ny("15 Sep 16:30"))

    assert [s.action for s in steps] == [Action.SEND_THANK_YOU, Action.WAIT]


def test_one_note_through_the_agency_is_for_everyone() -> None:
    story = one("via_agency").person("B").person("G", part="agency", met=False)

    (step,) = next_steps(story, now=ny("15 Sep 16:30"))
    assert (step.people, step.on_behalf_of) == (("G",), ("A", "B"))

    story.sent("15 Sep 17:00", "G")
    assert first(story, "15 Sep 18:00").action is Action.WAIT


def test_without_a_known_agency_people_are_thanked_directly() -> None:
    assert first(one("via_agency")).people == ("A",)


def test_a_note_on_a_known_day_counts_from_that_day() -> None:
    story = one().sent("15 Sep 00:00", "A", at_precision="day")

    assert first(story).action is Action.WAIT


def test_a_missing_end_is_flagged() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", ends_at=None)

    assert "end_assumed" in first(story).flags


def test_a_recorded_video_is_thanked_for_once_and_optionally() -> None:
    story = Story().applies().interviewed("15 Sep 15:00", "15 Sep 15:30", kind="one_way_video")
    story.person("R", part="recruiter", met=False).person("S", met=False)

    step, _ = next_steps(story, now=ny("15 Sep 17:00"))

    assert (step.action, step.people) == (Action.SEND_THANK_YOU, ("R",))
    assert step.is_optional


def test_past_rounds_do_not_pull_the_due_time_back_and_forth() -> None:
    story = one().interviewed("16 Sep 10:00", "16 Sep 11:00", "B", round=2)

    dues = {s.people: s.times.due for s in next_steps(story, now=ny("16 Sep 12:00"))}
    assert dues[("A",)] == ny("16 Sep 9:00")


def test_told_to_go_through_an_agency_the_recruiter_is_it() -> None:
    story = one("via_agency").person("R", part="recruiter", met=False)

    assert first(story).people == ("R",)


def test_after_a_recorded_video_no_thanks_are_passed_on_to_anybody() -> None:
    story = Story().applies("internship")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", kind="one_way_video")
    story.person("A", email="", met=False).person("C", part="coordinator", met=False)

    step = first(story)

    assert (step.action, step.people, step.on_behalf_of) == (Action.SEND_THANK_YOU, ("C",), ())


def test_through_a_recruiter_nobody_is_thanked_if_nobody_was_met() -> None:
    story = Story().applies("internship", contact_instruction="via_agency")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00").person("R", part="recruiter", met=False)

    assert not any(
        step.action is Action.SEND_THANK_YOU for step in next_steps(story, now=ny("15 Sep 16:30"))
    )
