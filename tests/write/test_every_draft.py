"""Every kind, medium and formality, with facts present and missing: good English, no fault.

Circumstances (late, internal, a short form, an extra, ...) take turns over the cases, so that
each meets each kind; every sentence of the library is said at least once. In `make test` a
fact is missing alone or with all others; HYPOTHESIS_PROFILE=thorough tries every set of
missing facts, which takes some minutes.
"""

import datetime as dt
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from followup_kit.write import compose as composing
from followup_kit.write.checks import Level, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import FORMALITIES, KINDS, MEDIA, NoteFacts
from followup_kit.write.kinds import kinds
from followup_kit.write.library import sentences
from tests.write.conftest import MORE

CIRCUMSTANCES = (
    {},
    {"is_internal": True},
    {"is_late": True, "written_on": dt.date(2026, 9, 28)},
    {"decides_same_day": True},
    {"interview_kind": "phone_screen"},
    {"interview_kind": "video", "next_step": ""},
    {"decision_on": dt.date(2026, 9, 25)},
    {"decision_on": dt.date(2026, 9, 11), "written_on": dt.date(2026, 9, 18)},
    {"missed_point": "a course in statistics"},
    {"clarification": "whether the training is in Leeds", "reason": ""},
    {"link": "https://example.com/ana", "next_step": ""},
    {"company": "The Granite Mutual Company", "position": "internship in accounting"},
    {"recipient": "Dr. Jess Harris", "sender": "James Woods", "character_limit": 300},
    {"written_on": None, "interview_on": None, "next_step": "", "is_internal": True},
)
IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EMPTY = {"interview_on": None, "answer_by": None, "start_on": None, "pass_on_to": ()}
NAMES = ("recipient", "company", "position", "sender")
CLUMSY = re.compile(
    r"  | [.,;?!]|\.\.|,,|[?!:]\.|\.\?|\n\n\n|None|[{}]|\ba [aeiou]\w|\ban [^aeiouh\W]\w"
    r"|\b(\w+) \1\b|\bat for\b|\bthe (?:my|your|a|an)\b|(?:^|\n)\s*[.,;:]|[^.?!,:\w/]$"
)


def cases(kind: str, formality: str) -> Iterator[tuple[NoteFacts, int]]:
    """Facts and wording for all media and missing facts of that kind."""
    asks = kinds()[kind].asks
    optional = tuple(fact for fact in asks if fact not in NAMES)
    left_out = [(), *((fact,) for fact in asks), optional, (*optional, "company"), asks]
    if IS_THOROUGH:
        sizes = range(len(asks) + 1)
        left_out = [some for size in sizes for some in itertools.combinations(asks, size)]
    turn = itertools.cycle(enumerate(CIRCUMSTANCES))
    for wording, medium, missing in itertools.product(range(2), MEDIA, left_out):
        number, circumstance = next(turn)
        empty = {fact: EMPTY.get(fact, "") for fact in missing}
        facts = replace(MORE, kind=kind, formality=formality, medium=medium)
        yield replace(facts, **circumstance | empty), wording * 4 + number % 4


EVERY = list(itertools.product(KINDS, FORMALITIES))


@pytest.mark.parametrize(("kind", "formality"), EVERY)
def test_draft_has_no_fault(kind, formality):
    for facts, wording in cases(kind, formality):
        draft = compose(facts, wording=wording)
        found = check(draft.subject, draft.body, facts)
        serious = [one for one in found if one.level != Level.HINT]
        assert serious == [], f"{draft.subject}\n\n{draft.body}"


@pytest.mark.parametrize(("kind", "formality"), EVERY)
def test_draft_reads_well(kind, formality):
    for facts, wording in cases(kind, formality):
        draft = compose(facts, wording=wording)
        assert not (found := CLUMSY.search(draft.body)), (found.group(), draft.body)
        assert not CLUMSY.search(draft.subject), draft.subject
        assert all(line == line.strip() for line in draft.body.splitlines())


@pytest.mark.parametrize(("kind", "formality"), EVERY)
def test_linkedin_text_keeps_its_limit(kind, formality):
    for limit, company in itertools.product((200, 300), ("Ely", "University Hospital " * 3)):
        facts = replace(
            MORE,
            kind=kind,
            formality=formality,
            medium="linkedin",
            character_limit=limit,
            company=company,
        )
        for wording in range(5):
            draft = compose(facts, wording=wording)
            assert len(draft.body) <= limit
            assert draft.body.splitlines()[1].rstrip()[-1] in ".?!"


def test_every_sentence_is_said(monkeypatch):
    said = set()
    fill = composing.sentence

    def noted(text):
        said.add(text)
        return fill(text)

    monkeypatch.setattr(composing, "sentence", noted)
    for kind, formality in EVERY:
        for facts, wording in cases(kind, formality):
            for more in (0, 1, 2, 3, 4, 5, 6, 7):
                compose(facts, wording=wording + more)
    no_position = replace(MORE, position="", sender="")
    for facts, formality, wording in itertools.product(
        (no_position, replace(MORE, position="")), FORMALITIES, range(5)
    ):
        compose(replace(facts, formality=formality), wording=wording)

    written = {text for role in sentences().values() for form in role.values() for text in form}
    assert written - said == set()
