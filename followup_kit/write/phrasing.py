"""The recorded names, days and circumstances of a note as words that fit into sentences.

An optional word brings its own leading space, so that a sentence reads well without it.
What the student typed in their own words is fitted in fitting.py.
"""

import re

from followup_kit.text import one_line
from followup_kit.write.facts import NoteFacts, forms_of_words
from followup_kit.write.fitting.phrase import Reader, listed
from followup_kit.write.names import greeting, person_name
from followup_kit.write.place import date_in_words, day_in_words
from followup_kit.write.words import words

Words = dict[str, object]

_MEETINGS = {"phone_screen": "phone call", "video": "video call"}
_MEETING_ME = {"phone_screen": "talking with me", "video": "speaking with me"}
_NO_POSITION = ("informational",)
_PREPOSITIONS = ("in", "for", "as", "with", "at", "of")
_SOON = ("thank_you", "combined", "reply", "confirm_next_round", "correction", "linkedin_invite")
"""Kinds written within days of the talk; a status check may lie for weeks before it is sent."""
_WEEKDAY_IS_CLEAR = 6  # days after the interview; from then on it may be the wrong week
_ASIDE = re.compile(
    r"\s*[(\[][^)\]]*[)\]]?|\s+(?:req|requisition|job id|ref)\.?\s*#?\s*[\w-]*\d[\w-]*|\s*#\s?\d+",
    re.I,
)
_SUFFIX = re.compile(r"\s+[-\u2013\u2014|]\s+.*|\s*\|.*")
_OFFICE = re.compile(
    r"(?:Village|City|Town|County|University|College|Department|Office|Ministry|Port|Institute|School|Borough"
    r"|Township|Bureau|State|Embassy|Center|Centre|Museum|Society|Archives?) of\b"
)
_SAID_ALOUD = frozenset(("co", "company", "group", "holding", "holdings", "as"))
"""Parts of a name that people do say."""
_SMALL = ("and", "of", "the", "for", "in", "at", "de", "&")


def reader_of(facts: NoteFacts) -> Reader:
    """Who is written to, for the fitting of what was typed."""
    name = person_name(facts.recipient, family_first=facts.family_first)
    titled = f"{name.title} {name.family}".strip()
    called = {
        name.full,
        titled,
        titled.replace(".", ""),
        *name.full.split(),
        f"{name.title} {name.full}".strip(),
    }
    people = (facts.sender, name.full, *facts.others, *facts.pass_on_to)
    known = [
        *people,
        *(part for one in people for part in one.split()),
        company_name(facts.company),
    ]
    return Reader(
        names=tuple(sorted(one for one in called if len(one) > 1 and one.lower() not in _SMALL)),
        known=tuple(dict.fromkeys(one for one in known if len(one) > 2)),
        is_british=facts.place == "british",
        is_formal=facts.formality == "formal",
    )


def words_for(facts: NoteFacts) -> Words:
    """What the sentences of this note may name."""
    return _names(facts) | _days(facts) | _turns(facts)


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
    company, sender = company_name(facts.company), one_line(facts.sender)
    said_of = " ".join((facts.topics, facts.next_step))
    return {
        "sender": sender,
        "sender_or_me": sender or "a former candidate",
        "greeting": greeting(
            facts.recipient,
            formality=facts.formality,
            place=facts.place,
            family_first=facts.family_first,
            said_of=said_of,
        ),
        "at_company": f" at {_the(company)}" if company and not facts.is_internal else "",
        "title": _capital(_subject_title(facts.position)),
        "the_position": _the_position(facts),
        "the_work": _the_work(facts),
        "this_work": "this work"
        if facts.interview_kind in _NO_POSITION
        else f"this {_noun(facts)}",
        "people": listed(tuple(one_line(name) for name in facts.pass_on_to if name.strip())),
        "link": link_in(facts.link),
    }


def company_name(recorded: str) -> str:
    """The employer's name as people say it: without legal form, with its capitals.

    >>> [company_name(name) for name in ("Nimbaris Pvt. Ltd.", "bexley iron & fab")]
    ['Nimbaris', 'Bexley Iron & Fab']
    """
    name = re.sub(r"\s*\([^)]*\)\s*$", "", one_line(recorded))
    forms = set(words()["legal_forms"]) - _SAID_ALOUD
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower().strip(".,") in forms:
        parts.pop()
    if parts and parts[-1] != parts[-1].rstrip(","):
        parts[-1] = parts[-1].rstrip(",")
    if name == name.lower():
        parts = [part if part in _SMALL else part[:1].upper() + part[1:] for part in parts]
    return " ".join(parts)


def _the(company: str) -> str:
    """A name such as "City of Reno" with its article."""
    return f"the {company}" if _OFFICE.match(company) else company


def link_in(typed: str) -> str:
    """The address in what was typed, without a word before it such as "github:"."""
    text = one_line(typed)
    found = re.search(r"https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", text)
    return found.group() if found else text


