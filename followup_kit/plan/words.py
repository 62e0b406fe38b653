"""A step in words: what to do, for whom, and by when, in the reader's own time zone."""

import datetime as dt

from followup_kit.log.history import History
from followup_kit.plan.steps import Action, NextStep, Tier
from followup_kit.text import list_in_words, own_toml
from followup_kit.times import elapsed_hours, moment_in_words, span_in_words


def _titles() -> dict[str, dict[str, str]]:
    return own_toml("plan/words.toml")


def title_of(step: NextStep, history: History, *, now: dt.datetime) -> str:
    """One sentence such as `Thank Priya Nair by Wed 15:00 (in 5 h).`.

    Times are shown in the zone of the log's settings, else in the employer's.
    """
    zone_name = zone_of(history)
    start, due = step.times.recommended or step.times.earliest, step.times.due
    return _titles()[_key(step)][step.urgency].format(
        **_named(step, history),
        from_=moment_in_words(start, zone_name, now=now) if start else "",
        by=moment_in_words(due, zone_name, now=now) if due else "",
        span=span_in_words(elapsed_hours(now, due)) if due else "",
    )


def _key(step: NextStep) -> str:
    if "scheduled" in step.flags:
        return "wait_scheduled"
    key = f"{step.action}_{step.then}" if step.then else str(step.action)
    special = next((f"{key}_{flag}" for flag in step.flags if f"{key}_{flag}" in _titles()), key)
    return f"{key}_to_ask" if _asks_nobody(step) else special


def _asks_nobody(step: NextStep) -> bool:
    """Whether an address is wanted for a question and not for thanks."""
    action = step.then or step.action
    return action is Action.FIND_CONTACT and step.tier == Tier.STATUS_CHECK


def short_title_of(step: NextStep, history: History) -> str:
    """What a step is called where its time stands beside it, such as `Thank Priya Nair (Acme)`."""
    return _titles()["short"][step.then or step.action].format(**_named(step, history))


def _named(step: NextStep, history: History) -> dict[str, str]:
    names = {person.id: person.name for person in history.interviewers}
    return {
        "people": _names(step.people, names),
        "behalf": _names(step.on_behalf_of, names),
        "company": history.application.company,
        "position": history.application.position,
    }


def zone_of(history: History) -> str:
    """The zone to show times in: the student's own, else the employer's."""
    return history.settings.timezone or history.application.employer_timezone


def _names(people: tuple[str, ...], names: dict[str, str]) -> str:
    known = dict.fromkeys(names[person] for person in people if person in names)
    return list_in_words(known) or _titles()["nobody"]["people"]
