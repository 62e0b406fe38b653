"""What comes next, in a closed list of plain shapes: an event, a check, or word from the reader.

Anything else is left out and asked about: a step turned round wrongly is worse than none.
"""

import re

from followup_kit.write.fitting.phrase import Fitted, Reader, Said
from followup_kit.write.place import american_months, date_in_words
from followup_kit.write.shapes.typed import repaired
from followup_kit.write.shapes.unfit import unfit_reason

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_NUMBER = r"(?:a|one|two|three|four|\d{1,2})"
_DATE = rf"(?:(?:{_MONTHS}|{_SHORT})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS}|{_SHORT}))"
_WHEN = (
    rf"(?:(?:(?:on|by|before|after) )?(?:{_DAYS})|(?:(?:on|by|before|after) )?{_DATE}"
    r"|(?:by |before |at )?the end of (?:the|next|this) (?:week|month)"
    r"|(?:by |sometime )?next (?:week|month)|(?:by )?this (?:week|month)"
    rf"|(?:in|within)(?: about)? {_NUMBER} (?:days?|weeks?)|after (?:thanksgiving|christmas|easter)"
    rf"|(?:(?:at|by|before) )?(?:the )?end of (?:{_MONTHS})|in (?:early |late |mid-?)?(?:{_MONTHS})"
    r"|(?:after|before) (?:the holidays?|the break|halloween|easter|the season)"
    r"|within (?:two|ten|five) working days)"
)
_THEY = r"(?:he|she|they)"
_SAID = rf"(?:{_THEY} (?:said|told me|told us) (?:that )?)?"
_WILL = r"(?:'ll| will| would| is going to| are going to)"
_HEAR = re.compile(
    rf"{_SAID}{_THEY}{_WILL} (?:call|ring|text|email|e-mail|phone|contact|notify|inform"
    r"|(?:get|come) back to|let)"
    rf"(?: me| us)(?: know)?(?: back)?(?P<when> {_WHEN})?"
    rf"|{_SAID}{_THEY}{_WILL} (?:be in touch|get in touch|let me know)(?P<when2> {_WHEN})?"
    rf"|{_SAID}(?:i|we)(?:'ll| will| should) hear(?: back)?"
    rf"(?: from (?:him|her|them))?(?P<when3> {_WHEN})?"
    rf"|(?:{_SAID}i?(?:'ll)? ?)?(?:hear back|wait to hear"
    rf"|wait for (?:a|the) (?:call|reply|answer|decision))(?P<when4> {_WHEN})?"
    rf"|(?:{_SAID}the |the )?(?:decision|answer)s?(?P<when5> {_WHEN})?"
)
_EVENT = re.compile(
    rf"(?:{_SAID}the next step (?:is|would be) )?(?P<article>a |an |the )?"
    r"(?P<what>(?:(?:second|third|final|next|last|panel|phone|video"
    r"|HR|follow-up|in-person|on-site|technical|group) ){0,2}(?:interview|round)"
    r"|(?:phone|video) call|(?:site|school|lab|plant|ward|campus) (?:visit|tour)"
    r"|trial (?:shift|day|lesson)|(?:info|information) (?:session|evening)"
    r"|(?:HR|final|case) round|orientation|(?:drafting|coding|technical) test"
    r"|ride-along|start date|open day|(?:group|team) (?:task|exercise)"
    r"|(?:skills|writing|practical|typing|proofreading|translation) test"
    r"|(?:sample|demo|trial|teaching) lesson"
    r"|working interview|take-home (?:exercise|task|assignment|test)"
    r"|assessment (?:day|centre|center)"
    r"|portfolio review|job shadow)"
    rf"(?P<with> with the (?:team|director|manager|principal|head nurse"
    r"|owner|partners|committee|board|department))?"
    rf"(?P<when> {_WHEN}(?! week\b))?(?:(?<=\w)(?: at | in | from | with |, ).*)?",
    re.I,
)
_CHECK = re.compile(rf"(?:a |the )?(?P<what>reference checks?)(?P<when> {_WHEN})?", re.I)
_MINE = re.compile(
    rf"(?:{_THEY} said (?:to )?)?(?P<verb>call|email|e-mail) (?:him|her|them)"
    rf"(?: back)?(?P<when> {_WHEN})",
    re.I,
)


_DUE = re.compile(
    r"(?:(?:i )?(?:send|email|e-mail|submit|bring|upload)(?: (?:him|her|them|over|in))? )?"
    r"(?:the |my |a )?(?P<what>(?:[a-z-]+ )?(?:sample|samples|portfolio|portfolio link|form|forms"
    r"|transcript|references|exercise|assignment|application|essay|cv|resume|video))"
    rf"(?: is)?(?: due)?(?: in)?(?P<when> (?:by |on )?(?:{_DAYS}|mon|tue|tues|wed|weds|thu|thurs"
    rf"|fri|{_DATE}|the \d{{1,2}}(?:st|nd|rd|th)))"
)
_DECIDE = re.compile(
    r"\b(?:decide|decides|decision|hear|email|emails|reach out|let me know|contact|inform|text|ring"
    r"|in touch|answer|answers|outcome|result|results|announce|vote|votes|picks|choose|chooses"
    r"|revert)\b"
)


