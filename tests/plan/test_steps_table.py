import pandas as pd

from followup_kit.log.log import FollowUpLog, open_sample
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps_table import STEPS_DTYPES, next_steps_table
from tests.conftest import NOW


def test_the_table_has_a_row_for_each_step_in_order() -> None:
    log = open_sample()
    now = log.settings.stands_at

    table, steps = next_steps_table(log, now=now), next_steps(log, now=now)

    assert table["action"].tolist() == [str(step.action) for step in steps]
    assert table["urgency"].tolist() == [str(step.urgency) for step in steps]
    assert [None if pd.isna(due) else due for due in table["due"]] == [s.times.due for s in steps]


def test_a_row_names_the_person_and_says_why(panel_log: FollowUpLog) -> None:
    row = next_steps_table(panel_log, now=NOW).iloc[0]

    assert (row["company"], row["people"]) == ("Northwind Health", "Priya Nair")
    assert row["title"].startswith("Thank Priya Nair")
    assert row["reason"]
    assert row["sources"]


def test_an_empty_log_gives_an_empty_table(log: FollowUpLog) -> None:
    table = next_steps_table(log, now=NOW)

    assert table.empty
    assert table.dtypes.astype("str").to_dict() == STEPS_DTYPES
