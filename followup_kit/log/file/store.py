"""The log's file: one SQLite file holding a list of changes that only grows.

A change is saved when `append` has returned and `writing` was left. One connection serves
all threads of a kernel, since a notebook runs widgets and cells in different ones;
`Ledger` lets in one at a time.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from followup_kit.errors import (
    FollowUpError,
    LogDamagedError,
    LogNotSavedError,
    LogUnreadableError,
)
from followup_kit.log.file import database
from followup_kit.log.file.changes import Change, are_sound
from followup_kit.log.file.private import hide_from_others, make_private, may_write

_MOST_SLOTS = 500
_READ_ONLY = "readonly"


class LogFile:
    """An open log file.

    Args:
        path: Where it is; None for a log that lives in memory only.
        as_copy: Read the file at `path` once and work on a copy in memory.
        content: The bytes of a file, to work on in memory; `path` is its name only.

    Attributes:
        read_only: Why it cannot be written, in words; an empty text if it can.
        older: The version of an older file that is still to be made new, else 0.

    Raises:
        LogUnreadableError: The file is damaged, or is not a follow-up log.
        LogNotSavedError: The file does not exist and cannot be made.
    """

    def __init__(
        self, path: Path | None, *, as_copy: bool = False, content: bytes | None = None
    ) -> None:
        self.path = path
        self.read_only = ""
        self.older = 0
        self._in_memory = as_copy or path is None or content is not None
        self._last_seq = 0
        self._seen = (0, 0)
        if path is not None and not self._in_memory:
            make_private(path)
        try:
            self._db = self._connected(content)
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._unreadable(error) from error
        except FollowUpError:
            self.close()
            raise

    def _connected(self, content: bytes | None) -> sqlite3.Connection:
        if content is not None:
            return database.loaded(content, self.name)
        if self.path is None:
            return database.in_memory()
        if self._in_memory:
            return database.copied(self.path)
        try:
            return database.opened(self.path)
        except sqlite3.OperationalError as error:
            raise self._not_saved(error) from error

    def _prepare(self) -> None:
        if database.shape(self._db):
            self._check()
        elif self.path and not may_write(self.path):
            raise self._not_saved(_READ_ONLY)
        if self.path and self.is_kept:
            hide_from_others(self.path)  # only now is it known to be a log
        for setting in database.SETTINGS:
            self._db.execute(f"PRAGMA {setting}")
        if not self.read_only and database.version_of(self._db) < database.VERSION:
            self._make_new()

    def _make_new(self) -> None:
        """Make the tables; of an older version keep a copy, and say which it is in `older`."""
        version = database.version_of(self._db)
        if database.shape(self._db) and self.path and self.is_kept:
            self.copy_to(self.path.with_name(f"{self.path.stem}_version_{version}.db"))
        if database.shape(self._db):
            self.older = version
            return
        with self.writing():
            if not database.shape(self._db):
                database.create(self._db)

    def make_new(self) -> bool:
        """Give an older file today's shape, inside `writing`; False if another did it already."""
        self.older = 0
        is_older = database.version_of(self._db) < database.VERSION
        database.migrate(self._db)
        return is_older

    def _check(self) -> None:
        database.check_shape(self._db, self.name)
        if self.path and self.is_kept and not may_write(self.path):
            self.read_only = str(self._not_saved(_READ_ONLY))
        if database.version_of(self._db) > database.VERSION:
            self.read_only = (
                f"{self.name} was written by a newer version of the workbook. You can read it "
                "here. To change it, update the workbook."
            )
        database.check_pages(self._db)

    def copy_to(self, target: Path, *, aside: bool = False) -> None:
        """Write a checked copy of the log; it is complete or not there.

        Args:
            target: Where.
            aside: Read through a connection of its own, in steps between which others write;
                for another thread.

        Raises:
            LogNotSavedError: It could not be written; what was at `target` is as before.
        """
        try:
            if aside and self.path:
                with closing(database.opened(self.path)) as own:
                    database.copy_to(own, target, in_steps=True)
            else:
                database.copy_to(self._db, target)
        except (sqlite3.Error, OSError, LogUnreadableError) as error:
            raise self._not_saved(error, f"The copy {target.name} was not made.") from error

    @property
    def is_kept(self) -> bool:
        """Whether it is a file on a disk, and not a copy in memory."""
        return not self._in_memory

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name if self.path else "The log in memory"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: everything inside is written, or nothing.

        Raises:
            LogNotSavedError: It could not be written; the log is as it was before.
        """
        if self.read_only:
            raise LogNotSavedError(self.read_only)
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._roll_back()
            raise self._not_saved(error) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def append(self, changes: list[Change]) -> None:
        """Add sealed changes; call inside `writing`."""
        self._db.executemany(database.INSERT, changes)

    def new_changes(self) -> list[Change]:
        """Changes that were not returned before, in the order they were written.

        Raises:
            LogUnreadableError: A change does not match its checksum.
        """
        try:
            (last,) = self._db.execute("SELECT max(seq) FROM changes").fetchone()
            if not last or last == self._last_seq:
                return []
            news = "WHERE seq > ? AND seq <= ? ORDER BY seq"
            changes = self._read(news, self._last_seq, last)
        except sqlite3.DatabaseError as error:
            raise self._unreadable(error) from error
        if not are_sound(changes):
            reason = "a change does not match its checksum"
            raise self._unreadable(reason)
        self._last_seq = last
        return changes

    def _read(self, where: str, *values: object) -> list[Change]:
        cursor = self._db.cursor()
        cursor.row_factory = lambda _, row: Change._make(row)
        return cursor.execute(f"SELECT {database.NAMES} FROM changes {where}", values).fetchall()

    def looks_changed(self) -> bool:
        """Whether the file looks different from when it was asked last; cheap to ask."""
        if self._in_memory or self.path is None:
            return False
        try:
            found = self.path.stat()
        except OSError:
            return False
        seen, self._seen = self._seen, (found.st_mtime_ns, found.st_size)
        return self._seen != seen

    def erase(self, rows: Iterable[str], marks: list[Change] | None = None) -> None:
        """Take rows out for ever, put marks in, and write the file anew without a trace.

        Raises:
            LogNotSavedError: It could not be written.
        """
        with self.writing():
            self.append(marks or [])  # first, so that no number is given out twice
            self._db.executemany('DELETE FROM changes WHERE "row" = ?', [(row,) for row in rows])
        try:
            self._db.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise self._not_saved(error, "It was erased, but the file was not made smaller.") from (
                error
            )

    def read_again(self) -> None:
        """Let `new_changes` start from the beginning."""
        self._last_seq = 0

    def all_changes(self) -> list[Change]:
        """Every change, oldest first by clock."""
        return self._read("ORDER BY clock, id")

    def all_ids(self) -> set[str]:
        """The ids of all changes."""
        return {row for (row,) in self._db.execute("SELECT id FROM changes")}

    def last_number(self) -> int:
        """The number of the newest change in the file."""
        return int(self._db.execute("SELECT max(seq) FROM changes").fetchone()[0] or 0)

    def batches_after(self, number: int) -> int:
        """How many batches that are no drafts were written after a change."""
        query = "SELECT count(DISTINCT batch) FROM changes WHERE seq > ? AND action <> ''"
        return int(self._db.execute(query, (number,)).fetchone()[0])

    def changes_in(self, column: str, values: Iterable[str]) -> list[Change]:
        """All changes of some rows or of some batches, oldest first by clock."""
        wanted, found = sorted(values), []
        for start in range(0, len(wanted), _MOST_SLOTS):
            some = wanted[start : start + _MOST_SLOTS]
            slots = ", ".join("?" * len(some))
            found += self._read(f'WHERE "{column}" IN ({slots})', *some)
        return sorted(found, key=lambda change: (change.clock, change.id))

    def as_bytes(self) -> bytes:
        """The whole file as it would stand on a disk, all saved changes in it."""
        return self._db.serialize()

    def close(self) -> None:
        """Close the file; safe to call twice."""
        if hasattr(self, "_db"):
            self._db.close()

    def _unreadable(self, error: object) -> LogUnreadableError:
        if "locked" in str(error):
            return LogUnreadableError(
                f"{self.name} is held by another program, and nothing is wrong with it. Close it "
                "there, then try again."
            )
        return LogDamagedError(
            f"{self.name} cannot be read: it is damaged or not a follow-up log ({error}). "
            "Nothing was changed in it. Keep the file, and open a copy you saved earlier."
        )

    def _not_saved(self, error: object, what: str = "") -> LogNotSavedError:
        reason = str(error)
        if "locked" in reason:
            advice = "Another program holds the file. Close it there, then try again."
        elif "full" in reason or "No space" in reason:
            advice = "The disk is full. Make room, then try again."
        elif _READ_ONLY in reason or "unable to open" in reason:
            advice = (
                "This folder or file cannot be written. Choose another folder, or ask for "
                "permission to write there."
            )
        else:
            advice = f"The computer reported: {reason}. Check the disk, then try again."
        return LogNotSavedError(f"{what or f'Not saved in {self.name}.'} {advice}")
