from pathlib import Path

import pytest

from followup_kit.errors import PracticeError
from followup_kit.practice.editing import (
    changed_presets,
    class_practice,
    forget_presets,
    keep_presets,
)
from followup_kit.practice.practice import load_practice


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "class"


def keep(folder: Path, name: str, **values: object) -> None:
    keep_presets(folder, changed_presets(class_practice(folder), name, values))


def test_without_a_file_a_class_has_the_shipped_presets(folder: Path) -> None:
    assert class_practice(folder) is load_practice()


def test_a_changed_value_is_kept_and_marked_as_judgement(folder: Path) -> None:
    keep(folder, "general", due_hours=36)

    preset = class_practice(folder).preset("general")
    assert preset.due_hours == 36
    assert preset.sources_of("due_hours") == ("judgement",)
    assert preset.sources_of("target_hours") == load_practice().preset("general").sources_of(
        "target_hours"
    )


def test_changes_of_several_presets_add_up(folder: Path) -> None:
    keep(folder, "general", due_hours=36)
    keep(folder, "campus", max_unprompted_rounds=1)

    kept = class_practice(folder)
    assert kept.preset("general").due_hours == 36
    assert kept.preset("campus").max_unprompted_rounds == 1


def test_a_value_set_back_has_its_sources_again(folder: Path) -> None:
    keep(folder, "general", due_hours=36)
    keep(folder, "general", due_hours=48)

    assert class_practice(folder).preset("general") == load_practice().preset("general")


def test_a_value_can_be_left_out(folder: Path) -> None:
    silence = ("earliest", "due", "latest")
    keep(folder, "general", **{f"status_after_silence_{part}_days": None for part in silence})

    assert class_practice(folder).preset("general").status_after_silence_due_days is None


def test_a_value_that_is_not_allowed_changes_nothing(folder: Path) -> None:
    keep(folder, "general", due_hours=36)

    with pytest.raises(PracticeError, match=r"due_hours.*Allowed: a whole number from 1 to 168"):
        keep(folder, "general", due_hours=0)
    assert class_practice(folder).preset("general").due_hours == 36


def test_the_file_stays_readable_for_people(folder: Path) -> None:
    keep(folder, "general", due_hours=36)

    text = (folder / "presets.toml").read_text()
    assert 'due_hours = {value = 36, sources = ["judgement"]}' in text
    assert text.startswith("# The numbers behind the advice.")


def test_forgetting_brings_the_shipped_presets_back(folder: Path) -> None:
    keep(folder, "general", due_hours=36)
    forget_presets(folder)

    assert class_practice(folder).preset("general").due_hours == 48


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(PracticeError, match="cannot be kept in"):
        keep(tmp_path / "file" / "class", "general", due_hours=36)
