"""What taking in some lists would do: shown first, written only when a person agrees."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.matching.reports import RowReport, RowState
from followup_kit.exchange.lists_in.questions import Answers, Question
from followup_kit.exchange.lists_in.rows.suggestions import Suggestion
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog


@dataclass(frozen=True)
class Choices:
    """What a person chose for some lists.

    Attributes:
        answers: The key of a question to its answer.
        kinds: The name of a sheet to what one row of it is, or `LEFT_OUT`.
        columns: The name of a sheet to the place of each of its columns that was changed.
        agreed: The keys of suggestions that are right.
    """

    answers: Answers = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Preview:
    """What would be written, and what has to be known first.

    Attributes:
        tables: The lists as they are understood.
        rows: What becomes of every row, in the order of the lists.
        questions: What only a person can know.
        unanswered: Those that must be answered before anything is written.
        suggestions: Interviews that notes seem to tell of.
        remarks: What was noticed in a list, by its name.
        edits: What would be written.
        log_version: The state of the log it was made for.
        failures: What could not be read at all; while there is one nothing is written.
    """

    tables: tuple[Table, ...]
    rows: tuple[RowReport, ...]
    questions: tuple[Question, ...]
    unanswered: tuple[Question, ...]
    suggestions: tuple[Suggestion, ...]
    remarks: Mapping[str, tuple[str, ...]]
    edits: tuple[Edit, ...]
    log_version: int
    failures: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows become what."""
        found = Counter(report.state for report in self.rows)
        return {state: found[state] for state in RowState}

    @property
    def is_ready(self) -> bool:
        """Whether it can be written: all was read and answered, and there is something new."""
        return bool(self.edits) and not self.unanswered and not self.failures


def write_import(log: FollowUpLog, preview: Preview, *, source: str, now: dt.datetime) -> None:
    """Write what a preview showed, as one batch that one undo takes back.

    Args:
        log: The log.
        preview: What was agreed to.
        source: The name of the file, for the words of undo.
        now: When.

    Raises:
        FollowUpError: Something must be answered first, or the log was changed since the
            preview; nothing was written.
        LogNotSavedError: The log cannot be written; nothing was.
    """
    log.refresh()
    if preview.unanswered:
        msg = f"Nothing was imported yet. Answer first: {preview.unanswered[0].text}"
        raise FollowUpError(msg)
    if preview.failures:
        msg = f"Nothing was imported: {preview.failures[0]}"
        raise FollowUpError(msg)
    if log.version != preview.log_version:
        msg = "Your log was changed since this preview was made. Look at it again, then import."
        raise FollowUpError(msg)
    log.take_in(preview.edits, source=source, now=now)
