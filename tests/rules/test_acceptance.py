"""The rows of acceptance_cases.csv: facts here, expected instants there.

They were written from the policy alone, by somebody who had not seen the rules.
"""

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep
from tests.plan.story import Story, moment

CSV = Path(__file__).parents[1] / "data" / "acceptance_cases.csv"
ROWS = {row["id"]: row for row in csv.DictReader(CSV.read_text("utf-8").splitlines())}

BERLIN, DUBLIN, LONDON = "Europe/Berlin", "Europe/Dublin", "Europe/London"
TORONTO, NEW_YORK, CHICAGO = "America/Toronto", "America/New_York", "America/Chicago"
VANCOUVER, SYDNEY, KOLKATA = "America/Vancouver", "Australia/Sydney", "Asia/Kolkata"
HALIFAX, DENVER, LOS_ANGELES = "America/Halifax", "America/Denver", "America/Los_Angeles"
PARIS, MADRID, WARSAW = "Europe/Paris", "Europe/Madrid", "Europe/Warsaw"
AMSTERDAM, ZURICH, STOCKHOLM = "Europe/Amsterdam", "Europe/Zurich", "Europe/Stockholm"
BRISBANE, PERTH, TOKYO, HELSINKI = (
    "Australia/Brisbane",
    "Australia/Perth",
    "Asia/Tokyo",
    "Europe/Helsinki",
)
PASSES_ON = "placement_office"

Someone = tuple[str, dict[str, Any]]


def recruiter(name: str, **more: Any) -> Someone:
    return name, {"part": "recruiter", **more}


def manager(name: str, **more: Any) -> Someone:
    return name, {"part": "hiring_manager", **more}


def coordinator(name: str) -> Someone:
    return name, {"part": "coordinator", "met": False}


def office(name: str) -> Someone:
    return name, {"part": "agency", "met": False}


def at(zone: str, preset: str = "general", *overlays: str, **fields: Any) -> Story:
    """An application at an employer in that zone; no holidays but weekends."""
    story = Story(zone=zone)
    story.settings = story.settings.model_copy(update={"holidays": fields.pop("holidays", "")})
    return story.applies(preset, *overlays, **fields)


def again(person: Someone, round_number: int = 2) -> Someone:
    """The same person at a later round, in a row of its own."""
    name, more = person
    same = {"name": name, "email": f"{name.lower()}@example.com"}
    return f"{name}{round_number}", {**same, **more}


def invited(story: Story, when: str, who: str, confirmed: str = "") -> Story:
    """An invitation to the next round, and its confirmation if there was one."""
    story.received(when, who, kind="scheduling")
    return story.sent(confirmed, who, kind="confirm_next_round") if confirmed else story


def day(text: str) -> dt.date:
    return moment(f"{text} 00:00", "UTC").date()


@dataclass
class Case:
    """What a row expects: steps of the application, the first one first.

    Attributes:
        story: What happened.
        action: The first action; `combined` is thanks and a status check in one.
        people: Whom the steps of that action are to, together.
        then: What a wait waits for.
        urgency: How urgent the first step is.
        absent: Actions that must not be among the steps.
        second: The action after the first.
        flag: A flag of the first step.
        says: What a reason of the first step says.
    """

    story: Story
    action: str
    people: tuple[str, ...] = ()
    then: str = ""
    urgency: str = ""
    absent: tuple[str, ...] = ()
    second: str = ""
    flag: str = ""
    says: str = ""


def silent() -> Story:
    """NB1a-4: nothing was sent after Wed 14 Oct."""
    return at(LONDON, "internship").interviewed("14 Oct 10:00", "14 Oct 11:00", "Fay")


def moritz() -> Story:
    return at(BERLIN, "internship").interviewed("5 Nov 15:00", "5 Nov 16:00", recruiter("Moritz"))


def mabel(zone: str, who: str) -> Story:
    """NQ1a: an offer of Tue 20 Oct, to be answered by Tue 27 Oct, 17:00."""
    story = at(zone).interviewed("8 Oct 10:00", "8 Oct 11:00", recruiter(who))
    story.sent("8 Oct 15:00", who)
    return story.news("20 Oct 10:00", "offer", decide_by=moment("27 Oct 17:00", zone))


def willa(text: str) -> Story:
    """NQ1c: she asked for a transcript, which was sent with this text."""
    story = at(TORONTO, "internship").interviewed("10 Nov 10:00", "10 Nov 11:00", recruiter("W"))
    story.received("10 Nov 13:00", "W", kind="question")
    return story.sent("10 Nov 15:00", "W", kind="reply", body=text)


def bram() -> Story:
    """NONa: a public advert in Ontario, thanked on Tue 6 Oct."""
    story = at(TORONTO, "internship", "ontario_answer")
    story.interviewed("6 Oct 10:00", "6 Oct 11:00", recruiter("Bram"))
    return story.sent("6 Oct 15:00", "Bram")


def sol() -> Story:
    """NW2d: they named Mon 30 Nov, were asked on Wed 2 Dec, and did not answer."""
    story = at(TORONTO, "internship").interviewed(
        "7 Oct 10:00", "7 Oct 11:00", manager("Sol"), stated_decision_on="2026-11-30"
    )
    return story.sent("7 Oct 14:00", "Sol").sent("2 Dec 10:00", "Sol", kind="status_check")


def tejas(*talks: tuple[str, str, str]) -> Story:
    """NPOa: everything goes through the placement office of the college."""
    story = at(KOLKATA, "campus", PASSES_ON)
    for start, end, who in talks:
        story.interviewed(start, end, who)
    return story.person("Tejas", part="agency", met=False)


THANKS, STATUS, WAITS, FIX = "send_thank_you", "send_status_check", "wait", "fix_record"
CLOSES, ACKNOWLEDGES, DECIDES = "send_closing_note", "acknowledge_offer", "decide_offer"

