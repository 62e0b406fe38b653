import datetime as dt

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, Times, Urgency
from followup_kit.rules.calendar import Calendar, public_holidays
from tests.conftest import NOW
from tests.plan.story import Story, ny


def test_an_empty_log_has_nothing_to_do(log: FollowUpLog) -> None:
    assert next_steps(log, now=NOW) == []


def test_a_log_gives_one_step_per_person(panel_log: FollowUpLog) -> None:
    steps = next_steps(panel_log, now=NOW)

    name = panel_log.interviewers.set_index("id")["name"]
    names = [name[(step.on_behalf_of or step.people)[0]] for step in steps]
    assert names == ["Priya Nair", "Tomás Ortega", "Wen Li"]
    assert steps[-1].action is Action.ASK_COORDINATOR_TO_FORWARD


def test_a_moment_without_a_zone_is_refused(panel_log: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="has no time zone"):
        next_steps(panel_log, now=dt.datetime(2026, 9, 15, 12))  # noqa: DTZ001


def test_things_to_do_come_before_things_to_wait_for() -> None:
    story = Story()
    story.applies("general").interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.sent("15 Sep 20:00", "A")
    story.applies("general").interviewed("16 Sep 14:00", "16 Sep 15:00", "B")
    story.applies("internship").interviewed("16 Sep 14:00", "16 Sep 15:00", "C")

    steps = next_steps(story, now=ny("16 Sep 17:00"))

    assert [(s.action, s.people) for s in steps] == [
        (Action.SEND_THANK_YOU, ("C",)),
        (Action.SEND_THANK_YOU, ("B",)),
        (Action.WAIT, ("A",)),
    ]


def test_a_later_answer_reopens_what_was_closed_for_silence() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.sent("15 Sep 20:00", "A").news("2 Nov 10:00", "no_response")
    story.received("3 Nov 10:00", "A")

    assert next_steps(story, now=ny("3 Nov 12:00"))[0].action is not Action.NONE


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(1, "upcoming"), (3, "open"), (5, "amber"), (7, "overdue"), (9, "expired")],
)
def test_urgency_follows_the_clock(hour: int, expected: str) -> None:
    marks = [dt.datetime(2026, 9, 15, h, tzinfo=dt.UTC) for h in (2, 4, 6, 8)]
    times = Times(earliest=marks[0], target=marks[1], due=marks[2], latest=marks[3])

    assert times.urgency(dt.datetime(2026, 9, 15, hour, tzinfo=dt.UTC)) is Urgency(expected)


def test_holidays_are_those_of_the_country() -> None:
    assert dt.date(2026, 11, 26) in public_holidays("US", 2026)
    assert dt.date(2026, 11, 26) not in public_holidays("GB", 2026)
    assert not public_holidays("", 2026)


def test_an_unknown_country_is_named() -> None:
    with pytest.raises(FollowUpError, match="No holidays are known for `XX`"):
        public_holidays("XX", 2026)


def test_free_days_are_shown_with_their_names() -> None:
    calendar = Calendar("America/New_York", "US", ("2026-12-24",))

    shown = calendar.free_days(2026)

    assert shown[dt.date(2026, 11, 26)] == "Thanksgiving Day"
    assert shown[dt.date(2026, 12, 24)] == ""


def test_an_application_without_an_interview_waits() -> None:
    (step,) = next_steps(Story().applies(), now=NOW)

    assert step.action is Action.WAIT
    assert "Log it once it is fixed" in step.reasons[0].text


def test_what_may_be_left_out_comes_last() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.news("15 Sep 16:00", "rejected")
    story.applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "B")

    steps = next_steps(story, now=NOW)

    assert [s.action for s in steps] == [Action.SEND_THANK_YOU, Action.SEND_CLOSING_NOTE]


def test_the_key_of_a_step_survives_waiting() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.sent("15 Sep 20:00", "A")

    keys = {next_steps(story, now=ny(when))[0].key for when in ("16 Sep 9:00", "30 Sep 9:00")}
    assert len(keys) == 1
