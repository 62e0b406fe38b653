"""Putting a saved copy of a log together with the open one."""

import datetime as dt
import tempfile
from pathlib import Path

from followup_kit.log.log import FollowUpLog
from followup_kit.log.merge import merge


def brought_back(log: FollowUpLog, content: bytes, *, now: dt.datetime) -> str:
    """What was taken over from a saved copy, in words.

    Raises:
        FollowUpError: The bytes are not a sound follow-up log; nothing was changed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "saved copy.db"
        path.write_bytes(content)
        report = merge(log, path, now=now)
    if not report.added:
        return "Everything in that file was in your log already."
    said = f"{report.added} changes were taken over from that file. Nothing was overwritten."
    if report.conflicts:
        said += (
            f" {len(report.conflicts)} fields differ; choose under See or change what is logged."
        )
    return said
