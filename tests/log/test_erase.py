import shutil
from pathlib import Path

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.erase import employers, erase_employer, erase_everything
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.log.merge import merge
from tests.conftest import APPLICATION, INTERVIEW, NOW, at

WORDS = ("Zyxwina", "zyxwina.canaryova@example.com", "Canary Works")
CANARY = {"name": "Zyxwina Canaryova", "email": "zyxwina.canaryova@example.com"}


@pytest.fixture
def told(log_path: Path) -> FollowUpLog:
    """Two employers, one of which is to be erased, with everything that can be about it."""
    log = open_log(log_path)
    log.add_interview(INTERVIEW, application=APPLICATION, now=NOW)
    row = log.add_interview(INTERVIEW, [CANARY], application={"company": "Canary Works"}, now=NOW)
    application = log.applications["id"][1]
    fields = {"application_id": application, "interview_id": row, "body": "Dear Zyxwina"}
    log.record_sent(fields, at=at(15, 16), now=NOW)
    log.record_outcome({"application_id": application, "outcome": "offer", "at": NOW}, now=NOW)
    log.change("applications", application, {"company": "Canary Works Ltd"}, now=NOW)
    log.save_form("log", {"name": "Zyxwina"}, now=NOW)
    log.back_up("import", now=NOW)
    return log


def found_in(folder: Path) -> list[str]:
    """The files of a folder that hold one of the words, byte for byte."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [f.name for f in files if any(word.encode() in f.read_bytes() for word in WORDS)]


def test_removing_leaves_the_text_in_the_file(told: FollowUpLog, log_path: Path) -> None:
    """The control: this is why erasing is needed."""
    told.remove("applications", told.applications["id"][1], now=NOW)

    assert log_path.name in found_in(log_path.parent)


def test_not_a_byte_of_an_erased_employer_is_left(told: FollowUpLog, log_path: Path) -> None:
    assert len(found_in(log_path.parent)) >= 2

    report = erase_employer(told, "canary works", now=NOW)

    assert found_in(log_path.parent) == []
    assert (report.rows, report.backups) == (6, 3)


def test_the_rest_is_still_there(told: FollowUpLog, log_path: Path) -> None:
    erase_employer(told, "Canary Works", now=NOW)

    for log in (told, open_log(log_path)):
        assert log.applications["company"].tolist() == ["Northwind Health"]
        assert len(log.interviews) == 1
        assert log.past.next_undo == "Logged an interview"


def test_another_tab_forgets_it_too(told: FollowUpLog, log_path: Path) -> None:
    other = open_log(log_path)
    erase_employer(told, "Canary Works", now=NOW)

    other.refresh()

    assert other.applications["company"].tolist() == ["Northwind Health"]


def test_an_old_copy_does_not_bring_it_back(told: FollowUpLog, log_path, tmp_path) -> None:
    copy = Path(shutil.copy(log_path, tmp_path / "copy.db"))
    erase_employer(told, "Canary Works", now=NOW)

    merge(told, copy, now=NOW)

    assert told.applications["company"].tolist() == ["Northwind Health"]
    assert found_in(log_path.parent) == []


def test_an_employer_nobody_knows_is_named(told: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="No employer called `Contoso`"):
        erase_employer(told, "Contoso", now=NOW)


def test_erasing_everything_leaves_an_empty_log(told: FollowUpLog, log_path: Path) -> None:
    told.change_settings({"student": "Zyxwina"}, now=NOW)

    erase_everything(told, now=NOW)

    assert found_in(log_path.parent) == []
    assert told.is_empty
    assert told.settings.student == ""
    assert told.past.next_undo == ""
    told.add("applications", APPLICATION, now=NOW, action="Added")
    assert open_log(log_path).applications["company"].tolist() == ["Northwind Health"]


def test_checkpoints_and_copies_are_named(told: FollowUpLog, log_path: Path) -> None:
    checkpoints = log_path.parent / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "03-checkpoint.ipynb").touch()
    (log_path.parent / "my copy.db").touch()

    report = erase_everything(told, now=NOW)

    assert {path.name for path in report.look_at} == {"03-checkpoint.ipynb", "my copy.db"}


OUTPUTS = {
    "clean": ('{"cells": [{"outputs": []}], "metadata": {}}', False),
    "an output": ('{"cells": [{"outputs": [{"text": "Zyxwina"}]}], "metadata": {}}', True),
    "widgets": ('{"cells": [], "metadata": {"widgets": {}}}', True),
    "not to be read": ("{", True),
    "another form": ("[]", True),
}


@pytest.mark.parametrize(("text", "is_named"), OUTPUTS.values(), ids=OUTPUTS)
def test_notebooks_that_show_something_are_named(told, log_path, text, is_named) -> None:
    (log_path.parent / "my own.ipynb").write_text(text)

    report = erase_everything(told, now=NOW)

    assert ("my own.ipynb" in {path.name for path in report.look_at}) is is_named


def test_employers_are_told_by_the_names_they_have_now(told: FollowUpLog) -> None:
    told.remove("applications", told.applications["id"][0], now=NOW)

    assert employers(told) == ["Canary Works Ltd", "Northwind Health"]
    erase_employer(told, "Northwind Health", now=NOW)
    assert employers(told) == ["Canary Works Ltd"]
