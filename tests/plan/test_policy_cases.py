"""The acceptance rows of policy_cases.csv: facts here, expected instants there."""

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Urgency
from tests.plan.story import Story, ny

CSV = Path(__file__).parents[1] / "data" / "policy_cases.csv"
ROWS = {row["id"]: row for row in csv.DictReader(CSV.read_text("utf-8").splitlines())}

THANK, WAIT, CHECK, CLOSE = (
    Action.SEND_THANK_YOU,
    Action.WAIT,
    Action.SEND_STATUS_CHECK,
    Action.CLOSE_OUT,
)


def one(preset: str, *overlays: str, **fields: object) -> Story:
    """Tue 15 Sep, 14:00-15:00, one interviewer A."""
    return (
        Story()
        .applies(preset, *overlays, **fields)
        .interviewed("15 Sep 14:00", "15 Sep 15:00", "A")
    )


def panel(preset: str, *people: str) -> Story:
    return Story().applies(preset).interviewed("15 Sep 14:00", "15 Sep 15:00", *people)


def thanked(preset: str, *overlays: str, **fields: object) -> Story:
    return one(preset, *overlays, **fields).sent("15 Sep 20:00", "A")


def promised(preset: str, *overlays: str, day: str = "2026-09-25") -> Story:
    """P39: a decision was promised for Fri 25 Sep, and the thank-you note was sent."""
    return thanked(preset, *overlays, stated_decision_on=day)


def checked(preset: str, *overlays: str) -> Story:
    return promised(preset, *overlays).sent("29 Sep 10:00", "A", kind="status_check")


def rejected(outcome: str = "rejected") -> Story:
    """P62: thanked, and the news came on Thu 17 Sep at 10:00."""
    return thanked("general").news("17 Sep 10:00", outcome)


def offered(**fields: object) -> Story:
    """An offer of Fri 18 Sep 16:00, answer wanted by Fri 25 Sep 17:00."""
    story = thanked("general", **fields)
    return story.news("18 Sep 16:00", "offer", decide_by=ny("25 Sep 17:00"))


def other(story: Story, **fields: object) -> Story:
    """Another application Y, still open, with an interview on Wed 16 Sep."""
    story.applies("general", **fields).interviewed("16 Sep 14:00", "16 Sep 15:00", "Y")
    return story.sent("16 Sep 17:00", "Y")


@dataclass
class Case:
    story: Story
    action: Action
    urgency: Urgency | None = None
    people: tuple[str, ...] = ()
    then: Action | None = None
    flag: str = ""
    second: Action | None = None
    """The next item after the first, where the row names one."""