def _days(facts: NoteFacts) -> Words:
    is_british = facts.place == "british"
    day = facts.interview_on
    date = ""
    if day:
        british = day_in_words(day, is_british=True)
        date = (
            f" on {british if is_british else date_in_words(day.day, day.month, is_british=False)}"
        )
    return {
        "on_day": _on_day(facts, date),
        "on_date": date,
        "decision_day": day_in_words(facts.decision_on, is_british=is_british),
        "answer_day": day_in_words(facts.answer_by, is_british=is_british),
        "start_day": day_in_words(facts.start_on, is_british=is_british),
    }


def _on_day(facts: NoteFacts, date: str) -> str:
    """The weekday is enough within the same week; any later note gives the date."""
    if facts.interview_on is None:
        return ""
    if (
        facts.kind in _SOON
        and facts.written_on
        and 0 <= (facts.written_on - facts.interview_on).days < _WEEKDAY_IS_CLEAR
    ):
        return f" on {facts.interview_on:%A}"
    return date


def _turns(facts: NoteFacts) -> Words:
    """What decides which sentences the note has."""
    meeting = _MEETINGS.get(facts.interview_kind, "conversation")
    is_seen = facts.interview_kind not in ("phone_screen", "video")
    return {
        "meeting": meeting,
        "meeting_me": _MEETING_ME.get(facts.interview_kind, "meeting with me"),
        "meet_me": "meet with me" if is_seen else "talk with me",
        "meeting_you": "meeting you" if is_seen else "talking with you",
        "meet_you": "meet you" if is_seen else "talk with you",
        "fair": "careers fair" if facts.place == "british" else "career fair",
        "thanks": _thanks_role(facts),
        "timing": _timing_role(facts),
        "is_late": facts.is_late,
        "is_internal": facts.is_internal,
        "is_informational": facts.interview_kind in _NO_POSITION,
        "is_card": facts.medium == "card",
        "is_same_day": facts.decides_same_day,
        "owes_thanks": facts.owes_thanks,
        "sign_off": f"sign_off_{facts.place}",
    }


def _thanks_role(facts: NoteFacts) -> str:
    if facts.interview_kind in _NO_POSITION:
        return "thanks_informational"
    if facts.wrote_first:
        return "thanks_wrote"
    if facts.interview_kind == "careers_fair":
        return "thanks_fair"
    if facts.round > 1:
        return "thanks_again" if facts.has_met else "thanks_round"
    return "thanks_panel" if facts.others and facts.interview_kind == "on_site" else "thanks"


def _subject_title(position: str) -> str:
    """The position for a subject line: as recorded, without what stands in brackets."""
    title = " ".join(_ASIDE.sub(" ", one_line(position)).split()).rstrip(".,;-")
    title = title[4:] if title.lower().startswith("the ") else title
    return "" if _is_foreign(title) else title


def _capital(title: str) -> str:
    """A title in small letters with its first capital; "iOS Developer" stays as it is."""
    first = title.partition(" ")[0]
    return title[:1].upper() + title[1:] if first == first.lower() else title


def short_title(position: str) -> str:
    """The position as one says it inside a sentence.

    >>> short_title("Summer Analyst, Municipal Finance (Req #48213)")
    'Summer Analyst'
    """
    title = _SUFFIX.sub("", _subject_title(position))
    first, _, rest = title.partition(",")
    return first if rest and len(first.split()) > 1 else title


def _is_foreign(title: str) -> bool:
    return bool(title) and title.split()[0].lower() in forms_of_words()["foreign_positions"]


def _noun(facts: NoteFacts) -> str:
    if facts.position_type == "internship" and not short_title(facts.position):
        return "internship"
    return "position" if facts.formality == "formal" else "role"


def _the_work(facts: NoteFacts) -> str:
    return "this field" if facts.interview_kind in _NO_POSITION else f"the {_noun(facts)}"


def _the_position(facts: NoteFacts) -> str:
    title = short_title(facts.position)
    is_talk = facts.interview_kind in _NO_POSITION or (
        facts.interview_kind == "careers_fair" and not title
    )
    if is_talk:
        return "your work"
    if _says_what_it_is(title):
        return f"the {title}"
    return f"the {title} {_noun(facts)}" if title else f"the {_noun(facts)}"


def _says_what_it_is(title: str) -> bool:
    """Whether a title needs no "role" after it: "Summer Internship", "Internship in Law"."""
    nouns, found = forms_of_words()["position_words"], title.lower().split()
    has_noun = any(
        word in nouns and (place + 1 == len(found) or found[place + 1] in _PREPOSITIONS)
        for place, word in enumerate(found)
    )
    return bool(found) and has_noun


def _timing_role(facts: NoteFacts) -> str:
    """Which question to ask about timing; without a date of writing theirs has passed."""
    if facts.decision_on is None:
        return "timing"
    is_ahead = facts.written_on is not None and facts.written_on <= facts.decision_on
    return "timing_ahead" if is_ahead else "timing_dated"
