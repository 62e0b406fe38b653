"""Temper: anger, insult, blame, self-pity, threats, praise of oneself against others.

Such a note is not for today, whatever its kind (A22, C22). Beside what was found stands a
calm wording of the whole note, made of nothing but the names of the log.
"""

from dataclasses import replace

from followup_kit.text import own_toml
from followup_kit.write.checks.finding import Finding, Level, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import finding_for, placed_hits
from followup_kit.write.facts import NoteFacts, given_name

_KINDS = ("anger", "insult", "blame", "self_pity", "threat", "boast")



def check_temper(note: Note) -> list[Finding]:
    """What is said in anger or in despair, and once a calm note to put in its place."""
    found = [
        (kind, where, hit) for kind in _KINDS for where, hit in placed_hits(note, kind)
    ]
    is_pattern = len(found) > 1
    said = [
        finding_for(note, hit, where, f"temper.{kind}", is_pattern=is_pattern)
        for kind, where, hit in found
    ]
    if not any(one.level is not Level.HINT for one in said):
        return said
    return [*said, _calm(note)]


def _calm(note: Note) -> Finding:
    span = (0, len(note.body))
    one = finding("temper.calm", span=span, replacement=calm_note(note.facts))
    return replace(one, span=span)


def calm_note(facts: NoteFacts) -> str:
    """A short calm note of the same kind, from the recorded names alone.

    >>> facts = NoteFacts(kind="closing_note", sender="Ana Ruiz", recipient="Priya Nair",
    ...                   company="Northwind", position="Data Analyst")
    >>> print(calm_note(facts).splitlines()[2])
    Thank you for letting me know about your decision, and for the time you gave me.
    """
    texts = own_toml("write/words/calm.toml")["calm"]
    text = texts.get(facts.kind, texts["thank_you"])
    greeting = given_name(facts.recipient) or "all"
    of = f" for the {facts.position} position" if facts.position.strip() else ""
    return f"Dear {greeting},\n\n{text.format(of=of).strip()}\n\nBest regards,\n{facts.sender}"
