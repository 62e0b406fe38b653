"""Reading a saved archive back, which may have been damaged or made by a stranger.

Nothing is unpacked to a disk and no name in it is used as a path. Sizes are checked
before anything is unpacked and counted again while it is, since an archive can lie about
them. Every file that the archive lists must be as it was saved.
"""

import datetime as dt
import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from followup_kit.errors import LogUnreadableError
from followup_kit.exchange.archive import (
    CHANGES,
    FORMAT,
    LONGEST_CHANGE,
    MANIFEST,
    MOST_CHANGE_BYTES,
    VERSION,
)
from followup_kit.log.changes import Change, are_sound
from followup_kit.log.log import FollowUpLog
from followup_kit.log.store import LogFile

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_BYTES = 40_000_000
MOST_UNPACKED = 160_000_000
MOST_FILES = 100

_MOST_MANIFEST = 100_000
_MOST_DIRECTORY = 30_000
_MOST_IN_BATCH = 1 << 31
_CHUNK = 1 << 16
_END, _END_SIZE = b"PK\5\6", 22
_LOCATOR, _LOCATOR_SIZE = b"PK\6\7", 20
_NOT_OURS = "__MACOSX/"
_ENCRYPTED = 1
_HOW_PACKED = (0, 8)  # as it is, or deflated: other ways can ask for gigabytes
_TOO_LARGE = "it is far larger than a saved log when it is unpacked"


def is_archive(content: bytes) -> bool:
    """Whether bytes begin as a .zip file does, whatever the name of the file."""
    return content.startswith((b"PK\3\4", _END))


def log_from_archive(content: bytes) -> FollowUpLog:
    """A log in memory with everything that is in a saved archive.

    Args:
        content: The bytes of the .zip file.

    Raises:
        LogUnreadableError: It is damaged, was changed, is far too large, or is not a saved
            log; the message says which.
    """
    from zipfile import BadZipFile, ZipFile

    _check_outline(content)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            changes = _Archive(archive).changes()
    except LogUnreadableError:
        raise
    except (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError) as error:
        msg = f"it is damaged ({error})"
        raise _refused(msg) from error
    log = FollowUpLog(LogFile(None))
    log.ledger.take_over(changes)
    return log


def _refused(why: str) -> LogUnreadableError:
    return LogUnreadableError(
        f"This .zip file cannot be brought back: {why}. Nothing was changed in your log. Use the "
        "file as it was saved, or an earlier one."
    )


def _check_outline(content: bytes) -> None:
    """Hold the end of the file against what a saved archive has, before it is read at all.

    The list of files is read whole when a .zip file is opened, so a long one would take
    much memory; only the plain form without a comment is taken, where its length is known.
    """
    if len(content) > MOST_BYTES:
        msg = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise _refused(msg)
    end = content[-_END_SIZE:]
    if not end.startswith(_END) or end[-2:] != b"\0\0":
        msg = "its end is missing or was changed"
        raise _refused(msg)
    is_long = content[-_END_SIZE - _LOCATOR_SIZE :].startswith(_LOCATOR)
    if is_long or int.from_bytes(end[12:16], "little") > _MOST_DIRECTORY:
        msg = "it holds far more files than a saved log"
        raise _refused(msg)


class _Archive:
    """An open archive whose files are read with every size counted."""

    def __init__(self, archive: "ZipFile") -> None:
        self._archive = archive
        self._unpacked = 0
        infos = [info for info in archive.infolist() if not info.filename.startswith(_NOT_OURS)]
        for info in infos:
            _check_name(info.filename)
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise _refused(_TOO_LARGE)
        names = {info.filename for info in infos}
        if len(names) != len(infos):
            msg = "it holds two files of one name"
            raise _refused(msg)
        self._folder = _folder_of(names)
        self._infos: Mapping[str, ZipInfo] = {info.filename: info for info in infos}

    def changes(self) -> list[Change]:
        """The changes, after everything the manifest lists was found as it was saved."""
        entries = self._manifest()
        for name, entry in entries.items():
            if name != CHANGES and self._checksum(name) != entry["sha256"]:
                raise _refused(_was_changed(name))
        checksum = hashlib.sha256()
        changes = list(_sound(self._lines(CHANGES, checksum)))
        if checksum.hexdigest() != entries[CHANGES]["sha256"]:
            raise _refused(_was_changed(CHANGES))
        if len({change.id for change in changes}) != len(changes):
            msg = "it tells two stories about one change"
            raise _refused(msg)
        return changes

    def _manifest(self) -> dict[str, Any]:
        """The files that the archive lists, by name."""
        content = b"".join(self._chunks(MANIFEST, most=_MOST_MANIFEST))
        try:
            manifest = json.loads(content)
            is_ours, version = manifest["format"] == FORMAT, int(manifest["version"])
            entries = {str(entry["name"]): entry for entry in manifest["files"]}
            is_whole = all(isinstance(entry["sha256"], str) for entry in entries.values())
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            msg = "its list of files cannot be read"
            raise _refused(msg) from error
        if version > VERSION:
            msg = "it was saved by a newer version of the workbook; update the workbook first"
            raise _refused(msg)
        if not (is_ours and is_whole and CHANGES in entries):
            msg = "it is not a saved log"
            raise _refused(msg)
        return entries

    def _checksum(self, name: str) -> str:
        checksum = hashlib.sha256()
        for chunk in self._chunks(name):
            checksum.update(chunk)
        return checksum.hexdigest()

    def _lines(self, name: str, checksum: "hashlib._Hash") -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks(name, most=MOST_CHANGE_BYTES):
            checksum.update(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_CHANGE:
                raise _refused(_TOO_LARGE)
        if rest:
            yield rest

    def _chunks(self, name: str, *, most: int = MOST_UNPACKED) -> Iterator[bytes]:
        """The content of a file, piece by piece, counted as it is unpacked."""
        info = self._infos.get(self._folder + name)
        if info is None:
            msg = f"{name} is missing in it" if name != MANIFEST else "it is not a saved log"
            raise _refused(msg)
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _HOW_PACKED:
            msg = "it has a password, or was packed in a way that a saved log is not"
            raise _refused(msg)
        length = 0
        with self._archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                length += len(chunk)
                self._unpacked += len(chunk)
                if length > most or self._unpacked > MOST_UNPACKED:
                    raise _refused(_TOO_LARGE)
                yield chunk


def _was_changed(name: str) -> str:
    return f"{name} in it was changed after it was saved"


def _check_name(name: str) -> None:
    """Refuse names that would lead out of a folder, though nothing is ever unpacked to one."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name:
        msg = "a name in it would lead out of its folder"
        raise _refused(msg)


def _folder_of(names: set[str]) -> str:
    """The folder everything is in, if somebody unpacked the archive and packed it again."""
    if MANIFEST in names:
        return ""
    found = [name for name in names if name.endswith(f"/{MANIFEST}") and name.count("/") == 1]
    return found[0].removesuffix(MANIFEST) if len(found) == 1 else ""


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
        raise _refused(msg)
    return changes


def _change(line: bytes) -> Change:
    """One change.

    Raises:
        LogUnreadableError: The line is none.
    """
    try:
        change = Change._make(json.loads(line))
        "".join([*change[:2], *change[3:]]).encode()
        has_zone = dt.datetime.fromisoformat(change.at).tzinfo is not None
        if has_zone and type(change.batch_size) is int and 0 < change.batch_size < _MOST_IN_BATCH:
            return change
    except (ValueError, TypeError, RecursionError):
        pass  # said below
    msg = "a change in it cannot be read"
    raise _refused(msg)
