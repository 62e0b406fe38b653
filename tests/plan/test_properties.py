"""What must hold for any history (policy.md section 3); the numbers are those of its list."""

import datetime as dt
from copy import deepcopy

from hypothesis import assume, given
from hypothesis import strategies as st

from followup_kit.exchange.calendar import calendar_file
from followup_kit.log.choices import InterviewKind, MessageKind, OutcomeKind, Part
from followup_kit.log.schema import Interview, Outcome
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import IDLE, Action, NextStep, Urgency
from followup_kit.plan.what_if import what_if
from followup_kit.plan.why import why
from followup_kit.plan.words import short_title_of, title_of
from followup_kit.practice.practice import load_practice
from followup_kit.rules.case import Case
from followup_kit.rules.elsewhere import cases_of
from followup_kit.rules.news import ending_of
from followup_kit.rules.notes import rows_to_thank, too_late
from followup_kit.rules.promises import decision_on, prompt_on
from followup_kit.rules.windows import rounds_allowed, rounds_used, status_checks
from tests.plan.histories import PRESETS, UNPROMPTED_KINDS, ZONES, stories
from tests.plan.story import Story

Told = tuple[Story, dt.datetime]

PRACTICE = load_practice()
HOUR = dt.timedelta(hours=1)
RANK = list(Urgency)
ENDED = {
    OutcomeKind.ACCEPTED,
    OutcomeKind.DECLINED,
    OutcomeKind.REJECTED,
    OutcomeKind.WITHDRAWN,
    OutcomeKind.CLOSED_BY_EMPLOYER,
    OutcomeKind.OFFER,
}
THANKS = {Action.SEND_THANK_YOU, Action.ASK_COORDINATOR_TO_FORWARD, Action.FIND_CONTACT}


def steps_of(told: Told) -> list[NextStep]:
    story, now = told
    return next_steps(story, now=now)


def by_application(told: Told) -> list[tuple[Case, list[NextStep]]]:
    story, now = told
    steps = steps_of(told)
    cases = cases_of(story.histories(), now=now, practice=PRACTICE)
    return [(c, [s for s in steps if s.application_id == c.application.id]) for c in cases]


@given(stories(), st.randoms(use_true_random=False))
def test_1_the_order_of_rows_does_not_matter(told: Told, random: object) -> None:
    story, now = told
    before = steps_of(told)
    for table, rows in story.rows.items():
        mixed = list(rows.items())
        random.shuffle(mixed)
        story.rows[table] = dict(mixed)

    assert next_steps(story, now=now) == before


@given(stories())
def test_2_times_are_in_order(told: Told) -> None:
    for step in steps_of(told):
        times = step.times
        marks = [times.earliest, times.target, times.due, times.latest]
        known = [mark for mark in marks if mark is not None]
        assert known == sorted(known)


@given(stories(), st.sampled_from(ZONES))
def test_3_the_display_zone_changes_no_instant(told: Told, zone: str) -> None:
    story, now = told
    before = steps_of(told)

    story.settings = story.settings.model_copy(update={"timezone": zone})

    assert next_steps(story, now=now) == before


@given(stories(), st.sampled_from(["auto_reply", "receipt", "draft"]))
def test_4_machines_and_drafts_change_nothing(told: Told, what: str) -> None:
    story, now = told
    before = steps_of(told)

    if what == "draft":
        story._message({"direction": "out", "kind": "thank_you", "state": "draft", "at": None})
    else:
        kind = "auto_reply" if what == "auto_reply" else "acknowledgement"
        at = now - dt.timedelta(hours=1)
        story._message(
            {"direction": "in", "kind": kind, "state": "sent", "at": at, "automated": True}
        )

    assert next_steps(story, now=now) == before


@given(stories())
def test_5_nothing_unprompted_beside_do_not_contact(told: Told) -> None:
    for _, steps in by_application(told):
        if any(step.action is Action.DO_NOT_CONTACT for step in steps):
            assert {step.message_kind for step in steps}.isdisjoint(UNPROMPTED_KINDS)


