"""One card per step of the plan: what, by when, why, and what the sources say."""

import datetime as dt

from markupsafe import Markup

from followup_kit.log.history import History
from followup_kit.plan.steps import NextStep, Urgency
from followup_kit.plan.words import title_of, zone_of
from followup_kit.practice.practice import Practice
from followup_kit.times import moment_in_words
from followup_kit.widgets.parts.markup import fill, joined

URGENCY_WORDS = {
    Urgency.OVERDUE: ("⏰", "Overdue"),
    Urgency.AMBER: ("⌛", "Soon"),
    Urgency.OPEN: ("▶", "Now"),
    Urgency.UPCOMING: ("◷", "Later"),
    Urgency.EXPIRED: ("▪", "Past"),
}

_CARD = """
<div><span aria-hidden="true">{icon}</span> <span class="fk-tag">{word}</span></div>
<h4>{title}</h4>
<div>{about}{zones}</div>
<div>{why}</div>
<details><summary>Why? What do the sources say?</summary><ul>{statements}</ul>
<div class="fk-quiet">{changes}</div></details>
"""


def card_html(step: NextStep, history: History, practice: Practice, *, now: dt.datetime) -> str:
    """The card of one step as HTML, with everything people typed escaped."""
    icon, word = URGENCY_WORDS[step.urgency]
    application = history.application
    about = " · ".join(filter(None, (application.company, application.position)))
    return fill(
        _CARD,
        icon=icon,
        word=word,
        title=title_of(step, history, now=now),
        about=about,
        zones=_other_zone(step, history, now),
        why=joined(
            [fill("{text} [{ids}] ", text=r.text, ids=_ids(r.sources)) for r in step.reasons]
        ),
        statements=_statements(step, practice),
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


def _statements(step: NextStep, practice: Practice) -> Markup:
    items = []
    for name in step.sources:
        if name in practice.statements:
            said = practice.statements[name]
            items.append(
                fill("<li>{id}, {who}: {text}</li>", id=name, who=said.document, text=said.text)
            )
        else:
            items.append(fill("<li>This part is our own judgement: no source gives a rule.</li>"))
    return joined(items)
