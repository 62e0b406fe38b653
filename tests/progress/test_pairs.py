import datetime as dt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_kit.errors import FollowUpError
from followup_kit.progress.pairs import DTYPES, pairs
from followup_kit.progress.rates import on_time_rate
from tests.progress.tables import SmallLog, new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"
TABLES = ("applications", "interviews", "interviewers", "messages", "outcomes")


def _only(log, now="2026-10-05 12:00"):
    table = pairs(log, now=new_york(now))
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("pair", "state"),
    [
        ("I1A", "on_time"),
        ("I1B", "on_time"),
        ("I1C", "forwarded"),
        ("I2A", "late"),
        ("I3A", "missed"),
        ("I4A", "late"),
        ("I4B", "on_time"),
        ("I5A", "open"),
        ("I6A", "exempt"),
    ],
)
def test_worked_example_has_the_state(worked_example, pair, state):
    table = pairs(worked_example, now=NOW).set_index("interviewer_id")

    assert table.loc[pair, "state"] == state


def test_cancelled_interview_is_in_no_table(worked_example):
    assert "I7" not in set(pairs(worked_example, now=NOW)["interview_id"])


def test_hours_are_those_of_the_first_valid_note(worked_example):
    hours = pairs(worked_example, now=NOW).set_index("interviewer_id")["hours"]

    assert hours.dropna().round(2).sort_values().tolist() == [2, 3, 20, 23.83, 26, 30]


# What happened, hours after the interview and the state of the pair (24 h preset)
SENT = [
    ("exactly at due", 24, {}, "on_time"),
    ("one second late", 24 + 1 / 3600, {}, "late"),
    ("at the end of the interview", 0, {}, "on_time"),
    ("before the interview ended", -0.5, {}, "missed"),
    ("bounced", 3, {"state": "bounced"}, "missed"),
    ("failed", 3, {"state": "failed"}, "missed"),
    ("draft", 3, {"state": "draft"}, "missed"),
    ("scheduled, and its time has passed", 3, {"state": "scheduled"}, "on_time"),
    ("from the employer", 3, {"direction": "in"}, "missed"),
    ("status check", 3, {"kind": "status_check"}, "missed"),
    ("practical matters", 3, {"kind": "logistics"}, "missed"),
    ("combined", 3, {"kind": "combined"}, "on_time"),
    ("reply with thanks", 3, {"kind": "reply", "body": "Thank you for the talk."}, "on_time"),
    ("reply without thanks", 3, {"kind": "reply", "body": "Here it is."}, "missed"),
    ("passed on", 3, {"kind": "forward_request"}, "forwarded"),
    ("passed on late", 30, {"kind": "forward_request"}, "late"),
    ("card nobody asked for", 3, {"medium": "post"}, "missed"),
]


@pytest.mark.parametrize(
    ("hours", "values", "state"), [row[1:] for row in SENT], ids=[row[0] for row in SENT]
)
def test_message_counts_as(log, hours, values, state):
    log.interview("I", ENDED, "A")
    log.after("I", "A", hours, **values)

    assert _only(log)["state"] == state


@pytest.mark.parametrize(
    ("ended", "sent", "hours", "state"),
    [
        ("2026-10-31 15:00", "2026-11-01 14:30", 24.5, "late"),
        ("2027-03-13 15:00", "2027-03-14 15:30", 23.5, "on_time"),
    ],
)
def test_hours_are_elapsed_when_clocks_change(log, ended, sent, hours, state):
    log.interview("I", ended, "A")
    log.note("I", "A", sent)

    row = _only(log, "2027-04-01 12:00")
    assert (row["hours"], row["state"]) == (hours, state)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-09-14 09:00", "missed"),
        ("2026-09-15 00:00", "on_time"),
        ("2026-09-16 09:00", "unknown_time"),
        ("2026-09-17 00:00", "late"),
    ],
)
def test_note_of_which_only_the_day_is_known(log, day, state):
    log.interview("I", ENDED, "A")
    log.note("I", "A", day, at_precision="day")

    row = _only(log)
    assert row["state"] == state
    assert pd.isna(row["hours"])


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-09-16 15:00", "open"),
        ("2026-09-16 15:01", "overdue"),
        ("2026-09-22 15:00", "overdue"),
        ("2026-09-22 15:01", "missed"),
    ],
)
def test_unsent_note_ages(log, now, state):
    log.interview("I", ENDED, "A")

    assert _only(log, now)["state"] == state


