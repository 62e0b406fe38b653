"""Reading a saved archive back: every file that it lists must be as it was saved."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from followup_kit.exchange.archive import (
    CHANGES,
    FORMAT,
    LONGEST_CHANGE,
    MANIFEST,
    MOST_CHANGE_BYTES,
    VERSION,
)
from followup_kit.exchange.counted_zip import CountedZip, opened_zip, refused
from followup_kit.log.file.changes import Change, are_sound
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog

_MOST_MANIFEST = 100_000
_MOST_IN_BATCH = 1 << 31


def log_from_archive(content: bytes) -> FollowUpLog:
    """A log in memory with everything that is in a saved archive.

    Args:
        content: The bytes of the .zip file.

    Raises:
        LogUnreadableError: It is damaged, was changed, is far too large, or is not a saved
            log; the message says which.
    """
    with opened_zip(content) as files:
        changes = _changes(files)
    log = FollowUpLog(LogFile(None))
    log.ledger.take_over(changes)
    return log


def _changes(files: CountedZip) -> list[Change]:
    """The changes, after everything the manifest lists was found as it was saved."""
    folder = _folder_of(files)
    checksums = _manifest(files, folder)
    for name, checksum in checksums.items():
        if folder + name not in files.names:
            msg = f"{name} is missing in it"
            raise refused(msg)
        if name != CHANGES and _checksum(files.chunks(folder + name)) != checksum:
            raise refused(_was_changed(name))
    lines = files.lines(folder + CHANGES, most=MOST_CHANGE_BYTES, longest=LONGEST_CHANGE)
    changes = list(_sound(lines))
    if _checksum(files.chunks(folder + CHANGES)) != checksums[CHANGES]:
        raise refused(_was_changed(CHANGES))
    if len({change.id for change in changes}) != len(changes):
        msg = "it tells two stories about one change"
        raise refused(msg)
    return changes


def _folder_of(files: CountedZip) -> str:
    """The folder everything is in, if somebody unpacked the archive and packed it again."""
    found = [n for n in files.names if n.rsplit("/")[-1] == MANIFEST and n.count("/") <= 1]
    if len(found) != 1:
        is_excel = "xl/workbook.xml" in files.names
        msg = "it is an Excel file, which is for reading" if is_excel else "it is not a saved log"
        raise refused(msg)
    return found[0].removesuffix(MANIFEST)


def _manifest(files: CountedZip, folder: str) -> dict[str, str]:
    """The names of the files that the archive lists, each with its checksum."""
    content = b"".join(files.chunks(folder + MANIFEST, most=_MOST_MANIFEST))
    try:
        manifest: dict[str, Any] = json.loads(content)
        is_ours, version = manifest["format"] == FORMAT, int(manifest["version"])
        checksums = {str(entry["name"]): str(entry["sha256"]) for entry in manifest["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = "its list of files cannot be read"
        raise refused(msg) from error
    if not (is_ours and CHANGES in checksums):
        msg = "it is not a saved log"
        raise refused(msg)
    if version > VERSION:
        msg = "it was saved by a newer version of the workbook; update the workbook first"
        raise refused(msg)
    return checksums


def _checksum(chunks: Iterable[bytes]) -> str:
    checksum = hashlib.sha256()
    for chunk in chunks:
        checksum.update(chunk)
    return checksum.hexdigest()


def _was_changed(name: str) -> str:
    return f"{name} in it was changed after it was saved"


def _sound(lines: Iterator[bytes]) -> Iterator[Change]:
    """The changes of these lines, each as it was written; some are checked in one go."""
    waiting: list[Change] = []
    length = 0
    for line in lines:
        waiting.append(_change(line))
        length += len(line)
        if length > LONGEST_CHANGE:
            yield from _checked(waiting)
            waiting, length = [], 0
    yield from _checked(waiting)


def _checked(changes: list[Change]) -> list[Change]:
    if not are_sound(changes):
        msg = "a change in it does not match its checksum"
        raise refused(msg)
    return changes


def _change(line: bytes) -> Change:
    """One change.

    Raises:
        LogUnreadableError: The line is none.
    """
    try:
        change = Change._make(json.loads(line))
        "".join([*change[:2], *change[3:]]).encode()
        if type(change.batch_size) is int and 0 < change.batch_size < _MOST_IN_BATCH:
            return change
    except (ValueError, TypeError, RecursionError):
        pass  # said below
    msg = "a change in it cannot be read"
    raise refused(msg)
