"""What the plan would not send now, said where one writes; the note may be written all the same.

The rules decide (budget, windows, who was thanked); here stands only which of them is met by
a kind of note to a person, and in which words.
"""

import datetime as dt
from dataclasses import dataclass

from followup_kit.log.schema import Interviewer, Message
from followup_kit.rules.case import Case
from followup_kit.rules.messages import CHECKS, delivered
from followup_kit.rules.news import ending_of
from followup_kit.rules.notes import pairs_of
from followup_kit.rules.people import identities
from followup_kit.rules.windows import has_budget, status_window
from followup_kit.text import day_in_words, own_toml
from followup_kit.write.names import person_name

_WEEK = dt.timedelta(days=7)
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class Limit:
    """Why waiting is better than this note now."""

    name: str
    """A section of limits.toml, such as `second_thanks`."""
    text: str
    sources: tuple[str, ...]


def limit_of(case: Case, person: Interviewer, kind: str) -> Limit | None:
    """What speaks against sending a note of this kind to this person now; None if nothing does.

    Args:
        case: The application at the moment of writing.
        person: Whom the note is to.
        kind: A kind of note, such as `status_check`.
    """
    if kind == "thank_you":
        return _second_thanks(case, person)
    if kind in ("status_check", "combined"):
        return _check(case)
    if kind == "feedback_request" and not case.history.outcomes:
        return _limit("feedback_too_soon")
    if kind == "closing_note" and ending_of(case) is None:
        return _limit("closing_too_soon")
    return None


def _second_thanks(case: Case, person: Interviewer) -> Limit | None:
    """Thanks for the same interview that went out already (rule Q1)."""
    who = identities(case).get(person.id)
    note = next(
        (
            pair.note
            for pair in pairs_of(case)
            if pair.note
            and pair.interview.id == person.interview_id
            and identities(case).get(pair.person.id) == who
        ),
        None,
    )
    if note is None:
        return None
    name = person_name(person.name)
    return _limit("second_thanks", person=name.given or name.full, day=_day(case, note))


def _check(case: Case) -> Limit | None:
    """A question about timing within a week of the last, beyond the budget, or too early."""
    sent = [one for one in delivered(case) if one.kind in CHECKS and one.at]
    last = sent[-1] if sent else None
    if last and last.at and case.now < last.at + _WEEK:
        return _limit("check_too_soon", day=_day(case, last), until=_named(case, last.at + _WEEK))
    if last and not has_budget(case):
        count = _TIMES.get(len(sent), f"{len(sent)} times")
        return _limit("checks_used_up", count=count, day=_day(case, last))
    window = status_window(case)
    opens = window.times.earliest if window else None
    before = [one for one in delivered(case) if one.at]
    if opens and case.now < opens and before:
        return _limit("check_not_yet", day=_day(case, before[-1]), until=_named(case, opens))
    return None


def _day(case: Case, message: Message) -> str:
    assert message.at is not None
    return _named(case, message.at)


def _named(case: Case, moment: dt.datetime) -> str:
    return day_in_words(case.calendar.date_of(moment), weekday=True, year=False)


def _limit(name: str, **words: str) -> Limit:
    entry = own_toml("write/limits.toml")[name]
    return Limit(name, entry["text"].format(**words), tuple(entry["sources"]))
