"""Plan, pairs, lanes, what-happened and the coach's needs say the same, for any history (A1)."""

import datetime as dt
from collections import defaultdict

import pandas as pd
from hypothesis import given, settings

from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, NextStep, Tier
from followup_kit.practice.practice import load_practice
from followup_kit.progress.lanes import lanes
from followup_kit.progress.pairs import pairs
from followup_kit.progress.tables import cases_in
from followup_kit.progress.what_happened import application_outcomes, what_happened
from followup_kit.review.needs import needs_of
from followup_kit.rules.people import rows_of
from tests.conftest import AGREEMENTS
from tests.plan.histories import stories
from tests.plan.story import Story

Told = tuple[Story, dt.datetime]
PRACTICE = load_practice()
OWED = {"open", "overdue"}
BY_STEP = {
    Action.ACKNOWLEDGE_OFFER: {"offer"},
    Action.DECIDE_OFFER: {"offer"},
    Action.SEND_CLOSING_NOTE: {"rejected", "closed_by_employer"},
}


def thanks_in(steps: list[NextStep]) -> list[NextStep]:
    """The steps that settle a note, whether it waits, came back, or goes out in an answer."""
    return [
        step
        for step in steps
        if (step.tier in {Tier.THANK_YOU, Tier.DELIVERY} and step.action is not Action.FIX_RECORD)
        or "thanks_inside" in step.flags
    ]


def people_of(step: NextStep) -> set[str]:
    return {*step.people, *step.on_behalf_of}


def provisional(told: Told) -> set[str]:
    """Interviews whose end has passed and that nobody confirmed: they have no pairs yet."""
    return {i.id for i in told[0].rows["interviews"].values() if i.status != "completed"}


@settings(max_examples=AGREEMENTS)
@given(stories())
def test_each_note_that_is_owed_is_in_exactly_one_step(told: Told) -> None:
    story, now = told
    by_application = defaultdict(list)
    for step in thanks_in(next_steps(story, now=now)):
        by_application[step.application_id].append(step)
    cases = {c.application.id: c for c in cases_in(story, now=now, practice=PRACTICE)}
    people = story.rows["interviewers"]
    silent = {
        s.application_id
        for s in next_steps(story, now=now)
        if "conflicting_news" in s.flags or s.application_id not in cases
    }
    table = pairs(story, now=now)
    for row in table.loc[table["state"].isin(OWED)].itertuples():
        if row.application_id in silent:
            continue
        case, steps = cases[row.application_id], by_application[row.application_id]
        rows = set(rows_of(case, people[row.interviewer_id]))
        assert sum(bool(rows & people_of(step)) for step in steps) >= 1, row


@settings(max_examples=AGREEMENTS)
@given(stories())
def test_each_step_for_a_note_is_a_note_that_is_owed(told: Told) -> None:
    story, now = told
    table = pairs(story, now=now).set_index("interviewer_id")
    kinds = {i.id: i.kind for i in story.rows["interviews"].values()}
    for step in next_steps(story, now=now):
        is_note = step.tier == Tier.THANK_YOU and step.action is not Action.FIX_RECORD
        if not is_note or step.interview_id in provisional(told):
            continue
        if kinds[step.interview_id] == "one_way_video":
            continue
        owed = table.loc[table.index.isin(people_of(step))]
        owed = owed.loc[(owed["interview_id"] == step.interview_id) & owed["state"].isin(OWED)]
        assert len(owed) or step.on_behalf_of == (), step
        for row in owed.itertuples():
            assert step.times.due == row.due_at
            assert step.times.latest == row.latest_at
            assert (row.state == "overdue") == (now > step.times.due)


@settings(max_examples=AGREEMENTS)
@given(stories())
def test_nobody_is_in_two_steps(told: Told) -> None:
    story, now = told
    seen: dict[tuple[str, str], NextStep] = {}
    for step in next_steps(story, now=now):
        if step.tier != Tier.THANK_YOU or step.action is Action.FIX_RECORD:
            continue
        for person in step.on_behalf_of or step.people:
            if step.interview_id not in provisional(told):
                assert (step.application_id, person) not in seen
                seen[step.application_id, person] = step


@settings(max_examples=AGREEMENTS)
@given(stories())
def test_outcomes_are_the_same_everywhere(told: Told) -> None:
    story, now = told
    outcomes = application_outcomes(story, now=now).set_index("application_id")["outcome"]
    drawn = lanes(story, now=now)
    ends = drawn.loc[drawn["event"] == "end"].set_index("application_id")["outcome"]
    pd.testing.assert_series_equal(ends.sort_index(), outcomes.sort_index(), check_names=False)
    assert what_happened(story, now=now)["applications"].sum() == len(outcomes)
    for step in next_steps(story, now=now):
        wanted = BY_STEP.get(step.then or step.instead_of or step.action)
        if wanted and step.application_id in outcomes.index:
            assert outcomes[step.application_id] in wanted


@settings(max_examples=AGREEMENTS)
@given(stories())
def test_the_coach_counts_what_the_plan_asks(told: Told) -> None:
    story, now = told
    table = pairs(story, now=now)
    steps = next_steps(story, now=now)
    need = needs_of(story, table, steps, now=now)
    checks = [s for s in steps if s.action is Action.SEND_STATUS_CHECK]
    assert need.status_checks == len(checks)
    assert need.overdue == int((table["state"] == "overdue").sum())
    assert len(need.open_until) == int((table["state"] == "open").sum())
