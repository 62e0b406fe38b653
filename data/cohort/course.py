"""What employers do: interviews, invitations, decisions, silence. Knows no notes."""

import datetime as dt
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from data.cohort.draws import index_by_share, lognormal, office_moment, plain_letters
from followup_kit.times import business_day_from

Fields = dict[str, Any]

_KINDS = ("phone_screen", "video", "on_site")
_POSITION_TYPES = {"internship": "internship", "internal": "internal"}


class Course:
    """One application as the employer runs it.

    Args:
        random: A stream that nothing else draws from.
        parameters: The contents of `parameters.toml`.
        people: The contents of `people.toml`.
        student: The name of the student.
        zone_name: Where the student and the employer are.
    """

    def __init__(
        self, random: Random, parameters: Fields, people: Fields, student: str, zone_name: str
    ) -> None:
        self.random = random
        self.parameters = parameters
        self.words, self.people = people["words"], people
        self.student, self.zone_name = student, zone_name
        self.stands_at = parameters["stands_at"].astimezone(ZoneInfo(zone_name))
        self.story: Fields = {"interviews": [], "messages": [], "outcomes": [], "learnt": []}

    def run(self, employer: Fields) -> Fields:
        """The story of one application, up to the moment at which the class stands."""
        self.story |= self._application(employer)
        rounds = 1 + index_by_share(self.random, self.parameters["rounds"]["shares"])
        starts_at = self._first_start()
        told_at = starts_at - dt.timedelta(days=self.random.uniform(2, 6))
        for number in range(1, rounds + 1):
            interview = self._interview(number, starts_at, told_at)
            if not interview["held"]:
                break
            told_at = self._end_of_round(interview, is_last=number == rounds)
            if told_at is None or told_at > self.stands_at:
                break
            starts_at = self._slot(told_at + dt.timedelta(days=self.random.uniform(2, 5)))
        return self.story

    def _application(self, employer: Fields) -> Fields:
        presets = self.people["presets"]
        preset = self.random.choices(list(presets), weights=list(presets.values()))[0]
        asked = self.random.random() < self.parameters["interview"]["no_contact"]
        return {
            **employer,
            "preset": preset,
            "position_type": _POSITION_TYPES.get(preset, "job"),
            "employer_timezone": self.zone_name,
            "contact_instruction": "no_contact" if asked else "none",
            "interest": self.random.choice(self.words["interest"]),
            "fit": self.random.choice(self.words["fit"]),
        }

    def _first_start(self) -> dt.datetime:
        season = self.parameters["first_interview"]
        at_fair = self.random.random() < season["share_after_fair"]
        first = season["fair_from" if at_fair else "from"]
        day = first + dt.timedelta(days=self.random.randint(0, (season["until"] - first).days))
        return self._slot(dt.datetime.combine(day, dt.time(9), ZoneInfo(self.zone_name)))

    def _slot(self, moment: dt.datetime) -> dt.datetime:
        """A start on the hour or the half hour of a working day, not before that day."""
        day = business_day_from(moment.date())
        clock = dt.time(self.random.randint(9, 15), self.random.choice((0, 30)))
        return dt.datetime.combine(day, clock, ZoneInfo(self.zone_name))

    def _interview(self, number: int, starts_at: dt.datetime, told_at: dt.datetime) -> Fields:
        shape = self.parameters["interview"]
        ends_at = starts_at + dt.timedelta(minutes=self.random.choice(shape["minutes"]))
        over = dt.timedelta(minutes=self.random.randint(5, 15))
        ran_over = self.random.random() < shape["ran_over"]
        interview = {
            "round": number,
            "kind": _KINDS[0 if number == 1 and self.random.random() < 0.3 else 1 + number % 2],
            "starts_at": starts_at,
            "ends_at": ends_at,
            "timezone": self.zone_name,
            "next_step": self.random.choice(self.words["next_step"]),
            "typed_at": self._noticed(told_at),
            "held": ends_at + over + dt.timedelta(minutes=30) < self.stands_at,
            "people": self._panel(1 + index_by_share(self.random, shape["people"])),
        }
        interview |= {"ended_at": ends_at + over} if ran_over else {}
        self.story["interviews"].append(interview)
        return interview

    def _noticed(self, told_at: dt.datetime) -> dt.datetime:
        """When a planned interview is typed in: at a full minute, and not after the class ends."""
        known_at = min(told_at, self.stands_at - dt.timedelta(hours=3))
        return known_at.replace(second=0, microsecond=0)

    def _panel(self, size: int) -> list[Fields]:
        names = self.people["names"]
        first, last = (self.random.sample(names[part], size) for part in ("first", "last"))
        topics = self.random.sample(self.words["topics"], size)
        parts = names["parts"][:size]
        return [self._person(*told) for told in zip(first, last, parts, topics, strict=True)]

    def _person(self, first: str, last: str, part: str, topic: str) -> Fields:
        person = {"name": f"{first} {last}", "part": part, "topics": topic}
        address = plain_letters(f"{first}.{last}")
        if self.random.random() < self.parameters["interview"]["without_email"]:
            return {**person, "linkedin_url": f"https://example.com/in/{address}"}
        return {**person, "email": f"{address}@example.com"}

    def _end_of_round(self, interview: Fields, *, is_last: bool) -> dt.datetime | None:
        """Draw and record what came of a round; when they invite again, if they do."""
        shares, ended_at = self.parameters["ending"], interview["ends_at"]
        good = shares["offer" if is_last else "advance"]
        drawn = index_by_share(self.random, [good, shares["silent"], 1 - good - shares["silent"]])
        ending = ("offer" if is_last else "advanced", "", "rejected")[drawn]
        told_at = self._told_at(ended_at, ending)
        self._promise(interview, told_at, is_kept=bool(ending))
        if ending and told_at < self.stands_at:
            self._tell(interview, ending, told_at)
        return told_at if ending == "advanced" else None

    def _told_at(self, ended_at: dt.datetime, ending: str) -> dt.datetime:
        rounds, decision = self.parameters["rounds"], self.parameters["decision_delay"]
        if ending == "advanced":
            days = 0.5 * lognormal(self.random, rounds["gap_median_days"], rounds["gap_sigma"])
        else:
            days = lognormal(self.random, decision["median_days"], decision["sigma"])
        return office_moment(ended_at + dt.timedelta(days=days)).replace(second=0, microsecond=0)

    def _promise(self, interview: Fields, told_at: dt.datetime, *, is_kept: bool) -> None:
        """A decision date they named, which they keep or miss; silence keeps none."""
        shares = self.parameters["promised_date"]
        is_named, keeps = (self.random.random() < shares[name] for name in ("share", "kept"))
        days = self.random.randint(0, 3) if keeps and is_kept else -self.random.randint(2, 8)
        soonest = interview["starts_at"].date() + dt.timedelta(days=2)
        day = max(told_at.date() + dt.timedelta(days=days), soonest)
        if is_named:
            typed_at = interview.get("ended_at", interview["ends_at"]) + dt.timedelta(minutes=25)
            learnt = {"stated_decision_on": business_day_from(day), "typed_at": typed_at}
            self.story["learnt"].append(learnt)

    def _tell(self, interview: Fields, ending: str, at: dt.datetime) -> None:
        kind = {"advanced": "scheduling", "offer": "offer", "rejected": "rejection"}[ending]
        text = self.words["invitation" if ending == "advanced" else kind]
        message = {
            "round": interview["round"],
            "direction": "in",
            "kind": kind,
            "people": [interview["people"][0]["name"]],
            "at": at,
            "body": text.format(student=self.student, day="the day we agreed on"),
        }
        typed_at = at + dt.timedelta(minutes=90)
        if typed_at < self.stands_at:
            self.story["messages"].append({**message, "typed_at": typed_at})
            self.story["outcomes"].append({"outcome": ending, "at": at, "typed_at": typed_at})
