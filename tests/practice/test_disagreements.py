import pytest

from followup_kit.errors import PracticeError
from followup_kit.practice.practice import load_practice
from tests.practice.test_practice_files import FOLDER

PRACTICE = load_practice()
IDS = [f"X{n}" for n in range(1, 14)]


def test_all_contradictions_are_told() -> None:
    assert sorted({*IDS, "X2b"}) == sorted(PRACTICE.contradictions)


@pytest.mark.parametrize("name", PRACTICE.contradictions)
def test_a_contradiction_has_sides_that_differ(name: str) -> None:
    sides = PRACTICE.contradictions[name].sides

    assert len({side.says for side in sides}) == len(sides) >= 2


def test_the_special_rules_are_offered() -> None:
    assert set(PRACTICE.overlays) == {
        "business_days",
        "slow_season",
        "persistent",
        "via_agency",
        "match_programme",
        "no_contact",
        "thanks_optional",
        "informational",
        "careers_fair",
        "placement_office",
        "ontario_answer",
    }


def test_thirteen_judgement_calls_and_our_own_rules() -> None:
    assert len(PRACTICE.judgements) == 14
    assert PRACTICE.judgements["grace"].chosen == "One hour."


def test_every_reason_without_a_source_names_its_judgement() -> None:
    without = [
        key
        for key, reason in PRACTICE.reasons.items()
        if "judgement" in reason.sources and not reason.judgement
    ]
    assert without == []


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("overlays.toml", '"R05"', '"R99"', "R99"),
        ("overlays.toml", 'label = "Slow season"', "", "slow_season.label"),
        ("contradictions.toml", '"A08"', '"A99"', "A99"),
        ("contradictions.toml", "sides = [", "side = [", "X1.sides"),
        ("contradictions.toml", "says = ", "say = ", "X1.sides"),
        ("judgements.toml", 'chosen = "No."', 'chosen = ""', "weekend.chosen"),
        ("help.toml", 'judgement = "grace"', 'judgement = "grase"', "Did you mean grace"),
    ],
)
def test_a_bad_value_is_named(tmp_path, file: str, old: str, new: str, named: str) -> None:
    text = (FOLDER / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(PracticeError, match=named):
        load_practice(tmp_path)
