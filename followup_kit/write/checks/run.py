"""All checks on one note, in the order in which a student should look at them."""

import re
import sys
from dataclasses import replace
from functools import lru_cache

from followup_kit.write.checks.copies import check_copies
from followup_kit.write.checks.days import check_day
from followup_kit.write.checks.employers import check_employer
from followup_kit.write.checks.facts import check_detail, check_placeholders
from followup_kit.write.checks.finding import Finding, Level
from followup_kit.write.checks.form import (
    check_closing,
    check_extras,
    check_length,
    check_subject,
)
from followup_kit.write.checks.grammar import check_grammar
from followup_kit.write.checks.language import check_language
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.parts import (
    check_decline,
    check_fit,
    check_gratitude,
    check_interest,
    check_link_to_skill,
    check_next_step,
    check_order,
)
from followup_kit.write.checks.positions import check_position
from followup_kit.write.checks.recipients import check_group, check_recipient
from followup_kit.write.checks.sentences import check_sentences
from followup_kit.write.checks.slips import check_spelling
from followup_kit.write.checks.temper import check_temper
from followup_kit.write.checks.tone import check_manner, check_register
from followup_kit.write.compose import compose
from followup_kit.write.facts import NoteFacts

_CHECKS = (
    check_placeholders,
    check_recipient,
    check_group,
    check_employer,
    check_position,
    check_day,
    check_gratitude,
    check_order,
    check_interest,
    check_fit,
    check_detail,
    check_next_step,
    check_decline,
    check_link_to_skill,
    check_copies,
    check_temper,
    check_manner,
    check_register,
    check_length,
    check_extras,
    check_subject,
    check_closing,
    check_spelling,
    check_language,
    check_sentences,
    check_grammar,
)
_ORDER = tuple(Level)
_FEEDBACK = "feedback_request"
_TEMPER, _CALM = "temper", "calm"
_MANNER = frozenset(
    [
        _TEMPER,
        _FEEDBACK,
        "pressure",
        "demand",
        "oversharing",
        "presumption",
        "grammar",
        "language",
        "interview_day",
    ]
)
_WORDINGS = 8
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def check(subject: str, body: str, facts: NoteFacts) -> list[Finding]:
    """Everything to look at again before this note is sent.

    Works for drafts and for text written elsewhere. An empty body gives only the
    finding that it is empty, and what is wrong with the subject.

    Returns:
        Errors first, then warnings, then hints; subject before body, then by position.
    """
    note = Note(subject, body, facts)
    checks = _CHECKS if body.strip() else (check_length, check_subject)
    found = [_as_preset(one, facts) for run in checks for one in run(note)]
    return sorted(_of_the_writer(found, subject, body, facts), key=_place)


def _of_the_writer(
    found: list[Finding], subject: str, body: str, facts: NoteFacts
) -> list[Finding]:
    """The findings without those on manner in sentences that the workbook itself wrote.

    These were read when they were written; what stands around them is still judged.
    """
    if not any(one.check in _MANNER for one in found):
        return found
    own = _own_sentences(facts)
    kept = [
        one
        for one in found
        if one.check not in _MANNER
        or one.span is None
        or _sentence_at(subject if one.where == "subject" else body, one.span[0]) not in own
    ]
    angry = any(one.check == _TEMPER for one in kept)
    return [one for one in kept if angry or one.check != _CALM]


@lru_cache(maxsize=64)
def _own_sentences(facts: NoteFacts) -> frozenset[str]:
    """Every sentence of the drafts for these facts, in all their wordings."""
    drafts = [compose(facts, wording=wording) for wording in range(_WORDINGS)]
    texts = [text for draft in drafts for text in (draft.subject, draft.body)]
    return frozenset(one.strip() for text in texts for one in _SENTENCE.findall(text))


def _sentence_at(text: str, place: int) -> str:
    """The sentence of a text in which a place is."""
    spans = (one for one in _SENTENCE.finditer(text) if one.start() <= place < one.end())
    return next((one.group().strip() for one in spans), "")


def _as_preset(one: Finding, facts: NoteFacts) -> Finding:
    """Asking for feedback is as grave as the preset says (B16)."""
    if one.check != _FEEDBACK:
        return one
    return replace(one, level=max(one.level, Level(facts.feedback_level), key=_ORDER.index))


def _place(one: Finding) -> tuple[int, bool, int]:
    """Errors before hints, the subject before the body, what has no place last."""
    start = one.span[0] if one.span else sys.maxsize
    return _ORDER.index(one.level), one.where == "body", start
