"""The measures of a cohort of 1,000 logs with 1,000,000 messages, in one pass.

Beside them, in the same run: the core of the on-time rate in plain pandas, Polars, DuckDB and
narwhals, and the floor, which is reading the files. Each figure is the best of three.
"""

import resource
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import engines
from benchmarks.made_logs import NOW
from benchmarks.made_tables import MESSAGES_EACH, MadeTables, loaded, made_tables, saved
from benchmarks.timing import seconds, show
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate, weekly_counts

LOGS, INTERVIEWS_EACH = 1_000, 250
INTERVIEWS = LOGS * INTERVIEWS_EACH
REPEAT = 3
ENGINES: dict[str, tuple[Callable[[Mapping[str, Path]], engines.Counts], tuple[str, ...]]] = {
    "plain pandas": (engines.plain_pandas, ()),
    "Polars": (engines.polars_rate, ("polars", "pyarrow")),
    "DuckDB": (engines.duckdb_rate, ("duckdb", "pyarrow")),
    "narwhals on pandas": (engines.narwhals_on_pandas, ("narwhals", "pyarrow")),
    "narwhals on Polars": (engines.narwhals_on_polars, ("narwhals", "polars", "pyarrow")),
    "narwhals on DuckDB": (engines.narwhals_on_duckdb, ("narwhals", "duckdb", "pyarrow")),
}
"""How each is called, and what must be installed for it."""

Row = tuple[str, float | None, str]


def main() -> None:
    """Measure and print."""
    as_parquet = not missing(["pyarrow"])
    with TemporaryDirectory() as folder:
        files = saved(made_tables(INTERVIEWS), Path(folder), as_parquet=as_parquet)
        rows = _floor_rows(files)
        floor = rows[0][1]
        tables = loaded(files)
        expected, ours = _measure_rows(tables)
        rows += [*ours, *_engine_rows(files, expected)]
    title = f"{LOGS:,} logs, {INTERVIEWS:,} interviews, {INTERVIEWS * MESSAGES_EACH:,} messages"
    header = ("what", "time", "to the floor", "equal to this code")
    show(title, header, [_said(row, floor) for row in rows])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\nMost memory at a time: {memory:.1f} GB.")
    print(f"The files are {'Parquet' if as_parquet else 'pickles, as pyarrow is missing'}.")


def missing(packages: list[str]) -> list[str]:
    """Those of the packages that are not installed here."""
    return [name for name in packages if find_spec(name) is None]


def _floor_rows(files: Mapping[str, Path]) -> list[Row]:
    """Reading all columns, as pandas does it, which this code needs, and without pandas."""
    rows: list[Row] = [
        ("reading the files with pandas (the floor)", _best(partial(loaded, files)), "")
    ]
    if missing(["pyarrow"]):
        return rows
    from pyarrow import parquet

    bare = _best(lambda: [parquet.read_table(file) for file in files.values()])
    return [*rows, ("reading them with pyarrow, not as pandas tables", bare, "")]


def _measure_rows(tables: MadeTables) -> tuple[engines.Counts, list[Row]]:
    owed = pairs(tables, now=NOW)
    rate = on_time_rate(owed)
    measures: dict[str, Callable[[], object]] = {
        "this code: `pairs`": partial(pairs, tables, now=NOW),
        "this code: `on_time_rate`": partial(on_time_rate, owed),
        "this code: `weekly_counts`": partial(weekly_counts, owed),
    }
    rows: list[Row] = [(name, _best(one), "") for name, one in measures.items()]
    return (rate.done, rate.of, rate.open), rows


def _engine_rows(files: Mapping[str, Path], expected: engines.Counts) -> list[Row]:
    """Reading and judging by each engine, or what is missing for it."""
    rows: list[Row] = []
    for name, (judge, needs) in ENGINES.items():
        if gone := missing(list(needs)):
            rows.append((name, None, f"not run: {', '.join(gone)} missing"))
            continue
        is_same = judge(files) == expected
        rows.append(
            (f"{name}, reading included", _best(partial(judge, files)), "yes" if is_same else "NO")
        )
    return rows


def _best(function: Callable[[], object]) -> float:
    return min(seconds(function) for _ in range(REPEAT))


def _said(row: Row, floor: float | None) -> tuple[str, ...]:
    name, time, note = row
    if time is None or floor is None:
        return (name, "-", "-", note)
    return (name, f"{time:.2f} s", f"{time / floor:.2f}x", note)


if __name__ == "__main__":
    main()
