"""Copies of the log that are made by themselves, so that there is always one that opens.

After a save a copy is made when the newest is half an hour or twenty saves old, and
before everything that is hard to take back. They lie in `backups` beside the log: the
newest ten, and one a day for fourteen days.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from followup_kit.errors import LogNotSavedError
from followup_kit.log.store import LogFile

FOLDER = "backups"
MOST_MINUTES = 30
MOST_SAVES = 20
KEPT = 10
KEPT_DAYS = 14

_NAME = re.compile(r"_(\d{8}T\d{6})Z_(\d+)_([a-z]+)\.db")
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, order=True)
class Backup:
    """One copy of the log.

    Attributes:
        number: Counts the changes it holds; a later copy has a higher one.
        at: When it was made, in UTC.
        why: `save`, or what it was made before: merge, import, restore, erase.
        path: Where it is.
    """

    number: int
    at: dt.datetime
    why: str
    path: Path


def list_backups(log_path: Path) -> list[Backup]:
    """The copies of the log at that path, newest first; also when the log cannot be opened."""
    found = []
    for path in (log_path.parent / FOLDER).glob("*.db"):
        stem, matched = (
            path.name[: len(log_path.stem)],
            _NAME.fullmatch(path.name, len(log_path.stem)),
        )
        if stem == log_path.stem and matched:
            at, number, why = matched.groups()
            made = dt.datetime.strptime(at, _TIME).replace(tzinfo=dt.UTC)
            found.append(Backup(int(number), made, why, path))
    return sorted(found, reverse=True)


class Keeper:
    """Makes the copies of one log.

    Attributes:
        problem: Why the last copy could not be made, in words; empty if it was.
    """

    def __init__(self, file: LogFile) -> None:
        self.problem = ""
        self._file = file
        self._last: dt.datetime | None = None
        self._saves = 0
        self._knows = False

    def after_save(self, now: dt.datetime, *, is_draft: bool) -> None:
        """Make a copy if it is time for one; what was saved stays saved if that fails."""
        if not self._knows:
            self._look_back()
        self._saves += not is_draft
        if self._is_due(now):
            try:
                self.make("save", now)
            except LogNotSavedError as error:
                self.problem = str(error)

    def _look_back(self) -> None:
        """Learn from the copies that are there how old the newest is."""
        self._knows = True
        copies = list_backups(self._file.path) if self._file.path else []
        if copies:
            self._last = copies[0].at
            self._saves = self._file.batches_after(copies[0].number) - 1

    def _is_due(self, now: dt.datetime) -> bool:
        if self._last is None or self._saves >= MOST_SAVES:
            return True
        return abs(now - self._last) >= dt.timedelta(minutes=MOST_MINUTES)

    def make(self, why: str, now: dt.datetime) -> Path | None:
        """Make a copy now and let go of old ones; None for a log in memory.

        Raises:
            LogNotSavedError: It could not be made; the copies there are as before.
        """
        if not self._file.is_kept or self._file.path is None:
            return None
        folder, stem = self._file.path.parent / FOLDER, self._file.path.stem
        at = now.astimezone(dt.UTC)
        target = folder / f"{stem}_{at:{_TIME}}Z_{self._file.last_number()}_{why}.db"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            msg = (
                f"The folder for backups, {folder}, cannot be made ({error.strerror}). Make room "
                "or ask for permission to write there, then try again."
            )
            raise LogNotSavedError(msg) from error
        for stray in folder.glob(f"{stem}_*.part"):
            stray.unlink(missing_ok=True)
        self._file.copy_to(target)
        self._last, self._saves, self._knows, self.problem = at, 0, True, ""
        for old in superseded(list_backups(self._file.path)):
            old.path.unlink(missing_ok=True)
        return target


def superseded(copies: list[Backup]) -> list[Backup]:
    """The copies that are not needed any more, of a list with the newest first."""
    newest_of_day: dict[dt.date, Backup] = {}
    for copy in copies:
        newest_of_day.setdefault(copy.at.date(), copy)
    days = sorted(newest_of_day, reverse=True)[:KEPT_DAYS]
    kept = {*copies[:KEPT], *(newest_of_day[day] for day in days)}
    return [copy for copy in copies if copy not in kept]
