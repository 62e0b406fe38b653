import datetime as dt

import icalendar
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.calendar import calendar_file
from followup_kit.plan.next_steps import next_steps
from followup_kit.text import visible_line
from tests.plan.story import Story, ny

NOW = ny("15 Sep 16:30")


def told(**fields: object) -> Story:
    """Two notes that are due, at one employer."""
    story = Story().applies("internship", **{"company": "Northwind Health", **fields})
    person = ("A", {"name": "Priya Nair", "topics": "a private matter"})
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", person, "B")


def file_of(story: Story, now: dt.datetime = NOW) -> bytes:
    return calendar_file(next_steps(story, now=now), story.histories(), now=now)


def all_events(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def events(data: bytes) -> list[icalendar.Event]:
    """The events of steps that are still to be done."""
    others = ("interview-", "afterwards-")
    found = [e for e in all_events(data) if not str(e["uid"]).startswith(others)]
    return [e for e in found if e.get("status") != "CANCELLED"]


def test_an_interview_is_an_event_in_its_own_zone() -> None:
    story = Story().applies(company="Northwind Health", employer_timezone="Europe/Berlin")
    story.planned("16 Sep 14:00", "16 Sep 15:00", "A", timezone="Europe/London", kind="video")
    event, after = all_events(file_of(story))

    assert str(event["summary"]) == "Interview with Northwind Health"
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtstart"].dt == ny("16 Sep 14:00")
    assert str(event["location"]) == "Video call"
    assert str(after["summary"]) == "Say how your interview with Northwind Health went"
    assert after["dtstart"].dt == ny("16 Sep 15:00")


def test_a_cancelled_interview_is_cancelled_in_the_calendar() -> None:
    story = Story().applies()
    story.planned("16 Sep 14:00", "16 Sep 15:00", status="cancelled_by_employer")

    marks = [
        str(e.get("status")) for e in all_events(file_of(story)) if "Interview with" in e["summary"]
    ]
    assert marks == ["CANCELLED"]


def test_a_step_that_ended_comes_back_cancelled_under_its_id() -> None:
    before = {str(e["uid"]) for e in events(file_of(told()))}
    data = file_of(told().sent("15 Sep 17:00", "A"), ny("15 Sep 18:00"))

    cancelled = {str(e["uid"]) for e in all_events(data) if e.get("status") == "CANCELLED"}
    ended = before - {str(e["uid"]) for e in events(data)}
    assert len(ended) == 1
    assert ended <= cancelled


def test_nothing_in_the_past_reminds() -> None:
    for event in events(file_of(told(), ny("17 Sep 10:00"))):
        assert not event.walk("VALARM")


def test_nobody_is_woken_by_a_reminder() -> None:
    story = Story().applies("general", company="Acme")
    story.interviewed("15 Sep 7:00", "15 Sep 8:00", "A")
    (event,) = events(file_of(story, ny("15 Sep 9:30")))
    (alarm,) = event.walk("VALARM")

    assert event["dtend"].dt == ny("17 Sep 8:00")
    assert event["dtstart"].dt + alarm["trigger"].dt == ny("16 Sep 21:00")


def test_one_event_per_open_deadline() -> None:
    assert [str(e["summary"]) for e in events(file_of(told()))] == [
        "Thank Priya Nair (Northwind Health)",
        "Thank B (Northwind Health)",
    ]


def test_an_event_ends_when_the_step_is_due() -> None:
    event = events(file_of(told()))[0]

    assert event["dtend"].dt == ny("16 Sep 15:00")
    assert event["dtend"].dt.tzinfo is not None


def test_moments_are_in_utc() -> None:
    assert b"DTEND:20260916T190000Z" in file_of(told())


def test_the_alarm_is_two_hours_before() -> None:
    event = events(file_of(told()))[0]
    (alarm,) = event.walk("VALARM")

    assert event["dtstart"].dt + alarm["trigger"].dt == ny("16 Sep 13:00")
    assert str(alarm["action"]) == "DISPLAY"


def test_reading_in_again_moves_the_event() -> None:
    first = events(file_of(told()))
    later = events(file_of(told(stated_decision_on="2026-09-16"), ny("15 Sep 18:00")))

    assert [e["uid"] for e in first] == [e["uid"] for e in later]
    assert later[0]["sequence"] > first[0]["sequence"]
    assert later[0]["dtstamp"].dt > first[0]["dtstamp"].dt
    assert later[0]["dtend"].dt < first[0]["dtend"].dt


def test_the_id_stays_when_a_status_check_opens() -> None:
    story = Story().applies().interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    story.sent("15 Sep 20:00", "A")

    waiting, is_open = (events(file_of(story, ny(when))) for when in ("16 Sep 9:00", "23 Sep 9:00"))
    assert waiting[0]["uid"] == is_open[0]["uid"]


def test_ids_are_never_shared() -> None:
    story = told()
    story.applies("internship").interviewed("15 Sep 14:00", "15 Sep 15:00", "A2", "B2")

    ids = [str(e["uid"]) for e in events(file_of(story))]
    assert len(set(ids)) == 4


def test_private_notes_stay_in_the_log() -> None:
    data = file_of(told(notes="they pay badly"))

    assert b"pay badly" not in data
    assert b"private matter" not in data


def test_lines_are_no_longer_than_75_octets() -> None:
    data = file_of(told(company="Ünïcode & Söhne " * 9))

    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_file_says_what_it_is() -> None:
    calendar = icalendar.Calendar.from_ical(file_of(told()))

    assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")
    assert "Follow-Up Workbook" in calendar["prodid"]


def test_nothing_to_do_gives_an_empty_calendar() -> None:
    assert events(file_of(Story())) == []


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(FollowUpError, match="has no time zone"):
        calendar_file([], [], now=dt.datetime(2026, 9, 15))  # noqa: DTZ001


HOSTILE = [
    "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:fake",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:fake",
    "x\nBEGIN:VALARM\nACTION:PROCEDURE\nATTACH:file:///bin/sh\nEND:VALARM",
    "x\nATTACH:http://example.com/x",
    "x\\nEND:VEVENT\\nBEGIN:VEVENT",
    "x\rEND:VEVENT",
    "x\x0bEND:VEVENT",
    "x\x85END:VEVENT",
    "x\u2028END:VEVENT\u2029BEGIN:VEVENT",
    "x\x00END:VEVENT",
    "x;ATTENDEE=mailto:boss@example.com",
    'x":;,\\',
    "x" * 74 + "\r\n END:VEVENT",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_names_inject_nothing(value: str) -> None:
    story = told()
    application = story.rows["applications"][story.application]
    story.rows["applications"][story.application] = application.model_copy(
        update={"company": value}
    )
    data = file_of(story)

    calendar = icalendar.Calendar.from_ical(data)
    names = {c.name for c in calendar.walk()}
    assert names <= {"VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    assert not any(key in e for e in calendar.walk() for key in ("attach", "attendee"))
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 4
    titles = [str(event["summary"]) for event in events(data)]
    shown = visible_line(value, longest=300)
    assert titles == [f"Thank Priya Nair ({shown})", f"Thank B ({shown})"]
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_there_are_13_hostile_names() -> None:
    assert len(set(HOSTILE)) == 13


def test_another_program_reads_the_same() -> None:
    vobject = pytest.importorskip("vobject")
    story = told(company="Café, Söhne; & Co")
    ours = [e for e in all_events(file_of(story)) if "TZID" not in e["dtstart"].params]

    theirs = vobject.readOne(file_of(story).decode()).vevent_list
    theirs = [e for e in theirs if not e.uid.value.startswith("interview-")]

    assert [e.summary.value for e in theirs] == [str(e["summary"]) for e in ours]
    ends = [e["dtend"].dt.astimezone(dt.UTC) for e in ours]
    assert [e.dtend.value.astimezone(dt.UTC) for e in theirs] == ends
    assert [e.uid.value for e in theirs] == [str(e["uid"]) for e in ours]
