"""The logs that tests share. Everyone in them is made up."""

import datetime as dt
import os
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog

PROFILES = {"quick": 60, "full": 500, "thorough": 1000}
"""How many histories the properties try: few by default, more in `make test`."""

for name, examples in PROFILES.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=name != "thorough",
        suppress_health_check=[HealthCheck.too_slow],
    )
AGREEMENTS = {"thorough": 2000}.get(os.environ.get("HYPOTHESIS_PROFILE", ""), 200)
"""How many histories the properties of agreement try."""
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 9, 15, 16, 30, tzinfo=NEW_YORK)
"""Half past four on the Tuesday of the interview below."""


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> dt.datetime:
    """A moment of autumn 2026 in New York."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


APPLICATION = {
    "company": "Northwind Health",
    "position": "Data Analyst Intern",
    "preset": "internship",
    "employer_timezone": "America/New_York",
}
INTERVIEW = {
    "starts_at": at(15, 14),
    "ends_at": at(15, 15),
    "timezone": "America/New_York",
    "status": "completed",
}
PANEL = (
    {"name": "Priya Nair", "email": "priya.nair@example.com", "topics": "the move to R"},
    {"name": "Tomás Ortega", "email": "tomas@example.com", "part": "hiring_manager"},
    {"name": "Wen Li"},
)


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "my_log.db"


@pytest.fixture
def log(log_path: Path) -> FollowUpLog:
    """An empty log in a new file."""
    opened = FollowUpLog(LogFile(log_path), random=Random(1))
    yield opened
    opened.close()


@pytest.fixture
def panel_log(log: FollowUpLog) -> FollowUpLog:
    """One application with one panel interview of three people, nothing sent."""
    log.add_interview(INTERVIEW, PANEL, application=APPLICATION, now=NOW)
    return log