_FIGURES = ("", "one", "two", "three", "four")
_DAY_OF = {day[:3]: day for day in _DAYS.split("|")}


def next_step(text: str, reader: Reader) -> Fitted:
    """The sentence on what comes next, where the step has one of the plain shapes.

    >>> next_step("he said he'll let me know by friday", Reader()).said
    (Said(role='next_hear', words=(('when', ' by Friday'),)),)
    """
    right = repaired(text, is_british=reader.is_british, names=reader.known)
    for part in re.split(r"[.;,]\s+|\s+and then\s+|\s+then\s+", right.strip(" .?!")):
        one = _step(" ".join(part.split()), reader)
        if one:
            return Fitted((one,), unfit_reason(text))
        break
    return Fitted(doubt=unfit_reason(text))


def _step(part: str, reader: Reader) -> Said | None:
    low = part.lower()
    if found := _EVENT.fullmatch(part):
        what = re.sub(r"\bhr\b", "HR", found["what"].lower())
        article, company = (found["article"] or "the ").lower(), (found["with"] or "").lower()
        said = f"{article}{what}{company}{_said_when(found['when'], reader)}"
        return Said("next_event", (("next", said),))
    if found := _CHECK.fullmatch(part):
        return Said(
            "next_noun",
            (("next", f"the {found['what'].lower()}{_said_when(found['when'], reader)}"),),
        )
    if found := _MINE.fullmatch(part):
        verb = "call" if found["verb"].lower() == "call" else "write to"
        return Said("next_doing", (("next", f"{verb} you{_said_when(found['when'], reader)}"),))
    if found := _HEAR.fullmatch(low):
        when = next((text for name, text in found.groupdict().items() if text), "")
        return Said("next_hear", (("when", _said_when(when, reader)),))
    return _other(low, reader)


def _other(low: str, reader: Reader) -> Said | None:
    """Something of mine that is due, or a decision of theirs, with its day where it is plain."""
    if found := _DUE.fullmatch(low):
        when = re.sub(r"^ on ", " by ", _said_when(found["when"], reader))
        return Said("next_send", (("next", f"the {found['what']}{when}"),))
    is_past = re.search(
        r"\b(?:supposed|was|were|nothing|no|went|told|rejected|offered|they liked"
        r"|call|interview|visit|tour)\b",
        low,
    )
    is_theirs = (
        _DECIDE.search(low)
        and not is_past
        and not re.match(r"(?:i|we)\b|(?:call|email|text|apply)\b", low)
    )
    due = re.search(rf"(?<![\w-]){_WHEN}(?![\w-]| week)", low) if is_theirs else None
    if due is None:
        return None
    said = _said_when(due.group(), reader)
    said = re.sub("^ on ", " by ", said) if re.search(r"\b(?:until|till|by)\b", low) else said
    return Said("next_hear", (("when", said),))


def _said_when(when: str | None, reader: Reader) -> str:
    """The time as it is said: " on Thursday", " by the end of next week", " on December 3"."""
    low = (when or "").strip().lower()
    if not low:
        return ""
    if found := re.search(_DATE, low):
        number = re.search(r"\d+", found.group())
        month = next(
            n for n, name in enumerate(american_months(), 1) if name[:3].lower() in found.group()
        )
        date = date_in_words(
            int(number.group()) if number else 1, month, is_british=reader.is_british
        )
        low = low.replace(found.group(), date)
        return f" {low}" if low != date else f" on {low}"
    if re.fullmatch(_DAYS, low):
        return f" on {low.capitalize()}"
    low = re.sub(
        r"\b(mon|tue|tues|wed|weds|thu|thurs|fri)\b", lambda one: _DAY_OF[one.group()[:3]], low
    )
    low = (
        re.sub(rf"^(?={_DAYS}|the \d)", "by ", low)
        if re.match(rf"(?:{_DAYS}|the \d)", low)
        else low
    )
    low = re.sub(r"^(?:the )?end", "at the end", low)
    low = re.sub(r"\b(in|within) 1 (\w+?)s?$", r"\1 one \2", low)
    low = re.sub(
        r"\b([2-4]) (day|week|month)s?$", lambda one: f"{_FIGURES[int(one[1])]} {one[2]}s", low
    )
    names = f"{_DAYS}|{_MONTHS}|thanksgiving|christmas|easter|halloween"
    return " " + re.sub(rf"\b(?:{names})\b", lambda one: one.group().capitalize(), low)
