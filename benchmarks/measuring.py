"""How long the measures take: the table of pairs, and a coach's table of many students."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_logs import MESSAGES_EACH, NOW, MadeLog, plain_pass
from benchmarks.timing import medians, milliseconds, seconds, show
from followup_kit.log.places import sample_folder
from followup_kit.progress.pairs import pairs
from followup_kit.review.cohort import cohort_table, read_cohort

SIZES = (10, 1_000, 10_000)
STUDENTS = (20, 100, 500)
REPEAT = 7


def main() -> None:
    """Measure and print."""
    header = ("people", "messages", "pairs", "plain pass", "ratio")
    show("The table of pairs", header, [_pairs_row(size) for size in SIZES])
    header = ("logs of ten interviews", "reading the folder", "the table", "per log")
    show("The coach's table", header, [_cohort_row(count) for count in STUDENTS])


def _pairs_row(size: int) -> tuple[str, ...]:
    log = MadeLog(size)
    pairs(log, now=NOW)
    plain_pass(log)
    judged, plain = medians([lambda: pairs(log, now=NOW), lambda: plain_pass(log)], repeat=REPEAT)
    times = (milliseconds(judged), milliseconds(plain), f"{judged / plain:.1f}x")
    return (f"{size:,}", f"{size * MESSAGES_EACH:,}", *times)


def _cohort_row(count: int) -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        for number in range(count):
            sample = sample_folder("sample") / "sample_log.db"
            shutil.copy(sample, Path(folder) / f"{number}.db")
        reading = seconds(lambda: read_cohort(folder))
        cohort = read_cohort(folder)
        table = seconds(lambda: cohort_table(cohort))
    each = milliseconds((reading + table) / count)
    return (str(count), milliseconds(reading), milliseconds(table), each)


if __name__ == "__main__":
    main()
