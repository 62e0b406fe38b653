"""A folder of logs that students handed over, as one table: who needs help first.

The logs are only read, as copies; one that cannot be read is listed with the reason and
never stops the others. Nobody is ranked by a rate: what is overdue now comes first.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog, open_bytes
from followup_kit.plan.next_steps import steps_of_cases
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.progress.pairs import pairs_of_each
from followup_kit.progress.rates import on_time_rate
from followup_kit.progress.tables import cases_in
from followup_kit.review.inbox import content_of, shown_name
from followup_kit.review.needs import Need, need_in_words, needs_of
from followup_kit.text import counted, facts_as_html
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


@dataclass(frozen=True)
class StudentLog:
    """A copy of one student's log, with the names to show; no two files are shown alike."""

    student: str
    log: FollowUpLog
    file: str


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read, and why, in words."""

    file: str
    reason: str


@dataclass(frozen=True)
class Cohort:
    """The logs of a folder by file name, and the files that were refused.

    Attributes:
        logs: Each log once, whatever the names of its files.
        refused: What could not be read.
        repeated: Files that hold the very log of another one, with a sentence that says so.
    """

    logs: tuple[StudentLog, ...]
    refused: tuple[Refusal, ...] = ()
    repeated: tuple[Refusal, ...] = ()

    def __iter__(self) -> Iterator[StudentLog]:
        """Each student, by file name."""
        return iter(self.logs)

    def __len__(self) -> int:
        """How many logs were read."""
        return len(self.logs)

    def _repr_html_(self) -> str:
        """How a notebook shows the cohort: counts, and no name that would be stored with it."""
        facts = {"Refused files": len(self.refused), "Files seen twice": len(self.repeated)}
        return facts_as_html(f"Logs of {counted(len(self), 'student')}", facts)


def read_cohort(folder: Path | str) -> Cohort:
    """All logs of a folder, as copies; the files are never written to.

    Raises:
        FollowUpError: The folder is missing, may not be opened, or holds no log.
    """
    known: dict[bytes, str] = {}
    names: set[str] = set()
    logs, refused, repeated = [], [], []
    for path in _log_files(Path(folder).expanduser()):
        file = _name_of(path, names)
        names.add(file)
        try:
            content = content_of(path)
            digest = hashlib.sha256(content).digest()
            if digest in known:
                what = f"It holds the same log as {known[digest]}, which is shown once."
                repeated.append(Refusal(file, what))
                continue
            log = open_bytes(content, file)
        except FollowUpError as error:
            refused.append(Refusal(file, str(error)))
            continue
        known[digest] = file
        logs.append(StudentLog(log.settings.student or file.removesuffix(_SUFFIX), log, file))
    return Cohort(tuple(logs), tuple(refused), tuple(repeated))


def _name_of(path: Path, taken: set[str]) -> str:
    """A name to show that no other file has, though two names may look alike."""
    name = shown_name(path.name)
    further = (f"{name} ({number})" for number in count(2))
    return next(one for one in chain([name], further) if one not in taken)


def cohort_table(
    cohort: Cohort, *, now: dt.datetime | None = None, practice: Practice | None = None
) -> pd.DataFrame:
    """One row per student with the columns of `COHORT_DTYPES`, who needs help first.

    First comes who has most notes overdue now, then who left most offers, invitations and
    questions unanswered, then who missed most, then whose next
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
    cases = [
        cases_in(student.log, now=moment, practice=practice)
        for student, moment in zip(cohort.logs, moments, strict=True)
    ]
    judged = pairs_of_each(cases)
    needs = [
        needs_of(student.log, judged[n], steps_of_cases(cases[n]), now=moments[n])
        for n, student in enumerate(cohort.logs)
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


def _moment(student: StudentLog, now: dt.datetime | None) -> dt.datetime:
    settings = student.log.settings
    if now is not None:
        return require_zone(now, "The moment to judge at")
    if settings.made_up and settings.stands_at is not None:
        return settings.stands_at
    msg = (
        f"{student.file} is not a made-up log, so its clock does not stand still. Say at "
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
        "file": student.file,
    }
