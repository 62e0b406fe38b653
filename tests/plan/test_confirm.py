import pytest

from followup_kit.log.schema import Interview
from followup_kit.plan.confirm import judged_by
from tests.plan.story import Story, ny


def planned(preset: str, **fields: object) -> Story:
    story = Story().applies(preset, **fields)
    return story.planned("15 Sep 14:00", "15 Sep 15:00", "A")


@pytest.mark.parametrize(
    ("preset", "due"), [("internship", "16 Sep 15:00"), ("general", "17 Sep 15:00")]
)
def test_due_time_and_preset_are_to_be_stored(preset: str, due: str) -> None:
    (history,) = planned(preset).histories()

    found = judged_by(history, history.interviews[0], now=ny("15 Sep 15:30"))

    assert found == {"due_at": ny(due), "policy": preset}


def test_the_real_end_is_what_counts() -> None:
    (history,) = planned("internship").histories()
    interview = history.interviews[0].model_copy(update={"ended_at": ny("15 Sep 15:40")})

    assert judged_by(history, interview, now=ny("15 Sep 16:00"))["due_at"] == ny("16 Sep 15:40")


def test_a_promised_date_is_judged_anew_each_time() -> None:
    (history,) = planned("general", stated_decision_on="2026-09-16").histories()

    found = judged_by(history, history.interviews[0], now=ny("15 Sep 16:00"))

    assert found["due_at"] == ny("17 Sep 15:00")


def test_what_is_stored_are_columns_of_an_interview() -> None:
    (history,) = planned("general").histories()

    found = judged_by(history, history.interviews[0], now=ny("15 Sep 16:00"))

    assert found.keys() <= Interview.model_fields.keys()
