import datetime as dt

import pytest

from followup_kit.errors import StaleEditError
from followup_kit.log.file.changes import NEW
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.log import FollowUpLog, open_log
from tests.conftest import NOW, at


@pytest.fixture
def row(panel_log: FollowUpLog) -> str:
    return panel_log.applications["id"][0]


@pytest.fixture
def seen(panel_log: FollowUpLog, row: str) -> Seen:
    """What a second tab saw before the first one wrote a note."""
    as_shown = panel_log.seen(("applications", row))
    panel_log.change("applications", row, {"notes": "from here"}, now=NOW)
    return as_shown


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

    assert panel_log.past.conflicts() == []


def test_an_edit_of_the_newest_version_is_saved(panel_log, row, seen) -> None:
    newest = panel_log.seen(("applications", row))

    panel_log.change("applications", row, {"notes": "second"}, now=NOW, seen=newest)

    assert panel_log.applications["notes"][0] == "second"


def test_an_edit_of_a_row_removed_elsewhere_is_refused(panel_log, row) -> None:
    seen = panel_log.seen(("applications", row))
    panel_log.remove("applications", row, now=NOW)

    with pytest.raises(StaleEditError, match="now 'removed'"):
        panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)


def test_a_change_written_in_another_tab_counts(panel_log, row, log_path) -> None:
    seen = panel_log.seen(("applications", row))
    open_log(log_path).change("applications", row, {"notes": "other tab"}, now=NOW)

    with pytest.raises(StaleEditError, match="other tab"):
        panel_log.change("applications", row, {"notes": "this tab"}, now=NOW, seen=seen)


def test_a_stale_interview_form_is_refused_as_a_whole(panel_log: FollowUpLog) -> None:
    row, person = panel_log.interviews["id"][0], panel_log.interviewers["id"][0]
    seen = panel_log.seen(("interviewers", person))
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


def test_a_field_the_editor_left_alone_is_not_written(panel_log, row, seen) -> None:
    panel_log.change("applications", row, {"notes": "", "position": "Clerk"}, now=NOW, seen=seen)

    assert panel_log.applications.loc[0, ["notes", "position"]].tolist() == ["from here", "Clerk"]


@pytest.mark.parametrize(
    ("keeps_mine", "notes"), [(True, "from there"), (False, "from here")], ids=["mine", "theirs"]
)
def test_the_chosen_value_is_saved_and_the_rest_too(panel_log, row, seen, keeps_mine, notes):
    edit = {"notes": "from there", "position": "Clerk"}
    with pytest.raises(StaleEditError) as caught:
        panel_log.change("applications", row, edit, now=NOW, seen=seen)

    caught.value.choose(caught.value.clashes[0], keeps_mine)
    panel_log.change("applications", row, edit, now=NOW, seen=seen)

    assert panel_log.applications.loc[0, ["notes", "position"]].tolist() == [notes, "Clerk"]
    assert panel_log.past.conflicts() == []


def test_a_choice_holds_for_the_values_that_were_shown(panel_log, row, seen) -> None:
    with pytest.raises(StaleEditError) as caught:
        panel_log.change("applications", row, {"notes": "mine"}, now=NOW, seen=seen)
    caught.value.choose(caught.value.clashes[0], True)
    panel_log.change("applications", row, {"notes": "and once more"}, now=NOW)

    with pytest.raises(StaleEditError, match="and once more"):
        panel_log.change("applications", row, {"notes": "mine"}, now=NOW, seen=seen)


def test_what_was_removed_elsewhere_comes_back_whole_if_it_is_kept(panel_log, row) -> None:
    seen = panel_log.seen(("applications", row))
    panel_log.remove("applications", row, now=NOW)
    with pytest.raises(StaleEditError) as caught:
        panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)

    caught.value.choose(caught.value.clashes[0], True)
    panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)

    assert panel_log.applications["notes"].tolist() == ["x"]
    assert len(panel_log.interviewers) == 3


def test_what_was_removed_elsewhere_stays_away_if_that_is_chosen(panel_log, row) -> None:
    seen = panel_log.seen(("applications", row))
    panel_log.remove("applications", row, now=NOW)
    with pytest.raises(StaleEditError) as caught:
        panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)

    caught.value.choose(caught.value.clashes[0], False)
    panel_log.change("applications", row, {"notes": "x"}, now=NOW, seen=seen)

    assert panel_log.is_empty


