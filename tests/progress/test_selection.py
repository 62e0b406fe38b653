import datetime as dt

import pandas as pd
import pytest

from followup_kit.log.log import FollowUpLog, open_sample
from followup_kit.progress.pairs import pairs
from followup_kit.progress.selection import Selected, Selection


@pytest.fixture
def sample() -> FollowUpLog:
    log = open_sample()
    yield log
    log.close()


def test_without_a_choice_everything_is_there(sample: FollowUpLog) -> None:
    chosen = Selected(sample, Selection())

    for table in ("applications", "interviews", "interviewers", "messages", "outcomes"):
        pd.testing.assert_frame_equal(getattr(chosen, table), getattr(sample, table))


def test_one_employer_brings_what_is_with_it(sample: FollowUpLog) -> None:
    chosen = Selected(sample, Selection(company="Saltmarsh County Records"))

    assert set(chosen.applications["company"]) == {"Saltmarsh County Records"}
    assert set(chosen.messages["application_id"]) == set(chosen.applications["id"])
    assert set(chosen.interviewers["interview_id"]) == set(chosen.interviews["id"])


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        (Selection(preset="campus"), {"campus"}),
        (Selection(preset="internal"), {"internal"}),
    ],
)
def test_one_preset(sample: FollowUpLog, choice: Selection, held: set[str]) -> None:
    assert set(Selected(sample, choice).applications["preset"]) == held


def test_a_period_counts_the_days_at_both_ends(sample: FollowUpLog) -> None:
    day = dt.date(2026, 9, 30)

    chosen = Selected(sample, Selection(since=day, until=day))

    assert chosen.applications["company"].tolist() == ["Lanternfield Museum"]


def test_the_measures_work_on_a_choice(sample: FollowUpLog) -> None:
    chosen = Selected(sample, Selection(kind="video"))

    judged = pairs(chosen, now=sample.settings.stands_at)
    assert set(judged["interview_id"]) <= set(chosen.interviews["id"])
    assert 0 < len(judged) < 17


def test_nothing_chosen_is_empty_with_its_columns(sample: FollowUpLog) -> None:
    chosen = Selected(sample, Selection(company="Nobody"))

    assert len(chosen.messages) == 0
    assert list(chosen.messages) == list(sample.messages)
