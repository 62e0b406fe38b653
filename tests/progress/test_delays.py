import pandas as pd
import pytest

from followup_kit.progress.delays import DELAY_DTYPES, delay_spans, typical_delay
from followup_kit.progress.pairs import pairs
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _typical(log, now=NOW):
    return typical_delay(pairs(log, now=now), now=now).iloc[0]


def test_worked_example_has_the_honest_median(worked_example):
    row = _typical(worked_example)

    assert round(row["median_hours"], 1) == 23.8
    assert (row["notes"], row["sent"], row["waiting"]) == (8, 6, 2)


def test_worked_example_has_the_plain_median(worked_example):
    assert round(_typical(worked_example)["median_of_sent_hours"], 1) == 21.9


def test_worked_example_is_cut_off_at_now(worked_example):
    spans = delay_spans(pairs(worked_example, now=NOW), now=NOW)

    waiting = spans.loc[~spans["is_sent"]].set_index("interviewer_id")["watched_hours"]
    assert waiting.to_dict() == {"I3A": 313, "I5A": 1}


def test_decision_ends_the_watching(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "rejected", "2026-09-16 09:00")

    assert delay_spans(pairs(log, now=NOW), now=NOW)["watched_hours"].tolist() == [18]


def test_note_never_owed_is_not_watched(log):
    log.interview("I", ENDED, "A", contact_instruction="no_contact")

    assert _typical(log)["notes"] == 0


def test_note_without_its_hour_is_counted_apart(log):
    log.interview("I", ENDED, "A")
    log.note("I", "A", "2026-09-16 09:00", at_precision="day")

    row = _typical(log)
    assert (row["notes"], row["left_out"]) == (0, 1)


def test_median_is_unknown_while_most_wait(log):
    log.interview("I", ENDED, "A B C")
    log.after("I", "A", 2)

    row = _typical(log)
    assert pd.isna(row["median_hours"])
    assert row["median_of_sent_hours"] == 2


def test_groups_have_a_row_each(worked_example):
    table = typical_delay(pairs(worked_example, now=NOW), now=NOW, by="company")

    assert table["notes"].to_dict()["Company I1"] == 3
    assert table.loc["Company I1", "median_hours"] == 20


@pytest.mark.parametrize("by", ["", "company"])
def test_columns_have_their_dtypes_when_empty(log, by):
    table = typical_delay(pairs(log, now=NOW), now=NOW, by=by)

    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DELAY_DTYPES