CASES = {
    "NF1a": Case(
        invited(
            at(LONDON)
            .interviewed(
                "5 Oct 10:00", "5 Oct 11:00", recruiter("Dana"), stated_decision_on="2026-10-16"
            )
            .sent("5 Oct 15:00", "Dana"),
            "12 Oct 10:00",
            "Dana",
            "12 Oct 14:00",
        )
        .interviewed("19 Oct 10:00", "19 Oct 11:00", again(recruiter("Dana")), round=2)
        .sent("19 Oct 16:00", "Dana2"),
        WAITS,
        ("Dana",),
        STATUS,
    ),
    "NF1b": Case(
        invited(
            at(TORONTO, "internship")
            .interviewed(
                "20 Oct 14:00", "20 Oct 15:00", manager("Idris"), stated_decision_on="2026-10-30"
            )
            .sent("20 Oct 18:00", "Idris"),
            "26 Oct 09:00",
            "Idris",
            "26 Oct 11:00",
        )
        .interviewed("3 Nov 14:00", "3 Nov 15:00", again(manager("Idris")), round=2)
        .sent("3 Nov 18:00", "Idris2"),
        WAITS,
        then="close_out",
    ),
    "NF1c": Case(
        at(BERLIN)
        .interviewed(
            "28 Oct 11:00", "28 Oct 12:00", recruiter("Katrin"), stated_decision_on="2026-11-13"
        )
        .sent("28 Oct 17:00", "Katrin")
        .received("10 Nov 09:30", "Katrin", kind="new_date", stated_decision_on="2026-11-27"),
        WAITS,
        ("Katrin",),
        STATUS,
    ),
    "NF1d": Case(
        at(HALIFAX)
        .interviewed(
            "9 Nov 14:00", "9 Nov 15:00", recruiter("Noor"), stated_decision_on="2026-11-20"
        )
        .sent("9 Nov 18:00", "Noor")
        .received("16 Nov 10:00", "Noor", body="Still on track."),
        WAITS,
        ("Noor",),
        STATUS,
    ),
    "NF1e": Case(
        invited(
            at(SYDNEY)
            .interviewed(
                "24 Sep 09:00", "24 Sep 10:00", recruiter("Liv"), stated_decision_on="2026-10-02"
            )
            .sent("24 Sep 14:00", "Liv"),
            "29 Sep 10:00",
            "Liv",
            "29 Sep 15:00",
        )
        .interviewed(
            "8 Oct 09:00",
            "8 Oct 10:00",
            again(recruiter("Liv")),
            round=2,
            stated_decision_on="2026-10-16",
        )
        .sent("8 Oct 14:00", "Liv2"),
        WAITS,
        ("Liv",),
        STATUS,
    ),
    "NF1f": Case(
        invited(
            at(KOLKATA)
            .interviewed("9 Nov 10:00", "9 Nov 11:00", "Rohan", decides_same_day=True)
            .sent("9 Nov 11:30", "Rohan"),
            "9 Nov 18:00",
            "Rohan",
            "10 Nov 10:00",
        ).interviewed("18 Nov 16:00", "18 Nov 17:00", manager("Meera"), round=2),
        THANKS,
        ("Meera",),
        urgency="open",
    ),
    "NF1g": Case(
        invited(
            at(VANCOUVER, "internal")
            .interviewed("1 Dec 10:00", "1 Dec 10:30", manager("Gus"), prompt_on="2026-12-09")
            .sent("1 Dec 14:00", "Gus"),
            "4 Dec 09:00",
            "Gus",
            "4 Dec 10:00",
        )
        .interviewed("8 Dec 10:00", "8 Dec 10:30", again(manager("Gus")), round=2)
        .sent("8 Dec 12:00", "Gus2"),
        WAITS,
        then="close_out",
    ),
    "NF2a": Case(
        at(DUBLIN)
        .interviewed(
            "20 Oct 15:00", "20 Oct 16:00", recruiter("Oisin"), stated_decision_on="2026-10-15"
        )
        .sent("20 Oct 18:00", "Oisin"),
        FIX,
    ),
    "NF2b": Case(
        at(CHICAGO, "campus")
        .interviewed(
            "12 Nov 09:30",
            "12 Nov 10:30",
            "Tess",
            decides_same_day=True,
            decides_at=moment("12 Nov 10:00", CHICAGO),
        )
        .sent("12 Nov 13:00", "Tess"),
        FIX,
    ),
    "NF2c": Case(
        at(CHICAGO, "campus").interviewed(
            "12 Nov 09:30",
            "12 Nov 10:30",
            "Tess",
            decides_same_day=True,
            decides_at=moment("12 Nov 11:45", CHICAGO),
        ),
        THANKS,
        ("Tess",),
        urgency="open",
        absent=(FIX,),
    ),
    "NF2d": Case(
        at(TORONTO, "internship")
        .interviewed(
            "11 Jan 2027 13:00",
            "11 Jan 2027 14:00",
            recruiter("Farah"),
            stated_decision_on="2026-01-15",
        )
        .sent("11 Jan 2027 17:00", "Farah"),
        FIX,
    ),
    "NF2e": Case(
        at(PERTH)
        .interviewed("5 Nov 16:00", "5 Nov 17:00", manager("Jonty"), prompt_on="2026-11-04")
        .sent("5 Nov 19:00", "Jonty"),
        FIX,
    ),
    "NF2f": Case(
        at(MADRID)
        .interviewed(
            "19 Oct 10:00", "19 Oct 11:00", recruiter("Ines"), stated_decision_on="2026-10-16"
        )
        .sent("19 Oct 15:00", "Ines"),
        FIX,
    ),
    "NF3a": Case(
        at(TORONTO)
        .interviewed("19 Oct 14:00", "19 Oct 15:00", recruiter("Bea"))
        .sent("19 Oct 18:00", "Bea")
        .news("3 Nov 10:00", "rejected")
        .sent("4 Nov 12:00", "Bea", kind="closing_note")
        .news("10 Nov 11:00", "offer", decide_by=moment("18 Nov 17:00", TORONTO)),
        ACKNOWLEDGES,
        ("Bea",),
        second=DECIDES,
    ),
    "NF3b": Case(
        at(AMSTERDAM)
        .interviewed("8 Oct 10:00", "8 Oct 11:00", recruiter("Sanne"))
        .sent("8 Oct 15:00", "Sanne")
        .news("26 Oct 10:00", "offer")
        .sent("26 Oct 14:00", "Sanne", kind="offer_acknowledgement")
        .news("29 Oct 09:00", "rejected"),
        CLOSES,
        ("Sanne",),
        absent=(DECIDES, ACKNOWLEDGES),
    ),
    "NF3c": Case(
        at(NEW_YORK)
        .interviewed("6 Oct 10:00", "6 Oct 11:00", recruiter("Marlon"))
        .sent("6 Oct 14:00", "Marlon")
        .news("20 Oct 10:00", "rejected")
        .news("20 Oct 10:00", "offer"),
        FIX,
    ),
    "NF3d": Case(
        at(LONDON, "internship")
        .interviewed("6 Jan 2027 14:00", "6 Jan 2027 15:00", recruiter("Abena"))
        .sent("6 Jan 2027 18:00", "Abena")
        .news("11 Jan 2027 12:00", "rejected")
        .news("15 Jan 2027 15:00", "offer", decide_by=moment("22 Jan 2027 12:00", LONDON)),
        ACKNOWLEDGES,
        ("Abena",),
        second=DECIDES,
    ),
    "NF3e": Case(
        at(DENVER)
        .interviewed("5 Nov 09:00", "5 Nov 10:00", manager("Caleb"))
        .sent("5 Nov 12:00", "Caleb")
        .sent("20 Nov 12:00", "Caleb", kind="withdrawal")
        .news("20 Nov 12:00", "withdrawn")
        .news("2 Dec 10:00", "offer", decide_by=moment("9 Dec 17:00", DENVER)),
        ACKNOWLEDGES,
        ("Caleb",),
        second=DECIDES,
    ),
    "NF3f": Case(
        at(KOLKATA, "campus")
        .interviewed("16 Nov 11:00", "16 Nov 12:00", recruiter("Kavya"))
        .sent("16 Nov 15:00", "Kavya")
        .news("23 Nov 10:00", "offer")
        .sent("23 Nov 12:00", "Kavya", kind="offer_acknowledgement")
        .news("27 Nov 16:30", "closed_by_employer"),
        CLOSES,
        ("Kavya",),
        absent=(DECIDES,),
    ),
    "NF4a": Case(
        invited(
            at(DUBLIN)
            .interviewed("13 Oct 10:00", "13 Oct 11:00", recruiter("Ciara"))
            .sent("13 Oct 14:00", "Ciara"),
            "16 Oct 09:00",
            "Ciara",
        )
        .interviewed("21 Oct 10:00", "21 Oct 11:00", again(recruiter("Ciara")), round=2)
        .sent("21 Oct 15:00", "Ciara2"),
        WAITS,
        ("Ciara",),
        STATUS,
        absent=("confirm_next_round",),
    ),
    "NF4b": Case(
        invited(
            at(VANCOUVER)
            .interviewed("2 Nov 10:00", "2 Nov 11:00", recruiter("Jude"))
            .sent("2 Nov 15:00", "Jude"),
            "10 Nov 10:00",
            "Jude",
        ).planned(
            "19 Nov 13:00",
            "19 Nov 14:00",
            again(recruiter("Jude")),
            round=2,
            status="cancelled_by_employer",
            status_since=moment("17 Nov 11:00", VANCOUVER),
        ),
        "reply_reschedule",
        ("Jude",),
        absent=("confirm_next_round",),
    ),
    "NF4c": Case(
        at(PARIS)
        .interviewed("13 Oct 14:00", "13 Oct 15:00", recruiter("Lucie"))
        .sent("13 Oct 18:00", "Lucie")
        .received("19 Oct 10:00", "Lucie", kind="question")
        .news("28 Oct 10:00", "rejected"),
        CLOSES,
        ("Lucie",),
        absent=("reply",),
    ),
    "NF4d": Case(
        at(BRISBANE)
        .interviewed("12 Oct 10:00", "12 Oct 11:00", recruiter("Tarni"))
        .sent("12 Oct 14:00", "Tarni")
        .received("14 Oct 09:00", "Tarni", kind="question")
        .received("16 Oct 09:00", "Tarni", body="I have the referees now, thank you."),
        WAITS,
        ("Tarni",),
        STATUS,
        absent=("reply",),
    ),
    "NF4e": Case(
        at(CHICAGO, "internship")
        .interviewed("2 Nov 10:00", "2 Nov 11:00", recruiter("Ravi"))
        .sent("2 Nov 14:00", "Ravi")
        .received("4 Nov 10:00", "Ravi", kind="question")
        .received("5 Nov 08:00", "Ravi", kind="auto_reply", automated=True),
        "reply",
        ("Ravi",),
        urgency="overdue",
    ),
    "NF4f": Case(
        invited(
            at(LONDON, "internship")
            .interviewed("1 Dec 10:00", "1 Dec 11:00", recruiter("Gethin"))
            .sent("1 Dec 15:00", "Gethin"),
            "3 Dec 10:00",
            "Gethin",
        )
        .planned(
            "10 Dec 10:00",
            "10 Dec 11:00",
            again(recruiter("Gethin")),
            round=2,
            status="rescheduled",
            status_since=moment("8 Dec 12:00", LONDON),
        )
        .planned("15 Dec 10:00", "15 Dec 11:00", again(recruiter("Gethin"), 3), round=2),
        "prepare",
        absent=("confirm_next_round",),
    ),
    "NF5a": Case(
        at(WARSAW).planned(
            "8 Oct 14:00",
            "8 Oct 15:00",
            recruiter("Ola"),
            status="rescheduled",
            status_since=moment("7 Oct 16:00", WARSAW),
        ),
        "confirm_interview",
        absent=(THANKS, "prepare"),
    ),
    "NF5b": Case(
        invited(
            at(TORONTO, "internship")
            .interviewed("26 Oct 10:00", "26 Oct 11:00", recruiter("Hana"))
            .sent("26 Oct 14:00", "Hana"),
            "2 Nov 09:00",
            "Hana",
            "2 Nov 10:00",
        ).planned(
            "10 Nov 10:00",
            "10 Nov 11:00",
            again(recruiter("Hana")),
            round=2,
            status="rescheduled",
            status_since=moment("9 Nov 09:00", TORONTO),
        ),
        "confirm_interview",
        absent=(THANKS,),
    ),
    "NF5c": Case(
        at(WARSAW)
        .planned(
            "8 Oct 14:00",
            "8 Oct 15:00",
            recruiter("Ola"),
            status="rescheduled",
            status_since=moment("7 Oct 16:00", WARSAW),
        )
        .planned("29 Oct 10:00", "29 Oct 11:00", again(recruiter("Ola"))),
        "prepare",
    ),
    "NF5d": Case(
        at(LOS_ANGELES, "campus").planned(
            "18 Nov 09:00",
            "18 Nov 10:00",
            "Omar",
            "Jill",
            status="rescheduled",
            status_since=moment("18 Nov 08:40", LOS_ANGELES),
        ),
        "confirm_interview",
        absent=(THANKS, "send_apology"),
    ),
    "NF5e": Case(
        at(STOCKHOLM)
        .planned(
            "1 Mar 2027 10:00",
            "1 Mar 2027 11:00",
            recruiter("Elin"),
            status="rescheduled",
            status_since=moment("26 Feb 2027 15:00", STOCKHOLM),
        )
        .news("3 Mar 2027 10:00", "closed_by_employer"),
        CLOSES,
        ("Elin",),
        absent=("confirm_interview",),
    ),
    "NF5f": Case(
        at(SYDNEY, "internal")
        .planned(
            "23 Nov 11:00",
            "23 Nov 12:00",
            manager("Bruno"),
            status="rescheduled",
            status_since=moment("23 Nov 09:00", SYDNEY),
        )
        .interviewed("3 Dec 11:00", "3 Dec 12:00", again(manager("Bruno"))),
        THANKS,
        ("Bruno",),
        urgency="open",
    ),
    "NF6a": Case(
        at(CHICAGO, "campus")
        .interviewed("20 Nov 09:00", "20 Nov 09:45", "Ana")
        .interviewed("20 Nov 10:00", "20 Nov 10:45", "Lyle")
        .interviewed("20 Nov 13:00", "20 Nov 14:00", "Mika"),
        THANKS,
        ("Ana", "Lyle", "Mika"),
        urgency="open",
    ),
    "NF6b": Case(
        at(BERLIN)
        .interviewed("24 Oct 10:00", "24 Oct 11:00", "Jannik", "Pia")
        .interviewed("24 Oct 15:30", "24 Oct 16:30", again(("Jannik", {}))),
        THANKS,
        ("Jannik", "Pia"),
        urgency="open",
    ),
    "NF6c": Case(
        at(LOS_ANGELES, "campus")
        .interviewed("10 Nov 09:00", "10 Nov 09:30", "Wes")
        .interviewed("10 Nov 16:00", "10 Nov 17:00", "Joy"),
        THANKS,
        ("Wes", "Joy"),
        urgency="open",
    ),
    "NF6d": Case(
        at(LONDON, "internship")
        .interviewed("16 Nov 16:00", "16 Nov 17:00", "Ruth")
        .interviewed("17 Nov 09:00", "17 Nov 10:00", "Neil")
        .sent("17 Nov 12:00", "Neil"),
        THANKS,
        ("Ruth",),
        urgency="overdue",
    ),
    "NF6e": Case(
        at(KOLKATA)
        .interviewed("5 Nov 10:00", "5 Nov 10:40", "Sunil")
        .interviewed("5 Nov 12:00", "5 Nov 12:40", again(("Sunil", {})))
        .interviewed("5 Nov 16:30", "5 Nov 17:15", again(("Sunil", {}), 3), "Anita")
        .sent("5 Nov 19:00", "Sunil3"),
        THANKS,
        ("Anita",),
        urgency="open",
    ),
    "NF7a": Case(
        at(HALIFAX)
        .interviewed("5 Oct 10:00", "5 Oct 11:00", recruiter("Petra"))
        .interviewed("7 Oct 10:00", "7 Oct 11:00", again(recruiter("Petra")), round=2),
        THANKS,
        ("Petra",),
    ),
    "NF7b": Case(
        at(NEW_YORK, "campus")
        .interviewed("1 Mar 2027 14:00", "1 Mar 2027 15:00", manager("Saul"))
        .interviewed("15 Mar 2027 14:00", "15 Mar 2027 15:00", again(manager("Saul")), round=2),
        THANKS,
        ("Saul",),
        urgency="overdue",
    ),
    "NF7c": Case(
        at(MADRID)
        .interviewed("16 Nov 10:00", "16 Nov 10:30", recruiter("Alba"))
        .interviewed("20 Nov 10:00", "20 Nov 10:30", again(recruiter("Alba")), round=2)
        .interviewed("26 Nov 10:00", "26 Nov 10:30", again(recruiter("Alba"), 3), round=3),
        THANKS,
        ("Alba",),
    ),
    "NF7d": Case(
        at(TORONTO, "internship")
        .interviewed("2 Dec 15:00", "2 Dec 16:00", manager("Elio"))
        .sent("2 Dec 19:00", "Elio")
        .interviewed("8 Dec 15:00", "8 Dec 16:00", again(manager("Elio")), round=2),
        THANKS,
        ("Elio",),
        urgency="open",
    ),
    "NF7e": Case(
        at(VANCOUVER)
        .interviewed("3 Nov 11:00", "3 Nov 12:00", recruiter("Kip"), "Dora")
        .sent("3 Nov 17:00", "Dora")
        .interviewed("5 Nov 11:00", "5 Nov 12:00", again(recruiter("Kip")), round=2),
        THANKS,
        ("Kip",),
    ),
    "NF8a": Case(
        at(NEW_YORK)
        .interviewed(
            "6 Oct 10:00", "6 Oct 11:00", recruiter("Val", email="", met=False), manager("Ned")
        )
        .sent("6 Oct 16:00", "Ned"),
        STATUS,
        ("Ned",),
        urgency="open",
    ),
    "NF8b": Case(
        at(ZURICH)
        .interviewed(
            "22 Oct 10:00",
            "22 Oct 11:00",
            ("Reto", {"email": "", "linkedin_url": "https://linkedin.example.com/reto"}),
            coordinator("Silvia"),
        )
        .sent("22 Oct 14:00", "Silvia", "Reto", kind="forward_request"),
        STATUS,
        ("Silvia",),
        urgency="open",
    ),
    "NF8c": Case(
        at(DUBLIN)
        .interviewed(
            "4 Nov 14:00",
            "4 Nov 15:00",
            manager("Eoin"),
            ("Grace", {"email": ""}),
            recruiter("Max", email="", met=False),
        )
        .sent("4 Nov 17:00", "Eoin"),
        "ask_coordinator_to_forward",
        ("Eoin",),
    ),
    "NF8d": Case(
        at(PERTH)
        .interviewed(
            "9 Nov 10:00",
            "9 Nov 11:00",
            manager(
                "Shane",
                email="",
                linkedin_url="https://linkedin.example.com/shane",
                linkedin_invited=True,
                preferred_medium="linkedin",
            ),
            coordinator("Lena"),
        )
        .sent("9 Nov 15:00", "Shane", medium="linkedin"),
        STATUS,
        ("Shane",),
        urgency="open",
    ),
    "NF8e": Case(
        at(DENVER).interviewed("2 Nov 10:00", "2 Nov 11:00", ("Wendell", {"email": ""})),
        "find_contact",
        says="Wendell",
        absent=(STATUS, THANKS),
    ),
    "NF8f": Case(
        at(HELSINKI)
        .interviewed(
            "12 Jan 2027 10:00",
            "12 Jan 2027 11:00",
            recruiter("Aino", email=""),
            manager("Timo", email="", linkedin_url="https://linkedin.example.com/timo"),
            "Ville",
        )
        .sent("12 Jan 2027 15:00", "Ville")
        .sent("12 Jan 2027 15:05", "Ville", "Aino", "Timo", kind="forward_request"),
        STATUS,
        ("Ville",),
        urgency="open",
    ),
    "NB1a-1": Case(moritz(), "combined", ("Moritz",), urgency="open"),
    "NB1a-2": Case(
        at(TORONTO, "internal").interviewed("7 Nov 10:00", "7 Nov 11:00", manager("Yara")),
        WAITS,
        ("Yara",),
        STATUS,
    ),
    "NB1a-3": Case(
        at(NEW_YORK, "campus", holidays="US").interviewed(
            "20 Oct 14:00", "20 Oct 15:00", recruiter("Otis")
        ),
        "combined",
        ("Otis",),
        urgency="overdue",
    ),
    "NB1a-4": Case(silent(), "combined", ("Fay",), urgency="open"),
    "NB1a-5": Case(silent(), WAITS, then="close_out", says="It is too late for a note"),
    "NB1a-6": Case(
        at(BRISBANE).interviewed("16 Oct 09:00", "16 Oct 10:00", recruiter("Kurt")),
        "combined",
        ("Kurt",),
        urgency="open",
        absent=(THANKS,),
    ),
    "NS5a": Case(
        at(LONDON, "general", "no_status")
        .interviewed("11 Nov 10:00", "11 Nov 11:00", recruiter("Sian"), prompt_on="2026-11-25")
        .sent("11 Nov 15:00", "Sian"),
        STATUS,
        ("Sian",),
        urgency="open",
    ),
    "NS5b": Case(
        at(KOLKATA, "internship")
        .interviewed("9 Nov 13:00", "9 Nov 14:00", manager("Dev"), prompt_on="2026-11-19")
        .sent("9 Nov 17:00", "Dev"),
        WAITS,
        ("Dev",),
        STATUS,
    ),
    "NS5c": Case(
        at(NEW_YORK, holidays="US")
        .interviewed("12 Nov 10:00", "12 Nov 11:00", recruiter("Lorna"), prompt_on="2026-11-26")
        .sent("12 Nov 14:00", "Lorna"),
        STATUS,
        ("Lorna",),
        urgency="open",
    ),
    "NS5d": Case(
        at(SYDNEY, "campus")
        .interviewed("5 Oct 10:00", "5 Oct 11:00", recruiter("Bindi"), prompt_on="2026-10-14")
        .sent("5 Oct 14:00", "Bindi"),
        STATUS,
        ("Bindi",),
        urgency="overdue",
    ),
    "NS5e": Case(
        at(BERLIN)
        .interviewed("13 Oct 10:00", "13 Oct 11:00", recruiter("Falk"), prompt_on="2026-10-25")
        .sent("13 Oct 15:00", "Falk"),
        WAITS,
        ("Falk",),
        STATUS,
    ),
    "NS5f": Case(
        at(VANCOUVER, "internal")
        .interviewed("14 Jan 2027 10:00", "14 Jan 2027 11:00", manager("Coral"))
        .sent("14 Jan 2027 15:00", "Coral")
        .received("18 Jan 2027 09:00", "Coral", prompt_on="2027-01-25"),
        STATUS,
        ("Coral",),
        urgency="open",
    ),
    "NT7a": Case(
        at(NEW_YORK).interviewed("12 Nov 15:00", "12 Nov 16:00", "Greta", kind="informational"),
        THANKS,
        ("Greta",),
        urgency="open",
    ),
    "NT7b": Case(
        at(PARIS).interviewed("23 Oct 10:00", "23 Oct 11:00", "Noe", kind="informational"),
        THANKS,
        ("Noe",),
        urgency="amber",
    ),
    "NT7c": Case(
        at(KOLKATA).interviewed(
            "21 Jan 2027 17:00", "21 Jan 2027 17:30", "Harini", kind="informational"
        ),
        THANKS,
        ("Harini",),
        urgency="overdue",
    ),
    "NT7d": Case(
        at(SYDNEY).interviewed("2 Dec 12:00", "2 Dec 12:30", "Mick", kind="informational"),
        THANKS,
        ("Mick",),
        urgency="upcoming",
    ),
    "NT7e": Case(
        at(LOS_ANGELES).interviewed(
            "12 Mar 2027 12:00", "12 Mar 2027 13:00", "Skye", kind="informational"
        ),
        THANKS,
        ("Skye",),
        urgency="amber",
    ),
    "NW2a": Case(
        at(NEW_YORK, holidays="US")
        .interviewed(
            "6 Oct 10:00", "6 Oct 11:00", recruiter("Hollis"), stated_decision_on="2026-12-18"
        )
        .sent("6 Oct 15:00", "Hollis"),
        WAITS,
        ("Hollis",),
        STATUS,
        absent=("close_out",),
    ),
    "NW2b": Case(
        at(DUBLIN)
        .interviewed(
            "5 Oct 10:00", "5 Oct 11:00", recruiter("Roisin"), stated_decision_on="2026-11-13"
        )
        .sent("5 Oct 15:00", "Roisin")
        .sent("17 Nov 10:00", "Roisin", kind="status_check"),
        WAITS,
        then="close_out",
    ),
    "NW2c": Case(
        at(CHICAGO, "general", "match_programme", stated_decision_on="2027-03-19").interviewed(
            "4 Dec 10:00", "4 Dec 11:00", ("Liz", {"part": "coordinator"})
        ),
        "do_not_contact",
        absent=("close_out",),
    ),
    "NW2d": Case(sol(), WAITS, then="close_out"),
    "NW2e": Case(sol(), "close_out"),
    "NW2f": Case(
        at(AMSTERDAM, "internal")
        .interviewed(
            "2 Nov 09:00", "2 Nov 10:00", manager("Joost"), stated_decision_on="2027-01-29"
        )
        .sent("2 Nov 14:00", "Joost"),
        WAITS,
        ("Joost",),
        STATUS,
        absent=("close_out",),
    ),
    "NQ1a": Case(
        mabel(LONDON, "Mabel").sent("20 Oct 12:00", "Mabel", kind="offer_acknowledgement"),
        DECIDES,
        ("Mabel",),
        absent=(ACKNOWLEDGES,),
    ),
    "NQ1b": Case(
        mabel(VANCOUVER, "Nils").sent("21 Oct 09:00", "Nils", kind="offer_accept"), "none"
    ),
    "NQ1c": Case(willa("Please find the transcript attached."), THANKS, ("W",), urgency="open"),
    "NQ1d": Case(
        willa("Thank you for the talk this morning. The transcript is attached."),
        WAITS,
        then="close_out",
    ),
    "NQ1e": Case(
        at(BERLIN)
        .interviewed("18 Nov 10:00", "18 Nov 11:00", recruiter("Anke"))
        .sent("18 Nov 15:00", "Anke")
        .news("1 Dec 10:00", "offer", decide_by=moment("8 Dec 12:00", BERLIN))
        .sent("2 Dec 09:00", "Anke", kind="offer_decline"),
        "none",
    ),
    "NQ1f": Case(
        invited(
            at(PERTH).interviewed("16 Nov 10:00", "16 Nov 11:00", recruiter("Tilda")),
            "16 Nov 15:00",
            "Tilda",
        )
        .sent(
            "16 Nov 17:00",
            "Tilda",
            kind="confirm_next_round",
            body="Thank you for the talk today. Tuesday at 10:00 suits me.",
        )
        .planned("24 Nov 10:00", "24 Nov 11:00", again(recruiter("Tilda")), round=2),
        "prepare",
        absent=(THANKS, "confirm_next_round"),
    ),
    "NP1a": Case(
        at(NEW_YORK, "", position_type="internship", industry="technology").interviewed(
            "18 Nov 14:00", "18 Nov 15:00", recruiter("Rex")
        ),
        THANKS,
        ("Rex",),
        urgency="open",
    ),
    "NP1b": Case(
        at(NEW_YORK, "general", position_type="internship", industry="technology").interviewed(
            "18 Nov 14:00", "18 Nov 15:00", recruiter("Rex")
        ),
        THANKS,
        ("Rex",),
        urgency="open",
    ),
    "NP1c": Case(
        at(LONDON, industry="law").interviewed("19 Nov 11:00", "19 Nov 12:00", "Honor"),
        THANKS,
        ("Honor",),
        urgency="open",
    ),
    "NP1d": Case(
        at(SYDNEY, "", position_type="internal", industry="education")
        .interviewed("20 Jan 2027 09:00", "20 Jan 2027 10:00", manager("Gil"))
        .sent("20 Jan 2027 14:00", "Gil"),
        WAITS,
        then="close_out",
    ),
    "NP1e": Case(
        at(CHICAGO, "", position_type="internship", industry="banking").interviewed(
            "1 Dec 10:00", "1 Dec 11:00", "Dale"
        ),
        THANKS,
        ("Dale",),
        urgency="open",
    ),
    "NP1f": Case(
        at(MADRID, "campus", position_type="internal", industry="technology").interviewed(
            "3 Dec 15:00", "3 Dec 16:00", manager("Rosa")
        ),
        THANKS,
        ("Rosa",),
        urgency="open",
    ),
    "N16a": Case(
        invited(
            at(TORONTO)
            .interviewed(
                "19 Oct 10:00", "19 Oct 11:00", recruiter("Una"), stated_decision_on="2026-10-30"
            )
            .sent("19 Oct 15:00", "Una"),
            "13 Nov 10:00",
            "Una",
        ),
        "confirm_next_round",
        ("Una",),
        absent=(STATUS,),
    ),
    "N16b": Case(
        at(DUBLIN, "campus")
        .interviewed(
            "20 Oct 10:00", "20 Oct 11:00", recruiter("Fionn"), stated_decision_on="2026-10-30"
        )
        .sent("20 Oct 15:00", "Fionn")
        .news("12 Nov 09:00", "offer", decide_by=moment("19 Nov 17:00", DUBLIN)),
        ACKNOWLEDGES,
        ("Fionn",),
        second=DECIDES,
        absent=(STATUS,),
    ),
    "N16c": Case(
        at(SYDNEY, "internship")
        .interviewed("2 Nov 10:00", "2 Nov 11:00", recruiter("Wyatt"), prompt_on="2026-11-11")
        .sent("2 Nov 15:00", "Wyatt")
        .news("10 Nov 16:00", "rejected"),
        CLOSES,
        ("Wyatt",),
        absent=(STATUS,),
    ),
    "N16d": Case(
        at(LONDON)
        .interviewed(
            "26 Oct 10:00", "26 Oct 11:00", recruiter("Cerys"), stated_decision_on="2026-11-06"
        )
        .sent("26 Oct 14:00", "Cerys")
        .interviewed("19 Nov 10:00", "19 Nov 11:00", again(recruiter("Cerys")), round=2),
        THANKS,
        ("Cerys",),
        urgency="open",
        absent=(STATUS,),
    ),
    "N17a": Case(
        invited(
            at(VANCOUVER).interviewed("3 Nov 10:00", "3 Nov 11:00", recruiter("Etta")),
            "5 Nov 10:00",
            "Etta",
        ),
        "confirm_next_round",
        ("Etta",),
        flag="thanks_inside",
    ),
    "N17b": Case(
        at(WARSAW, "internship").interviewed("20 Oct 14:00", "20 Oct 15:00", "Kuba"),
        WAITS,
        then="close_out",
        says="It is too late for a note",
    ),
    "N17c": Case(
        at(KOLKATA, "internal").interviewed(
            "11 Jan 2027 11:00", "11 Jan 2027 12:00", manager("Gauri")
        ),
        "combined",
        ("Gauri",),
        urgency="overdue",
        absent=(THANKS,),
    ),
    "N17d": Case(
        at(STOCKHOLM)
        .interviewed("7 Dec 15:00", "7 Dec 16:00", recruiter("Maja"))
        .sent("7 Dec 18:00", "Maja", state="bounced"),
        "fix_bounce",
        ("Maja",),
        absent=(THANKS,),
    ),
    "N18a": Case(moritz().sent("17 Nov 11:00", "Moritz", kind="combined"), WAITS, then="close_out"),
    "N18b": Case(
        at(HALIFAX)
        .interviewed("4 Nov 10:00", "4 Nov 11:00", recruiter("Perrin"))
        .sent("4 Nov 14:00", "Perrin")
        .news("9 Nov 10:00", "rejected")
        .sent("10 Nov 09:00", "Perrin", kind="closing_note"),
        WAITS,
        ("Perrin",),
        "networking_touch",
    ),
    "N18c": Case(
        invited(
            at(NEW_YORK, holidays="US").interviewed(
                "24 Nov 10:00", "24 Nov 11:00", recruiter("Zadie")
            ),
            "24 Nov 15:00",
            "Zadie",
        ).sent(
            "24 Nov 16:00",
            "Zadie",
            kind="confirm_next_round",
            body="Thank you for the talk today. Tuesday suits me.",
        ),
        WAITS,
        then=STATUS,
        absent=("confirm_next_round", THANKS),
    ),
    "N18d": Case(
        at(CHICAGO)
        .interviewed("17 Nov 10:00", "17 Nov 11:00", manager("Ike"), ("Rue", {"email": ""}))
        .sent("17 Nov 13:00", "Ike")
        .sent("17 Nov 13:10", "Ike", "Rue", kind="forward_request"),
        WAITS,
        ("Ike",),
        STATUS,
        absent=("ask_coordinator_to_forward",),
    ),
    "NPOa": Case(
        tejas(("19 Nov 12:00", "19 Nov 13:00", "Nikhil")), THANKS, ("Tejas",), urgency="open"
    ),
    "NPOb": Case(
        tejas(("19 Nov 12:00", "19 Nov 13:00", "Nikhil"))
        .sent("19 Nov 16:00", "Tejas")
        .received("23 Nov 11:00", "Nikhil", kind="question"),
        "reply",
        ("Tejas",),
    ),
    "NPOc": Case(
        tejas(
            ("8 Jan 2027 10:00", "8 Jan 2027 10:30", "Esha"),
            ("8 Jan 2027 11:00", "8 Jan 2027 11:45", "Vikram"),
        ),
        THANKS,
        ("Tejas",),
        urgency="open",
    ),
    "NPOd": Case(
        at(SYDNEY, "general", PASSES_ON)
        .interviewed(
            "30 Nov 10:00",
            "30 Nov 11:00",
            recruiter("Corin"),
            office("Dell"),
            prompt_on="2026-12-09",
        )
        .sent("30 Nov 15:00", "Dell"),
        STATUS,
        ("Dell",),
        urgency="open",
    ),
    "NONa": Case(bram(), WAITS, then=STATUS, absent=(STATUS,)),
    "NONb": Case(bram(), STATUS, ("Bram",)),
    "NONc": Case(
        at(TORONTO, "internal", "ontario_answer")
        .interviewed("5 Oct 10:00", "5 Oct 11:00", manager("Delphine"))
        .sent("5 Oct 15:00", "Delphine")
        .interviewed("19 Oct 10:00", "19 Oct 11:00", again(manager("Delphine")), round=2)
        .sent("19 Oct 15:00", "Delphine2"),
        WAITS,
        then=STATUS,
        absent=(STATUS,),
    ),
    "NONd": Case(bram().sent("25 Nov 10:00", "Bram", kind="status_check"), WAITS, then="close_out"),
    "NTOa": Case(
        at(LONDON, "general", "thanks_optional").interviewed(
            "18 Nov 10:00", "18 Nov 11:00", "Hugh"
        ),
        THANKS,
        ("Hugh",),
        flag="optional",
    ),
    "NTOb": Case(
        at(BERLIN, "campus", "thanks_optional").interviewed("24 Oct 11:00", "24 Oct 12:00", "Ulla"),
        THANKS,
        ("Ulla",),
        flag="optional",
    ),
    "NTOc": Case(
        at(TOKYO, "general", "thanks_optional")
        .interviewed("10 Dec 15:00", "10 Dec 16:00", recruiter("Mori"))
        .sent("10 Dec 19:00", "Mori"),
        WAITS,
        ("Mori",),
        STATUS,
    ),
    "NTOd": Case(
        at(ZURICH, "internship", "thanks_optional").interviewed(
            "3 Feb 2027 09:00", "3 Feb 2027 10:00", recruiter("Beat")
        ),
        THANKS,
        ("Beat",),
        flag="optional",
    ),
    "NADa": Case(
        at(NEW_YORK, applied_on="2026-10-01")
        .interviewed(
            "12 Oct 10:00", "12 Oct 11:00", recruiter("Quin"), stated_decision_on="2026-10-30"
        )
        .sent("12 Oct 15:00", "Quin"),
        WAITS,
        ("Quin",),
        STATUS,
    ),
    "NADb": Case(
        at(DUBLIN, applied_on="2026-10-01").interviewed(
            "18 Nov 10:00", "18 Nov 11:00", recruiter("Mena")
        ),
        THANKS,
        ("Mena",),
        urgency="open",
        absent=(FIX, STATUS),
    ),
    "NADc": Case(
        invited(
            at(VANCOUVER, applied_on="2026-09-14")
            .interviewed("29 Sep 10:00", "29 Sep 11:00", recruiter("Ansel"))
            .sent("29 Sep 15:00", "Ansel"),
            "5 Oct 10:00",
            "Ansel",
            "5 Oct 12:00",
        )
        .interviewed("13 Oct 10:00", "13 Oct 11:00", again(recruiter("Ansel")), round=2)
        .sent("13 Oct 15:00", "Ansel2"),
        WAITS,
        ("Ansel",),
        STATUS,
    ),
    "NADd": Case(
        at(CHICAGO, "internship", applied_on="2026-10-12")
        .interviewed("26 Oct 10:00", "26 Oct 11:00", recruiter("Lark"))
        .sent("26 Oct 15:00", "Lark")
        .news("18 Nov 10:00", "rejected"),
        CLOSES,
        ("Lark",),
        absent=(STATUS,),
    ),
    "NADe": Case(
        at(TORONTO, applied_on="2026-11-02")
        .interviewed("16 Nov 10:00", "16 Nov 11:00", recruiter("Iris"))
        .sent("16 Nov 15:00", "Iris"),
        WAITS,
        ("Iris",),
        STATUS,
    ),
}

