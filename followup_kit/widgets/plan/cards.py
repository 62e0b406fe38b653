"""One card per step of the plan: what, by when, why, and what the sources say."""

import datetime as dt

from markupsafe import Markup

from followup_kit.log.history import History
from followup_kit.plan.steps import NextStep, Urgency
from followup_kit.plan.why import Why, why
from followup_kit.plan.words import title_of, zone_of
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Contradiction
from followup_kit.times import moment_in_words
from followup_kit.widgets.shared.icons import icon_html
from followup_kit.widgets.shared.markup import fill, joined

URGENCY_WORDS = {
    Urgency.OVERDUE: ("late", "Overdue"),
    Urgency.AMBER: ("soon", "Soon"),
    Urgency.OPEN: ("now", "Now"),
    Urgency.UPCOMING: ("later", "Later"),
    Urgency.EXPIRED: ("past", "Past"),
}
"""Each urgency's icon, as `icons.toml` names it, and its word."""

_DISPUTES = 2
"""Contradictions shown on one card: the nearest."""

_CARD = """
<div dir="auto"><span class="fk-tag">{icon} {word}</span> <b>{title}</b></div>
<div class="fk-quiet" dir="auto">{about}{zones}{pinned}</div>
<details><summary>Why</summary><p>{why}</p><ul>{behind}</ul>{disputes}
<p>{changes}</p></details>
"""
_CALL = "<li><b>Our judgement.</b> {chosen} {why} Also possible: {alternatives}</li>"
_DISPUTE = """
<p><b>The sources disagree: {title}.</b></p><ul>{sides}</ul><p>Here: {decision}</p>
"""


def card_html(step: NextStep, history: History, practice: Practice, *, now: dt.datetime) -> str:
    """The card of one step as HTML, with everything people typed escaped."""
    icon, word = URGENCY_WORDS[step.urgency]
    found = why(step, practice)
    application = history.application
    about = " · ".join(filter(None, (application.company, application.position)))
    return fill(
        _CARD,
        icon=icon_html(icon),
        word=word,
        title=title_of(step, history, now=now),
        about=about,
        zones=_other_zone(step, history, now),
        why=joined(
            [fill("{text} [{ids}] ", text=r.text, ids=_ids(r.sources)) for r in step.reasons]
        ),
        behind=_behind(found),
        disputes=joined([_dispute(one) for one in found.contradictions[:_DISPUTES]]),
        pinned=_pinned(step, history, now),
        changes=" ".join(reason.text for reason in step.changes),
    )


def _ids(sources: tuple[str, ...]) -> str:
    return ", ".join(sources)


def _other_zone(step: NextStep, history: History, now: dt.datetime) -> str:
    """The due time where the employer is, if that is another zone than the student's."""
    there, here, due = history.application.employer_timezone, zone_of(history), step.times.due
    if due is None or there == here:
        return ""
    return f" · due {moment_in_words(due, there, now=now)} in {there}"


def _pinned(step: NextStep, history: History, now: dt.datetime) -> str:
    """The student's own time for a step."""
    moment = step.times.recommended
    if "pinned" not in step.flags or moment is None:
        return ""
    return f" · you do it {moment_in_words(moment, zone_of(history), now=now)}"


def _behind(found: Why) -> Markup:
    """The statements and the judgement calls behind a step, as list items."""
    said = [
        fill("<li>{id}, {who}: {text}</li>", id=one.id, who=one.document, text=one.text)
        for one in found.statements
    ]
    calls = [
        fill(_CALL, chosen=one.chosen, why=one.why, alternatives=one.alternatives)
        for one in found.judgements
    ]
    return joined([*said, *calls])


def _dispute(one: Contradiction) -> str:
    sides = joined(
        [fill("<li>{says} [{ids}]</li>", says=s.says, ids=_ids(s.sources)) for s in one.sides]
    )
    return fill(_DISPUTE, title=one.title, sides=sides, decision=one.decision)
