"""What is done to a log while something fails, and how it is looked at afterwards."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from followup_kit.errors import LogUnreadableError
from followup_kit.exchange.lists_in.preview import Choices, write_import
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.log.erase import erase_employer
from followup_kit.log.file import database
from followup_kit.log.file.backups import Keeper, list_backups
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.merge import merge
from followup_kit.log.restore import replace_damaged, restore
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL

OLD = 6
LAST, ERASED = f"old {OLD - 1}", "old 1"
BATCH = 1 + 1 + len(PANEL)
IMPORTED = 120
DAMAGE = b"\0" * 4096
UNSAFE = ("journal_mode=OFF", "synchronous=OFF")
"""Settings under which the tests must find losses: the control."""


def opened(path: Path, *, keeps_backups: bool = False) -> FollowUpLog:
    """The log at that path, if wanted with backups behind it; an error if it cannot be opened."""
    file = LogFile(path)
    return FollowUpLog(file, keeper=Keeper(file, in_background=True) if keeps_backups else None)


def save(log: FollowUpLog, name: str) -> None:
    """One press of Save: an application, an interview and three people."""
    application = {**APPLICATION, "company": name, "notes": "x" * 700}
    log.add_interview(INTERVIEW, PANEL, application=application, now=NOW)


def names(log: FollowUpLog) -> set[str]:
    """The employers that are in the log whole, with their interview and people."""
    interviews = {i.application_id: i.id for i in log.records("interviews")}
    people = Counter(p.interview_id for p in log.records("interviewers"))
    return {
        application.company
        for application in log.records("applications")
        if people[interviews.get(application.id, "?")] == len(PANEL)
    }


def old_names() -> set[str]:
    """The employers that are in every log before anything fails."""
    return {f"old {number}" for number in range(OLD)}


def make_old(path: Path) -> None:
    """A log with a few entries and a backup without the last, and a copy with one more."""
    log = FollowUpLog(LogFile(path), random=Random(1))
    for name in sorted(old_names()):
        if name == LAST:
            log.back_up("save", now=NOW)
        save(log, name)
    log.close()
    damaged = _damaged(path)
    damaged.parent.mkdir()
    damaged.write_bytes(DAMAGE + path.read_bytes()[len(DAMAGE) :])
    (path.parent / "other").mkdir()
    shutil.copy(path, path.parent / "other" / path.name)
    other = opened(path.parent / "other" / path.name)
    save(other, "new")
    other.close()


def do_save(path: Path) -> None:
    save(opened(path), "new")


def do_save_behind(path: Path) -> None:
    """A save for which a backup is due, made by another thread; closing waits for it."""
    log, later = opened(path, keeps_backups=True), NOW + dt.timedelta(hours=1)
    application = {**APPLICATION, "company": "new"}
    log.add_interview(INTERVIEW, PANEL, application=application, now=later)
    log.close()


def do_import(path: Path) -> None:
    """A list with one application in each row, read, looked at and written."""
    log = opened(path)
    lines = [f"imported {number},{'y' * 300}\n" for number in range(IMPORTED)]
    sheets = read_sheets(f"Company,Notes\n{''.join(lines)}".encode(), "list.csv", {})
    preview = preview_import(sheets, log, choices=Choices(), zone_name="UTC", now=NOW)
    write_import(log, preview, source="list.csv", now=NOW)


def do_merge(path: Path) -> None:
    merge(opened(path), path.parent / "other" / path.name, now=NOW)


def do_backup(path: Path) -> None:
    opened(path).back_up("import", now=NOW)


def do_undo(path: Path) -> None:
    opened(path).past.undo(now=NOW)


def do_restore(path: Path) -> None:
    log = opened(path)
    restore(log, list_backups(path)[-1], now=NOW)


def do_replace(path: Path) -> None:
    replace_damaged(_damaged(path), list_backups(path)[-1], now=NOW)


def _damaged(path: Path) -> Path:
    """The same log without its first page, in a folder of its own."""
    return path.parent / "damaged" / path.name


def do_erase(path: Path) -> None:
    erase_employer(opened(path), ERASED, now=NOW)


def do_upgrade(path: Path) -> None:
    database.VERSION = 3
    database.MIGRATIONS[2] = (
        "CREATE TABLE more (a TEXT)",
        "INSERT INTO more SELECT id FROM changes",
    )
    database.SCHEMAS[3] = (*database.SCHEMAS[2], "CREATE TABLE more (a TEXT)")
    opened(path)


WORK: dict[str, Callable[[Path], None]] = {
    "save": do_save,
    "save with backup": do_save_behind,
    "import": do_import,
    "merge": do_merge,
    "backup": do_backup,
    "undo": do_undo,
    "restore": do_restore,
    "replace": do_replace,
    "erase": do_erase,
    "upgrade": do_upgrade,
}


def state_after(work: str, path: Path) -> str:
    """What came of it: `done`, `not done`, or in words what is broken."""
    if work in _LOOKED_AT_APART:
        return _LOOKED_AT_APART[work](path)
    log = opened(path)
    whole, imported = names(log), 0
    imported = sum(a.company.startswith("imported") for a in log.records("applications"))
    kept = old_names() - ({LAST} if work in {"undo", "restore"} else set())
    if not kept <= whole:
        return "old entries are gone"
    if imported not in (0, IMPORTED) or len(log.records("applications")) != len(whole) + imported:
        return "half a batch is there"
    if any(not _is_whole(b.path, old_names() - {LAST}) for b in list_backups(path)):
        return "a backup is not whole"
    done = {
        "save": "new" in whole,
        "save with backup": "new" in whole,
        "merge": "new" in whole,
        "import": imported == IMPORTED,
        "undo": LAST not in whole,
        "restore": LAST not in whole,
        "backup": len(list_backups(path)) > 1,
    }[work]
    if work == "restore" and done:
        log.past.undo(now=NOW)
        if names(log) != old_names():
            return "what came after the backup is lost"
    save(log, "afterwards")
    return ("done" if done else "not done") if "afterwards" in names(log) else "cannot be used"


def _is_whole(path: Path, wanted: set[str]) -> bool:
    """Whether a copy opens, has these employers, and no half of any other."""
    copy = open_copy(path)
    there = names(copy)
    return wanted <= there and len(copy.records("applications")) == len(there)


def _after_replace(path: Path) -> str:
    """There is a log at any time; the damaged one is replaced now, if it was not then."""
    damaged = _damaged(path)
    if not damaged.exists():
        return "there is no log"
    try:
        log = opened(damaged)
    except LogUnreadableError:
        do_replace(path)
        return "not done" if _is_whole(damaged, old_names() - {LAST}) else "cannot be replaced"
    return "done" if names(log) >= old_names() - {LAST} else "old entries are gone"


def _after_erase(path: Path) -> str:
    """All of the employer is there or nothing, and erasing once more leaves not a byte."""
    log, rest = opened(path), old_names() - {ERASED}
    there = names(log)
    if not rest <= there or len(log.records("applications")) != len(there):
        return "old entries are gone, or a half is left"
    if any(not _is_whole(b.path, rest - {LAST}) for b in list_backups(path)):
        return "a backup is not whole"
    if ERASED in there:
        do_erase(path)
    folders = (path.parent, path.parent / "backups")
    files = [file for folder in folders for file in folder.iterdir() if file.is_file()]
    if any(f'"{ERASED}"'.encode() in file.read_bytes() for file in files):
        return "bytes of it are left"
    log.refresh()
    save(log, "afterwards")
    return ("not done" if ERASED in there else "done") if names(log) > rest else "cannot be used"


def _after_upgrade(path: Path) -> str:
    """The older program opens it whole or says that it is newer; the newer one opens it whole."""
    try:
        with_old = opened(path)
    except LogUnreadableError as error:
        is_new = "another version" in str(error)
    else:
        is_new = False
        if names(with_old) != old_names():
            return "old entries are gone"
        with_old.close()
    do_upgrade(path)
    with_new = opened(path)
    return ("done" if is_new else "not done") if names(with_new) == old_names() else "lost"


_LOOKED_AT_APART: dict[str, Callable[[Path], str]] = {
    "upgrade": _after_upgrade,
    "replace": _after_replace,
    "erase": _after_erase,
}
