"""Two applications become one, or one becomes two; undo takes either back."""

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog
from tests.conftest import APPLICATION, INTERVIEW, NOW, at


@pytest.fixture
def twice(panel_log: FollowUpLog) -> FollowUpLog:
    """The panel, and a second round that was typed as an application of its own."""
    other = {
        **APPLICATION,
        "company": "Northwind Health Inc.",
        "position": "",
        "notes": "Call back",
    }
    second = {**INTERVIEW, "starts_at": at(10, 9), "ends_at": at(10, 10), "round": 2}
    panel_log.add_interview(second, [{"name": "Ana Ruiz"}], application=other, now=NOW)
    return panel_log


def ids(log: FollowUpLog) -> tuple[str, str]:
    first, second = log.applications["id"]
    return first, second


def test_joining_moves_everything_over(twice: FollowUpLog) -> None:
    keep, other = ids(twice)
    fields = {"application_id": other, "covers": []}
    twice.record_received({**fields, "kind": "rejection"}, at=at(12, 9), now=NOW)
    twice.record_outcome({"application_id": other, "outcome": "rejected", "at": at(12, 9)}, now=NOW)

    twice.join_applications(keep, other, now=NOW)

    assert list(twice.applications["id"]) == [keep]
    for table in (twice.interviews, twice.messages, twice.outcomes):
        assert set(table["application_id"]) == {keep}


def test_joining_keeps_values_and_fills_gaps(twice: FollowUpLog) -> None:
    keep, other = ids(twice)

    twice.join_applications(keep, other, now=NOW)

    (row,) = twice.applications.to_dict("records")
    assert (row["company"], row["position"], row["notes"]) == (
        "Northwind Health",
        "Data Analyst Intern",
        "Call back",
    )


def test_undo_parts_what_was_joined(twice: FollowUpLog) -> None:
    keep, other = ids(twice)
    before = twice.interviews

    twice.join_applications(keep, other, now=NOW)
    twice.past.undo(now=NOW)

    assert twice.interviews.equals(before)
    assert ids(twice) == (keep, other)


def test_an_application_is_not_joined_to_itself(twice: FollowUpLog) -> None:
    with pytest.raises(FollowUpError, match="two different"):
        twice.join_applications(ids(twice)[0], ids(twice)[0], now=NOW)


def test_a_parted_interview_takes_its_messages_along(panel_log: FollowUpLog) -> None:
    (interview,) = panel_log.interviews["id"]
    (application,) = panel_log.applications["id"]
    note = {"application_id": application, "interview_id": interview}
    panel_log.record_sent(note, at=at(15, 16), now=NOW)

    made = panel_log.part_interview(interview, now=NOW)

    assert set(panel_log.interviews["application_id"]) == {made}
    assert set(panel_log.messages["application_id"]) == {made}
    assert list(panel_log.applications["company"]) == ["Northwind Health"] * 2
