from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.archive import everything_file
from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.preview import write_import
from followup_kit.exchange.lists_in.understanding.headers import LEFT_OUT
from followup_kit.exchange.workbook import excel_file
from followup_kit.log.file.backups import list_backups
from followup_kit.log.log import FollowUpLog, open_log
from tests.exchange.lists_in.lists import (
    FOLDER,
    LATER,
    answered,
    look,
    states,
    stored,
    take,
    typed,
)

THREE = ("three_applications.csv", "three_interviews.csv", "three_contacts.csv")
COHORT = ("cohort_applications.csv", "cohort_interviews.csv")
ALONE = sorted({path.name for path in FOLDER.iterdir()} - {*THREE, *COHORT})
TOGETHER = {"three files": THREE, "a class": COHORT, **{name: (name,) for name in ALONE}}


@pytest.mark.parametrize("name", TOGETHER)
def test_a_second_time_nothing_is_new_and_one_undo_takes_all_back(
    log: FollowUpLog, name: str
) -> None:
    files = stored(*TOGETHER[name])
    first = take(log, files)
    before = log.version

    second = take(log, files)

    assert second.edits == ()
    assert log.version == before
    if first.edits:
        log.past.undo(now=LATER)
    assert log.is_empty


@pytest.mark.parametrize("name", TOGETHER)
def test_every_row_is_accounted_for_once(log: FollowUpLog, name: str) -> None:
    preview = take(log, stored(*TOGETHER[name]))

    told = sorted((report.sheet, report.row) for report in preview.rows)
    there = sorted(
        (table.sheet.name, number)
        for table in preview.tables
        for number, _ in table.sheet.rows
        if number not in {n for n, cells in table.sheet.rows if is_header(table, cells)}
    )
    assert told == there


def is_header(table, cells) -> bool:
    return [c.strip() for c in cells if c] == [
        column.header.split(" (")[0] for column in table.columns
    ]


def test_nothing_is_written_before_it_is_agreed_to(log: FollowUpLog) -> None:
    look(log, stored("simplify.csv"))

    assert log.is_empty


def test_whose_entries_are_meant_is_asked(log: FollowUpLog) -> None:
    preview = look(log, stored(*COHORT))

    assert preview.unanswered[0].text.startswith(
        "cohort_applications.csv holds entries of 2 people"
    )


def test_a_column_can_be_sent_elsewhere(log: FollowUpLog) -> None:
    files = typed("Who,What,Ghost factor\nBirch Foods,Trainee,5\n")

    take(log, files, columns={"list.csv": {"Who": "company", "What": "position"}})

    application = log.applications.iloc[0]
    assert (application["company"], application["position"]) == ("Birch Foods", "Trainee")
    assert application["notes"] == "Ghost factor: 5"


def test_a_list_can_be_left_out(log: FollowUpLog) -> None:
    preview = look(log, stored("simplify.csv"), kinds={"simplify.csv": LEFT_OUT})

    assert preview.edits == ()
    assert set(states(preview).values()) == {RowState.SKIPPED}


def test_a_backup_is_made_first(log_path: Path) -> None:
    log = open_log(log_path)

    take(log, stored("simplify.csv"))

    assert [backup.why for backup in list_backups(log_path)][-1] == "import"
    log.close()


def test_a_preview_of_an_older_state_is_not_written(log: FollowUpLog) -> None:
    files = stored("jobsync.csv")
    preview = answered(log, files)
    log.change_settings({"student": "Sam Rivera"}, now=LATER)

    with pytest.raises(FollowUpError, match="Your log was changed since this preview"):
        write_import(log, preview, source="jobsync.csv", now=LATER)

    assert log.is_empty


def test_a_preview_with_open_questions_is_not_written(log: FollowUpLog) -> None:
    preview = look(log, typed("Company,Status\nBirch Foods,Hmm\n"))

    with pytest.raises(FollowUpError, match="Answer first: Row 2: what does “Hmm” mean"):
        write_import(log, preview, source="list.csv", now=LATER)


def test_a_long_list_tells_how_far_it_is(log: FollowUpLog) -> None:
    from followup_kit.exchange.lists_in.preview import Choices
    from followup_kit.exchange.lists_in.previewing import preview_import
    from followup_kit.exchange.lists_in.reading.files import read_sheets

    told: list[tuple[int, int]] = []
    text = "Company\n" + "".join(f"Company {n}\n" for n in range(1200))
    preview_import(
        read_sheets(text.encode(), "list.csv", {}),
        log,
        choices=Choices(),
        zone_name="UTC",
        now=LATER,
        on_progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(500, 1200), (1000, 1200)]


def test_what_was_taken_out_of_a_log_is_brought_back_elsewhere(panel_log: FollowUpLog) -> None:
    """Tables of our own files lack the history; the whole file has everything."""
    archive = ZipFile(BytesIO(everything_file(panel_log, now=LATER)))
    table = ("interviews.csv", archive.read("tables/interviews.csv"))
    excel = ("log.xlsx", excel_file(panel_log, zone_name="UTC", now=LATER).content)

    preview = look(panel_log, [table, excel])

    assert preview.edits == ()
    assert set(states(preview).values()) == {RowState.SKIPPED}
