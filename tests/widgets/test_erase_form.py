from pathlib import Path

import pytest

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.start.erase_form import EraseForm
from followup_kit.widgets.start.panel import StartPanel
from tests.conftest import NOW
from tests.log.test_erase import found_in, told
from tests.widgets.conftest import html_of, press

__all__ = ["told"]


@pytest.fixture
def panel(told: FollowUpLog, clock) -> StartPanel:
    return StartPanel(told, clock=clock)


@pytest.fixture
def form(panel: StartPanel) -> EraseForm:
    return panel.erase


def choose(form: EraseForm, what: str, *, typed: str) -> None:
    form.chosen.value = what
    form.typed.value = typed
    press(form, "Erase it for ever")


def test_the_employers_of_the_log_are_offered(form: EraseForm) -> None:
    labels = [label for label, _ in form.chosen.options]
    assert labels == ["Canary Works Ltd", "Northwind Health", "Everything in this log"]


def test_it_says_that_it_cannot_be_undone_before_the_press(form: EraseForm) -> None:
    assert "It cannot be undone" in html_of(form)


@pytest.mark.parametrize(
    ("what", "typed", "left"),
    [
        ("Canary Works Ltd", "canary works ltd ", ["Northwind Health"]),
        ("", "ERASE", []),
    ],
    ids=["one employer", "everything"],
)
def test_not_a_byte_of_what_was_erased_is_left(form, told, log_path, what, typed, left) -> None:
    assert len(found_in(log_path.parent)) >= 2

    choose(form, what, typed=typed)

    assert found_in(log_path.parent) == []
    assert told.applications["company"].tolist() == left
    assert told.form("log") == {}


@pytest.mark.parametrize("typed", ["", "Northwind Health", "ERASE"])
def test_nothing_is_erased_without_the_right_word(panel, form, told, typed) -> None:
    choose(form, "Canary Works Ltd", typed=typed)

    assert "Type `Canary Works Ltd` to confirm. Nothing was erased." in panel.status.text
    assert len(told.applications) == 2


def test_what_was_erased_is_not_called_saved(panel: StartPanel, form: EraseForm) -> None:
    choose(form, "Canary Works Ltd", typed="Canary Works Ltd")

    assert "Canary Works Ltd is erased for ever" in panel.status.text
    assert "Saved." not in html_of(panel.status)


def test_another_choice_asks_for_another_word(form: EraseForm) -> None:
    form.typed.value = "Canary Works Ltd"
    form.chosen.value = "Northwind Health"

    assert form.typed.description == "Type Northwind Health to confirm"
    assert form.typed.value == ""


def test_the_copy_that_is_saved_first_holds_everything(form, tmp_path: Path) -> None:
    sent = []
    form.copy.send = lambda message, buffers: sent.append((message, buffers))
    form.copy._hand_over({"wanted": True})
    choose(form, "", typed="ERASE")

    copy = tmp_path / "copy.db"
    copy.write_bytes(sent[0][1][0])
    assert len(open_log(copy).applications) == 2


def test_the_report_names_what_only_the_reader_can_delete(form, log_path: Path) -> None:
    checkpoints = log_path.parent / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "03 <b>-checkpoint.ipynb").touch()
    (log_path.parent / "my_log_damaged_1.db-journal").touch()

    choose(form, "Canary Works Ltd", typed="Canary Works Ltd")

    said = html_of(form.report)
    assert "6 entries are gone, 3 backups were written anew or removed." in said
    assert "03 &lt;b&gt;-checkpoint.ipynb" in said
    assert "my_log_damaged_1.db-journal" in said


def test_after_the_last_employer_only_everything_is_offered(panel, form, told) -> None:
    for name in ("Canary Works Ltd", "Northwind Health"):
        choose(form, name, typed=name)

    assert [label for label, _ in form.chosen.options] == ["Everything in this log"]
    assert "0 applications" in panel.place.value


def test_without_such_files_none_are_named(form: EraseForm, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()

    choose(form, "Canary Works Ltd", typed="Canary Works Ltd")

    assert "These files may still hold it" not in html_of(form.report)


def test_an_employer_that_was_removed_can_still_be_erased(panel, form, told, log_path) -> None:
    told.remove("applications", told.applications["id"][1], now=NOW)
    panel.redraw()

    choose(form, "Canary Works Ltd", typed="Canary Works Ltd")

    assert found_in(log_path.parent) == []


def test_the_sample_has_nothing_to_erase(sample: FollowUpLog) -> None:
    assert StartPanel(sample).erase.layout.display == "none"