# What the advert said, which `applies` would give to the first interview.
for name, said in {
    "NADa": "23 Oct",
    "NADb": "10 Nov",
    "NADc": "16 Oct",
    "NADd": "16 Nov",
    "NADe": "18 Dec",
}.items():
    rows = CASES[name].story.rows["applications"]
    rows |= {
        row: one.model_copy(update={"stated_decision_on": day(said)}) for row, one in rows.items()
    }


def test_every_row_of_the_file_is_a_case() -> None:
    assert sorted(CASES) == sorted(ROWS)


def steps_of(name: str) -> list[NextStep]:
    return next_steps(CASES[name].story, now=dt.datetime.fromisoformat(ROWS[name]["now_utc"]))


def asks(step: NextStep) -> str:
    is_combined = step.action is Action.SEND_STATUS_CHECK and step.message_kind == "combined"
    return "combined" if is_combined else step.action.value


@pytest.mark.parametrize("name", CASES)
def test_the_steps_are_right(name: str) -> None:
    case, steps = CASES[name], steps_of(name)
    first = steps[0]
    people = case.story.rows["interviewers"]

    assert asks(first) == case.action
    assert (first.then or "") == case.then
    assert case.urgency in {"", first.urgency}
    assert case.flag in {"", *first.flags}
    assert any(case.says in reason.text for reason in first.reasons)
    assert case.second in {"", *(asks(step) for step in steps[1:])}
    assert not {asks(step) for step in steps} & set(case.absent)
    if case.people:
        told = [step for step in steps if asks(step) == case.action]
        names = [people[row].name for step in told for row in step.people]
        assert set(names) == set(case.people)
        assert len(told) == len(case.people)


TIMED = [name for name, row in ROWS.items() if row["earliest_utc"] + row["due_utc"]]


@pytest.mark.parametrize("name", TIMED)
def test_the_instants_are_right_to_the_minute(name: str) -> None:
    row, times = ROWS[name], steps_of(name)[0].times
    for column in ("earliest", "due", "latest"):
        said = row[f"{column}_utc"]
        assert not said or getattr(times, column) == dt.datetime.fromisoformat(said), column
