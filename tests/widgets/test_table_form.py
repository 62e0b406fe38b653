"""The log as a table that is typed into: cells, new rows, pasting, refusals, undo."""

import datetime as dt

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets import log_panel
from followup_kit.widgets.log.panel import LogPanel
from followup_kit.widgets.log.table_form import TableForm
from tests.conftest import NOW

NEW = {"company": "Fernwood", "position": "Analyst", "day": "2026-09-14", "start": "14:00"}


@pytest.fixture
def panel(panel_log: FollowUpLog, clock) -> LogPanel:
    made = log_panel(panel_log, clock=clock)
    made.section.value = "Edit as a table"
    return made


@pytest.fixture
def table(panel: LogPanel) -> TableForm:
    return panel.table


def key_of(table: TableForm, name: str) -> str:
    return next(row.key for row in table.rows if row.cells["name"] == name)


def new_key(table: TableForm) -> str:
    return next(row.key for row in table.new if not row.typed)


def shown(table: TableForm, key: str) -> dict:
    return next(row for row in table.table.rows if row["key"] == key)


def type_new(table: TableForm, **cells: str) -> str:
    key = new_key(table)
    for name, text in {**NEW, **cells}.items():
        table.type_in({key: {name: text}})
    return key


def test_each_person_has_a_row_under_an_empty_one(table: TableForm) -> None:
    names = [row["cells"]["name"] for row in table.table.rows]

    assert names[0] == ""
    assert set(names[1:]) == set(table._log.interviewers["name"])


def test_a_typed_cell_is_in_the_log(table: TableForm, panel: LogPanel) -> None:
    table.type_in({key_of(table, "Priya Nair"): {"email": "priya@example.com"}})

    emails = panel.log.interviewers.set_index("name")["email"]
    assert emails["Priya Nair"] == "priya@example.com"
    assert "1 row saved" in panel.status.text


def test_undo_takes_a_cell_back(table: TableForm, panel: LogPanel) -> None:
    key = key_of(table, "Priya Nair")
    before = shown(table, key)["cells"]["topics"]
    table.type_in({key: {"topics": "the new dashboard"}})

    panel.undo()

    assert shown(table, key)["cells"]["topics"] == before


def test_a_refused_cell_keeps_what_was_typed_and_says_why(table: TableForm, panel) -> None:
    key = key_of(table, "Priya Nair")
    table.type_in({key: {"email": "priya at example"}})

    row = shown(table, key)
    assert row["cells"]["email"] == "priya at example"
    assert "`E-mail` is not one e-mail address" in row["problems"]["email"]
    assert "priya at example" not in set(panel.log.interviewers["email"])


def test_escape_puts_a_refused_cell_back(table: TableForm) -> None:
    key = key_of(table, "Priya Nair")
    before = shown(table, key)["cells"]["email"]
    table.type_in({key: {"email": "no address"}})

    table.restore(key, "email")

    assert shown(table, key)["cells"]["email"] == before
    assert shown(table, key)["problems"] == {}


def test_a_corrected_cell_loses_its_problem(table: TableForm) -> None:
    key = key_of(table, "Priya Nair")
    table.type_in({key: {"email": "no address"}})
    table.type_in({key: {"email": "priya@example.com"}})

    assert shown(table, key)["problems"] == {}


def test_a_name_cannot_be_emptied(table: TableForm, panel: LogPanel) -> None:
    key = key_of(table, "Priya Nair")
    table.type_in({key: {"name": ""}})

    assert "`Name` is empty" in shown(table, key)["problems"]["name"]
    assert "Priya Nair" in set(panel.log.interviewers["name"])


def test_another_time_moves_the_interview_and_its_due_time(table: TableForm, panel) -> None:
    key = key_of(table, "Priya Nair")
    before = panel.log.interviews.iloc[0]
    table.type_in({key: {"start": "08:00"}})

    after = panel.log.interviews.iloc[0]
    assert after["starts_at"] != before["starts_at"]
    assert shown(table, key)["cells"]["start"] == "08:00"


def test_an_end_before_the_start_is_refused(table: TableForm) -> None:
    key = key_of(table, "Priya Nair")
    table.type_in({key: {"end": "00:30"}})

    assert "is not after the start" in shown(table, key)["problems"]["end"]


def test_a_new_row_waits_for_what_it_needs(table: TableForm, panel: LogPanel) -> None:
    count = len(panel.log.interviews)
    key = new_key(table)
    table.type_in({key: {"company": "Fernwood"}})

    assert shown(table, key)["remark"] == "Not saved yet: Date, From?"
    assert len(panel.log.interviews) == count


def test_a_new_row_is_written_when_it_is_complete(table: TableForm, panel: LogPanel) -> None:
    key = type_new(table)

    assert "Fernwood" in set(panel.log.applications["company"])
    assert shown(table, key)["remark"] == ""
    assert not shown(table, new_key(table))["cells"]["company"]


def test_a_saved_row_stays_in_its_place(table: TableForm) -> None:
    key = type_new(table)
    place = [row["key"] for row in table.table.rows].index(key)
    table.type_in({key: {"name": "Wen Li"}})

    assert [row["key"] for row in table.table.rows].index(key) == place
    assert shown(table, key)["cells"]["name"] == "Wen Li"


