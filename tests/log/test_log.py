import datetime as dt

import pandas as pd
import pytest

from followup_kit.errors import FollowUpError, InvalidEntryError
from followup_kit.log.file.ledger import Edit
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog, open_copy, open_log
from followup_kit.log.news import NEWS
from followup_kit.log.schema import TABLES, Application, Interview
from followup_kit.log.tables import dtypes_of
from tests.conftest import APPLICATION, INTERVIEW, NOW, PANEL, at

SHOWN = ["applications", "interviews", "interviewers", "messages", "outcomes", "comments"]


@pytest.mark.parametrize("table", SHOWN)
def test_an_empty_table_has_exact_dtypes(log: FollowUpLog, table: str) -> None:
    frame = getattr(log, table)

    assert len(frame) == 0
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dtypes_of(table)


@pytest.mark.parametrize("table", ["applications", "interviews", "interviewers"])
def test_a_filled_table_has_the_same_dtypes(panel_log: FollowUpLog, table: str) -> None:
    frame = getattr(panel_log, table)

    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dtypes_of(table)


def test_a_panel_interview_is_logged_in_one_go(panel_log: FollowUpLog) -> None:
    assert panel_log.applications["company"].tolist() == ["Northwind Health"]
    assert panel_log.interviews["application_id"].tolist() == panel_log.applications["id"].tolist()
    assert panel_log.interviewers["name"].tolist() == ["Priya Nair", "Tomás Ortega", "Wen Li"]


def test_moments_come_out_in_utc(panel_log: FollowUpLog) -> None:
    assert panel_log.interviews["ends_at"][0] == pd.Timestamp("2026-09-15T19:00Z")


def test_changing_a_table_does_not_change_the_log(panel_log: FollowUpLog) -> None:
    frame = panel_log.applications
    frame.loc[0, "company"] = "Somebody Else"

    assert panel_log.applications["company"][0] == "Northwind Health"


def test_a_second_round_joins_its_application(panel_log: FollowUpLog) -> None:
    application = panel_log.applications["id"][0]
    second = {**INTERVIEW, "round": 2, "starts_at": at(14, 10), "ends_at": at(14, 11)}

    panel_log.add_interview(second, application=application, now=NOW)

    history = panel_log.history(application)
    assert [interview.round for interview in history.interviews] == [2, 1]
    assert len(panel_log.applications) == 1


def test_a_change_is_seen_and_keeps_the_rest(panel_log: FollowUpLog) -> None:
    person = panel_log.interviewers["id"][2]

    panel_log.change("interviewers", person, {"email": "wen.li@example.com"}, now=NOW)

    row = panel_log.interviewers.iloc[2]
    assert (row["name"], row["email"]) == ("Wen Li", "wen.li@example.com")


def test_logged_at_is_when_the_row_was_first_written(panel_log: FollowUpLog) -> None:
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "x"}, now=at(17, 9))

    assert panel_log.applications["logged_at"][0] == NOW


def test_a_sent_draft_is_one_message(panel_log: FollowUpLog) -> None:
    application = panel_log.applications["id"][0]
    fields = {"application_id": application, "kind": "thank_you", "body": "Dear Priya"}

    draft = panel_log.save_draft(fields, now=NOW)
    panel_log.save_draft({"body": "Dear Priya,"}, now=NOW, draft=draft)
    panel_log.record_sent({}, at=NOW, now=NOW, draft=draft)

    assert panel_log.messages["state"].tolist() == ["sent"]
    assert panel_log.messages["body"].tolist() == ["Dear Priya,"]


def test_news_is_a_message_and_an_outcome(panel_log: FollowUpLog) -> None:
    application = panel_log.applications["id"][0]

    panel_log.record_news(application, NEWS["rejected"], at=at(17, 10), now=at(17, 11))

    history = panel_log.history(application)
    assert [m.kind for m in history.received] == ["rejection"]
    assert [o.outcome for o in history.outcomes] == ["rejected"]
    panel_log.past.undo(now=at(17, 12))
    assert len(panel_log.messages) + len(panel_log.outcomes) == 0


def test_a_new_date_stays_with_the_message_that_named_it(panel_log: FollowUpLog) -> None:
    application = panel_log.applications["id"][0]
    day = dt.date(2026, 10, 2)

    panel_log.record_news(
        application, NEWS["new_date"], at=at(17, 10), now=at(17, 11), decision_on=day
    )

    assert panel_log.history(application).messages[-1].stated_decision_on == day
    assert panel_log.history(application).received[0].kind == "new_date"


