from followup_kit.progress.what_happened import OUTCOMES, what_happened
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _counts(log):
    return what_happened(log, now=NOW).set_index("key")


def test_worked_example_is_counted_by_outcome(worked_example):
    counts = _counts(worked_example)["applications"]

    assert counts[counts > 0].to_dict() == {"offer": 1, "advanced": 1, "rejected": 1, "waiting": 3}


def test_application_without_an_owed_note_is_listed(worked_example):
    assert _counts(worked_example)["no_note_owed"]["offer"] == 1


def test_application_is_in_the_column_of_its_latest_round(log):
    log.interview("I", ENDED, "A")
    log.interview("J", "2026-09-25 15:00", "A", application_id="I", round=3)
    log.interview("K", ENDED, "A")

    waiting = _counts(log).loc["waiting"]
    assert (waiting["round_1"], waiting["round_3"], waiting["applications"]) == (1, 1, 2)


def test_no_answer_has_its_own_row(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "no_response", "2026-10-01 15:00")

    counts = _counts(log)["applications"]
    assert (counts["no_response"], counts["waiting"]) == (1, 0)


def test_empty_log_has_all_rows_with_zeros(log):
    table = what_happened(log, now=NOW)

    assert table["outcome"].tolist() == list(OUTCOMES.values())
    assert table["applications"].sum() == 0
