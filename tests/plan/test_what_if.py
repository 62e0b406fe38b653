import pytest

from followup_kit.errors import FollowUpError
from followup_kit.plan.steps import Action
from followup_kit.plan.what_if import what_if
from tests.plan.story import Story, ny


def one(preset: str) -> Story:
    story = Story().applies(preset)
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", due_at=ny("16 Sep 15:00"))


def test_another_preset_shows_its_dates_beside() -> None:
    (found,) = what_if(one("internship"), "general", now=ny("15 Sep 17:00"))

    assert found.now is not None
    assert found.instead is not None
    assert (found.now.times.due, found.instead.times.due) == (
        ny("16 Sep 15:00"),
        ny("17 Sep 15:00"),
    )
    assert not found.is_same


def test_the_same_preset_changes_nothing() -> None:
    (found,) = what_if(one("general"), "general", now=ny("15 Sep 17:00"))

    assert found.is_same


def test_a_step_that_only_the_other_preset_has_stands_alone() -> None:
    story = one("internship").sent("15 Sep 17:00", "A")

    found = what_if(story, "general", now=ny("23 Sep 10:00"))

    pairs = [(c.now and c.now.then, c.instead and c.instead.action) for c in found]
    assert pairs == [(Action.CLOSE_OUT, None), (None, Action.SEND_STATUS_CHECK)]


def test_looking_writes_nothing() -> None:
    story = one("internship")
    before = story.histories()

    what_if(story, "general", now=ny("15 Sep 17:00"))

    assert story.histories() == before


def test_an_unknown_preset_is_named() -> None:
    with pytest.raises(FollowUpError, match="`generel` is not a known preset"):
        what_if(Story(), "generel", now=ny("15 Sep 17:00"))
