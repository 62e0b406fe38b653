"""Copies of the log that are made by themselves, so that there is always one that opens.

After a save a copy is made when the newest is half an hour or twenty saves old, and
before everything that is hard to take back. They lie in `backups` beside the log: the
newest ten, and one a day for fourteen days.
"""

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from followup_kit.errors import LogNotSavedError
from followup_kit.log.file.store import LogFile

FOLDER = "backups"
MOST_MINUTES = 30
MOST_SAVES = 20
EARLY_MINUTES = 5
EARLY_SAVES = 5
"""How long before it must be there a copy is begun in the background."""
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


@dataclass
class _Copying:
    """A copy that is being made by another thread while people go on saving."""

    thread: Thread
    at: dt.datetime
    saves: int
    problem: str = ""


class Keeper:
    """Makes the copies of one log.

    Args:
        file: The log's file.
        in_background: Make the copies after a save in a thread of their own, a little before
            they are due, so that nobody waits for them. A save waits only if twenty others
            came while a copy was being made.

    Attributes:
        problem: Why the last copy could not be made, in words; empty if it was.
    """

    def __init__(self, file: LogFile, *, in_background: bool = False) -> None:
        self.problem = ""
        self._file = file
        self._in_background = in_background
        self._copying: _Copying | None = None
        self._last: dt.datetime | None = None
        self._saves = 0
        self._knows = False

    def after_save(self, now: dt.datetime, *, is_draft: bool) -> None:
        """Make a copy if it is time for one; what was saved stays saved if that fails."""
        if not self._knows:
            self._look_back()
        self._saves += not is_draft
        if self._in_background:
            if self._copying is None or not self._copying.thread.is_alive():
                self.wait()
                if self._is_due(now, early=True):
                    self._start(now)
            if self._saves > MOST_SAVES:
                self.wait()
        elif self._is_due(now):
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

    def _is_due(self, now: dt.datetime, *, early: bool = False) -> bool:
        saves = MOST_SAVES - (EARLY_SAVES if early else 0)
        minutes = MOST_MINUTES - (EARLY_MINUTES if early else 0)
        if self._last is None or self._saves > saves:
            return True
        return abs(now - self._last) >= dt.timedelta(minutes=minutes)

    def _start(self, now: dt.datetime) -> None:
        """Begin a copy in a thread of its own; at once where there are no threads."""
        at, number = now.astimezone(dt.UTC), self._file.last_number()

        def work() -> None:
            try:
                self._copy("save", at, number, aside=True)
            except LogNotSavedError as error:
                copying.problem = str(error)

        copying = _Copying(Thread(target=work, daemon=True), at, self._saves)
        self._copying = copying
        try:
            copying.thread.start()
        except RuntimeError:
            self._copying = None
            self.make("save", now)

    def wait(self) -> None:
        """Return when no copy is being made any more."""
        if self._copying is None:
            return
        self._copying.thread.join()
        self.problem = self._copying.problem
        if not self.problem:
            self._last, self._saves = self._copying.at, self._saves - self._copying.saves
        self._copying = None

    def make(self, why: str, now: dt.datetime) -> Path | None:
        """Make a copy now and let go of old ones; None for a log in memory.

        Raises:
            LogNotSavedError: It could not be made; the copies there are as before.
        """
        if not self._file.is_kept or self._file.path is None:
            return None
        self.wait()
        at = now.astimezone(dt.UTC)
        target = self._copy(why, at, self._file.last_number())
        self._last, self._saves, self._knows, self.problem = at, 0, True, ""
        return target

    def _copy(self, why: str, at: dt.datetime, number: int, *, aside: bool = False) -> Path:
        path = self._file.path
        assert path is not None
        folder = path.parent / FOLDER
        target = folder / f"{path.stem}_{at:{_TIME}}Z_{number}_{why}.db"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            for stray in folder.glob(f"{path.stem}_*.part"):
                stray.unlink(missing_ok=True)
        except OSError as error:
            msg = (
                f"The folder for backups, {folder}, cannot be made ({error.strerror}). Make room "
                "or ask for permission to write there, then try again."
            )
            raise LogNotSavedError(msg) from error
        self._file.copy_to(target, aside=aside)
        for old in superseded(list_backups(path)):
            with suppress(OSError):
                old.path.unlink()
        return target


def superseded(copies: list[Backup]) -> list[Backup]:
    """The copies that are not needed any more, of a list with the newest first."""
    newest_of_day: dict[dt.date, Backup] = {}
    for copy in copies:
        newest_of_day.setdefault(copy.at.date(), copy)
    days = sorted(newest_of_day, reverse=True)[:KEPT_DAYS]
    kept = {*copies[:KEPT], *(newest_of_day[day] for day in days)}
    return [copy for copy in copies if copy not in kept]