CASES = {
    "P01": Case(one("internship"), THANK, Urgency.UPCOMING, ("A",)),
    "P03": Case(one("general"), THANK, Urgency.OPEN, ("A",)),
    "P04": Case(one("internal"), THANK, Urgency.AMBER, ("A",)),
    "P05": Case(one("internship"), THANK, Urgency.OVERDUE, ("A",)),
    "P07": Case(one("general", decides_same_day=True), THANK, Urgency.UPCOMING, ("A",)),
    "P09": Case(one("general", stated_decision_on="2026-09-16"), THANK, None, ("A",)),
    "P10": Case(thanked("internship"), WAIT, then=CLOSE),
    "P11": Case(thanked("general"), WAIT, None, ("A",), then=CHECK),
    "P13": Case(
        Story().applies("campus").interviewed("15 Sep 10:00", "15 Sep 15:00", *"ABCDE"),
        THANK,
        Urgency.OPEN,
        tuple("ABCDE"),
    ),
    "P14": Case(
        panel("internship", "A", "B", ("C", {"email": ""}))
        .person("R", part="coordinator", met=False)
        .sent("15 Sep 17:00", "A"),
        THANK,
        Urgency.OPEN,
        ("B",),
        second=Action.ASK_COORDINATOR_TO_FORWARD,
    ),
    "P15": Case(
        panel("internship", *"ABC")
        .sent("15 Sep 17:00", "A")
        .sent("15 Sep 17:05", "B", state="bounced")
        .sent("15 Sep 17:10", "C")
        .received("15 Sep 18:00", "C"),
        Action.FIX_BOUNCE,
        None,
        ("B",),
    ),
    "P16": Case(
        panel("campus", *"ABCDEFGHI"), THANK, None, tuple("ABCDEFGHI"), flag="group_note_allowed"
    ),
    "P17": Case(
        panel("campus", *"ABC").sent("15 Sep 17:00", "A").sent("15 Sep 17:10", "C"),
        THANK,
        Urgency.OPEN,
        ("B",),
    ),
    "P18": Case(
        panel("campus", *"ABC").sent("15 Sep 17:00", *"ABC"),
        WAIT,
        None,
        ("A",),
        CHECK,
        "group_note",
    ),
    "P20": Case(
        panel("internship", "A", "B", ("C", {"email": ""}))
        .person("R", part="coordinator", met=False)
        .sent("15 Sep 17:00", "A")
        .sent("15 Sep 17:10", "B")
        .sent("15 Sep 18:00", "C", kind="forward_request"),
        WAIT,
        then=CLOSE,
        flag="covered_by_forward",
    ),
    "P22": Case(
        panel("campus", "A", ("B", {"timezone": "Europe/London"})), THANK, None, ("A", "B")
    ),
    "P23": Case(
        one("internship").sent("16 Sep 08:30", "A", state="scheduled"), WAIT, None, ("A",), THANK
    ),
    "P25": Case(
        one("campus", stated_decision_on="2026-09-18").sent("16 Sep 12:00", "A", medium="post"),
        THANK,
        None,
        ("A",),
    ),
    "P26": Case(
        one("campus").sent("15 Sep 17:00", "A", wrong_name_noticed_at=ny("16 Sep 09:00")),
        Action.SEND_CORRECTION,
        Urgency.OPEN,
        ("A",),
        flag="optional",
    ),
    "P27": Case(
        Story().applies("internship").interviewed("18 Sep 14:00", "18 Sep 15:00", "A"),
        THANK,
        None,
        ("A",),
    ),
    "P29": Case(
        Story()
        .applies("internship", "business_days")
        .interviewed("18 Sep 17:30", "18 Sep 18:30", "A"),
        THANK,
        None,
        ("A",),
    ),
    "P30": Case(
        Story().applies("internship").interviewed("25 Nov 15:00", "25 Nov 16:00", "A"),
        THANK,
        None,
        ("A",),
    ),
    "P32": Case(
        Story().applies("campus").interviewed("31 Oct 14:00", "31 Oct 15:00", "A"),
        THANK,
        None,
        ("A",),
    ),
    "P33": Case(
        Story().applies("campus").interviewed("13 Mar 2027 14:00", "13 Mar 2027 15:00", "A"),
        THANK,
        None,
        ("A",),
    ),
    "P36": Case(
        panel("general", "A").assumes_zone(),
        Action.FIX_RECORD,
        flag="timezone_assumed",
        second=THANK,
    ),
    "P39": Case(promised("general"), WAIT, None, ("A",), then=CHECK),
    "P40": Case(promised("general"), CHECK, Urgency.OPEN, ("A",)),
    "P41": Case(promised("internship"), CHECK, Urgency.OPEN, ("A",)),
    "P43": Case(checked("general"), WAIT, then=CLOSE),
    "P45": Case(checked("general", "persistent"), WAIT, None, ("A",), then=CHECK),
    "P47": Case(promised("general", day="2026-09-29"), WAIT, None, ("A",), then=CHECK),
    "P49": Case(thanked("general"), CHECK, Urgency.OVERDUE, ("A",)),
    "P50": Case(thanked("general"), WAIT, then=CLOSE),
    "P52": Case(thanked("general", contact_instruction="no_status"), WAIT, then=CLOSE),
    "P53": Case(one("general", contact_instruction="no_contact"), Action.DO_NOT_CONTACT),
    "P54": Case(one("general", "match_programme"), Action.DO_NOT_CONTACT),
    "P55": Case(
        Story()
        .applies("general", contact_instruction="via_agency")
        .interviewed("15 Sep 14:00", "15 Sep 15:00", ("A", {"email": ""}))
        .person("G", part="agency", met=False),
        THANK,
        Urgency.OPEN,
        ("G",),
        flag="via_agency",
    ),
    "P56": Case(
        thanked("general").received("15 Sep 20:00", "A", kind="auto_reply", automated=True),
        WAIT,
        None,
        ("A",),
        then=CHECK,
    ),
    "P58": Case(
        thanked("internship").received("17 Sep 10:00", "A", kind="question"),
        Action.REPLY,
        Urgency.OPEN,
        ("A",),
    ),
    "P59": Case(
        one("general").received("17 Sep 10:00", "A", kind="scheduling"),
        Action.CONFIRM_NEXT_ROUND,
        Urgency.OPEN,
        ("A",),
        flag="thanks_inside",
    ),
    "P60": Case(
        thanked("general").interviewed("22 Sep 10:00", "22 Sep 11:00", round=2, status="scheduled"),
        Action.PREPARE,
    ),
    "P62": Case(
        rejected(),
        Action.SEND_CLOSING_NOTE,
        Urgency.OPEN,
        ("A",),
        flag="may_ask_feedback",
    ),
    "P64": Case(
        rejected().sent("18 Sep 11:00", "A", kind="closing_note"),
        WAIT,
        None,
        ("A",),
        then=Action.NETWORKING_TOUCH,
    ),
    "P65": Case(rejected().sent("18 Sep 11:00", "A", kind="feedback_request"), Action.NONE),
    "P67": Case(
        offered(),
        Action.ACKNOWLEDGE_OFFER,
        Urgency.OPEN,
        ("A",),
        second=Action.DECIDE_OFFER,
    ),
    "P69": Case(
        other(thanked("general").news("25 Sep 11:00", "accepted")),
        Action.SEND_WITHDRAWAL,
        Urgency.OPEN,
        ("Y",),
    ),
    "P70": Case(
        other(offered(), stated_decision_on="2026-10-02"),
        Action.TELL_COMPETING_DEADLINE,
        Urgency.OPEN,
        ("Y",),
    ),
    "P72": Case(rejected("withdrawn").sent("17 Sep 11:00", "A", kind="withdrawal"), Action.NONE),
    "P73": Case(
        rejected("closed_by_employer"),
        Action.SEND_CLOSING_NOTE,
        Urgency.OPEN,
        ("A",),
        None,
        "optional",
    ),
    "P74": Case(
        checked("general").received("30 Sep 10:00", "A", kind="acknowledgement"), WAIT, then=CLOSE
    ),
    "P75": Case(
        one("internship").sent("15 Sep 13:00", "A"),
        THANK,
        None,
        ("A",),
        flag="sent_before_interview",
    ),
    "P77": Case(
        Story()
        .applies()
        .planned("15 Sep 14:00", "15 Sep 15:00", "A", status="cancelled_by_employer")
        .received("14 Sep 16:00", "A", kind="scheduling"),
        Action.REPLY_RESCHEDULE,
        Urgency.OPEN,
        ("A",),
    ),
    "P78": Case(
        Story()
        .applies()
        .planned("15 Sep 14:00", "15 Sep 15:00", "A", status="no_show_employer")
        .person("R", part="coordinator", met=False),
        Action.CONTACT_COORDINATOR,
        Urgency.OPEN,
        ("R",),
    ),
    "P80": Case(
        Story().applies().planned("15 Sep 14:00", "15 Sep 15:00", "A"),
        Action.CONFIRM_INTERVIEW,
        second=THANK,
    ),
    "P81": Case(Story().applies().planned("15 Sep 14:00", "15 Sep 15:00", "A"), Action.PREPARE),
    "P82": Case(
        Story()
        .applies()
        .interviewed("15 Sep 14:30", "15 Sep 15:00", kind="one_way_video")
        .person("R", part="recruiter", met=False),
        THANK,
        None,
        ("R",),
        flag="optional",
    ),
    "P83": Case(
        Story()
        .applies()
        .interviewed(
            "15 Sep 14:30", "15 Sep 15:00", ("R", {"part": "recruiter"}), kind="phone_screen"
        ),
        THANK,
        Urgency.OPEN,
        ("R",),
        flag="phone_screen",
    ),
    "P85": Case(
        Story()
        .applies()
        .interviewed("15 Sep 10:00", "15 Sep 15:00", "R", "S", kind="careers_fair"),
        THANK,
        Urgency.OPEN,
        ("R", "S"),
        flag="careers_fair",
    ),
    "P86": Case(
        thanked("general").received("10 Sep 10:00", "A"),
        Action.FIX_RECORD,
        flag="response_before_interview",
    ),
    "P87": Case(one("general").sent("17 Sep 10:00", "A"), WAIT, None, ("A",), then=CHECK),
}


