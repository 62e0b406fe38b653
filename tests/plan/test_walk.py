"""A student who does all that is advised, day by day, is never sent to write too often."""

import datetime as dt

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import IDLE, Action
from tests.plan.histories import PRESETS
from tests.plan.story import Story, ny


def walk(story: Story, days: int) -> list[tuple[dt.date, str]]:
    """Do whatever is open each morning at ten; what was sent, and when."""
    sent = []
    for day in range(days):
        now = ny("15 Sep 16:30") if day == 0 else ny("15 Sep 10:00") + dt.timedelta(days=day)
        for step in next_steps(story, now=now):
            if step.action in IDLE or not step.message_kind or now < step.times.earliest:
                continue
            sent.append((now.date(), step.message_kind))
            story.sent(f"{now:%d %b %Y %H:%M}", *step.people, kind=step.message_kind)
    return sent


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("promised", [None, "2026-09-25"])
@pytest.mark.parametrize("overlay", [(), ("persistent",), ("slow_season",), ("business_days",)])
def test_following_all_advice_stays_within_the_budget(
    preset: str, promised: str | None, overlay: tuple[str, ...]
) -> None:
    story = Story().applies(preset, *overlay, stated_decision_on=promised)
    story.interviewed("15 Sep 14:00", "15 Sep 15:00", "A", "B")

    sent = walk(story, 90)

    kinds = [kind for _, kind in sent]
    asked = 1 if promised else 0
    allowed = {"internship": asked, "internal": asked, "general": 1, "campus": 1}[preset]
    extra = int("persistent" in overlay and (preset in {"general", "campus"}))
    assert kinds.count("thank_you") == 2
    assert kinds.count("status_check") == allowed + extra


def test_a_walk_ends_with_closing() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    walk(story, 60)

    assert next_steps(story, now=ny("20 Nov 10:00"))[0].action is Action.CLOSE_OUT


def test_after_a_rejection_two_messages_at_most_in_a_season() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.sent("15 Sep 16:10", "A").news("17 Sep 10:00", "rejected")

    assert [kind for _, kind in walk(story, 150)] == ["closing_note", "networking"]
