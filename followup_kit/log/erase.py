"""Erase: what is gone for ever, from the file and from its backups.

Removing an entry can be undone, so its text stays in the file. Erasing takes the changes
themselves out and writes the file anew, so that not one byte of them is left. Only the
numbers of the erased rows stay, so that merging an old copy does not bring them back.
"""

import datetime as dt
import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from followup_kit.errors import FollowUpError, LogNotSavedError, LogUnreadableError
from followup_kit.log.file.backups import list_backups
from followup_kit.log.file.changes import Change
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from followup_kit.log.places import workbook_folder

_OWN_TABLE = "applications"
_NAMES_OF_ROWS = ("application_id", "interview_id", "target_id")


@dataclass(frozen=True)
class EraseReport:
    """What was erased, and what only you can erase.

    Attributes:
        rows: How many entries are gone, with the drafts and changes of them.
        backups: How many backups were written anew or removed.
        look_at: Files that may still hold it, and that only you can delete or clear: copies,
            checkpoints of notebooks, and notebooks with stored outputs.
    """

    rows: int
    backups: int
    look_at: tuple[Path, ...] = ()


def employers(log: FollowUpLog) -> list[str]:
    """The employers that a log has or had, as it calls them now, in alphabetical order."""
    values = [log.ledger.values(*key) for key in log.ledger.known_rows() if key[0] == _OWN_TABLE]
    names = {str(fields.get("company", "")).strip() for fields in values}
    return sorted(filter(None, {name.casefold(): name for name in sorted(names)}.values()))


def erase_employer(log: FollowUpLog, company: str, *, now: dt.datetime) -> EraseReport:
    """Erase everything about one employer: applications, interviews, people, messages, news.

    Forms that are not saved yet are erased too, since they may be about it. It cannot be
    undone.

    Args:
        log: The log.
        company: The employer as the log has or had it; capital letters do not matter.
        now: When.

    Raises:
        FollowUpError: The log never knew such an employer.
        LogNotSavedError: The log or a backup could not be written; say so, and try again.
    """
    log.refresh()
    changes = log.ledger.file.all_changes()
    rows = _rows_about(company, changes)
    if not rows:
        msg = f"No employer called `{company}` is or was in this log. Check the spelling."
        raise FollowUpError(msg)
    forms = {change.row for change in changes if change.table == "forms"}
    return _erase(log, rows, forms, now)


def erase_everything(log: FollowUpLog, *, now: dt.datetime) -> EraseReport:
    """Erase the whole log and all its backups; an empty log stays. It cannot be undone.

    Raises:
        LogNotSavedError: The log or a backup could not be written; say so, and try again.
    """
    log.refresh()
    changes = log.ledger.file.all_changes()
    named = {"settings", *(change.row for change in changes if change.table == "forms")}
    return _erase(log, {change.row for change in changes} - named, named, now)


def _rows_about(company: str, changes: list[Change]) -> set[str]:
    """The rows of an employer, and all rows that name one of them."""
    wanted = company.strip().casefold()
    values = [(change, change.values) for change in changes]
    rows = {
        change.row
        for change, fields in values
        if change.table == _OWN_TABLE and str(fields.get("company", "")).casefold() == wanted
    }
    while True:
        more = {
            change.row
            for change, fields in values
            if change.row not in rows and {fields.get(name) for name in _NAMES_OF_ROWS} & rows
        }
        if not more:
            return rows
        rows |= more


def _erase(log: FollowUpLog, rows: set[str], named: set[str], now: dt.datetime) -> EraseReport:
    """Erase rows, and those with a fixed name (forms, settings): backups first, the log last.

    In this order it can be done again if it is cut short.
    """
    if log.read_only:
        raise LogNotSavedError(log.read_only)
    changes = log.ledger.file.all_changes()
    gone = {change.row for change in changes} & (rows | named)
    log.back_up("erase", now=now)
    is_all = len(gone) == len({change.row for change in changes})
    path = log.path if log.ledger.file.is_kept else None
    done: set[Path] = set()

    def erase_in_copies() -> None:
        for copy in _copies(path) if path else []:
            if copy not in done:
                _erase_in_copy(copy, rows | named, remove=is_all)
                done.add(copy)

    erase_in_copies()
    log.ledger.erase(rows, named, now=now)
    erase_in_copies()  # one may have been made meanwhile, by another notebook
    return EraseReport(len(gone), len(done), _look_at(path) if path else ())


def _copies(log_path: Path) -> list[Path]:
    """Every copy that the workbook made of the log by itself."""
    of_older_versions = log_path.parent.glob(f"{log_path.stem}_version_*.db")
    return [*(backup.path for backup in list_backups(log_path)), *of_older_versions]


def _erase_in_copy(path: Path, rows: set[str], *, remove: bool) -> None:
    """Write a copy anew without the rows, or remove it; one that cannot be opened is removed.

    Raises:
        LogNotSavedError: It could be neither written nor removed.
    """
    if not remove and "_version_" not in path.name:
        try:
            with closing(LogFile(path, as_copy=True)) as copy:
                copy.erase(rows)
                copy.copy_to(path)
        except LogUnreadableError:
            pass
        else:
            return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        msg = (
            f"The backup {path.name} cannot be removed ({error.strerror}). Nothing was erased in "
            "the log yet. Ask for permission to write there, then try again."
        )
        raise LogNotSavedError(msg) from error


def _look_at(log_path: Path) -> tuple[Path, ...]:
    """Files beside the log and its notebooks that may still hold what was erased."""
    folder = log_path.parent
    found = {path for path in folder.glob("*.db*") if path != log_path and path.is_file()}
    for notebooks in {folder, folder / ".." / ".." / "notebooks", workbook_folder() / "notebooks"}:
        found |= {path.resolve() for path in notebooks.glob(".ipynb_checkpoints/*.ipynb")}
        found |= {path.resolve() for path in notebooks.glob("*.ipynb") if _has_outputs(path)}
    return tuple(sorted(found))


def _has_outputs(notebook: Path) -> bool:
    """Whether a notebook holds what its cells showed; also if that cannot be told."""
    try:
        content = json.loads(notebook.read_bytes())
        is_shown = any(cell.get("outputs") for cell in content["cells"])
        return is_shown or "widgets" in content["metadata"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True
