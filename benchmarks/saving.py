"""How long one saved change takes, against a bare insert of the same row into SQLite.

The log makes its backups meanwhile, as the log of a student does. Between two saves lies
a twentieth of a second, less than anybody needs for the next press.
"""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.made_logs import NOW
from benchmarks.timing import all_times, check_count, medians, milliseconds, percentile_95, show
from followup_kit.log.log import FollowUpLog, open_log

SIZES = (10, 1_000, 10_000, 100_000)
SHORT_SIZES = (10, 1_000)
REPEAT, SHORT_REPEAT = 201, 61
OPENINGS = 5
PAUSE = 0.05
SETTINGS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_PER_BATCH = 200


def main(*, short: bool = False) -> None:
    """Measure and print."""
    sizes, repeat = (SHORT_SIZES, SHORT_REPEAT) if short else (SIZES, REPEAT)
    with TemporaryDirectory() as folder:
        rows = [_row(Path(folder) / f"{size}.db", size, repeat) for size in sizes]
    header = (
        "changes in the log",
        *("a save", "95 of 100 under", "slowest"),
        *("bare insert", "95 of 100 under", "ratio"),
        "opening the log",
    )
    show("Saving one change", header, rows)


def _row(path: Path, size: int, repeat: int) -> tuple[str, ...]:
    application = _fill(path, size)
    opening = medians([lambda: open_log(path).close()], repeat=OPENINGS)[0]
    log, bare = open_log(path), _bare_copy(path)
    check_count("changes", len(log.ledger.file.all_changes()), size)
    log.records("applications")  # shown once, as a panel does
    texts = count()

    def save() -> None:
        fields = {"notes": f"Ask about the start date, time {next(texts)}."}
        log.change("applications", application, fields, now=NOW)

    with closing(bare):
        saves, inserts = all_times([save, lambda: _insert(bare)], repeat=repeat, pause=PAUSE)
    log.close()
    times = (
        *(median(saves), percentile_95(saves), max(saves)),
        *(median(inserts), percentile_95(inserts)),
    )
    ratio = f"{median(saves) / median(inserts):.2f}x"
    return (f"{size:,}", *map(milliseconds, times), ratio, milliseconds(opening))


def _fill(path: Path, size: int) -> str:
    """A log with that many changes; returns the id of an application in it."""
    log = open_log(path)
    application = _interview(log, {"company": "Northwind Health"}, people=min(size, _PER_BATCH) - 2)
    for start in range(_PER_BATCH, size, _PER_BATCH):
        _interview(log, application, people=min(_PER_BATCH, size - start) - 1)
    log.close()
    return application


def _interview(log: FollowUpLog, application: dict[str, str] | str, *, people: int) -> str:
    panel = [{"name": f"Ada Example {number}"} for number in range(people)]
    log.add_interview({"starts_at": NOW}, panel, application=application, now=NOW)
    return str(log.applications["id"][0])


def _bare_copy(path: Path) -> sqlite3.Connection:
    """The same rows in a second file with the same settings, and nothing else around it."""
    bare = sqlite3.connect(path.with_suffix(".bare"), isolation_level=None)
    for setting in SETTINGS:
        bare.execute(f"PRAGMA {setting}")
    with closing(sqlite3.connect(path)) as source:
        source.backup(bare)
    return bare


def _insert(bare: sqlite3.Connection) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute(
        'INSERT INTO changes (id, batch, batch_size, action, undoes, clock, at, "table", "row",'
        " fields, seen, checksum) VALUES (?, ?, 1, ?, '', ?, ?, ?, ?, ?, ?, ?)",
        (
            *("0" * 26, "0" * 26, "Changed", "0" * 30, NOW.isoformat(), "applications", "0" * 26),
            *('{"notes": "Ask about the start date."}', f'["{"0" * 26}"]', "0" * 16),
        ),
    )
    bare.execute("COMMIT")


if __name__ == "__main__":
    main()
