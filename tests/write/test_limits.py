"""What the write panel says of a note that the plan would not send now."""

import pytest

from followup_kit.practice.practice import load_practice
from followup_kit.rules.case import Case
from followup_kit.text import own_toml
from followup_kit.write.limits import limit_of
from tests.plan.story import Story, ny

SECTIONS = own_toml("write/limits.toml")


def told(preset="general"):
    return Story().applies(preset).interviewed("15 Sep 14:00", "15 Sep 15:00", "Priya", "Tom")


def limit(story, kind, now, row="Priya"):
    """The limit for a note to a person at a moment, or None."""
    (history,) = story.histories()
    person = next(one for one in history.interviewers if one.name == row)
    return limit_of(Case(history, ny(now), load_practice()), person, kind)


def thanked(preset="general"):
    return told(preset).sent("16 Sep 10:00", "Priya")


@pytest.mark.parametrize(
    ("story", "kind", "now", "name"),
    [
        (thanked(), "thank_you", "17 Sep 10:00", "second_thanks"),
        (thanked(), "feedback_request", "17 Sep 10:00", "feedback_too_soon"),
        (thanked(), "closing_note", "17 Sep 10:00", "closing_too_soon"),
        (thanked(), "status_check", "18 Sep 10:00", "check_not_yet"),
        (
            thanked().sent("30 Sep 10:00", "Priya", kind="status_check"),
            "status_check",
            "2 Oct 10:00",
            "check_too_soon",
        ),
        (
            thanked("internship").sent("30 Sep 10:00", "Priya", kind="status_check"),
            "status_check",
            "20 Oct 10:00",
            "checks_used_up",
        ),
    ],
)
def test_note_that_should_wait_says_why(story, kind, now, name):
    found = limit(story, kind, now)

    assert found is not None
    assert found.name == name
    assert found.sources == tuple(SECTIONS[name]["sources"])


def test_limit_says_what_was_sent_and_when():
    assert "on Wed 16 Sep" in limit(thanked(), "thank_you", "17 Sep 10:00").text


@pytest.mark.parametrize(
    ("story", "kind", "now", "row"),
    [
        (told(), "thank_you", "16 Sep 10:00", "Priya"),
        (thanked(), "thank_you", "17 Sep 10:00", "Tom"),
        (thanked(), "status_check", "30 Sep 10:00", "Priya"),
        (thanked().news("25 Sep 10:00", "rejected"), "closing_note", "26 Sep 10:00", "Priya"),
        (thanked().news("25 Sep 10:00", "rejected"), "feedback_request", "26 Sep 10:00", "Priya"),
        (told(), "networking", "17 Sep 10:00", "Priya"),
    ],
)
def test_note_that_may_go_meets_no_limit(story, kind, now, row):
    assert limit(story, kind, now, row) is None


def test_every_limit_is_met_by_some_note():
    met = {
        "second_thanks",
        "feedback_too_soon",
        "closing_too_soon",
        "check_not_yet",
        "check_too_soon",
        "checks_used_up",
    }

    assert set(SECTIONS) == met
