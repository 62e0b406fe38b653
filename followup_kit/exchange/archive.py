"""Everything in a log as one .zip file: readable tables, and the changes to bring back.

`changes.jsonl` is the truth: the same changes with the same ids and checksums, so that
bringing an archive back is a merge, which can be done in any order and any number of
times. All other files are for people; `manifest.json` has the checksum of each.
"""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from string import Template
from typing import Any

from followup_kit.errors import FollowUpError
from followup_kit.exchange.plain_tables import plain_tables
from followup_kit.log.entries import choices_of
from followup_kit.log.file.changes import Change
from followup_kit.log.reading import ReadableLog
from followup_kit.log.schema import TABLES
from followup_kit.text import own_text, time_in_words
from followup_kit.times import require_zone

FORMAT = "follow-up-log"
VERSION = 1
MANIFEST = "manifest.json"
CHANGES = "changes.jsonl"
LONGEST_CHANGE = 2_000_000
MOST_CHANGE_BYTES = 48_000_000
"""A season has some 200,000 bytes; much more could not be brought back on a small computer."""

_README = "README.txt"
_OWNER_ONLY = 0o100600 << 16


def everything_file(log: ReadableLog, *, now: dt.datetime) -> bytes:
    """The whole log as a .zip file that people can read and the workbook can bring back.

    Args:
        log: The log; also one that cannot be written, and the sample.
        now: When the file is made, with a zone.

    Returns:
        The bytes of the file.

    Raises:
        FollowUpError: The log could not be opened, or is too large for one file.
    """
    made_at = require_zone(now, "Now")
    if log.problem:
        raise FollowUpError(log.problem)
    log.refresh()
    changes = log.ledger.file.all_changes()
    each = [f"{json.dumps(change)}\n".encode() for change in changes]
    lines = b"".join(each)
    if len(lines) > MOST_CHANGE_BYTES or max(map(len, each), default=0) > LONGEST_CHANGE:
        msg = "This log is too large for one .zip file. Keep a copy of my_log.db instead."
        raise FollowUpError(msg)
    files = {_README: _readme(made_at).encode("utf-8"), CHANGES: lines}
    entries = [
        _entry(_README, files[_README]),
        _entry(CHANGES, lines, Change._fields, len(changes)),
    ]
    for table in plain_tables(changes):
        files[table.name] = table.as_csv()
        entries.append(_entry(table.name, files[table.name], table.columns, len(table.rows)))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": made_at.isoformat(),
        "files": entries,
    }
    content = json.dumps(manifest, indent=1).encode()
    return _zipped({_README: files.pop(_README), MANIFEST: content, **files}, made_at)


def _entry(
    name: str, content: bytes, columns: tuple[str, ...] = (), rows: int = 0
) -> dict[str, Any]:
    """What the manifest says about one file."""
    table = {"columns": list(columns), "rows": rows} if columns else {}
    return {"name": name, **table, "sha256": hashlib.sha256(content).hexdigest()}


def _zipped(files: Mapping[str, bytes], made_at: dt.datetime) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = ZipInfo(name, made_at.timetuple()[:6])
            info.external_attr, info.compress_type = _OWNER_ONLY, ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()


def _readme(made_at: dt.datetime) -> str:
    text = Template(own_text("exchange/archive_readme.txt"))
    tables = "\n".join(line for table in TABLES for line in _columns(table))
    return text.substitute(day=f"{time_in_words(made_at)} UTC", tables=tables)


def _columns(table: str) -> Iterator[str]:
    """The columns of a table in words."""
    yield f"{table}.csv: one row is {TABLES[table].about}"
    for name, field in TABLES[table].model_fields.items():
        yield f"    {name}: {field.title} {field.description and f'({field.description})'}".rstrip()
        yield from (f"        {choice}: {choice.label}" for choice in choices_of(table, name))
    yield ""
