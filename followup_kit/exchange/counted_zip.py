"""Opening a .zip file that may come from a stranger, without unpacking it to a disk.

Sizes are checked before anything is unpacked and counted again while it is, since a file
can lie about them. No name in it is ever used as a path.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from followup_kit.errors import LogUnreadableError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_BYTES = 40_000_000
MOST_UNPACKED = 160_000_000
MOST_FILES = 100

_MOST_DIRECTORY = 30_000
_CHUNK = 1 << 16
_END, _END_SIZE = b"PK\5\6", 22
_LOCATOR, _LOCATOR_SIZE = b"PK\6\7", 20
_NOT_OURS = "__MACOSX/"
_ENCRYPTED = 1
_HOW_PACKED = (0, 8)  # as it is, or deflated: other ways can ask for gigabytes
_TOO_LARGE = "it is far larger than a saved log when it is unpacked"


def is_zip(content: bytes) -> bool:
    """Whether bytes begin as a .zip file does, whatever the name of the file."""
    return content.startswith((b"PK\3\4", _END))


def refused(why: str) -> LogUnreadableError:
    """The error for a file that cannot be brought back."""
    return LogUnreadableError(
        f"This file cannot be brought back: {why}. Nothing was changed in your log. Use the "
        ".zip file as it was saved, or an earlier one."
    )


class CountedZip:
    """The files in an open .zip file, each size counted while they are unpacked.

    Attributes:
        names: The files in it, without those that macOS adds.
    """

    def __init__(self, archive: "ZipFile") -> None:
        self._archive = archive
        self._lengths: dict[str, int] = {}
        infos = [info for info in archive.infolist() if not info.filename.startswith(_NOT_OURS)]
        for info in infos:
            _check_name(info.filename)
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise refused(_TOO_LARGE)
        self._infos: dict[str, ZipInfo] = {info.filename: info for info in infos}
        if len(self._infos) != len(infos):
            msg = "it holds two files of one name"
            raise refused(msg)
        self.names = self._infos.keys()

    def chunks(self, name: str, *, most: int = MOST_UNPACKED) -> Iterator[bytes]:
        """The content of one of `names`, piece by piece.

        Raises:
            LogUnreadableError: It is longer than `most`, or packed in a way ours never are.
        """
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _HOW_PACKED:
            msg = "it has a password, or was packed in a way that a saved log is not"
            raise refused(msg)
        self._lengths[name] = 0
        with self._archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                self._lengths[name] += len(chunk)
                if self._lengths[name] > most or sum(self._lengths.values()) > MOST_UNPACKED:
                    raise refused(_TOO_LARGE)
                yield chunk

    def lines(self, name: str, *, most: int, longest: int) -> Iterator[bytes]:
        """The lines of one of `names`, at most so many bytes, and none longer than that."""
        rest = b""
        for chunk in self.chunks(name, most=most):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > longest:
                raise refused(_TOO_LARGE)
        if rest:
            yield rest


@contextmanager
def opened_zip(content: bytes) -> Iterator[CountedZip]:
    """The files in a .zip file.

    Raises:
        LogUnreadableError: It is damaged, far too large, or not made as ours are.
    """
    from zipfile import BadZipFile, ZipFile

    _check_outline(content)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            yield CountedZip(archive)
    except LogUnreadableError:
        raise
    except (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError) as error:
        msg = f"it is damaged ({error})"
        raise refused(msg) from error


def _check_outline(content: bytes) -> None:
    """Hold the end of the file against what a saved archive has, before it is read at all.

    The list of files is read whole when a .zip file is opened, so a long one would take
    much memory; only the plain form without a comment is taken, where its length is known.
    """
    if len(content) > MOST_BYTES:
        msg = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise refused(msg)
    end = content[-_END_SIZE:]
    if not end.startswith(_END) or end[-2:] != b"\0\0":
        msg = "its end is missing or was changed"
        raise refused(msg)
    is_long = content[-_END_SIZE - _LOCATOR_SIZE :].startswith(_LOCATOR)
    if is_long or int.from_bytes(end[12:16], "little") > _MOST_DIRECTORY:
        msg = "it holds far more files than a saved log"
        raise refused(msg)


def _check_name(name: str) -> None:
    """Refuse names that would lead out of a folder, though nothing is ever unpacked to one."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name:
        msg = "a name in it would lead out of its folder"
        raise refused(msg)
