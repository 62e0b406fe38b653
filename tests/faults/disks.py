"""Fills a disk to the brim, and looks whether everything acknowledged is there and saving goes on.

python -m tests.faults.disks tmpfs|loop|limit     as root for the first two
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from followup_kit.errors import LogNotSavedError
from followup_kit.log.file.backups import list_backups
from followup_kit.log.log import open_copy
from tests.conftest import NOW
from tests.faults.work import names, opened, save

ROOM = 900_000
MOST_SAVES = 3_000


def fill(folder: Path, make_room: Callable[[], None]) -> Counter[str]:
    """Save until it fails, twice: with the backup and with a save; then make room."""
    path, acknowledged = folder / "my_log.db", set()
    log = opened(path)
    save(log, "first")
    log.back_up("save", now=NOW)
    message = ""
    for number in range(MOST_SAVES):
        try:
            save(log, str(number))
        except LogNotSavedError as error:
            message = str(error)
            break
        acknowledged.add(str(number))
    backup_failed = False
    try:
        log.back_up("import", now=NOW)
    except LogNotSavedError:
        backup_failed = True
    lost = len(acknowledged - names(log))
    intact = all(names(open_copy(b.path)) >= {"first"} for b in list_backups(path))
    strays = len(list((folder / "backups").glob("*.part")))
    make_room()
    save(log, "after room was made")
    log.close()
    again = opened(path)
    is_usable = acknowledged | {"after room was made"} <= names(again)
    again.close()
    return Counter(
        acknowledged=len(acknowledged),
        lost=lost,
        unusable=not is_usable,
        unsaid="Make room" not in message and "the disk" not in message,
        backup_not_refused=not backup_failed,
        bad_backups=not intact,
        strays=strays,
    )


def on_tmpfs() -> Counter[str]:
    """One megabyte in memory."""
    folder = Path(tempfile.mkdtemp(prefix="full-"))
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)
    try:
        return fill(folder, lambda: run("mount", "-o", "remount,size=8m", folder))
    finally:
        run("umount", folder)
        folder.rmdir()


def on_loop() -> Counter[str]:
    """A small file system in a file."""
    folder = Path(tempfile.mkdtemp(prefix="full-"))
    image, mount = folder / "image", folder / "mount"
    mount.mkdir()
    run("truncate", "-s", "6M", image)
    run("mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-m", "0", image)
    run("mount", "-o", "loop", image, mount)
    try:
        room = os.statvfs(mount)
        (mount / "filler").write_bytes(b"\0" * (room.f_bavail * room.f_frsize - ROOM))
        return fill(mount, (mount / "filler").unlink)
    finally:
        run("umount", mount)
        shutil.rmtree(folder)


def under_a_limit() -> Counter[str]:
    """No file may grow beyond a limit, as with `ulimit -f`."""
    folder = Path(tempfile.mkdtemp(prefix="full-"))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM // 2, before[1]))
    counts = fill(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    shutil.rmtree(folder)
    counts["backup_not_refused"] = 0  # the backup is smaller than the limit and may succeed
    return counts


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


WAYS = {"tmpfs": on_tmpfs, "loop": on_loop, "limit": under_a_limit}

if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]]()))
