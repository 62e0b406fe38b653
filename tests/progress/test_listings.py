import pytest

from followup_kit.practice.practice import load_practice
from followup_kit.progress.charts.chart import View
from followup_kit.progress.delays import typical_delay
from followup_kit.progress.listings import LISTINGS
from followup_kit.progress.pairs import pairs
from followup_kit.progress.words import delay_words
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def view(log):
    return View(tables=log, now=NOW, practice=load_practice())


def listed(log, name):
    (one,) = [listing for listing in LISTINGS if listing.name == name]
    table = one.table(view(log))
    return one.title(table), table


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: one.name)
def test_a_listing_shows_columns_it_has(worked_example, listing):
    table = listing.table(view(worked_example))

    assert set(listing.labels(table)) <= set(table.columns)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: one.name)
def test_an_empty_listing_says_so(log, listing):
    assert listing.title(listing.table(view(log)))[:2] in {"No", "0 "}


def test_status_checks_are_counted_by_when_they_were_sent(log):
    log.interview("I", ENDED, "A", preset="general")
    log.after("I", "A", 24, kind="status_check")

    title, table = listed(log, "Your status checks")
    assert title.startswith(
        "1 status check: 0 when the preset advises it or they asked, 1 too early"
    )
    assert table["company"].tolist() == ["Company I"]


def test_answers_are_listed_beside_the_message_before_them(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 5)
    log.after("I", "", 30, direction="in", kind="reply")

    title, table = listed(log, "Answers to your messages")
    assert title.startswith("1 message: 1 answered.")
    assert table[["company", "kind", "hours"]].to_numpy().tolist() == [
        ["Company I", "Thank-you note", 25]
    ]


def test_the_typical_delay_counts_those_that_wait(log):
    for number, hours in enumerate((2, 4, 6, 30)):
        log.interview(f"I{number}", ENDED, "A")
        log.after(f"I{number}", "A", hours)
    log.interview("J", ENDED, "A")

    said = delay_words(typical_delay(pairs(log, now=NOW), now=NOW))
    assert said == (
        "Half of 5 notes were out within 6 h of the interview, 1 of them still waiting."
    )


def test_few_notes_have_no_typical_delay(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 5)

    assert delay_words(typical_delay(pairs(log, now=NOW), now=NOW)) == ""


def test_mostly_unsent_notes_have_no_typical_delay(log):
    for number in range(6):
        log.interview(f"I{number}", ENDED, "A")

    said = delay_words(typical_delay(pairs(log, now=NOW), now=NOW))
    assert said == "Fewer than half of your notes are out so far."
