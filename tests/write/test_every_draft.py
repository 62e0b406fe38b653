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
from pathlib import Path

import pytest

from followup_kit.write import compose as composing
from followup_kit.write.checks import Level, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import FORMALITIES, KINDS, MEDIA, NoteFacts
from followup_kit.write.kinds import kinds
from followup_kit.write.library import sentences
from followup_kit.write.place import PLACES
from followup_kit.write.reading import broken_sentences
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
        serious = {one.check for one in found if one.level != Level.HINT}
        assert serious <= asked_for(draft), f"{draft.subject}\n\n{draft.body}"
        assert broken_sentences(draft.body, facts) == [], draft.body


def asked_for(draft):
    """What the checks may miss, since the draft leaves it out and asks for it."""
    asked = {one.field for one in draft.missing}
    lacks = {"interest": "interest", "fit": "fit", "topics": "specific_detail"}
    return {check for field, check in lacks.items() if field in asked}


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
        for wording in range(3):
            draft = compose(facts, wording=wording)
            assert len(draft.body) <= limit
            lines = [line for line in draft.body.splitlines() if line.strip()]
            assert lines[1].rstrip()[-1] in ".?!" or "://" in lines[1]


def test_every_role_is_read():
    """A list of sentences that no template and no rule reads is dead."""
    folder = Path(composing.__file__).parent
    names = ("*.py", "*.toml", "templates/*.j2", "fitting/*.py")
    texts = [one.read_text("utf-8") for name in names for one in folder.glob(name)]
    read = " ".join(texts)
    made = {f"subject_{kind}" for kind in KINDS} | {f"sign_off_{place}" for place in PLACES}

    assert {role for role in sentences() if f'"{role}"' not in read} <= made
