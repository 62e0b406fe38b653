import datetime as dt

import pytest

from followup_kit.practice.practice import load_practice
from followup_kit.write.compose import compose
from followup_kit.write.from_log import facts_from
from tests.plan.story import Story, ny

DUE = {"due_at": ny("16 Sep 15:00")}


@pytest.fixture
def facts():
    """The facts of a note of a kind about a story, written at a moment."""

    def gather(story, kind="thank_you", *, now="16 Sep 10:00", **options):
        (history,) = story.histories()
        person = history.interviewers[0]
        return facts_from(history, person, kind, now=ny(now), practice=load_practice(), **options)

    return gather


def story(**fields):
    told = Story().applies(company="Northwind", position="Data Analyst", **fields)
    return told.interviewed("15 Sep 14:00", "15 Sep 15:00", "Priya", "Tom", **DUE)


def test_note_knows_who_and_when(facts):
    found = facts(story())

    assert (found.recipient, found.company, found.others) == ("Priya", "Northwind", ("Tom",))
    assert found.interview_on == dt.date(2026, 9, 15)
    assert found.written_on == dt.date(2026, 9, 16)


def test_date_of_writing_is_the_employers(facts):
    assert facts(story(), now="16 Sep 23:30").written_on == dt.date(2026, 9, 16)


@pytest.mark.parametrize(("now", "is_late"), [("16 Sep 15:00", False), ("16 Sep 15:01", True)])
def test_note_after_its_due_time_is_late(facts, now, is_late):
    assert facts(story(), now=now).is_late is is_late


def test_next_planned_interview_is_the_meeting(facts):
    told = story().interviewed("24 Sep 14:00", "24 Sep 15:00", status="scheduled")

    assert facts(told, "confirm_next_round").meeting_time == "Thursday, September 24 at 2 p.m."


def test_people_without_an_address_are_thanked_through_another(facts):
    told = story().person("Lee", email="").person("Kim", email="", met=False)

    assert facts(told, "forward_request").pass_on_to == ("Lee",)


def test_offer_brings_its_deadline(facts):
    told = story().news("20 Sep 09:00", "offer", decide_by=ny("2 Oct 17:00"))

    assert facts(told, "offer_acknowledgement").answer_by == dt.date(2026, 10, 2)


def test_same_day_decision_makes_the_note_short(facts):
    short = facts(story(decides_same_day=True))

    assert short.decides_same_day
    assert len(compose(short).body) < len(compose(facts(story())).body)


def test_facts_told_for_one_note_come_last(facts):
    found = facts(story(), told={"missed_point": "my course"}, medium="card")

    assert (found.missed_point, found.medium) == ("my course", "card")
