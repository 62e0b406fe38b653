"""The facts of letters around an interview: times, terms, and what was wrong and is right."""

import re

from followup_kit.write.fitting.phrase import Fitted, Reader, Said, lower_first, ready
from followup_kit.write.fitting.pieces import pieces
from followup_kit.write.place import date_in_words, time_in_words
from followup_kit.write.shapes.grammar import lacks_article
from followup_kit.write.shapes.parse import parse
from followup_kit.write.shapes.tokens import tagged
from followup_kit.write.shapes.typed import repaired

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FOREIGN_DAYS = {
    **dict(
        zip(
            ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
            _DAYS,
            strict=True,
        )
    ),
    **dict(
        zip(
            ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
            _DAYS,
            strict=True,
        )
    ),
    **dict(
        zip(
            ("lunes", "martes", "mi\u00e9rcoles", "jueves", "viernes", "s\u00e1bado", "domingo"),
            _DAYS,
            strict=True,
        )
    ),
    **dict(
        zip(
            ("segunda", "ter\u00e7a", "quarta", "quinta", "sexta", "sabado", "domingo"),
            _DAYS,
            strict=True,
        )
    ),
}
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})(?:[/.](?:20)?\d\d)?\.?(?!\d)")
_TIME = re.compile(
    r"(?<![\d/])(\d{1,2})(?:(?::|h)(\d\d)|\s?h\b|\s?uhr\b)|(?<![\d/])(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b",
    re.I,
)
_PLACE = re.compile(r"\(([^()]{2,60})\)")
_PLATFORMS = (
    "teams",
    "zoom",
    "google meet",
    "meet",
    "skype",
    "webex",
    "microsoft teams",
    "whatsapp",
    "the phone",
    "phone",
)
_TERM_WORDS = ((r"\bM-F\b", "Monday to Friday"), (r"\bMon-Fri\b", "Monday to Friday"))
_FROM_TO = re.compile(
    r"(?<![\d$:.])(\d{1,2}(?::\d\d)?)\s?-\s?(\d{1,2}(?::\d\d)?)(?![\d-]|\s?(?:hours|days|weeks|months|k\b))"
)


def meeting_time(text: str, reader: Reader) -> Fitted:
    """When and where both meet next: "Thursday, November 26 at 2 p.m. on Teams".

    >>> meeting_time("jeudi 26/11 \u00e0 14h (Teams)", Reader(is_british=True)).said[0].words
    (('meeting_time', 'Thursday 26 November at 14:00 on Teams'),)
    """
    low = text.lower()
    is_british = reader.is_british
    day = next((name for word, name in _FOREIGN_DAYS.items() if re.search(rf"\b{word}\b", low)), "")
    date, time, where = _SLASHED.search(text), _TIME.search(text), _PLACE.search(text)
    if date and time and (day or re.search(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", low)):
        first, second = int(date.group(1)), int(date.group(2))
        number, month = (first, second) if is_british or first > 12 else (second, first)
        if 1 <= month <= 12:
            day = day or next(name for name in _DAYS if name[:3].lower() in low)
            comma = " " if is_british else ", "
            day += f"{comma}{date_in_words(number, month, is_british=is_british)}"
            said = f"{day} at {_time(time, is_british=is_british)}"
            return _meeting(f"{said}{_where(where.group(1)) if where else ''}")
    plain = repaired(
        _PLACE.sub(lambda found: _where(found.group(1)), text),
        is_british=is_british,
        names=reader.known,
    )
    has_time = re.search(r"\d", plain) or any(name in plain for name in _DAYS)
    if not has_time or day or not ready(plain, reader) or len(plain.split()) > 16:
        return Fitted(doubt="unsure")
    return _meeting(re.sub(r"^on ", "", plain))


def _meeting(text: str) -> Fitted:
    return Fitted((Said("confirm_time", (("meeting_time", text),)),))


def _where(place: str) -> str:
    return (
        f" on {place}"
        if place.lower() in _PLATFORMS
        else f" at {place}"
        if place[:1].isupper()
        else f" ({place})"
    )


def _time(found: re.Match[str], *, is_british: bool) -> str:
    hour = int(found.group(1) or found.group(3))
    minute = int(found.group(2) or found.group(4) or 0)
    if found.group(5):
        hour = hour % 12 + (12 if found.group(5).lower() == "p" else 0)
    return time_in_words(hour % 24, minute, is_british=is_british)


def terms(text: str, reader: Reader) -> Fitted:
    """The terms that both agreed on, written out.

    >>> terms("$24.50/hr, M-F 7-3:30", Reader()).said[0].words[0][1]
    '$24.50 an hour and Monday to Friday from 7:00 to 3:30'
    """
    written = repaired(text, is_british=reader.is_british, names=reader.known)
    for short, full in _TERM_WORDS:
        written = re.sub(short, full, written)
    written = _FROM_TO.sub(
        lambda found: f"from {_full(found.group(1))} to {_full(found.group(2))}", written
    )
    parts = [lower_first(part) for part in re.split(r"\s*[,;]\s*(?!\d{3}\b)", written) if part]
    parts = [part for part in parts if not lacks_article(tagged(part))]
    if not parts:
        return Fitted(doubt="unsure")
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return Fitted((Said("accept_terms", (("agreed_terms", listed),)),))


def _full(time: str) -> str:
    return time if ":" in time else f"{time}:00"


def correction(text: str, right: str, reader: Reader) -> Fitted:
    """The sentence that says what was wrong and, where it is known, what is right."""
    correct = repaired(right, is_british=reader.is_british, names=reader.known)
    cut = pieces(text, reader)
    words = ready(cut.texts[0], reader, first="the") if cut.texts else ""
    if not words or not correct:
        return Fitted(doubt=cut.doubt or "unsure")
    is_told = bool(
        re.search(
            r"\bI (?:\w+ )?(?:wrote|said|gave|put|told|called|mentioned|spelled|spelt"
            r"|listed|stated|mixed)\b",
            words,
        )
    )
    if is_told:
        return Fitted(
            (
                Said(
                    "correction_told",
                    (("mistake", words[:1].upper() + words[1:]), ("correct", correct)),
                ),
            )
        )
    if parse(cut.texts[0]).is_all("noun"):
        return Fitted((Said("correction", (("mistake", words), ("correct", correct))),))
    return Fitted(doubt="unsure")
