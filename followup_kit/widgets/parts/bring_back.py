"""Putting a saved copy of a log together with the open one."""

import datetime as dt
import tempfile
from pathlib import Path

from followup_kit.log.log import FollowUpLog
from followup_kit.log.merge import MergeReport, merge


def bring_back(
    log: FollowUpLog, content: bytes, *, now: dt.datetime, even_if_other: bool = False
) -> MergeReport:
    """What was taken over from a saved copy.

    Raises:
        FollowUpError: The bytes are not a sound follow-up log; nothing was changed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "the saved copy"
        path.write_bytes(content)
        return merge(log, path, now=now, even_if_other=even_if_other)


def in_words(report: MergeReport) -> str:
    """What a merge did, as sentences for the status line."""
    if not report.added:
        said = "Everything in that file was in your log already."
    else:
        plural = "change was" if report.added == 1 else "changes were"
        said = f"{report.added} {plural} taken over from that file. Nothing was overwritten."
    if report.conflicts:
        count = len(report.conflicts)
        said += f" {count} {'field differs' if count == 1 else 'fields differ'}: choose below."
    return " ".join(filter(None, (said, report.warning)))
