"""A folder of logs that students handed over, as one table: who needs help first.

The logs are only read, as copies; one that cannot be read is listed with the reason and
never stops the others. Nobody is ranked by a rate: what is overdue now comes first.
"""

import datetime as dt
import stat
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from followup_kit.errors import FollowUpError, LogUnreadableError
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.rates import on_time_rate
from followup_kit.review.needs import Need, need_in_words, needs_of
from followup_kit.review.together import pairs_by_log
from followup_kit.times import require_zone

COHORT_DTYPES = {
    "student": "str",
    "notes_on_time": "int64",
    "notes_due": "int64",
    "overdue_now": "int64",
    "open_now": "int64",
    "last_activity": "datetime64[us, UTC]",
    "next_due": "datetime64[us, UTC]",
    "needs_help": "str",
    "file": "str",
}
"""Columns of the table of students. Notes are counted by person and interview:
`notes_on_time` of `notes_due`, of which `overdue_now` may still be sent, and `open_now`
more that are not due yet. `next_due` is the soonest due time of all that is to be sent,
in the past when overdue; both moments are NaT when there is none."""

_SUFFIX = ".db"
_LARGEST_BYTES = 50_000_000


@dataclass(frozen=True)
class StudentLog:
    """A copy of one student's log, with the name to show."""

    student: str
    log: FollowUpLog
    path: Path


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read, and why, in words."""

    file: str
    reason: str


@dataclass(frozen=True)
class Cohort:
    """The logs of a folder by file name, and the files that were refused."""

    logs: tuple[StudentLog, ...]
    refused: tuple[Refusal, ...] = ()


def read_cohort(folder: Path | str) -> Cohort:
    """All logs of a folder, as copies; the files are never written to.

    Raises:
        FollowUpError: The folder is missing, may not be opened, or holds no log.
    """
    folder = Path(folder).expanduser()
    logs, refused = [], []
    for path in _log_files(folder):
        try:
            logs.append(_read(path, folder))
        except FollowUpError as error:
            refused.append(Refusal(path.name, str(error)))
    return Cohort(tuple(logs), tuple(refused))


def cohort_table(
    cohort: Cohort, *, now: dt.datetime | None = None, practice: Practice | None = None
) -> pd.DataFrame:
    """One row per student with the columns of `COHORT_DTYPES`, who needs help first.

    First comes who has most notes overdue now, then who missed most, then whose next
    message is due soonest, then whose log was quiet longest.

    Args:
        cohort: The logs.
        now: The moment to judge at, with a zone; may be left out when every log is made
            up, since the clock of such a log stands still.
        practice: The presets; those of the workbook by default.

    Raises:
        FollowUpError: `now` is missing or has no zone.
    """
    practice = practice or load_practice()
    moments = [_moment(student, now) for student in cohort.logs]
    judged = pairs_by_log([s.log for s in cohort.logs], moments, practice)
    needs = [
        needs_of(student.log, pairs, now=moment, practice=practice)
        for student, pairs, moment in zip(cohort.logs, judged, moments, strict=True)
    ]
    order = sorted(range(len(needs)), key=lambda n: (needs[n].rank, cohort.logs[n].student))
    rows = [_row(cohort.logs[n], judged[n], needs[n], moments[n]) for n in order]
    return pd.DataFrame(rows, columns=list(COHORT_DTYPES)).astype(COHORT_DTYPES)


def _log_files(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == _SUFFIX)
    except OSError as error:
        msg = (
            f"The folder {folder} cannot be opened ({error.strerror}). Choose the folder into "
            "which you put your students' logs."
        )
        raise FollowUpError(msg) from error
    if not files:
        msg = (
            f"The folder {folder.name} holds no logs. A log is a file that ends in {_SUFFIX}, such "
            "as my_log.db. Put your students' files there, then try again."
        )
        raise FollowUpError(msg)
    return files


def _read(path: Path, folder: Path) -> StudentLog:
    _check_file(path, folder)
    log = open_copy(path)
    return StudentLog(log.settings.student or path.stem, log, path)


def _check_file(path: Path, folder: Path) -> None:
    """Refuse what is not a plain file of this folder, or too large to be a log."""
    try:
        found, inside = path.stat(), path.resolve().is_relative_to(folder.resolve())
    except OSError as error:
        msg = f"{path.name} cannot be opened ({error.strerror}). Ask for the file again."
        raise LogUnreadableError(msg) from error
    if not inside:
        msg = f"{path.name} is a link to a file elsewhere. Put the file itself into the folder."
        raise LogUnreadableError(msg)
    if not stat.S_ISREG(found.st_mode):
        msg = f"{path.name} is not a file. Put the log itself into the folder."
        raise LogUnreadableError(msg)
    if found.st_size == 0:
        msg = f"{path.name} is empty, so it was not copied whole. Ask for the file again."
        raise LogUnreadableError(msg)
    if found.st_size > _LARGEST_BYTES:
        msg = (
            f"{path.name} is {found.st_size // 1_000_000} MB large. A log has at most "
            f"{_LARGEST_BYTES // 1_000_000} MB. Ask for the file again."
        )
        raise LogUnreadableError(msg)


def _moment(student: StudentLog, now: dt.datetime | None) -> dt.datetime:
    settings = student.log.settings
    if now is not None:
        return require_zone(now, "The moment to judge at")
    if settings.made_up and settings.stands_at is not None:
        return settings.stands_at
    msg = (
        f"{student.path.name} is not a made-up log, so its clock does not stand still. Say at "
        "which moment to judge, with a zone: cohort_table(cohort, now=...)."
    )
    raise FollowUpError(msg)


def _row(
    student: StudentLog, pairs: pd.DataFrame, need: Need, now: dt.datetime
) -> dict[str, object]:
    rate = on_time_rate(pairs)
    return {
        "student": student.student,
        "notes_on_time": rate.done,
        "notes_due": rate.of,
        "overdue_now": need.overdue,
        "open_now": rate.open,
        "last_activity": need.last_activity,
        "next_due": need.next_due,
        "needs_help": need_in_words(need, now=now),
        "file": student.path.name,
    }