def test_first_of_two_notes_counts(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 30)
    log.after("I", "A", 5)

    assert _only(log)["hours"] == 5


def test_one_note_may_cover_several_people(log):
    log.interview("I", ENDED, "A B")
    log.after("I", "A B", 5)

    assert pairs(log, now=NOW)["state"].tolist() == ["on_time", "on_time"]


def test_note_after_now_is_not_seen(log):
    log.interview("I", ENDED, "A")
    log.after("I", "A", 5)

    assert _only(log, "2026-09-15 19:00")["state"] == "open"


@pytest.mark.parametrize("news", ["rejected", "withdrawn", "offer", "closed_by_employer"])
def test_news_before_due_lifts_the_note(log, news):
    log.interview("I", ENDED, "A")
    log.outcome("I", news, "2026-09-16 09:00")

    row = _only(log)
    assert (row["state"], row["exempt_reason"]) == ("exempt", "decided before the note was due")


def test_news_after_due_makes_it_missed_at_once(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "rejected", "2026-09-16 21:00")

    assert _only(log, "2026-09-16 21:05")["state"] == "missed"


def test_next_round_does_not_lift_the_note(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "advanced", "2026-09-16 09:00")

    assert _only(log)["state"] == "missed"


def test_rejection_letter_counts_as_news(log):
    log.interview("I", ENDED, "A")
    log.note("I", "", "2026-09-16 09:00", direction="in", kind="rejection", state="sent")

    assert _only(log)["state"] == "exempt"


def test_note_sent_in_time_stays_on_time_after_news(log):
    log.interview("I", ENDED, "A")
    log.outcome("I", "rejected", "2026-09-16 09:00")
    log.after("I", "A", 20)

    assert _only(log)["state"] == "on_time"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"contact_instruction": "no_contact"}, "asked not to be contacted"),
        ({"overlays": ("slow_season", "no_contact")}, "asked not to be contacted"),
        ({"overlays": ("match_programme",)}, "asked not to be contacted"),
        ({"kind": "one_way_video"}, "recorded video"),
    ],
)
def test_no_note_is_owed(log, values, reason):
    log.interview("I", ENDED, "A", **values)

    row = _only(log)
    assert (row["state"], row["exempt_reason"]) == ("exempt", reason)


def test_no_note_is_owed_to_someone_not_met(log):
    log.interview("I", ENDED, "")
    log.person("I", "A", met=False)

    assert _only(log)["exempt_reason"] == "not met"


@pytest.mark.parametrize(
    "status",
    [
        "scheduled",
        "rescheduled",
        "cancelled_by_employer",
        "cancelled_by_me",
        "no_show_employer",
        "no_show_me",
    ],
)
def test_interview_that_did_not_happen_is_left_out(log, status):
    log.interview("I", ENDED, "A", status=status)

    assert pairs(log, now=NOW).empty


@pytest.mark.parametrize(
    ("preset", "hours", "state"),
    [
        ("general", 24, "on_time"),
        ("general", 30, "on_time_amber"),
        ("general", 48.5, "late"),
        ("", 30, "on_time_amber"),
        ("internship", 30, "late"),
        ("a preset that is gone", 30, "on_time_amber"),
    ],
)
def test_preset_sets_due_when_none_is_stored(log, preset, hours, state):
    log.interview("I", ENDED, "A", preset=preset)
    log.after("I", "A", hours)

    assert _only(log)["state"] == state


def test_stored_due_time_wins_over_the_preset(log):
    due = new_york("2026-09-16 15:00")
    log.interview("I", ENDED, "A", preset="general", policy="internship", due_at=due)
    log.after("I", "A", 30)

    row = _only(log)
    assert (row["state"], row["policy"], row["due_at"]) == ("late", "internship", due)


def test_clock_starts_at_the_real_end(log):
    log.interview("I", ENDED, "A", ended_at=new_york("2026-09-15 16:00"))

    assert _only(log)["clock_start"] == new_york("2026-09-15 16:00")


def test_clock_starts_an_hour_after_the_start_without_an_end(log):
    log.interview("I", ENDED, "A", ends_at=None)

    assert _only(log)["clock_start"] == new_york(ENDED)


def test_clock_starts_after_the_last_session_of_a_visit(log):
    log.interview("I", ENDED, "A", application_id="V")
    log.interview("J", "2026-09-15 17:00", "B", application_id="V")

    starts = pairs(log, now=NOW)["clock_start"]
    assert starts.tolist() == [new_york("2026-09-15 17:00")] * 2


