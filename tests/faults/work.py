"""What is done to a log while something fails, and how it is looked at afterwards."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from followup_kit.log import database
from followup_kit.log.backups import Keeper, list_backups
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.merge import merge
from followup_kit.log.store import LogFile
from followup_kit.log.undoing import Edit
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL

OLD = 6
BATCH = 1 + 1 + len(PANEL)
IMPORTED = 120
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
    """A log with a few entries and a backup, and a copy with one more beside it."""
    log = FollowUpLog(LogFile(path), random=Random(1))
    for name in sorted(old_names()):
        save(log, name)
    log.back_up("save", now=NOW)
    log.close()
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
    log = opened(path)
    rows = [
        Edit("applications", f"row{n}", {"company": f"imported {n}", "notes": "y" * 300})
        for n in range(IMPORTED)
    ]
    log.ledger.commit("Imported a table", rows, now=NOW)


def do_merge(path: Path) -> None:
    merge(opened(path), path.parent / "other" / path.name, now=NOW)


def do_backup(path: Path) -> None:
    opened(path).back_up("import", now=NOW)


def do_undo(path: Path) -> None:
    opened(path).undo(now=NOW)


def do_upgrade(path: Path) -> None:
    database.VERSION = 2
    database.MIGRATIONS[1] = (
        "CREATE TABLE more (a TEXT)",
        "INSERT INTO more SELECT id FROM changes",
    )
    database.SCHEMAS[2] = (*database.SCHEMAS[1], "CREATE TABLE more (a TEXT)")
    opened(path)


WORK: dict[str, Callable[[Path], None]] = {
    "save": do_save,
    "save with backup": do_save_behind,
    "import": do_import,
    "merge": do_merge,
    "backup": do_backup,
    "undo": do_undo,
    "upgrade": do_upgrade,
}


def state_after(work: str, path: Path) -> str:
    """What came of it: `done`, `not done`, or in words what is broken."""
    if work == "upgrade":
        return _after_upgrade(path)
    log = opened(path)
    whole, imported = names(log), 0
    imported = sum(a.company.startswith("imported") for a in log.records("applications"))
    kept = old_names() - ({f"old {OLD - 1}"} if work == "undo" else set())
    if not kept <= whole:
        return "old entries are gone"
    if imported not in (0, IMPORTED) or len(log.records("applications")) != len(whole) + imported:
        return "half a batch is there"
    if any(len(names(open_copy(b.path))) < OLD for b in list_backups(path)):
        return "a backup is not whole"
    done = {
        "save": "new" in whole,
        "save with backup": "new" in whole,
        "merge": "new" in whole,
        "import": imported == IMPORTED,
        "undo": f"old {OLD - 1}" not in whole,
        "backup": len(list_backups(path)) > 1,
    }[work]
    save(log, "afterwards")
    return ("done" if done else "not done") if "afterwards" in names(log) else "cannot be used"


def _after_upgrade(path: Path) -> str:
    """The older program or the newer one must open it with everything in it."""
    with_old = opened(path)
    is_new = bool(with_old.read_only)
    if names(with_old) != old_names():
        return "old entries are gone"
    with_old.close()
    do_upgrade(path)
    with_new = opened(path)
    return ("done" if is_new else "not done") if names(with_new) == old_names() else "lost"
