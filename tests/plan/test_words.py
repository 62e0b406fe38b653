import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, Urgency
from followup_kit.plan.words import _titles, short_title_of, title_of
from tests.plan.story import Story, ny


def title(story: Story, when: str) -> str:
    now = ny(when)
    return title_of(next_steps(story, now=now)[0], story.histories()[0], now=now)


def one(preset: str = "internship", **fields: object) -> Story:
    story = Story().applies(preset, **fields)
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", ("A", {"name": "Priya Nair"}))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("15 Sep 15:20", "Thank Priya Nair by Wed 15:00. Best from 16:00 today."),
        ("16 Sep 10:00", "Thank Priya Nair by 15:00 today (in 5 h)."),
        ("16 Sep 17:00", "Thank Priya Nair now. It was due 15:00 today (2 h ago)."),
    ],
)
def test_a_note_says_to_whom_and_by_when(when: str, expected: str) -> None:
    assert title(one(), when) == expected


def test_waiting_says_until_when() -> None:
    story = one("general").sent("15 Sep 20:00", "A")

    said = title(story, "16 Sep 10:00")
    assert said == "Nothing to do until Tue 09:00. Then ask Priya Nair where things stand."


def test_times_are_in_the_students_own_zone() -> None:
    story = one()
    story.settings = story.settings.model_copy(update={"timezone": "Europe/London"})

    assert title(story, "16 Sep 10:00") == "Thank Priya Nair by 20:00 today (in 5 h)."


def test_without_anybody_the_contact_is_unnamed() -> None:
    story = Story().applies("internship", stated_decision_on="2026-09-25")
    story.interviewed("15 Sep 14:00", "15 Sep 15:00")

    assert title(story, "29 Sep 10:00").startswith("Find somebody at Employer 0 whom you can ask")


@pytest.mark.parametrize(
    ("story", "when", "expected"),
    [
        (
            one().news("17 Sep 10:00", "rejected"),
            "17 Sep 12:00",
            "You may send Priya Nair a closing note, best from Fri 10:00, by Sat 10:00.",
        ),
        (
            one().news("17 Sep 16:00", "offer"),
            "17 Sep 17:00",
            "Thank Priya Nair for the offer by Fri 16:00 (in 23 h).",
        ),
        (
            one().sent("15 Sep 17:00", "A").received("17 Sep 10:00", "A", kind="question"),
            "17 Sep 12:00",
            "Answer Priya Nair by Fri 17:00 (in 29 h).",
        ),
        (
            one().sent("15 Sep 17:00", "A", state="bounced"),
            "15 Sep 18:00",
            "Your message to Priya Nair came back. Check the address and send it again by "
            "Wed 15:00.",
        ),
        (
            one("general", company="Acme").sent("15 Sep 17:00", "A"),
            "10 Nov 10:00",
            "You may close your application with Acme as unanswered.",
        ),
        (
            one("general", company="Acme", contact_instruction="no_contact"),
            "15 Sep 18:00",
            "Do not write to Acme unless they ask.",
        ),
    ],
)
def test_a_step_is_said_in_one_sentence(story: Story, when: str, expected: str) -> None:
    assert title(story, when) == expected


def test_a_short_title_has_no_times() -> None:
    story = one(company="Acme")
    step = next_steps(story, now=ny("15 Sep 17:00"))[0]

    assert short_title_of(step, story.histories()[0]) == "Thank Priya Nair (Acme)"


def test_every_action_has_a_short_title() -> None:
    assert set(_titles()["short"]) == set(Action)


def test_every_action_has_words_for_how_urgent_it_can_be() -> None:
    dated = {Urgency.UPCOMING, Urgency.OPEN, Urgency.AMBER, Urgency.OVERDUE}
    for action in (
        Action.SEND_THANK_YOU,
        Action.FIND_CONTACT,
        Action.ASK_COORDINATOR_TO_FORWARD,
    ):
        assert dated == set(_titles()[action])
