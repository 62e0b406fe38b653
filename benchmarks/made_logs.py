"""Logs of any size in memory: one interview, one person and four messages per application."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pandas as pd

from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history import History, histories
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import TABLES, Record, Settings
from followup_kit.log.tables import to_frame

NOW = dt.datetime(2026, 10, 5, 16, tzinfo=dt.UTC)
MESSAGES_EACH = 4

_ZONE = "America/New_York"
_PRESETS = ("general", "campus", "internship", "internal")
_HOUR = dt.timedelta(hours=1)


class MadeLog:
    """As much of a log as the rules look at, without a file."""

    def __init__(self, applications: int) -> None:
        self.rows: dict[str, dict[str, Record]] = {table: {} for table in TABLES}
        for number in range(applications):
            for table, row, fields in made_application(number):
                record = TABLES[table].model_validate({**fields, "id": row, "logged_at": NOW})
                self.rows[table][row] = record
        self.settings = Settings(id="settings", logged_at=NOW, holidays="US")

    def histories(self) -> list[History]:
        """What happened, grouped anew at each call, as a log does."""
        return histories(self.rows, self.settings)

    def _frame(self, table: str) -> pd.DataFrame:
        return to_frame(table, self.rows[table].values())

    @cached_property
    def applications(self) -> pd.DataFrame:
        """One row per application."""
        return self._frame("applications")

    @cached_property
    def interviews(self) -> pd.DataFrame:
        """One row per interview."""
        return self._frame("interviews")

    @cached_property
    def interviewers(self) -> pd.DataFrame:
        """One row per person."""
        return self._frame("interviewers")

    @cached_property
    def messages(self) -> pd.DataFrame:
        """One row per message."""
        return self._frame("messages")

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """No news at all."""
        return self._frame("outcomes")


def write_log(path: Path, student: int, *, interviews: int) -> None:
    """A log file of one student, with interviews that no other student has."""
    log = FollowUpLog(LogFile(path))
    numbers = range(student * interviews, (student + 1) * interviews)
    edits = [Edit(*row) for number in numbers for row in made_application(number)]
    log.ledger.commit("Made a log", edits, now=NOW)
    log.change_settings({"student": f"Student {student}", "timezone": _ZONE}, now=NOW)
    log.close()


def plain_pass(log: MadeLog) -> pd.DataFrame:
    """The baseline: one plain groupby over the same rows, for the last message of each."""
    rows = log.messages.merge(
        log.interviews.rename(columns={"id": "interview_id"}), on="interview_id"
    )
    return rows.groupby("application_id_x").agg({"at": "max", "starts_at": "max", "id": "count"})


def made_application(number: int) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Table, row and fields of everything about one application."""
    ended = NOW - dt.timedelta(days=number % 60, hours=1 + number % 5)
    preset = _PRESETS[number % len(_PRESETS)]
    company = {"company": f"Employer {number}", "preset": preset, "employer_timezone": _ZONE}
    yield "applications", f"a{number}", company
    times = {"starts_at": ended - _HOUR, "ends_at": ended, "timezone": _ZONE}
    interview = {"application_id": f"a{number}", "status": "completed", **times}
    yield "interviews", f"i{number}", interview
    person = {"interview_id": f"i{number}", "name": "Ada Example", "email": "ada@example.com"}
    yield "interviewers", f"p{number}", person
    for nth in range(MESSAGES_EACH):
        yield "messages", f"m{number}-{nth}", _message(number, nth, ended)


def _message(number: int, nth: int, ended: dt.datetime) -> dict[str, object]:
    is_ours = nth % 2 == 0
    return {
        "application_id": f"a{number}",
        "interview_id": f"i{number}",
        "direction": "out" if is_ours else "in",
        "kind": "thank_you" if is_ours else "acknowledgement",
        "state": "sent" if number % 3 else "draft",
        "at": ended + (nth + number % 40) * _HOUR / 4,
        "covers": (f"p{number}",),
        "body": "Thank you for the interview.",
    }