@given(stories())
def test_6_never_over_budget_nor_twice_in_a_week(told: Told) -> None:
    for case, steps in by_application(told):
        for step in steps:
            if step.action is not Action.SEND_STATUS_CHECK:
                continue
            asked = prompt_on(case) or decision_on(case)
            assert rounds_used(case) < rounds_allowed(case) or asked is not None
            for check in () if prompt_on(case) else status_checks(case):
                assert (case.now - check.at).days >= 6
                assert case.calendar.date_of(check.at) + dt.timedelta(
                    days=7
                ) <= case.calendar.date_of(case.now)


@given(stories())
def test_7_no_status_check_before_a_promised_date(told: Told) -> None:
    for case, steps in by_application(told):
        promised = decision_on(case)
        if promised is None or prompt_on(case) is not None:
            continue
        for step in steps:
            if Action.SEND_STATUS_CHECK in {step.action, step.then}:
                assert case.calendar.date_of(step.times.earliest) > promised


@given(stories())
def test_8_after_the_end_no_thanks_and_no_status_check(told: Told) -> None:
    for case, steps in by_application(told):
        if ending_of(case) is not None and ending_of(case).kind in ENDED:
            actions = {a for s in steps for a in (s.action, s.then)}
            assert actions.isdisjoint({*THANKS, Action.SEND_STATUS_CHECK})


@given(stories())
def test_9_nobody_is_thanked_who_was_not_met(told: Told) -> None:
    for case, steps in by_application(told):
        people = {p.id: p for p in case.history.interviewers}
        for step in (s for s in steps if s.action in THANKS):
            assert all(people[p].met for p in step.on_behalf_of)
            for person in (people[p] for p in step.people):
                held = next(i for i in case.history.interviews if i.id == step.interview_id)
                passes_on = step.on_behalf_of or person.part is Part.AGENCY
                one_way = held.kind is InterviewKind.ONE_WAY_VIDEO
                assert person.met or passes_on or one_way


@given(stories())
def test_10_no_feedback_request_before_an_outcome(told: Told) -> None:
    for case, steps in by_application(told):
        asks = [
            s
            for s in steps
            if s.message_kind == MessageKind.FEEDBACK_REQUEST or "may_ask_feedback" in s.flags
        ]
        assert not asks or ending_of(case) is not None


@given(stories())
def test_11_every_step_has_a_reason_and_a_source(told: Told) -> None:
    for step in steps_of(told):
        assert step.reasons
        assert step.sources
        behind = why(step, PRACTICE)
        assert behind.statements or behind.judgements


@given(stories(), st.integers(1, 24 * 40))
def test_12_time_moves_a_step_in_one_direction(told: Told, hours: int) -> None:
    story, now = told
    last = [m.at for m in story.rows["messages"].values()]
    last += [o.at for o in story.rows["outcomes"].values()]
    assume(all(at <= now for at in last))
    before = {step.key: step for step in next_steps(story, now=now)}

    after = next_steps(story, now=now + dt.timedelta(hours=hours))

    for step in after:
        if step.key in before:
            assert RANK.index(step.urgency) >= RANK.index(before[step.key].urgency)


@given(stories())
def test_13_importing_twice_is_importing_once(told: Told) -> None:
    story, now = told
    before = steps_of(told)

    for table in ("messages", "outcomes"):
        again = {
            f"~{i}": r.model_copy(update={"id": f"~{i}"}) for i, r in story.rows[table].items()
        }
        story.rows[table] |= again

    assert next_steps(story, now=now) == before


@given(stories(), st.sampled_from(PRESETS))
def test_14_another_preset_rewrites_nothing(told: Told, preset: str) -> None:
    story, now = told
    before = story.histories()

    compared = what_if(story, preset, now=now)

    assert story.histories() == before
    kept = [c for c in compared if c.now and c.now.action is Action.NONE]
    assert all(c.is_same for c in kept)


