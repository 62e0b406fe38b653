"""What students do: notes, status checks, typing. Looks at no decision but its date.

Whether and when a note goes out is drawn from a stream of its own, so how fast a
student writes says nothing about what the employer decides.
"""

import datetime as dt
from random import Random
from typing import Any

from data.cohort.draws import index_by_share, lognormal, office_hours_later
from followup_kit.times import add_hours

Fields = dict[str, Any]

_SHARES = ("prompt", "next_day", "slow", "never")
_NO_STATUS_CHECK = {"internship", "internal"}


def add_notes(story: Fields, random: Random, parameters: Fields, words: Fields) -> None:
    """Add the thank-you notes of one application, and the answers to them."""
    stands_at, answers = parameters["stands_at"], Random(random.random())
    for interview in story["interviews"]:
        for number, person in enumerate(interview["people"]):
            hours = note_delay(random, parameters["note_delay"])
            words_drawn = (random.choice(words["subjects"]), (random.randint(0, 2) + number) % 3)
            if hours is None or story["contact_instruction"] == "no_contact":
                continue
            at = _after(interview, hours)
            if interview["held"] and at + dt.timedelta(minutes=5) < stands_at:
                note = _note(interview, person, at, words_drawn, words)
                story["messages"] += [note, *_answer(note, answers, parameters, words)]


def note_delay(random: Random, delays: Fields) -> float | None:
    """Elapsed hours from an interview to its note; None if it is never sent."""
    kind = _SHARES[index_by_share(random, [delays[name]["share"] for name in _SHARES])]
    drawn = delays[kind]
    if kind == "never":
        return None
    if kind == "prompt":
        return lognormal(random, drawn["median_hours"], drawn["sigma"])
    return random.uniform(drawn["from_hours"], drawn["to_hours"])


def add_status_check(story: Fields, random: Random, parameters: Fields, words: Fields) -> None:
    """Add one status check to an application that went quiet, if this student writes one."""
    habit, interview = parameters["status_check"], story["interviews"][-1]
    days, writes = random.uniform(habit["from_days"], habit["to_days"]), random.random()
    at = office_hours_later(interview["ends_at"] + dt.timedelta(days=days), 1)
    heard = any(
        interview["ends_at"] < news["at"] < at
        for news in (*story["outcomes"], *story["messages"])
        if news.get("kind") != "thank_you"
    )
    is_allowed = story["preset"] not in _NO_STATUS_CHECK and story["contact_instruction"] == "none"
    is_ahead = at + dt.timedelta(hours=1) > parameters["stands_at"]
    if writes < habit["share"] and is_allowed and not (heard or is_ahead):
        contact = interview["people"][0]
        story["messages"].append(
            {
                "round": interview["round"],
                "kind": "status_check",
                **_way_to(contact),
                "at": at,
                "subject": f"{story['position']}: where things stand",
                "body": words["status_check"].format(name=contact["name"], **story),
            }
        )


def type_from_memory(story: Fields, random: Random, parameters: Fields) -> None:
    """Let everything of one application be typed days later, at one sitting."""
    habit, interviews = parameters["typed_from_memory"], story["interviews"]
    days = dt.timedelta(days=habit["days_later"])
    sitting = (interviews[0]["ends_at"] + days).replace(hour=20, minute=0)
    if random.random() >= habit["share"] or sitting > parameters["stands_at"]:
        return
    for interview in interviews:
        interview["typed_at"] = max(interview["typed_at"], sitting)
    for part in ("messages", "outcomes", "learnt"):
        for entry in story[part]:
            entry["typed_at"] = max(entry.get("typed_at", entry.get("at", sitting)), sitting)


def _after(interview: Fields, hours: float) -> dt.datetime:
    ended_at = interview.get("ended_at", interview["ends_at"])
    at = add_hours(ended_at, hours).astimezone(ended_at.tzinfo)
    return at.replace(second=0, microsecond=0)


def _note(
    interview: Fields, person: Fields, at: dt.datetime, drawn: tuple[str, int], words: Fields
) -> Fields:
    subject, number = drawn
    text = words["notes"][number]
    return {
        "round": interview["round"],
        "kind": "thank_you",
        **_way_to(person),
        "at": at,
        "subject": subject,
        "body": text.format(name=person["name"], topic=person["topics"], student=words["student"]),
    }


def _way_to(person: Fields) -> Fields:
    return {"people": [person["name"]], "medium": "email" if "email" in person else "linkedin"}


def _answer(note: Fields, random: Random, parameters: Fields, words: Fields) -> list[Fields]:
    """A person's thanks for a note, or nothing."""
    habit = parameters["acknowledgement"]
    hours = lognormal(random, habit["median_office_hours"], habit["sigma"])
    writes, text = random.random() < habit["share"], random.choice(words["acknowledgements"])
    at = office_hours_later(note["at"], hours)
    if not writes or at + dt.timedelta(hours=1) > parameters["stands_at"]:
        return []
    answer = {"direction": "in", "kind": "acknowledgement", "subject": f"Re: {note['subject']}"}
    shared = {name: note[name] for name in ("round", "people", "medium")}
    return [{**shared, **answer, "at": at, "body": text.format(student=words["student"])}]
