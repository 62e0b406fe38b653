"""A typed fact cut into the pieces it was said in: sentences, asides and added clauses."""

import re
from dataclasses import dataclass

from followup_kit.write.shapes.tokens import tagged
from followup_kit.write.shapes.typed import sentence_ends
from followup_kit.write.shapes.unfit import without_unfit

_SENTENCE = re.compile(r"(?<=[.;?!])\s+")
_ASIDE = re.compile(r"\s*\(([^()]*)\)?")
_KEPT_ASIDE = re.compile(r"(?:from|including)\b", re.I)
_COLON = re.compile(r":\s+(?=(?:he|she|they|we|I|you)(?:'\w+)?\s)")
_DASH = re.compile(r"\s+-\s+")
_ADDED = re.compile(
    r"(?:,\s*(?:(?:and|but|plus)\s+)?|\s+(?:and|but|plus)\s+)"
    r"(?=(?:I|he|she|they|we)(?:'\w+)?\s+\w|(?:my|our)\s+(?:\w+\s+){1,3}?(?:is|are|was|were|have|has|still|did)\b)"
)
_TOLD_TWICE = re.compile(r"((he|she|they)\b.*?),? and that (.+)", re.I)
_SAID = re.compile(r"(?:he|she|they)\b", re.I)
_STARTS = re.compile(r"(?:what|how|why|whether|if|when|where|who|which)\b", re.I)


@dataclass(frozen=True)
class Piece:
    """A part of a fact that may stand alone, and why something was taken out of it."""

    text: str
    """Empty when nothing of it is fit for a note."""
    reason: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a repaired fact in their order, without what does not belong into a note.

    >>> [piece.text for piece in pieces("the bend test, he said my root pass was good")]
    ['the bend test', 'he said my root pass was good']
    """
    parts = [
        part
        for sentence in _sentences(text)
        for half in re.split(f"{_DASH.pattern}|{_COLON.pattern}", _without_asides(sentence))
        for part in _clauses(half)
    ]
    return tuple(_piece(part) for part in parts if part.strip(" .,;:-"))


def _piece(part: str) -> Piece:
    is_question = part.rstrip().endswith("?")
    kept, reason = without_unfit(part.strip(" .,;:-?!"))
    if reason and _SAID.match(kept):  # half of what somebody said would twist it
        kept = ""
    kept = f"{kept}." if re.search(r"\b[ap]\.m$", kept) else kept
    return Piece(f"{kept}?" if kept and is_question else kept, reason)


def _sentences(text: str) -> list[str]:
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        word = parts[-1].rstrip(".").rpartition(" ")[2].lower() if parts else ""
        if parts and parts[-1].endswith(".") and word in sentence_ends() and part[:1].islower():
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _without_asides(text: str) -> str:
    def aside(found: re.Match[str]) -> str:
        return found.group() if _KEPT_ASIDE.match(found.group(1).strip()) else ""

    return _ASIDE.sub(aside, text)


def _clauses(text: str) -> list[str]:
    """Main clauses apart, unless the text is one dependent clause ("what I would do if ...")."""
    if _STARTS.match(text.strip()):
        return [text]
    cuts = [cut for cut in _ADDED.finditer(text) if _may_cut(text, cut)]
    places = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    clauses = [text[start:end] for start, end in zip(places, ends, strict=True)]
    return [one for clause in clauses for one in _told_twice(clause)]


def _told_twice(clause: str) -> list[str]:
    """Two things that were told, each with its own beginning."""
    found = _TOLD_TWICE.fullmatch(clause.strip())
    return [found[1], f"{found[2]} said that {found[3]}"] if found else [clause]


def _may_cut(text: str, cut: re.Match[str]) -> bool:
    """Whether what comes before may stand alone: not "he asked what I do and he ..."."""
    before, after = tagged(text[: cut.start()]), tagged(text[cut.end() :])
    is_open = bool(
        re.search(r"\b(?:if|because|that|when|while|who|which)\b[^,]*$", text[: cut.start()])
    )
    return bool(before) and len(after) > 1 and not (is_open and "," not in cut.group())
