"""One student's season from log to chart, run with every socket turned into an error.

python -m tests.one_season [socket]     `socket` is the control: it asks for one
"""

import socket
import sys
import tempfile
from pathlib import Path

from followup_kit import (
    FollowUpLog,
    cohort_table,
    load_practice,
    next_steps,
    on_time_rate,
    open_log,
    open_sample,
    pairs,
    plot_delay_dots,
    read_cohort,
)
from followup_kit.exchange.archive import everything_file
from followup_kit.exchange.archive_in import log_from_archive
from followup_kit.exchange.calendar import calendar_file
from followup_kit.exchange.contacts import contacts_file
from followup_kit.exchange.mail import mailto_link, message_file
from followup_kit.exchange.webmail import SERVICES, compose_link
from followup_kit.exchange.workbook import excel_file
from followup_kit.log.erase import erase_employer
from followup_kit.log.merge import merge
from followup_kit.log.places import sample_folder
from followup_kit.write.checks.run import check
from followup_kit.write.compose import compose
from followup_kit.write.from_log import facts_from
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL


def refuse(*_: object, **__: object) -> None:
    """Stand in for every way to the network."""
    msg = "the kit asked for a socket"
    raise RuntimeError(msg)


def guard() -> None:
    """Let every socket be an error from now on."""
    for name in ("socket", "create_connection", "create_server", "getaddrinfo", "socketpair"):
        setattr(socket, name, refuse)


def log_and_write(folder: Path) -> None:
    """What a student does with one interview."""
    log = open_log(folder / "my_log.db")
    log.add_interview(INTERVIEW, PANEL, application=APPLICATION, now=NOW)
    (history,) = log.histories()
    assert calendar_file(next_steps(log, now=NOW), [history], now=NOW)
    person = history.interviewers[0]
    facts = facts_from(history, person, "thank_you", now=NOW, practice=load_practice())
    draft = compose(facts)
    check(draft.subject, draft.body, facts)
    hand_over(person.email, draft.subject, draft.body)
    take_out(log)
    backup = log.back_up("import", now=NOW)
    assert backup is not None
    merge(log, backup, now=NOW)
    log.past.undo(now=NOW)
    log.past.redo(now=NOW)
    erase_employer(log, APPLICATION["company"], now=NOW)


def hand_over(address: str, subject: str, body: str) -> None:
    """Every way a note can leave; nothing is asked of a mail service."""
    mailto_link(address, subject, body)
    message_file(address, subject, body)
    for service in SERVICES:
        compose_link(service, address, subject, body)


def take_out(log: FollowUpLog) -> None:
    """Every file that can be taken out, and the way back."""
    contacts_file(log.histories(), now=NOW)
    excel_file(log, zone_name="UTC", now=NOW)
    log_from_archive(everything_file(log, now=NOW)).close()


def look_back() -> None:
    """The charts of the sample, and a coach's table of a class."""
    sample = open_sample()
    stands_at = sample.settings.stands_at or NOW
    owed = pairs(sample, now=stands_at)
    on_time_rate(owed)
    plot_delay_dots(owed, now=stands_at)
    cohort_table(read_cohort(sample_folder("cohort")))


if __name__ == "__main__":
    guard()
    if "socket" in sys.argv:
        socket.create_connection(("127.0.0.1", 9))
    with tempfile.TemporaryDirectory() as made:
        log_and_write(Path(made))
    look_back()
    sys.stdout.write("a season without a socket\n")
