"""Plays whole seasons through the verbs of a log, day by day, and asks for the plan.

A season is a list of events and of days on which the plan is checked. They were written from
the policy by somebody who had not seen the rules.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from followup_kit.exchange.lists_in.add_interviews import add_interviews
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interview
from followup_kit.plan.confirm import judged_by
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.old_ones import answer_edits
from followup_kit.plan.steps import Action, NextStep
from followup_kit.practice.practice import load_practice

Event = dict[str, Any]
STATUS = {"planned": "scheduled", "held": "completed"}
WAITS = {Action.WAIT, Action.PREPARE, Action.NONE, Action.DO_NOT_CONTACT}
QUIET = {*WAITS, Action.NETWORKING_TOUCH, Action.CLOSE_OUT}
NOBODY = {"user", "placement office"}
_TALK = "informational"
MEDIA = {"e-mail": "email", "post": "post", "linkedin": "linkedin", "phone": "phone"}


def seasons(path: Path) -> dict[str, Event]:
    """The seasons of a file by id, with their events and checks in the order played."""
    return {one["id"]: one for one in tomllib.loads(path.read_text("utf-8"))["season"]}


def in_order(season: Event, text: str) -> list[tuple[str, Event]]:
    """Events and checks in the order in which they stand in the file."""
    part = text.split(f'id = "{season["id"]}"')[1].split("[[season]]\n")[0]
    kinds = [line.strip() for line in part.splitlines() if line.strip().startswith("[[season.")]
    todo = {"event": iter(season["event"]), "check": iter(season["check"])}
    return [(kind, next(todo[kind])) for kind in (k[9:-2] for k in kinds)]


class Player:
    """One season, told to a log of its own.

    Attributes:
        log: The log.
    """

    def __init__(self, season: Event) -> None:
        self.season = season
        self.log = FollowUpLog(LogFile(None), random=Random(1))
        self._apps: dict[str, str] = {}
        self._talks: set[str] = set()
        self._keys: dict[str, str] = {}
        self._rows: list[Event] = []
        self._waiting: dict[str, list[Event]] = {}
        self._practice = load_practice()
        start = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
        holidays = "US" if season["holidays"] == "policy's list" else ""
        settings = {"timezone": season["student_zone"], "holidays": holidays}
        self.log.change_settings(settings, now=start)

    def tell(self, event: Event) -> None:
        """Record one event."""
        at = _moment(event["at"], event["zone"])
        now = _moment(event.get("recorded", event["at"]), event["zone"])
        getattr(self, f"_{event['kind']}")(event, at, now)

    def steps(self, now: dt.datetime) -> list[NextStep]:
        """The plan at a moment."""
        return next_steps(self.log, now=now, practice=self._practice)

    def name_of(self, person: str) -> str:
        return next(r.name for r in self.log.records("interviewers") if r.id == person)

    def key_of(self, person: str) -> str:
        return self._keys.get(person, "")

    # What happens

    def _application(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        preset = event.get("preset", self.season["preset"])
        self._talks |= {event["app"]} if preset == _TALK else set()
        overlays = event.get("overlays", self.season.get("overlays", []))
        fields = {
            "company": event["app"],
            "position": event.get("position", "").strip("-"),
            "preset": preset.replace(_TALK, "general"),
            "overlays": tuple(overlays),
            "employer_timezone": self._zone(event),
            "contact_instruction": event.get("contact_instruction", "none"),
        }
        self._apps[event["app"]] = self.log.add("applications", fields, now=now, action="Added")
        self._waiting[event["app"]] = event.get("people", [])

    def _zone(self, event: Event) -> str:
        """The zone of the times of an interview."""
        keys = ("interview_zone", "employer_zone")
        named = (place.get(key) for place in (event, self.season) for key in keys)
        return next((zone for zone in named if zone), event["zone"])

    def _interview(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        zone, app = self._zone(event), event["app"]
        fields = {
            "starts_at": _moment(event["start"], zone),
            "ends_at": _moment(event["end"], zone) if "end" in event else None,
            "timezone": zone,
            "status": STATUS[event["status"]],
            "round": event.get("round", 1),
            "kind": _TALK if app in self._talks else "unknown",
            **_promise(event),
        }
        people = [*event.get("people", []), *self._waiting.pop(app, [])]
        met = event.get("met")
        listed = [_person(one, met) for one in people]
        row = self.log.add_interview(fields, listed, application=self._apps[app], now=now)
        met_now = zip(self._people(app, row), people, strict=True)
        self._keys |= {one.id: told["key"] for one, told in met_now if "key" in told}
        if event["status"] == "held":
            self._judge(row, now)

    def _how_it_went(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        row = self._interview_of(event).id
        for person in self._people(event["app"], row):
            names = {person.name, self._keys.get(person.id, "")}
            if person.met or names & set(event.get("met", names)):
                met = bool(names & set(event.get("met", names)))
                self.log.change("interviewers", person.id, {"met": met}, now=now)
        self.log.change("interviews", row, {"status": "completed", **_promise(event)}, now=now)
        self._judge(row, now)

    def _judge(self, row: str, now: dt.datetime) -> None:
        interview = self.log.get(Interview, row)
        history = self.log.history(interview.application_id)
        stored = judged_by(history, interview, now=now, practice=self._practice)
        self.log.change("interviews", row, stored, now=now, action="")

    def _interview_moved(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        row = self._interview_of(event).id
        if "new_start" not in event:
            fields: Event = {"status": "rescheduled", "status_since": now}
        else:
            zone = self._zone(event)
            times = {"starts_at": "new_start", "ends_at": "new_end"}
            fields = {"status": "scheduled", "status_since": None}
            fields |= {name: _moment(event[key], zone) for name, key in times.items()}
        self.log.change("interviews", row, fields, now=now)

    def _correction(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        if "new_zone" in event:
            row = self._interview_of({**event, "interview_zone": event["old_zone"]}).id
            zone = event["new_zone"]
            moment = _moment(event["start"], zone)
            old = self.log.get(Interview, row)
            length = old.ends_at - old.starts_at if old.ends_at else None
            fields = {"timezone": zone, "starts_at": moment}
            fields |= {"ends_at": moment + length} if length else {}
            self.log.change("interviews", row, fields, now=now)
        if "message_at" in event:
            at = _moment(event["message_at"], event["zone"])
            message = next(m for m in self.log.records("messages") if m.at == at)
            covers = [self._id(event["app"], name) for name in event["new_to"]]
            self.log.change("messages", message.id, {"covers": covers}, now=now)
        for person in self._people(event["app"]):
            if event.get("person") in (person.name, self.key_of(person.id)) and "email" in event:
                self.log.change("interviewers", person.id, {"email": event["email"]}, now=now)

    def _import(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        self._rows = event.get("rows") or self._rows
        frame = pd.DataFrame(
            {
                "Company": row["employer"],
                "Interview date": row["start"],
                "Interviewer": row["person"],
                "Interviewer email": row["email"],
            }
            for row in self._rows
        )
        added = add_interviews(self.log, frame, now=now, zone_name=self._rows[0]["zone"])
        assert not added.questions, added.questions

    def _answer(self, _: Event, __: dt.datetime, now: dt.datetime) -> None:
        (question,) = (s for s in self.steps(now) if s.action is Action.SORT_OLD_ONES)
        new_id = partial(self.log.new_id, now=now)
        self.log.store(answer_edits(question, took_place=False, new_id=new_id), now=now)

    def _sent(self, event: Event, at: dt.datetime, now: dt.datetime) -> None:
        to = [self._id(event["app"], name) for name in event.get("to", [])]
        covers = [self._id(event["app"], name) for name in event.get("covers", [])]
        people = [one for one in covers or to if one]
        fields = {
            "application_id": self._apps[event["app"]],
            "interview_id": self._interview_with(people),
            "kind": event["msg"],
            "covers": people,
            "medium": MEDIA.get(event.get("channel", "e-mail"), "email"),
        }
        self.log.record_sent(fields, at=at, now=now)

    def _received(self, event: Event, at: dt.datetime, now: dt.datetime) -> None:
        sender = self._id(event["app"], event["from"]) if "from" in event else ""
        fields = {
            "application_id": self._apps[event["app"]],
            "kind": event["msg"],
            "covers": [sender] if sender else [],
            "automated": event["msg"] == "auto_reply",
            "body": event.get("text", ""),
            **_promise(event),
        }
        self.log.record_received(fields, at=at, now=now)

    def _bounced(self, event: Event, _: dt.datetime, now: dt.datetime) -> None:
        to = {self._id(event["app"], name) for name in event["to"]}
        for message in reversed(self.log.records("messages")):
            if message.kind == event["msg"] and to & set(message.covers):
                self.log.change("messages", message.id, {"state": "bounced"}, now=now)
                return

    def _news(self, event: Event, at: dt.datetime, now: dt.datetime) -> None:
        by = event.get("answer_by")
        fields = {
            "application_id": self._apps[event["app"]],
            "outcome": event["outcome"],
            "at": at,
            "decide_by": _moment(by, event["zone"]) if by else None,
        }
        self.log.record_outcome(fields, now=now)

    # Who and what is meant

    def _interview_of(self, event: Event) -> Interview:
        zone, app = self._zone(event), self._apps[event["app"]]
        mine = [i for i in self.log.records("interviews") if i.application_id == app]
        if "round" in event:
            mine = [i for i in mine if i.round == event["round"]] or mine
        elif "start" in event:
            mine = [i for i in mine if i.starts_at == _moment(event["start"], zone)] or mine
        return mine[-1]

    def _people(self, app: str, interview: str = "") -> Iterator[Any]:
        rounds = {
            i.id for i in self.log.records("interviews") if i.application_id == self._apps[app]
        }
        wanted = {interview} if interview else rounds
        return iter([p for p in self.log.records("interviewers") if p.interview_id in wanted])

    def _id(self, app: str, name: str) -> str:
        """The person of that name, or of that key, at the newest interview."""
        people = reversed([*self._people(app)])
        return next((p.id for p in people if name in (p.name, self._keys.get(p.id))), "")

    def _interview_with(self, people: list[str]) -> str:
        rows = {p.id: p.interview_id for p in self.log.records("interviewers")}
        return rows[people[0]] if people else ""


def _moment(text: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def _promise(event: Event) -> Event:
    told = event.get("promise", {})
    named = {"decision_by": "stated_decision_on", "check_in_on": "prompt_on"}
    found: Event = {named[k]: dt.date.fromisoformat(v) for k, v in told.items() if k in named}
    if told.get("same_day"):
        found["decides_same_day"] = True
    if "contact_instruction" in told:
        found["contact_instruction"] = told["contact_instruction"]
    return found


def _person(one: Event, met: list[str] | None) -> Event:
    was_met = one.get("met", True) if met is None else bool({one["name"], one.get("key")} & {*met})
    part = one.get("part", "interviewer").replace(" ", "_").replace("agency_recruiter", "agency")
    return {"name": one["name"], "part": part, "email": one.get("email", ""), "met": was_met}


def _name(step: NextStep) -> str:
    """What the policy calls a step: thanks and a status check in one have a name of their own."""
    if step.action is Action.SORT_OLD_ONES:
        return "one_question_for_all_imported"
    return "combined" if step.message_kind == "combined" else step.action.value


def disagreements(player: Player, check: Event) -> list[str]:
    """What the plan says otherwise than a check of a season; empty if nothing."""
    steps = player.steps(_moment(check["at"], check["zone"]))
    if apps := check.get("only_apps"):
        wanted = {player._apps[app] for app in apps}
        steps = [step for step in steps if step.application_id in wanted]
    found = [problem for line in check["steps"] for problem in _missing(player, line, steps)]
    found += [
        f"{step.action} must not be there"
        for step in steps
        if _name(step) in check.get("never", ())
    ]
    if check.get("exact", True):
        asked = [step for step in steps if step.action not in QUIET and not step.is_optional]
        listed = [line for line in check["steps"] if line["action"] not in WAITS]
        if len(asked) > len([one for one in listed if one["action"] not in QUIET]):
            found.append(f"more is asked: {[(s.action.value, *s.people) for s in asked]}")
    return found


def _missing(player: Player, line: Event, steps: list[NextStep]) -> Iterator[str]:
    """What of a listed line is not in the plan."""
    same = [s for s in steps if _name(s) == line["action"]]
    if line["action"] == "wait" and "next" in line:
        same = [s for s in same if s.then is not None and s.then.value == line["next"]]
    who = set(line.get("who", ())) - NOBODY
    if who and line["action"] != "wait":
        same = [
            s
            for s in same
            if who <= {*map(player.name_of, s.people), *map(player.key_of, s.people)}
        ]
    if not same:
        shown = [(_name(s), s.then and s.then.value) for s in steps]
        yield f"{line['action']} {sorted(who)} is missing among {shown}"
        return
    step = same[0]
    for name in ("earliest", "due"):
        if name in line:
            moment = dt.datetime.fromisoformat(line[name])
            if getattr(step.times, name) != moment:
                yield f"{line['action']} {name} is {getattr(step.times, name)}, not {moment}"
    if line.get("urgency", step.urgency.value) != step.urgency.value:
        yield f"{line['action']} is {step.urgency.value}, not {line['urgency']}"
