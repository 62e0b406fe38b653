"""The facts of a note as words that fit into sentences.

An optional word brings its own leading space, so that a sentence reads well without it.
"""

import datetime as dt

from followup_kit.text import list_in_words, one_line
from followup_kit.write.facts import NoteFacts, forms_of_words, given_name, name_alone, noun_phrase

Words = dict[str, object]

_MEETINGS = {"phone_screen": "phone call", "phone": "phone call", "video": "video call"}
_PHRASES = {"topic": "topics"} | {
    name: name
    for name in (
        "interest",
        "fit",
        "next_step",
        "missed_point",
        "clarification",
        "meeting_time",
        "mistake",
        "correct",
        "agreed_terms",
        "reason",
        "occasion",
    )
}
_EXTRAS = ("clarification", "missed_point", "link")
_PREPOSITIONS = ("in", "for", "as", "with", "at", "of")
_WEEKDAY_IS_CLEAR = 6  # days after the interview; from then on it may be the wrong week


def words_for(facts: NoteFacts) -> Words:
    """What the sentences of this note may name."""
    phrases = {word: noun_phrase(getattr(facts, field), field) for word, field in _PHRASES.items()}
    return phrases | _names(facts) | _days(facts) | _turns(facts)


def in_fewer_words(words: Words) -> list[Words]:
    """The same words, and ever shorter ones: without employer, date, title, and names."""
    shorter = [words]
    for change in (
        {"at_company": ""},
        {"on_day": "", "on_date": ""},
        {"the_position": "the role", "title": "the role"},
        {"greeting": ""},
        {"sender": ""},
    ):
        shorter.append(shorter[-1] | change)
    return shorter


def _names(facts: NoteFacts) -> Words:
    company, sender = one_line(facts.company), one_line(facts.sender)
    request = noun_phrase(facts.request, "request")
    return {
        "sender": sender,
        "sender_or_me": sender or "a former candidate",
        "greeting": _greeting(facts),
        "at_company": f" at {company}" if company and not facts.is_internal else "",
        "title": _title(facts.position),
        "the_position": _the_position(facts),
        "people": list_in_words(one_line(name) for name in facts.pass_on_to if name.strip()),
        "link": one_line(facts.link),
        "answer": facts.answer.strip(),
        "about_request": f" about {request}" if request else "",
    }


def _days(facts: NoteFacts) -> Words:
    return {
        "on_day": _on_day(facts),
        "on_date": f" on {in_words(facts.interview_on)}" if facts.interview_on else "",
        "decision_day": in_words(facts.decision_on),
        "answer_day": in_words(facts.answer_by),
        "start_day": in_words(facts.start_on),
    }


def _turns(facts: NoteFacts) -> Words:
    """What decides which sentences the note has."""
    return {
        "meeting": _MEETINGS.get(facts.interview_kind, "conversation"),
        "timing": _timing_role(facts),
        "extra": next((name for name in _EXTRAS if getattr(facts, name).strip()), ""),
        "is_corrected": bool(facts.mistake.strip() and facts.correct.strip()),
        "is_late": facts.is_late,
        "is_internal": facts.is_internal,
        "is_card": facts.medium == "card",
        "is_short": facts.decides_same_day or facts.interview_kind == "phone_screen",
    }


def in_words(day: dt.date | None) -> str:
    """A date as it is said in a letter, such as Monday 6 July; empty for none."""
    return f"{day:%A} {day.day} {day:%B}" if day else ""


def _greeting(facts: NoteFacts) -> str:
    opening = "Hi" if facts.formality == "warm" else "Dear"
    name = name_alone(facts.recipient)
    if facts.formality != "formal":
        name = given_name(facts.recipient)
    return f"{opening} {name}" if name else ""


def _title(position: str) -> str:
    title = one_line(position).rstrip(".")
    return title[4:] if title.lower().startswith("the ") else title


def _the_position(facts: NoteFacts) -> str:
    noun = "position" if facts.formality == "formal" else "role"
    title = _title(facts.position)
    if _says_what_it_is(title):
        return f"the {title}"
    return f"the {title} {noun}" if title else f"the {noun}"


def _says_what_it_is(title: str) -> bool:
    """Whether a title needs no "role" after it: "Summer Internship", "Internship in Law"."""
    nouns, found = forms_of_words()["position_words"], title.lower().split()
    return bool(found) and (found[-1] in nouns or (found[0] in nouns and found[1] in _PREPOSITIONS))


def _on_day(facts: NoteFacts) -> str:
    """The weekday is enough within the same week; any later note gives the date."""
    if facts.interview_on is None:
        return ""
    if facts.written_on and 0 <= (facts.written_on - facts.interview_on).days < _WEEKDAY_IS_CLEAR:
        return f" on {facts.interview_on:%A}"
    return f" on {in_words(facts.interview_on)}"


def _timing_role(facts: NoteFacts) -> str:
    """Which question to ask about timing; without a date of writing theirs has passed."""
    if facts.decision_on is None:
        return "timing"
    is_ahead = facts.written_on is not None and facts.written_on <= facts.decision_on
    return "timing_ahead" if is_ahead else "timing_dated"
