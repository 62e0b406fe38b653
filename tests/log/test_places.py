from pathlib import Path

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.places import own_log_path, sample_folder, workbook_folder


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch) -> Path:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    return tmp_path


def test_the_log_lives_beside_the_notebooks(workbook: Path) -> None:
    assert own_log_path({}) == workbook / "data" / "private" / "my_log.db"


def test_the_environment_names_another_log(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.db"
    assert own_log_path({"FOLLOWUP_LOG": str(path)}) == path


def test_outside_a_workbook_the_package_says_where(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (workbook_folder() / "followup_kit").is_dir()


def test_missing_sample_data_is_named(workbook: Path) -> None:
    with pytest.raises(FollowUpError, match="data/sample was not found"):
        sample_folder("sample")
