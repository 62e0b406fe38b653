"""Putting a saved copy of a log together with the open one."""

import datetime as dt
from contextlib import closing

from followup_kit.exchange.archive_in import log_from_archive
from followup_kit.exchange.counted_zip import is_zip
from followup_kit.log.log import FollowUpLog
from followup_kit.log.merge import MergeReport, merge, merge_open
from followup_kit.text import counted


def bring_back(
    log: FollowUpLog, content: bytes, *, now: dt.datetime, even_if_other: bool = False
) -> MergeReport:
    """What was taken over from a saved copy: a log's file, or an archive of everything.

    Which of the two it is shows in the bytes; the name of the file does not matter.

    Raises:
        FollowUpError: The bytes are not a sound follow-up log; nothing was changed.
    """
    if is_zip(content):
        with closing(log_from_archive(content)) as other:
            return merge_open(log, other, now=now, even_if_other=even_if_other)
    return merge(log, content, now=now, even_if_other=even_if_other)


def brought_in_words(report: MergeReport) -> str:
    """What a merge did, as sentences for the status line."""
    if not report.added:
        said = "Everything in that file was in your log already."
    else:
        added = counted(report.added, "change was", "changes were")
        said = f"{added} taken over from that file. Nothing was overwritten."
    if report.conflicts:
        said += (
            f" {counted(len(report.conflicts), 'field differs', 'fields differ')}: choose below."
        )
    return " ".join(filter(None, (said, report.warning)))
