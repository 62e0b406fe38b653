"""Facts that sound like faults: drafts with them have none, since a fact is not a manner."""

import itertools
from dataclasses import replace

import pytest

from followup_kit.write.checks import Level, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import FORMALITIES, KINDS
from tests.write.conftest import MORE

ODD = {
    "recipient": ("Will Hope", "Grace May", "Sam", "The Head, Mr. Ian Best", "Jean-Luc de la Cruz"),
    "sender": ("Mark Best", "Art Dean", "Rose Kind", "Li"),
    "others": (("Sam Lee", "Priya Shah"), ("Faith Kind", "Bill Time"), ("Arun Nair",)),
    "company": ("Target", "Talk Talk", "Thank You Foods", "Time Inc", "The Gap", "Work (UK) Ltd."),
    "other_companies": (("Time Inc", "Kind Bars"), ("Northwind Wealth Ltd",), ("Talk Talk",)),
    "position": (
        "Feedback Officer",
        "Salary Analyst",
        "ASAP Dispatcher",
        "Offer Manager",
        "Head of Demand",
        "R Developer",
        "Cool Store Operative",
        "Counsellor (Divorce)",
    ),
    "topics": (
        "salary negotiations",
        "feedback from customers",
        "divorce mediation",
        "desperate housewives",
        "R; Python",
        "the deadline on Friday",
        "hell's kitchen",
    ),
    "fit": ("two years in debt advice", "my old boss's reference"),
    "next_step": ("an offer", "a call about pay"),
}
CASES = [(field, value) for field, values in ODD.items() for value in values]


@pytest.mark.parametrize(("field", "value"), CASES)
def test_draft_with_an_odd_fact_has_no_fault(field, value):
    turns = itertools.product(KINDS, FORMALITIES)
    for wording, (kind, formality) in enumerate(turns):
        facts = replace(MORE, kind=kind, formality=formality, **{field: value})
        draft = compose(facts, wording=wording % 8)
        found = check(draft.subject, draft.body, facts)
        lacking = {"topics": "specific_detail"}
        asked = {lacking.get(one.field, one.field) for one in draft.missing}
        assert {one.check for one in found if one.level != Level.HINT} <= asked, draft.body


def test_surname_is_no_insult(found):
    body = "Dear Ms. Crook,\n\nThank you for the tour of the yard.\n\nBest regards,\nIan Liar"

    assert found("oversharing", body, recipient="Ms. Ada Crook", sender="Ian Liar") == []


@pytest.mark.parametrize(
    ("position", "text", "count"),
    [
        ("Salary Analyst", "I liked the talk about the Salary Analyst role.", 0),
        ("Data Officer", "May I have some feedback?", 1),
        ("Feedback Officer", "As a Feedback Officer I would listen.", 0),
        ("Analyst", "As your new analyst, I will work hard.", 1),
    ],
)
def test_only_the_name_itself_is_let_pass(found, position, text, count):
    body = f"Dear Priya,\n\nThank you for the onboarding flow. {text}\n\nBest regards,\nAna Ruiz"
    checks = ("oversharing", "feedback_request", "presumption")

    assert sum(len(found(name, body, position=position)) for name in checks) == count
