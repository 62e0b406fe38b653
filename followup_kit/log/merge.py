"""Two copies of one log become one: everything that is in either is in both.

A log is a list of changes that only grows, so merging adds the changes that are missing
here. It can be done in any order and any number of times, and overwrites nothing. Fields
that were changed on both sides are listed by `log.past.conflicts()` until a person settles them.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from followup_kit.errors import LogUnreadableError
from followup_kit.log.file.changes import Change
from followup_kit.log.file.conflicts import Conflict
from followup_kit.log.log import FollowUpLog, open_bytes, open_copy

_A_DAY = 24 * 3600 * 1000


@dataclass(frozen=True)
class MergeReport:
    """What merging did.

    Attributes:
        added: How many changes came in.
        already_here: How many were in both.
        conflicts: Fields with values that were written without knowing of each other.
        question: What to ask before anything is merged; empty if it was done.
        warning: What is odd about the other copy, in words; empty if nothing is.
    """

    added: int
    already_here: int
    conflicts: tuple[Conflict, ...] = ()
    question: str = ""
    warning: str = ""


def merge(
    log: FollowUpLog, source: Path | bytes, *, now: dt.datetime, even_if_other: bool = False
) -> MergeReport:
    """Bring everything of another copy of the log into this one.

    Args:
        log: The log that takes in.
        source: The file of the other copy, which is only read; or its bytes.
        now: When.
        even_if_other: Merge also if it seems to be the log of another person.

    Returns:
        What was done. With a `question`, nothing was merged yet.

    Raises:
        LogUnreadableError: The other file is damaged, newer, or no follow-up log.
        LogNotSavedError: The log cannot be written; nothing was merged.
    """
    other = _opened(source)
    try:
        return merge_open(log, other, now=now, even_if_other=even_if_other)
    finally:
        other.close()


def merge_open(
    log: FollowUpLog, other: FollowUpLog, *, now: dt.datetime, even_if_other: bool = False
) -> MergeReport:
    """As `merge`, with another copy that is open already, and is only read.

    Raises:
        LogUnreadableError: The other copy is of a newer version, or is the made-up sample.
        LogNotSavedError: The log cannot be written; nothing was merged.
    """
    theirs = _changes_to_merge(log, other)
    known = _known(log, theirs)
    if not even_if_other and (question := _question(log, other, shared=len(known))):
        return MergeReport(0, len(known), question=question)
    log.back_up("merge", now=now)
    added = log.ledger.take_over([change for change in theirs if change.id not in known])
    conflicts = tuple(log.past.conflicts())
    return MergeReport(added, len(theirs) - added, conflicts, warning=_clock_warning(theirs, now))


def _opened(source: Path | bytes) -> FollowUpLog:
    if isinstance(source, Path):
        return open_copy(source)
    return open_bytes(source, "The saved copy")


def _changes_to_merge(log: FollowUpLog, other: FollowUpLog) -> list[Change]:
    if other.read_only:
        raise LogUnreadableError(other.read_only)
    if other.settings.made_up and not log.settings.made_up:
        msg = "This is a copy of the made-up sample, which is never mixed with your own log."
        raise LogUnreadableError(msg)
    return other.ledger.file.all_changes()


def _known(log: FollowUpLog, theirs: list[Change]) -> dict[str, Change]:
    """Their changes that are here too.

    Raises:
        LogUnreadableError: One of them says something else there than here.
    """
    log.refresh()
    ids = {change.id: change for change in theirs}
    known = {change.id: change for change in log.ledger.file.all_changes() if change.id in ids}
    if any(ids[change.id] != change for change in known.values()):
        msg = (
            "The other copy tells a different story about the same changes: it was altered by "
            "hand or damaged. Nothing was merged. Use an earlier copy."
        )
        raise LogUnreadableError(msg)
    return known


def _question(log: FollowUpLog, other: FollowUpLog, *, shared: int) -> str:
    """What to ask if the two logs do not seem to be one person's; empty if they do."""
    mine, theirs = log.settings.student, other.settings.student
    if shared or log.is_empty or other.is_empty or (mine and mine == theirs):
        return ""
    return (
        f"This copy seems to be another log ({theirs or 'no name in it'}), not a copy of yours "
        f"({mine or 'no name in it'}): nothing in it is in yours. Bring it in all the same?"
    )


def _clock_warning(theirs: list[Change], now: dt.datetime) -> str:
    latest = max((int(change.clock.split(".")[0]) for change in theirs), default=0)
    if latest - now.timestamp() * 1000 <= _A_DAY:
        return ""
    ahead = dt.datetime.fromtimestamp(latest / 1000, dt.UTC)
    return (
        f"The clock of the other computer stood at {ahead:%d %b %Y}. The order of changes is "
        "kept; check the dates that you entered there."
    )
