"""A log's file is for one account of the computer only, whatever its usual rights are."""

import os
from pathlib import Path

from followup_kit.errors import LogNotSavedError, LogUnreadableError

_OTHERS = 0o077


def may_write(path: Path) -> bool:
    """Whether the file can be written; SQLite also needs its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def make_private(path: Path) -> None:
    """Make a folder and an empty file that only this account can read; leave what is there.

    Raises:
        LogUnreadableError: It is a folder.
        LogNotSavedError: There is no such file, and none can be made.
    """
    if path.is_dir():
        msg = f"{path} is a folder. Give the name of a file, such as my_log.db."
        raise LogUnreadableError(msg)
    if path.exists():
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        msg = (
            f"The log {path.name} cannot be made in {path.parent} ({error.strerror}). Choose "
            "another folder, or ask for permission to write there."
        )
        raise LogNotSavedError(msg) from error


def hide_from_others(path: Path) -> None:
    """Take the right to look into a log from other accounts.

    Raises:
        LogUnreadableError: It is the file of another account, to be written here and read by
            others.
    """
    if os.name == "nt" or not path.stat().st_mode & _OTHERS:
        return
    try:
        path.chmod(0o600)
    except OSError as error:
        if not may_write(path):
            return  # it can be read here, and nothing is ever put into it
        msg = (
            f"{path.name} belongs to another account of this computer, and others can read it. "
            "Make a copy of it in a folder of your own, and open that."
        )
        raise LogUnreadableError(msg) from error
