"""The plan in other forms: the calm state, what to wait for, the month, another preset."""

import datetime as dt
from collections.abc import Mapping, Sequence

from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.plan.steps import NextStep, Urgency
from followup_kit.plan.what_if import Comparison, what_if
from followup_kit.plan.words import short_title_of, title_of, zone_of
from followup_kit.practice.practice import Practice
from followup_kit.times import local_date, moment_in_words
from followup_kit.widgets.plan.month import month_html
from followup_kit.widgets.shared.markup import fill, joined

Histories = Mapping[str, History]

_WAITING = "<details><summary><b>To wait for: {count}</b></summary><ul>{items}</ul></details>"
_ITEM = "<li><b>{company}:</b> {title} {put_off}<span class='fk-quiet'>{why} [{ids}]</span></li>"
_WHAT_IF = """
<p>{said} Due times that are stored with your interviews stay as they are.</p>
<table class="fk-table"><caption>Only what would change</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Now due</th><th scope="col">With {preset}</th>
</tr></thead><tbody>{rows}</tbody></table>
"""


def calm_html(rest: Sequence[NextStep], histories: Histories, *, now: dt.datetime) -> str:
    """What to read when there is nothing to do now."""
    if not rest:
        return fill("<p><b>Nothing to do.</b> You have done what is yours to do.</p>")
    first = min(
        rest, key=lambda step: step.times.earliest or dt.datetime.max.replace(tzinfo=dt.UTC)
    )
    history = histories[first.application_id]
    return fill(
        "<p><b>{title}</b></p><p>{company}. You have done what is yours to do for now.</p>",
        title=title_of(first, history, now=now),
        company=history.application.company,
    )


def summary_html(
    to_do: Sequence[NextStep], rest: Sequence[NextStep], histories: Histories, *, now: dt.datetime
) -> str:
    """How much there is to do, such as `2 late, 3 today, then Tue 09:00`."""
    if not to_do:
        return ""
    counts = {"late": 0, "today": 0, "later": 0}
    for step in to_do:
        zone_name = zone_of(histories[step.application_id])
        due = step.times.due
        is_today = due is None or local_date(due, zone_name) <= local_date(now, zone_name)
        kind = "late" if step.urgency is Urgency.OVERDUE else "today" if is_today else "later"
        counts[kind] += 1
    parts = [f"{count} {kind}" for kind, count in counts.items() if count]
    coming = [step for step in rest if step.times.earliest and step.times.earliest > now]
    if coming:
        first = min(coming, key=lambda step: step.times.earliest or now)
        assert first.times.earliest is not None
        zone_name = zone_of(histories[first.application_id])
        parts.append(f"then {moment_in_words(first.times.earliest, zone_name, now=now)}")
    return fill('<p class="fk-summary"><b>{parts}</b></p>', parts=", ".join(parts))


def waiting_html(rest: Sequence[NextStep], histories: Histories, *, now: dt.datetime) -> str:
    """What there is to wait for, with the reasons, as a list."""
    if not rest:
        return ""
    items = [_waiting_item(step, histories[step.application_id], now) for step in rest]
    return fill(_WAITING, count=len(rest), items=joined(items))


def _waiting_item(step: NextStep, history: History, now: dt.datetime) -> str:
    return fill(
        _ITEM,
        company=history.application.company,
        title=title_of(step, history, now=now),
        put_off=_put_off(step, history, now),
        why=" ".join(reason.text for reason in step.reasons),
        ids=", ".join(step.sources),
    )


def _put_off(step: NextStep, history: History, now: dt.datetime) -> str:
    """Until when the student put a step off, and why."""
    marks = [mark for mark in history.marks if mark.step == step.key]
    if not step.is_snoozed or not marks or marks[-1].until is None:
        return ""
    until = moment_in_words(marks[-1].until, zone_of(history), now=now)
    reason = f": {marks[-1].reason}" if marks[-1].reason else ""
    return f"(You put it off until {until}{reason}.) "


def month_view(steps: Sequence[NextStep], histories: Histories, *, now: dt.datetime) -> str:
    """This month with every due time, and the next one if something is due in it."""
    items, zone_name = [], "UTC"
    for step in steps:
        history = histories[step.application_id]
        zone_name = zone_of(history)
        if moment := step.times.due or step.times.earliest:
            items.append((local_date(moment, zone_name), short_title_of(step, history)))
    today = local_date(now, zone_name)
    months = [month_html(items, today, today=today)]
    first_of_next = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    if any((d.year, d.month) == (first_of_next.year, first_of_next.month) for d, _ in items):
        months.append(month_html(items, first_of_next, today=today))
    return joined(months)


def what_if_html(
    log: FollowUpLog, preset: str, histories: Histories, *, now: dt.datetime, practice: Practice
) -> str:
    """Another preset's dates beside those that hold."""
    compared = what_if(log, preset, now=now, practice=practice)
    changed = [one for one in compared if not one.is_same]
    label = practice.preset(preset).label
    if not changed:
        return fill("<p>With the preset {label} nothing would change.</p>", label=label)
    rows = joined([_compared(one, histories, now) for one in changed])
    said = f"This is what would be different with the preset {label}. Nothing is changed."
    return fill(_WHAT_IF, said=said, preset=label, rows=rows)


def _compared(one: Comparison, histories: Histories, now: dt.datetime) -> str:
    step = one.now or one.instead
    assert step is not None
    history = histories[step.application_id]
    return fill(
        "<tr><td>{title}</td><td>{now}</td><td>{instead}</td></tr>",
        title=f"{history.application.company}: {short_title_of(step, history)}",
        now=_when(one.now, history, now),
        instead=_when(one.instead, history, now),
    )


def _when(step: NextStep | None, history: History, now: dt.datetime) -> str:
    if step is None:
        return "not advised"
    moment = step.times.due or step.times.earliest
    return moment_in_words(moment, zone_of(history), now=now) if moment else "no due time"