def test_next_round_has_its_own_clock(log):
    log.interview("I", ENDED, "A", application_id="V")
    log.interview("J", "2026-09-16 17:00", "B", application_id="V", round=2)

    assert pairs(log, now=NOW)["clock_start"].nunique() == 2


def test_talks_of_one_day_are_one_visit_whatever_their_round(log):
    log.interview("I", ENDED, "A", application_id="V")
    log.interview("J", "2026-09-15 17:00", "B", application_id="V", round=2)

    one, other = pairs(log, now=NOW)["clock_start"]
    assert one == other


@pytest.mark.parametrize("thanked", ["I", "J"])
def test_person_at_two_sessions_of_a_visit_is_owed_one_note(log, thanked):
    log.interview("I", ENDED, "A", application_id="V")
    log.interview("J", "2026-09-15 17:00", "A", application_id="V")
    log.note(thanked, "A", "2026-09-15 20:00")

    assert _only(log)["state"] == "on_time"


def test_namesakes_with_two_addresses_are_two_people(log):
    log.interview("I", ENDED, "", application_id="V")
    log.interview("J", "2026-09-15 17:00", "", application_id="V")
    log.person("I", "A", email="a@example.com")
    log.person("J", "A", email="another@example.com")

    assert len(pairs(log, now=NOW)) == 2


def test_interview_after_now_is_left_out(log):
    log.interview("I", ENDED, "A")

    assert pairs(log, now=new_york("2026-09-15 14:59")).empty


def test_first_decision_is_kept_with_the_pair(worked_example):
    decided = pairs(worked_example, now=NOW).set_index("interviewer_id")["decided_at"]

    assert decided["I2A"] == new_york("2026-09-25 09:00")
    assert pd.isna(decided["I1A"])


@pytest.mark.parametrize(
    ("decision", "preferred", "state"),
    [
        (dt.date(2026, 9, 18), "unknown", "missed"),
        (dt.date(2026, 9, 30), "unknown", "on_time"),
        (dt.date(2026, 9, 18), "post", "on_time"),
    ],
)
def test_card_counts_when_wanted_or_surely_there(log, decision, preferred, state):
    log.interview("I", ENDED, "", stated_decision_on=decision)
    log.person("I", "A", preferred_medium=preferred)
    log.note("I", "A", "2026-09-16 12:00", medium="post")

    assert _only(log)["state"] == state


def test_interview_late_at_night_keeps_its_own_date(log):
    log.interview("I", "2026-09-15 22:30", "A")

    assert _only(log)["held_on"] == pd.Timestamp("2026-09-15")


@pytest.mark.parametrize("filled", [True, False])
def test_columns_have_their_dtypes(log, filled):
    if filled:
        log.interview("I", ENDED, "A")

    assert {k: str(v) for k, v in pairs(log, now=NOW).dtypes.items()} == DTYPES


def test_tables_are_not_changed(worked_example):
    class Frozen:
        applications, interviews, interviewers, messages, outcomes = (
            getattr(worked_example, name) for name in TABLES
        )

    before = {name: getattr(Frozen, name).copy(deep=True) for name in TABLES}

    pairs(Frozen, now=NOW)

    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(Frozen, name), before[name])


def test_moment_without_a_zone_is_refused(log):
    with pytest.raises(FollowUpError, match="no time zone"):
        pairs(log, now=NOW.replace(tzinfo=None))


_hours = st.lists(st.none() | st.floats(0, 400), min_size=1, max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(delays=_hours, now=st.floats(400, 600), later=st.floats(0, 400))
def test_waiting_never_improves_the_rate(delays, now, later):
    log = SmallLog()
    for number, delay in enumerate(delays):
        log.interview(f"I{number}", ENDED, "A")
        if delay is not None:
            log.after(f"I{number}", "A", delay)
    start = new_york(ENDED)

    first = on_time_rate(pairs(log, now=start + dt.timedelta(hours=now)))
    second = on_time_rate(pairs(log, now=start + dt.timedelta(hours=now + later)))

    assert second.done == first.done
    assert second.of >= first.of


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hours=st.lists(st.floats(0, 300), min_size=2, max_size=6))
def test_unsent_note_only_ages(hours):
    log = SmallLog()
    log.interview("I", ENDED, "A")
    start = new_york(ENDED)

    states = [
        pairs(log, now=start + dt.timedelta(hours=one)).iloc[0]["state"] for one in sorted(hours)
    ]

    assert states == sorted(states, key=["open", "overdue", "missed"].index)
