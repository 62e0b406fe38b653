"""The labelled notes of tests/data/notes, and how well the checks do on them.

The checks are tuned on one half and measured on the other. A note's half follows from
its id alone, so that it never moves; notes that were there before the split are all in
the half for tuning.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from followup_kit.write.checks import Finding, Level, check
from followup_kit.write.facts import NoteFacts

FOLDER = Path(__file__).parents[1] / "data" / "notes"
_FACTS = {field.name for field in fields(NoteFacts)}


@dataclass(frozen=True)
class Fault:
    """One marked fault of a bad note."""

    check: str
    quote: str = ""
    subtle: bool = False
    """Whether it is said politely or in passing."""


@dataclass(frozen=True)
class LabelledNote:
    """One note of the corpus; a good one has no faults."""

    id: str
    half: str
    facts: NoteFacts
    subject: str
    body: str
    faults: tuple[Fault, ...] = ()

    def findings(self) -> list[Finding]:
        return check(self.subject, self.body, self.facts)

    def serious(self) -> list[Finding]:
        return [one for one in self.findings() if one.level != Level.HINT]

    def caught(self, fault: Fault) -> bool:
        """Whether a finding of that check touches the marked text."""
        return any(
            one.check == fault.check and self._touches(one, fault.quote) for one in self.findings()
        )

    def _touches(self, one: Finding, quote: str) -> bool:
        text = self.subject if one.where == "subject" else self.body
        start = text.find(quote)
        if not quote:
            return True
        return (
            one.span is not None
            and start >= 0
            and one.span[0] < start + len(quote)
            and start < one.span[1]
        )


def good_notes() -> list[LabelledNote]:
    return [
        *_notes("good_seen.toml", "tuning"),
        *_notes("good.toml"),
        *_notes("good_more.toml"),
        *_notes("good_fresh.toml", "tuning"),
        *_notes("good_voices.toml", "tuning"),
        *_notes("good_wide.toml", "tuning"),
        *_notes("good_last.toml", "tuning"),
        *_notes("good_third.toml", "tuning"),
        *_notes("good_second.toml", "tuning"),
    ]


def unseen_notes() -> list[LabelledNote]:
    """The last batch of good notes, run once when the checks were done."""
    return list(_notes("good_fourth.toml", "unseen"))


def unseen_bad_notes() -> list[LabelledNote]:
    """The last batch of bad notes, run once when the checks were done."""
    return list(_notes("bad_fourth.toml", "unseen"))


def second_good_notes() -> list[LabelledNote]:
    """The good notes that a second author kept back, run once when the checks were done."""
    return list(_notes("good_second_last.toml", "unseen"))


def second_bad_notes() -> list[LabelledNote]:
    """The bad notes that a second author kept back, run once when the checks were done."""
    return list(_notes("bad_second_last.toml", "unseen"))


def blind_good_notes() -> list[LabelledNote]:
    """Good notes by authors who had read neither rules nor notes."""
    return list(_notes("good_blind.toml", "tuning"))


def blind_bad_notes() -> list[LabelledNote]:
    """Bad notes by the same authors."""
    return list(_notes("bad_blind.toml", "tuning"))


def bad_notes() -> list[LabelledNote]:
    return [
        *_notes("bad.toml"),
        *_notes("bad_more.toml"),
        *_notes("bad_wide.toml", "tuning"),
        *_notes("bad_last.toml", "tuning"),
        *_notes("bad_third.toml", "tuning"),
        *_notes("bad_second.toml", "tuning"),
    ]


def in_half(notes: list[LabelledNote], half: str) -> list[LabelledNote]:
    return [note for note in notes if note.half == half]


def recall(notes: list[LabelledNote], *, subtle: bool = False) -> dict[str, tuple[int, int]]:
    """Check to how many of its plain (or subtle) faults were found, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for note in notes:
        for fault in note.faults:
            if fault.subtle != subtle:
                continue
            found, total = counts.get(fault.check, (0, 0))
            counts[fault.check] = (found + note.caught(fault), total + 1)
    return dict(sorted(counts.items()))


def only_hints(notes: list[LabelledNote]) -> list[str]:
    """The ids of the notes that get hints, and neither an error nor a warning."""
    return [note.id for note in notes if note.findings() and not note.serious()]


def false_alarms(notes: list[LabelledNote]) -> dict[str, list[str]]:
    """Check to the ids of the good notes in which it gave an error or a warning."""
    alarms: dict[str, list[str]] = {}
    for note in notes:
        for one in note.serious():
            alarms.setdefault(one.check, []).append(note.id)
    return dict(sorted(alarms.items()))


def _notes(name: str, half: str = "") -> Iterator[LabelledNote]:
    for entry in tomllib.loads((FOLDER / name).read_text("utf-8"))["notes"]:
        identity = entry.get("id") or entry["voice"]
        yield LabelledNote(
            id=identity,
            half=half or _half_of(identity),
            facts=_facts(entry),
            subject=entry["subject"],
            body=entry["body"].strip(),
            faults=tuple(Fault(**fault) for fault in entry.get("faults", ())),
        )


def _half_of(identity: str) -> str:
    return "tuning" if sha256(identity.encode()).digest()[0] % 2 else "reported"


def _facts(entry: dict[str, Any]) -> NoteFacts:
    told = {name: value for name, value in entry.items() if name in _FACTS}
    for name in ("others", "other_companies", "pass_on_to"):
        told[name] = tuple(told.get(name, ()))
    earlier = tuple((note["person"], note["body"]) for note in entry.get("earlier", ()))
    return NoteFacts(**told, earlier_notes=earlier)
