import pytest

from tests.progress.tables import SmallLog


@pytest.fixture
def log() -> SmallLog:
    return SmallLog()


@pytest.fixture
def worked_example() -> SmallLog:
    """The log of section 7 of the metrics: six interviews and one that was cancelled."""
    log = SmallLog()
    log.interview("I1", "2026-09-15 15:00", "A B C")
    log.after("I1", "A", 2)
    log.after("I1", "B", 23 + 50 / 60)
    log.after("I1", "C", 20, kind="forward_request")
    log.outcome("I1", "advanced", "2026-09-24 10:00")
    log.interview("I2", "2026-09-18 15:00", "A")
    log.after("I2", "A", 30)
    log.outcome("I2", "rejected", "2026-09-25 09:00")
    log.interview("I3", "2026-09-22 11:00", "A")
    log.note("I3", "A", "2026-09-22 09:30")
    log.interview("I4", "2026-09-30 16:00", "A B")
    log.after("I4", "A", 3, state="bounced")
    log.after("I4", "A", 26)
    log.after("I4", "B", 3)
    log.after("I4", "B", 4, direction="in", kind="auto_reply", automated=True)
    log.interview("I5", "2026-10-05 11:00", "A")
    log.interview("I6", "2026-09-24 14:00", "A", contact_instruction="no_contact")
    log.outcome("I6", "offer", "2026-10-02 10:00")
    log.interview("I7", "2026-09-21 15:00", "A", status="cancelled_by_employer")
    return log
