"""Made-up histories of every kind, for the properties that must hold for any of them."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from followup_kit.log.choices import (
    ContactInstruction,
    InterviewKind,
    InterviewStatus,
    Medium,
    MessageKind,
    MessageState,
    OutcomeKind,
    Part,
)
from followup_kit.log.schema import Interview, Outcome
from followup_kit.practice.practice import load_practice
from tests.plan.story import Story

ZONES = (
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "Australia/Sydney",
    "America/Santiago",
)
AWKWARD_DAYS = (
    dt.date(2026, 3, 8),  # the clocks change in New York
    dt.date(2026, 11, 1),
    dt.date(2026, 3, 29),  # in London and Berlin
    dt.date(2026, 10, 25),
    dt.date(2026, 4, 5),  # in Sydney and Santiago
    dt.date(2026, 10, 4),
    dt.date(2026, 9, 6),
    dt.date(2028, 2, 29),
    dt.date(2026, 12, 31),
    dt.date(2026, 11, 26),  # a holiday in the US
    dt.date(2026, 9, 15),
)
STATES = tuple(MessageState)
UNPROMPTED_KINDS = (
    MessageKind.THANK_YOU,
    MessageKind.STATUS_CHECK,
    MessageKind.COMBINED,
    MessageKind.CLOSING_NOTE,
    MessageKind.NETWORKING,
)
USUAL_KINDS = (MessageKind.THANK_YOU,) * 4 + (MessageKind.REPLY, MessageKind.CONFIRM_NEXT_ROUND)
BODIES = (
    "",
    "Thank you for the talk about the data team.",
    "Here is the transcript you asked for.",
    "Monday suits me. Thanks, Sam",
)
PRESETS = tuple(load_practice().presets)
OVERLAYS = tuple(load_practice().overlays)

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)

hours = st.integers(-24 * 20, 24 * 40)
quarters = st.sampled_from((0, 0.25, 0.5, 0.75))


@st.composite
def stories(draw: st.DrawFn, *, most: int = 2) -> tuple[Story, dt.datetime]:
    """What happened with some applications, and a moment to judge at."""
    zone, day = draw(st.sampled_from(ZONES)), draw(st.sampled_from(AWKWARD_DAYS))
    start = dt.datetime.combine(day, dt.time(draw(st.integers(0, 23))), ZoneInfo(zone))
    start = start.astimezone(dt.UTC)
    story = Story()
    story.settings = story.settings.model_copy(
        update={"holidays": draw(st.sampled_from(("", "US", "GB")))}
    )
    for _ in range(draw(st.integers(1, most))):
        _application(draw, story, zone, start)
    return story, start + dt.timedelta(hours=draw(hours), minutes=draw(st.integers(0, 59)))


def _application(draw: st.DrawFn, story: Story, zone: str, start: dt.datetime) -> None:
    story.applies(
        draw(st.sampled_from(PRESETS)),
        *draw(st.sets(st.sampled_from(OVERLAYS), max_size=2)),
        employer_timezone=zone,
        **(promises(draw, start) if draw(st.integers(0, 5)) == 0 else {}),
    )
    people = [
        person
        for number in range(draw(st.integers(0, 3)))
        for person in _interview(draw, story, zone, start, number + 1)
    ]
    for _ in range(draw(st.integers(0, 5))):
        _message(draw, story, start, people)
    for _ in range(draw(st.integers(0, 3)) // 2):
        _news(draw, story, start)


def promises(draw: st.DrawFn, start: dt.datetime) -> dict[str, object]:
    """What they may have said at one moment."""
    near = st.one_of(st.none(), st.integers(-5, 25).map(lambda n: (start + n * DAY).date()))
    return {
        "stated_decision_on": draw(near),
        "prompt_on": draw(st.one_of(st.none(), near)),
        "decides_same_day": draw(st.integers(0, 9)) == 0,
        "decides_at": draw(st.one_of(st.none(), st.none(), st.just(start + 2 * HOUR))),
        "contact_instruction": draw(
            st.sampled_from((ContactInstruction.NONE,) * 4 + tuple(ContactInstruction))
        ),
    }


def _interview(
    draw: st.DrawFn, story: Story, zone: str, start: dt.datetime, number: int
) -> list[str]:
    apart = draw(st.sampled_from((170, 170, 30, 2)))
    begins = start + dt.timedelta(hours=draw(st.integers(-30, 30)) + apart * (number - 1))
    ends = st.one_of(st.none(), st.just(begins + dt.timedelta(hours=1.5)))
    story.interview = story._add(
        "interviews",
        Interview,
        {
            "application_id": story.application,
            "round": number,
            "starts_at": begins,
            "ends_at": draw(ends),
            "timezone": zone,
            "status": draw(st.sampled_from(("completed",) * 5 + tuple(InterviewStatus))),
            "kind": draw(st.sampled_from(("video",) * 4 + tuple(InterviewKind))),
            "timezone_assumed": draw(st.integers(0, 19)) == 0,
            **(promises(draw, begins) if draw(st.integers(0, 2)) == 0 else {}),
            **_judged(draw, begins),
        },
    )
    names = [f"P{len(story.rows['interviewers'])}_{n}" for n in range(draw(st.integers(0, 3)))]
    for name in names:
        story.person(
            name,
            name=draw(st.sampled_from((name, name, "Alex Kim", "Priya Nair"))),
            email=draw(st.sampled_from(("", "p@example.com", "q@example.com"))),
            preferred_medium=draw(st.sampled_from(("unknown",) * 4 + ("post", "linkedin"))),
            part=draw(st.sampled_from(Part)),
            met=draw(st.booleans()),
        )
    return names


def _judged(draw: st.DrawFn, begins: dt.datetime) -> dict[str, object]:
    """What was stored when it was confirmed, perhaps by a preset that was corrected since."""
    if draw(st.integers(0, 3)):
        return {}
    policy = draw(st.sampled_from(PRESETS))
    hours = load_practice().preset(policy).due_hours + 1.5
    return {"policy": policy, "due_at": begins + dt.timedelta(hours=hours)}


def _message(draw: st.DrawFn, story: Story, start: dt.datetime, people: list[str]) -> None:
    direction = draw(st.sampled_from(("out", "out", "in")))
    at = start + dt.timedelta(hours=draw(st.integers(-48, 24 * 25)) + draw(quarters))
    ours = direction == "out"
    story._message(
        {
            "direction": direction,
            "kind": draw(st.sampled_from(USUAL_KINDS + tuple(MessageKind))),
            "state": draw(st.sampled_from(("sent",) * 4 + STATES)) if ours else "sent",
            "medium": draw(st.sampled_from((Medium.EMAIL, Medium.POST))),
            "at": at,
            "at_precision": draw(st.sampled_from(("minute", "minute", "day"))),
            "covers": tuple(draw(st.sets(st.sampled_from(people), max_size=3))) if people else (),
            "prompted": draw(st.integers(0, 9)) == 0,
            "automated": not ours and draw(st.integers(0, 9)) == 0,
            "interview_id": "",
            "body": draw(st.sampled_from(BODIES)),
            **(promises(draw, at) if not ours and draw(st.integers(0, 3)) == 0 else {}),
        }
    )


def _news(draw: st.DrawFn, story: Story, start: dt.datetime) -> None:
    at = start + dt.timedelta(hours=draw(st.integers(0, 24 * 25)))
    decide_by = draw(st.one_of(st.none(), st.just(at + 7 * DAY)))
    story._add(
        "outcomes",
        Outcome,
        {
            "application_id": story.application,
            "outcome": draw(st.sampled_from(OutcomeKind)),
            "at": at,
            "decide_by": decide_by,
        },
    )