def test_an_automatic_reply_is_no_answer(panel_log: FollowUpLog) -> None:
    application = panel_log.applications["id"][0]

    panel_log.record_news(application, NEWS["auto_reply"], at=at(15, 16), now=NOW)

    assert panel_log.history(application).received == ()
    assert panel_log.messages["automated"].tolist() == [True]


def test_changing_an_interview_keeps_adds_and_removes_people(panel_log: FollowUpLog) -> None:
    row, people = panel_log.interviews["id"][0], panel_log.interviewers
    kept = {"id": people["id"][0], "name": "Priya Nair", "title": "Team lead"}

    panel_log.change_interview(
        row,
        {"notes": "went well"},
        [kept, {"name": "Ana Sousa"}],
        application={"id": panel_log.applications["id"][0], "position": "Analyst"},
        now=NOW,
    )

    assert panel_log.interviewers["name"].tolist() == ["Priya Nair", "Ana Sousa"]
    assert panel_log.interviewers["topics"][0] == "the move to R"
    assert panel_log.applications["position"].tolist() == ["Analyst"]
    panel_log.past.undo(now=NOW)
    assert panel_log.interviewers["name"].tolist() == people["name"].tolist()


def test_removing_an_interview_takes_its_people(panel_log: FollowUpLog) -> None:
    panel_log.remove("interviews", panel_log.interviews["id"][0], now=NOW)

    assert len(panel_log.interviewers) == 0
    assert len(panel_log.applications) == 1


def test_removing_an_application_takes_everything_of_it(panel_log: FollowUpLog) -> None:
    panel_log.remove("applications", panel_log.applications["id"][0], now=NOW)

    assert [len(panel_log.table(table)) for table in SHOWN] == [0] * len(SHOWN)


def test_undo_takes_back_a_whole_interview(panel_log: FollowUpLog) -> None:
    assert panel_log.past.next_undo == "Logged an interview"

    panel_log.past.undo(now=NOW)

    assert panel_log.is_empty
    assert len(panel_log.interviewers) == 0
    assert panel_log.past.next_undo == ""


def test_undo_brings_back_what_was_removed(panel_log: FollowUpLog) -> None:
    before = panel_log.interviewers
    panel_log.remove("interviews", panel_log.interviews["id"][0], now=NOW)

    panel_log.past.undo(now=NOW)

    pd.testing.assert_frame_equal(panel_log.interviewers, before)


def test_undo_brings_back_the_value_before(panel_log: FollowUpLog) -> None:
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "first"}, now=NOW)
    panel_log.change("applications", row, {"notes": "second"}, now=NOW)

    panel_log.past.undo(now=NOW)
    assert panel_log.applications["notes"][0] == "first"
    panel_log.past.undo(now=NOW)
    assert panel_log.applications["notes"][0] == ""


def test_undo_of_sending_keeps_the_draft(panel_log: FollowUpLog) -> None:
    fields = {"application_id": panel_log.applications["id"][0], "body": "Dear Priya"}
    draft = panel_log.save_draft(fields, now=NOW)
    panel_log.record_sent({}, at=NOW, now=NOW, draft=draft)

    panel_log.past.undo(now=NOW)

    message = panel_log.messages.iloc[0]
    assert (message["state"], message["body"]) == ("draft", "Dear Priya")
    assert pd.isna(message["at"])


def test_undo_without_anything_to_undo_says_so(log: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="nothing to undo"):
        log.past.undo(now=NOW)


def test_drafts_are_not_undone(panel_log: FollowUpLog) -> None:
    fields = {"application_id": panel_log.applications["id"][0], "body": "Dear"}
    panel_log.save_draft(fields, now=NOW)

    assert panel_log.past.undo(now=NOW) == "Logged an interview"


def test_a_form_comes_back_after_reopening(log: FollowUpLog, log_path) -> None:
    log.save_form("log", {"company": "North"}, now=NOW)

    assert open_log(log_path).form("log") == {"company": "North"}
    assert open_log(log_path).form("another") == {}


