from pathlib import Path

import ipywidgets as widgets
import pytest

from followup_kit.exchange.lists_in.understanding.headers import LEFT_OUT
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.log.import_form import ImportForm
from followup_kit.widgets.log.panel import LogPanel
from tests.conftest import NOW, at
from tests.widgets.conftest import everything_in, hand_over, html_of

LIST = """Company,Role,Date applied,Status,Interview date,Interviewer
Birch Foods,Trainee,03/04/2026,Applied,2026-09-01 10:00,Priya Nair
Lakeview,Assistant,05/04/2026,Rejected,,
"""


@pytest.fixture
def panel(log: FollowUpLog, clock) -> LogPanel:
    return LogPanel(log, clock=clock)


@pytest.fixture
def form(panel: LogPanel) -> ImportForm:
    panel.bring_in.zone.value = "America/New_York"
    return panel.bring_in


def take(form: ImportForm, text: str = LIST, name: str = "list.csv") -> None:
    form.take([(name, text.encode())])


def test_nothing_can_be_added_before_all_is_answered(form: ImportForm, log: FollowUpLog) -> None:
    take(form)
    assert form.agree.disabled

    form.questions.fields["order:list.csv"].value = "day"

    assert not form.agree.disabled
    assert log.is_empty


def test_what_was_shown_is_added_and_undone_in_one_press(
    panel: LogPanel, form: ImportForm, log: FollowUpLog
) -> None:
    take(form)
    form.questions.fields["order:list.csv"].value = "day"

    form.agree.click()

    assert panel.status.text == (
        "Rows taken into your log: 2 new and 0 that add to entries. Undo takes all of them back."
    )
    assert log.applications["company"].tolist() == ["Birch Foods", "Lakeview"]
    assert [str(day.date()) for day in log.applications["applied_on"]] == [
        "2026-04-03",
        "2026-04-05",
    ]
    panel.status.undo.click()
    assert log.is_empty


def test_rows_are_shown_before_and_after(form: ImportForm) -> None:
    take(form)

    shown = html_of(form)

    assert "Company: Birch Foods · Role: Trainee" in shown
    assert "interview Tue 1 Sep 2026, 10:00; met Priya Nair" in shown


def test_a_column_that_is_sent_elsewhere_changes_the_preview(form: ImportForm) -> None:
    take(form, "Who,Role\nBirch Foods,Trainee\n")
    assert form.agree.disabled
    assert "No column is understood as Employer" in html_of(form)

    form.tables["list.csv"].columns["Who"].value = "company"

    assert not form.agree.disabled
    assert "No column is understood as Employer" not in html_of(form)


def test_another_kind_of_row_changes_where_columns_go(form: ImportForm) -> None:
    take(form, "Company,Date\nBirch Foods,2026-09-01\n")
    table = form.tables["list.csv"]
    assert table.columns["Date"].value == "applied_on"

    table.kind.value = "interview"

    assert table.columns["Date"].value == "interview_on"


def test_a_list_that_is_left_out_brings_nothing(form: ImportForm) -> None:
    take(form)

    form.tables["list.csv"].kind.value = LEFT_OUT

    assert form.agree.disabled
    assert "There is nothing new in it for your log." in html_of(form)


def test_a_bad_file_is_explained_and_the_others_are_read(form: ImportForm) -> None:
    form.take([("page.csv", b"<html>"), ("list.csv", LIST.encode())])

    assert "page.csv was not read: it is a web page without a table." in html_of(form)
    assert list(form.tables) == ["list.csv"]


def test_leaving_it_forgets_the_files(form: ImportForm, log: FollowUpLog) -> None:
    take(form)

    form.cancel.click()

    assert form.preview is None
    assert form.tables == {}
    assert log.is_empty


def test_what_was_answered_stays_while_other_things_change(form: ImportForm) -> None:
    take(form)
    form.questions.fields["order:list.csv"].value = "month"

    form.tables["list.csv"].columns["Role"].value = "keep"

    assert form.questions.answers["order:list.csv"] == "month"


def test_an_offered_interview_is_added_when_it_is_ticked(form: ImportForm) -> None:
    take(form, 'Company,Notes\nBirch Foods,"29 Jun 2026: first interview with Ana"\n')
    assert form.preview is not None
    before = len(form.preview.edits)
    (box,) = [w for w in everything_in(form.suggestions) if isinstance(w, widgets.Checkbox)]

    box.value = True

    assert len(form.preview.edits) == before + 1


def test_how_letters_are_stored_is_asked_and_read_anew(form: ImportForm) -> None:
    form.take([("list.csv", "Company\nMüller\n".encode("cp1252"))])
    assert form.agree.disabled

    form.questions.fields["letters:list.csv"].value = "mac_roman"
    assert "Company: Müller" not in html_of(form)
    form.questions.fields["letters:list.csv"].value = "cp1252"

    assert "Company: Müller" in html_of(form)
    assert not form.agree.disabled


def test_a_log_that_changed_meanwhile_is_looked_at_again(
    panel: LogPanel, form: ImportForm, log: FollowUpLog, log_path: Path
) -> None:
    take(form, "Company,Role\nBirch Foods,Trainee\n")
    other = open_log(log_path)
    other.add(
        "applications", {"company": "Birch Foods", "position": "Trainee"}, now=NOW, action="x"
    )
    other.close()

    form.agree.click()

    assert "Your log was changed meanwhile" in panel.status.text
    log.refresh()
    assert len(log.applications) == 1


def test_names_that_are_markup_are_shown_as_typed(form: ImportForm) -> None:
    take(form, "Company,<b>Role</b>\n<img src=x onerror=alert(1)>,Trainee\n", "<i>a</i>.csv")

    shown = html_of(form)

    assert "<img" not in shown
    assert "<i>" not in shown
    assert "<b>Role" not in shown


def test_a_long_list_is_listed_in_part_and_says_so(form: ImportForm) -> None:
    take(form, "Company\n" + "".join(f"Company {n}\n" for n in range(3100)))

    assert len(form.rows.rows) == 3000
    assert "The table below lists 3,000 of 3,100 rows." in html_of(form)


def test_files_come_in_pieces_each_to_its_own(form: ImportForm) -> None:
    other = b"Company\nElm\n"

    hand_over(form.upload, ("list.csv", LIST.encode()), ("other.csv", other), piece=7)

    assert list(form.tables) == ["list.csv", "other.csv"]
    assert "Company: Elm" in html_of(form)


def test_when_notes_are_due_is_stored_and_gone_with_undo(
    panel: LogPanel, form: ImportForm, log: FollowUpLog
) -> None:
    take(form, "Company,Interview date,Interview result,Round\nElm,2026-09-14 10:00,passed,1\n")

    form.agree.click()

    row = log.interviews.iloc[0]
    assert (row["due_at"], row["policy"]) == (at(16, 11), "general")
    panel.status.undo.click()
    assert log.interviews.empty


def test_two_files_of_one_name_are_two_lists(form: ImportForm) -> None:
    form.take([("list.csv", LIST.encode()), ("list.csv", b"Company\nElm\n")])

    assert list(form.tables) == ["list.csv", "2 list.csv"]
    assert "Company: Elm" in html_of(form)