def test_15_an_empty_log_has_nothing_to_do() -> None:
    assert next_steps(Story(), now=dt.datetime(2028, 2, 29, tzinfo=dt.UTC)) == []


@given(stories())
def test_every_step_can_be_said(told: Told) -> None:
    story, now = told
    histories = {h.application.id: h for h in story.histories()}
    for step in steps_of(told):
        said = title_of(step, histories[step.application_id], now=now)
        short = short_title_of(step, histories[step.application_id])
        assert said.endswith((".", "?"))
        assert "{" not in said + short


@given(stories())
def test_every_application_has_a_step_and_no_step_is_expired(told: Told) -> None:
    for _, steps in by_application(told):
        assert steps
        assert all(step.urgency is not Urgency.EXPIRED for step in steps)
        assert len({step.key for step in steps}) == len(steps)


@given(stories())
def test_every_calendar_can_be_read(told: Told) -> None:
    from icalendar import Calendar

    story, now = told
    steps = steps_of(told)

    data = calendar_file(steps, story.histories(), now=now)

    found = Calendar.from_ical(data).walk("VEVENT")
    ids = {str(event["uid"]).split("@")[0] for event in found}
    assert {step.key for step in steps if step.times.due is not None} <= ids


SAID_BEFORE = {
    "stated_decision_on": None,
    "decides_same_day": False,
    "decides_at": None,
    "prompt_on": None,
}


def moved_on(story: Story, now: dt.datetime, how: str) -> Story:
    """They offered, said no, or held a later round."""
    if how == "round":
        times = {"starts_at": now - 2 * HOUR, "ends_at": now - HOUR, "timezone": ZONES[0]}
        fields = {"application_id": story.application, "round": 9, "status": "completed"}
        story._add("interviews", Interview, {**fields, **times})
    else:
        fields = {"application_id": story.application, "outcome": how, "at": now - HOUR}
        story._add("outcomes", Outcome, fields)
    return story


def without_promises(story: Story) -> Story:
    """The same history, had they never named a day."""
    told = deepcopy(story)
    for table in ("applications", "interviews", "messages"):
        rows = told.rows[table].items()
        told.rows[table] = {row: one.model_copy(update=SAID_BEFORE) for row, one in rows}
    return told


@given(stories(most=1), st.sampled_from(["round", "offer", "rejected"]))
def test_16_once_they_moved_on_no_question_rests_on_what_they_said_before(
    told: Told, how: str
) -> None:
    story, now = told
    assume(all((m.at or now) < now - 2 * HOUR for m in story.records("messages")))
    assume(all((i.starts_at or now) < now - 4 * HOUR for i in story.records("interviews")))
    moved_on(story, now, how)

    def asked(said: Story) -> list[object]:
        steps = next_steps(said, now=now)
        return [s.times for s in steps if Action.SEND_STATUS_CHECK in {s.action, s.then}]

    assert asked(story) == asked(without_promises(story))


@given(stories())
def test_17_an_owed_note_that_was_not_sent_is_asked_for_or_said_to_be_too_late(told: Told) -> None:
    for case, steps in by_application(told):
        if ending_of(case) or any(s.flags[:1] == ("conflicting_news",) for s in steps):
            continue
        for pair in too_late(case):
            rows = set(rows_to_thank(case, pair))
            asked = any(rows & {*step.people, *step.on_behalf_of} for step in steps)
            said = any(pair.person.name in r.text for step in steps for r in step.reasons)
            assert asked or said


@given(stories(most=1))
def test_18_the_message_that_a_step_asks_for_ends_the_step(told: Told) -> None:
    story, now = told
    for step in steps_of(told):
        if not step.message_kind or step.action in IDLE or step.urgency is Urgency.UPCOMING:
            continue
        after = deepcopy(story)
        fields = {"kind": step.message_kind, "covers": step.covers, "interview_id": ""}
        sent = {"direction": "out", "state": "sent", "at": now, "body": "Thank you for the talk."}
        after._message({**fields, **sent})
        assert step.key not in {s.key for s in next_steps(after, now=now)}
