"""Every number of a preset changes something that a person sees, and its sentences follow."""

import datetime as dt
from collections.abc import Callable

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.presets import Preset
from followup_kit.rules.case import Case
from followup_kit.rules.notes import pairs_of
from followup_kit.write.checks.run import check
from followup_kit.write.from_log import facts_from, usual_formality
from followup_kit.write.medium import advise_medium
from tests.plan.story import Story, ny

Told = Callable[[], Story]


def one(*overlays: str, **fields: object) -> Story:
    fields = {"industry": "law", **fields}
    return (
        Story()
        .applies("general", *overlays, **fields)
        .interviewed("15 Sep 14:00", "15 Sep 15:00", "A", kind="video")
    )


def thanked(*overlays: str, **fields: object) -> Story:
    return one(*overlays, **fields).sent("15 Sep 20:00", "A")


def promised() -> Story:
    return thanked(stated_decision_on="2026-09-25")


def talk() -> Story:
    return Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", kind="informational")


def panel() -> Story:
    return Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", *"ABCDEFGH")


def missed(status: str) -> Story:
    return Story().applies().planned("15 Sep 14:00", "15 Sep 15:00", "A", status=status)


def two_rounds() -> Story:
    return one().planned("16 Sep 14:00", "16 Sep 15:00", "B", round=2)


def carded() -> Story:
    story = one(stated_decision_on="2026-09-30")
    return story.sent("16 Sep 12:00", "A", medium="post")


def misspelt() -> Story:
    return one().sent("15 Sep 17:00", "A", wrong_name_noticed_at=ny("15 Sep 18:00"))


def without_end() -> Story:
    return Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A", ends_at=None)


def old_ones() -> Story:
    story = Story()
    for number in range(5):
        story.applies().planned("1 Mar 14:00", "1 Mar 15:00", f"P{number}")
    return story


def rejected() -> Story:
    return thanked().news("17 Sep 10:00", "rejected")


def offered() -> Story:
    return thanked().news("17 Sep 10:00", "offer")


def checked() -> Story:
    return thanked("persistent").sent("22 Sep 10:00", "A", kind="status_check")


def asked() -> Story:
    return one().received("17 Sep 10:00", "A", kind="question")