def test_two_open_logs_see_each_other(panel_log: FollowUpLog, log_path) -> None:
    other = open_log(log_path)
    other.change("applications", other.applications["id"][0], {"notes": "from there"}, now=NOW)

    assert panel_log.refresh()
    assert panel_log.applications["notes"][0] == "from there"
    assert not panel_log.refresh()


def test_a_change_made_elsewhere_is_taken_in_before_writing(panel_log, log_path) -> None:
    other = open_log(log_path)
    other.add_interview(INTERVIEW, application={"company": "Elsewhere"}, now=at(15, 17))

    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "here"}, now=NOW)

    assert panel_log.applications["company"].tolist() == ["Northwind Health", "Elsewhere"]


def test_a_clock_that_goes_back_does_not_hide_the_newest_value(panel_log) -> None:
    row = panel_log.applications["id"][0]
    panel_log.change("applications", row, {"notes": "first"}, now=at(16, 9))
    panel_log.change("applications", row, {"notes": "second"}, now=at(1, 9))

    assert panel_log.applications["notes"][0] == "second"


def test_settings_have_defaults_and_can_be_changed(log: FollowUpLog) -> None:
    assert log.settings.preset == "general"

    log.change_settings({"student": "Sam Rivera"}, now=NOW)

    assert log.settings.student == "Sam Rivera"


def test_a_copy_does_not_touch_the_file(panel_log: FollowUpLog, log_path) -> None:
    before = log_path.read_bytes()
    copy = open_copy(log_path)
    copy.add_interview(INTERVIEW, application={"company": "Elsewhere"}, now=NOW)

    assert len(copy.applications) == 2
    assert log_path.read_bytes() == before
    assert len(panel_log.applications) == 1


def test_two_logs_with_the_same_changes_are_equal(log_path, tmp_path) -> None:
    from random import Random

    logs = [FollowUpLog(LogFile(tmp_path / f"{n}.db"), random=Random(3)) for n in range(2)]
    for log in logs:
        log.add_interview(INTERVIEW, PANEL, application=APPLICATION, now=NOW)

    pd.testing.assert_frame_equal(logs[0].interviewers, logs[1].interviewers)


def test_get_names_a_row_that_is_gone(panel_log: FollowUpLog) -> None:
    row = panel_log.interviews["id"][0]
    assert panel_log.get(Interview, row).round == 1

    with pytest.raises(FollowUpError, match="not in the log any more"):
        panel_log.get(Application, row)
    with pytest.raises(FollowUpError, match="not in the log any more"):
        panel_log.history(row)


WRONG = {
    "empty company": ({"company": " "}, {}, {}, "`Employer` is empty. Fill it in."),
    "invisible company": ({"company": "\u200b"}, {}, {}, "`Employer` is empty"),
    "end before start": ({}, {"ends_at": at(15, 13)}, {}, "`Planned end` is not after the start"),
    "unknown zone": ({}, {"timezone": "Berlin"}, {}, "Did you mean Europe/Berlin?"),
    "future but completed": (
        {},
        {"starts_at": at(16, 14), "ends_at": at(16, 15)},
        {},
        "starts in the future",
    ),
    "ended later than now": ({}, {"ended_at": at(15, 17)}, {}, "`Really ended` is in the future"),
    "no start": ({}, {"starts_at": None}, {}, "`Starts` is empty"),
    "no zone": ({}, {"starts_at": "2026-09-15T14:00"}, {}, "has no time zone"),
    "year 68": ({}, {"starts_at": at(15, 14).replace(year=1968)}, {}, "is in the year 1968"),
    "unknown status": (
        {},
        {"status": "mayb"},
        {},
        "`Did it happen\\?` is 'mayb'. Allowed: Planned",
    ),
    "round zero": ({}, {"round": 0}, {}, "`Round` is '0'. Allowed: a whole number from 1 to 99"),
    "unknown column": ({"salary": "1"}, {}, {}, "no column `salary` in applications"),
    "two addresses": ({}, {}, {"email": "a@example.com, b@example.com"}, "not one e-mail address"),
    "script link": ({}, {}, {"linkedin_url": "javascript:alert(1)"}, "not a web address"),
    "no name": ({}, {}, {"name": ""}, "`Name` is empty"),
    "line break": ({}, {}, {"name": "Priya\nNair"}, "holds a line break"),
    "long name": ({}, {}, {"name": "x" * 201}, "is 201 characters long. Allowed: one line of at"),
    "date as text": ({"stated_decision_on": "soon"}, {}, {}, "'soon'. Allowed: a date such as"),
    "long notes": ({"notes": "x" * 20_001}, {}, {}, "is 20,001 characters long"),
}


