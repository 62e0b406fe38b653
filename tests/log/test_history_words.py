import pytest

from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import TABLES
from tests.conftest import at

ZONE = "America/New_York"


@pytest.fixture
def row(panel_log: FollowUpLog) -> str:
    return panel_log.interviews["id"][0]


def told(log: FollowUpLog, row: str) -> str:
    """The newest sentence about the interview."""
    return log.past.history_of("interviews", row, zone_name=ZONE)[-1]


def test_the_first_sentence_says_who_was_added_when(panel_log, row) -> None:
    assert panel_log.past.history_of_interview(row, zone_name=ZONE) == [
        "Tue 15 Sep, 16:30 you added the interview.",
        "Tue 15 Sep, 16:30 you added Priya Nair.",
        "Tue 15 Sep, 16:30 you added Tomás Ortega.",
        "Tue 15 Sep, 16:30 you added Wen Li.",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"starts_at": at(15, 13)},
            "changed Starts of the interview from Tue 15 Sep, 14:00 to Tue 15 Sep, 13:00.",
        ),
        ({"notes": "went well"}, "filled in Notes of the interview: “went well”."),
        ({"ends_at": None}, "cleared Planned end of the interview, which was Tue 15 Sep, 15:00."),
        ({"round": 2}, "changed Round of the interview from “1” to “2”."),
    ],
)
def test_a_change_says_from_what_to_what(panel_log, row, fields, sentence) -> None:
    panel_log.change("interviews", row, fields, now=at(16, 14, 3))

    assert told(panel_log, row) == f"Wed 16 Sep, 14:03 you {sentence}"


def test_a_choice_is_told_by_its_label(panel_log, row) -> None:
    panel_log.change("interviews", row, {"kind": "video"}, now=at(16, 9))

    assert "from “Not recorded” to “Video call”" in told(panel_log, row)


def test_the_time_is_on_the_readers_clock(panel_log, row) -> None:
    first = panel_log.past.history_of("interviews", row, zone_name="Europe/London")[0]

    assert first == "Tue 15 Sep, 21:30 you added the interview."


def test_undo_is_told_as_taken_back(panel_log, row) -> None:
    panel_log.change("interviews", row, {"notes": "x"}, now=at(16, 9))
    panel_log.past.undo(now=at(16, 10))

    assert told(panel_log, row).endswith(
        "cleared Notes of the interview, which was “x” (taken back)."
    )


def test_removing_and_bringing_back_are_told(panel_log, row) -> None:
    panel_log.remove("interviews", row, now=at(16, 9))
    assert told(panel_log, row) == "Wed 16 Sep, 09:00 you removed the interview."

    panel_log.past.undo(now=at(16, 10))
    assert told(panel_log, row) == "Wed 16 Sep, 10:00 you brought back the interview (taken back)."


def test_a_message_names_the_people_it_is_for(panel_log, row) -> None:
    fields = {"application_id": panel_log.applications["id"][0], "interview_id": row}
    draft = panel_log.save_draft({**fields, "body": "Dear"}, now=at(15, 16))
    people = tuple(panel_log.interviewers["id"][:2])
    panel_log.record_sent({"covers": people}, at=at(15, 16), now=at(15, 16), draft=draft)

    sentences = panel_log.past.history_of_interview(row, zone_name=ZONE)

    assert "filled in People of a message: Priya Nair, Tomás Ortega." in " ".join(sentences)


def test_typing_is_not_told(panel_log, row) -> None:
    fields = {"application_id": panel_log.applications["id"][0], "interview_id": row}
    before = panel_log.past.history_of_interview(row)

    panel_log.save_draft({**fields, "body": "Dear"}, now=at(15, 16))

    assert panel_log.past.history_of_interview(row) == before


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_told(panel_log, table) -> None:
    panel_log.ledger.commit("Did", [Edit(table, "x", {"notes": "y"})], now=at(15, 16))

    (sentence,) = panel_log.past.history_of(table, "x", zone_name=ZONE)

    assert sentence.startswith("Tue 15 Sep, 16:00 you added ")