TOUCHED: dict[str, tuple[object, Told, str]] = {
    "target_hours": (12, one, "15 Sep 16:30"),
    "due_hours": (30, one, "15 Sep 16:30"),
    "earliest_minutes": (30, one, "15 Sep 15:10"),
    "latest_days": (9, one, "15 Sep 16:30"),
    "same_day_earliest_minutes": (5, lambda: one(decides_same_day=True), "15 Sep 15:01"),
    "same_day_due_hours": (3, lambda: one(decides_same_day=True), "15 Sep 15:01"),
    "default_interview_minutes": (90, without_end, "15 Sep 16:30"),
    "max_unprompted_rounds": (1, thanked, "23 Sep 10:00"),
    "missed_date_is_prompt": (
        True,
        promised,
        "30 Sep 9:00",
    ),
    "status_after_date_earliest_business_days": (
        3,
        promised,
        "30 Sep 9:00",
    ),
    "status_after_date_due_business_days": (
        6,
        promised,
        "30 Sep 9:00",
    ),
    "status_after_date_latest_days": (
        30,
        promised,
        "30 Sep 9:00",
    ),
    "status_after_silence_earliest_days": (6, thanked, "23 Sep 10:00"),
    "status_after_silence_due_days": (15, thanked, "23 Sep 10:00"),
    "status_after_silence_latest_days": (30, thanked, "23 Sep 10:00"),
    "status_gap_days": (21, checked, "23 Sep 10:00"),
    "close_out_after_days": (60, thanked, "20 Oct 10:00"),
    "close_out_quiet_days": (80, checked, "20 Nov 10:00"),
    "informational_due_hours": (100, talk, "15 Sep 16:30"),
    "hours_before_next_round": (2, two_rounds, "15 Sep 16:30"),
    "business_days_due": (3, lambda: one("business_days"), "15 Sep 16:30"),
    "card_business_days": (12, carded, "16 Sep 13:00"),
    "group_note_from": (9, panel, "15 Sep 16:30"),
    "persistent_more_rounds": (
        2,
        lambda: checked().sent("29 Sep 10:00", "A", kind="status_check"),
        "10 Oct 10:00",
    ),
    "slow_season_more_days": (9, lambda: thanked("slow_season"), "23 Sep 10:00"),
    "reply_business_days": (2, asked, "17 Sep 12:00"),
    "offer_reply_hours": (48, offered, "17 Sep 12:00"),
    "days_to_decide": (7, offered, "17 Sep 12:00"),
    "closing_best_hours": (30, rejected, "17 Sep 12:00"),
    "closing_due_hours": (60, rejected, "17 Sep 12:00"),
    "closing_latest_days": (9, rejected, "17 Sep 12:00"),
    "touch_days": (100, rejected, "30 Sep 12:00"),
    "touch_over_days": (5, rejected, "29 Jan 2027 12:00"),
    "correction_due_hours": (12, misspelt, "15 Sep 19:00"),
    "correction_latest_days": (1, misspelt, "18 Sep 19:00"),
    "no_show_grace_minutes": (30, lambda: missed("no_show_employer"), "15 Sep 14:20"),
    "no_show_due_hours": (30, lambda: missed("no_show_me"), "15 Sep 14:20"),
    "apology_latest_business_days": (3, lambda: missed("no_show_me"), "15 Sep 14:20"),
    "old_ones_from": (6, old_ones, "15 Sep 14:20"),
    "ontario_answer_days": (50, lambda: checked_in_ontario(), "20 Oct 14:20"),
    "feedback_request_level": ("hint", one, "15 Sep 16:30"),
    "separate_notes": (False, one, "15 Sep 16:30"),
    "default_formality": ("warm", one, "15 Sep 16:30"),
    "card_in_addition": ("no", one, "15 Sep 16:30"),
}


def checked_in_ontario() -> Story:
    story = thanked("ontario_answer")
    return story.sent("22 Sep 10:00", "A", kind="status_check")


def changed(**values: object) -> Practice:
    """The practice with other numbers in `general`."""
    practice = load_practice()
    general = practice.preset("general").model_copy(update=values)
    presets = {**practice.presets, "general": general}
    return Practice(**{**vars(practice), "presets": presets})


def seen(story: Story, now: dt.datetime, practice: Practice) -> list[object]:
    """What a person sees: the steps with their words, the notes, the draft's gates."""
    found: list[object] = list(next_steps(story, now=now, practice=practice))
    for history in story.histories():
        case = Case(history, now, practice)
        found += [(p.person.id, p.state, p.times) for p in pairs_of(case)]
        person = history.interviewers[0]
        facts = facts_from(history, person, "thank_you", now=now, practice=practice)
        body = "Dear A,\n\nThank you for the talk. Could I get feedback on my answers?\n\nSam"
        found += [(f.check, f.level) for f in check("Thanks", body, facts)]
        formality = usual_formality(history, practice)
        found.append(formality)
        found.append(advise_medium(formality="formal", card=case.preset.card_in_addition))
    return found


def test_every_number_has_a_case() -> None:
    assert set(Preset.parameters()) == TOUCHED.keys()


@pytest.mark.parametrize("parameter", TOUCHED)
def test_a_number_acts(parameter: str) -> None:
    value, told, when = TOUCHED[parameter]
    before = seen(told(), ny(when), load_practice())

    assert seen(told(), ny(when), changed(**{parameter: value})) != before


def test_sentences_that_name_a_number_follow_it() -> None:
    (step,) = next_steps(one(), now=ny("15 Sep 16:30"), practice=changed(due_hours=36))

    assert "Within 36 hours" in step.reasons[0].text
