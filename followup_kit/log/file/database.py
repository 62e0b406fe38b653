"""How a log's file is opened: the settings, the shape, and older shapes made new.

With these settings no acknowledged change was lost in simulated power cuts
(docs/reliability.md). A write-ahead log is never used: plain copies of it miss changes.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from followup_kit.errors import LogUnreadableError
from followup_kit.log.file.changes import Change

APPLICATION_ID = 0x464B4954
VERSION = 2
MIGRATIONS: dict[int, tuple[str, ...]] = {1: ()}
"""For each older version the statements that make the next one of it; values that move to other
rows are moved by `Tables.moved`."""
SCHEMAS = {
    1: (
        "CREATE TABLE changes (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, batch TEXT NOT NULL,"
        " batch_size INTEGER NOT NULL, action TEXT NOT NULL, undoes TEXT NOT NULL,"
        ' clock TEXT NOT NULL, at TEXT NOT NULL, "table" TEXT NOT NULL, "row" TEXT NOT NULL,'
        " fields TEXT NOT NULL, seen TEXT NOT NULL, checksum TEXT NOT NULL)",
    ),
}
"""The exact shape of each version: a file with anything else in it is refused."""
SCHEMAS[2] = SCHEMAS[1]
NAMES = ", ".join(f'"{name}"' for name in Change._fields)
INSERT = f"INSERT INTO changes ({NAMES}) VALUES ({', '.join('?' for _ in Change._fields)})"
SETTINGS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
WAIT_SECONDS = 5.0

_STEP = 250
_PAUSE_SECONDS = 0.005
_MOST_ROUNDS = 3
_MOST_BYTES = 120_000_000
_LONGEST_TEXT = 4_000_000


def opened(path: Path, *, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """A connection to a file that exists."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=wait, check_same_thread=False
    )


def in_memory() -> sqlite3.Connection:
    """A connection to a new database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def copied(path: Path) -> sqlite3.Connection:
    """A copy in memory; the file itself is never written, not even its settings.

    Raises:
        LogUnreadableError: The file is far too large, or is not a follow-up log.
    """
    if path.exists() and not path.is_file():
        msg = f"{path.name} is not a file. Choose a follow-up log, such as my_log.db."
        raise LogUnreadableError(msg)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        msg = f"{path.name} is too large for a follow-up log (over 120 MB). Choose another file."
        raise LogUnreadableError(msg)
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path.name} cannot be opened ({error.strerror}). Choose another file."
        raise LogUnreadableError(msg) from error
    return loaded(content, path.name)


def loaded(content: bytes, name: str) -> sqlite3.Connection:
    """The bytes of a log file as a database in memory.

    They may come from a stranger, so their shape is checked before anything in them is
    read, and no text may be longer than a log holds.

    Args:
        content: The bytes.
        name: What to call the file in messages.

    Raises:
        LogUnreadableError: It is not a follow-up log.
        sqlite3.DatabaseError: It is no database, or a damaged one.
    """
    memory = in_memory()
    memory.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
    memory.deserialize(content)
    memory.execute("PRAGMA cell_size_check=ON")
    memory.execute("PRAGMA trusted_schema=OFF")
    if shape(memory):
        check_shape(memory, name)
    return memory


def shape(database: sqlite3.Connection) -> tuple[str, ...]:
    """The statements that made what is in a database; empty for a new one."""
    return tuple(
        sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")
    )


def version_of(database: sqlite3.Connection) -> int:
    """The version of the log's shape that a file says it has."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def check_shape(database: sqlite3.Connection, name: str) -> None:
    """Check that a database has exactly a shape we know, before anything in it is read.

    A newer version may be read if its shape is one we know; the number alone opens nothing.

    Raises:
        LogUnreadableError: It is something else.
    """
    if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        msg = f"{name} is a database, but not a follow-up log. Choose another file."
        raise LogUnreadableError(msg)
    version, made = version_of(database), shape(database)
    if version > VERSION and made not in SCHEMAS.values():
        msg = f"{name} is of another version, which cannot be read here. Update the workbook first."
        raise LogUnreadableError(msg)
    if version <= VERSION and made != SCHEMAS.get(version):
        msg = f"{name} does not have the shape of a follow-up log. Choose another file."
        raise LogUnreadableError(msg)


def check_pages(database: sqlite3.Connection) -> None:
    """Check the file's own structure.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        msg = "the file's own check failed"
        raise sqlite3.DatabaseError(msg)


def create(database: sqlite3.Connection) -> None:
    """Make the tables of a new log; call inside a transaction."""
    for statement in SCHEMAS[VERSION]:
        database.execute(statement)
    database.execute(f"PRAGMA application_id={APPLICATION_ID}")
    database.execute(f"PRAGMA user_version={VERSION}")


def migrate(database: sqlite3.Connection) -> None:
    """Make an older log one of today's version; call inside a transaction, after a backup."""
    for version in range(version_of(database), VERSION):
        for statement in MIGRATIONS[version]:
            database.execute(statement)
        database.execute(f"PRAGMA user_version={version + 1}")


def copy_to(database: sqlite3.Connection, target: Path, *, in_steps: bool = False) -> None:
    """Write a checked copy of a database to a file that is complete or not there.

    Args:
        database: What to copy.
        target: The file.
        in_steps: Let others write between steps, unless they write all the time.

    Raises:
        sqlite3.Error: It could not be read or written; what was at `target` is as before.
        OSError: As above.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        with closing(opened(part)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            if not (in_steps and _copied_in_steps(database, copy)):
                with _held_still(database):
                    database.backup(copy)
            check_shape(copy, target.name)
            check_pages(copy)
        _make_certain(part)
        part.replace(target)
        _make_certain(target.parent)
    finally:
        part.unlink(missing_ok=True)


class _TooBusyError(Exception):
    """Others wrote so often that a copy had to be begun again and again."""


def _copied_in_steps(database: sqlite3.Connection, copy: sqlite3.Connection) -> bool:
    """Copy, beginning again whenever somebody wrote; whether it came to an end."""
    done = 0

    def step(_status: int, _left: int, total: int) -> None:
        nonlocal done
        done += _STEP
        if done > _MOST_ROUNDS * (total + _STEP):
            raise _TooBusyError

    try:
        database.backup(copy, pages=_STEP, progress=step, sleep=_PAUSE_SECONDS)
    except _TooBusyError:
        return False
    return True


@contextmanager
def _held_still(database: sqlite3.Connection) -> Iterator[None]:
    """Keep others from writing meanwhile: a busy writer could put a copy off for ever."""
    database.execute("BEGIN")
    try:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        database.execute("ROLLBACK")


def _make_certain(path: Path) -> None:
    """Wait until a file or a folder is on the disk and not only in its cache."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
