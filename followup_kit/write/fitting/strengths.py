"""What the student brings, said once: experience, a skill, a certificate, or a sentence."""

from followup_kit.write.fitting.phrase import (
    Fitted,
    Reader,
    Said,
    inside,
    lower_first,
    may_be_read,
    sentence,
)
from followup_kit.write.fitting.sure import is_certified, is_done, is_quality, is_skill, is_span
from followup_kit.write.shapes.tokens import tagged


def strengths(text: str, reader: Reader) -> Fitted:
    """The sentence for a piece that passed the gate; a doubt where it has none.

    >>> strengths("taught two classes at a library", Reader()).said[0].words
    (('own', 'I taught two classes at a library.'),)
    """
    words = inside(text, reader) if may_be_read(text) else None
    if words is None:
        return Fitted(doubt="unsure")
    tokens = tagged(text)
    if is_skill(tokens):
        return Fitted((Said("fit_tools", (("fit", text),)),))
    if is_span(tokens):
        mine = f"my {words}" if words.startswith("experience ") else words
        return Fitted((Said("fit", (("fit", mine),)),))
    if is_quality(tokens) or is_certified(tokens):
        first = words if text.split()[0].isupper() else lower_first(words)
        return _own(f"I am {first}")
    return _own(f"I {lower_first(words)}" if is_done(tokens) else words)


def _own(text: str) -> Fitted:
    return Fitted((Said("own", (("own", sentence(text)),)),))
