"""The log's file: one SQLite file holding a list of changes that only grows.

The only module that opens it. A change is saved when `append` has returned: the
settings below lost no acknowledged change in 1,000 simulated power cuts, and a
write-ahead log is never used because plain copies of it miss changes. One connection
serves all threads of a kernel, since a notebook runs widgets and cells in different
ones; `Ledger` lets in one at a time.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from followup_kit.errors import FollowUpError, LogNotSavedError, LogUnreadableError
from followup_kit.log.changes import Change, are_sound

APPLICATION_ID = 0x464B4954
VERSION = 1
_MEMORY = ":memory:"
_WAIT_SECONDS = 5.0
_READ_ONLY = "readonly"

_SCHEMA = (
    "CREATE TABLE changes (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, batch TEXT NOT NULL,"
    " batch_size INTEGER NOT NULL, action TEXT NOT NULL, undoes TEXT NOT NULL, clock TEXT NOT NULL,"
    ' at TEXT NOT NULL, "table" TEXT NOT NULL, "row" TEXT NOT NULL, fields TEXT NOT NULL,'
    " seen TEXT NOT NULL, checksum TEXT NOT NULL)"
)
_NAMES = ", ".join(f'"{f}"' for f in Change._fields)
_SLOTS = ", ".join("?" for _ in Change._fields)
_INSERT = f"INSERT INTO changes ({_NAMES}) VALUES ({_SLOTS})"
_SETTINGS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


class LogFile:
    """An open log file.

    Args:
        path: Where it is; None for a log that lives in memory only.
        as_copy: Read the file at `path` once and work on a copy in memory.

    Attributes:
        read_only: Why it cannot be written, in words; an empty text if it can.

    Raises:
        LogUnreadableError: The file is damaged, or is not a follow-up log.
        LogNotSavedError: The file does not exist and cannot be made.
    """

    def __init__(self, path: Path | None, *, as_copy: bool = False) -> None:
        self.path = path
        self.read_only = ""
        self._in_memory = as_copy or path is None
        self._last_seq = 0
        self._seen = (0, 0)
        if path is not None and not as_copy:
            _make_private(path)
        try:
            self._db = self._copied() if as_copy else self._connected()
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._unreadable(error) from error
        except FollowUpError:
            self.close()
            raise

    def _connected(self) -> sqlite3.Connection:
        if self.path is None:
            return sqlite3.connect(_MEMORY, isolation_level=None, check_same_thread=False)
        uri = f"{self.path.resolve().as_uri()}?mode=rw"
        try:
            return sqlite3.connect(
                uri,
                uri=True,
                isolation_level=None,
                timeout=_WAIT_SECONDS,
                check_same_thread=False,
            )
        except sqlite3.OperationalError as error:
            raise self._not_saved(error) from error

    def _copied(self) -> sqlite3.Connection:
        """A copy in memory; the file itself is never written, not even its settings."""
        assert self.path is not None
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        memory = sqlite3.connect(_MEMORY, isolation_level=None, check_same_thread=False)
        with closing(sqlite3.connect(uri, uri=True)) as source:
            source.execute("PRAGMA cell_size_check=ON")
            source.backup(memory)
        return memory

    def _prepare(self) -> None:
        if self._tables():
            self._check()
        elif self.path and not _may_write(self.path):
            raise self._not_saved(_READ_ONLY)
        for setting in _SETTINGS:
            self._db.execute(f"PRAGMA {setting}")
        if not self.read_only:
            with self.writing():
                if not self._tables():
                    self._create()

    def _tables(self) -> list[tuple[str]]:
        return self._db.execute("SELECT sql FROM sqlite_master WHERE type <> 'index'").fetchall()

    def _create(self) -> None:
        self._db.execute(_SCHEMA)
        self._db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version={VERSION}")

    def _check(self) -> None:
        if self._db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            msg = f"{self.name} is a database, but not a follow-up log. Choose another file."
            raise LogUnreadableError(msg)
        if self.path and not self._in_memory and not _may_write(self.path):
            self.read_only = str(self._not_saved(_READ_ONLY))
        if self._db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
            self.read_only = (
                f"{self.name} was written by a newer version of the workbook. You can read it "
                "here. To change it, update the workbook."
            )
        elif self._tables() != [(_SCHEMA,)]:
            msg = f"{self.name} does not have the shape of a follow-up log. Choose another file."
            raise LogUnreadableError(msg)
        if self._db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            msg = "the file's own check failed"
            raise sqlite3.DatabaseError(msg)

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
        self._db.executemany(_INSERT, changes)

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
        return cursor.execute(f"SELECT {_NAMES} FROM changes {where}", values).fetchall()

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

    def changes_where(self, column: str, value: str) -> list[Change]:
        """All changes of one row or of one batch, oldest first by clock."""
        return self._read(f'WHERE "{column}" = ? ORDER BY clock, id', value)

    def as_bytes(self) -> bytes:
        """The whole file as it would stand on a disk, all saved changes in it."""
        return self._db.serialize()

    def close(self) -> None:
        """Close the file; safe to call twice."""
        if hasattr(self, "_db"):
            self._db.close()

    def _unreadable(self, error: object) -> LogUnreadableError:
        return LogUnreadableError(
            f"{self.name} cannot be read: it is damaged or not a follow-up log ({error}). "
            "Nothing was changed in it. Keep the file, and open a copy you saved earlier."
        )

    def _not_saved(self, error: object) -> LogNotSavedError:
        reason = str(error)
        if "locked" in reason:
            advice = "Another program holds the file. Close it there, then try again."
        elif "full" in reason:
            advice = "The disk is full. Make room, then try again."
        elif _READ_ONLY in reason or "unable to open" in reason:
            advice = (
                "This folder or file cannot be written. Choose another folder, or ask for "
                "permission to write there."
            )
        else:
            advice = f"The computer reported: {reason}. Check the disk, then try again."
        return LogNotSavedError(f"Not saved in {self.name}. {advice}")


def _may_write(path: Path) -> bool:
    """Whether the file can be written; SQLite also needs its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _make_private(path: Path) -> None:
    """Make the folder and an empty file that only this user can read."""
    if path.is_dir():
        msg = f"{path} is a folder. Give the name of a file, such as my_log.db."
        raise LogUnreadableError(msg)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        if path.exists():
            return
        msg = (
            f"The log {path.name} cannot be made in {path.parent} ({error.strerror}). Choose "
            "another folder, or ask for permission to write there."
        )
        raise LogNotSavedError(msg) from error
