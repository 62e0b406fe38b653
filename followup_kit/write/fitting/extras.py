"""The one extra of a note (a point missed, a question), and plain facts of other letters."""

import re

from followup_kit.write.fitting.phrase import (
    Fitted,
    Reader,
    Said,
    framed,
    inside,
    lower_first,
    own_sentence,
    sentence,
    shapes_in,
)
from followup_kit.write.shapes.typed import repaired


def missed_point(text: str, reader: Reader) -> Fitted:
    """The one point that was forgotten in the talk."""
    shapes, doubt = shapes_in(
        re.sub(
            r"^(?:i (?:wanted|meant|forgot) to (?:say|mention|tell \w+)\s+)?(?:that\s+)?",
            "",
            text.strip(),
            flags=re.I,
        ),
        reader,
    )
    for shape in shapes[:1]:
        if len(shapes) > 1 and shape.kind == "sentence" and not doubt:
            whole = repaired(text, is_british=reader.is_british, names=reader.known)
            one = framed(
                "missed_that",
                re.sub(
                    r"^I (?:wanted|meant|forgot) to (?:say|mention|tell \w+)(?: that)? ", "", whole
                ).rstrip("."),
                reader,
            )
        elif shape.kind in ("sentence", "sentence_we", "sentence_it"):
            one = framed("missed_that", shape.text, reader)
        elif shape.kind in ("infinitive", "past"):
            one = framed("missed_that", f"I {lower_first(shape.text)}", reader)
        elif shape.kind == "adjective":
            one = framed("missed_that", f"I am {lower_first(shape.text)}", reader)
        elif shape.kind in ("noun", "mine", "clause"):
            one = framed("missed_noun", shape.text, reader, first="a")
        else:
            one = None
        return Fitted((one,) if one else (), "" if one else doubt or "unsure")
    return Fitted((), doubt)


def clarification(text: str, reader: Reader) -> Fitted:
    """The one question that is left."""
    shapes, doubt = shapes_in(text, reader)
    for shape in shapes[:1]:
        if shape.kind == "question":
            asked = inside(_asked_of_you(shape.text), reader)
            one = (
                Said("clarification_question", (("clarification", sentence(asked)),))
                if asked
                else None
            )
        elif shape.kind == "clause":
            one = framed("clarification_if", shape.text, reader)
        elif shape.kind in ("noun", "yours"):
            one = framed("clarification_noun", shape.text, reader, first="the")
        else:
            one = None
        return Fitted((one,) if one else (), "" if one else doubt or "unsure")
    return Fitted((), doubt)


def _asked_of_you(text: str) -> str:
    """A question put to the reader: "does she need" becomes "do you need"."""
    return re.sub(
        r"\b(does|is|was|has) (she|he)\b",
        lambda found: f"{_PLURAL[found.group(1).lower()]} you",
        text,
        flags=re.I,
    )


_PLURAL = {"does": "do", "is": "are", "was": "were", "has": "have"}


def plain(text: str, reader: Reader, *, name: str, role: str, first: str = "") -> Fitted:
    """A fact that stands in its sentence as a noun phrase, or is a sentence of its own."""
    shapes, doubt = shapes_in(text, reader)
    for shape in shapes:
        if shape.kind in ("sentence", "sentence_we"):
            one = own_sentence(shape.text, reader)
        elif shape.kind in ("noun", "mine", "yours", "gerund", "clause"):
            one = framed(role, shape.text, reader, first=first, name=name)
        else:
            one = None
        if one:
            return Fitted((one,), doubt)
        doubt = doubt or "unsure"
    return Fitted((), doubt)
