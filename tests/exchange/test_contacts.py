"""Cards of the people met, read back by a parser that did not write them."""

import datetime as dt

import pytest
import vobject

from followup_kit.errors import FollowUpError
from followup_kit.exchange.contacts import contacts_file
from followup_kit.text import visible_line
from tests.plan.story import Story, ny

NOW = ny("15 Sep 16:30")
PRIYA = {
    "name": "Priya Nair",
    "title": "Head of Data",
    "email": "priya@example.com",
    "linkedin_url": "https://www.linkedin.com/in/priya-example",
}


def told(*people: object, **fields: object) -> Story:
    story = Story().applies("internship", **{"company": "Northwind Health", **fields})
    return story.interviewed("15 Sep 14:00", "15 Sep 15:00", *(people or (("A", PRIYA),)))


def file_of(story: Story) -> bytes:
    return contacts_file(story.histories(), now=NOW)


def cards(content: bytes) -> list[vobject.base.Component]:
    return list(vobject.readComponents(content.decode()))


def test_a_card_says_who_where_and_when() -> None:
    (card,) = cards(file_of(told()))

    assert card.fn.value == "Priya Nair"
    assert (card.n.value.given, card.n.value.family) == ("Priya Nair", "")
    assert card.org.value == ["Northwind Health"]
    assert card.title.value == "Head of Data"
    assert card.email.value == "priya@example.com"
    assert card.url.value == "https://www.linkedin.com/in/priya-example"
    assert card.note.value == "Interviewer. Met at interview with Northwind Health on 15 Sep 2026."
    assert card.version.value == "3.0"


def test_what_is_not_known_is_left_out() -> None:
    (card,) = cards(file_of(told(("A", {"name": "Wen Li", "email": ""}))))

    assert not {"title", "email", "url"} & set(card.contents)


def test_private_things_stay_in_the_log() -> None:
    content = file_of(told(("A", {**PRIYA, "topics": "a private matter"}), notes="they pay badly"))

    assert b"private matter" not in content
    assert b"pay badly" not in content


def test_somebody_not_met_has_no_card() -> None:
    assert file_of(told(("A", {**PRIYA, "met": False}))) == b""


def test_an_interview_that_is_planned_gives_no_card() -> None:
    story = told()
    interview = story.rows["interviews"][story.interview]
    story.rows["interviews"][story.interview] = interview.model_copy(update={"status": "scheduled"})

    assert file_of(story) == b""


@pytest.mark.parametrize(
    ("again", "count"),
    [
        (PRIYA, 1),
        ({"name": "P. Nair", "email": "PRIYA@example.com"}, 1),
        ({"name": "priya nair", "email": ""}, 1),
        ({"name": "Priya Nair", "email": "other@example.com"}, 2),
        ({"name": "Wen Li"}, 2),
    ],
)
def test_one_person_at_two_interviews_has_one_card(again: dict[str, str], count: int) -> None:
    story = told()
    story.interviewed("22 Sep 14:00", "22 Sep 15:00", ("B", again))

    found = cards(file_of(story))

    assert len(found) == count
    assert ("15 Sep 2026 and 22 Sep 2026" in found[0].note.value) is (count == 1)


def test_the_same_name_elsewhere_is_somebody_else() -> None:
    story = told(("A", {"name": "Wen Li"}))
    story.applies("internship", company="Alpine Foods")
    story.interviewed("16 Sep 14:00", "16 Sep 15:00", ("B", {"name": "Wen Li"}))

    assert len(cards(file_of(story))) == 2


def test_an_agency_recruiter_is_not_put_at_the_employer() -> None:
    (card,) = cards(file_of(told(("A", {**PRIYA, "part": "agency"}))))

    assert "org" not in card.contents
    assert card.note.value.startswith("Agency recruiter. Met at interview with Northwind Health")


HOSTILE = [
    "x\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:fake",
    "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:fake",
    "x\nTEL:+1900555",
    "x\r\nPHOTO;VALUE=uri:https://example.com/x",
    "x\rEND:VCARD",
    "x\x0bEND:VCARD",
    "x\x85END:VCARD",
    "x\u2028END:VCARD\u2029BEGIN:VCARD",
    "x\x00END:VCARD",
    "Nair;Priya;;Dr;\\,",
    "x\\nTEL:1\\",
    "د. ليلى \u202eحسن 🎉👩‍💻 Zoë",
    "é" * 40 + "x" * 74 + "\r\n TEL:1",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_inject_nothing_and_come_back(value: str) -> None:
    story = told(company="x")
    application = story.rows["applications"][story.application]
    story.rows["applications"][story.application] = application.model_copy(
        update={"company": value}
    )
    (person,) = story.rows["interviewers"].values()
    copy = person.model_copy(update={"name": value, "title": value})
    story.rows["interviewers"][person.id] = copy
    content = file_of(story)

    (card,) = cards(content)

    shown = visible_line(value, longest=300)
    assert (card.fn.value, card.n.value.given, card.title.value) == (shown, shown, shown)
    assert card.org.value == [shown]
    assert set(card.contents) == {
        *("version", "uid", "rev", "fn", "n", "org", "title", "email", "url", "note")
    }
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_there_are_13_hostile_values() -> None:
    assert len(HOSTILE) == 13


def test_the_id_of_a_card_stays() -> None:
    story = told()
    first = cards(file_of(story))[0].uid.value
    story.interviewed("22 Sep 14:00", "22 Sep 15:00", ("B", PRIYA))

    assert cards(file_of(story))[0].uid.value == first


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(FollowUpError, match="has no time zone"):
        contacts_file([], now=dt.datetime(2026, 9, 15))  # noqa: DTZ001
