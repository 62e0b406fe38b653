"""Hostile and broken text is only text: an answer within a second of work, and nothing is run."""

import time
from dataclasses import fields, replace

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.write.card import card_page
from followup_kit.write.checks import check
from followup_kit.write.compose import compose
from followup_kit.write.facts import KINDS, MEDIA, NoteFacts
from followup_kit.write.own_templates import render_template

PAYLOADS = {
    "empty": "",
    "blank": " \t\r\n ",
    "10,000 letters": "x" * 10_000,
    "10,000 words": "ab " * 10_000,
    "10,000 commas": "Dear " + "a," * 5_000,
    "10,000 quotes": '"' * 10_000,
    "10,000 brackets": "[" * 10_000,
    "braces": "{{" * 2_000 + "}}" * 2_000,
    "apostrophes": "it's " * 4_000,
    "exclamation": "Thank you!" * 2_000,
    "emoji": "🌻" * 500,
    "flags and joiners": "👩🏽‍🔬🇬🇧" * 200,
    "right to left": "נועה לוי שלום",
    "override": "\u202eevil\u202c",
    "null": "a\x00b",
    "controls": "".join(map(chr, range(32))),
    "lone surrogate": "\ud800",
    "combining": "e" + "\u0301" * 3_000,
    "html": "<script>alert(1)</script>",
    "line breaks": "a\r\nBcc: b@example.com\r\n\r\nc",
    "jinja": "{{ ''.__class__ }}{% for i in range(9) %}",
    "format": "{0.__class__} %s %n",
    "path": "../../etc/passwd",
    "formula": "=HYPERLINK(1)",
    "sentence": "I expect " * 1_000,
    "signs": "- " * 3_000,
    "newlines": "\n" * 10_000,
    "please": "please reply by " * 800,
}
TEXT_FIELDS = [
    field.name for field in fields(NoteFacts) if field.type is str or field.type == "str"
]
CHOICES = ("kind", "formality", "medium", "place")


HANGS_AFTER = 30
"""Seconds of work after which something grows without end; speed itself is measured in
`benchmarks/`, since a slow machine is no fault."""


def without_hanging(action):
    start = time.process_time()
    result = action()
    assert time.process_time() - start < HANGS_AFTER
    return result


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_any_text_can_be_checked(full, payload):
    for kind in ("thank_you", "reply"):
        facts = replace(full, kind=kind)
        found = without_hanging(lambda f=facts: check(payload, payload, f))
        assert all(one.message and one.fix for one in found)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_any_fact_can_be_drafted_and_checked(full, payload):
    told = dict.fromkeys(set(TEXT_FIELDS) - set(CHOICES), payload)
    facts = replace(full, others=(payload, "Bo"), pass_on_to=(payload,), **told)
    draft = without_hanging(lambda: compose(facts))

    assert len(draft.subject.splitlines()) <= 1
    without_hanging(lambda: check(draft.subject, draft.body, facts))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("medium", MEDIA)
def test_kind_copes_with_the_worst_name(kind, medium):
    name = "<b>{{ x }}</b>\r\n" * 300
    facts = NoteFacts(
        kind=kind, medium=medium, sender=name, recipient=name, company=name, position=name
    )

    assert "\r" not in without_hanging(lambda: compose(facts)).body


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_any_text_is_a_template_or_is_refused(full, payload):
    try:
        draft = without_hanging(lambda: render_template(payload, full))
    except FollowUpError:
        assert "{" in payload or len(payload) > 20_000
    else:
        assert "<class" not in draft.body


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_any_text_is_a_card_or_is_refused(payload):
    try:
        page = without_hanging(lambda: card_page(payload))
    except FollowUpError:
        assert not payload.strip()
    else:
        assert "<script>" not in page
