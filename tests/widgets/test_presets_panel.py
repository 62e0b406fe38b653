from pathlib import Path

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.practice.editing import class_practice
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.presets.panel import PresetsPanel, presets_panel
from tests.widgets.conftest import html_of, press


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "class"


@pytest.fixture
def panel(folder: Path) -> PresetsPanel:
    return presets_panel(folder)


def test_every_value_stands_with_its_source(panel: PresetsPanel) -> None:
    assert panel.fields["due_hours"].value == 48
    assert "[C06, R01]" in html_of(panel.table)
    assert "[judgement]" in html_of(panel.table)


def test_a_changed_value_is_kept_for_the_class(panel: PresetsPanel, folder: Path) -> None:
    panel.fields["due_hours"].value = 36

    press(panel.view, "Keep for my class")

    assert class_practice(folder).preset("general").due_hours == 36
    assert "Shipped value: 48." in html_of(panel.table)


def test_a_value_outside_the_range_cannot_be_entered(panel: PresetsPanel) -> None:
    panel.fields["due_hours"].value = 0
    assert panel.fields["due_hours"].value == 1


def test_values_that_contradict_each_other_are_explained(panel, folder: Path) -> None:
    panel.fields["target_hours"].value = 72

    press(panel.view, "Keep for my class")

    assert "target_hours" in panel.said.value
    assert "Make `target_hours` smaller or `due_hours` larger" in panel.said.value
    assert not folder.exists()


def test_a_word_where_a_number_is_wanted_is_explained(panel: PresetsPanel) -> None:
    panel.fields["status_after_silence_due_days"].value = "two weeks"

    press(panel.view, "Keep for my class")

    assert "Allowed: a whole number from 1 to 120" in panel.said.value


def test_shipped_values_come_back(panel: PresetsPanel, folder: Path) -> None:
    panel.fields["due_hours"].value = 36
    press(panel.view, "Keep for my class")

    press(panel.view, "Back to the shipped values")
    press(panel.view, "Keep for my class")

    assert class_practice(folder).preset("general").due_hours == 48


def test_all_changes_can_be_forgotten(panel: PresetsPanel, folder: Path) -> None:
    panel.fields["due_hours"].value = 36
    press(panel.view, "Keep for my class")

    press(panel.view, "Forget all changes")

    assert not (folder / "presets.toml").exists()


def test_another_preset_is_shown(panel: PresetsPanel) -> None:
    panel.preset.value = "internship"

    assert panel.fields["due_hours"].value == 24
    assert panel.fields["status_after_silence_due_days"].value == ""


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch) -> Path:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_panels_use_the_presets_of_the_class(workbook, folder, panel_log, clock) -> None:
    panel = presets_panel(folder)
    panel.preset.value = "internship"
    panel.fields["due_hours"].value = 30
    press(panel.view, "Keep for my class")

    plan = plan_panel(panel_log, clock=clock)

    assert "by Wed 21:00" in html_of(plan.cards)


def test_a_class_file_with_a_mistake_is_named_and_not_used(
    workbook: Path, folder: Path, panel_log: FollowUpLog, clock
) -> None:
    folder.mkdir(parents=True)
    (folder / "presets.toml").write_text("[general]\ndue_hours = many\n")

    plan = plan_panel(panel_log, clock=clock)

    assert "The presets of your class are not used. presets.toml, line 2" in plan.status.text
    assert len(plan.cards.children) == 3
