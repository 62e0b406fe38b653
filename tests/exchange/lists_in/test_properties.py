"""What holds for any list: every row is told, no cell is lost, twice is once, undo is whole."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.exchange.lists_in.understanding.vocabulary import is_dash
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.exchange.lists_in.lists import LATER, File, take

COMPANIES = ["Birch Foods", "Harbour, Lane & Co", "İzmir Lojistik", "NA", 'O\'Brien "Best" Ltd']
DAYS = ["2026-08-01", "03/04/2026", "13/04/2026", "8-Jul", "1 Sep 2026", "31/02/2026", "46115"]
CELLS = {
    "Company": st.sampled_from(COMPANIES),
    "Role": st.sampled_from(["Trainee", "Analyst", "", "Cook; Waiter"]),
    "Date applied": st.sampled_from([*DAYS, "", "n/a", "8/82019", "8/3/2019 & 8/14/2019"]),
    "Status": st.sampled_from(["Rejected", "Offer", "Applied", "", "Ghost?", "next round :)"]),
    "Response date": st.sampled_from(["", "No response", "2026-09-10", "14/09/2026"]),
    "Interview date": st.sampled_from(["", "2026-09-01 10:00", "1 Sep 2026", "yes", "2026-12-01"]),
    "Interviewer": st.sampled_from(["", "Priya Nair", "Priya Nair; Wen Li", "Jo <jo@example.com>"]),
    "Link": st.sampled_from(["", "https://jobs.example.com/1", "jobs.example.com/2"]),
    "Thank you sent": st.sampled_from(["", "2026-09-02", "yes"]),
    "Notes": st.sampled_from(["", "one\ntwo", "=1+1", "first interview 29 Jun 2026"]),
    "Ghost factor": st.sampled_from(["", "5", "-", "TRUE", "007", "★★"]),
}
KEPT_AS_FIELDS = (
    ("applications", ("company", "position", "url", "notes", "applied_on")),
    ("interviews", ("notes", "next_step", "starts_at")),
    ("interviewers", ("name", "email")),
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a list, with any columns in any order."""
    optional = draw(st.permutations([name for name in CELLS if name != "Company"]))
    header = ["Company", *optional[: draw(st.integers(0, len(optional)))]]
    header = draw(st.permutations(header))
    rows = draw(st.lists(st.tuples(*(CELLS[name] for name in header)), max_size=6))
    return list(header), [list(row) for row in rows]


def as_file(header: list[str], rows: list[list[str]]) -> list[File]:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return [("list.csv", text.getvalue().encode())]


def texts_of(log: FollowUpLog) -> str:
    """Everything the log shows of what was typed."""
    return "\n".join(
        str(value)
        for table, columns in KEPT_AS_FIELDS
        for column in columns
        for value in log.table(table)[column]
    )


@given(lists())
def test_every_row_is_told_and_no_cell_is_lost(made: tuple[list[str], list[list[str]]]) -> None:
    header, rows = made
    log = FollowUpLog(LogFile(None))

    preview = take(log, as_file(header, rows))

    assert sorted(report.row for report in preview.rows) == list(range(2, len(rows) + 2))
    kept = texts_of(log)
    for report in preview.rows:
        if report.state in (RowState.REFUSED, RowState.SKIPPED) or report.conflicts:
            continue
        for cell in rows[report.row - 2]:
            assert is_dash(cell) or cell in kept
    log.close()


@given(lists())
def test_a_second_time_adds_nothing_and_undo_takes_all_back(
    made: tuple[list[str], list[list[str]]],
) -> None:
    log, files = FollowUpLog(LogFile(None)), as_file(*made)

    first = take(log, files)
    second = take(log, files)

    assert second.edits == ()
    if first.edits:
        log.past.undo(now=LATER)
    assert all(log.table(name).empty for name in ("applications", "interviews", "messages"))
    log.close()


@given(lists())
def test_what_was_in_the_log_stays_as_it_was(made: tuple[list[str], list[list[str]]]) -> None:
    """Only empty fields are filled in, and notes only grow."""
    log = FollowUpLog(LogFile(None))
    fields = {"company": "Birch Foods", "position": "Trainee", "notes": "mine"}
    row = log.add("applications", fields, now=LATER, action="Added")

    take(log, as_file(*made))

    after = log.applications.set_index("id").loc[row]
    assert (after["company"], after["position"]) == ("Birch Foods", "Trainee")
    assert after["notes"].startswith("mine")
    log.close()
