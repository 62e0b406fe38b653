"""How long the measures take: the table of pairs, and a coach's table of many students."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_logs import MESSAGES_EACH, NOW, MadeLog, plain_pass, write_log
from benchmarks.timing import check_count, medians, milliseconds, seconds, show
from followup_kit.progress.pairs import pairs
from followup_kit.review.cohort import cohort_table, read_cohort

SIZES = (10, 1_000, 10_000)
SHORT_SIZES = (10, 1_000)
STUDENTS, SHORT_STUDENTS = (20, 100, 500), (20, 100)
INTERVIEWS_EACH = 10
REPEAT = 7


def main(*, short: bool = False) -> None:
    """Measure and print."""
    sizes, students = (SHORT_SIZES, SHORT_STUDENTS) if short else (SIZES, STUDENTS)
    header = ("people", "messages", "pairs", "plain pass", "ratio")
    show("The table of pairs", header, [_pairs_row(size) for size in sizes])
    header = ("logs of ten interviews", "reading the folder", "the table", "per log")
    show("The coach's table", header, [_cohort_row(count) for count in students])


def _pairs_row(size: int) -> tuple[str, ...]:
    log = MadeLog(size)
    check_count("pairs", len(pairs(log, now=NOW)), size)
    plain_pass(log)
    judged, plain = medians([lambda: pairs(log, now=NOW), lambda: plain_pass(log)], repeat=REPEAT)
    times = (milliseconds(judged), milliseconds(plain), f"{judged / plain:.1f}x")
    return (f"{size:,}", f"{size * MESSAGES_EACH:,}", *times)


def _cohort_row(count: int) -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        write_logs(Path(folder), count)
        reading = seconds(lambda: read_cohort(folder))
        cohort = read_cohort(folder)
        check_count("logs", len(cohort), count)
        table = seconds(lambda: cohort_table(cohort, now=NOW))
    each = milliseconds((reading + table) / count)
    return (str(count), milliseconds(reading), milliseconds(table), each)


def write_logs(folder: Path, count: int) -> None:
    """A folder with the logs of so many students, each another one."""
    for student in range(count):
        write_log(folder / f"{student}.db", student, interviews=INTERVIEWS_EACH)


if __name__ == "__main__":
    main()
