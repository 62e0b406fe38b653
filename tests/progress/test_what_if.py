import pandas as pd
import pytest

from followup_kit.errors import PracticeError
from followup_kit.progress.pairs import pairs
from followup_kit.progress.what_if import what_if_pairs
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


@pytest.fixture
def judged_by_campus(log):
    due = new_york("2026-09-16 15:00")
    log.interview("I", ENDED, "A", preset="campus", policy="campus", due_at=due)
    log.after("I", "A", 30)
    return log


def test_other_preset_judges_stored_due_times_anew(judged_by_campus):
    row = what_if_pairs(judged_by_campus, "general", now=NOW).iloc[0]

    assert (row["state"], row["policy"]) == ("on_time_amber", "general")


def test_what_if_is_marked(judged_by_campus):
    assert what_if_pairs(judged_by_campus, "general", now=NOW)["is_what_if"].all()
    assert not pairs(judged_by_campus, now=NOW)["is_what_if"].any()


def test_log_is_not_changed_by_a_what_if(judged_by_campus):
    before = pairs(judged_by_campus, now=NOW)

    what_if_pairs(judged_by_campus, "general", now=NOW)

    pd.testing.assert_frame_equal(pairs(judged_by_campus, now=NOW), before)


def test_own_preset_changes_nothing_but_the_mark(worked_example):
    tried = what_if_pairs(worked_example, "campus", now=NOW)

    pd.testing.assert_frame_equal(
        tried.drop(columns="is_what_if"), pairs(worked_example, now=NOW).drop(columns="is_what_if")
    )


def test_unknown_preset_is_refused(log):
    with pytest.raises(PracticeError, match="not a known preset"):
        what_if_pairs(log, "strict", now=NOW)


def test_empty_log_has_no_what_if(log):
    assert what_if_pairs(log, "campus", now=NOW).empty