def test_two_rows_at_one_time_are_one_interview(table: TableForm, panel: LogPanel) -> None:
    type_new(table, name="Wen Li")
    count = len(panel.log.interviews)
    type_new(table, name="Ada Obi")

    assert len(panel.log.interviews) == count
    assert {"Wen Li", "Ada Obi"} <= set(panel.log.interviewers["name"])


def test_a_known_employer_without_a_position_is_asked_about(table: TableForm, panel) -> None:
    company = panel.log.applications["company"][0]
    key = type_new(table, company=company, position="")

    assert "is in your log already" in shown(table, key)["problems"]["position"]
    assert len(panel.log.applications) == 1


def test_a_past_interview_took_place_and_a_coming_one_is_planned(table: TableForm, panel) -> None:
    type_new(table)
    coming = f"{NOW + dt.timedelta(days=9):%Y-%m-%d}"
    type_new(table, company="Oakline", day=coming)

    assert panel.log.interviews["status"].tolist()[-2:] == ["completed", "scheduled"]


def test_what_is_typed_in_a_new_row_is_kept(table: TableForm, panel: LogPanel, clock) -> None:
    table.type_in({new_key(table): {"company": "Fernwood", "topics": "the intake"}})

    again = log_panel(panel.log, clock=clock).table
    again.update()

    assert {"Fernwood"} == {row.typed.get("company") for row in again.new if row.typed}


PASTED = (
    "Fernwood\tAnalyst\t14 September 2026\t2 pm\t3 pm\tWen Li\n"
    "Oakline\tIntern\t2026-09-15\t10:00\t11:00\tAda Obi\n"
)


def test_pasted_rows_are_added_and_undone_at_once(table: TableForm, panel: LogPanel) -> None:
    before = len(panel.log.interviews)
    table.paste(PASTED, new_key(table), "company")

    assert {"Wen Li", "Ada Obi"} <= set(panel.log.interviewers["name"])
    panel.undo()
    assert len(panel.log.interviews) == before


def test_a_pasted_first_line_says_where_the_cells_belong(table: TableForm, panel) -> None:
    text = "Person\tEmployer\tFrom\tDate\nWen Li\tFernwood\t14:00\t2026-09-14\n"
    table.paste(text, new_key(table), "company")

    assert "Fernwood" in set(panel.log.applications["company"])
    assert "Wen Li" in set(panel.log.interviewers["name"])


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("03/04/2026", "can be read in two ways"),
        ("31 February 2026", "is not a day of the calendar"),
        ("soon", "is no single date"),
        ("14 September", "has no year"),
        ("2026-09-14 14:00", "holds a time, too"),
    ],
)
def test_a_pasted_date_that_is_not_sure_is_asked_about(table: TableForm, panel, day, why) -> None:
    key = new_key(table)
    table.paste(f"Fernwood\tAnalyst\t{day}\t14:00", key, "company")

    assert why in shown(table, key)["problems"]["day"]
    assert day in shown(table, key)["problems"]["day"]
    assert "Fernwood" not in set(panel.log.applications["company"])


def test_the_good_rows_of_a_paste_are_saved_and_the_others_stay(table: TableForm, panel) -> None:
    table.paste(PASTED.replace("2026-09-15", "soon"), new_key(table), "company")

    assert "Fernwood" in set(panel.log.applications["company"])
    assert "Oakline" not in set(panel.log.applications["company"])
    assert "1 cell could not be read" in panel.status.text
    assert [row.typed["company"] for row in table.new if row.typed] == ["Oakline"]


def test_cells_are_pasted_over_rows_of_the_log(table: TableForm, panel: LogPanel) -> None:
    first, second = [row.key for row in table.rows if row.interview][:2]
    table.paste("the intake\nthe move\n", first, "topics")

    assert shown(table, first)["cells"]["topics"] == "the intake"
    assert shown(table, second)["cells"]["topics"] == "the move"
    assert {"the intake", "the move"} <= set(panel.log.interviewers["topics"])


def test_too_many_rows_at_once_are_refused(table: TableForm, panel: LogPanel) -> None:
    table.paste("Fernwood\n" * 600, new_key(table), "company")

    assert "Bring in a list" in panel.status.text
    assert not any(row.typed for row in table.new)


def test_a_row_is_taken_out_and_undone(table: TableForm, panel: LogPanel) -> None:
    table.take_out(key_of(table, "Priya Nair"))
    assert "Priya Nair" not in set(panel.log.interviewers["name"])

    panel.undo()
    assert "Priya Nair" in set(panel.log.interviewers["name"])


def test_a_cell_that_another_tab_changed_is_asked_about(table: TableForm, panel) -> None:
    key = key_of(table, "Priya Nair")
    person = next(row.person for row in table.rows if row.key == key)
    panel.log.change("interviewers", person.id, {"topics": "theirs"}, now=NOW)
    table.type_in({key: {"topics": "mine"}})

    assert panel.clashes.children
    topics = panel.log.interviewers.set_index("name")["topics"]
    assert topics["Priya Nair"] == "theirs"


def test_pages_of_25_rows_are_shown(table: TableForm) -> None:
    lines = [f"Firm {n}\tAnalyst\t2026-09-14\t14:00" for n in range(30)]
    table.paste("\n".join(lines), new_key(table), "company")

    assert len(table.table.rows) == 25
    assert table.table.pages == 2