def test_every_row_of_the_file_is_a_case() -> None:
    assert list(CASES) == list(ROWS)


def steps_of(case: Case, row: dict[str, str]) -> list[NextStep]:
    """The steps about the application that was told last."""
    steps = next_steps(case.story, now=dt.datetime.fromisoformat(row["now_utc"]))
    return [step for step in steps if step.application_id == case.story.application]


def instant(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text not in {"", "-"} else None


@pytest.mark.parametrize("name", CASES)
def test_the_action_is_right(name: str) -> None:
    case = CASES[name]
    first, *_ = steps = steps_of(case, ROWS[name])

    assert first.action is case.action
    assert first.then is case.then
    assert case.urgency in {None, first.urgency}
    assert case.flag in {"", *first.flags}
    assert case.second is None or case.second is steps[1].action
    same = [s for s in steps if s.action is case.action]
    assert tuple(person for step in same for person in step.people) == case.people


TIMED = [name for name in CASES if ROWS[name]["earliest_utc"] + ROWS[name]["due_utc"]]


@pytest.mark.parametrize("name", TIMED)
def test_the_instants_are_right_to_the_minute(name: str) -> None:
    row = ROWS[name]
    times = steps_of(CASES[name], row)[0].times

    assert times.earliest == instant(row["earliest_utc"])
    assert times.due == instant(row["due_utc"])
    assert times.latest == instant(row["latest_utc"])


@pytest.mark.parametrize("name", CASES)
def test_every_step_says_why(name: str) -> None:
    for step in steps_of(CASES[name], ROWS[name]):
        assert step.reasons
        assert step.sources


RECOMMENDED = {
    "P22": {"A": "2026-09-15T20:30:00Z", "B": "2026-09-16T07:00:00Z"},
    "P27": {"A": "2026-09-18T20:00:00Z"},
    "P29": {"A": "2026-09-21T12:00:00Z"},
    "P30": {"A": "2026-11-25T22:00:00Z"},
}


@pytest.mark.parametrize("name", RECOMMENDED)
def test_the_good_hour_is_that_of_the_reader(name: str) -> None:
    steps = steps_of(CASES[name], ROWS[name])

    found = {step.people[0]: step.times.recommended for step in steps if step.people}
    assert found == {who: instant(when) for who, when in RECOMMENDED[name].items()}
