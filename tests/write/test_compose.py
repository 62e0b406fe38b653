import datetime as dt
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from followup_kit.write.checks.copies import share_of_runs
from followup_kit.write.compose import compose
from followup_kit.write.facts import FORMALITIES, KINDS, NoteFacts

DRAFTS = Path(__file__).parents[1] / "data" / "drafts"
EVERY = list(itertools.product(KINDS, FORMALITIES))
ODD = ("", "x" * 10_000, "🌻🌻", "נועה לוי", "<b>Bo</b>", "a\r\nb", "{{ x }}")
FACTS = ("topics", "interest", "fit", "next_step")
NEXT_DAY = {"written_on": dt.date(2026, 9, 16)}
AFTER_THE_DATE = {"decision_on": dt.date(2026, 9, 28), "written_on": dt.date(2026, 10, 1)}
WHEN = (AFTER_THE_DATE, NEXT_DAY)
CLASS = (
    *("Ana", "Ben", "Cai", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Lou", "Mia"),
    *("Ned", "Oli", "Pam", "Quin", "Ray", "Sal", "Tia", "Uma", "Vic", "Wes", "Xan", "Yas", "Zoe"),
    *("Abe", "Bea", "Cy", "Dot"),
)
SOON = ("thank_you", "confirm_next_round", "reply", "apology", "forward_request")


@pytest.mark.parametrize(("kind", "formality"), EVERY)
def test_draft_is_as_expected(more, kind, formality):
    draft = compose(replace(more, kind=kind, formality=formality, **WHEN[kind in SOON]))

    expected = (DRAFTS / f"{kind}_{formality}.txt").read_text("utf-8")
    assert f"{draft.subject}\n\n{draft.body}\n" == expected


@pytest.mark.parametrize(
    ("position", "named"),
    [
        ("Baker", "the Baker role"),
        ("Summer Internship", "the Summer Internship"),
        ("internship in accounting", "the internship in accounting"),
        ("the Baker job", "the Baker job"),
        ("Role", "the Role"),
        ("Summer Analyst, Municipal Finance (Req #48213)", "the Summer Analyst role"),
        ("Test Bench Engineer (m/w/d)", "the Test Bench Engineer role"),
        ("Registered Nurse - Nights", "the Registered Nurse role"),
    ],
)
def test_position_reads_well_in_a_sentence(full, position, named):
    assert f" {named} at " in compose(replace(full, position=position)).body


@pytest.mark.parametrize(
    ("position", "start"), [("internship in law", "Internship in law"), ("iOS Developer", "iOS")]
)
def test_subject_starts_with_a_capital(full, position, start):
    subjects = [
        compose(replace(full, position=position), wording=wording).subject for wording in range(5)
    ]

    assert any(subject.startswith(start) for subject in subjects)
    assert all(not subject.startswith("internship") for subject in subjects)


def test_same_facts_give_the_same_draft(full):
    assert compose(full) == compose(replace(full))


@pytest.mark.parametrize(("kind", "formality"), EVERY)
def test_five_wordings_all_differ(full, kind, formality):
    facts = replace(full, kind=kind, formality=formality)

    assert len({compose(facts, wording=wording).body for wording in range(5)}) == 5


@pytest.mark.parametrize("formality", FORMALITIES)
def test_full_thank_you_has_a_fitting_length(full, formality):
    for wording in range(8):
        body = compose(replace(full, formality=formality), wording=wording).body
        assert 50 <= len(body.split()) <= 130
        assert 4 <= len(body.split("\n\n")) <= 6


@pytest.mark.parametrize(
    ("formality", "greeting"),
    [("formal", "Dear Priya Nair,"), ("neutral", "Dear Priya,"), ("warm", "Hi Priya,")],
)
def test_greeting_follows_formality(full, formality, greeting):
    assert compose(replace(full, formality=formality)).body.startswith(f"{greeting}\n\n")


def test_formal_notes_have_no_contractions(full):
    for kind, wording in itertools.product(KINDS, range(8)):
        body = compose(replace(full, kind=kind, formality="formal"), wording=wording).body
        assert "'" not in body


def test_note_ends_with_the_name(full):
    assert compose(full).body.endswith(",\nAna Ruiz")


def test_no_greeting_without_a_name(full):
    draft = compose(replace(full, recipient=""))

    assert not draft.body.startswith(("Dear", "Hi"))
    assert draft.missing[0].field == "recipient"


def test_facts_stand_in_the_draft(full):
    body = compose(full).body

    assert all(getattr(full, fact) in body for fact in FACTS)


def test_no_two_of_a_class_send_the_same(full):
    """30 students of one class write to one recruiter about one position, with the same facts."""
    facts = [replace(full, sender=f"{name} Lee", others=()) for name in CLASS]
    bodies = [compose(one).body for one in facts]
    pairs = itertools.combinations(range(len(CLASS)), 2)

    shares = [share_of_runs(bodies[a], bodies[b], facts[a], CLASS[b]) for a, b in pairs]
    assert max(shares) < 0.8
    assert sum(share >= 0.5 for share in shares) <= len(shares) * 0.1


def test_second_talk_is_another_letter(full):
    first = replace(full, others=())
    second = replace(first, round=2, has_met=True)
    bodies = compose(first).body, compose(second).body

    assert re.search(r"again|second|continue|further", bodies[1])
    assert share_of_runs(bodies[0], bodies[1], first) < 0.8


@pytest.mark.parametrize("days", [0, 1, 5])
def test_prompt_note_names_the_weekday(full, days):
    body = compose(replace(full, written_on=full.interview_on + dt.timedelta(days=days))).body

    assert "on Tuesday" in body
    assert "September" not in body


@pytest.mark.parametrize("days", [6, 7, 30, None])
def test_weekday_that_may_mislead_gets_its_date(full, days):
    written_on = full.interview_on + dt.timedelta(days=days) if days else None

    assert " on September 15" in compose(replace(full, written_on=written_on)).body


def test_late_thank_you_says_so_once(full):
    for formality, wording in itertools.product(FORMALITIES, range(8)):
        facts = replace(full, is_late=True, formality=formality, written_on=dt.date(2026, 9, 25))
        body = compose(facts, wording=wording).body
        first = body.split("\n\n")[1].split(".")[0]
        assert re.search(r"late|slow|sooner|longer|earlier|before now|overdue|delay", first), first
        assert "sorry" not in body
        assert "on September 15" in body


@pytest.mark.parametrize("kind", ["status_check", "combined"])
def test_status_names_position_and_dates(full, kind):
    for formality, wording in itertools.product(FORMALITIES, range(8)):
        facts = replace(
            full,
            kind=kind,
            formality=formality,
            decision_on=dt.date(2026, 10, 1),
            written_on=dt.date(2026, 10, 5),
        )
        body = compose(facts, wording=wording).body
        assert "Data Analyst Intern" in body
        assert "on September 15" in body
        assert "Thursday, October 1" in body


PAST = re.compile(
    r"\b(had|was|mentioned|moved|changed|planned|meant|noted|shifted|hoped|decide by)\b"
)
AHEAD = re.compile(r"\b(still|likely|if it changes|has anything moved)\b")


@pytest.mark.parametrize("kind", ["status_check", "combined"])
@pytest.mark.parametrize("formality", FORMALITIES)
def test_passed_date_is_not_spoken_of_as_ahead(full, kind, formality):
    facts = replace(full, kind=kind, formality=formality, decision_on=dt.date(2026, 9, 28))
    for wording, days in itertools.product(range(8), (-3, 0, 1, 5)):
        written_on = facts.decision_on + dt.timedelta(days=days)
        body = compose(replace(facts, written_on=written_on), wording=wording).body
        sentence = next(s for s in re.split(r"(?<=[.?])\s", body) if "September 28" in s)
        assert (AHEAD if days <= 0 else PAST).search(sentence)
        assert bool(re.search(r"\bstill\b", sentence)) <= (days <= 0), sentence


def test_colleagues_are_not_told_their_employer(full):
    for kind, formality in itertools.product(KINDS, FORMALITIES):
        facts = replace(full, kind=kind, formality=formality, is_internal=True)
        assert "Northwind" not in compose(facts).body


@pytest.mark.parametrize(
    ("position", "named"),
    [
        ("Data Analyst", "the Data Analyst role"),
        ("Summer Internship", "the Summer Internship"),
        ("The Night Editor", "the Night Editor role"),
        ("", "the role"),
    ],
)
def test_position_reads_well(full, position, named):
    body = compose(replace(full, position=position)).body

    assert re.search(rf"{named}\b(?! role)", body)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, "Data Analyst Intern"),
        ({"position": ""}, "Ana Ruiz"),
        ({"position": "", "sender": ""}, ""),
    ],
)
def test_subject_names_position_or_sender(full, changes, named):
    for kind, formality in itertools.product(KINDS, FORMALITIES):
        subject = compose(replace(full, kind=kind, formality=formality, **changes)).subject
        assert named in subject or (kind == "networking" and changes == {})
        assert subject == subject.strip()
        assert ": " not in subject[-2:]


@pytest.mark.parametrize(
    ("kind", "meeting"),
    [("phone_screen", "phone call"), ("video", "video call"), ("", "conversation")],
)
def test_interview_kind_names_the_meeting(full, kind, meeting):
    facts = replace(full, interview_kind=kind, others=())
    bodies = [compose(facts, wording=w).body for w in range(12)]

    assert any(f"our {meeting}" in body for body in bodies)


@pytest.mark.parametrize(
    "text", ["", "x" * 10_000, "🌻🌻", "נועה לוי", "<b>Bo</b>", "a\r\nb", "{{ x }}"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_odd_text_is_only_text(kind, text):
    facts = NoteFacts(
        kind=kind, sender=text, recipient=text, company=text, position=text, topics=text, fit=text
    )
    draft = compose(facts)

    assert len(draft.subject.splitlines()) == 1
    assert "None" not in draft.body
