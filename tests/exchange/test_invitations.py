"""One line, a pasted invitation or a calendar file becomes a form to look over."""

import datetime as dt

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.invitations import read_invitation

TODAY = dt.date(2026, 9, 16)  # a Wednesday


def test_a_line_and_names_are_enough() -> None:
    found = read_invitation(
        "Acme, data intern, Tue 3pm\nPriya Nair <priya@example.com>\nWen Li, Tomás Ortega",
        today=TODAY,
    )

    assert (found.company, found.position) == ("Acme", "data intern")
    assert (found.day, found.start) == (dt.date(2026, 9, 15), dt.time(15))
    assert found.people == (
        {"name": "Priya Nair", "email": "priya@example.com"},
        {"name": "Wen Li", "email": ""},
        {"name": "Tomás Ortega", "email": ""},
    )


@pytest.mark.parametrize(
    ("line", "day", "start", "end"),
    [
        ("Acme, Thu 10:30-11:15", dt.date(2026, 9, 17), dt.time(10, 30), dt.time(11, 15)),
        ("Acme, 18 Sep 2pm", dt.date(2026, 9, 18), dt.time(14), None),
        ("Acme, yesterday 9am", dt.date(2026, 9, 15), dt.time(9), None),
        ("Acme, 2 January 2027 at 14:00", dt.date(2027, 1, 2), dt.time(14), None),
        ("Acme, Jan 4, 3pm", dt.date(2027, 1, 4), dt.time(15), None),
        ("Acme, Saturday", dt.date(2026, 9, 19), None, None),
        ("Acme, intern", None, None, None),
        ("Acme, 03/04/2026 3pm", None, dt.time(15), None),
    ],
)
def test_the_time_is_read_where_it_is_sure(line, day, start, end) -> None:
    found = read_invitation(line, today=TODAY)

    assert (found.day, found.start, found.end) == (day, start, end)
    assert found.company == "Acme"


def test_an_invitation_keeps_its_text_and_names() -> None:
    text = (
        "Hi Sam,\n\nwe would like to invite you to a video interview with Priya Nair and Wen Li "
        "on Friday, 18 September 2026 at 10:00 Eastern. The call takes about an hour and you will "
        "get a Zoom link from priya.nair@example.com.\n\nBest regards"
    )

    found = read_invitation(text, today=TODAY)

    assert (found.day, found.start) == (dt.date(2026, 9, 18), dt.time(10))
    assert (found.zone_name, found.kind) == ("America/New_York", "video")
    assert found.people[0] == {"name": "Priya Nair", "email": "priya.nair@example.com"}
    assert found.people[1]["name"] == "Wen Li"
    assert found.text == text


def test_a_calendar_file_is_read_with_its_zone() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART;TZID=Europe/London:20260918T100000\r\nDTEND;TZID=Europe/London:20260918T104500\r\n"
        "SUMMARY:Phone interview\r\nATTENDEE;CN=Priya Nair:mailto:priya@example.com\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    found = read_invitation(text, today=TODAY)

    assert (found.day, found.start, found.end) == (
        dt.date(2026, 9, 18),
        dt.time(10),
        dt.time(10, 45),
    )
    assert (found.zone_name, found.kind) == ("Europe/London", "phone_screen")
    assert found.people == ({"name": "Priya Nair", "email": "priya@example.com"},)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("x" * 20_001, "20,001 characters"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "no event"),
        ("BEGIN:VCALENDAR garbage", "no event"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(FollowUpError, match=said):
        read_invitation(text, today=TODAY)


@pytest.mark.parametrize("text", ["<b>", "\u202eAcme", "=1+1, Tue", ",,,", "Acme " * 30])
def test_odd_lines_never_stop_it(text: str) -> None:
    assert read_invitation(text, today=TODAY).people == ()