@pytest.mark.parametrize(
    ("application", "interview", "person", "message"), WRONG.values(), ids=WRONG.keys()
)
def test_a_wrong_entry_is_named_and_not_written(
    log: FollowUpLog, application, interview, person, message
) -> None:
    with pytest.raises(InvalidEntryError, match=message):
        log.add_interview(
            {**INTERVIEW, **interview},
            [{**PANEL[0], **person}],
            application={**APPLICATION, **application},
            now=NOW,
        )

    assert [len(log.table(table)) for table in SHOWN] == [0] * len(SHOWN)


def test_everything_wrong_is_said_in_one_go(log: FollowUpLog) -> None:
    with pytest.raises(InvalidEntryError) as caught:
        log.add_interview(
            {**INTERVIEW, "timezone": "Berlin"}, [{"name": ""}], application={}, now=NOW
        )

    fields = [problem.field for problem in caught.value.problems]
    assert {"company", "timezone", "name"} <= set(fields)


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (at(15, 13), "before the interview"),
        (at(15, 17), "in the future"),
        (None, "`When` is empty"),
    ],
)
def test_an_impossible_time_of_a_note_is_refused(panel_log, when, message) -> None:
    fields = {
        "application_id": panel_log.applications["id"][0],
        "interview_id": panel_log.interviews["id"][0],
    }
    with pytest.raises(InvalidEntryError, match=message):
        panel_log.record_sent(fields, at=when, now=NOW)

    assert len(panel_log.messages) == 0


def test_a_message_about_nobody_is_refused(panel_log: FollowUpLog) -> None:
    fields = {"application_id": "gone", "covers": ("nobody",)}

    with pytest.raises(InvalidEntryError, match="names an entry in applications") as caught:
        panel_log.record_sent(fields, at=NOW, now=NOW)
    assert "person who is not in the log" in str(caught.value)


def test_every_column_has_a_label_and_a_known_kind() -> None:
    for table, model in TABLES.items():
        dtypes = dtypes_of(table)
        for name, field in model.model_fields.items():
            assert field.title, f"{table}.{name} has no label"
            assert name in dtypes


def test_a_question_may_come_before_the_interview(panel_log: FollowUpLog) -> None:
    (interview,) = panel_log.interviews["id"]
    fields = {
        "application_id": panel_log.applications["id"][0],
        "interview_id": interview,
        "kind": "scheduling",
    }

    panel_log.record_received(fields, at=at(14, 16), now=NOW)

    assert panel_log.messages["kind"].tolist() == ["scheduling"]


def test_your_own_free_days_are_kept_in_order(log: FollowUpLog) -> None:
    log.change_settings({"free_days": ["2026-12-31", "2026-12-24"]}, now=NOW)

    assert log.settings.free_days == ("2026-12-24", "2026-12-31")


def test_a_free_day_must_be_a_date(log: FollowUpLog) -> None:
    with pytest.raises(InvalidEntryError, match="holds `Christmas`, which is not a date"):
        log.change_settings({"free_days": ["Christmas"]}, now=NOW)


def test_every_version_of_a_draft_is_kept(panel_log: FollowUpLog) -> None:
    fields = {"application_id": panel_log.applications["id"][0], "body": "Dear"}
    draft = panel_log.save_draft(fields, now=NOW)
    panel_log.save_draft({"body": "Dear Priya"}, now=at(15, 17), draft=draft)

    versions = panel_log.past.versions("messages", draft)

    assert [(when, values["body"]) for when, values in versions] == [
        (NOW, "Dear"),
        (at(15, 17), "Dear Priya"),
    ]


def test_a_column_of_a_newer_version_hides_nothing(panel_log: FollowUpLog, log_path) -> None:
    row = panel_log.applications["id"][0]
    edit = Edit("applications", row, {"salary": "a newer column", "notes": "kept"})
    panel_log._ledger.commit("", [edit], now=NOW)

    reopened = open_log(log_path)

    assert reopened.bad_rows == ()
    assert reopened.applications["notes"].tolist() == ["kept"]
    reopened.change("applications", row, {"notes": "changed"}, now=NOW)
    assert "a newer column" in log_path.read_bytes().decode("latin-1")
