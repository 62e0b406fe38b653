"""Going back to a backup, without losing what came after it.

An open log goes back by one more batch, so it can be undone like anything else. A log
that cannot be opened is put aside under another name, and the backup takes its place.
"""

import datetime as dt
import shutil
from pathlib import Path

from followup_kit.errors import LogNotSavedError
from followup_kit.log.file.backups import Backup
from followup_kit.log.file.changes import ERASED, REMOVED
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.tables import LOG_TABLES

_LEFT_ALONE = {ERASED, "forms"}


def restore(log: FollowUpLog, backup: Backup | Path, *, now: dt.datetime) -> int:
    """Make the tables of an open log what they were in a backup; how many entries changed.

    What came after the backup is not lost: `undo` brings it back, and a backup of today is
    made first. What was erased for ever stays erased.

    Raises:
        LogUnreadableError: The backup is damaged or missing.
        LogNotSavedError: The log cannot be written; nothing was changed.
    """
    then = open_copy(backup.path if isinstance(backup, Backup) else backup)
    log.back_up("restore", now=now)
    log.refresh()
    gone = log.ledger.erased_rows()
    rows = dict.fromkeys([*log.ledger.known_rows(), *then.ledger.known_rows()])
    edits = []
    for table, row in rows:
        if table not in _LEFT_ALONE and row not in gone:
            edits += _edits(table, row, log, then)
    then.close()
    if edits:
        log.ledger.commit("Went back to a backup", edits, now=now)
    return len(edits)


def _edits(table: str, row: str, log: FollowUpLog, then: FollowUpLog) -> list[Edit]:
    """The edit that makes a row what it was; none if it is so already."""
    today, before = log.ledger.values(table, row), then.ledger.values(table, row)
    if not before:
        return [] if today.get(REMOVED) else [Edit(table, row, {REMOVED: True})]
    wanted = {
        name: before.get(name, LOG_TABLES.default(table, name)) for name in {**today, **before}
    }
    changed = {
        name: value
        for name, value in sorted(wanted.items())
        if value != today.get(name, LOG_TABLES.default(table, name))
    }
    return [Edit(table, row, changed)] if changed else []


def replace_damaged(path: Path, backup: Backup | Path, *, now: dt.datetime) -> Path:
    """Put a backup in the place of a log that cannot be opened; where the damaged one is now.

    Raises:
        LogUnreadableError: The backup is damaged too; nothing was changed.
        LogNotSavedError: The files cannot be written.
    """
    source = open_copy(backup.path if isinstance(backup, Backup) else backup)
    aside = path.with_name(f"{path.stem}_damaged_{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.db")
    fresh = path.with_name(f"{path.name}.new")
    try:
        source.ledger.file.copy_to(fresh)
        _put_aside(path, aside)
        fresh.replace(path)
    except OSError as error:
        msg = f"{path.name} could not be replaced ({error.strerror}). Close other programs."
        raise LogNotSavedError(msg) from error
    finally:
        source.close()
    return aside


def _put_aside(path: Path, aside: Path) -> None:
    """Keep what can be read of a damaged log under another name; there is a log at any time."""
    aside.touch(mode=0o600)
    shutil.copyfile(path, aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.replace(aside.with_name(f"{aside.name}-journal"))
