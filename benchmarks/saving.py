"""How long one saved change takes, against a bare insert of the same row into SQLite."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_logs import NOW
from benchmarks.timing import medians, milliseconds, seconds, show
from followup_kit.log.log import FollowUpLog, open_log

SIZES = (10, 1_000, 10_000, 100_000)
REPEAT = 101
SETTINGS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_PER_BATCH = 200


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        rows = [_row(Path(folder) / f"{size}.db", size) for size in SIZES]
    header = ("changes in the log", "one change", "bare insert", "ratio", "opening the log")
    show("Saving one change", header, rows)


def _row(path: Path, size: int) -> tuple[str, ...]:
    application = _fill(path, size)
    opening = seconds(lambda: open_log(path).close())
    log, bare = open_log(path), _bare_copy(path)

    def save() -> None:
        log.change("applications", application, {"notes": "Ask about the start date."}, now=NOW)

    with closing(bare):
        ours, theirs = medians([save, lambda: _insert(bare)], repeat=REPEAT)
    log.close()
    times = (milliseconds(ours), milliseconds(theirs), f"{ours / theirs:.2f}x")
    return (f"{size:,}", *times, milliseconds(opening))


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
