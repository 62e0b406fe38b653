import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.write.checks import check
from followup_kit.write.own_templates import FIELDS, check_template, render_template

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "template_attacks.toml").read_text("utf-8")
)
LONG = [
    entry["start"] + entry["middle"] * entry["count"] + entry["end"] for entry in TABLE["repeated"]
]
ATTACKS = [one for name in ("reach", "run", "change", "read", "burn") for one in TABLE[name]] + LONG

HANGS_AFTER = 30
"""Seconds of work that only a template that runs would need, on any machine."""

OWN = """Subject: Thank you, {{ company }}
Dear {{ first_name }},

Thank you for your time{% if interview_day %} on {{ interview_day }}{% endif %}.
{% if topic %}I enjoyed {{ topic }}.{% endif %}

Best regards,
{{ sender }}
"""


def test_there_are_enough_attacks():
    assert len(set(ATTACKS)) >= 94


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:40])
def test_attack_is_refused_at_once(full, attack):
    text = f"Dear {{{{ first_name }}}},\n{attack}\nBest,"
    start = time.process_time()
    with pytest.raises(FollowUpError, match=r"Line \d|characters"):
        render_template(text, full)

    assert time.process_time() - start < HANGS_AFTER


def test_own_template_is_filled_in(full):
    draft = render_template(OWN, full)

    assert draft.subject == "Thank you, Northwind Health Inc."
    assert draft.body.startswith("Dear Priya,\n\nThank you for your time on September 15.")
    assert "I enjoyed the onboarding flow for new nurses." in draft.body
    assert draft.missing == ()


def test_missing_fact_leaves_a_gap_that_is_found(full):
    bare = replace(full, topics="", position="")
    draft = render_template(
        "Dear {{ first_name }},\nthe {{ position }} role.{% if topic %}x{% endif %}", bare
    )
    found = [one for one in check("", draft.body, bare) if one.check == "unfilled_placeholder"]

    assert "the [position] role." in draft.body
    assert "x" not in draft.body.split("role.")[1]
    assert [one.field for one in draft.missing] == ["position", "topics"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ company|upper }}", "NORTHWIND HEALTH INC."),
        ("{{ link|default('no link') }}", "no link"),
        ("{% if fit == 'x' %}a{% elif not link %}b{% else %}c{% endif %}", "b"),
        ("{% if fit and topic or link %}yes{% endif %}", "yes"),
        ("100 %, {curly}, $x", "100 %, {curly}, $x"),
        ("{# a remark #}Hello", "Hello"),
    ],
)
def test_harmless_template_passes(full, text, expected):
    assert render_template(text, full).body == expected


def test_unknown_field_names_the_valid_ones():
    with pytest.raises(FollowUpError, match="Line 2: there is no field `intervewer_day`") as raised:
        check_template("Dear {{ first_name }},\nthanks for {{ intervewer_day }}")

    assert "Did you mean `interview_day`?" in str(raised.value)
    assert all(name in str(raised.value) for name in FIELDS)


def test_fields_are_listed_in_order():
    assert check_template(OWN) == ("company", "first_name", "interview_day", "topic", "sender")


def test_values_are_never_parsed(full):
    facts = replace(full, recipient="{{ 7*7 }}", company="{% for %}")
    draft = render_template("Dear {{ recipient }} at {{ company }}", facts)

    assert draft.body == "Dear {{ 7*7 }} at {% for %}"
