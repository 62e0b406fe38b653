import pytest

from followup_kit.errors import FollowUpError
from followup_kit.progress.whats_new import whats_new
from tests.progress.tables import NEW_YORK, new_york

NOW = new_york("2026-10-05 12:00")
WEEK_AGO = new_york("2026-09-28 12:00").astimezone(NEW_YORK)


def _new(log, since=WEEK_AGO):
    return whats_new(log, since=since, now=NOW)


def test_worked_example_week_in_two_sentences(worked_example):
    assert _new(worked_example) == (
        "Since Mon 28 Sep you had 2 interviews, thanked 2 people (1 of 2 on time) "
        "and left 1 note unsent.",
        "1 employer answered (1 offer); you still owe 1 note (1 not due yet).",
    )


def test_quiet_week_is_said_plainly(log):
    assert _new(log) == (
        "Since Mon 28 Sep you logged nothing new.",
        "No employer answered; you owe no note now.",
    )


@pytest.mark.parametrize(("people", "words"), [("A", "(on time)"), ("A B", "(all on time)")])
def test_notes_that_were_all_on_time(log, people, words):
    log.interview("I", "2026-09-30 15:00", people)
    log.after("I", people, 3)

    assert words in _new(log)[0]


def test_note_of_an_older_interview_counts_when_it_was_sent(log):
    log.interview("I", "2026-09-26 15:00", "A")
    log.after("I", "A", 80)

    assert _new(log)[0] == "Since Mon 28 Sep you thanked 1 person (0 of 1 on time)."


def test_status_check_is_named(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.note("I", "A", "2026-09-30 10:00", kind="status_check")

    assert "sent 1 status check" in _new(log)[0]


def test_same_news_twice_is_one(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.note("I", "", "2026-09-30 10:00", direction="in", kind="rejection")
    log.outcome("I", "rejected", "2026-09-30 10:05")

    assert _new(log)[1].startswith("1 employer answered (1 rejection);")


def test_answer_without_news_is_counted(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.note("I", "", "2026-09-30 10:00", direction="in", kind="question")

    assert _new(log)[1].startswith("1 employer answered;")


def test_overdue_and_open_notes_are_told_apart(log):
    log.interview("I", "2026-10-03 15:00", "A")
    log.interview("J", "2026-10-05 10:00", "A B")

    assert _new(log)[1].endswith("you still owe 3 notes (1 overdue, 2 not due yet).")


@pytest.mark.parametrize(
    ("since", "words"),
    [(new_york("2026-10-06 12:00"), "in the past"), (NOW.replace(tzinfo=None), "no time zone")],
)
def test_wrong_moment_is_refused(log, since, words):
    with pytest.raises(FollowUpError, match=words):
        _new(log, since)
