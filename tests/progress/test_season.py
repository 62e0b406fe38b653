import datetime as dt

import pandas as pd
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.log import open_sample
from followup_kit.progress.pairs import pairs
from followup_kit.progress.season import SEASON_DTYPES, season
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")


def _row(table, interview, name):
    (row,) = table[(table["interview_id"] == interview) & (table["name"] == name)].to_dict(
        "records"
    )
    return row


def test_every_person_at_an_interview_is_a_row(worked_example):
    table = season(worked_example, now=NOW)

    assert len(table) == len(worked_example.interviewers)
    assert table.dtypes.astype("str").to_dict() == SEASON_DTYPES


def test_a_row_says_what_became_of_the_note(worked_example):
    row = _row(season(worked_example, now=NOW), "I2", "A")

    assert (row["company"], row["state"], row["hours"]) == ("Company I2", "late", 30)
    assert row["due_at"] == new_york("2026-09-19 15:00")
    assert row["sent_at"] == new_york("2026-09-19 21:00")
    assert row["answered_at"] == new_york("2026-09-25 09:00")
    assert row["outcome"] == "rejected"


def test_states_are_those_of_the_pairs(worked_example):
    table, judged = season(worked_example, now=NOW), pairs(worked_example, now=NOW)

    states = table.loc[table["state"] != "", "state"].value_counts().to_dict()
    assert states == judged["state"].value_counts().to_dict()


def test_an_interview_that_was_cancelled_has_no_state(worked_example):
    row = _row(season(worked_example, now=NOW), "I7", "A")

    assert (row["status"], row["state"]) == ("cancelled_by_employer", "")
    assert pd.isna(row["due_at"])


def test_an_interview_with_nobody_is_a_row_without_a_name(log):
    log.interview("I", "2026-09-15 15:00", "")

    assert season(log, now=NOW)["name"].tolist() == [""]


def test_an_answer_before_the_interview_is_none(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.after("I", "", -5, direction="in", kind="scheduling")

    assert season(log, now=NOW)["answered_at"].isna().all()


def test_two_interviews_of_one_person_are_two_rows(log):
    log.interview("I", "2026-09-15 15:00", "A")
    log.interview("J", "2026-09-25 15:00", "A", application_id="I", round=2)

    assert season(log, now=NOW)[["interview_id", "round"]].to_numpy().tolist() == [
        ["I", 1],
        ["J", 2],
    ]


def test_an_empty_log_is_an_empty_table_with_all_columns(log):
    table = season(log, now=NOW)

    assert table.empty
    assert table.dtypes.astype("str").to_dict() == SEASON_DTYPES


def test_a_moment_without_a_zone_is_refused(log):
    with pytest.raises(FollowUpError, match="has no time zone"):
        season(log, now=dt.datetime(2026, 10, 5))  # noqa: DTZ001


def test_the_log_is_not_changed():
    log = open_sample()
    before = log.interviews

    season(log, now=NOW)
    pd.testing.assert_frame_equal(log.interviews, before)
