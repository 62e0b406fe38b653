"""Reading files of strangers: their bytes once, and their names as text to show only.

A file is opened without following a link and without waiting, looked at while it is open,
and read once. What comes after works on the bytes, so it does not matter what the name
says, or what becomes of the file.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from followup_kit.errors import LogUnreadableError
from followup_kit.text import cut

LARGEST_BYTES = 50_000_000

_LONGEST_NAME = 80
_HARMLESS = ("L", "M", "N", "P", "S", "Zs")
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")


def shown_name(name: str) -> str:
    """A file name as text to show: no control or invisible characters, and not too long."""
    clean = "".join(c if unicodedata.category(c).startswith(_HARMLESS) else "?" for c in name)
    return cut(clean, _LONGEST_NAME)


def content_of(path: Path) -> bytes:
    """The bytes of a plain file, which is only read.

    Raises:
        LogUnreadableError: It is a link, no plain file, empty, too large, or not to be opened.
    """
    name = shown_name(path.name)
    if path.is_symlink():
        msg = f"{name} is a link to a file elsewhere. Put the file itself into the folder."
        raise LogUnreadableError(msg)
    try:
        with _opened(path) as handle:
            size = _checked(os.fstat(handle), name)
            with os.fdopen(handle, "rb", closefd=False) as file:
                content = file.read(size + 1)
    except OSError as error:
        msg = f"{name} cannot be opened ({error.strerror}). Ask for the file again."
        raise LogUnreadableError(msg) from error
    if len(content) != size:
        msg = f"{name} was written to while it was read. Wait a moment, then read the folder again."
        raise LogUnreadableError(msg)
    return content


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    flags = os.O_RDONLY
    for flag in _FLAGS:
        flags |= getattr(os, flag, 0)
    handle = os.open(path, flags)
    try:
        yield handle
    finally:
        os.close(handle)


def _checked(found: os.stat_result, name: str) -> int:
    """The size of an open file, if it is one that may be read."""
    if not stat.S_ISREG(found.st_mode):
        msg = f"{name} is not a file. Put the log itself into the folder."
        raise LogUnreadableError(msg)
    if found.st_nlink != 1:
        msg = (
            f"{name} has a second name elsewhere on this computer (a hard link). Put a copy of "
            "the file into the folder."
        )
        raise LogUnreadableError(msg)
    if found.st_size == 0:
        msg = f"{name} is empty, so it was not copied whole. Ask for the file again."
        raise LogUnreadableError(msg)
    if found.st_size > LARGEST_BYTES:
        msg = (
            f"{name} is {found.st_size // 1_000_000} MB large. A log has at most "
            f"{LARGEST_BYTES // 1_000_000} MB. Ask for the file again."
        )
        raise LogUnreadableError(msg)
    return found.st_size
