"""What was removed, taken back or merged stops nobody: every reader of a log still answers."""

import datetime as dt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit.exchange.calendar import calendar_file
from followup_kit.exchange.contacts import contacts_file
from followup_kit.exchange.workbook import excel_file
from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog, open_bytes
from followup_kit.log.merge import merge_open
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.why import why
from followup_kit.plan.words import short_title_of, title_of
from followup_kit.practice.practice import load_practice
from followup_kit.progress.charts import CHARTS
from followup_kit.progress.charts.chart import View
from followup_kit.progress.season import season
from followup_kit.review.cohort import Cohort, StudentLog, cohort_table
from tests.plan.histories import stories
from tests.plan.story import Story

Told = tuple[Story, dt.datetime]
PRACTICE = load_practice()
REMOVABLE = ("applications", "interviews", "interviewers", "messages", "outcomes")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["remove", "only the row", "unknown preset", "undo", "redo"]),
        st.sampled_from(REMOVABLE),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=6,
)


def logged(story: Story, now: dt.datetime) -> FollowUpLog:
    """A log of what was told."""
    log = FollowUpLog(LogFile(None), random=Random(1))
    log.change_settings({"student": "Sam Rivera"}, now=now)
    for table in REMOVABLE:
        rows = story.rows[table].items()
        edits = [Edit(table, row, one.model_dump(exclude={"id", "logged_at"})) for row, one in rows]
        if edits:
            log.ledger.commit("Told", edits, now=now)
    return log


def do(log: FollowUpLog, deed: tuple[str, str, int], now: dt.datetime) -> None:
    """Remove something, with or without what hangs on it, or take back what was done."""
    what, table, number = deed
    rows = [record.id for record in log.records(table)]
    row = rows[number % len(rows)] if rows else ""
    if what == "undo" and log.past.next_undo:
        log.past.undo(now=now)
    elif what == "redo" and log.past.next_redo:
        log.past.redo(now=now)
    elif what == "remove" and row:
        log.remove(table, row, now=now)
    elif what == "only the row" and row:
        log.ledger.commit("Removed", [Edit(table, row, {REMOVED: True})], now=now)
    elif what == "unknown preset" and table == "applications" and row:
        log.ledger.commit("Changed", [Edit(table, row, {"preset": "from-elsewhere"})], now=now)


def read_everything(log: FollowUpLog, now: dt.datetime) -> None:
    """Ask each reader of a log once."""
    steps = next_steps(log, now=now)
    told = {history.application.id: history for history in log.histories()}
    for step in steps:
        history = told[step.application_id]
        assert title_of(step, history, now=now)
        assert short_title_of(step, history)
        assert why(step, PRACTICE)
    season(log, now=now)
    view = View(tables=log, now=now, practice=PRACTICE)
    for chart in CHARTS:
        table = chart.table(view)
        assert chart.alt_text(table, view)
        chart.shown(table)
    calendar_file(steps, log.histories(), now=now)
    contacts_file(log.histories(), now=now)
    cohort = Cohort((StudentLog("Sam", log, "sam.db"),))
    assert len(cohort_table(cohort, now=now)) == 1


@settings(max_examples=40)
@given(stories(), DEEDS)
def test_every_reader_answers_whatever_was_removed(told: Told, deeds: list) -> None:
    story, now = told
    log = logged(story, now)
    for number, deed in enumerate(deeds):
        do(log, deed, now + dt.timedelta(seconds=number))

    read_everything(log, now)
    excel_file(log, zone_name="UTC", now=now)


@settings(max_examples=40)
@given(stories(most=1), DEEDS, DEEDS)
def test_every_conflict_of_two_copies_can_be_settled(
    told: Told, here: list, elsewhere: list
) -> None:
    story, now = told
    mine = logged(story, now)
    theirs = FollowUpLog(LogFile(None), random=Random(2))
    theirs.ledger.take_over(mine.ledger.file.all_changes())
    for log, deeds in ((mine, here), (theirs, elsewhere)):
        for number, deed in enumerate(deeds):
            do(log, deed, now + dt.timedelta(seconds=number))
    merge_open(mine, theirs, now=now)

    for _ in range(50):
        conflicts = mine.past.conflicts()
        if not conflicts:
            break
        version = conflicts[0].versions[0]
        mine.past.resolve(conflicts[0], version.value, now=now + dt.timedelta(minutes=1))

    assert mine.past.conflicts() == []
    read_everything(mine, now)
    assert open_bytes(mine.as_bytes(), "again.db").records("applications") == mine.records(
        "applications"
    )
