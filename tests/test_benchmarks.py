"""The benchmarks measure what they say."""

import re
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from benchmarks import __main__ as everything
from benchmarks import engines, exporting, importing, imports, measuring, planning, saving, scale
from benchmarks.made_logs import MESSAGES_EACH, NOW, MadeLog, plain_pass
from benchmarks.made_tables import loaded, made_tables, saved
from benchmarks.timing import check_count
from followup_kit.exchange.lists_in.matching.reports import RowState
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.plan.next_steps import next_steps
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate
from followup_kit.review.cohort import cohort_table, read_cohort

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", everything.NAMES)
def test_a_benchmark_has_a_short_form(name: str) -> None:
    main = import_module(f"benchmarks.{name}").main

    assert signature(main).parameters["short"].default is False


@pytest.mark.parametrize(
    ("target", "minutes"), [("bench", "eight to twelve minutes"), ("bench-short", "a minute")]
)
def test_make_says_how_long_the_benchmarks_take(target: str, minutes: str) -> None:
    (line,) = re.findall(rf"^{target}:.*$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = (ROOT / "benchmarks" / "README.md").read_text("utf-8")

    assert minutes in line
    assert minutes in told


def test_five_hundred_students_are_as_many_logs(tmp_path: Path) -> None:
    measuring.write_logs(tmp_path, 6)
    cohort = read_cohort(tmp_path)

    assert (len(cohort), cohort.repeated) == (6, ())
    assert cohort_table(cohort, now=NOW)["student"].nunique() == 6
    companies = [name for student in cohort for name in student.log.applications["company"]]
    assert len(set(companies)) == 6 * measuring.INTERVIEWS_EACH


def test_a_benchmark_of_fewer_is_stopped() -> None:
    with pytest.raises(SystemExit, match="would measure 1 logs, not 500"):
        check_count("logs", 1, 500)


@pytest.mark.parametrize("room", imports.ROOMS)
def test_a_measured_room_is_there(room: str) -> None:
    assert find_spec(f"followup_kit.{room}")


def test_made_log_is_as_large_as_it_says() -> None:
    log = MadeLog(40)

    assert len(log.histories()) == len(log.applications) == 40
    assert len(log.messages) == 40 * MESSAGES_EACH
    assert plain_pass(log)["id"].sum() == 40 * MESSAGES_EACH


def test_made_log_gives_the_rules_work() -> None:
    log = MadeLog(80)

    assert len({step.action for step in next_steps(log, now=NOW)}) >= 3
    assert pairs(log, now=NOW)["state"].nunique() >= 3


def test_sizes_of_the_plan_are_those_promised() -> None:
    assert 1_000 in planning.SIZES
    assert MESSAGES_EACH * 1_000 == 4_000


def test_a_log_for_saving_has_that_many_changes(tmp_path: Path) -> None:
    saving._fill(tmp_path / "log.db", 500)

    log = open_log(tmp_path / "log.db")
    rows = len(log.applications) + len(log.interviews) + len(log.interviewers)
    log.close()
    assert rows == 500


def test_a_log_to_take_out_has_that_many_changes() -> None:
    log = exporting.log_of(500)

    assert len(log.ledger.file.all_changes()) == 500
    assert log.bad_rows == ()
    assert {10, 500, 1_000, 10_000} <= set(exporting.SIZES)


def test_the_bare_writes_hold_the_same_cells() -> None:
    log = exporting.log_of(50)

    names = ZipFile(BytesIO(exporting.bare_archive(log)())).namelist()
    assert set(names) < set(ZipFile(BytesIO(exporting.archive(log))).namelist())
    bare, ours = exporting.bare_spreadsheet(log)(), exporting.spreadsheet(log)
    bare, ours = (load_workbook(BytesIO(content)) for content in (bare, ours))
    for sheet in bare:
        assert list(sheet.values) == list(ours[sheet.title].values)


def test_made_tables_are_those_of_a_log() -> None:
    made, log = made_tables(50), MadeLog(2)

    for table in ("applications", "interviews", "interviewers", "messages", "outcomes"):
        assert getattr(made, table).dtypes.equals(getattr(log, table).dtypes)
    assert len(made.messages) == 4 * 50


def test_plain_pandas_finds_what_the_measures_find(tmp_path: Path) -> None:
    files = saved(made_tables(400), tmp_path, as_parquet=False)

    rate = on_time_rate(pairs(loaded(files), now=NOW))
    assert engines.plain_pandas(files) == (rate.done, rate.of, rate.open)
    assert 0 < rate.done < rate.of


@pytest.mark.parametrize("name", [name for name in scale.ENGINES if name != "plain pandas"])
def test_engines_find_what_plain_pandas_finds(name: str, tmp_path: Path) -> None:
    judge, needs = scale.ENGINES[name]
    if gone := scale.missing(list(needs)):
        pytest.skip(f"{gone} not installed here")
    files = saved(made_tables(400), tmp_path, as_parquet=True)

    assert judge(files) == engines.plain_pandas(files)


def test_a_missing_engine_is_named() -> None:
    assert scale.missing(["pandas", "no_such_engine"]) == ["no_such_engine"]
    assert scale.INTERVIEWS * 4 == 1_000_000


def test_a_list_for_taking_in_brings_all_its_rows(log: FollowUpLog) -> None:
    preview = importing.preview_of(importing.made_list(50), log)

    assert preview.counts[RowState.NEW] == 50
    assert preview.is_ready