def _people(log: FollowUpLog, but: str = "") -> list[dict[str, str]]:
    return [{"id": p.id, "name": p.name} for p in log.records("interviewers") if p.id != but]


def _all_seen(log: FollowUpLog) -> Seen:
    tables = ("applications", "interviews", "interviewers")
    return log.seen(*[(table, row) for table in tables for row in log.table(table)["id"]])


def test_a_person_added_elsewhere_is_not_taken_out(panel_log: FollowUpLog) -> None:
    row, seen, shown = panel_log.interviews["id"][0], _all_seen(panel_log), _people(panel_log)
    added = {"interview_id": row, "name": "Ana Sousa"}
    panel_log.add("interviewers", added, now=NOW, action="Added a person")

    application = panel_log.applications["id"][0]
    panel_log.change_interview(row, {}, shown, application=application, now=NOW, seen=seen)

    assert panel_log.interviewers["name"].tolist()[-1] == "Ana Sousa"


def test_taking_out_a_person_who_was_changed_elsewhere_is_asked_about(panel_log) -> None:
    row, person = panel_log.interviews["id"][0], panel_log.interviewers["id"][0]
    seen, shown = _all_seen(panel_log), _people(panel_log, but=person)
    panel_log.change("interviewers", person, {"title": "Head of data"}, now=NOW)

    application = panel_log.applications["id"][0]
    with pytest.raises(StaleEditError) as caught:
        panel_log.change_interview(row, {}, shown, application=application, now=NOW, seen=seen)

    assert [(c.yours, c.theirs) for c in caught.value.clashes] == [("removed", "kept")]


@pytest.mark.parametrize("same", [" from here ", "from here"])
def test_blanks_at_the_ends_of_a_line_do_not_clash(panel_log, row, same) -> None:
    seen = panel_log.seen(("applications", row))
    panel_log.change("applications", row, {"company": "from here"}, now=NOW)

    panel_log.change("applications", row, {"company": same}, now=NOW, seen=seen)

    assert panel_log.applications["company"].tolist() == ["from here"]


def test_one_moment_in_two_zones_does_not_clash(panel_log: FollowUpLog) -> None:
    row = panel_log.interviews["id"][0]
    seen = panel_log.seen(("interviews", row))
    panel_log.change("interviews", row, {"starts_at": at(15, 13)}, now=NOW)

    same = {"starts_at": at(15, 13).astimezone(dt.UTC)}
    panel_log.change("interviews", row, same, now=NOW, seen=seen)

    assert panel_log.interviews["starts_at"].tolist() == [at(15, 13)]


def test_a_row_that_is_not_there_is_new(log: FollowUpLog) -> None:
    assert log.revision("applications", "nothing") == NEW


def test_redo_does_again_what_was_undone(panel_log: FollowUpLog, row: str) -> None:
    panel_log.change("applications", row, {"notes": "first"}, now=NOW, action="Wrote a note")
    panel_log.past.undo(now=NOW)
    assert panel_log.past.next_redo == "Wrote a note"

    assert panel_log.past.redo(now=NOW) == "Wrote a note"

    assert panel_log.applications["notes"][0] == "first"
    assert (panel_log.past.next_undo, panel_log.past.next_redo) == ("Wrote a note", "")


def test_undo_and_redo_walk_back_and_forth(panel_log: FollowUpLog, row: str) -> None:
    for note in ("first", "second", "third"):
        panel_log.change("applications", row, {"notes": note}, now=NOW)

    said = []
    for step in ("undo", "undo", "undo", "redo", "redo", "undo", "redo", "redo"):
        getattr(panel_log.past, step)(now=NOW)
        said.append(panel_log.applications["notes"][0])

    assert said == ["second", "first", "", "first", "second", "first", "second", "third"]


def test_a_new_action_ends_what_can_be_done_again(panel_log: FollowUpLog, row: str) -> None:
    panel_log.change("applications", row, {"notes": "first"}, now=NOW)
    panel_log.past.undo(now=NOW)

    panel_log.change("applications", row, {"position": "Analyst"}, now=NOW)

    assert panel_log.past.next_redo == ""


def test_redo_works_after_reopening(panel_log: FollowUpLog, log_path) -> None:
    panel_log.past.undo(now=at(15, 17))

    reopened = open_log(log_path)
    reopened.past.redo(now=at(15, 18))

    assert reopened.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]
