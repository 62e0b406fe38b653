import pytest

from followup_kit.write.medium import advise_medium


@pytest.mark.parametrize(
    ("facts", "medium", "source"),
    [
        ({}, "email", "A11"),
        ({"preferred": "linkedin"}, "linkedin", "A13"),
        ({"preferred": "post"}, "card", "A13"),
        ({"preferred": "post", "business_days_left": 2}, "card", "judgement"),
        ({"preferred": "phone"}, "email", "A12"),
        ({"preferred": "linkedin", "instruction": "via_agency"}, "linkedin", "A13"),
        ({"instruction": "via_agency"}, "email", "M23"),
        ({"instruction": "no_contact"}, "", "C19"),
        ({"preferred": "email", "instruction": "no_contact"}, "", "C19"),
        ({"decides_same_day": True}, "email", "R01"),
        ({"kind": "linkedin_invite"}, "email", "R17"),
        ({"kind": "linkedin_invite", "is_decided": True}, "linkedin", "M21"),
    ],
)
def test_medium_follows_the_order(facts, medium, source):
    advice = advise_medium(person="Priya", **facts)

    assert advice.medium == medium
    assert source in advice.sources
    assert advice.reason.endswith(".")


@pytest.mark.parametrize(
    ("facts", "extra"),
    [
        ({"formality": "formal"}, "card"),
        ({"formality": "formal", "business_days_left": 9}, "card"),
        ({"formality": "formal", "business_days_left": 2}, ""),
        ({"formality": "formal", "kind": "status_check"}, ""),
        ({"formality": "warm"}, ""),
    ],
)
def test_card_is_an_extra_in_formal_fields(facts, extra):
    advice = advise_medium(**facts)

    assert (advice.medium, advice.extra) == ("email", extra)
    assert bool(advice.extra_reason) == bool(extra)


def test_reason_names_the_person():
    assert advise_medium(person="Priya", preferred="post").reason.startswith("Priya likes")
