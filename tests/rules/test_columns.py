"""Judging by columns gives the same rows as judging one by one."""

from dataclasses import fields, replace

import pandas as pd
import pytest

from benchmarks.made_logs import NOW
from benchmarks.made_tables import MadeTables, made_tables
from followup_kit.practice.practice import load_practice
from followup_kit.progress import pairs as module
from followup_kit.progress.pairs import pairs
from followup_kit.rules.columns import split_off_plain


@pytest.fixture(scope="module")
def made() -> MadeTables:
    """Many applications, half of them without stored due times."""
    tables = made_tables(400)
    interviews = tables.interviews.copy()
    interviews.loc[::2, "due_at"] = pd.NaT
    interviews.loc[::3, "policy"] = ""
    return replace(tables, interviews=interviews)


def both_ways(tables: object, monkeypatch) -> tuple[pd.DataFrame, pd.DataFrame]:
    one_by_one = pairs(tables, now=NOW)
    monkeypatch.setattr(module, "BY_COLUMNS_FROM", 0)
    return one_by_one, pairs(tables, now=NOW)


def test_plain_applications_are_judged_alike_both_ways(made, monkeypatch) -> None:
    one_by_one, by_columns = both_ways(made, monkeypatch)

    pd.testing.assert_frame_equal(one_by_one, by_columns)
    assert by_columns["state"].nunique() > 4


SPECIAL = [
    ("messages", "medium", "post"),
    ("messages", "kind", "reply"),
    ("messages", "at_precision", "day"),
    ("messages", "state", "scheduled"),
    ("messages", "stated_decision_on", pd.Timestamp("2026-09-01")),
    ("interviewers", "part", "agency"),
    ("interviewers", "name", "Person 0"),
    ("interviewers", "email", "same@example.com"),
    ("interviews", "kind", "informational"),
    ("interviews", "kind", "one_way_video"),
    ("interviews", "status", "rescheduled"),
    ("interviews", "decides_same_day", True),
    ("interviews", "contact_instruction", "no_contact"),
    ("interviews", "application_id", "a0"),
    ("applications", "contact_instruction", "via_agency"),
    ("applications", "preset", "gone"),
]


@pytest.mark.parametrize(("table", "column", "value"), SPECIAL)
def test_special_ones_are_judged_alike_both_ways(made, monkeypatch, table, column, value) -> None:
    frame = getattr(made, table).copy()
    frame.loc[::5, column] = value
    tables = MadeTables(**{f.name: getattr(made, f.name) for f in fields(made)} | {table: frame})

    pd.testing.assert_frame_equal(*both_ways(tables, monkeypatch))


def test_most_made_up_applications_are_plain(made) -> None:
    plain, rest = split_off_plain(made)

    assert len(plain.applications) == 400
    assert len(rest.applications) == 0
    assert load_practice().presets
