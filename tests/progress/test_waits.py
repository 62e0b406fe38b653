import pandas as pd
import pytest

from followup_kit.progress.waits import (
    WAIT_DTYPES,
    counted_waits,
    waiting_curves,
    waits,
)
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _waits(log, now=NOW):
    return waits(log, now=now).set_index("application_id")


def _only(log):
    table = waits(log, now=NOW)
    assert len(table) == 1
    return table.iloc[0]


def _steps(curves, ending):
    curve = curves.loc[curves["ending"] == ending]
    return list(zip(curve["time"].round(2), curve["share"], curve["at_risk"], strict=True))


@pytest.mark.parametrize("curve", ["any answer", "decision"])
def test_worked_example_waiting_curve(worked_example, curve):
    steps = _steps(waiting_curves(waits(worked_example, now=NOW)), curve)

    assert steps == [(6.75, 0.25, 4), (7.83, 0.5, 3), (8.79, 0.75, 2)]


def test_worked_example_third_is_not_mature(worked_example):
    assert round(_waits(worked_example).loc["I3", "watched_days"], 1) == 13.0


def test_auto_reply_ends_no_silence(worked_example):
    assert pd.isna(_waits(worked_example).loc["I4", "silence_days"])


def test_answer_before_the_interview_ends_no_silence(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", -30, direction="in", kind="scheduling")

    assert pd.isna(_only(log)["silence_days"])


def test_thanks_end_the_silence_but_decide_nothing(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", 48, direction="in", kind="acknowledgement")

    row = _only(log)
    assert (row["silence_days"], row["answer_class"], row["ending"]) == (2, "ack", "")
    assert pd.isna(row["decision_days"])


def test_clock_starts_anew_with_the_next_round(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "advanced", "2026-09-18 15:00")
    log.interview("J", "2026-09-25 15:00", "A", application_id="I", round=2)

    row = _only(log)
    assert (row["round"], row["ending"]) == (2, "")
    assert row["watched_days"] == pytest.approx(9.875)
    assert row["first_held_at"] == new_york(ENDED)


@pytest.mark.parametrize("by_message", [True, False])
def test_withdrawing_stops_the_waiting(log, by_message):
    log.interview("I", ENDED, "A")
    if by_message:
        log.after("I", "A", 48, kind="withdrawal")
    else:
        log.outcome("I", "withdrawn", "2026-09-17 15:00")

    row = _only(log)
    assert (row["ending"], row["watched_days"]) == ("withdrawn", 2)
    assert pd.isna(row["silence_days"])
    assert pd.isna(row["decision_days"])


def test_answer_before_withdrawing_stays_an_answer(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", 24, direction="in", kind="question")
    log.outcome("I", "withdrawn", "2026-09-17 15:00")

    assert _only(log)["silence_days"] == 1


def test_withdrawn_one_competes_with_an_answer(log):
    for name, news in (("I", "withdrawn"), ("J", "rejected")):
        log.interview(name, ENDED, "A")
        log.outcome(name, news, "2026-09-17 15:00" if name == "I" else "2026-09-20 15:00")

    assert _steps(waiting_curves(waits(log, now=NOW)), "any answer")[-1][1] == 0.5


def test_closed_by_you_still_waits_in_the_curve(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "no_response", "2026-09-30 15:00")

    row = _only(log)
    assert row["is_closed_by_you"]
    assert row["watched_days"] == 19.875


def test_later_answer_takes_the_label_away(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "no_response", "2026-09-30 15:00")
    log.after("I", "", 24 * 17, direction="in", kind="acknowledgement")

    assert not _only(log)["is_closed_by_you"]


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_interview_typed_in_later_is_marked(log, days, late):
    typed = new_york(f"2026-09-{15 + days} 15:00")
    log.interview("I", ENDED, "A", logged_at=typed)

    assert _only(log)["is_retrospective"] == late


@pytest.mark.parametrize(("retrospective", "count"), [(False, 0), (True, 1)])
def test_curve_leaves_out_what_was_typed_in_later(log, retrospective, count):
    log.interview("I", ENDED, "A", logged_at=NOW)
    log.outcome("I", "offer", "2026-09-20 15:00")

    table = waits(log, now=NOW)
    assert len(counted_waits(table, retrospective=retrospective)) == count


def test_letter_and_its_news_are_one_ending(log):
    log.interview("I", ENDED, "A")
    log.after("I", "", 48, direction="in", kind="scheduling")
    log.outcome("I", "advanced", "2026-09-17 15:00")

    row = _only(log)
    assert (row["ending"], row["answer_class"], row["silence_days"]) == ("advanced", "decision", 2)


@pytest.mark.parametrize("filled", [True, False])
def test_columns_have_their_dtypes(log, filled):
    if filled:
        log.interview("I", ENDED, "A")

    assert {k: str(v) for k, v in waits(log, now=NOW).dtypes.items()} == WAIT_DTYPES


def test_empty_log_has_empty_curves(log):
    table = waits(log, now=NOW)

    assert waiting_curves(table).empty


def test_news_of_a_day_not_known_ends_it_and_has_no_wait(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "rejected", "2026-10-04 12:00", day_not_known=True)

    row = _only(log)
    assert (row["ending"], row["answer_class"]) == ("rejected", "")
    assert pd.isna(row["ended_at"])
    assert pd.isna(row["decision_days"])
    assert counted_waits(waits(log, now=NOW), retrospective=True).empty
