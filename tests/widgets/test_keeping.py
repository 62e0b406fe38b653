import datetime as dt
from pathlib import Path

import pytest

from followup_kit.exchange.archive import everything_file
from followup_kit.log.log import FollowUpLog, open_log
from followup_kit.widgets.start.panel import StartPanel, start_panel
from tests.conftest import NOW, PANEL
from tests.widgets.conftest import hand_over, html_of, press

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def panel(panel_log: FollowUpLog) -> StartPanel:
    return start_panel(panel_log, clock=lambda: LATER)


@pytest.fixture
def laptop(panel: StartPanel, tmp_path: Path) -> FollowUpLog:
    """A copy of the log, saved from the panel and opened elsewhere."""
    sent = []
    panel.keeping.file.send = lambda message, buffers: sent.append((message, buffers))
    panel.keeping.file._heard({"wanted": True})
    path = tmp_path / "laptop.db"
    path.write_bytes(sent[0][1][0])
    copy = open_log(path)
    yield copy
    copy.close()


def give_back(panel: StartPanel, log: FollowUpLog) -> None:
    upload(panel, log.as_bytes())


def upload(panel: StartPanel, content: bytes) -> None:
    hand_over(panel.keeping.upload, ("my_log.db", content))


def test_a_saved_copy_holds_everything(panel: StartPanel, laptop: FollowUpLog) -> None:
    assert laptop.interviewers["name"].tolist() == panel.log.interviewers["name"].tolist()


def test_what_is_not_saved_yet_is_counted(panel: StartPanel) -> None:
    panel.log.change_settings({"student": "Sam Rivera"}, now=LATER)
    panel.look_again()

    assert panel.keeping.file.unsaved == 1
    panel.keeping.file._heard({"saved": panel.log.version})
    assert panel.keeping.file.unsaved == 0


def test_a_file_that_is_followed_is_written_after_each_change(panel: StartPanel) -> None:
    sent = []
    panel.keeping.file.send = lambda message, buffers: sent.append(message["version"])
    panel.keeping.file.follows = True

    panel.log.change_settings({"student": "Sam Rivera"}, now=LATER)
    panel.look_again()
    panel.look_again()

    assert sent == [panel.log.version]


def test_bringing_a_copy_back_takes_over_what_is_new(panel: StartPanel, laptop) -> None:
    laptop.change("applications", laptop.applications["id"][0], {"notes": "there"}, now=LATER)

    give_back(panel, laptop)

    assert panel.log.applications["notes"].tolist() == ["there"]
    assert "1 change was taken over" in panel.status.text
    give_back(panel, laptop)
    assert "was in your log already" in panel.status.text


def test_an_archive_is_brought_back_in_the_same_place(panel: StartPanel, laptop) -> None:
    """By what is in it: the name of the file still ends in .db here."""
    laptop.change("applications", laptop.applications["id"][0], {"notes": "there"}, now=LATER)

    upload(panel, everything_file(laptop, now=LATER))

    assert panel.log.applications["notes"].tolist() == ["there"]
    assert "1 change was taken over" in panel.status.text
    assert panel.keeping.upload.accept == ".db,.zip"


def test_a_damaged_archive_is_refused(panel: StartPanel) -> None:
    upload(panel, everything_file(panel.log, now=LATER)[:-1])

    assert "cannot be brought back: its end is missing" in panel.status.text


def test_the_archive_of_somebody_else_is_asked_about(panel: StartPanel, tmp_path: Path) -> None:
    panel.log.change_settings({"student": "Sam Rivera"}, now=NOW)
    other = open_log(tmp_path / "other.db")
    other.add("applications", {"company": "Other"}, now=NOW, action="Added")

    upload(panel, everything_file(other, now=NOW))
    assert len(panel.log.applications) == 1

    press(panel.keeping, "Yes, put them together")
    assert len(panel.log.applications) == 2


def test_fields_that_differ_are_shown_and_chosen(panel: StartPanel, laptop) -> None:
    row = panel.log.interviewers["id"][0]
    panel.log.change("interviewers", row, {"title": "Team lead"}, now=LATER)
    laptop.change("interviewers", row, {"title": "Head of data"}, now=LATER)

    give_back(panel, laptop)
    assert "1 field differs" in panel.status.text
    shown = panel.conflicts.children[0].children[1].children
    (lead,) = [one for one in shown if "Team lead" in html_of(one)]
    assert [one is lead for one in shown if "Head of data" in html_of(one)] == [False]

    press(lead, "Keep this one")

    assert panel.log.interviewers["title"][0] == "Team lead"
    assert panel.conflicts.children == ()


def test_somebody_elses_log_is_asked_about(panel: StartPanel, tmp_path: Path) -> None:
    panel.log.change_settings({"student": "Sam Rivera"}, now=NOW)
    other = open_log(tmp_path / "other.db")
    other.change_settings({"student": "Ana Sousa"}, now=NOW)
    other.add_interview(
        {"starts_at": NOW, "timezone": "UTC"}, PANEL, application={"company": "Other"}, now=NOW
    )

    give_back(panel, other)
    assert len(panel.log.applications) == 1
    assert "Ana Sousa" in html_of(panel.keeping.question)

    press(panel.keeping, "Yes, put them together")
    assert len(panel.log.applications) == 2


def test_a_file_that_is_no_log_is_refused(panel: StartPanel) -> None:
    panel.bring_back(b"not a log", False)

    assert "not a follow-up log" in panel.status.text


def test_undone_things_can_be_done_again(panel: StartPanel) -> None:
    panel.status.undo.click()
    assert panel.log.is_empty

    panel.status.redo.click()

    assert len(panel.log.interviewers) == 3
    assert panel.status.redo.layout.display == "none"


def test_going_back_to_a_backup_can_be_undone(panel: StartPanel) -> None:
    panel.log.back_up("import", now=LATER)
    panel.log.remove("applications", panel.log.applications["id"][0], now=LATER)
    panel.redraw()

    press(panel.backups, "Go back to this backup")

    assert len(panel.log.applications) == 1
    assert "Undo brings the later ones back" in panel.status.text
    panel.status.undo.click()
    assert panel.log.is_empty


def test_without_backups_there_is_nothing_to_go_back_to(log: FollowUpLog) -> None:
    panel = start_panel(log, clock=lambda: LATER)

    assert panel.backups.layout.display == "none"
