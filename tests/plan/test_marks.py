import datetime as dt

import pytest

from followup_kit.log.schema import Mark
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import NextStep
from tests.plan.story import Story, ny

NOW = ny("15 Sep 16:30")


@pytest.fixture
def story() -> Story:
    """Two people owed a note each."""
    told = Story().applies("internship")
    return told.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", "B")


def mark(story: Story, step: NextStep, kind: str, until: dt.datetime | None = None) -> None:
    number = len(story.rows["marks"])
    fields = {"application_id": step.application_id, "step": step.key, "mark": kind}
    story.rows["marks"][f"m{number}"] = Mark.model_validate(
        {**fields, "until": until, "id": f"m{number}", "logged_at": ny("15 Sep 16:00")}
    )


def people(story: Story, now: dt.datetime = NOW) -> list[tuple[str, ...]]:
    return [step.people for step in next_steps(story, now=now)]


def test_a_step_that_is_done_is_left_out(story: Story) -> None:
    mark(story, next_steps(story, now=NOW)[0], "done")

    assert people(story) == [("B",)]


def test_a_step_that_is_put_off_comes_back_at_its_moment(story: Story) -> None:
    mark(story, next_steps(story, now=NOW)[0], "snoozed", ny("15 Sep 18:00"))

    steps = next_steps(story, now=NOW)
    assert [(s.people, s.is_snoozed) for s in steps] == [(("B",), False), (("A",), True)]
    assert not any(s.is_snoozed for s in next_steps(story, now=ny("15 Sep 18:00")))


def test_a_pinned_step_keeps_its_due_time(story: Story) -> None:
    before = next_steps(story, now=NOW)[0]
    mark(story, before, "pinned", ny("16 Sep 09:00"))

    after = next_steps(story, now=NOW)[0]

    assert after.times.recommended == ny("16 Sep 09:00")
    assert after.times.due == before.times.due
    assert "pinned" in after.flags


def test_the_newest_mark_counts(story: Story) -> None:
    step = next_steps(story, now=NOW)[0]
    mark(story, step, "done")
    mark(story, step, "snoozed", ny("15 Sep 16:10"))

    assert people(story) == [("A",), ("B",)]
