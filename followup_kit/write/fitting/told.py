"""Each fact in the student's own words, fitted for the note that is written."""

from functools import lru_cache

from followup_kit.write.facts import NoteFacts
from followup_kit.write.fitting.extras import answer, clarification, missed_point, plain
from followup_kit.write.fitting.interest import interest
from followup_kit.write.fitting.letters import correction, meeting_time, terms
from followup_kit.write.fitting.next_steps import next_step
from followup_kit.write.fitting.phrase import Fitted, Reader
from followup_kit.write.fitting.strengths import strengths
from followup_kit.write.fitting.topics import topics
from followup_kit.write.phrasing import reader_of
from followup_kit.write.reading import broken_in

_FITTING = {
    "topics": topics,
    "interest": interest,
    "fit": strengths,
    "next_step": next_step,
    "missed_point": missed_point,
    "clarification": clarification,
    "meeting_time": meeting_time,
    "agreed_terms": terms,
    "answer": answer,
}
_PLAIN = {
    "anecdote": ("anecdote", "the"),
    "company_detail": ("company_detail", "the"),
    "topic_skill": ("topic_skill", ""),
    "attachment": ("attachment", ""),
    "reason": ("why", "the"),
    "occasion": ("networking_occasion", "the"),
    "request": ("about_request", "the"),
}
_USED = {
    "thank_you": (
        "topics",
        "interest",
        "fit",
        "next_step",
        "missed_point",
        "clarification",
        "anecdote",
        "company_detail",
        "topic_skill",
        "attachment",
    ),
    "combined": ("topics", "interest", "fit"),
    "closing_note": ("topics",),
    "feedback_request": ("topics",),
    "status_check": ("interest",),
    "competing_deadline": ("interest",),
    "reply": ("request", "answer"),
    "confirm_next_round": ("meeting_time", "topics"),
    "correction": ("mistake",),
    "withdrawal": ("reason",),
    "offer_decline": ("topics", "reason"),
    "offer_accept": ("agreed_terms",),
    "networking": ("occasion", "clarification"),
    "linkedin_invite": ("topics",),
    "apology": ("reason",),
}


def used_facts(facts: NoteFacts) -> tuple[str, ...]:
    """The told facts that this kind of note may use."""
    used = _USED.get(facts.kind, ())
    if facts.interview_kind == "informational":
        return tuple(field for field in used if field not in ("fit", "next_step"))
    return used


@lru_cache(maxsize=500)
def fitted(facts: NoteFacts, field: str) -> Fitted:
    """What the note may say of one told fact; never a sentence that reads as broken."""
    found = _fitted(getattr(facts, field), field, reader_of(facts), facts.correct)
    return _said_once(found, facts) if field == "interest" else found


def _said_once(found: Fitted, facts: NoteFacts) -> Fitted:
    """What draws the student, without what the note says of the talk already."""
    told = _fitted(facts.topics, "topics", reader_of(facts), "").said
    before = {text for one in told for _, text in one.words}
    kept = tuple(one for one in found.said if not {text for _, text in one.words} & before)
    return Fitted(kept, found.doubt)


@lru_cache(maxsize=2_000)
def _fitted(text: str, field: str, reader: Reader, right: str) -> Fitted:
    if not text.strip():
        return Fitted()
    if field == "mistake":
        found = correction(text, right, reader)
    elif field in _FITTING:
        found = _FITTING[field](text, reader)
    else:
        role, first = _PLAIN[field]
        found = plain(text, reader, name=field, role=role, first=first)
    whole = tuple(one for one in found.said if not any(broken_in(words) for _, words in one.words))
    return Fitted(
        whole, found.doubt or ("unsure" if len(whole) < len(found.said) and not whole else "")
    )
