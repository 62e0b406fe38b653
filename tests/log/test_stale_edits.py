import pytest

from followup_kit.errors import StaleEditError
from followup_kit.log.changes import NEW
from followup_kit.log.log import FollowUpLog, open_log
from tests.conftest import NOW, at


@pytest.fixture
def row(panel_log: FollowUpLog) -> str:
    return panel_log.applications["id"][0]


@pytest.fixture
def seen(panel_log: FollowUpLog, row: str) -> str:
    """What a second tab saw before the first one wrote a note."""
    revision = panel_log.revision("applications", row)
    panel_log.change("applications", row, {"notes": "from here"}, now=NOW)
    return revision


def test_a_stale_edit_of_the_same_field_carries_both_values(panel_log, row, seen) -> None:
    with pytest.raises(StaleEditError, match="`Notes` was changed elsewhere") as caught:
        panel_log.change("applications", row, {"notes": "from there"}, now=NOW, seen=seen)

    (clash,) = caught.value.clashes
    assert (clash.field, clash.yours, clash.theirs) == ("notes", "from there", "from here")
    assert panel_log.applications["notes"][0] == "from here"


def test_another_field_is_merged_quietly(panel_log, row, seen) -> None:
    panel_log.change("applications", row, {"position": "Analyst"}, now=NOW, seen=seen)

    assert panel_log.applications.loc[0, ["notes", "position"]].tolist() == ["from here", "Analyst"]


def test_the_same_value_is_no_clash(panel_log, row, seen) -> None:
    panel_log.change("applications", row, {"notes": "from here"}, now=NOW, seen=seen)

    assert panel_log.conflicts() == []


def test_an_edit_of_the_newest_version_is_saved(panel_log, row, seen) -> None:
    newest = panel_log.revision("applications", row)

    panel_log.change("applications", row, {"notes": "second"}, now=NOW, seen=newest)

    assert panel_log.applications["notes"][0] == "second"


def test_an_edit_of_a_row_removed_elsewhere_is_refused(panel_log, row) -> None:
    seen = panel_log.revision("applications", row)
    panel_log.remove("applications", row, now=NOW)

    with pytest.raises(StaleEditError, match="now 'removed'"):
        panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)


def test_a_change_written_in_another_tab_counts(panel_log, row, log_path) -> None:
    seen = panel_log.revision("applications", row)
    open_log(log_path).change("applications", row, {"notes": "other tab"}, now=NOW)

    with pytest.raises(StaleEditError, match="other tab"):
        panel_log.change("applications", row, {"notes": "this tab"}, now=NOW, seen=seen)


def test_a_stale_interview_form_is_refused_as_a_whole(panel_log: FollowUpLog) -> None:
    row, person = panel_log.interviews["id"][0], panel_log.interviewers["id"][0]
    seen = {person: panel_log.revision("interviewers", person)}
    panel_log.change("interviewers", person, {"name": "Priya N. Nair"}, now=NOW)

    with pytest.raises(StaleEditError, match="`Name` was changed elsewhere"):
        panel_log.change_interview(
            row,
            {"notes": "went well"},
            [{"id": person, "name": "Pria Nair"}],
            application=panel_log.applications["id"][0],
            now=NOW,
            seen=seen,
        )
    assert panel_log.interviews["notes"][0] == ""


def test_a_row_that_is_not_there_is_new(log: FollowUpLog) -> None:
    assert log.revision("applications", "nothing") == NEW


def test_redo_does_again_what_was_undone(panel_log: FollowUpLog, row: str) -> None:
    panel_log.change("applications", row, {"notes": "first"}, now=NOW, action="Wrote a note")
    panel_log.undo(now=NOW)
    assert panel_log.next_redo == "Wrote a note"

    assert panel_log.redo(now=NOW) == "Wrote a note"

    assert panel_log.applications["notes"][0] == "first"
    assert (panel_log.next_undo, panel_log.next_redo) == ("Wrote a note", "")


def test_undo_and_redo_walk_back_and_forth(panel_log: FollowUpLog, row: str) -> None:
    for note in ("first", "second", "third"):
        panel_log.change("applications", row, {"notes": note}, now=NOW)

    said = []
    for step in ("undo", "undo", "undo", "redo", "redo", "undo", "redo", "redo"):
        getattr(panel_log, step)(now=NOW)
        said.append(panel_log.applications["notes"][0])

    assert said == ["second", "first", "", "first", "second", "first", "second", "third"]


def test_a_new_action_ends_what_can_be_done_again(panel_log: FollowUpLog, row: str) -> None:
    panel_log.change("applications", row, {"notes": "first"}, now=NOW)
    panel_log.undo(now=NOW)

    panel_log.change("applications", row, {"position": "Analyst"}, now=NOW)

    assert panel_log.next_redo == ""


def test_redo_works_after_reopening(panel_log: FollowUpLog, log_path) -> None:
    panel_log.undo(now=at(15, 17))

    reopened = open_log(log_path)
    reopened.redo(now=at(15, 18))

    assert reopened.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]
