"""Taking data out of notebook 00: three files, each for something else."""

import io
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import vobject

from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.start.panel import StartPanel, start_panel
from followup_kit.widgets.start.take_out import TakeOut
from tests.conftest import NOW
from tests.widgets.conftest import html_of


@pytest.fixture
def panel(panel_log: FollowUpLog, clock) -> StartPanel:
    panel_log.change_settings({"student": "Sam Rivera", "timezone": "America/New_York"}, now=NOW)
    return start_panel(panel_log, clock=clock)


def saved(take_out: TakeOut, ending: str) -> tuple[str, bytes] | None:
    """The name and the content of what a button hands to the browser; None if nothing."""
    sent = []
    made = take_out.buttons[ending]
    made.send = lambda message, buffers: sent.append((message["name"], buffers[0]))
    made._hand_over({"wanted": True})
    return sent[0] if sent else None


def test_everything_comes_back_from_the_archive(panel: StartPanel, tmp_path: Path, clock) -> None:
    name, content = saved(panel.take_out, "zip")
    empty = start_panel(open_log(tmp_path / "new.db"), clock=clock)

    empty.bring_back(content, False)

    assert name == "my_log_2026-09-15.zip"
    assert "README.txt" in ZipFile(io.BytesIO(content)).namelist()
    assert empty.log.interviewers.equals(panel.log.interviewers)
    assert empty.log.settings.student == "Sam Rivera"


def test_the_excel_file_is_in_the_zone_of_the_reader(panel: StartPanel) -> None:
    name, content = saved(panel.take_out, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert name == "my_log_2026-09-15.xlsx"
    assert book["Interviews"]["E1"].value == "Starts (America/New_York)"
    assert panel.take_out.changed.value == ""


@pytest.mark.parametrize(("count", "more"), [(1, ""), (12, "<li>and 2 more, on its first")])
def test_cells_that_had_to_be_changed_are_named(panel: StartPanel, count: int, more: str) -> None:
    for number in range(count):
        fields = {"company": f"Employer {number}", "notes": "a\0b"}
        panel.log.add("applications", fields, now=NOW, action="Added")

    saved(panel.take_out, "xlsx")

    shown = panel.take_out.changed.value
    assert "<li>Applications, row 3, Notes: control characters were left out.</li>" in shown
    assert ("more, on its first" in shown) is bool(more)
    assert more in shown


def test_contacts_are_cards_of_people_met(panel: StartPanel) -> None:
    name, content = saved(panel.take_out, "vcf")

    assert name == "my_log_2026-09-15.vcf"
    cards = list(vobject.readComponents(content.decode()))
    assert [card.fn.value for card in cards] == ["Priya Nair", "Tomás Ortega", "Wen Li"]


def test_without_people_there_is_no_contact_file(log: FollowUpLog, clock) -> None:
    panel = start_panel(log, clock=clock)

    assert saved(panel.take_out, "vcf") is None
    assert "nobody to take along yet" in panel.status.text


def test_an_empty_log_can_be_taken_out(log: FollowUpLog, clock) -> None:
    panel = start_panel(log, clock=clock)

    assert saved(panel.take_out, "zip") is not None
    assert saved(panel.take_out, "xlsx") is not None


@pytest.mark.parametrize("ending", ["zip", "xlsx"])
def test_a_damaged_log_says_why_there_is_no_file(log_path: Path, clock, ending: str) -> None:
    log_path.parent.mkdir()
    log_path.write_text("no log" * 200)
    panel = start_panel(open_log(log_path), clock=clock)

    assert saved(panel.take_out, ending) is None
    assert "damaged or not a follow-up log" in panel.status.text


def test_the_sample_has_a_name_of_its_own(sample: FollowUpLog) -> None:
    panel = start_panel(sample)

    assert saved(panel.take_out, "zip")[0] == "sample_log_2026-10-05.zip"
    assert saved(panel.take_out, "vcf")[0] == "sample_log_2026-10-05.vcf"


def test_no_name_of_a_file_tells_who_it_is(panel: StartPanel) -> None:
    names = [saved(panel.take_out, ending)[0] for ending in panel.take_out.buttons]

    assert not any("Sam" in name or "Rivera" in name for name in names)


def test_each_file_says_what_it_is_for(panel: StartPanel) -> None:
    shown = html_of(panel.take_out)

    for words in ("takes it in again", "sort, filter and print", "address book"):
        assert words in shown
